/// The graph of the components: every arc leads from a lower to a higher number.
///
/// What one node of a component reaches they all reach, so reach is asked here, where there are fewer nodes, far fewer
/// arcs and no cycles. Parallel arcs are one, arcs inside a component none, and arcs into gates are left out.
///
/// Complexity: O(nodes + arcs) to make.
package struct Condensation: Sendable {
    package let components: Column<UInt32>  // by node
    package let starts: Column<UInt32>  // by component: its first node; count = components + 1
    package let outgoing: Arcs
    package let incoming: Arcs

    init(_ layout: Layout, _ arcs: Arcs, _ gates: Gates?) {
        starts = layout.starts
        let count = layout.starts.count - 1
        let components = Scratch<UInt32>(count: arcs.nodeCount)
        for component in 0..<count {
            components.fill(
                Int(layout.starts[component])..<Int(layout.starts[component + 1]), with: UInt32(component))
        }
        self.components = components.frozen()

        let offsets = Scratch<UInt32>(count: count + 1)
        let seen = Scratch<UInt32>(repeating: .max, count: count)  // the last component with an arc to this one
        var ends = Stack<UInt32>(capacity: arcs.count / 4 + 16)
        offsets[0] = 0
        for component in 0..<UInt32(count) {
            // The nodes of a component are consecutive, and so are their arcs.
            let first = arcs.offsets[starts[component]]
            let last = arcs.offsets[starts[Int(component) + 1]]
            for arc in first..<last {
                let node = arcs.ends[arc]
                let end = self.components[node]
                guard end != component, seen[end] != component else { continue }
                if let gates, gates.isGate(node) { continue }
                seen[end] = component
                ends.push(end)
            }
            offsets[Int(component) + 1] = UInt32(truncatingIfNeeded: ends.count)
        }

        outgoing = Arcs(offsets: offsets.frozen(), ends: ends.copied())
        incoming = outgoing.reversed().arcs
    }

    /// How many components there are.
    package var count: Int { starts.count - 1 }

    /// How many nodes the component has.
    @inline(__always) package func size(_ component: UInt32) -> UInt32 {
        starts[Int(component) + 1] &- starts[Int(component)]
    }

    /// The nodes of the component.
    package func members(_ component: UInt32) -> Range<UInt32> {
        starts[Int(component)]..<starts[Int(component) + 1]
    }
}
