/// A graph for the algorithms: its arcs both ways, its components, and the graph of the components.
///
/// Nodes are numbered anew, by component in topological order and inside a component by the numbers they had, so that
/// what is walked together lies together and a component is a range. Arcs are numbered by their tails; those of one tail
/// keep the order they had. Nothing depends on when what arrived.
///
/// ```
///   c ◀── a ⇄ b      numbers: a 0, b 1, c 2      components: 0 = {0, 1}, 1 = {2}
/// ```
///
/// A *gate* is a node that is had only when `need` distinct nodes that have arcs to it are had. Arcs into gates are not
/// part of the components: each gate is a component of its own.
package struct CompactGraph: Sendable {
    package let outgoing: Arcs
    package let incoming: Arcs
    package let incomingArcs: Column<UInt32>  // by position in incoming: the arc
    package let costs: Column<UInt8>  // by arc
    package let incomingCosts: Column<UInt8>  // by position in incoming
    package let originals: Column<UInt32>  // by node: the number it had
    package let numbers: Column<UInt32>  // by number it had: the node
    package let firstOriginals: Column<UInt32>  // by node: the number that its first arc had
    package let condensation: Condensation
    package let gates: Gates?
    /// The highest cost of an arc.
    package let maxCost: UInt8

    /// The graph of arcs that are grouped by tail.
    ///
    /// `needs` holds for a node how many distinct predecessors it needs, 0 and 1 being no gate; nil for no gates.
    ///
    /// Complexity: O(nodes + arcs).
    package init(_ arcs: Arcs, costs: Column<UInt8>, needs: Column<UInt8>? = nil) {
        precondition(arcs.nodeCount < 1 << 31 && arcs.count < 1 << 32, "more nodes or arcs than their numbers can tell")
        precondition(costs.count == arcs.count, "every arc has a cost")

        let layout = Layout(arcs, needs: needs)
        let nodeCount = arcs.nodeCount
        let offsets = Scratch<UInt32>(count: nodeCount + 1)
        let firsts = Scratch<UInt32>(count: nodeCount)
        let ends = Scratch<UInt32>(count: arcs.count)
        let newCosts = Scratch<UInt8>(count: arcs.count)
        var next = 0
        for node in 0..<nodeCount {
            offsets[node] = UInt32(truncatingIfNeeded: next)
            let window = arcs.window(layout.originals[node])
            firsts[node] = UInt32(truncatingIfNeeded: window.lowerBound)
            for arc in window {
                ends[next] = layout.numbers[arcs.ends[arc]]
                newCosts[next] = costs[arc]
                next &+= 1
            }
        }
        offsets[nodeCount] = UInt32(truncatingIfNeeded: next)

        outgoing = Arcs(offsets: offsets.frozen(), ends: ends.frozen())
        self.costs = newCosts.frozen()
        (incoming, incomingArcs) = outgoing.reversed()
        let incomingCosts = Scratch<UInt8>(count: arcs.count)
        let (sortedCosts, positions) = (self.costs, self.incomingArcs)
        var maxCost: UInt8 = 0
        for position in 0..<arcs.count { maxCost = max(maxCost, sortedCosts[position]) }
        self.maxCost = maxCost
        for position in 0..<arcs.count { incomingCosts[position] = sortedCosts[positions[position]] }
        self.incomingCosts = incomingCosts.frozen()
        originals = layout.originals
        numbers = layout.numbers
        firstOriginals = firsts.frozen()
        let incoming = self.incoming
        let gates = needs.flatMap { Gates($0, layout, incoming) }
        self.gates = gates
        condensation = Condensation(layout, outgoing, gates)
    }

    /// How many nodes there are.
    package var nodeCount: Int { outgoing.nodeCount }

    /// How many arcs there are.
    package var arcCount: Int { outgoing.count }

    /// The number that the arc had.
    package func original(arc: UInt32) -> UInt32 {
        let tail = self.tail(of: arc)
        return firstOriginals[tail] + (arc - outgoing.offsets[tail])
    }

    /// Where the arc begins.
    ///
    /// Complexity: O(log nodes).
    package func tail(of arc: UInt32) -> UInt32 {
        // The last node whose arcs begin at or before the arc.
        var (low, high) = (0, nodeCount)
        while high - low > 1 {
            let middle = (low + high) / 2
            if outgoing.offsets[middle] <= arc { low = middle } else { high = middle }
        }
        return UInt32(low)
    }
}

/// Which number every node gets and which nodes make a component.
struct Layout {
    let originals: Column<UInt32>  // by node: the number it had
    let numbers: Column<UInt32>  // by number it had: the node
    let starts: Column<UInt32>  // by component: its first node; count = components + 1

    init(_ arcs: Arcs, needs: Column<UInt8>?) {
        let components = Layout.components(arcs, needs: needs)
        let nodeCount = arcs.nodeCount
        let last = UInt32(truncatingIfNeeded: components.count) &- 1

        let starts = Scratch<UInt32>(repeating: 0, count: components.count + 1)
        for node in 0..<nodeCount { starts[Int(last &- components.numbers[node]) + 1] &+= 1 }
        for component in 0..<components.count { starts[component + 1] &+= starts[component] }

        let next = Scratch<UInt32>(count: components.count)
        for component in 0..<components.count { next[component] = starts[component] }
        let originals = Scratch<UInt32>(count: nodeCount)
        let numbers = Scratch<UInt32>(count: nodeCount)
        for node in 0..<nodeCount {
            let component = last &- components.numbers[node]
            let number = next[component]
            next[component] = number &+ 1
            originals[number] = UInt32(truncatingIfNeeded: node)
            numbers[node] = number
        }

        self.originals = originals.frozen()
        self.numbers = numbers.frozen()
        self.starts = starts.frozen()
    }

    private static func components(_ arcs: Arcs, needs: Column<UInt8>?) -> StrongComponents {
        guard let needs else { return StrongComponents(arcs) }

        let isGate = Scratch<Bool>(count: needs.count)
        for node in needs.indices { isGate[node] = needs[node] > 1 }
        return StrongComponents(arcs, barring: isGate.frozen())
    }
}
