/// What a what-if takes from a graph and adds to it: nothing of the graph is copied.
///
/// New nodes are numbered after those of the graph. A node that is gone is gone with its arcs; asked what it reaches, it
/// still reaches itself.
///
/// ```
///   a ──▶ b ──▶ c      without a─▶b, with a─▶c and the new node d:      a ──▶ c   d   b ──▶ c
/// ```
///
/// Complexity: O(c log c) in the arcs that change, those of the nodes that are gone among them.
package struct GraphChange: Sendable {
    /// An arc that the graph does not have.
    package struct Arc: Sendable, Hashable {
        package let tail: UInt32
        package let head: UInt32

        package init(_ tail: UInt32, _ head: UInt32) {
            self.tail = tail
            self.head = head
        }
    }

    /// The graph that is changed.
    package let graph: CompactGraph
    /// The arcs of the graph that are gone, ascending.
    package let removedArcs: [UInt32]
    /// The nodes of the graph that are gone, ascending.
    package let removedNodes: [UInt32]
    /// How many nodes there are beyond those of the graph.
    package let addedNodeCount: Int
    let added: AddedArcs

    /// The change without these arcs and nodes, and with those.
    ///
    /// An added arc is of nodes of the graph that are not gone, or of new nodes.
    package init(
        _ graph: CompactGraph, removing arcs: [UInt32] = [], nodes: [UInt32] = [], adding added: [Arc] = [],
        addedNodes: Int = 0
    ) {
        let removedNodes = nodes.sortedWithoutRepeats()
        var removed = arcs
        for node in removedNodes {
            for arc in graph.outgoing.window(node) { removed.append(UInt32(arc)) }
            for position in graph.incoming.window(node) { removed.append(graph.incomingArcs[position]) }
        }

        self.graph = graph
        self.removedNodes = removedNodes
        removedArcs = removed.sortedWithoutRepeats()
        addedNodeCount = addedNodes
        self.added = AddedArcs(added, firstNewNode: graph.nodeCount, newNodes: addedNodes)
    }

    /// Whether nothing changes.
    var isEmpty: Bool { removedArcs.isEmpty && removedNodes.isEmpty && addedNodeCount == 0 && added.isEmpty }

    /// What of the change can take something from a search that reaches these nodes: where nothing is added, what is gone
    /// elsewhere takes nothing from it.
    func taking(from direction: Direction, reaching isReached: (UInt32) -> Bool) -> GraphChange {
        guard addedNodeCount == 0, added.isEmpty else { return self }
        let nodes = removedNodes.filter(isReached)
        let arcs = removedArcs.filter {
            isReached(direction == .forward ? graph.tail(of: $0) : graph.outgoing.ends[$0])
        }
        guard nodes.count < removedNodes.count || arcs.count < removedArcs.count else { return self }
        return GraphChange(graph, removing: arcs, nodes: nodes)
    }

    /// How many nodes there are, those that are gone among them.
    var nodeCount: Int { graph.nodeCount + addedNodeCount }

    /// Whether the node is one that is gone.
    func isRemoved(_ node: UInt32) -> Bool { removedNodes.sortedPosition(of: node) != nil }
}

/// Arcs beside those of a graph, found from either end.
struct AddedArcs: Sendable {
    private let byTail: [GraphChange.Arc]
    private let byHead: [GraphChange.Arc]
    private let ends: Set<UInt32>  // of whatever arc

    init(_ arcs: [GraphChange.Arc], firstNewNode: Int, newNodes: Int) {
        var ends: Set<UInt32> = []
        for arc in arcs {
            precondition(
                Int(max(arc.tail, arc.head)) < firstNewNode + newNodes, "an added arc is of nodes that there are")
            ends.insert(arc.tail)
            ends.insert(arc.head)
        }
        self.ends = ends
        byTail = arcs.sorted { ($0.tail, $0.head) < ($1.tail, $1.head) }
        byHead = arcs.sorted { ($0.head, $0.tail) < ($1.head, $1.tail) }
    }

    var isEmpty: Bool { byTail.isEmpty }

    /// All of them, by tail, then head.
    var arcs: [GraphChange.Arc] { byTail }

    /// Calls the body with the other end of every arc that begins at the node or, backwards, ends at it.
    func forEachEnd(at node: UInt32, _ direction: Direction, _ body: (UInt32) -> Void) {
        guard ends.contains(node) else { return }
        switch direction {
        case .forward:
            var place = first(in: byTail) { $0.tail < node }
            while place < byTail.count, byTail[place].tail == node {
                body(byTail[place].head)
                place += 1
            }
        case .backward:
            var place = first(in: byHead) { $0.head < node }
            while place < byHead.count, byHead[place].head == node {
                body(byHead[place].tail)
                place += 1
            }
        }
    }

    private func first(in arcs: [GraphChange.Arc], where isBefore: (GraphChange.Arc) -> Bool) -> Int {
        var (low, high) = (0, arcs.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(arcs[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
