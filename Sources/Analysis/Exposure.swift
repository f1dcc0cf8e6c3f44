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
    /// How many rows are listed; nil for all.
    public var limit: Int?

    /// Asks about a node.
    public init(node: String, assumptions: Assumptions = .byDefault, limit: Int? = nil) {
        self.node = node
        self.assumptions = assumptions
        self.limit = limit
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The node that was asked about.
        public let node: NodeRow
        /// Whether it is one that matters most.
        public let crownJewel: Bool
        /// Who answers for it, or null.
        public let owner: String?
        /// Nodes that reach it, by kind, listed or not.
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
    /// Errors: `NodeError`. Complexity: three walks for the node, and three for each way of access to a data store.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        let target = try NodeResolver(snapshot).resolve(node)
        var filter = Filter()
        filter.assumptions = assumptions
        let reach = snapshot.bestReach(to: target, following: filter)
        let access =
            snapshot.kind(target) == .dataStore ? StoreAccess(to: target, following: filter, in: snapshot) : nil
        let (view, acts, key) = (HouseView(world), world.recentActivities, snapshot.key(target))

        let places = reach.nodes.filter { snapshot.isListed($0) && $0 != target }.compactMap { source -> Listed? in
            guard let verdict = reach.verdict(of: source) else { return nil }
            guard let access else { return Listed(source, NodeRow(source, in: snapshot), verdict) }
            return access.accesses(of: source).map(\.verdict).min().map {
                Listed(source, NodeRow(source, in: snapshot), $0)
            }
        }.sorted(by: Listed.listOrder)

        var maker = RowMaker(snapshot)
        let rows = places.prefix(limit ?? places.count).compactMap { place -> ReachRow? in
            guard let path = reach.path(from: place.node) else { return nil }
            let from = snapshot.key(place.node)
            let used = UseRow(
                acts.filter { act in
                    act.involves(from) && (access == nil ? act.isUse && act.involves(key) : act.isUse(of: key))
                })
            let accesses = access?.accesses(of: place.node) ?? []
            guard let sum = AccessSum(accesses) else {
                // Whether something else is a means to what the agent may do, only the agent's whole reach tells.
                return ReachRow(
                    place.row, place.node, path: path, verdict: place.verdict, used: used, outside: nil, view: view,
                    &maker)
            }
            let outside = TaskJudge(of: place.node, in: world).map { $0.outside(accesses, to: target) }
            return ReachRow(
                place.row, place.node, path: path, sum: sum, used: used, outside: outside, view: view, &maker)
        }

        return Answer(
            Exposure.name, of: world, cut: Caveat.unlisted(rows.count, of: places.count, Exposure.name),
            result: Result(
                node: NodeRow(target, in: snapshot), crownJewel: view.isCrownJewel(target),
                owner: view.owner(of: target), counts: KindCounts(places.map(\.row.kind)), reachedBy: rows))
    }
}

extension Listed {
    /// From the beginning of the chain to its end.
    fileprivate static func listOrder(_ a: Listed, _ b: Listed) -> Bool {
        a.row.kind == b.row.kind
            ? NodeRow.listOrder((a.row, a.verdict), (b.row, b.verdict)) : a.row.kind < b.row.kind
    }
}
