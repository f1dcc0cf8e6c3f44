public import OverreachModel

/// A snapshot without some of its nodes and edges and with others: a what-if that copies nothing but the change itself.
///
/// Overlays nest by value: a copy that is changed further leaves the first as it was. Ask it as a snapshot is asked;
/// `view` is a snapshot of the changed graph, for every question there is.
///
/// ```swift
/// var overlay = Overlay(snapshot)
/// overlay.remove(grant)
/// let problems = overlay.add(edges: [EdgeFact(agent, kind, server, origin: .declared, evidence: [])])
/// let after = overlay.bestReach(from: agent, following: filter)
/// ```
///
/// Nodes and edges of the snapshot keep their numbers. Those that are added are numbered after them, in their order; these
/// numbers mean something in `view` and in answers, and change when more is added.
public struct Overlay: Sendable {
    /// The snapshot that it looks at.
    public let base: Snapshot
    private(set) var removedEdges: Set<UInt32> = []
    private(set) var removedNodes: Set<UInt32> = []
    private(set) var addedNodes: [NodeFact] = []
    private(set) var addedEdges: [EdgeFact] = []

    /// The snapshot as it is; one that is itself a view is changed further.
    public init(_ base: Snapshot) {
        if let change = base.change {
            self = change.overlay
        } else {
            self.base = base
        }
    }

    /// Whether nothing is changed.
    public var isEmpty: Bool {
        removedEdges.isEmpty && removedNodes.isEmpty && addedNodes.isEmpty && addedEdges.isEmpty
    }

    /// The changed graph as a snapshot: what was removed is in none of its lists, what was added is.
    ///
    /// It is made anew each time it is asked for. Its id is that of a snapshot built of the same facts, as far as what is
    /// added was not said before.
    ///
    /// Complexity: O(c log c) in what is changed, and the degree of the nodes that it touches.
    public var view: Snapshot { Snapshot(changing: self) }

    // MARK: - Removing

    /// Removes a node, its edges, and the derived edges that rest on it.
    public mutating func remove(_ node: NodeID) {
        let key = hasAdded ? view.key(node) : base.key(node)
        addedNodes.removeAll { $0.key == key }
        addedEdges.removeAll { $0.from == key || $0.to == key || $0.premises.contains(key) }
        guard node.position < base.nodeSpace else { return }

        removedNodes.insert(node.index)
        for edge in base.outgoing(node) { removedEdges.insert(edge.index) }
        for edge in base.incoming(node) { removedEdges.insert(edge.index) }
        for edge in base.dependents(of: node) { removedEdges.insert(edge.index) }
    }

    /// Removes an edge.
    public mutating func remove(_ edge: EdgeID) {
        guard edge.position >= base.edgeSpace else {
            removedEdges.insert(edge.index)
            return
        }
        let view = view
        let row = view.fact(of: edge)
        addedEdges.removeAll { $0.isSame(as: row) }
    }

    /// Removes edges.
    public mutating func remove(edges: some Sequence<EdgeID>) {
        // From the last, as removing one that was added changes the numbers of those after it.
        for edge in edges.sorted().reversed() { remove(edge) }
    }

    private var hasAdded: Bool { !addedNodes.isEmpty || !addedEdges.isEmpty }

    // MARK: - Adding

    /// Adds nodes and edges, and gives what the catalogue lacks and so was not taken, sorted.
    ///
    /// A node that the snapshot has keeps what is said of it there; one that only edges mention is called by its key's id.
    /// An edge whose ends were removed brings these back, without their edges. An edge that is there already changes
    /// nothing.
    public mutating func add(nodes: [NodeFact] = [], edges: [EdgeFact] = []) -> [SnapshotProblem] {
        var problems: [SnapshotProblem] = []
        for node in nodes {
            if let problem = SnapshotProblem(of: node) {
                problems.append(problem)
            } else {
                restore(node.key)
                if base.node(node.key) == nil { addedNodes.append(node) }
            }
        }
        for edge in edges {
            if let problem = SnapshotProblem(of: edge) {
                problems.append(problem)
            } else {
                restore(edge.from)
                restore(edge.to)
                if !isThere(edge) { addedEdges.append(edge) }
            }
        }
        return problems.sorted()
    }

    private mutating func restore(_ key: Key) {
        guard !removedNodes.isEmpty, let node = base.node(key) else { return }
        removedNodes.remove(node.index)
    }

    private func isThere(_ edge: EdgeFact) -> Bool {
        guard let from = base.node(edge.from), let to = base.node(edge.to) else { return false }
        return base.outgoing(from).contains { known in
            base.to(known) == to && !removedEdges.contains(known.index) && base.fact(of: known).isSame(as: edge)
        }
    }
}

extension EdgeFact {
    /// Whether both are one edge of a snapshot: all but evidence and premises is equal.
    func isSame(as other: EdgeFact) -> Bool {
        guard from == other.from, to == other.to, kind == other.kind else { return false }
        let always = kind.spec.assumes
        return RankedEdge(self, at: 0, from: 0, kind: 0, to: 0, always: always)
            == RankedEdge(other, at: 0, from: 0, kind: 0, to: 0, always: always)
    }
}
