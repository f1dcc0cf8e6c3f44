import OverreachModel
import Testing

@testable import OverreachPolicy

struct EventsTests {
    @Test(arguments: [
        ("s3.amazonaws.com", "ListObjects", "s3:ListBucket"), ("s3.amazonaws.com", "HeadObject", "s3:GetObject"),
        ("s3.amazonaws.com", "GetObject", "s3:GetObject"), ("s3.amazonaws.com", "UploadPart", "s3:PutObject"),
        ("s3.amazonaws.com", "PutBucketEncryption", "s3:PutEncryptionConfiguration"),
        ("s3.amazonaws.com.cn", "ListBuckets", "s3:ListAllMyBuckets"),
        ("lambda.amazonaws.com", "CreateFunction20150331", "lambda:CreateFunction"),
        ("lambda.amazonaws.com", "UpdateFunctionCode20150331v2", "lambda:UpdateFunctionCode"),
        ("lambda.amazonaws.com", "Invoke", "lambda:InvokeFunction"),
        ("cloudfront.amazonaws.com", "CreateDistribution2020_05_31", "cloudfront:CreateDistribution"),
        ("monitoring.amazonaws.com", "PutMetricData", "cloudwatch:PutMetricData"),
        ("dynamodb.amazonaws.com", "TransactGetItems", "dynamodb:GetItem"),
        ("sts.amazonaws.com", "AssumeRole", "sts:AssumeRole"),
        ("ec2.amazonaws.com", "RunInstances", "ec2:RunInstances"),
    ])
    func anEventUsesItsAction(source: String, event: String, action: String) {
        #expect(AWSEvents.action(eventSource: source, eventName: event) == action)
    }

    @Test func dataEventsAreThoseThatATrailMayLeaveOut() {
        #expect(AWSEvents.isDataEvent(action: "s3:GetObject"))
        #expect(AWSEvents.isDataEvent(action: "dynamodb:query"))
        #expect(AWSEvents.isDataEvent(action: "sqs:SendMessage"))
        #expect(!AWSEvents.isDataEvent(action: "secretsmanager:GetSecretValue"))
        #expect(!AWSEvents.isDataEvent(action: "kms:Decrypt"))
        #expect(!AWSEvents.isDataEvent(action: "ssm:GetParameter"))
        #expect(!AWSEvents.isDataEvent(action: "s3:PutBucketPolicy"))
    }

    private static let objects = AWSEvents.Visibility.optional("data events of S3 objects")
    private static let tables = AWSEvents.Visibility.optional("data events of DynamoDB tables")
    private static let streams = AWSEvents.Visibility.optional("data events of DynamoDB streams")

    @Test(arguments: [
        ("s3:ListBucket", [objects]), ("s3:PutBucketPolicy", [.management]), ("s3:*", [.management, objects]),
        ("S3:Put*", [.management, objects]), ("s3:*Bucket", [.management, objects]),
        ("s3:PutBucket*", [.management]), ("dynamodb:*", [.management, streams, tables]),
        ("dynamodb:GetRecords", [streams]), ("kms:*", [.optional("events of KMS")]),
        ("kms:Decrypt", [.optional("events of KMS")]), ("rds-db:connect", [.never]), ("rds-db:*", [.never]),
        ("logs:PutLogEvents", [.never]), ("logs:*", [.management, .never]), ("iam:PassRole", [.management]),
    ])
    func useOfAnActionShowsByCertainEvents(pattern: String, visibility: [AWSEvents.Visibility]) {
        #expect(AWSEvents.visibility(of: pattern) == visibility)
    }

    @Test(arguments: ["*", "*:*", "s?:GetObject", "nonsense"])
    func ofSeveralServicesNobodyKnowsByWhichEvents(pattern: String) {
        #expect(AWSEvents.visibility(of: pattern) == nil)
    }

