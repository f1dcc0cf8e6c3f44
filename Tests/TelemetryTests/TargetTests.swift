import OverreachModel
import OverreachTelemetry
import Testing

/// Calls and spans find the nodes of what they touch, by whatever name they use.
@Suite struct TargetTests {
    private static let place = "eu-west-1:111122223333"
    private let mcp = Sketch.Process("mcp", host: "h1")
    private let reader = Sketch.Caller.session(role: "app", name: "x", key: "ASIA1")

    private func index(_ arns: [String]) -> TableIndex {
        var index = TableIndex()
        for arn in arns {
            let name = arn.split(separator: ":", maxSplits: 5)[5]
            index.stores[arn] = Key(NodeType(AWSNode.queue), scope: Sketch.account, id: "\(name)")
        }
        return index
    }

    @Test(arguments: [
        ("sqs", "SendMessage", ["queueUrl": "https://sqs.eu-west-1.amazonaws.com/111122223333/q"], "sqs", "q"),
        ("sns", "Publish", ["topicArn": "arn:aws:sns:\(place):t"], "sns", "t"),
        ("ssm", "GetParameter", ["name": "/a/b"], "ssm", "parameter/a/b"),
        ("ssm", "GetParameters", ["names": "plain"], "ssm", "parameter/plain"),
        ("ssm", "GetParameter", ["name": "/a/b:3"], "ssm", "parameter/a/b"),
        ("kms", "Decrypt", ["keyId": "k"], "kms", "key/k"),
        ("kms", "Decrypt", ["keyId": "arn:aws:kms:\(place):key/k"], "kms", "key/k"),
        ("ecr", "PutImage", ["repositoryName": "team/app"], "ecr", "repository/team/app"),
        ("kinesis", "PutRecord", ["streamName": "s"], "kinesis", "stream/s"),
        ("logs", "GetLogEvents", ["logGroupName": "/aws/x"], "logs", "log-group:/aws/x"),
        (
            "logs", "GetLogEvents", ["logGroupIdentifier": "arn:aws:logs:\(place):log-group:/aws/x:*"], "logs",
            "log-group:/aws/x"
        ),
        ("lambda", "Invoke", ["functionName": "f:prod"], "lambda", "function:f"),
        ("lambda", "Invoke", ["functionName": "arn:aws:lambda:\(place):function:f:prod"], "lambda", "function:f"),
        ("lambda", "Invoke", ["functionName": "111122223333:function:f"], "lambda", "function:f"),
        ("rdsdata", "ExecuteStatement", ["resourceArn": "arn:aws:rds:\(place):cluster:c"], "rds", "cluster:c"),
        ("rds", "ModifyDBInstance", ["dBInstanceIdentifier": "d"], "rds", "db:d"),
        ("redshift-data", "ExecuteStatement", ["clusterIdentifier": "c"], "redshift", "cluster:c"),
        ("bedrock", "Retrieve", ["knowledgeBaseId": "K"], "bedrock", "knowledge-base/K"),
    ])
    func anEventHitsItsNode(
        source: String, name: String, parameters: [String: String], service: String, resource: String
    ) throws {
        let index = index(["arn:aws:\(service):\(Self.place):\(resource)"])
        let result = Correlation.correlate(
            records: [Sketch.event("e", source, name, by: reader, parameters)], index: index)
        #expect(try #require(result.activities.first).target?.id == resource)
    }

