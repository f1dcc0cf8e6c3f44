import OverreachGraph
import OverreachModel
import Testing

@testable import OverreachAnalysis

/// A trust is used by all that came through it, in whatever way.
struct TrustUseTests {
    private static let hop = Account.key(.role, "hop")
    private static let vault = Account.key(.role, "vault")
    private static let user = Account.key(.user, "ci")
    private static let key = Key.awsAccessKey(id: "AKIAEXAMPLE")

    private struct Event {
        let id: String
        let name: String
        var by: Key?
        var signedWith = ""
        var credential: Key?
        var issues = ""
        var takes: Key?
        var session: String?
        var reads: Key?
        var fails = false
    }

    private static func world(
        _ events: [Event], nodes: [NodeFact] = [], edges: [EdgeFact] = [], house: House = House()
    ) -> World {
        var account = Account()
        for role in ["hop", "vault"] { account.add(.role, role, []) }
        account.add(.user, "ci", [])
        var builder = SnapshotBuilder()
        for node in account.nodes + nodes { builder.add(node) }
        for edge in edges { builder.add(edge) }
        var records: [RuntimeRecord] = []
        let acts = events.enumerated().map { number, event -> Activity in
            var caller = CloudCallRecord.Caller()
            caller.accessKeyID = event.signedWith
            records.append(
                .cloudCall(
                    CloudCallRecord(
                        eventID: event.id, time: Int64(number), eventSource: "sts.amazonaws.com", eventName: event.name,
                        region: "", recipientAccount: Account.id, caller: caller, requestID: "", sourceAddress: "",
                        userAgent: "", errorCode: event.fails ? "AccessDenied" : "", resources: [], parameters: [],
                        issuedAccessKeyID: event.issues, issuedARN: "", isDataEvent: false, evidence: .test)))
            var act = Activity(
                id: event.id, time: Int64(number),
                action: event.takes == nil ? "s3:\(event.name)" : "sts:\(event.name)",
                isCloudCall: true, outcome: event.fails ? .denied : .succeeded)
            act.identity = event.by
            act.credential = event.credential
            act.object = event.takes?.id
            act.session = event.session
            if let store = event.reads { (act.target, act.effect) = (store, .read) }
            act.evidence = [Evidence(source: "test", file: "", line: nil, locator: event.id)]
            return act
        }
        return World(
            snapshot: builder.build(), activities: acts, documents: [], caveats: [],
            coverage: Coverage(records: records, tracksSessions: true), house: house)
    }

    private static func ids(_ use: TrustUse, _ role: Key) -> [String] { use.passages(through: role).map(\.act.id) }

    private static let chain = [
        Event(
            id: "take-hop", name: "AssumeRole", by: user, signedWith: "AKIAEXAMPLE", credential: key, issues: "ASIA1",
            takes: hop),
        Event(id: "take-vault", name: "AssumeRole", by: hop, signedWith: "ASIA1", issues: "ASIA2", takes: vault),
        Event(id: "read", name: "GetObject", by: vault, signedWith: "ASIA2"),
        Event(id: "own", name: "GetObject", by: hop, signedWith: "ASIA1"),
        Event(id: "refused", name: "AssumeRole", by: user, signedWith: "AKIAEXAMPLE", takes: vault, fails: true),
    ]

    @Test func actsThroughAChainUseEveryTrustOfIt() {
        let use = TrustUse(Self.world(Self.chain))
        #expect(Self.ids(use, Self.hop) == ["take-hop", "take-vault", "read", "own"])
        #expect(Self.ids(use, Self.vault) == ["take-vault", "read"])
        #expect(use.passages(through: Self.hop).allSatisfy { $0.taker == Self.user && $0.action == "sts:AssumeRole" })
        #expect(use.passages(through: Self.vault).allSatisfy { $0.taker == Self.hop })
        #expect(use.acts(with: Self.key).map(\.id) == ["take-hop", "take-vault", "read", "own"])
    }

    /// A plan closes what an entry point never used: what was read in a session counts for all who the session came through.
    @Test func whatASessionReadItsTakersUsed() throws {
        let stores = ["read", "unread"].map { Key.awsBucket(name: $0, account: Account.id) }
        var events = Self.chain
        events[2].reads = stores[0]
        var house = House()
        house.entryPoints = [Self.user, Self.hop, Self.vault].map { NodeSelector(id: $0.id) }
        let edges = [Self.user, Self.hop, Self.vault].flatMap { from in
            stores.map { EdgeFact(from, EdgeKind(AccessEdge.reads), $0, origin: .declared, evidence: [.test]) }
        }
        func goal(_ events: [Event]) throws -> [ReachTable.Pair] {
            let world = Self.world(events, edges: edges, house: house)
            let bench = try FixBench(
                Ground(world: world, stated: StatedFacts()) { _, _ in world }, for: nil, assumptions: .byDefault)
            return PlanGoal(bench, TrustUse(world)).pairs
        }

        #expect(try goal(events).map(\.to) == [stores[1], stores[1], stores[1]])
        // Of a session whose issuing nobody recorded only the role itself is known.
        #expect(try goal([events[2]]).filter { $0.to == stores[0] }.map(\.from) == [Self.hop, Self.user])
    }

