extension GraphChange {
    /// The changed graph by itself, with components of its own: `numbers` of it is by the numbers that nodes have here.
    ///
    /// Arcs that are added cost one. A node that is gone has no arcs.
    ///
    /// Complexity: O(nodes + arcs): it copies the graph.
    package func rebuilt() -> CompactGraph {
        let filter = ArcFilter(graph, closing: removedArcs)
        let offsets = Scratch<UInt32>(count: nodeCount + 1)
        var ends = Stack<UInt32>(capacity: graph.arcCount + added.arcs.count)
        var costs = Stack<UInt8>(capacity: graph.arcCount + added.arcs.count)
        for node in 0..<UInt32(nodeCount) {
            offsets[node] = UInt32(ends.count)
            if node < graph.nodeCount {
                for arc in graph.outgoing.window(node) where !filter.closes(arc: arc) {
                    ends.push(graph.outgoing.ends[arc])
                    costs.push(graph.costs[arc])
                }
            }
            added.forEachEnd(at: node, .forward) {
                ends.push($0)
                costs.push(1)
            }
        }
        offsets[nodeCount] = UInt32(ends.count)
        return CompactGraph(
            Arcs(offsets: offsets.frozen(), ends: ends.copied()), costs: costs.copied(), needs: needs)
    }

    /// How many predecessors every node needs; nil where there are no gates.
    private var needs: Column<UInt8>? {
        guard let gates = graph.gates else { return nil }

        let needs = Scratch<UInt8>(repeating: 0, count: nodeCount)
        for gate in gates.nodes.indices { needs[gates.nodes[gate]] = UInt8(clamping: gates.needs[gate]) }
        return needs.frozen()
    }
}
