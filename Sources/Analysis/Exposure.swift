internal import OverreachGraph
public import OverreachModel

/// Asks who can reach this node, and from where.
public struct Exposure: Question {
    /// The question's name.
    public static let name = "exposure"
    /// What it answers, for help and catalogue.
    public static let summary = "who can reach a node, how, and who did"
    /// What it looks at beside the graph.
    public static let parts: WorldParts = .activities

    /// The node, as a user writes it.
    public var node: String
    /// What is assumed to give way.
    public var assumptions: Assumptions

    /// Asks about a node.
    public init(node: String, assumptions: Assumptions = .byDefault) {
        self.node = node
        self.assumptions = assumptions
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The node that was asked about.
        public let node: NodeRow
        /// Whether it is one that matters most.
        public let crownJewel: Bool
        /// Who answers for it, or null.
        public let owner: String?
        /// Nodes that reach it, by kind.
        public let counts: KindCounts
        /// Who reaches it, in the order of the chain.
        public let reachedBy: [ReachRow]

        enum CodingKeys: String, CodingKey {
            case node
            case crownJewel = "crown_jewel"
            case owner, counts
            case reachedBy = "reached_by"
        }
    }

    /// The answer.
    ///
    /// Errors: `NodeError`. Complexity: three walks for the node, and three for each access edge into a data store.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        let target = try NodeResolver(snapshot).resolve(node)
        var filter = Filter()
        filter.assumptions = assumptions
        let reach = snapshot.bestReach(to: target, following: filter)
        let accesses = accessesByNode(to: target, in: snapshot, filter: filter)
        let key = snapshot.key(target)
        let isData = snapshot.kind(target) == .dataStore
        let (view, acts) = (HouseView(world), world.recentActivities)

        let rows = reach.nodes.filter { snapshot.isListed($0) && $0 != target }.compactMap { source -> ReachRow? in
            guard let path = reach.path(from: source), let verdict = reach.verdict(of: source) else { return nil }
            let from = snapshot.key(source)
            let used = UseRow(
                acts.filter { act in
                    act.involves(from) && (isData ? act.isUse(of: key) : act.isUse && act.involves(key))
                })
            let judge = TaskJudge(of: source, in: world)
            guard isData else {
                // Whether something else is a means to what the agent may do, only the agent's whole reach tells.
                return ReachRow(
                    source, path: path, verdict: verdict, used: used, outside: nil, view: view, in: snapshot)
            }
            guard let sum = AccessSum(accesses[source] ?? []) else { return nil }
            return ReachRow(
                source, path: path, sum: sum, used: used,
                outside: judge.map { $0.outside(accesses[source] ?? [], to: target) }, view: view, in: snapshot)
        }.sorted { a, b in
            a.node.kind == b.node.kind ? ReachRow.listOrder(a, b) : a.node.kind < b.node.kind
        }

        return Answer(
            Exposure.name, of: world,
            result: Result(
                node: NodeRow(target, in: snapshot), crownJewel: view.isCrownJewel(target),
                owner: view.owner(of: target), counts: KindCounts(rows.map(\.node.kind)), reachedBy: rows))
    }

    /// For every node that reaches the store, what each access edge gives it.
    private func accessesByNode(
        to target: NodeID, in snapshot: Snapshot, filter: Filter
    ) -> [NodeID: [DataAccess]] {
        guard snapshot.kind(target) == .dataStore else { return [:] }
        var result: [NodeID: [DataAccess]] = [:]
        var reaches: [NodeID: BestReach] = [:]
        for edge in snapshot.incoming(target) where filter.admits(edge, in: snapshot) {
            let grant = snapshot.from(edge)
            let reach = reaches[grant] ?? snapshot.bestReach(to: grant, following: filter)
            reaches[grant] = reach
            for source in reach.nodes {
                guard let verdict = reach.verdict(of: source) else { continue }
                if let access = DataAccess(edge, reachedWith: verdict, in: snapshot) {
                    result[source, default: []].append(access)
                }
            }
            if let access = DataAccess(edge, reachedWith: .allowed, in: snapshot) {
                result[grant, default: []].append(access)
            }
        }
        return result
    }
}