    @Test(arguments: [
        ("SQS", "SendMessage", ["aws.sqs.queue.url": "https://sqs.eu-west-1.amazonaws.com/111122223333/q"], "sqs", "q"),
        ("SNS", "Publish", ["aws.sns.topic.arn": "arn:aws:sns:\(place):t"], "sns", "t"),
        ("Kinesis", "PutRecord", ["aws.kinesis.stream_name": "s"], "kinesis", "stream/s"),
        ("Lambda", "Invoke", ["faas.invoked_name": "f"], "lambda", "function:f"),
        ("Bedrock Agent Runtime", "Retrieve", ["aws.bedrock.knowledge_base.id": "K"], "bedrock", "knowledge-base/K"),
    ])
    func aSpanHitsItsNode(
        sdk: String, operation: String, attributes: [String: String], service: String, resource: String
    ) throws {
        let index = index(["arn:aws:\(service):\(Self.place):\(resource)"])
        let more = attributes.merging(["cloud.region": "eu-west-1"]) { $1 }
        let result = Correlation.correlate(
            records: [
                Sketch.awsSpan(1, sdk, operation, request: "r1", in: mcp, more),
                Sketch.event("e", service, operation, by: reader, request: "r1"),
            ], index: index)
        #expect(try #require(result.activities.first).target?.id == resource)
    }

    @Test(
        arguments: [
            (
                "sqs", "SendMessage", ["queueUrl": "https://sqs.eu-west-1.amazonaws.com/999900001111/q"],
                "arn:aws:sqs:eu-west-1:999900001111:q"
            ),
            ("ssm", "GetParameter", ["name": "/a/b"], "arn:aws:ssm:\(place):parameter/a/b"),
            ("kms", "Decrypt", ["keyId": "k"], nil), ("lambda", "Invoke", ["functionName": "f"], nil),
            ("ssm", "GetDocument", ["name": "AWS-RunShellScript"], nil),
            ("sns", "Publish", ["targetArn": "+4912345"], nil),
        ] as [(String, String, [String: String], String?)])
    func aStoreThatNobodyKnowsIsStatedWhereItIsSurelyOne(
        source: String, name: String, parameters: [String: String], arn: String?
    ) throws {
        let result = Correlation.correlate(
            records: [Sketch.event("e", source, name, by: reader, parameters)], index: TableIndex())
        #expect(try #require(result.activities.first).target?.id == arn)
    }

    @Test func aPartOfAStoreIsTheObjectOfTheAct() throws {
        let function = "arn:aws:lambda:\(Self.place):function:f"
        var index = TableIndex()
        index.stores[function] = .aws(.function, arn: function, account: Sketch.account)
        let result = Correlation.correlate(
            records: [Sketch.event("e", "lambda", "Invoke", by: reader, ["functionName": "f:prod"])], index: index)
        #expect(try #require(result.activities.first).object == "\(function):prod")
    }

