import OverreachAnalysis
import OverreachModel
import Testing

/// Statements become grants that principals share while they give them the same.
struct AWSGrantTests {
    private var account = Account()

    private var made: World {
        world(nodes: account.nodes, edges: account.edges, documents: account.documents)
    }

    private func stores(of node: String, in world: World) throws -> [String] {
        try Radius(node: node).answer(in: world).result.reached.filter { $0.node.kind == .dataStore }.map { row in
            let deny = row.scope.deny.isEmpty ? "" : " not \(row.scope.deny.joined(separator: " "))"
            let allow = row.scope.allow == ["*"] ? "" : " only \(row.scope.allow.joined(separator: " "))"
            let verdict = row.verdict == .allowed ? "" : " (\(row.verdict.rawValue))"
            return "\(row.node.name) \(row.effects.map(\.rawValue).joined(separator: " "))\(allow)\(deny)\(verdict)"
        }
    }

    @Test mutating func principalsShareAGrantWhileItGivesThemTheSame() throws {
        account.addBucket("b")
        for name in ["one", "two"] { account.add(.role, name, []) }
        let holders = [Account.key(.role, "one"), Account.key(.role, "two")]
        account.attach("reader", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*", sid: "Read")], to: holders)
        #expect(edges(AccessEdge.reads, in: made).count == 1)
        #expect(edges(AccessEdge.holds, in: made).count == 2)

        account.add(.role, "two", [statement("Deny", "s3:GetObject", on: "arn:aws:s3:::b/private/*")])
        #expect(edges(AccessEdge.reads, in: made).count == 2)
        #expect(try stores(of: "one", in: made) == ["b read"])
        #expect(try stores(of: "two", in: made) == ["b read not private/*"])
    }

    @Test mutating func aBoundaryThatWasNotGivenMakesEverythingConditional() throws {
        account.addBucket("b")
        account.add(.role, "r", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*")])
        account.bound(Account.key(.role, "r"), by: "arn:aws:iam::\(Account.id):policy/limits")
        #expect(try stores(of: "r", in: made) == ["b read (conditional)"])
        #expect(AWSCaveats.of(account.documents).contains { $0.detail.contains("policy/limits") })
    }

    @Test mutating func whatIsDeniedOfOneActionIsNotDeniedOfAnotherThatReadsToo() throws {
        account.addBucket("b")
        account.add(
            .role, "r",
            [
                statement("Allow", "s3:GetObject", "s3:GetObjectVersion", on: "arn:aws:s3:::b/*"),
                statement("Deny", "s3:GetObject", on: "arn:aws:s3:::b/private/*"),
            ])
        #expect(try stores(of: "r", in: made) == ["b read"])
    }

    @Test mutating func passingARoleNeedsAllItsRightsAndATrustingRole() throws {
        account.addBucket("b")
        account.add(
            .role, "power", [statement("Allow", "s3:*", on: "*")],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("Service", "lambda.amazonaws.com"))])
        let rights = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]
        for missing in rights.indices {
            var other = account
            other.add(
                .user, "u", rights.indices.filter { $0 != missing }.map { statement("Allow", rights[$0], on: "*") })
            let made = world(nodes: other.nodes, edges: other.edges, documents: other.documents)
            #expect(try stores(of: "u", in: made).isEmpty, "without \(rights[missing])")
        }
        account.add(.user, "u", rights.map { statement("Allow", $0, on: "*") })
        #expect(try stores(of: "u", in: made) == ["b read write delete administer"])
    }

    @Test mutating func aTrustThatNamesThePrincipalIsEnoughAndAnIdentityStatementIsASecondRight() throws {
        account.addBucket("b")
        let user = Account.key(.user, "u").id
        account.add(
            .role, "r", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*")],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", user))])
        account.add(.user, "u", [])
        #expect(edges(AWSEdge.assumes, in: made).count == 1)
        #expect(try stores(of: "u", in: made) == ["b read"])

        account.add(.user, "u", [statement("Allow", "sts:AssumeRole", on: Account.key(.role, "r").id)])
        #expect(edges(AWSEdge.assumes, in: made).count == 2)
        account.add(.user, "u", [statement("Deny", "sts:AssumeRole", on: "*")])
        #expect(edges(AWSEdge.assumes, in: made).isEmpty)
    }

    @Test mutating func anActThatNoPostureAllowsIsStatedAsObserved() throws {
        account.addBucket("b")
        account.add(.role, "r", [])
        var act = Activity(id: "1", time: 1, action: "s3:GetObject", isCloudCall: true, outcome: .succeeded)
        act.identity = Account.key(.role, "r")
        act.target = .awsBucket(name: "b", account: Account.id)
        act.effect = .read
        act.evidence = [.test]
        var denied = act
        denied.effect = .write
        denied.outcome = .denied
        let made = world(nodes: account.nodes, documents: account.documents, activities: [act, denied])
        #expect(try stores(of: "r", in: made) == ["b read (observed)"])
    }

    @Test mutating func onlyThoseWhoAreNoAdministratorsEscalate() throws {
        account.add(.role, "admin", [statement("Allow", "*", on: "*", sid: "All")])
        account.addFunction("job", role: "admin")
        account.add(.user, "u", [statement("Allow", "lambda:UpdateFunctionCode", on: "*", sid: "Deploy")])
        account.add(.user, "v", [statement("Allow", "lambda:InvokeFunction", on: "*")])
        let found = try Findings().answer(in: made).result.filter { $0.rule == "escalation-to-administrator" }
        #expect(found.map(\.subject.name) == ["u"])
        #expect(found.first?.title.contains("inline/Deploy") == true)
    }

    @Test mutating func whoeverActsAsAnAdministratorIsFoundOnce() throws {
        let everything = [statement("Allow", "*", on: "*", sid: "All")]
        for name in ["held", "unheld"] { account.add(.user, name, everything) }
        account.add(.user, "poor", [statement("Allow", "s3:ListAllMyBuckets", on: "*")])
        account.add(.user, "climber", [statement("Allow", "sts:AssumeRole", on: "*")])
        addRole("taken", everything, takenBy: "climber")
        func found() throws -> [String] {
            try Findings().answer(in: made).result.filter {
                ["agent-as-administrator", "escalation-to-administrator"].contains($0.rule)
            }.map { "\($0.rule) \($0.subject.name)" }.sorted()
        }
        // Of administrators alone nobody says anything: every account has some.
        #expect(try found() == ["escalation-to-administrator climber"])

        for (agent, user) in [("bot", "held"), ("bot", "poor"), ("robot", "climber"), ("second", "held")] {
            let key = Key(NodeType(AgentNode.agent), scope: "", id: agent)
            if !account.nodes.contains(where: { $0.key == key }) { account.nodes.append(NodeFact(key, name: agent)) }
            account.edges.append(.seen(key, .calls, Account.key(.user, user)))
        }
        #expect(try found() == ["agent-as-administrator held", "escalation-to-administrator climber"])
        let one = try #require(Findings().answer(in: made).result.first { $0.rule == "agent-as-administrator" })
        #expect(one.title == "held is an administrator of \(Account.id), and bot and 1 more can act as it")
        #expect(one.path.first?.from.name == "bot" && one.path.last?.to.kind == .scope && !one.evidence.isEmpty)
    }

    private mutating func addRole(_ name: String, _ statements: [Value], takenBy user: String, if test: Bool = false) {
        let condition = test ? ("Bool", "aws:MultiFactorAuthPresent", "true") : nil
        let arn = Account.key(.user, user).id
        account.add(
            .role, name, statements,
            trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", arn), condition: condition)])
    }

    @Test mutating func anInlinePolicyCalledTrustIsNotTheTrust() throws {
        account.addBucket("b")
        account.add(.user, "u", [])
        addRole("r", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*")], takenBy: "u", if: true)
        account.documents[account.documents.count - 2].name = "trust"
        #expect(try stores(of: "u", in: made) == ["b read (conditional)"])
    }

    @Test mutating func aDenyOfOneWayStandsWhereNoOtherWayCoversIt() throws {
        account.addBucket("b")
        account.add(.user, "u", [])
        addRole(
            "one",
            [
                statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/a/*"),
                statement("Deny", "s3:GetObject", on: "arn:aws:s3:::b/a/secret/*"),
            ], takenBy: "u")
        addRole("two", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/b/*")], takenBy: "u")
        #expect(try stores(of: "u", in: made) == ["b read only a/* b/* not a/secret/*"])

        addRole("three", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/a/*")], takenBy: "u")
        #expect(try stores(of: "u", in: made) == ["b read only a/* b/*"])
    }

    @Test mutating func aLargerPartThatHangsOnAConditionIsSaid() throws {
        account.addBucket("b")
        account.add(.user, "u", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/a/*")])
        let condition = ("IpAddress", "aws:SourceIp", "10.0.0.0/8")
        addRole(
            "r", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*", condition: condition)], takenBy: "u")
        let row = try Radius(node: "u").answer(in: made).result.reached.first { $0.node.name == "b" }
        #expect(row?.verdict == .allowed)
        #expect(row?.scope.allow == ["a/*"])
        #expect(row?.conditions.contains { $0.contains("aws:SourceIp") } == true)
    }

    @Test mutating func aTagThatNobodyCollectedMakesConditional() throws {
        account.addBucket("b")
        let key = Key.aws(.table, arn: "arn:aws:dynamodb:eu-west-1:\(Account.id):table/t", account: Account.id)
        account.nodes.append(NodeFact(key, name: "t", evidence: [.test]))
        let condition = ("StringEquals", "aws:ResourceTag/env", "prod")
        account.add(.user, "u", [statement("Allow", "dynamodb:GetItem", on: "*", condition: condition)])
        #expect(try stores(of: "u", in: made) == ["t read (conditional)"])
    }

    @Test mutating func aStoreWhoseAccountNobodyNamesIsJudgedOnThatCondition() throws {
        account.nodes.append(NodeFact(.awsBucket(name: "b", account: "unknown:/x"), name: "b", evidence: [.test]))
        account.add(.user, "u", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*")])
        #expect(try stores(of: "u", in: made) == ["b read (conditional)"])
    }

    @Test mutating func aKeyOfWhichOnlyGrantsWereGivenHangsOnItsPolicyForAllButTheGrantee() throws {
        let arn = { (service: String, name: String) in "arn:aws:\(service):eu-west-1:\(Account.id):\(name)" }
        let key = Key.aws(.key, arn: arn("kms", "key/k"), account: Account.id)
        let secret = Key.aws(.secret, arn: arn("secretsmanager", "secret:s"), account: Account.id)
        account.nodes.append(NodeFact(key, name: "k", evidence: [.test]))
        account.nodes.append(
            NodeFact(
                secret, name: "s", properties: [Property(PropertyName.encryptionKey, key.id)], evidence: [.test]))
        let grant = Value.object([
            Value.Member("GranteePrincipal", .string(Account.key(.role, "grantee").id)),
            Value.Member("Operations", .array([Value.Element(.string("Decrypt"))])),
        ])
        account.documents.append(
            Document(.awsKeyGrant, subject: key, name: "g", body: grant, evidence: .test))
        account.add(.role, "grantee", [statement("Allow", "secretsmanager:GetSecretValue", on: "*")])
        account.add(.user, "u", [statement("Allow", "secretsmanager:GetSecretValue", "kms:Decrypt", on: "*")])
        #expect(try stores(of: "u", in: made) == ["s read (conditional)"])
        #expect(try stores(of: "grantee", in: made).contains("s read"))
    }

    @Test mutating func aStatementThatLeadsNowhereCanBeAskedFor() throws {
        account.add(.user, "u", [statement("Allow", "sqs:SendMessage", on: "*", sid: "Queue")])
        #expect(try Radius(node: "u/Queue").answer(in: made).result.node.kind == .grant)
    }
}
