/// The nodes that are had only when several nodes that have arcs to them are had: a step that a person must approve.
///
/// Predecessors are distinct: parallel arcs count once, and a gate is no predecessor of itself.
package struct Gates: Sendable {
    package let nodes: Column<UInt32>  // the gates, ascending
    package let needs: Column<UInt32>  // by gate: how many predecessors it needs, at least 2
    package let predecessors: Arcs  // by gate: the nodes, ascending and distinct
    package let followers: Arcs  // by node: the gates that it is a predecessor of
    let marks: Column<UInt64>  // one bit a node

    init?(_ needs: Column<UInt8>, _ layout: Layout, _ incoming: Arcs) {
        precondition(needs.count == incoming.nodeCount, "every node has a need")
        var nodes = Stack<UInt32>()
        var counts = Stack<UInt32>()
        var offsets = Stack<UInt32>()
        var predecessors = Stack<UInt32>()
        let marks = Scratch<UInt64>(repeating: 0, count: needs.count / 64 + 1)
        for node in 0..<UInt32(needs.count) {
            let need = needs[layout.originals[node]]
            guard need > 1 else { continue }
            marks[Int(node / 64)] |= 1 << UInt64(node % 64)
            nodes.push(node)
            counts.push(UInt32(need))
            offsets.push(UInt32(predecessors.count))
            var last = UInt32.max
            for position in incoming.window(node) where incoming.ends[position] != last {
                last = incoming.ends[position]
                if last != node { predecessors.push(last) }
            }
        }
        guard !nodes.isEmpty else { return nil }

        offsets.push(UInt32(predecessors.count))
        self.nodes = nodes.copied()
        self.needs = counts.copied()
        self.marks = marks.frozen()
        self.predecessors = Arcs(offsets: offsets.copied(), ends: predecessors.copied())
        followers = Gates.followers(self.predecessors, nodeCount: needs.count)
    }

    /// Whether the node is a gate.
    @inline(__always) package func isGate(_ node: UInt32) -> Bool {
        marks[Int(node >> 6)] >> UInt64(node & 63) & 1 != 0
    }

    /// Where the gate is among the gates.
    func position(of gate: UInt32) -> Int { nodes.firstPosition(atLeast: gate) }

    private static func followers(_ predecessors: Arcs, nodeCount: Int) -> Arcs {
        let offsets = Arcs.offsets(counting: predecessors.ends, groups: nodeCount)
        let next = Scratch<UInt32>(count: nodeCount)
        for node in 0..<nodeCount { next[node] = offsets[node] }
        let ends = Scratch<UInt32>(count: predecessors.count)
        for gate in 0..<predecessors.nodeCount {
            for position in predecessors.window(gate) {
                let node = predecessors.ends[position]
                ends[next[node]] = UInt32(gate)
                next[node] += 1
            }
        }
        return Arcs(offsets: offsets, ends: ends.frozen())
    }
}
