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
        return storeNodes.compactMap { store($0, acts) }
    }

    /// Acts whose chain holds the node.
    private var acts: [Activity] {
        let key = snapshot.key(start)
        return world.recentActivities.filter { $0.involves(key) }
    }

    /// Everything that an answer lists: data stores first, then the rest.
    var rows: [ReachRow] {
        let acts = acts
        let stores = storeNodes.compactMap { store($0, acts) }
        let means = means(stores)
        let rest = reach.nodes.filter { snapshot.isListed($0) && snapshot.kind($0) != .dataStore && $0 != start }
        return (stores + rest.compactMap { other($0, means: means, acts) }).sorted(by: ReachRow.listOrder)
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

    private func store(_ target: NodeID, _ acts: [Activity]) -> ReachRow? {
        guard let path = reach.path(to: target) else { return nil }
        let (accesses, key) = (accesses(to: target), snapshot.key(target))
        guard let sum = AccessSum(accesses) else { return nil }
        return ReachRow(
            target, path: path, sum: sum, used: UseRow(acts.filter { $0.isUse(of: key) }),
            outside: judge.map { $0.outside(accesses, to: target) }, view: view, in: snapshot)
    }

    private func other(_ target: NodeID, means: Set<Text>, _ acts: [Activity]) -> ReachRow? {
        guard let path = reach.path(to: target), let verdict = reach.verdict(of: target) else { return nil }
        let key = snapshot.key(target)
        let effects = snapshot.effects(of: rights(to: target))
        return ReachRow(
            target, path: path, verdict: verdict, effects: effects,
            used: UseRow(acts.filter { $0.involves(key) && $0.isUse }),
            outside: judge.map { means.contains(Text(key.text)) ? [] : $0.outside(effects, on: target) },
            view: view, in: snapshot)
    }

    /// The nodes on the ways to what the task names: who may do the one may go the other.
    private func means(_ stores: [ReachRow]) -> Set<Text> {
        guard let judge else { return [] }
        let inside = stores.filter { ($0.outside ?? []).count < $0.effects.count }
        let servers = reach.nodes.filter { snapshot.kind($0) == .mcpServer && judge.permitsTool(of: $0) }
        return Set(inside.flatMap { $0.path.map { Text($0.to.key) } })
            .union(
                servers.flatMap { server in
                    (reach.path(to: server)?.edges ?? []).map { Text(snapshot.key(snapshot.to($0)).text) }
                })
    }
}
