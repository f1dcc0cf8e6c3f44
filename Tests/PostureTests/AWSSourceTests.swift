internal import OverreachModel
internal import OverreachPosture
internal import Testing

@Suite struct AWSSourceTests {
    private let details = """
        {"UserDetailList": [
          {"UserName": "ci", "UserId": "AIDA1", "Arn": "arn:aws:iam::111122223333:user/bots/ci",
           "GroupList": ["devs", "elsewhere"], "AttachedManagedPolicies": [{"PolicyName": "p", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
           "UserPolicyList": [{"PolicyName": "inline", "PolicyDocument": {"Statement": []}}],
           "PermissionsBoundary": {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/edge"},
           "Tags": [{"Key": "Owner", "Value": "platform"}, {"Key": "x", "Value": "y"}]}],
         "GroupDetailList": [{"GroupName": "devs", "GroupId": "AGPA1", "Arn": "arn:aws:iam::111122223333:group/all/devs", "GroupPolicyList": [], "AttachedManagedPolicies": []}],
         "RoleDetailList": [
          {"RoleName": "app", "RoleId": "AROA1", "Arn": "arn:aws:iam::111122223333:role/app",
           "AssumeRolePolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D",
           "InstanceProfileList": [{"InstanceProfileName": "ip", "Arn": "arn:aws:iam::111122223333:instance-profile/ip", "Roles": []}],
           "RolePolicyList": [], "AttachedManagedPolicies": []}],
         "Policies": [
          {"PolicyName": "edge", "Arn": "arn:aws:iam::111122223333:policy/edge", "DefaultVersionId": "v2", "PolicyVersionList": [
            {"VersionId": "v1", "IsDefaultVersion": false, "Document": {"Statement": [{"Sid": "old"}]}},
            {"VersionId": "v2", "IsDefaultVersion": true, "Document": {"Statement": [{"Sid": "new"}]}}]}]}
        """

