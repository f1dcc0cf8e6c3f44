internal import OverreachModel
internal import OverreachPosture
internal import Testing

/// Outputs in several pages, of several accounts, and what folders say.
@Suite struct AWSPageTests {
    private static func details(_ account: String, user: String, group: String? = nil, more: String = "") -> String {
        let groups = group.map { #"{"GroupName": "\#($0)", "Arn": "arn:aws:iam::\#(account):group/all/\#($0)"}"# } ?? ""
        return """
            {"UserDetailList": [{"UserName": "\(user)", "Arn": "arn:aws:iam::\(account):user/\(user)", "GroupList": ["devs"]}],
             "GroupDetailList": [\(groups)], "RoleDetailList": [],
             "Policies": [{"PolicyName": "ReadOnlyAccess", "Arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
               "PolicyVersionList": [{"IsDefaultVersion": true, "Document": {"Statement": []}}]}]\(more)}
            """
    }

    private static let first = details("111122223333", user: "a", more: #", "IsTruncated": true, "Marker": "m""#)
    private static let second = details("111122223333", user: "b", group: "devs")

    @Test(arguments: [
        ("an array", "[\(first),\n\(second)]"), ("one after the other", "\(first)\n\(second)\n"),
        ("without a blank", first + second),
    ])
    func pagesOfOneFileAreOneList(name: String, text: String) throws {
        let reading = try #require(read(text))
        #expect(reading.words.filter { $0.hasPrefix("in ") } == ["in 111122223333"])
        #expect(reading.nodes.map(\.name).sorted() == ["ReadOnlyAccess", "a", "b", "devs"])
        #expect(reading.rejections == [])
        // The group is on the second page, and known on the first.
        #expect(
            reading.sketch.first
                == "arn:aws:iam::111122223333:user/a -AWS_MEMBER_OF-> arn:aws:iam::111122223333:group/all/devs")
    }

    @Test func linesOfALaterPageAreThoseOfTheFile() throws {
        let text = Self.first + "\n\n" + Self.second
        let line = text[..<(text.firstRange(of: "user/b")?.lowerBound ?? text.endIndex)].count { $0 == "\n" } + 1
        let reading = try #require(read(text))
        #expect(reading.node(AWSNode.user, "b")?.evidence.map(\.line) == [line])
    }

    @Test(arguments: [
        ("the first alone", first, false), ("the last page missing", "[\(first), \(first)]", false),
        ("the second alone", second, true),
    ])
    func onlyPagesToTheEndAreWhole(name: String, text: String, isWhole: Bool) throws {
        let reading = try #require(read(text))
        #expect(reading.fragments.map(\.isWhole) == [isWhole])
    }

    @Test func accountsSideBySideStayTwo() throws {
        let other = Self.details("444455556666", user: "a", group: "devs")
        let reading = try #require(read("[\(Self.second), \(other)]"))
        #expect(reading.fragments.map(\.scope.instance) == ["111122223333", "444455556666"])
        #expect(reading.fragments.map(\.isWhole) == [true, true])
        for fragment in reading.fragments {
            let own = fragment.nodes.filter { $0.key.type != NodeType(AWSNode.managedPolicy) }
            #expect(own.allSatisfy { UTF8Order.equal($0.key.scope, fragment.scope.instance) })
            // AWS's own policies are each account's.
            #expect(fragment.documents.map(\.kind) == [.awsManagedPolicy])
        }
        #expect(reading.edges.allSatisfy { UTF8Order.equal($0.from.scope, $0.to.scope) })
    }

    @Test func aPageOfAnotherAccountDoesNotGoOn() throws {
        let reading = try #require(read("[\(Self.first), \(Self.details("444455556666", user: "c"))]"))
        #expect(reading.fragments.map(\.isWhole) == [false, true])
    }

    @Test func aPageOfAnotherOperationIsRejected() throws {
        let reading = try #require(
            read("[\(Self.second), {\"Buckets\": []}]", path: "iam/get-account-authorization-details.json"))
        #expect(reading.rejections.map(\.reason) == ["page is of another operation than the first"])
        #expect(reading.rejections.map { $0.line != nil } == [true])
    }

