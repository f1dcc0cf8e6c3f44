import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// Who can become whom, by which rights, and what stands against it.
struct AWSMethodTests {
    private var account = Account()

    private var made: World { world(nodes: account.nodes, edges: account.edges, documents: account.documents) }

    private func arn(_ kind: String, _ name: String) -> String { "arn:aws:iam::\(Account.id):\(kind)/\(name)" }

    private static let all = [statement("Allow", "*", on: "*")]

    private static func trust(_ service: String) -> [Value] {
        [statement("Allow", "sts:AssumeRole", principal: ("Service", service))]
    }

    /// Methods of a principal as `method → target (verdict)`.
    private func methods(of type: AWSNode, _ name: String) -> [String] {
        let snapshot = made.snapshot
        guard let holder = snapshot.node(Account.key(type, name)) else { return [] }
        return snapshot.outgoing(holder).map { snapshot.to($0) }
            .filter { snapshot.type($0) == NodeType(AWSNode.method) }
            .flatMap { method in
                snapshot.outgoing(method).map { edge in
                    let target = snapshot.key(snapshot.to(edge)).id.split(separator: "/").last ?? ""
                    let name = snapshot.name(method).split(separator: " ").first ?? ""
                    return "\(name) → \(target)\(snapshot.verdict(edge) == .allowed ? "" : "?")"
                }
            }.sorted()
    }

    private func administers(_ type: AWSNode, _ name: String) -> Verdict? {
        let snapshot = made.snapshot
        guard let holder = snapshot.node(Account.key(type, name)), let goal = snapshot.node(.awsAccount(Account.id))
        else { return nil }
        return snapshot.bestReach(to: goal, following: Filter()).verdict(of: holder)
    }

