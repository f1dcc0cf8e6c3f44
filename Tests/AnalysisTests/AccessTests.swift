import OverreachAnalysis
import OverreachModel
import Testing

/// Who may do what, over all policies that bear on it.
struct AccessTests {
    private var account = Account()

    private func facts(_ more: [NodeFact] = [], _ documents: [Document] = []) -> AccessFacts {
        AccessFacts(
            base: FactBase(
                nodes: account.nodes + more, edges: account.edges, documents: account.documents + documents,
                activities: []),
            graph: AccessFacts.Graph(id: "graph", nodes: 0, edges: 0), caveats: [])
    }

    private func whoCan(_ action: String, _ resource: String, _ facts: AccessFacts) throws -> [String] {
        let result = try WhoCan(action: action, resource: resource).answer(in: facts).result
        let name = { (id: String) in id.split(separator: "/").last.map(String.init) ?? id }
        return result.allowed.map(name) + result.conditional.map { "\(name($0.id)) if \($0.conditions[0])" }
            + result.others.map { "\($0.kind) \($0.id)" }
    }

    private func can(_ principal: String, _ action: String, _ resource: String, _ facts: AccessFacts) throws
        -> Can.Result
    {
        try Can(principal: principal, action: action, resource: resource).answer(in: facts).result
    }

    private static let object = "arn:aws:s3:::b/k"

    // MARK: - Who can

    @Test mutating func usersAndRolesAreListedByVerdict() throws {
        account.addBucket("b")
        account.add(.role, "reader", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*")])
        account.add(
            .user, "guest",
            [
                statement(
                    "Allow", "s3:Get*", on: "*", condition: ("StringEquals", "aws:SourceVpc", "vpc-1"))
            ])
        account.add(.user, "stranger", [statement("Allow", "s3:PutObject", on: "*")])
        #expect(
            try whoCan("s3:GetObject", Self.object, facts())
                == ["reader", "guest if aws:SourceVpc StringEquals \"vpc-1\""])
    }

    @Test mutating func whatTheAskerKnowsSettlesConditions() throws {
        account.addBucket("b")
        account.add(
            .user, "guest",
            [statement("Allow", "s3:Get*", on: "*", condition: ("StringEquals", "aws:SourceVpc", "vpc-1"))])
        for (text, expected) in [("aws:sourcevpc=vpc-1", 1), ("aws:SourceVpc=vpc-2", 0), ("aws:SourceVpc=", 0)] {
            let question = WhoCan(
                action: "s3:GetObject", resource: Self.object, context: try AccessContext([text]))
            #expect(try question.answer(in: facts()).result.allowed.count == expected, "\(text)")
        }
        #expect(throws: AccessError.noContext("aws:SourceVpc")) { try AccessContext(["aws:SourceVpc"]) }
    }

