/// What some nodes reach over the arcs that a filter leaves, exactly, gates among it: for what no components hold.
///
/// A search over the graph itself, where `ComponentReach` is one over its components: components are right only for the
/// arcs that they were made of.
///
/// Complexity: O(arcs of the nodes reached).
///
/// Reference: as for `ComponentReach`.
package struct MaskedReach: ~Copyable {
    private let graph: CompactGraph
    private let stamps: Scratch<UInt32>  // by node: the run that saw it last
    private let queue: Scratch<UInt32>
    private let had: Scratch<UInt32>  // by gate: how many predecessors are had
    private let counted: Scratch<UInt32>  // by gate: the last node that counted for it
    private let gateNumbers: Scratch<UInt32>  // by node: the gate that it is
    private var run: UInt32 = 0
    private var queued = 0

    /// A workspace that answers one question after the other.
    package init(_ graph: CompactGraph) {
        let gates = graph.gates
        self.graph = graph
        stamps = Scratch(repeating: 0, count: graph.nodeCount)
        queue = Scratch(count: graph.nodeCount)
        had = Scratch(repeating: 0, count: gates?.nodes.count ?? 0)
        counted = Scratch(repeating: .max, count: gates?.nodes.count ?? 0)
        gateNumbers = Scratch(repeating: .max, count: gates == nil ? 0 : graph.nodeCount)
        if let gates { for gate in gates.nodes.indices { gateNumbers[gates.nodes[gate]] = UInt32(gate) } }
    }

    /// Searches from the starts, never into the barred nodes, and says how many nodes there are in the set.
    package mutating func search(
        from starts: [UInt32], avoiding filter: ArcFilter = .none, nodes barred: [UInt32] = []
    ) -> Int {
        run &+= 1
        if run == 0 {
            stamps.fill(0..<stamps.count, with: 0)
            run = 1
        }
        had.fill(0..<had.count, with: 0)
        counted.fill(0..<counted.count, with: .max)
        queued = 0
        // A barred node counts as seen and is not walked from.
        for node in barred { stamps[node] = run }
        for start in starts { enter(start) }

        let arcs = graph.outgoing
        var next = 0
        while next < queued {
            let node = queue[next]
            next &+= 1
            for arc in arcs.window(node) {
                if filter.closes(arc: arc) { continue }
                let end = arcs.ends[arc]
                guard stamps[end] != run else { continue }
                if let gates = graph.gates, gates.isGate(end), !opens(end, node, gates) { continue }
                enter(end)
            }
        }
        for node in barred { stamps[node] = run &- 1 }
        return queued
    }

    /// Whether the last search reached the node.
    package func contains(_ node: UInt32) -> Bool { stamps[node] == run }

    @inline(__always) private mutating func enter(_ node: UInt32) {
        guard stamps[node] != run else { return }
        stamps[node] = run
        queue[queued] = node
        queued &+= 1
    }

    /// Counts the node for the gate, once, and says whether the gate has all it needs by it.
    private func opens(_ end: UInt32, _ node: UInt32, _ gates: Gates) -> Bool {
        let gate = gateNumbers[end]
        guard counted[gate] != node, end != node else { return false }
        counted[gate] = node
        had[gate] += 1
        return had[gate] >= gates.needs[gate]
    }
}
