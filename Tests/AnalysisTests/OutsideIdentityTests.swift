import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// Who else may take a role: by a token, from another account, or at all.
struct OutsideIdentityTests {
    private var account = Account()

    private var made: World { world(nodes: account.nodes, edges: account.edges, documents: account.documents) }

    private static let provider =
        "arn:aws:iam::\(Account.id):oidc-provider/token.actions.githubusercontent.com"

    private mutating func addRole(subject: String?) {
        let condition = subject.map { ("StringLike", "token.actions.githubusercontent.com:sub", $0) }
        account.add(
            .role, "deploy", [statement("Allow", "*", on: "*")],
            trust: [
                statement(
                    "Allow", "sts:AssumeRoleWithWebIdentity", principal: ("Federated", Self.provider),
                    condition: condition)
            ])
    }

    private var findings: [String] {
        get throws {
            try Findings().answer(in: made).result.filter { $0.rule == "trust-too-wide" }.map {
                "\($0.severity.rawValue): \($0.title)"
            }
        }
    }

    @Test(arguments: [
        ("repo:acme/app:ref:refs/heads/main", String?.none),
        ("repo:acme/app:environment:prod", nil),
        ("repo:acme/app:*", "medium: every workflow of \"acme/app\""),
        ("repo:acme/*", "high: every repository of \"acme\""),
        ("repo:acme*", "high: every organization whose name begins with \"acme\""),
        ("repo:*", "critical: anybody"), ("*", "critical: anybody"),
    ])
    func howWideASubjectIsDecidesTheFinding(subject: String, expected: String?) throws {
        var other = self
        other.addRole(subject: subject)
        let found = try other.findings
        #expect(found.count == (expected == nil ? 0 : 1))
        if let expected { #expect(found.first?.hasPrefix(expected) ?? false, "\(found)") }
    }

    @Test mutating func aTrustWithoutASubjectLetsEverybodyIn() throws {
        addRole(subject: nil)
        #expect(try findings.first?.hasPrefix("critical: anybody") == true)
        let snapshot = made.snapshot
        let outsiders = snapshot.nodes.filter { snapshot.type($0) == NodeType(AWSNode.federated) }
        #expect(outsiders.count == 1)
        let goal = try #require(snapshot.node(.awsAccount(Account.id)))
        #expect(snapshot.bestReach(to: goal, following: Filter()).nodes.contains(outsiders[0]))
    }

    @Test mutating func anotherAccountIsNamedUnlessItMustGiveAnExternalID() throws {
        let root = ("AWS", "arn:aws:iam::999988887777:root")
        account.add(.role, "vendor", [], trust: [statement("Allow", "sts:AssumeRole", principal: root)])
        #expect(try findings.map { $0.contains("account 999988887777") } == [true])
        account = Account()
        account.add(
            .role, "vendor", [],
            trust: [
                statement(
                    "Allow", "sts:AssumeRole", principal: root,
                    condition: ("StringEquals", "sts:ExternalId", "7"))
            ])
        #expect(try findings.isEmpty)
        #expect(edges(AWSEdge.assumes, in: made).map { $0.hasSuffix("(conditional)") } == [true])
    }

    @Test mutating func everybodyMayUseAPublicBucketUnlessTheAccountRestrictsIt() {
        account.addBucket("b", [statement("Allow", "s3:GetObject", on: "arn:aws:s3:::b/*", principal: ("AWS", "*"))])
        let outside = { (world: World) in
            let snapshot = world.snapshot
            return snapshot.nodes.contains { snapshot.type($0) == NodeType(AWSNode.everybody) }
        }
        account.add(.user, "u", [])
        #expect(outside(made))
        // Nobody gave a public access block, neither the bucket's nor the account's.
        #expect(edges(AccessEdge.reads, in: made).filter { $0.hasSuffix("(conditional)") }.count == 1)
        var open = account
        open.nodes.append(
            NodeFact(
                .awsAccount(Account.id), name: Account.id,
                properties: [Property(PropertyName.restrictsPublicBuckets, "false")], evidence: [.test]))
        // The stricter of both settings counts: one alone leaves the other open.
        let half = world(nodes: open.nodes, edges: open.edges, documents: open.documents)
        #expect(edges(AccessEdge.reads, in: half).filter { $0.hasSuffix("(conditional)") }.count == 1)
        for place in open.nodes.indices where open.nodes[place].key.type == NodeType(AWSNode.bucket) {
            open.nodes[place].properties.append(Property(PropertyName.restrictsPublicBuckets, "false"))
        }
        let given = world(nodes: open.nodes, edges: open.edges, documents: open.documents)
        #expect(!edges(AccessEdge.reads, in: given).contains { $0.hasSuffix("(conditional)") })
        account.nodes.append(
            NodeFact(
                .awsAccount(Account.id), name: Account.id,
                properties: [Property(PropertyName.restrictsPublicBuckets, "true")], evidence: [.test]))
        #expect(!outside(made))
    }

    /// A service account of a cluster, and a role that trusts the tokens of two issuers for it.
    private mutating func addTokenRole(in cluster: String) {
        let key = Key.kubernetesServiceAccount(cluster: cluster, namespace: "ns", name: "sa")
        account.nodes.append(
            NodeFact(
                key, name: "sa", properties: [Property(PropertyName.roleARN, Account.key(.role, "pod").id)],
                evidence: [.test]))
        account.add(
            .role, "pod", [],
            trust: ["ONE", "TWO"].map { id in
                let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/\(id)"
                return statement(
                    "Allow", "sts:AssumeRoleWithWebIdentity",
                    principal: ("Federated", "arn:aws:iam::\(Account.id):oidc-provider/\(issuer)"),
                    condition: ("StringEquals", "\(issuer):sub", "system:serviceaccount:ns:sa"))
            })
    }

    /// What EKS says of a cluster; gives its ARN.
    @discardableResult
    private mutating func describeCluster(_ name: String, issuer id: String) -> String {
        let arn = "arn:aws:eks:eu-west-1:\(Account.id):cluster/\(name)"
        let issuer = Property(PropertyName.tokenIssuer, "https://oidc.eks.eu-west-1.amazonaws.com/id/\(id)")
        account.nodes.append(
            NodeFact(
                .aws(.compute, arn: arn, account: Account.id), name: name, properties: [issuer], evidence: [.test]))
        return arn
    }

    private var takenByPods: Int { edges(AWSEdge.assumes, in: made).filter { $0.contains("@workloads") }.count }

    @Test mutating func onlyTokensOfTheClustersOwnIssuerCountWhereItIsKnown() {
        addTokenRole(in: "c")
        #expect(takenByPods == 2)
        describeCluster("other", issuer: "ONE")
        #expect(takenByPods == 2)
        let arn = describeCluster("c", issuer: "TWO")
        #expect(takenByPods == 1)
        account = Account()
        addTokenRole(in: arn)
        #expect(takenByPods == 2)
        describeCluster("c", issuer: "THREE")
        #expect(takenByPods == 0)
    }

    @Test mutating func podsGetTheRoleThatAnAssociationGivesTheirServiceAccount() {
        let key = Key.kubernetesServiceAccount(cluster: "c", namespace: "ns", name: "sa")
        account.add(
            .role, "pod", [],
            trust: [statement("Allow", "sts:AssumeRole", principal: ("Service", "pods.eks.amazonaws.com"))])
        account.add(.role, "other", [])
        for name in ["pod", "other"] {
            account.nodes.append(
                NodeFact(
                    key, name: "sa",
                    properties: [Property(PropertyName.podIdentityRole, Account.key(.role, name).id)],
                    evidence: [.test]))
        }
        #expect(edges(AWSEdge.assumes, in: made).map { $0.hasSuffix("role/pod") } == [true])
    }
}
