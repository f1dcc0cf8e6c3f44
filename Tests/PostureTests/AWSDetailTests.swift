internal import OverreachModel
internal import OverreachPosture
internal import Testing

/// What single forms make of odd but honest input.
@Suite struct AWSDetailTests {
    @Test(arguments: [
        (#"{"SSEAlgorithm": "aws:kms"}"#, ["alias/aws/s3"]), (#"{"SSEAlgorithm": "AES256"}"#, []),
        (#"{"SSEAlgorithm": "aws:kms:dsse", "KMSMasterKeyID": "alias/x"}"#, ["alias/x"]),
    ])
    func bucketIsEncryptedWithTheKeyThatS3Takes(settings: String, keys: [String]) throws {
        let text =
            #"{"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault": \#(settings)}]}}"#
        let reading = try #require(read(text, path: "s3api/get-bucket-encryption/acme.json"))
        #expect(reading.nodes.map { $0.values("kms key") } == [keys])
    }

    @Test(arguments: ["get-bucket-policy", "get-bucket-tagging", "get-bucket-encryption", "get-public-access-block"])
    func aFileWithoutABucketsNameNamesNone(operation: String) throws {
        let bodies = [
            "get-bucket-policy": #"{"Policy": "{\"Statement\": []}"}"#, "get-bucket-tagging": #"{"TagSet": []}"#,
            "get-bucket-encryption": #"{"ServerSideEncryptionConfiguration": {"Rules": []}}"#,
            "get-public-access-block": #"{"PublicAccessBlockConfiguration": {}}"#,
        ]
        let reading = try #require(read(bodies[operation] ?? "", path: "s3api/\(operation).json"))
        #expect(reading.nodes == [])
        #expect(reading.rejections.map(\.line) == [1])
    }

    @Test func grantKeepsWhatTheJudgementNeedsAndNoSecret() throws {
        let text = #"""
            {"Grants": [{"KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab", "GrantId": "g", "GranteePrincipal": "rds.eu-west-1.amazonaws.com",
              "Operations": ["Decrypt"], "GrantToken": "t", "Constraints": {"EncryptionContextEquals": {"password": "ghp_CANARY0000000000000000000000000006"}}},
             {"GrantId": "h"}, {"KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab", "GrantId": "i", "Operations": "Decrypt", "GranteePrincipal": "x"}]}
            """#
        let reading = try #require(read(text, path: "kms/list-grants.json", in: AWSSample.context))
        let grant = try #require(reading.documents.first)
        #expect(grant.body.members?.map(\.name) == ["GranteePrincipal", "Operations", "Constraints"])
        #expect(grant.body["Operations"]?.elements?.compactMap(\.value.string) == ["Decrypt"])
        #expect(!reading.allStrings.contains { $0.contains("CANARY") })
        #expect(reading.rejections.map(\.line) == [3, 3])
        #expect(grant.subject.id == "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
    }

    @Test func controlPolicyHoldsTypeAndContent() throws {
        let sample = try #require(AWSSample.organizations.first { $0.part == "organizations/describe-policy" })
        let reading = try #require(read(sample.text, path: sample.path, in: AWSSample.context))
        let document = try #require(reading.documents.first)
        #expect(document.body["Type"]?.string == "SERVICE_CONTROL_POLICY")
        #expect(document.body["Content"]?["Version"]?.string == "2012-10-17")
        #expect(document.subject.scope == "")
    }

    @Test func otherPoliciesOfAnOrganizationBoundNothing() throws {
        let text = #"""
            {"Policies": [{"Id": "p-tags1234", "Arn": "arn:aws:organizations::999988887777:policy/o-exampleorg/tag_policy/p-tags1234", "Name": "t", "Type": "TAG_POLICY"}]}
            """#
        let reading = try #require(read(text, path: "organizations/list-policies-for-target/111122223333.json"))
        #expect(reading.received == 1)
        #expect(reading.rejections == [])
        #expect(reading.documents.isEmpty && reading.nodes.isEmpty)
    }

    @Test(arguments: [
        ("111122223333", "111122223333"), ("ou-ab12-cdefgh12", "ou-ab12-cdefgh12"), ("r-ab12", "r-ab12"),
        ("r-ab12-SERVICE_CONTROL_POLICY", "r-ab12"), ("ou-ab12-cdefgh12_SCP", "ou-ab12-cdefgh12"),
        ("111122223333-RCP", "111122223333"), ("ou-ab12-cdefgh12/SCP", "ou-ab12-cdefgh12"),
        ("SCP/r-ab12", "r-ab12"), ("1111222233334", nil), ("SERVICE_CONTROL_POLICY", nil),
    ])
    func targetOfAPolicyIsNamedByThePath(name: String, target: String?) throws {
        let text = #"""
            {"Policies": [{"Arn": "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY"}]}
            """#
        let reading = try #require(read(text, path: "organizations/list-policies-for-target/\(name).json"))
        #expect(reading.documents.map(\.subject.id) == [target].compactMap { $0 })
        #expect(reading.rejections.count == (target == nil ? 1 : 0))
    }

    @Test func eachTypeOfPoliciesIsAPartOfItsOwn() throws {
        let text = #"""
            {"Policies": [{"Arn": "arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess", "Type": "RESOURCE_CONTROL_POLICY"}]}
            """#
        let reading = try #require(read(text, path: "organizations/list-policies-for-target/r-ab12.json"))
        #expect(reading.parts == ["organizations/list-policies-for-target RESOURCE_CONTROL_POLICY"])
        #expect(
            AWSSource.extent(ofPart: reading.parts.first ?? "") == .listed(by: "organizations/list-accounts"))
    }

    @Test func executionRoleIsNotWhatTheTaskRunsAs() throws {
        let text = #"""
            {"taskDefinition": {"taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/a:1", "executionRoleArn": "arn:aws:iam::111122223333:role/pull"}}
            """#
        let reading = try #require(read(text))
        #expect(reading.edges == [])
        #expect(reading.nodes.first?.value("service role") == "arn:aws:iam::111122223333:role/pull")
    }

    @Test(arguments: [
        (#"{"Role": "user/x y"}"#, 1), (#"{"Role": "arn:aws:iam::111122223333:user/x"}"#, 1), (#"{"Role": 5}"#, 1),
        (#"{"Role": "plain"}"#, 0), (#"{}"#, 0),
    ])
    func roleOfAJobIsAnARNOrAName(members: String, rejected: Int) throws {
        let text =
            #"{"Jobs": [{"Name": "n", \#(members.dropFirst().dropLast().isEmpty ? "\"x\": 1" : String(members.dropFirst().dropLast()))}]}"#
        let reading = try #require(read(text, path: "glue/get-jobs.json", in: AWSSample.context))
        #expect(reading.rejections.count == rejected)
        #expect(reading.nodes.map(\.name) == ["n"])
        #expect(reading.edges.allSatisfy { $0.to.id == "arn:aws:iam::111122223333:role/plain" })
    }

    @Test func roleKnownByNameIsTheOneWithThatName() throws {
        let jobs = try #require(
            read(#"{"Jobs": [{"Name": "n", "Role": "glue"}]}"#, path: "glue/get-jobs.json", in: AWSSample.context))
        let role = NodeFact(
            .aws(.role, arn: "arn:aws:iam::111122223333:role/service-role/glue", account: "111122223333"), name: "glue")
        let edges = PathlessIdentities.resolved(jobs.edges, among: jobs.nodes + [role])
        #expect(edges.map(\.to.id) == ["arn:aws:iam::111122223333:role/service-role/glue"])
    }

    @Test(arguments: [
        ("https://sqs.eu-west-1.amazonaws.com/111122223333/q", "arn:aws:sqs:eu-west-1:111122223333:q"),
        ("https://eu-west-1.queue.amazonaws.com/111122223333/q", "arn:aws:sqs:eu-west-1:111122223333:q"),
        ("https://queue.amazonaws.com/111122223333/q", "arn:aws:sqs:us-east-1:111122223333:q"),
        ("https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q", "arn:aws-cn:sqs:cn-north-1:111122223333:q"),
        ("https://example.com/111122223333/q", nil), ("q", nil), ("https://sqs.eu-west-1.amazonaws.com/1/q", nil),
    ])
    func queueIsReadOffItsURL(url: String, arn: String?) throws {
        let reading = try #require(read(#"{"QueueUrls": ["\#(url)"]}"#))
        #expect(reading.nodes.map(\.id) == [arn].compactMap { $0 })
        #expect(reading.rejections.count == (arn == nil ? 1 : 0))
    }

    @Test(arguments: [("export", "export"), ("other", "other"), (nil, "export")])
    func policyOfAFunctionBelongsToTheFunctionOfTheFile(file: String?, function: String) throws {
        let text = #"""
            {"Policy": "{\"Statement\":[{\"Resource\":\"arn:aws:lambda:eu-west-1:111122223333:function:export:live\"}]}", "RevisionId": "1"}
            """#
        let path = file.map { "lambda/get-policy/\($0).json" } ?? "x.json"
        let reading = try #require(read(text, path: path, in: AWSSample.context))
        #expect(reading.documents.map(\.subject.id) == ["arn:aws:lambda:eu-west-1:111122223333:function:\(function)"])
    }

    @Test func whatAWSOffersItselfIsNobodys() throws {
        let text = #"""
            {"codeInterpreterSummaries": [{"codeInterpreterArn": "arn:aws:bedrock-agentcore:eu-west-1:aws:code-interpreter/aws.codeinterpreter.v1", "name": "x"}]}
            """#
        let reading = try #require(read(text, in: AWSSample.context))
        #expect(reading.nodes.isEmpty && reading.rejections.isEmpty)
        #expect(reading.fragments.map(\.scope.instance) == ["111122223333/eu-west-1"])
    }

    @Test func podMayHaveARoleByWayOfAnother() throws {
        let text = #"""
            {"association": {"clusterName": "c", "namespace": "n", "serviceAccount": "s", "associationArn": "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/c/a",
              "roleArn": "arn:aws:iam::111122223333:role/a", "targetRoleArn": "arn:aws:iam::444455556666:role/b"}}
            """#
        let reading = try #require(read(text, in: AWSSample.context))
        #expect(
            reading.nodes.map { $0.values("pod identity role") }
                == [["arn:aws:iam::111122223333:role/a", "arn:aws:iam::444455556666:role/b"]])
        #expect(reading.nodes.map(\.key) == [.kubernetesServiceAccount(cluster: "c", namespace: "n", name: "s")])
    }
}
