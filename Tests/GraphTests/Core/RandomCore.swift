internal import OverreachGraph
internal import OverreachTesting

/// A random graph by its edges, and the same as the algorithms have it.
///
/// It has self loops, cycles, parallel edges, nodes that nothing reaches, and now and then gates.
struct RandomCore {
    let nodeCount: Int
    let tails: [UInt32]  // by edge, ascending
    let heads: [UInt32]
    let costs: [UInt8]
    let needs: [UInt8]  // by node; empty for no gates
    let graph: CompactGraph
    /// For what else is chosen by chance.
    var random: SeededGenerator

    init(seed: UInt64, nodes: ClosedRange<Int>, density: ClosedRange<Double> = 0.5...3, withGates: Bool = false) {
        var random = SeededGenerator(seed: seed)
        let nodeCount = Int.random(in: nodes, using: &random)
        let edgeCount = Int(Double(nodeCount) * Double.random(in: density, using: &random))
        let maxCost = UInt8.random(in: 1...9, using: &random)
        let edges = (0..<edgeCount).map { _ in
            (
                tail: UInt32.random(in: 0..<UInt32(nodeCount), using: &random),
                head: UInt32.random(in: 0..<UInt32(nodeCount), using: &random),
                cost: UInt8.random(in: 1...maxCost, using: &random)
            )
        }.sorted { ($0.tail, $0.head, $0.cost) < ($1.tail, $1.head, $1.cost) }
        let share = Int.random(in: 2...6, using: &random)
        let needs: [UInt8] =
            withGates
            ? (0..<nodeCount).map { _ in
                Int.random(in: 0..<share, using: &random) == 0 ? UInt8.random(in: 0...3, using: &random) : 0
            }
            : []
        self.init(
            nodeCount: nodeCount, tails: edges.map(\.tail), heads: edges.map(\.head), costs: edges.map(\.cost),
            needs: needs, random: random)
    }

    init(
        nodeCount: Int, tails: [UInt32], heads: [UInt32], costs: [UInt8], needs: [UInt8] = [],
        random: SeededGenerator = SeededGenerator(seed: 1)
    ) {
        self.nodeCount = nodeCount
        self.tails = tails
        self.heads = heads
        self.costs = costs
        self.needs = needs
        self.random = random
        let (arcs, sorted) = Arcs.grouped(tails: tails, heads: heads, costs: costs, nodeCount: nodeCount)
        graph = CompactGraph(arcs, costs: sorted, needs: needs.isEmpty ? nil : Column(needs))
    }

    /// The node of the graph that has this number here.
    func node(_ number: UInt32) -> UInt32 { graph.numbers[number] }

    /// The number that the graph's node has here.
    func number(_ node: UInt32) -> UInt32 { graph.originals[node] }

    /// Some numbers of nodes, at least one.
    mutating func someNumbers(_ count: Int) -> [UInt32] {
        (0..<max(count, 1)).map { _ in UInt32.random(in: 0..<UInt32(nodeCount), using: &random) }
    }

    var naive: NaiveCore { NaiveCore(nodeCount: nodeCount, tails: tails, heads: heads, costs: costs, needs: needs) }
}
