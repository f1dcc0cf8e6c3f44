/// What some nodes reach, or what reaches them, over the arcs that a filter leaves and a change adds, exactly, gates
/// among it: for what no components hold.
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

    /// A workspace that answers one question after the other, with room for so many nodes that changes add.
    package init(_ graph: CompactGraph, addedNodes: Int = 0) {
        let gates = graph.gates
        self.graph = graph
        stamps = Scratch(repeating: 0, count: graph.nodeCount + addedNodes)
        queue = Scratch(count: graph.nodeCount + addedNodes)
        had = Scratch(repeating: 0, count: gates?.nodes.count ?? 0)
        counted = Scratch(repeating: .max, count: gates?.nodes.count ?? 0)
        gateNumbers = Scratch(repeating: .max, count: gates == nil ? 0 : graph.nodeCount)
        if let gates { for gate in gates.nodes.indices { gateNumbers[gates.nodes[gate]] = UInt32(gate) } }
    }

    /// How many nodes it has room for, those of the graph among them.
    var capacity: Int { stamps.count }

    /// Searches from the starts, never into the barred nodes, and says how many nodes there are in the set.
    package mutating func search(
        from starts: [UInt32], avoiding filter: ArcFilter = .none, nodes barred: [UInt32] = []
    ) -> Int {
        begin()
        // A barred node counts as seen and is not walked from.
        for node in barred { stamps[node] = run }
        for start in starts { enter(start) }
        spread(.forward, avoiding: filter, adding: nil)
        for node in barred { stamps[node] = run &- 1 }
        return queued
    }

    /// Searches from the starts in the graph as it is changed, and says how many nodes there are in the set.
    ///
    /// The workspace has room for the nodes that the change adds.
    package mutating func search(
        from starts: [UInt32], _ direction: Direction, in change: GraphChange, avoiding filter: ArcFilter
    ) -> Int {
        precondition(change.nodeCount <= capacity, "the workspace has room for the nodes that are added")
        begin()
        for start in starts { enter(start) }
        spread(direction, avoiding: filter, adding: change.added.isEmpty ? nil : change.added)
        return queued
    }

    /// Whether the last search reached the node.
    package func contains(_ node: UInt32) -> Bool { stamps[node] == run }

    private mutating func begin() {
        run &+= 1
        if run == 0 {
            stamps.fill(0..<stamps.count, with: 0)
            run = 1
        }
        had.fill(0..<had.count, with: 0)
        counted.fill(0..<counted.count, with: .max)
        queued = 0
    }

    private mutating func spread(_ direction: Direction, avoiding filter: ArcFilter, adding added: AddedArcs?) {
        let nodeCount = graph.nodeCount
        var next = 0
        while next < queued {
            let node = queue[next]
            next &+= 1
            if node < nodeCount { walk(from: node, direction, avoiding: filter) }
            added?.forEachEnd(at: node, direction) { visit($0, from: node, direction) }
        }
    }

    @inline(__always) private mutating func walk(
        from node: UInt32, _ direction: Direction, avoiding filter: ArcFilter
    ) {
        switch direction {
        case .forward:
            let arcs = graph.outgoing
            for arc in arcs.window(node) where !filter.closes(arc: arc) { visit(arcs.ends[arc], from: node, direction) }
        case .backward:
            let arcs = graph.incoming
            for position in arcs.window(node) where !filter.closes(incoming: position) {
                visit(arcs.ends[position], from: node, direction)
            }
        }
    }

    @inline(__always) private mutating func visit(_ end: UInt32, from node: UInt32, _ direction: Direction) {
        guard stamps[end] != run else { return }
        if direction == .forward, let gates = graph.gates, end < graph.nodeCount, gates.isGate(end),
            !opens(end, node, gates)
        {
            return
        }
        enter(end)
    }

    @inline(__always) private mutating func enter(_ node: UInt32) {
        guard stamps[node] != run else { return }
        stamps[node] = run
        queue[queued] = node
        queued &+= 1
    }

    /// Counts the node for the gate, once, and says whether the gate has all it needs by it.
    private mutating func opens(_ end: UInt32, _ node: UInt32, _ gates: Gates) -> Bool {
        let gate = gateNumbers[end]
        guard counted[gate] != node, end != node else { return false }
        counted[gate] = node
        had[gate] += 1
        return had[gate] >= gates.needs[gate]
    }
}