    /// Event, parameters, needs, with `R`, `P` and `T` for the beginnings of ARNs of roles, profiles and tables.
    private static let calls = """
        lambda CreateFunction20150331|passed role=R/r|lambda:CreateFunction; iam:PassRole on R/r
        lambda UpdateFunctionConfiguration20150331v2||lambda:UpdateFunctionConfiguration
        ec2 RunInstances|passed instance profile=P/p|ec2:RunInstances; iam:PassRole on P/p
        ecs RegisterTaskDefinition|passed role=R/a, passed role=R/b|ecs:RegisterTaskDefinition; iam:PassRole on R/a; iam:PassRole on R/b
        cloudformation DescribeStacks|passed role=R/a|cloudformation:DescribeStacks
        sts AssumeRole|passed role=R/a, roleArn=R/a|sts:AssumeRole
        sts AssumeRole|roleArn=R/a, session tags=given|sts:AssumeRole; sts:TagSession on R/a
        sts AssumeRole|roleArn=R/a, sourceIdentity=x|sts:AssumeRole; sts:SetSourceIdentity on R/a
        iam AddRoleToInstanceProfile|roleName=r|iam:AddRoleToInstanceProfile; iam:PassRole on R/r
        s3 GetObject|versionId=v|s3:GetObjectVersion
        s3 HeadObject|versionId=v|s3:GetObjectVersion
        s3 DeleteObject|versionId=v|s3:DeleteObjectVersion
        s3 PutObject|x-amz-acl=public-read|s3:PutObject; s3:PutObjectAcl
        s3 GetObjectAttributes||s3:GetObjectAttributes; s3:GetObject
        s3 CopyObject|copy source=from, bucketName=to|s3:PutObject; s3:GetObject on arn:aws:s3:::from
        s3 CopyObject|copy source=from, copied version=given, x-amz-acl=private|s3:PutObject; s3:GetObjectVersion on arn:aws:s3:::from; s3:PutObjectAcl
        s3 CopyObject|copy source=arn:aws:s3:r:1:accesspoint/p|s3:PutObject; s3:GetObject on something
        dynamodb ExportTableToPointInTime|copy source=T/t|dynamodb:ExportTableToPointInTime; s3:PutObject
        dynamodb ImportTable|copy source=b|dynamodb:ImportTable; s3:GetObject; s3:ListBucket
        rds StartExportTask|copy source=s, passed role=R/a|rds:StartExportTask; iam:PassRole on R/a
        rds CopyDBSnapshot|copy source=s|rds:CopyDBSnapshot
        dynamodb GetItem||dynamodb:GetItem
        dynamodb TransactWriteItems|part=delete t, part=put t|dynamodb:DeleteItem on T/t; dynamodb:PutItem on T/t
        dynamodb BatchWriteItem|part=batch t, part=batch u|dynamodb:BatchWriteItem on T/t; dynamodb:BatchWriteItem on T/u
        dynamodb ExecuteStatement|part=UPDATE|dynamodb:PartiQLUpdate
        dynamodb ExecuteStatement||dynamodb:PartiQLSelect
        kms ReEncrypt|destinationKeyId=k|kms:ReEncryptFrom; kms:ReEncryptTo on arn:aws:kms:eu-west-1:1:key/k
        kms ReEncrypt|destinationKeyId=alias/k|kms:ReEncryptFrom; kms:ReEncryptTo on something
        bedrock RetrieveAndGenerate||bedrock:RetrieveAndGenerate; bedrock:Retrieve
        rdsdata ExecuteStatement|secretArn=S/s|rds-data:ExecuteStatement; secretsmanager:GetSecretValue on S/s
        sqs SendMessageBatch||sqs:SendMessage
        sns PublishBatch||sns:Publish
        signin ConsoleLogin||
        """

    @Test(arguments: calls.split(separator: "\n").map(String.init))
    func aCallNeedsAllOfItsRights(row: String) {
        let columns = row.split(separator: "|", omittingEmptySubsequences: false).map { Self.whole(String($0)) }
        let event = columns[0].split(separator: " ").map(String.init)
        let parameters = columns[1].split(separator: ",").map { pair in
            let parts = pair.split(separator: "=").map { String($0.drop { $0 == " " }) }
            return Property(parts[0], parts[1])
        }
        let call = CloudCallRecord(
            eventID: "e", time: 0, eventSource: "\(event[0]).amazonaws.com", eventName: event[1], region: "eu-west-1",
            recipientAccount: "1", caller: CloudCallRecord.Caller(), requestID: "", sourceAddress: "", userAgent: "",
            errorCode: "", resources: [], parameters: parameters, issuedAccessKeyID: "", issuedARN: "",
            isDataEvent: false, evidence: Evidence(source: "t", file: "t"))
        let needs = AWSEvents.actions(of: call).map { need in
            switch need.place {
            case .target: need.action
            case .named(let arn): "\(need.action) on \(arn)"
            case .open: "\(need.action) on something"
            }
        }
        #expect(needs.joined(separator: "; ") == columns[2])
    }

    private static func whole(_ text: String) -> String {
        text.replacing("R/", with: "arn:aws:iam::1:role/").replacing("P/", with: "arn:aws:iam::1:instance-profile/")
            .replacing("T/", with: "arn:aws:dynamodb:eu-west-1:1:table/")
    }

    @Test(arguments: [
        ("NoSuchKey", true), ("ConditionalCheckFailedException", true), ("Client.DryRunOperation", true),
        ("EntityAlreadyExists", true), ("ResourceNotFoundException", true), ("ThrottlingException", false),
        ("Client.RequestLimitExceeded", false), ("ExpiredToken", false), ("SignatureDoesNotMatch", false),
        ("ValidationException", false), ("NoSuchBucket", false), ("", false),
    ])
    func someFailuresComeAfterTheCheckOfRights(code: String, isAuthorized: Bool) {
        #expect(AWSEvents.isAuthorized(errorCode: code) == isAuthorized)
    }
}
