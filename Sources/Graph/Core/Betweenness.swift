/// How many of the shortest ways between other nodes go through each node: where traffic meets, not what is lost.
///
/// For each source, a search by levels counts the shortest ways to every node; then, from the farthest level back, each
/// node hands to those before it the share of its ways that came by them.
///
/// ```
///   a ─▶ b ─▶ d        b: half of the ways from a to d, c: the other half
///   └──▶ c ─▶ d
/// ```
///
/// All sources cost nodes × arcs, so of large graphs some are taken, and what they give is scaled to all: an estimate, and
/// `isSampled` says so. What is lost without a node, exactly, is what `Dominators` says. Parallel arcs are several ways, and
/// gates are passed as if one predecessor were enough.
///
/// Complexity: O(s · (nodes + arcs reached)) for s sources.
///
/// Reference: U. Brandes, "A faster algorithm for betweenness centrality", 2001, DOI 10.1080/0022250X.2001.9990249;
/// sampling: U. Brandes, C. Pich, "Centrality estimation in large networks", 2007, DOI 10.1142/S0218127407018403.
package struct Betweenness: Sendable {
    /// By node: the sum over all pairs of other nodes of the share of their shortest ways that go through it.
    package let values: [Double]
    /// Whether only some sources were taken, so that the values are estimates.
    package let isSampled: Bool

    /// The values from at most so many sources, the same ones for the same graph.
    package init(_ graph: CompactGraph, sources most: Int) {
        let count = graph.nodeCount
        let taken = max(0, min(most, count))
        var values = [Double](repeating: 0, count: count)
        var search = WayCounts(graph)
        // Evenly over the numbers, which put near what is reached together.
        for sample in 0..<taken { search.add(from: UInt32(sample * count / taken), to: &values) }

        isSampled = taken < count
        let scale = taken == 0 ? 0 : Double(count) / Double(taken)
        self.values = values.map { $0 * scale }
    }
}

/// The workspace of `Betweenness`.
private struct WayCounts: ~Copyable {
    private let graph: CompactGraph
    private let levels: Scratch<UInt32>  // by node; .max: not reached
    private let ways: Scratch<Double>  // by node: how many shortest ways lead to it
    private let shares: Scratch<Double>  // by node: what goes through it and on
    private let queue: Scratch<UInt32>

    init(_ graph: CompactGraph) {
        self.graph = graph
        levels = Scratch(repeating: .max, count: graph.nodeCount)
        ways = Scratch(repeating: 0, count: graph.nodeCount)
        shares = Scratch(repeating: 0, count: graph.nodeCount)
        queue = Scratch(count: graph.nodeCount)
    }

    /// Adds what goes through each node on ways from the source.
    mutating func add(from source: UInt32, to values: inout [Double]) {
        let arcs = graph.outgoing
        levels[source] = 0
        ways[source] = 1
        queue[0] = source
        var (next, queued) = (0, 1)
        while next < queued {
            let node = queue[next]
            next += 1
            for arc in arcs.window(node) {
                let end = arcs.ends[arc]
                if levels[end] == .max {
                    levels[end] = levels[node] + 1
                    queue[queued] = end
                    queued += 1
                }
                if levels[end] == levels[node] + 1 { ways[end] += ways[node] }
            }
        }

        for place in stride(from: queued - 1, through: 0, by: -1) {
            let node = queue[place]
            for arc in arcs.window(node) {
                let end = arcs.ends[arc]
                guard levels[end] == levels[node] + 1 else { continue }
                shares[node] += ways[node] / ways[end] * (1 + shares[end])
            }
            if node != source { values[Int(node)] += shares[node] }
        }
        for place in 0..<queued {
            let node = queue[place]
            (levels[node], ways[node], shares[node]) = (.max, 0, 0)
        }
    }
}
