internal import OverreachGraph
internal import OverreachTesting

/// A random change of a random graph, by the numbers of its edges and nodes.
struct RandomChange {
    let removedEdges: Set<Int>
    let removedNodes: Set<UInt32>
    let added: [(tail: UInt32, head: UInt32)]
    let addedNodes: Int

    init(_ core: inout RandomCore, withAdded: Bool) {
        let share = Int.random(in: 2...12, using: &core.random)
        let most = Int.random(in: 0...4, using: &core.random)
        removedEdges = Set(
            core.tails.indices.filter { _ in Int.random(in: 0..<share, using: &core.random) == 0 }.prefix(most))
        let removedNodes = Set(core.someNumbers(2).prefix(Int.random(in: 0...2, using: &core.random)))
        let addedNodes = withAdded ? Int.random(in: 0...2, using: &core.random) : 0
        var added: [(tail: UInt32, head: UInt32)] = []
        for _ in 0..<(withAdded ? Int.random(in: 0...4, using: &core.random) : 0) {
            let ends = (0..<2).map { _ in
                UInt32.random(in: 0..<UInt32(core.nodeCount + addedNodes), using: &core.random)
            }
            if removedNodes.isDisjoint(with: ends) { added.append((ends[0], ends[1])) }
        }
        self.removedNodes = removedNodes
        self.addedNodes = addedNodes
        self.added = added
    }

    func change(of core: RandomCore) -> GraphChange {
        var arcs: [UInt32] = []
        for arc in 0..<UInt32(core.graph.arcCount) where removedEdges.contains(Int(core.graph.original(arc: arc))) {
            arcs.append(arc)
        }
        return GraphChange(
            core.graph, removing: arcs, nodes: removedNodes.map { core.node($0) },
            adding: added.map { GraphChange.Arc(number($0.tail, core), number($0.head, core)) },
            addedNodes: addedNodes)
    }

    /// The graph's numbers of the nodes, ascending.
    func numbers(_ nodes: Set<UInt32>, _ core: RandomCore) -> [UInt32] { nodes.map { number($0, core) }.sorted() }

    func number(_ node: UInt32, _ core: RandomCore) -> UInt32 { node < core.nodeCount ? core.node(node) : node }

    /// The changed graph, built anew.
    func rebuilt(_ core: RandomCore) -> NaiveCore {
        var naive = core.naive.without {
            removedEdges.contains($0) || removedNodes.contains(core.tails[$0])
                || removedNodes.contains(core.heads[$0])
        }
        naive = NaiveCore(
            nodeCount: core.nodeCount + addedNodes, tails: naive.tails + added.map(\.tail),
            heads: naive.heads + added.map(\.head), costs: naive.costs + added.map { _ in 1 },
            needs: naive.needs.isEmpty ? [] : naive.needs + [UInt8](repeating: 0, count: addedNodes))
        return naive
    }
}
