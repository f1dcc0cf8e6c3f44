internal import OverreachGraph
internal import OverreachModel

/// What one node reaches, row by row.
struct ReachOfNode {
    let start: NodeID
    let reach: BestReach

    private let world: World
    private let snapshot: Snapshot
    private let view: HouseView
    private let filter: Filter
    private let judge: TaskJudge?

    /// Complexity: three walks over the graph.
    init(_ start: NodeID, assuming assumptions: Assumptions = .byDefault, in world: World) {
        self.start = start
        self.world = world
        snapshot = world.snapshot
        view = HouseView(world)
        var filter = Filter()
        filter.assumptions = assumptions
        self.filter = filter
        reach = snapshot.bestReach(from: start, following: filter)
        judge = TaskJudge(of: start, in: world)
    }

    /// The data stores that are reached, in no order that means anything.
    var storeNodes: [NodeID] { reach.nodes.filter { snapshot.kind($0) == .dataStore && $0 != start } }

    /// The data stores that are reached as rows, in no order that means anything.
    var stores: [ReachRow] {
        let acts = acts
        var maker = RowMaker(snapshot)
        return storeNodes.compactMap(listed).compactMap { store($0, acts, &maker) }
    }

    /// Acts whose chain holds the node.
    private var acts: [Activity] {
        let key = snapshot.key(start)
        return world.recentActivities.filter { $0.involves(key) }
    }

    /// What an answer lists: data stores first, then the rest, at most so many rows, and what all of them come to.
    ///
    /// Complexity: a way is looked up for the rows alone, everything else for all that is reached.
    func list(atMost limit: Int? = nil) -> ReachList {
        let places = reach.nodes.compactMap(listed).sorted {
            NodeRow.listOrder(($0.row, $0.verdict), ($1.row, $1.verdict))
        }
        let means = judge == nil ? [] : means(places)
        let acts = acts
        var maker = RowMaker(snapshot)
        let rows = places.prefix(limit ?? places.count).compactMap { place in
            place.effects == nil ? other(place, means, acts, &maker) : store(place, acts, &maker)
        }
        return ReachList(
            rows: rows, total: places.count, counts: KindCounts(places.map(\.row.kind)),
            weight: places.reduce(0) { sum, place in
                sum + (place.effects.map { view.weight(of: place.node, $0) } ?? 0)
            })
    }

    /// The tools of reached servers that the task does not name.
    var toolsOutside: [NodeID] {
        guard let judge else { return [] }
        let servers = ([start] + reach.nodes).filter { snapshot.kind($0) == .mcpServer }
        return Set(servers.flatMap(judge.toolsOutside)).sorted()
    }

    /// What the node may do to a data store that it reaches, edge by edge.
    func accesses(to store: NodeID) -> [DataAccess] {
        snapshot.accesses(to: store, from: start, by: reach, following: filter)
    }

    /// How sure it is that an edge into a node can be used, the way to it with it.
    func verdict(with right: EdgeID) -> Verdict {
        let source = snapshot.from(right)
        return max(source == start ? .allowed : reach.verdict(of: source) ?? .conditional, snapshot.verdict(right))
    }

    /// The surest, then shortest way on which one of these effects comes about; empty where there is none.
    ///
    /// The shortest way to a node need not do to it what is asked for.
    func way(to node: NodeID, doing effects: [Effect]) -> [EdgeID] {
        let ways = rights(to: node).filter { right in snapshot.effects(of: [right]).contains { effects.contains($0) } }
            .map { right -> (verdict: Verdict, edges: [EdgeID]) in
                let source = snapshot.from(right)
                let before = source == start ? [] : reach.path(to: source)?.edges ?? []
                return (verdict(with: right), before + [right])
            }
        return ways.min { a, b in
            a.verdict == b.verdict ? a.edges.count < b.edges.count : a.verdict < b.verdict
        }?.edges ?? []
    }

    /// The edges into a node that begin at the start or at what it reaches.
    func rights(to node: NodeID) -> [EdgeID] {
        snapshot.incoming(node).filter { edge in
            let source = snapshot.from(edge)
            return filter.admits(edge, in: snapshot) && (source == start || reach.verdict(of: source) != nil)
        }
    }

    /// What may be done to a data store, whatever the way; nil where it is not reached.
    func sum(of store: NodeID) -> AccessSum? { AccessSum(accesses(to: store)) }

    /// What reaching a data store hangs on.
    func conditions(of sum: AccessSum, to store: NodeID) -> [String] {
        reach.path(to: store).map { sum.conditions(after: $0, in: snapshot) } ?? []
    }

    /// The node as it is listed; nil for what an answer does not list.
    private func listed(_ node: NodeID) -> Listed? {
        guard node != start, let verdict = reach.verdict(of: node) else { return nil }
        if snapshot.kind(node) == .dataStore {
            return snapshot.standing(of: node, from: start, by: reach, following: filter).map {
                Listed(node, NodeRow(node, in: snapshot), $0.verdict, effects: $0.effects)
            }
        }
        return snapshot.isListed(node) ? Listed(node, NodeRow(node, in: snapshot), verdict) : nil
    }

    private func store(_ place: Listed, _ acts: [Activity], _ maker: inout RowMaker) -> ReachRow? {
        guard let path = reach.path(to: place.node), let sum = sum(of: place.node) else { return nil }
        let key = snapshot.key(place.node)
        return ReachRow(
            place.row, place.node, path: path, sum: sum, used: UseRow(acts.filter { $0.isUse(of: key) }),
            outside: judge.map { $0.outside(accesses(to: place.node), to: place.node) }, view: view, &maker)
    }

    private func other(
        _ place: Listed, _ means: Set<NodeID>, _ acts: [Activity], _ maker: inout RowMaker
    ) -> ReachRow? {
        guard let path = reach.path(to: place.node) else { return nil }
        let key = snapshot.key(place.node)
        let effects = snapshot.effects(of: rights(to: place.node))
        return ReachRow(
            place.row, place.node, path: path, verdict: place.verdict, effects: effects,
            used: UseRow(acts.filter { $0.involves(key) && $0.isUse }),
            outside: judge.map { means.contains(place.node) ? [] : $0.outside(effects, on: place.node) },
            view: view, &maker)
    }

    /// The nodes on the ways to what the task names: who may do the one may go the other.
    private func means(_ places: [Listed]) -> Set<NodeID> {
        guard let judge else { return [] }
        let inside = places.filter { place in
            place.effects.map { judge.outside(accesses(to: place.node), to: place.node).count < $0.count } ?? false
        }.map(\.node)
        let servers = reach.nodes.filter { snapshot.kind($0) == .mcpServer && judge.permitsTool(of: $0) }
        return Set((inside + servers).flatMap { reach.path(to: $0)?.edges ?? [] }.map { snapshot.to($0) })
    }
}

/// Something that is listed, before its way is looked up.
struct Listed {
    let node: NodeID
    let row: NodeRow
    let verdict: Verdict
    let effects: [Effect]?  // of data stores

    init(_ node: NodeID, _ row: NodeRow, _ verdict: Verdict, effects: [Effect]? = nil) {
        self.node = node
        self.row = row
        self.verdict = verdict
        self.effects = effects
    }
}

/// What an answer lists of all that is reached.
struct ReachList {
    let rows: [ReachRow]
    /// How many there are, listed or not.
    let total: Int
    let counts: KindCounts
    /// What the data counts for, by the house's weights.
    let weight: Int
}