    @Test func authorizationDetailsBecomeIdentitiesAndDocuments() throws {
        let reading = try #require(read(details, path: "aws/iam/get-account-authorization-details.json"))
        #expect(reading.received == 4)
        #expect(reading.rejections.isEmpty)
        let scope = RunScope(source: "aws", instance: "111122223333", part: "iam/get-account-authorization-details")
        #expect(reading.fragments.map(\.scope) == [scope])
        #expect(reading.fragments.map(\.isWhole) == [true])

        let user = try #require(reading.node(AWSNode.user, "ci"))
        #expect(user.id == "arn:aws:iam::111122223333:user/bots/ci")
        #expect(user.key.scope == "111122223333")
        #expect(user.value("unique id") == "AIDA1")
        #expect(user.values("tag") == ["Owner=platform", "x=y"])
        #expect(user.value("owner") == "platform")
        #expect(
            reading.node(AWSNode.role, "app")?.value("instance profile")
                == "arn:aws:iam::111122223333:instance-profile/ip")
        #expect(
            reading.sketch == [
                "arn:aws:iam::111122223333:user/bots/ci -AWS_MEMBER_OF-> arn:aws:iam::111122223333:group/all/devs",
                "arn:aws:iam::111122223333:user/bots/ci -AWS_MEMBER_OF-> arn:aws:iam::111122223333:group/elsewhere",
            ])
        let documents = reading.documents.map {
            "\($0.kind.rawValue) \($0.subject.id.split(separator: "/").last ?? "") \($0.name)"
        }
        #expect(
            documents == [
                "awsInlinePolicy ci inline", "awsAttachment ci arn:aws:iam::aws:policy/ReadOnlyAccess",
                "awsBoundary ci arn:aws:iam::111122223333:policy/edge", "awsTrustPolicy app trust policy",
                "awsManagedPolicy edge edge",
            ])
        let managed = try #require(reading.documents.last)
        #expect(managed.body["Statement"]?.elements?.first?.value["Sid"]?.string == "new")
        #expect(managed.evidence.locator == "/Policies/0/PolicyVersionList/1/Document")
        #expect(managed.evidence.line == 16)
    }

    @Test func percentEncodedPolicyIsReadAndStandsOnItsLine() throws {
        let reading = try #require(read(details))
        let trust = try #require(reading.documents.first { $0.kind == .awsTrustPolicy })
        #expect(trust.body["Version"]?.string == "2012-10-17")
        #expect(trust.body.members?.map(\.line) == [10, 10])
    }

    @Test func badRecordIsOneRejectionAndTheRestStands() throws {
        let reading = try #require(
            read(
                """
                {"UserDetailList": [], "GroupDetailList": [], "Policies": [],
                 "RoleDetailList": [
                  {"RoleName": "no-arn"},
                  {"RoleName": "a", "Arn": "arn:aws:iam::1:role/a", "AssumeRolePolicyDocument": 5,
                   "RolePolicyList": [{"PolicyName": "p", "PolicyDocument": "not json"}, {"PolicyName": "q", "PolicyDocument": {"Statement": []}}]},
                  7,
                  {"RoleName": "b", "Arn": "arn:aws:iam::1:role/b", "AssumeRolePolicyDocument": {"Statement": []}}]}
                """))
        #expect(reading.received == 4)
        #expect(reading.rejections.map(\.line) == [3, 5, 6])
        #expect(reading.nodes.map(\.name) == ["a", "b"])
        #expect(reading.documents.map(\.name) == ["q", "trust policy"])
    }

    @Test(arguments: [
        (#"{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": []}"#, true),
        (
            #"{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": [], "IsTruncated": false}"#,
            true
        ),
        (
            #"{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": [], "IsTruncated": true}"#,
            false
        ),
        (#"{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": [], "Marker": "x"}"#, false),
        (#"{"RoleDetailList": []}"#, false), (#"{"Buckets": [], "Prefix": "a"}"#, false), (#"{"Buckets": []}"#, true),
        (#"{"TableNames": [], "LastEvaluatedTableName": "t"}"#, false),
        (#"{"SecretList": [], "NextToken": "t"}"#, false),
        (#"{"Functions": [], "NextMarker": "t"}"#, false), (#"{"SecretList": [], "NextToken": null}"#, true),
    ])
    func onlyAWholeListIsWhole(text: String, isWhole: Bool) throws {
        let reading = try #require(read(text))
        #expect(reading.fragments.map(\.isWhole) == [isWhole])
        #expect(reading.notes.isEmpty == isWhole)
    }

    @Test func onlyActiveKeysAuthenticate() throws {
        let reading = try #require(
            read(
                #"{"AccessKeyMetadata": [{"UserName": "a", "AccessKeyId": "AKIA1", "Status": "Active"}, {"AccessKeyId": "AKIA2", "Status": "Inactive"}, {"UserName": "a"}]}"#,
                path: "iam/list-access-keys/ci.json"))
        #expect(reading.sketch == ["AKIA1 -CREDENTIAL_AUTHENTICATES-> arn:aws:iam::123456789012:user/a"])
        #expect(reading.nodes.map { $0.value("status") } == ["Active", "Inactive"])
        #expect(reading.nodes.map { $0.value("user") } == ["a", "ci"])
        #expect(reading.rejections.count == 1)
        #expect(reading.parts == ["iam/list-access-keys"])
    }

    @Test func bucketIsNamedByTheFileAndKeyedByItsAccount() throws {
        let tagging = try #require(
            read(
                #"{"TagSet": [{"Key": "data-classification", "Value": "restricted"}]}"#,
                path: "s3api/get-bucket-tagging/acme.b.json"))
        let key = Key.awsBucket(name: "acme.b", account: "123456789012")
        #expect(tagging.nodes.map(\.key) == [key])
        #expect(tagging.nodes.first?.value("classification") == "restricted")
        let list = try #require(
            read(#"{"Buckets": [{"Name": "acme.b", "BucketRegion": "eu-west-1"}, {"Name": "a/b"}, {}]}"#))
        #expect(list.nodes.map(\.key) == [key])
        #expect(list.rejections.count == 2)
        #expect(list.nodes.first?.value("region") == "eu-west-1")
    }

    @Test(arguments: [
        ("s3api/get-bucket-policy/acme.json", "arn:aws:s3:::other/*", "acme"),
        ("policies/x.json", "arn:aws:s3:::other/*", "other"),
        ("policies/acme.json", "*", "acme"),
    ])
    func bucketPolicyBelongsToTheBucketOfTheFile(path: String, resource: String, name: String) throws {
        let reading = try #require(
            read(
                #"{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":{\"Resource\":\"\#(resource)\"}}"}"#, path: path
            ))
        #expect(reading.documents.map(\.kind) == [.awsResourcePolicy])
        #expect(reading.documents.first?.subject == .awsBucket(name: name, account: "123456789012"))
        #expect(reading.documents.first?.body["Statement"]?["Resource"]?.string == resource)
    }

    @Test func unreadablePolicyIsRejectedAndItsScopeStaysKnown() throws {
        let reading = try #require(read(#"{"Policy": "{oops"}"#, path: "s3api/get-bucket-policy/acme.json"))
        #expect(reading.received == 1)
        #expect(reading.rejections.count == 1)
        #expect(reading.parts == ["s3api/get-bucket-policy"])
    }

    @Test func storesAreNamedByTheirARN() throws {
        let table = try #require(
            read(#"{"Table": {"TableName": "t", "TableArn": "arn:aws:dynamodb:eu-west-1:1:table/t"}}"#))
        let tables = try #require(read(#"{"TableNames": ["t", 5]}"#))
        #expect(table.nodes.map(\.key.text) == ["AWS_TABLE:1:arn:aws:dynamodb:eu-west-1:1:table/t"])
        #expect(table.fragments.map(\.scope.instance) == ["1/eu-west-1"])
        #expect(tables.nodes.map(\.id) == ["arn:aws:dynamodb:us-east-1:123456789012:table/t"])
        #expect(tables.fragments.map(\.scope.instance) == ["123456789012/us-east-1"])
        #expect(tables.rejections.count == 1)

        let secret = try #require(
            read(
                #"{"SecretList": [{"ARN": "arn:aws:secretsmanager:eu-west-1:1:secret:prod/db-KJNetS", "Name": "prod/db", "Tags": [{"Key":"team","Value":"x"}]}, {"Name": "y"}]}"#
            ))
        #expect(secret.nodes.map(\.name) == ["prod/db"])
        #expect(secret.nodes.map(\.id) == ["arn:aws:secretsmanager:eu-west-1:1:secret:prod/db-KJNetS"])
        #expect(secret.nodes.first?.value("owner") == "x")
        let policy = try #require(
            read(
                #"{"ARN": "arn:aws:secretsmanager:eu-west-1:1:secret:prod/db-KJNetS", "Name": "prod/db", "ResourcePolicy": "{\"Statement\":[]}"}"#
            ))
        #expect(policy.documents.map(\.subject) == secret.nodes.map(\.key))
    }

    @Test func unknownScopeNeverBreaksAnARN() throws {
        let unknown = SourceContext(account: "unknown:lab", region: "unknown:lab", cluster: "c", host: "h")
        let reading = try #require(read(#"{"TableNames": ["t"]}"#, in: unknown))
        #expect(
            reading.nodes.map(\.key.text) == [
                "AWS_TABLE:unknown%3Alab:arn:aws:dynamodb:unknown%3Alab:unknown%3Alab:table/t"
            ])
    }

    @Test(arguments: [
        ("unknown:lab", "aws-cn", "aws-cn"), ("unknown:lab", nil, "aws"), ("us-gov-west-1", "aws", "aws-us-gov"),
        ("cn-north-1", nil, "aws-cn"),
    ])
    func aBucketWithoutARegionIsInThePartitionOfItsNeighbours(
        region: String, neighbours: String?, expected: String
    ) throws {
        let here = SourceContext(
            account: "111122223333", region: region, cluster: "c", host: "h", partition: neighbours)
        let reading = try #require(read(#"{"Buckets": [{"Name": "acme-data"}], "Owner": {"ID": "x"}}"#, in: here))
        #expect(reading.nodes.map(\.key.id) == ["arn:\(expected):s3:::acme-data"])
    }

    @Test func functionRunsAsItsRole() throws {
        let reading = try #require(
            read(
                #"{"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:1:function:f:7", "Role": "arn:aws:iam::1:role/service-role/r", "Environment": {"Variables": {"TOKEN": "canary-1"}}}, {"FunctionName": "g"}, {"FunctionName": "h", "FunctionArn": "arn:aws:lambda:us-east-1:1:function:h"}]}"#
            ))
        #expect(
            reading.sketch == [
                "arn:aws:lambda:us-east-1:1:function:f -WORKLOAD_RUNS_AS-> arn:aws:iam::1:role/service-role/r"
            ])
        #expect(reading.nodes.map(\.name) == ["f", "h"])
        #expect(reading.rejections.count == 2)
    }

    @Test(arguments: [
        #"{"ARN": "arn:aws:secretsmanager:us-east-1:1:secret:a-123456", "Name": "a", "SecretString": "canary"}"#,
        #"{"Policy": "{}", "RevisionId": "1"}"#, #"{"Policy": {"PolicyName": "p"}}"#,
        #"{"Policy": "{}", "PolicyName": "default"}"#,
        #"{"Table": {"Name": "glue"}}"#, #"{"Functions": [{"name": "gcp"}]}"#, #"{"Policies": []}"#,
        #"{"Records": []}"#,
        #"{"ARN": "arn:aws:iam::1:role/r", "Name": "a"}"#, #"{"Buckets": {}}"#,
    ])
    func otherOutputsAreLeftToOthers(text: String) {
        #expect(read(text) == nil)
    }

    @Test func hintsComeFromWhatTheAccountOwns() throws {
        let file = SourceFile(
            path: "x.json",
            bytes: Array(
                #"{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [{"Arn": "arn:aws:iam::111122223333:role/r", "AssumeRolePolicyDocument": {"Statement": [{"Principal": {"AWS": "arn:aws:iam::999999999999:root"}}]}}], "Policies": [{"Arn": "arn:aws:iam::aws:policy/X"}]}"#
                    .utf8))
        let recognition = try #require(sources.lazy.compactMap { $0.recognise(file) }.first)
        #expect(recognition.hints.accounts == ["111122223333"])
        #expect(recognition.form == "aws iam get-account-authorization-details")
    }

    @Test func pathlessUserIsLedToTheOneOfThatName() throws {
        let details = try #require(read(details))
        let here = SourceContext(account: "111122223333", region: "us-east-1", cluster: "c", host: "h")
        let keys = try #require(
            read(
                #"{"AccessKeyMetadata": [{"UserName": "ci", "AccessKeyId": "AKIA1"}, {"UserName": "gone", "AccessKeyId": "AKIA2"}]}"#,
                in: here))
        let resolved = PathlessIdentities.resolved(keys.edges, among: details.nodes + keys.nodes)
        #expect(
            resolved.map(\.to.id) == ["arn:aws:iam::111122223333:user/bots/ci", "arn:aws:iam::111122223333:user/gone"])
    }
}