    /// An event of CloudTrail as it stands in a log.
    private func acts(
        _ source: String, _ name: String, _ parameters: String, resources: String = "[]", error: String? = nil,
        answer: String = "null"
    ) -> [Activity] {
        let failure = error.map { #""errorCode":"\#($0)","# } ?? ""
        let text = """
            {"eventID":"e1","requestID":"r1","eventTime":"2026-01-02T03:04:05Z","eventSource":"\(source).amazonaws.com",\
            "eventName":"\(name)","awsRegion":"eu-west-1","recipientAccountId":"111122223333",\(failure)"userIdentity":\
            {"type":"IAMUser","accountId":"111122223333","arn":"arn:aws:iam::111122223333:user/ann","userName":"ann"},\
            "requestParameters":\(parameters),"responseElements":\(answer),"resources":\(resources)}
            """
        let records = CloudTrailDecoder().decode(SourceFile(path: "x.json", bytes: Array(text.utf8))).records
        return Correlation.correlate(records: records, index: TableIndex()).activities
    }

    @Test(arguments: [
        ("ssm", "GetParameters", #"{"names":["/a","/b","c"]}"#, ["parameter/a", "parameter/b", "parameter/c"]),
        ("secretsmanager", "BatchGetSecretValue", #"{"secretIdList":["x","y"]}"#, ["secret:x", "secret:y"]),
        (
            "dynamodb", "BatchGetItem", #"{"requestItems":{"t1":{"keys":[]},"t2":{"keys":[]}}}"#,
            ["table/t1", "table/t2"]
        ),
        (
            "dynamodb", "TransactWriteItems",
            #"{"transactItems":[{"put":{"tableName":"t2"}},{"delete":{"tableName":"t1"}},{"put":{"tableName":"t1"}}]}"#,
            ["table/t1", "table/t2"]
        ),
        ("dynamodb", "BatchGetItem", #"{"requestItems":{"t1":{"keys":[]}}}"#, ["table/t1"]),
        ("ssm", "GetParameters", #"{"names":["/a","/a"]}"#, ["parameter/a"]),
    ])
    func aCallThatNamesSeveralStoresIsAnActOnEach(
        source: String, name: String, parameters: String, resources: [String]
    ) {
        let acts = acts(source, name, parameters)

        #expect(acts.compactMap(\.target?.id) == resources.map { "arn:aws:\(source):\(Self.place):\($0)" })
        #expect(acts.map(\.object) == acts.map(\.target?.id))
        #expect(acts.map(\.id) == Array(["request/r1", "request/r1//1", "request/r1//2"].prefix(resources.count)))
        #expect(acts.allSatisfy { $0.evidence.map(\.locator) == ["e1"] })
    }

    @Test func aTransactionDidToEachTableWhatItsPartsSay() {
        let parts = [
            (#"{"conditionCheck":{"tableName":"t1"}}"#, "ConditionCheckItem"),
            (#"{"delete":{"tableName":"t2"}}"#, "DeleteItem"),
            (#"{"put":{"tableName":"t3"}},{"put":{"tableName":"t3"}}"#, "PutItem"),
        ]
        let acts = acts(
            "dynamodb", "TransactWriteItems", #"{"transactItems":[\#(parts.map(\.0).joined(separator: ","))]}"#)
        #expect(acts.map(\.action) == parts.map { "dynamodb:\($0.1)" })
    }

    @Test(arguments: [
        (
            "s3", "CopyObject",
            #"{"bucketName":"out","key":"k","x-amz-copy-source":"/pay%2Fann.csv%3FversionId=3"}"#,
            "s3:CopyObject write arn:aws:s3:::out; s3:GetObject read arn:aws:s3:::pay"
        ),
        (
            "s3", "UploadPartCopy", #"{"bucketName":"pay","x-amz-copy-source":"pay/ann.csv?versionId=3"}"#,
            "s3:UploadPartCopy write arn:aws:s3:::pay; s3:GetObject read arn:aws:s3:::pay"
        ),
        (
            "s3", "CopyObject",
            #"{"bucketName":"out","x-amz-copy-source":"arn:aws:s3:eu-west-1:111122223333:accesspoint/p/object/ann"}"#,
            "s3:CopyObject write arn:aws:s3:::out; s3:GetObject read arn:aws:s3:eu-west-1:111122223333:accesspoint/p"
        ),
        ("s3", "CopyObject", #"{"bucketName":"out"}"#, "s3:CopyObject nothing arn:aws:s3:::out"),
        (
            "dynamodb", "RestoreTableFromBackup",
            #"{"backupArn":"arn:aws:dynamodb:\#(place):table/t/backup/01","targetTableName":"u"}"#,
            "dynamodb:RestoreTableFromBackup write T/u; dynamodb:RestoreTableFromBackup read T/t"
        ),
        (
            "dynamodb", "ExportTableToPointInTime",
            #"{"tableArn":"arn:aws:dynamodb:\#(place):table/t","s3Bucket":"out"}"#,
            "s3:PutObject write arn:aws:s3:::out; dynamodb:ExportTableToPointInTime read T/t"
        ),
        (
            "dynamodb", "ImportTable",
            #"{"s3BucketSource":{"s3Bucket":"in"},"tableCreationParameters":{"tableName":"t"}}"#,
            "dynamodb:ImportTable write T/t; s3:GetObject read arn:aws:s3:::in"
        ),
        (
            "rds", "CopyDBSnapshot",
            #"{"sourceDBSnapshotIdentifier":"nightly","targetDBSnapshotIdentifier":"mine"}"#,
            "rds:CopyDBSnapshot write snapshot/mine; rds:CopyDBSnapshot read snapshot/nightly"
        ),
        (
            "rds", "RestoreDBInstanceFromDBSnapshot",
            #"{"dBSnapshotIdentifier":"nightly","dBInstanceIdentifier":"mine"}"#,
            "rds:RestoreDBInstanceFromDBSnapshot write arn:aws:rds:\(place):db:mine; "
                + "rds:RestoreDBInstanceFromDBSnapshot read snapshot/nightly"
        ),
        (
            "ec2", "CopySnapshot", #"{"sourceSnapshotId":"snap-1","sourceRegion":"us-east-1"}"#,
            "ec2:CopySnapshot write snapshot/snap-9; ec2:CopySnapshot read snapshot/snap-1"
        ),
    ])
    func aCopyIsAWriteOfItsDestinationAndAReadOfItsSource(
        source: String, name: String, parameters: String, expected: String
    ) {
        let acts = acts(source, name, parameters, answer: #"{"snapshotId":"snap-9"}"#)

        let told = acts.map { act in
            let end = (act.target?.id ?? act.object ?? "nothing")
                .replacing("arn:aws:dynamodb:\(Self.place):table/", with: "T/")
            return "\(act.action) \(act.effect?.rawValue ?? "nothing") \(end)"
        }
        #expect(told.joined(separator: "; ") == expected)
        #expect(acts.map(\.id) == Array(["request/r1", "request/r1//1"].prefix(acts.count)))
        #expect(acts.allSatisfy { $0.evidence.map(\.locator) == ["e1"] && $0.call == "request/r1" })
        #expect(acts.allSatisfy { !$0.missing.contains("target") && $0.object?.contains("ann") != true })
    }

    @Test func ofACopyTheRecordTellsTheAccountOfItsDestination() {
        let acts = acts(
            "s3", "CopyObject", #"{"bucketName":"out","x-amz-copy-source":"pay/k"}"#,
            resources: #"[{"ARN":"arn:aws:s3:::out/k"},{"accountId":"999988887777","ARN":"arn:aws:s3:::out"}]"#)
        #expect(acts.map(\.target?.scope) == ["999988887777", "111122223333"])
        #expect(acts.map(\.object) == ["arn:aws:s3:::out/k", "arn:aws:s3:::pay"])
    }

    @Test(arguments: [
        (
            "ExportTableToPointInTime",
            #"{"tableArn":"arn:aws:dynamodb:\#(place):table/t","s3Bucket":"out","s3BucketOwner":"999988887777"}"#,
            ["999988887777", "111122223333"]
        ),
        (
            "ImportTable",
            #"{"s3BucketSource":{"s3Bucket":"in","s3BucketOwner":"999988887777"},"#
                + #""tableCreationParameters":{"tableName":"t"}}"#,
            ["111122223333", "999988887777"]
        ),
    ])
    func ofACopyTheRequestTellsWhoseTheBucketIs(name: String, parameters: String, owners: [String]) {
        #expect(acts("dynamodb", name, parameters).map(\.target?.scope) == owners)
    }

    @Test func aDeniedCopyTouchedNeither() {
        let acts = acts(
            "s3", "CopyObject", #"{"bucketName":"out","x-amz-copy-source":"pay/k"}"#, error: "AccessDenied")
        #expect(acts.map(\.outcome) == [.denied, .denied])
    }

    @Test func aSpanTellsWhatWasCopiedFromWhere() throws {
        let attributes = [
            "rpc.system": "aws-api", "rpc.service": "S3", "rpc.method": "CopyObject", "aws.s3.bucket": "out",
            "aws.s3.copy_source": "pay",
        ]
        let result = Correlation.correlate(
            records: [Sketch.span(1, "S3.CopyObject", .client, in: mcp, attributes)], index: TableIndex())
        #expect(result.activities.map(\.target?.id) == ["arn:aws:s3:::out", "arn:aws:s3:::pay"])
        #expect(result.activities.map(\.effect) == [.write, .read])
    }

    @Test func oneStoreThatARecordNamesTwiceIsOne() {
        let secret = "arn:aws:secretsmanager:\(Self.place):secret:x-AbCdEf"
        let acts = acts(
            "secretsmanager", "GetSecretValue", #"{"secretId":"x"}"#, resources: #"[{"ARN":"\#(secret)"}]"#)
        #expect(acts.map(\.target?.id) == [secret])
    }

    @Test func aCallOnSeveralThatWasDeniedIsDeniedOnEach() {
        let acts = acts("ssm", "GetParameters", #"{"names":["/a","/b"]}"#, error: "AccessDeniedException")
        #expect(acts.map(\.outcome) == [.denied, .denied])
        #expect(acts.compactMap(\.target?.id).count == 2)
        #expect(self.acts("ssm", "GetParameters", #"{"names":["/a","/b"]}"#, error: "ThrottlingException").count == 2)
    }

    @Test(
        arguments: [
            ("iam", "CreateAccessKey", #"{"userName":"ann"}"#, "user/ann"),
            (
                "iam", "AttachUserPolicy",
                #"{"userName":"ann","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}"#,
                "user/ann, arn:aws:iam::aws:policy/AdministratorAccess"
            ),
            ("iam", "UpdateAssumeRolePolicy", #"{"roleName":"app","policyDocument":"{}"}"#, "role/app"),
            ("rds", "ModifyDBSnapshotAttribute", #"{"dBSnapshotIdentifier":"nightly"}"#, "snapshot/nightly"),
            ("ec2", "ModifySnapshotAttribute", #"{"snapshotId":"snap-1"}"#, "snapshot/snap-1"),
            (
                "ec2", "StopInstances", #"{"instancesSet":{"items":[{"instanceId":"i-1"},{"instanceId":"i-2"}]}}"#,
                "instance/i-1, instance/i-2"
            ),
            (
                "ec2", "AuthorizeSecurityGroupIngress", #"{"groupId":"sg-1","cidrIp":"0.0.0.0/0"}"#,
                "security-group/sg-1"
            ),
            (
                "ssm", "SendCommand",
                #"{"documentName":"AWS-RunShellScript","instanceIds":["i-1"],"parameters":"HIDDEN"}"#,
                "document/AWS-RunShellScript, instance/i-1"
            ),
            ("ssm", "ModifyDocumentPermission", #"{"name":"own","accountIdsToAdd":["all"]}"#, "document/own"),
            ("lambda", "AddPermission20150331v2", #"{"functionName":"f"}"#, "arn:aws:lambda:\(place):function:f"),
            ("cloudtrail", "StopLogging", #"{"name":"audit"}"#, "trail/audit"),
            ("sts", "GetFederationToken", #"{"name":"guest"}"#, "federated-user/guest"),
            ("bedrock", "InvokeModel", #"{"modelId":"anthropic.claude"}"#, "model/anthropic.claude"),
            ("ec2", "DescribeInstances", #"{"instancesSet":{},"filterSet":{}}"#, nil),
            (
                "ec2", "StopInstances",
                #"{"instancesSet":{"items":[{"instanceId":"1"},{"instanceId":"2"},{"instanceId":"3"},{"instanceId":"4"},{"instanceId":"5"},{"instanceId":"6"}]}}"#,
                "instance/1, instance/2, instance/3, instance/4, and 2 more"
            ),
        ] as [(String, String, String, String?)])
    func aCallOnWhatHoldsNoDataNamesIt(source: String, name: String, parameters: String, object: String?) {
        let act = acts(source, name, parameters)
        #expect(act.map(\.object) == [object])
        #expect(object == nil || act.allSatisfy { !$0.missing.contains("target") })
    }
}
