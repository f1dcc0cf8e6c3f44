internal import OverreachGraph
public import OverreachModel

/// Asks what this node can reach, with which effect, by which shortest path, and what of it was used.
public struct Radius: Question {
    /// The question's name.
    public static let name = "radius"
    /// What it answers, for help and catalogue.
    public static let summary = "what a node can reach, how, and what of it was used"
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
        /// Nodes reached, by kind, listed or not.
        public let counts: KindCounts
        /// What the data that is reached counts for, by the house's weights.
        public let weight: Int
        /// Of an agent: what it is for, where the house says it; null otherwise.
        public let task: TaskRow?
        /// Data stores first, then the rest in the order of the chain.
        public let reached: [ReachRow]
    }

    /// The answer.
    ///
    /// Errors: `NodeError`. Complexity: three walks over the graph, then linear in what is reached.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        let start = try NodeResolver(snapshot).resolve(node)
        let reach = ReachOfNode(start, assuming: assumptions, in: world)
        let view = HouseView(world)
        let list = reach.list(atMost: limit)

        return Answer(
            Radius.name, of: world, cut: Caveat.unlisted(list.rows.count, of: list.total, Radius.name),
            result: Result(
                node: NodeRow(start, in: snapshot), counts: list.counts, weight: list.weight,
                task: view.task(of: start).map { TaskRow($0, of: reach, in: world) }, reached: list.rows))
    }
}

extension Caveat {
    /// What is said where an answer lists fewer than there are.
    static func unlisted(_ listed: Int, of total: Int, _ question: String) -> [Caveat] {
        listed == total
            ? []
            : [
                Caveat(
                    reason: cut, source: question,
                    detail: "\(listed) of \(total) nodes are listed, the first of the order; counts are of all")
            ]
    }
}

extension Snapshot {
    /// What the edges let one do with what they lead to, which is no data store: control it, or else only give it work
    /// or delete it.
    func effects(of edges: [EdgeID]) -> [Effect] {
        let effects = Set(
            edges.compactMap { edge -> Effect? in
                switch kind(edge).spec.traversal {
                case .control: .control
                case .access(let effect): effect
                case .structural: nil
                }
            })
        return effects.isEmpty || effects.contains(.control) ? [.control] : effects.sorted()
    }
}

extension Activity {
    /// Whether the act counts as use: what was denied or failed used nothing.
    var isUse: Bool { outcome == .succeeded }

    /// Whether the act used this data: names and settings that were merely looked at are no use of it.
    func isUse(of store: Key) -> Bool { isUse && target == store && effect != nil }
}

extension AccessSum {
    /// What the way hangs on where the whole does, then what the rights do.
    func conditions(after path: Path, in snapshot: Snapshot) -> [String] {
        let own = verdict == .conditional ? snapshot.conditions(of: path) : []
        return own
            + conditions.filter { said in !own.contains { said.utf8.reversed().starts(with: $0.utf8.reversed()) } }
    }
}

extension ReachRow {
    /// A data store by the sum of the accesses to it.
    init(
        _ row: NodeRow, _ node: NodeID, path: Path, sum: AccessSum, used: UseRow?, outside: [Effect]?,
        view: HouseView, _ maker: inout RowMaker
    ) {
        let snapshot = maker.snapshot
        self.init(
            node: row, effects: sum.effects, verdict: sum.verdict,
            conditions: sum.conditions(after: path, in: snapshot),
            scope: sum.scope, assumes: path.assumes(in: snapshot).names,
            steps: path.steps, used: used, outside: outside, crownJewel: view.isCrownJewel(node),
            entryPoint: view.isEntryPoint(node), owner: view.owner(of: node),
            path: maker.steps(of: path))
    }

    /// Anything that is no data store.
    init(
        _ row: NodeRow, _ node: NodeID, path: Path, verdict: Verdict, effects: [Effect] = [.control], used: UseRow?,
        outside: [Effect]?, view: HouseView, _ maker: inout RowMaker
    ) {
        let snapshot = maker.snapshot
        self.init(
            node: row, effects: effects, verdict: verdict,
            conditions: verdict == .conditional ? snapshot.conditions(of: path) : [],
            scope: ScopeRow(allow: ["*"], deny: []), assumes: path.assumes(in: snapshot).names, steps: path.steps,
            used: used, outside: outside, crownJewel: view.isCrownJewel(node), entryPoint: view.isEntryPoint(node),
            owner: view.owner(of: node), path: maker.steps(of: path))
    }
}
