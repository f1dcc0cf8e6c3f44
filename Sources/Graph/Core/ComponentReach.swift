/// What one node reaches, or what reaches it: the exact set of components, and so of nodes.
///
/// A search over the graph of the components. It begins with a queue and stamps, which cost nothing for a small set;
/// when the set has grown to a sixteenth of all components, it goes on as one sweep over them in order with a bit for
/// each, since in topological order all that leads to a component lies before it.
///
/// Gates are counted: each component that is entered counts for the gates that its nodes lead to, and a gate whose
/// count comes to its need is entered. Each predecessor counts once, so the cost stays linear.
///
/// Complexity: O(components reached + their arcs); for a large set also one bit a component.
///
/// Reference: C. Y. Lee, "An algorithm for path connections and its applications", 1961,
/// DOI 10.1109/TEC.1961.5219222, over the components of Tarjan 1972. Counters of conjunctions: W. F. Dowling,
/// J. H. Gallier, "Linear-time algorithms for testing the satisfiability of propositional Horn formulae", 1984,
/// DOI 10.1016/0743-1066(84)90014-1.
package struct ComponentReach: ~Copyable {
    private let condensation: Condensation
    private let gates: Gates?
    private let stamps: Scratch<UInt32>  // by component: the run that saw it last
    private let queue: Scratch<UInt32>
    private let bits: Scratch<UInt64>
    private var run: UInt32 = 0
    private var queued = 0
    private var isSwept = false

    /// A workspace that answers one question after the other.
    package init(_ graph: CompactGraph) { self.init(graph.condensation, graph.gates) }

    /// The same over the components alone, which is all that reach needs.
    package init(_ condensation: Condensation, _ gates: Gates?) {
        self.condensation = condensation
        self.gates = gates
        stamps = Scratch(repeating: 0, count: condensation.count)
        queue = Scratch(count: condensation.count)
        bits = Scratch(repeating: 0, count: condensation.count / 64 + 1)
    }

    /// Searches from the nodes, and says how many nodes there are in the set, the starts among them.
    package mutating func search(from starts: [UInt32], _ direction: Direction = .forward) -> Int {
        run &+= 1
        if run == 0 {
            stamps.fill(0..<stamps.count, with: 0)
            run = 1
        }
        queued = 0
        isSwept = false
        let components = condensation.components
        for start in starts { enter(components[start]) }

        if let gates {
            return direction == .forward ? spread(through: gates) : spreadBack(through: gates)
        }
        return direction == .forward
            ? spread(condensation.outgoing, ascending: true)
            : spread(condensation.incoming, ascending: false)
    }

    @inline(__always) private mutating func enter(_ component: UInt32) {
        guard stamps[component] != run else { return }
        stamps[component] = run
        queue[queued] = component
        queued &+= 1
    }

    /// The set without gates.
    private mutating func spread(_ arcs: Arcs, ascending: Bool) -> Int {
        let (starts, run, limit) = (condensation.starts, run, condensation.count / 16 + 64)
        var (next, queued, size) = (0, queued, 0)
        while next < queued, queued < limit {
            let component = queue[next]
            next &+= 1
            size &+= Int(starts[Int(component) + 1] &- starts[component])
            for arc in arcs.window(component) {
                let end = arcs.ends[arc]
                if stamps[end] != run {
                    stamps[end] = run
                    queue[queued] = end
                    queued &+= 1
                }
            }
        }
        self.queued = queued
        guard next < queued else { return size }

        return sweep(arcs, ascending: ascending)
    }

    /// Goes on over all components in order, from the first that is seen.
    private mutating func sweep(_ arcs: Arcs, ascending: Bool) -> Int {
        isSwept = true
        bits.fill(0..<bits.count, with: 0)
        for position in 0..<queued {
            let component = queue[position]
            bits[Int(component >> 6)] |= 1 << UInt64(component & 63)
        }

        let starts = condensation.starts
        var size = 0
        for step in 0..<bits.count {
            let word = ascending ? step : bits.count &- 1 &- step
            var done: UInt64 = 0
            while true {
                // Arcs lead only onwards in the order of the sweep, so what they add to this word comes still.
                let left = bits[word] & ~done
                guard left != 0 else { break }
                let bit = ascending ? left.trailingZeroBitCount : 63 &- left.leadingZeroBitCount
                done |= 1 << UInt64(bit)
                let component = word &* 64 &+ bit
                size &+= Int(starts[component + 1] &- starts[component])
                for arc in arcs.window(component) {
                    let end = arcs.ends[arc]
                    bits[Int(end >> 6)] |= 1 << UInt64(end & 63)
                }
            }
        }
        return size
    }

    /// The set with gates, forwards: a worklist of components and a counter a gate.
    private mutating func spread(through gates: Gates) -> Int {
        let had = Scratch<UInt32>(repeating: 0, count: gates.nodes.count)
        var (next, size) = (0, 0)
        while next < queued {
            let component = queue[next]
            next += 1
            size += Int(condensation.size(component))
            for arc in condensation.outgoing.window(component) { enter(condensation.outgoing.ends[arc]) }
            let members = condensation.members(component)
            for position in gates.followers.offsets[members.lowerBound]..<gates.followers.offsets[members.upperBound] {
                let gate = gates.followers.ends[position]
                had[gate] += 1
                if had[gate] == gates.needs[gate] { enter(condensation.components[gates.nodes[gate]]) }
            }
        }
        return size
    }

    /// The set with gates, backwards: their predecessors are taken as those of any node.
    private mutating func spreadBack(through gates: Gates) -> Int {
        var (next, size) = (0, 0)
        while next < queued {
            let component = queue[next]
            next += 1
            size += Int(condensation.size(component))
            for arc in condensation.incoming.window(component) { enter(condensation.incoming.ends[arc]) }
            guard let first = condensation.members(component).first, gates.isGate(first) else { continue }
            for position in gates.predecessors.window(gates.position(of: first)) {
                enter(condensation.components[gates.predecessors.ends[position]])
            }
        }
        return size
    }

    /// Whether the last search reached the node.
    package func contains(_ node: UInt32) -> Bool { holds(condensation.components[node]) }

    /// Whether the last search reached the component.
    @inline(__always) package func holds(_ component: UInt32) -> Bool {
        isSwept ? bits[Int(component >> 6)] >> UInt64(component & 63) & 1 != 0 : stamps[component] == run
    }

    /// One bit for each node of the last search.
    ///
    /// Complexity: O(components + nodes / 64).
    package func nodeBits() -> NodeBits {
        let bits = Scratch<UInt64>(repeating: 0, count: condensation.components.count / 64 + 1)
        if isSwept {
            for component in 0..<UInt32(condensation.count) where holds(component) { add(component, to: bits) }
        } else {
            for position in 0..<queued { add(queue[position], to: bits) }
        }
        return NodeBits(words: bits.frozen())
    }

    /// Sets the bits of the component's nodes, which are consecutive, a word at a time.
    private func add(_ component: UInt32, to bits: borrowing Scratch<UInt64>) {
        let members = condensation.members(component)
        var node = members.lowerBound
        while node < members.upperBound {
            let span = min(64 - node % 64, members.upperBound - node)
            bits[Int(node / 64)] |= (span == 64 ? UInt64.max : (1 << UInt64(span)) - 1) << UInt64(node % 64)
            node += span
        }
    }
}

/// A set of nodes with one bit for each.
package struct NodeBits: Sendable {
    package let words: Column<UInt64>

    package init(words: Column<UInt64>) { self.words = words }

    /// The set of the nodes.
    package init(_ nodes: some Sequence<UInt32>, nodeCount: Int) {
        let bits = Scratch<UInt64>(repeating: 0, count: nodeCount / 64 + 1)
        for node in nodes { bits[Int(node / 64)] |= 1 << UInt64(node % 64) }
        words = bits.frozen()
    }

    @inline(__always) package func contains(_ node: UInt32) -> Bool {
        words[Int(node >> 6)] >> UInt64(node & 63) & 1 != 0
    }

    /// How many nodes both sets have.
    package func count(in other: NodeBits) -> Int {
        var count = 0
        for word in words.indices { count &+= (words[word] & other.words[word]).nonzeroBitCount }
        return count
    }
}