    @Test mutating func everySetOfStatementsThatGivesAMethodIsAGrantOfItsOwn() throws {
        account.add(.role, "target", Self.all, trust: Self.trust("lambda.amazonaws.com"))
        account.add(
            .user, "u",
            [
                statement("Allow", "iam:PassRole", on: "*", sid: "Pass"),
                statement("Allow", "lambda:CreateFunction", "lambda:InvokeFunction", on: "*", sid: "Run"),
                statement("Allow", "iam:PassRole", on: arn("role", "target"), sid: "Narrow"),
            ])
        #expect(methods(of: .user, "u") == ["lambda-create → target", "lambda-create → target"])

        let snapshot = made.snapshot
        let rests = snapshot.edges.filter { snapshot.kind($0) == EdgeKind(AWSEdge.passesRole) }.map { edge in
            snapshot.name(snapshot.from(edge))
        }
        #expect(
            rests.sorted() == [
                "lambda-create by inline/Pass + inline/Run", "lambda-create by inline/Run + inline/Narrow",
            ])
    }

    @Test mutating func theRoleMustTrustTheService() {
        account.add(.role, "target", Self.all, trust: Self.trust("ec2.amazonaws.com"))
        account.add(.user, "u", [statement("Allow", "iam:PassRole", "lambda:*", on: "*")])
        #expect(methods(of: .user, "u").isEmpty)
    }

    @Test mutating func aSessionOnAnInstanceNeedsARoleThatSystemsManagerReaches() {
        for (name, statements) in [("deaf", []), ("managed", [statement("Allow", "ssmmessages:*", on: "*")])] {
            let profile = Property(PropertyName.instanceProfile, arn("instance-profile", "p-\(name)"))
            account.add(.role, name, statements, trust: Self.trust("ec2.amazonaws.com"))
            account.nodes[account.nodes.count - 1].properties = [profile]
            account.nodes.append(
                NodeFact(instance(name), name: name, properties: [profile], evidence: [.test]))
        }
        account.nodes.append(NodeFact(instance("unknown"), name: "unknown", evidence: [.test]))
        account.add(.user, "u", [statement("Allow", "ssm:StartSession", on: "*")])
        #expect(methods(of: .user, "u") == ["ssm-session → i-managed", "ssm-session → i-unknown?"])
        #expect(edges(AgentEdge.runsAs, in: made).count == 2)
    }

    private func instance(_ name: String) -> Key {
        .aws(.instance, arn: "arn:aws:ec2:eu-west-1:\(Account.id):instance/i-\(name)", account: Account.id)
    }

    @Test mutating func whoWritesItsOwnPolicyAdministersTheAccount() {
        account.add(.user, "u", [statement("Allow", "iam:PutUserPolicy", on: arn("user", "u"))])
        account.add(.user, "other", [statement("Allow", "iam:PutUserPolicy", on: arn("user", "u"))])
        #expect(administers(.user, "u") == .allowed)
        #expect(administers(.user, "other") == nil)
    }

    @Test mutating func aBoundaryHoldsWhateverIsWritten() {
        account.addBucket("b")
        account.add(.user, "u", [statement("Allow", "iam:PutUserPolicy", on: arn("user", "u"))])
        account.attach("limits", [statement("Allow", "s3:*", "iam:PutUserPolicy", on: "*")], to: [])
        account.bound(Account.key(.user, "u"), by: arn("policy", "limits"))
        #expect(administers(.user, "u") == nil)
        #expect(methods(of: .user, "u").contains { $0.hasSuffix("→ arn:aws:s3:::b") })

        account.attach("more", [statement("Allow", "*", on: "*")], to: [])
        account.bound(Account.key(.user, "u"), by: arn("policy", "more"))
        #expect(administers(.user, "u") == .allowed)
    }

    @Test mutating func whoMayChangeARoleMustAlsoBecomeIt() {
        account.add(
            .role, "r", [],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("AWS", arn("user", "u")))])
        for name in ["u", "v"] { account.add(.user, name, [statement("Allow", "iam:AttachRolePolicy", on: "*")]) }
        #expect(administers(.user, "u") == .allowed)
        #expect(administers(.user, "v") == nil)
    }

    @Test mutating func onlyTheAllowedPolicyMayBeAttached() {
        let condition = ("ArnEquals", "iam:PolicyARN", "arn:aws:iam::aws:policy/ReadOnlyAccess")
        account.add(.user, "u", [statement("Allow", "iam:AttachUserPolicy", on: "*", condition: condition)])
        #expect(administers(.user, "u") == nil)
    }

    @Test mutating func aPolicyOfAWSIsNeverRewritten() {
        let policy = arn("policy", "own")
        account.attach(
            "own", [statement("Allow", "iam:CreatePolicyVersion", on: policy)], to: [Account.key(.user, "u")])
        account.add(.user, "u", [])
        #expect(administers(.user, "u") == .allowed)
        account.add(.user, "v", [statement("Allow", "iam:CreatePolicyVersion", on: "arn:aws:iam::aws:policy/*")])
        #expect(administers(.user, "v") == nil)
    }

    @Test mutating func anAdministratorHasOnlyTheMethodsThatItWouldHaveOtherwise() {
        account.add(.role, "job", [], trust: Self.trust("lambda.amazonaws.com"))
        account.addFunction("f", role: "job")
        account.add(.user, "admin", Self.all)
        account.add(.user, "both", Self.all + [statement("Allow", "lambda:UpdateFunctionCode", on: "*")])
        #expect(methods(of: .user, "admin").isEmpty)
        #expect(methods(of: .user, "both").map { $0.split(separator: " ")[0] } == ["lambda-update"])
    }

    @Test mutating func aUserWithTwoKeysNeedsOneLess() {
        account.add(.user, "victim", Self.all)
        for number in 1...2 {
            account.nodes.append(
                NodeFact(
                    .awsAccessKey(id: "AKIA\(number)"), name: "k",
                    properties: [Property(PropertyName.user, "victim"), Property(PropertyName.account, Account.id)]))
        }
        account.add(.user, "u", [statement("Allow", "iam:CreateAccessKey", on: arn("user", "victim"))])
        #expect(methods(of: .user, "u").isEmpty)
        account.add(.user, "v", [statement("Allow", "iam:*AccessKey", on: arn("user", "victim"))])
        #expect(methods(of: .user, "v") == ["iam-replace-access-key → victim"])
    }

    @Test mutating func manyTargetsAreCoveredAsASet() {
        for number in 0..<60 { account.addFunction("f\(number)", role: "job") }
        account.add(.role, "job", [], trust: [])
        account.add(.user, "u", [statement("Allow", "lambda:UpdateFunctionCode", on: "*")])
        account.add(.user, "v", [statement("Allow", "lambda:UpdateFunctionCode", on: "*")])
        #expect(edges(AWSEdge.covers, in: made).count == 2)
        #expect(edges(AWSEdge.updatesCode, in: made).count == 60)
    }

    @Test mutating func aMethodRestsOnTheStatementsThatGiveIt() {
        account.add(.role, "target", Self.all, trust: Self.trust("lambda.amazonaws.com"))
        account.add(.user, "u", [statement("Allow", "iam:PassRole", "lambda:*", on: "*")])
        let base = Derivation.run(
            over: FactBase(nodes: account.nodes, edges: account.edges, documents: account.documents, activities: [])
        ).base
        let passing = base.edges(AWSEdge.passesRole)
        #expect(!passing.isEmpty)
        #expect(passing.allSatisfy { edge in edge.premises.contains { $0.type == NodeType(AWSNode.statement) } })
    }
}