    @Test func whereNoRecordTellsWhoTookARoleAnybodyMayHave() {
        let lone = [
            Event(id: "a", name: "GetObject", by: Self.vault, signedWith: "ASIA9"),
            Event(
                id: "b", name: "secrets get",
                session: "arn:aws:sts::\(Account.id):assumed-role/vault/build"),
        ]
        let use = TrustUse(Self.world(lone))
        #expect(Self.ids(use, Self.vault) == ["a", "b"])
        #expect(use.passages(through: Self.vault).allSatisfy { $0.taker == nil && $0.action == nil })
        #expect(Self.ids(use, Self.hop).isEmpty)

        // Who was ever seen taking it may have done so then.
        let seen = EdgeFact(
            Self.hop, EdgeKind(AWSEdge.assumed), Self.vault, origin: .observed, verdict: .observed, evidence: [.test])
        #expect(Self.ids(TrustUse(Self.world(lone, edges: [seen])), Self.hop) == ["a", "b"])
    }

    @Test func ofManyActsAndRolesOfWhichNoRecordTellsEachIsHeldOnce() {
        // Held by every role that may have been taken, these would be forty million.
        let roles = (0..<2_000).map { Account.key(.role, "r\($0)") }
        let nodes = roles.map { NodeFact($0, name: $0.id, evidence: [.test]) }
        let edges = zip(roles, roles.dropFirst()).map {
            EdgeFact($0, EdgeKind(AWSEdge.assumed), $1, origin: .observed, verdict: .observed, evidence: [.test])
        }
        let events = (0..<20_000).map { Event(id: "e\($0)", name: "GetObject", by: roles[1_999], signedWith: "ASIA9") }
        let use = TrustUse(Self.world(events, nodes: nodes, edges: edges))

        #expect(use.passages(through: roles[0]).count == 20_000)
        #expect(use.passages(through: Self.hop).isEmpty)
    }

    @Test func sessionsThatIssueEachOtherAreNoCircle() {
        let events = [
            Event(id: "one", name: "AssumeRole", by: Self.vault, signedWith: "ASIA2", issues: "ASIA1", takes: Self.hop),
            Event(id: "two", name: "AssumeRole", by: Self.hop, signedWith: "ASIA1", issues: "ASIA2", takes: Self.vault),
        ]
        let use = TrustUse(Self.world(events))
        #expect(Self.ids(use, Self.hop) == ["one", "two"] && Self.ids(use, Self.vault) == ["one", "two"])
    }

    @Test(arguments: [
        ("AWS", "arn:aws:iam::111122223333:user/ci", "user", true), ("AWS", "111122223333", "user", true),
        ("AWS", "arn:aws:iam::111122223333:root", "role", true),
        ("AWS", "arn:aws:iam::999999999999:root", "user", false),
        ("AWS", "*", "role", true), ("AWS", "*", "service", false),
        ("Service", "lambda.amazonaws.com", "service", true),
        ("Service", "ec2.amazonaws.com", "service", false), ("Service", "lambda.amazonaws.com", "role", false),
        ("Service", "pods.eks.amazonaws.com", "account", true), ("Service", "lambda.amazonaws.com", "account", false),
        ("Federated", "arn:aws:iam::111122223333:oidc-provider/x", "account", true),
        ("Federated", "arn:aws:iam::111122223333:oidc-provider/x", "federated", true),
        ("Federated", "arn:aws:iam::111122223333:oidc-provider/x", "user", false), ("AWS", "x", "nobody", true),
    ])
    func aPrincipalMeansWhoMayHaveTakenTheRoleAsIt(_ kind: String, _ text: String, _ taker: String, _ may: Bool) {
        let takers: [String: Key] = [
            "user": Self.user, "role": Self.hop,
            "service": Key(NodeType(AWSNode.service), scope: "", id: "lambda.amazonaws.com"),
            "account": .kubernetesServiceAccount(cluster: "c", namespace: "n", name: "a"),
            "federated": Key(NodeType(AWSNode.federated), scope: Account.id, id: "x/subject"),
        ]
        #expect(TrustedPrincipal(kind: kind, text: text).mayTake(as: takers[taker]) == may)
    }
}