    @Test(arguments: [
        ("111122223333/eu-west-1/kms/list-aliases.json", "111122223333", "eu-west-1"),
        ("aws/111122223333/us-gov-west-1/kms/list-aliases.json", "111122223333", "us-gov-west-1"),
        ("kms/list-aliases.json", nil, nil), ("11112222333/eu-west/kms/list-aliases.json", nil, nil),
    ])
    func foldersSayWhatContentDoesNot(path: String, account: String?, region: String?) throws {
        let file = SourceFile(path: path, bytes: Array(#"{"Aliases": []}"#.utf8))
        let hints = try #require(AWSSource().recognise(file)).hints
        #expect(hints.accounts == Set([account].compactMap { $0 }.map { Text($0) }))
        #expect(hints.regions == Set([region].compactMap { $0 }.map { Text($0) }))
    }

    @Test func contentOutweighsFolders() throws {
        let file = SourceFile(
            path: "444455556666/us-east-1/sns/list-topics.json",
            bytes: Array(#"{"Topics": [{"TopicArn": "arn:aws-cn:sns:cn-north-1:111122223333:news"}]}"#.utf8))
        let hints = try #require(AWSSource().recognise(file)).hints
        #expect(hints.accounts == ["111122223333"])
        #expect(hints.regions == ["cn-north-1"])
    }

    /// ARNs of an organization name the account that manages it, which says nothing of the files beside.
    @Test func organizationsSayNothingOfTheirNeighbours() throws {
        for sample in AWSSample.organizations {
            let file = SourceFile(path: sample.path, bytes: Array(sample.text.utf8))
            #expect(try #require(AWSSource().recognise(file)).hints == ScopeHints())
        }
    }

    @Test(arguments: [("cn-north-1", "aws-cn"), ("us-gov-east-1", "aws-us-gov"), ("eu-west-1", "aws")])
    func partitionFollowsTheRegion(region: String, partition: String) throws {
        let here = SourceContext(account: "111122223333", region: region, cluster: "c", host: "h")
        let key = "1234abcd-12ab-34cd-56ef-1234567890ab"
        for (path, text, id) in [
            ("kms/list-resource-tags/\(key).json", #"{"Tags": []}"#, "kms:\(region):111122223333:key/\(key)"),
            ("eks/list-clusters.json", #"{"clusters": ["a"]}"#, "eks:\(region):111122223333:cluster/a"),
            ("kinesis/list-streams.json", #"{"StreamNames": ["a"]}"#, "kinesis:\(region):111122223333:stream/a"),
            (
                "ec2/describe-launch-templates.json", #"{"LaunchTemplates": [{"LaunchTemplateId": "lt-1"}]}"#,
                "ec2:\(region):111122223333:launch-template/lt-1"
            ),
        ] {
            #expect(try #require(read(text, path: path, in: here)).nodes.map(\.id) == ["arn:\(partition):\(id)"])
        }
    }

    @Test(arguments: [
        // Secrets themselves, whatever the file is called.
        (
            "secretsmanager/get-secret-value/x.json",
            #"{"ARN": "arn:aws:secretsmanager:eu-west-1:1:secret:x-AbCdEf", "Name": "x", "VersionId": "v", "SecretString": "s"}"#
        ),
        (
            "secretsmanager/describe-secret/x.json",
            #"{"ARN": "arn:aws:secretsmanager:eu-west-1:1:secret:x-AbCdEf", "Name": "x", "SecretBinary": "s"}"#
        ),
        (
            "secretsmanager/describe-secret/x.json",
            #"{"ARN": "arn:aws:secretsmanager:eu-west-1:1:secret:x-AbCdEf", "Name": "x", "VersionStages": ["AWSCURRENT"]}"#
        ),
        (
            "secretsmanager/list-secrets.json",
            #"[{"SecretString": "s", "SecretList": []}]"#
        ),
        (
            "ssm/get-parameters.json",
            #"{"Parameters": [{"Name": "x", "ARN": "arn:aws:ssm:eu-west-1:1:parameter/x", "Value": "s"}]}"#
        ),
        (
            "ssm/describe-parameters.json",
            #"{"Parameters": [{"Name": "x", "ARN": "arn:aws:ssm:eu-west-1:1:parameter/x", "Value": "s"}]}"#
        ),
        (
            "ssm/get-parameter.json",
            #"{"Parameter": {"Name": "x", "ARN": "arn:aws:ssm:eu-west-1:1:parameter/x", "Value": "s"}}"#
        ),
        // The same members of other services.
        ("x.json", #"{"Keys": [{"Items": ["a"]}]}"#), ("x.json", #"{"clusters": ["a"]}"#),
        ("x.json", #"{"Grants": [], "Owner": {"ID": "a"}}"#), ("x.json", #"{"Policies": [{"PolicyName": "a"}]}"#),
        ("x.json", #"{"Users": [{"Username": "a"}]}"#), ("x.json", #"{"cluster": {"name": "a"}}"#),
        ("x.json", #"{"Roles": [{"Arn": "arn:aws:organizations::1:role/x"}]}"#), ("x.json", #"{"Tags": []}"#),
        ("x.json", #"{"PublicAccessBlockConfiguration": {}}"#), ("x.json", "[]"), ("x.json", "[1, 2]"),
        ("x.json", #"{"Policy": "{\"Statement\": [{\"Resource\": \"arn:aws:sqs:eu-west-1:1:q\"}]}"}"#),
    ])
    func otherOutputsAndSecretsAreLeft(path: String, text: String) { #expect(read(text, path: path) == nil) }
}
