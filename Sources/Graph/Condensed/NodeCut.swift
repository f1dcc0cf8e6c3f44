public import OverreachModel

extension Snapshot {
    /// The nodes that cost least whose removal separates the sources from the targets, in the order of keys; nil where
    /// no nodes that may be removed do.
    ///
    /// Only nodes with a cost may be removed; a cost is at least 1. Gates are passed as if one predecessor were enough.
    ///
    /// Complexity: that of `MinCut` on twice the nodes.
    public func cheapestNodeCut(
        from sources: [NodeID], to targets: [NodeID], costs: [NodeID: Int], following filter: Filter
    ) -> [NodeID]? {
        let walk = Walk(self, following: filter)
        let places = walk.placeCount
        // Each place is two, one where walks come in and one where they go out, with the cost between them.
        let offsets = Scratch<UInt32>(count: places * 2 + 1)
        var ends = Stack<UInt32>(capacity: edgeSpace + places)
        var capacities = Stack<UInt32>(capacity: edgeSpace + places)
        let endless = UInt32(1 << 30)
        for place in 0..<UInt32(places) {
            offsets[Int(place) * 2] = UInt32(ends.count)
            ends.push(place * 2 + 1)
            capacities.push(costs[walk.node(place)].map { UInt32(clamping: max(1, min($0, 1 << 20))) } ?? endless)
            offsets[Int(place) * 2 + 1] = UInt32(ends.count)
            walk.forEachArc(at: place, .forward) { end, _ in
                ends.push(end * 2)
                capacities.push(endless)
            }
        }
        offsets[places * 2] = UInt32(ends.count)
        let arcs = Arcs(offsets: offsets.frozen(), ends: ends.copied())
        let graph = CompactGraph(arcs, costs: Column([UInt8](repeating: 1, count: arcs.ends.count)))
        let raw = capacities.copied()
        let carried = Scratch<UInt32>(count: raw.count)
        for arc in 0..<UInt32(raw.count) { carried[Int(arc)] = raw[graph.original(arc: arc)] }
        let starts = sources.map { graph.numbers[Int(walk.departure($0)) * 2 + 1] }
        let goals = targets.map { graph.numbers[Int(walk.arrival($0)) * 2] }
        guard let cut = MinCut(graph, from: starts, to: goals, capacities: carried.frozen()), cut.flow < Int(endless)
        else { return nil }

        var nodes: Set<NodeID> = []
        for arc in cut.arcs {
            let end = graph.originals[graph.outgoing.ends[Int(arc)]]
            guard end % 2 == 1 else { return nil }
            nodes.insert(walk.node(end / 2))
        }
        return nodes.sorted()
    }
}