    @Test mutating func whomTheResourceLetsInBesidesIsListedApart() throws {
        account.add(.role, "own", [])
        account.addBucket(
            "b",
            [
                statement("Allow", "s3:GetObject", on: "*", principal: ("Service", "cloudfront.amazonaws.com")),
                statement("Allow", "s3:GetObject", on: "*", principal: ("AWS", "999988887777")),
                statement("Allow", "s3:GetObject", on: "*", principal: ("AWS", "arn:aws:iam::999988887777:role/x")),
                statement("Allow", "s3:PutObject", on: "*", principal: ("Service", "logging.s3.amazonaws.com")),
                statement("Allow", "s3:GetObject", on: "*", principal: ("AWS", "AROADELETED")),
            ])
        #expect(
            try whoCan("s3:GetObject", Self.object, facts()) == [
                "outside account arn:aws:iam::999988887777:root", "outside principal arn:aws:iam::999988887777:role/x",
                "service cloudfront.amazonaws.com",
            ])
    }

    @Test mutating func everybodyIsOneOfTheOthersUntilTheBucketKeepsThemOut() throws {
        account.add(.role, "own", [])
        account.addBucket("b", [statement("Allow", "s3:GetObject", on: "*", principal: ("AWS", "*"))])
        #expect(try whoCan("s3:GetObject", Self.object, facts()) == ["own", "everybody *"])

        let restriction = [Property(PropertyName.restrictsPublicBuckets, "true")]
        let bucket = NodeFact(.awsBucket(name: "b", account: Account.id), name: "b", properties: restriction)
        #expect(try whoCan("s3:GetObject", Self.object, facts([bucket])) == ["own"])

        let owner = NodeFact(.awsAccount(Account.id), name: Account.id, properties: restriction)
        #expect(try whoCan("s3:GetObject", Self.object, facts([owner])) == ["own"])
    }

    @Test mutating func aTrustLetsServicesTakeARole() throws {
        account.add(
            .role, "r", [],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("Service", "lambda.amazonaws.com"))])
        #expect(try whoCan("sts:AssumeRole", "r", facts()) == ["service lambda.amazonaws.com"])
        // What the trust says is about taking the role, not about the role as an object of IAM.
        #expect(try whoCan("iam:GetRole", "r", facts()) == [])
    }

    @Test mutating func ofASetTheAnswerSaysWhichPart() throws {
        account.addBucket("b")
        account.add(
            .role, "r",
            [
                statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*"),
                statement("Deny", "s3:GetObject", on: "arn:aws:s3:::b/private/*"),
            ])
        let result = try WhoCan(action: "s3:GetObject", resource: "arn:aws:s3:::b/*").answer(in: facts()).result
        #expect(result.allowed.count == 1)
        #expect(result.parts.map(\.allow) == [["arn:aws:s3:::b/*"]])
        #expect(result.parts.map(\.deny) == [["arn:aws:s3:::b/private/*"]])
    }

    @Test mutating func aBucketByNameMeansItsObjectsWhereTheActionWantsThem() throws {
        account.addBucket("b")
        account.add(.role, "r", [statement("Allow", "s3:*", on: "*")])
        #expect(try can("r", "s3:GetObject", "b", facts()).resource == "arn:aws:s3:::b/*")
        #expect(try can("r", "s3:ListBucket", "b", facts()).resource == "arn:aws:s3:::b")
    }

    @Test mutating func tagsOfABucketCountOnlyWhereItSaysSo() throws {
        account.add(
            .role, "r",
            [statement("Allow", "s3:ListBucket", on: "*", condition: ("StringEquals", "aws:ResourceTag/team", "a"))])
        let expected = ["Enabled": AccessVerdict.allowed, "Disabled": .deniedImplicitly]
        for (setting, verdict) in expected {
            let bucket = NodeFact(
                .awsBucket(name: "b", account: Account.id), name: "b",
                properties: [
                    Property(PropertyName.attributeBasedAccess, setting), Property(PropertyName.tag, "team=a"),
                ])
            #expect(try can("r", "s3:ListBucket", "arn:aws:s3:::b", facts([bucket])).verdict == verdict)
        }
    }

    // MARK: - Access lists and endpoints

    private static func list(_ grants: [(grantee: (String, String), permission: String)]) -> Document {
        let rows = grants.map { grant in
            Value.Element(
                .object([
                    Value.Member("Grantee", .object([Value.Member(grant.grantee.0, .string(grant.grantee.1))])),
                    Value.Member("Permission", .string(grant.permission)),
                ]))
        }
        let owner = Value.object([Value.Member("ID", .string("owner"))])
        return Document(
            .awsAccessList, subject: .awsBucket(name: "b", account: Account.id), name: "access list",
            body: .object([Value.Member("Owner", owner), Value.Member("Grants", .array(rows))]), evidence: .test)
    }

    private static let groups = "http://acs.amazonaws.com/groups/"

    @Test(arguments: [
        ("s3:ListBucket", "arn:aws:s3:::b", ["canonicalUser"]),
        ("s3:GetBucketAcl", "arn:aws:s3:::b", ["everybody", "canonicalUser", "service"]),
        ("s3:PutObject", "arn:aws:s3:::b/k", ["service"]), ("s3:GetObject", "arn:aws:s3:::b/k", []),
        ("s3:PutBucketAcl", "arn:aws:s3:::b", []),
    ]) func theAccessListOfABucketGivesWhatItsPermissionsMean(action: String, resource: String, who: [String]) throws {
        var account = Account()
        account.add(.role, "own", [])
        account.addBucket("b")
        let list = Self.list([
            (("ID", "owner"), "FULL_CONTROL"), (("ID", "partner"), "READ"),
            (("URI", Self.groups + "global/AuthenticatedUsers"), "READ_ACP"),
            (("URI", Self.groups + "s3/LogDelivery"), "WRITE"), (("URI", Self.groups + "s3/LogDelivery"), "READ_ACP"),
        ])
        let facts = AccessFacts(
            base: FactBase(
                nodes: account.nodes, edges: [], documents: account.documents + [list], activities: []),
            graph: AccessFacts.Graph(id: "graph", nodes: 0, edges: 0), caveats: [])
        let others = try WhoCan(action: action, resource: resource).answer(in: facts).result.others
        let kinds = ["canonicalUser": "canonical user", "everybody": "everybody", "service": "service"]
        #expect(others.map(\.kind) == who.compactMap { kinds[$0] })
    }

    @Test mutating func aPublicAccessListHangsOnWhetherItIsIgnored() throws {
        account.addBucket("b")
        let list = Self.list([(("URI", Self.groups + "global/AllUsers"), "READ")])
        let verdicts = try [[], ["s3:IgnorePublicAcls=false"], ["s3:IgnorePublicAcls=true"]].map { context in
            let question = Can(
                principal: "anonymous", action: "s3:ListBucket", resource: "arn:aws:s3:::b",
                context: try AccessContext(context))
            return try question.answer(in: facts([], [list])).result.verdict
        }
        #expect(verdicts == [.conditional, .allowed, .deniedImplicitly])
    }

    @Test mutating func anAccountThatAListNamesIsKnownByItsOwnBuckets() throws {
        account.addBucket("b")
        let other = Key(NodeType(AWSNode.role), scope: "999988887777", id: "arn:aws:iam::999988887777:role/x")
        let policy = Document(
            .awsInlinePolicy, subject: other, name: "inline",
            body: .object([
                Value.Member("Version", .string("2012-10-17")),
                Value.Member("Statement", .array([Value.Element(statement("Allow", "s3:ListBucket", on: "*"))])),
            ]), evidence: .test)
        var theirs = Self.list([(("ID", "partner"), "FULL_CONTROL")])
        theirs.subject = .awsBucket(name: "theirs", account: "999988887777")
        theirs.body = .object([
            Value.Member("Owner", .object([Value.Member("ID", .string("partner"))])),
            Value.Member("Grants", .array([])),
        ])
        let known = facts([NodeFact(other, name: "x")], [Self.list([(("ID", "partner"), "READ")]), policy, theirs])
        #expect(try whoCan("s3:ListBucket", "arn:aws:s3:::b", known) == ["x"])
    }

    @Test mutating func theEndpointThatARequestGoesThroughBoundsIt() throws {
        account.addBucket("b")
        account.add(.role, "r", [statement("Allow", "s3:*", on: "*")])
        let key = Key(NodeType(AWSNode.vpcEndpoint), scope: Account.id, id: "vpce-1")
        let policy = Document(
            .awsEndpointPolicy, subject: key, name: "endpoint policy",
            body: .object([
                Value.Member("Version", .string("2012-10-17")),
                Value.Member(
                    "Statement",
                    .array([Value.Element(statement("Allow", "s3:GetObject", on: "*", principal: ("AWS", "*")))])),
            ]), evidence: .test)
        let facts = facts([NodeFact(key, name: "vpce-1")], [policy])
        for (action, endpoint, verdict) in [
            ("s3:GetObject", "vpce-1", AccessVerdict.allowed), ("s3:PutObject", "vpce-1", .deniedImplicitly),
            ("s3:PutObject", "vpce-2", .allowed),
        ] {
            let context = try AccessContext(["aws:sourceVpce=\(endpoint)"])
            let answer = try Can(principal: "r", action: action, resource: Self.object, context: context)
                .answer(in: facts)
            #expect(answer.result.verdict == verdict, "\(action) \(endpoint)")
            #expect(answer.caveats.contains { $0.detail.contains("vpce-2") } == (endpoint == "vpce-2"))
            #expect(answer.result.reasons.contains { $0.level == "endpoint policy" } == (endpoint == "vpce-1"))
        }
    }

    // MARK: - Can

    @Test mutating func eachLevelSaysItsWord() throws {
        account.addBucket("b")
        account.add(.role, "r", [statement("Allow", "s3:GetObject", on: "*", sid: "Read")])
        let limits = "arn:aws:iam::\(Account.id):policy/limits"
        account.attach("limits", [statement("Allow", "ec2:*", on: "*")], to: [])
        account.bound(Account.key(.role, "r"), by: limits)
        let result = try can("r", "s3:GetObject", Self.object, facts())
        #expect(result.verdict == .deniedImplicitly)
        #expect(
            result.reasons.map { "\($0.level) \($0.policy) \($0.statement ?? "-") \($0.effect.rawValue)" } == [
                "identity inline Read allows", "permissions boundary limits - does not allow",
            ])
    }

    @Test mutating func aDenyIsExplicitAndNamed() throws {
        account.addBucket(
            "b", [statement("Deny", "s3:*", on: "arn:aws:s3:::b/*", sid: "Closed", principal: ("AWS", "*"))])
        account.add(.role, "r", [statement("Allow", "s3:GetObject", on: "*")])
        let result = try can("r", "s3:GetObject", Self.object, facts())
        #expect(result.verdict == .deniedExplicitly)
        let denies = result.reasons.filter { $0.effect == .denies }
        #expect(denies.map(\.level) == ["resource policy"])
        #expect(denies.map(\.statement) == ["Closed"])
        #expect(denies.allSatisfy { $0.evidence != nil })
    }

    @Test mutating func principalsAreWhatAUserCallsThem() throws {
        account.addBucket("b")
        account.add(.role, "r", [statement("Allow", "s3:GetObject", on: "*")])
        account.add(.group, "g", [])
        let session = "arn:aws:sts::\(Account.id):assumed-role/r/alice"
        for name in ["r", "arn:aws:iam::\(Account.id):role/r", session] {
            #expect(try can(name, "s3:GetObject", Self.object, facts()).verdict == .allowed, "\(name)")
        }
        for name in ["anonymous", "lambda.amazonaws.com"] {
            #expect(try can(name, "s3:GetObject", Self.object, facts()).verdict == .deniedImplicitly, "\(name)")
        }
        #expect(throws: AccessError.noPrincipal("g")) { try can("g", "s3:GetObject", Self.object, facts()) }
        #expect(throws: NodeError.self) { try can("nobody", "s3:GetObject", Self.object, facts()) }
        #expect(throws: AccessError.noAction("s3:*")) { try can("r", "s3:*", Self.object, facts()) }
        let missing = "arn:aws:iam::\(Account.id):role/missing"
        #expect(throws: AccessError.unknownPrincipal(missing, nearest: [])) {
            try can(missing, "s3:GetObject", Self.object, facts())
        }
    }

    @Test mutating func contentUnderACustomersKeyNeedsTheKeyToo() throws {
        account.add(.role, "r", [statement("Allow", "s3:GetObject", on: "*")])
        let arn = "arn:aws:kms:eu-west-1:\(Account.id):key/k"
        let key = NodeFact(.aws(.key, arn: arn, account: Account.id), name: "k")
        let bucket = NodeFact(
            .awsBucket(name: "b", account: Account.id), name: "b",
            properties: [Property(PropertyName.encryptionKey, arn)])
        let policy = Document(
            .awsResourcePolicy, subject: key.key, name: "key policy",
            body: .object([
                Value.Member("Version", .string("2012-10-17")),
                Value.Member(
                    "Statement",
                    .array([
                        Value.Element(
                            statement(
                                "Allow", "kms:*", on: "*", principal: ("AWS", "arn:aws:iam::\(Account.id):root")))
                    ])),
            ]), evidence: .test)
        let denied = try Can(principal: "r", action: "s3:GetObject", resource: Self.object)
            .answer(in: facts([key, bucket], [policy]))
        #expect(denied.result.verdict == .deniedImplicitly)
        #expect(denied.caveats.contains { $0.detail.contains("objects under another key") })
        let nobody = try WhoCan(action: "s3:GetObject", resource: Self.object).answer(
            in: facts([key, bucket], [policy]))
        #expect(nobody.result.allowed.isEmpty && nobody.result.conditional.isEmpty)
        #expect(nobody.caveats.contains { $0.detail.contains("kms:Decrypt") && $0.detail.contains(":role/r") })
        let list = try AccessList(principal: "r").answer(in: facts([key, bucket], [policy])).result
        #expect(list.resources.allSatisfy { $0.id != bucket.id })
        #expect(
            denied.result.reasons.last.map { "\($0.level) \($0.effect.rawValue)" } == "encryption key does not allow")

        account.add(.role, "r", [statement("Allow", "kms:Decrypt", on: arn)])
        let allowed = try Can(principal: "r", action: "s3:GetObject", resource: Self.object)
            .answer(in: facts([key, bucket], [policy]))
        #expect(allowed.result.verdict == .allowed)
        #expect(!allowed.caveats.contains { $0.detail.contains("kms:Decrypt") })

        // Nobody gave the key's policy: it decides.
        let open = try Can(principal: "r", action: "s3:GetObject", resource: Self.object).answer(
            in: facts([key, bucket]))
        #expect(open.result.verdict == .conditional)
        #expect(open.result.conditions == ["kms:Decrypt on its key: the key's policy, which was not given, allows it"])
        // What needs no content needs no key.
        account.add(.role, "r", [statement("Allow", "s3:DeleteObject", on: "*")])
        let deleting = try Can(principal: "r", action: "s3:DeleteObject", resource: Self.object)
        #expect(try deleting.answer(in: facts([key, bucket], [policy])).result.verdict == .allowed)
    }

    @Test mutating func aKeyThatAWSManagesKeepsOtherAccountsOut() throws {
        account.add(.role, "r", [statement("Allow", "s3:GetObject", on: "*")])
        account.addPolicy(
            .awsResourcePolicy, of: .awsBucket(name: "b", account: Account.id), "bucket policy",
            [statement("Allow", "s3:*", on: "*", principal: ("AWS", "999988887777"))])
        let bucket = NodeFact(
            .awsBucket(name: "b", account: Account.id), name: "b",
            properties: [Property(PropertyName.encryptionKey, "alias/aws/s3")])
        let result = try WhoCan(action: "s3:GetObject", resource: Self.object).answer(in: facts([bucket]))
        #expect(result.result.allowed == ["arn:aws:iam::\(Account.id):role/r"])
        #expect(result.result.others.isEmpty)
        #expect(result.caveats.contains { $0.detail.contains("arn:aws:iam::999988887777:root") })
        let deleting = try WhoCan(action: "s3:DeleteObject", resource: Self.object).answer(in: facts([bucket]))
        #expect(deleting.result.others.map(\.id) == ["arn:aws:iam::999988887777:root"])
    }

    @Test mutating func anAliasIsTheKeyOfTheStoresRegion() throws {
        var keys: [NodeFact] = []
        for (region, name) in [("us-east-1", "east"), ("eu-west-1", "west")] {
            let arn = "arn:aws:kms:\(region):\(Account.id):key/\(name)"
            let key = Key.aws(.key, arn: arn, account: Account.id)
            keys.append(NodeFact(key, name: name, properties: [Property(PropertyName.alias, "alias/app")]))
            account.addPolicy(
                .awsResourcePolicy, of: key, "key policy",
                [statement("Allow", "kms:*", on: "*", principal: ("AWS", "arn:aws:iam::\(Account.id):root"))])
            account.add(
                .user, name,
                [statement("Allow", "secretsmanager:GetSecretValue", on: "*"), statement("Allow", "kms:*", on: arn)])
        }
        for (region, name) in [("us-east-1", "east"), ("eu-west-1", "west")] {
            let arn = "arn:aws:secretsmanager:\(region):\(Account.id):secret:db-AbCdEf"
            let secret = NodeFact(
                .aws(.secret, arn: arn, account: Account.id), name: "db",
                properties: [Property(PropertyName.encryptionKey, "alias/app")])
            #expect(try whoCan("secretsmanager:GetSecretValue", arn, facts(keys + [secret])) == [name])
        }
    }

    @Test mutating func aKeyWithoutAPolicyIsOpen() throws {
        account.add(.user, "u", [statement("Allow", "kms:Decrypt", on: "*")])
        let arn = "arn:aws:kms:eu-west-1:\(Account.id):key/k"
        let open = "the key's policy, which was not given, allows it"
        #expect(try can("u", "kms:Decrypt", arn, facts()).conditions == [open])
        let key = NodeFact(.aws(.key, arn: arn, account: Account.id), name: "k")
        #expect(try can("u", "kms:Decrypt", arn, facts([key])).conditions == [open])
        #expect(try whoCan("kms:Decrypt", arn, facts([key])) == ["u if \(open)"])
        // The policy may name anybody; what is denied stays so.
        account.add(.user, "none", [statement("Deny", "kms:*", on: "*")])
        #expect(try can("none", "kms:Decrypt", arn, facts([key])).verdict == .deniedExplicitly)
    }

    @Test mutating func theAliasesOfAKeySettleConditions() throws {
        let arn = "arn:aws:kms:eu-west-1:\(Account.id):key/k"
        let key = Key.aws(.key, arn: arn, account: Account.id)
        account.addPolicy(
            .awsResourcePolicy, of: key, "key policy",
            [statement("Allow", "kms:*", on: "*", principal: ("AWS", "arn:aws:iam::\(Account.id):root"))])
        for (name, alias) in [("mine", "alias/app"), ("other", "alias/else")] {
            account.add(
                .user, name,
                [
                    statement(
                        "Allow", "kms:Decrypt", on: "*",
                        condition: ("ForAnyValue:StringEquals", "kms:ResourceAliases", alias))
                ])
        }
        let known = NodeFact(key, name: "k", properties: [Property(PropertyName.alias, "alias/app")])
        #expect(try whoCan("kms:Decrypt", arn, facts([known])) == ["mine"])
    }

    @Test mutating func whatAWSWouldNotTakeIsReported() throws {
        account.addBucket("b")
        account.add(.user, "u", [statement("Allow", "s3:*", on: "*"), statement("Deny", "s3:GetObject")])
        let answer = try Can(principal: "u", action: "s3:GetObject", resource: Self.object).answer(in: facts())
        #expect(answer.result.verdict == .conditional)
        #expect(answer.caveats.contains { $0.detail.contains("neither Resource nor NotResource at /Statement/1") })
        #expect(try can("u", "s3:PutObject", Self.object, facts()).verdict == .allowed)
    }

    @Test mutating func onlyUsersAndRolesTakeARole() throws {
        account.add(.role, "r", [], trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", "*"))])
        for name in ["anonymous", "arn:aws:iam::\(Account.id):root"] {
            #expect(try can(name, "sts:AssumeRole", "r", facts()).verdict == .deniedImplicitly, "\(name)")
        }
    }

    @Test mutating func whatWasTakenOutAsASecretIsOpen() throws {
        account.add(.user, "u", [statement("Allow", "sts:AssumeRole", on: "*")])
        for (test, name) in [("StringEquals", "same"), ("StringNotEquals", "other")] {
            account.add(
                .role, name, [],
                trust: [
                    statement(
                        "Allow", "sts:AssumeRole", principal: ("AWS", "arn:aws:iam::\(Account.id):root"),
                        condition: (test, "sts:ExternalId", Redaction.mark))
                ])
            let question = Can(
                principal: "u", action: "sts:AssumeRole", resource: name,
                context: try AccessContext(["sts:ExternalId=hunter2"]))
            #expect(try question.answer(in: facts()).result.verdict == .conditional)
        }
    }

    @Test mutating func whoIsNotJudgedForWantOfAPolicyIsNamed() throws {
        account.addBucket("b")
        account.add(.user, "u", [statement("Allow", "s3:GetObject", on: "*")])
        account.add(.user, "bob", [])
        account.documents.append(
            Document(
                .awsAttachment, subject: Account.key(.user, "bob"), name: "arn:aws:iam::aws:policy/ReadOnlyAccess",
                body: .null, evidence: .test))
        let answer = try WhoCan(action: "s3:GetObject", resource: Self.object).answer(in: facts())
        #expect(answer.result.allowed == [Account.key(.user, "u").id])
        #expect(answer.caveats.contains { $0.detail.contains("user/bob") })
    }

    @Test mutating func aServiceIsNamedByWhomItActsFor() throws {
        let queue = Key.aws(.queue, arn: "arn:aws:sqs:eu-west-1:\(Account.id):jobs", account: Account.id)
        account.nodes.append(NodeFact(queue, name: "jobs"))
        account.addPolicy(
            .awsResourcePolicy, of: queue, "policy",
            [
                statement(
                    "Allow", "sqs:SendMessage", on: queue.id, principal: ("AWS", "*"),
                    condition: ("ArnEquals", "aws:SourceArn", "arn:aws:sns:eu-west-1:\(Account.id):news"))
            ])
        #expect(try whoCan("sqs:SendMessage", queue.id, facts()).contains("service sns.amazonaws.com"))
    }

    @Test(arguments: [
        (["user/bob", "root"], "eve", false), (["user/bob", "root"], "bob", true), (["user/bob"], "bob", true),
        (["root"], "eve", true), (["user/bob"], "eve", false),
    ])
    mutating func aDenyOfAllOthersSparesWhomItNames(listed: [String], who: String, isSpared: Bool) throws {
        for name in ["bob", "eve"] { account.add(.user, name, [statement("Allow", "s3:*", on: "*")]) }
        let names = listed.map { Value.Element(.string("arn:aws:iam::\(Account.id):\($0)")) }
        account.addBucket(
            "b",
            [
                .object([
                    Value.Member("Effect", .string("Deny")), Value.Member("Action", .string("s3:*")),
                    Value.Member("Resource", .string("*")),
                    Value.Member("NotPrincipal", .object([Value.Member("AWS", .array(names))])),
                ])
            ])
        let verdict = try can(who, "s3:GetObject", Self.object, facts()).verdict
        #expect(verdict == (isSpared ? .allowed : .deniedExplicitly))
    }

    @Test mutating func sessionsThatWereRevokedAreOld() throws {
        account.addBucket("b")
        account.add(
            .role, "r",
            [
                statement("Allow", "s3:GetObject", on: "*"),
                statement(
                    "Deny", "*", on: "*", condition: ("DateLessThan", "aws:TokenIssueTime", "2020-01-01T00:00:00Z")),
            ])
        let base = FactBase(
            nodes: account.nodes, edges: [], documents: account.documents, activities: [],
            asOf: 1_700_000_000_000_000_000)
        let facts = AccessFacts(base: base, graph: AccessFacts.Graph(id: "", nodes: 0, edges: 0), caveats: [])
        #expect(try can("r", "s3:GetObject", Self.object, facts).verdict == .allowed)
    }

    @Test mutating func theListHoldsDataPatternsAndRoles() throws {
        account.addBucket("b")
        account.add(
            .user, "u",
            [
                statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*"),
                statement("Allow", "s3:GetObject", on: "arn:aws:s3:::elsewhere/*"),
                statement("Allow", "sts:AssumeRole", on: "*"),
            ])
        account.add(
            .role, "r", [],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", "arn:aws:iam::\(Account.id):root"))])
        let result = try AccessList(principal: "u").answer(in: facts()).result
        #expect(result.resources.map(\.id) == ["arn:aws:s3:::b"])
        #expect(result.resources.flatMap(\.rights).map { "\($0.effect) \($0.actions)" } == ["read [\"s3:GetObject\"]"])
        #expect(result.outside.map(\.id) == ["arn:aws:s3:::elsewhere/*"])
        #expect(result.roles.map(\.id) == ["arn:aws:iam::\(Account.id):role/r"])
    }

    @Test mutating func whatMayBeDoneAnywhereIsOutsideToo() throws {
        account.addBucket("b")
        account.add(.user, "u", [statement("Allow", "s3:PutObject", on: "*")])
        let result = try AccessList(principal: "u").answer(in: facts()).result
        #expect(result.resources.map(\.id) == ["arn:aws:s3:::b"])
        #expect(result.outside.map(\.id) == ["arn:aws:s3:::*"])
        #expect(result.outside.flatMap(\.rights).flatMap(\.actions) == ["s3:PutObject"])
    }

    @Test(arguments: [
        ("StringEquals", "aws:PrincipalOrgID", "o-1", false), ("StringNotEquals", "aws:PrincipalOrgID", "o-1", true),
        ("StringLike", "aws:PrincipalAccount", "1111*", true), ("IpAddress", "aws:SourceIp", "203.0.113.0/24", false),
        ("IpAddress", "aws:SourceIp", "0.0.0.0/0", true), ("StringEquals", "aws:username", "alice", true),
        ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::999988887777:role/*", false),
        ("ForAllValues:StringEquals", "aws:SourceVpc", "vpc-1", true),
    ]) func aPublicPolicyIsOneThatNoFixedCircleConfines(test: String, key: String, value: String, isPublic: Bool) throws
    {
        var account = Account()
        account.add(.role, "own", [])
        account.addBucket(
            "b",
            [
                statement("Allow", "s3:GetObject", on: "*", principal: ("AWS", "*"), condition: (test, key, value)),
                statement("Allow", "s3:GetObject", on: "*", principal: ("AWS", "999988887777")),
            ])
        let bucket = NodeFact(
            .awsBucket(name: "b", account: Account.id), name: "b",
            properties: [Property(PropertyName.restrictsPublicBuckets, "true")])
        let facts = AccessFacts(
            base: FactBase(
                nodes: account.nodes + [bucket], edges: [], documents: account.documents, activities: []),
            graph: AccessFacts.Graph(id: "graph", nodes: 0, edges: 0), caveats: [])
        let others = try WhoCan(action: "s3:GetObject", resource: Self.object).answer(in: facts).result.others
        #expect(others.contains { $0.id == "arn:aws:iam::999988887777:root" } != isPublic)
    }
}
