/// What a node reaches, or what reaches it: the exact set, each node with one way of the fewest steps.
///
/// The node asked about is never in its own set, not even where a cycle leads back to it. A store is reached by any
/// access; the walk goes on from it only where an edge gave its content. Asked about a store, what is reached is what
/// follows from having its content.
///
/// ```
///   a ──▶ b ──▶ c ──▶ a        reach(from: a): b in 1 step, c in 2
///   d ──▶ b                    reach(to: c): b in 1 step, a and d in 2
/// ```
///
/// Complexity: that of `BreadthFirst`; every look-up is O(log n) in the count of nodes reached.
public struct Reach: Sendable {
    /// The node that was asked about.
    public let start: NodeID
    /// The nodes of the set, in the order of keys.
    public let nodes: [NodeID]
    private let isBackward: Bool
    private let search: BreadthFirst
    private let walk: Walk

    init(from start: NodeID, _ walk: Walk) {
        search = BreadthFirst(walk, at: walk.departure(start), .forward)
        nodes = search.places.compactMap { walk.arrivingNode($0) }.filter { $0 != start }
        isBackward = false
        self.start = start
        self.walk = walk
    }

    init(to start: NodeID, _ walk: Walk) {
        search = BreadthFirst(walk, at: walk.arrival(start), .backward)
        nodes = search.places.map { walk.node($0) }.filter { $0 != start }.sortedWithoutRepeats()
        isBackward = true
        self.start = start
        self.walk = walk
    }

    /// Whether the node is in the set.
    public func contains(_ node: NodeID) -> Bool { steps(node) != nil }

    /// The fewest steps between the node asked about and this one; nil where it is not in the set.
    public func steps(_ node: NodeID) -> Int? {
        node == start ? nil : search.visit(place(of: node))?.level
    }

    /// The shortest path from the node asked about to this one; nil where there is none, or reach was asked backwards.
    ///
    /// Of several last edges the smallest is taken, and so on back to the start.
    public func path(to node: NodeID) -> Path? { isBackward ? nil : path(node) }

    /// The shortest path from this node to the node asked about; nil where there is none, or reach was asked forwards.
    ///
    /// Of several first edges the smallest is taken, and so on to the end.
    public func path(from node: NodeID) -> Path? { isBackward ? path(node) : nil }

    /// The place at which the set holds the node: where walks end at it, or, backwards, where they go on from it.
    private func place(of node: NodeID) -> UInt32 { isBackward ? walk.departure(node) : walk.arrival(node) }

    private func path(_ node: NodeID) -> Path? {
        guard node != start, var visit = search.visit(place(of: node)) else { return nil }

        var edges: [EdgeID] = []
        while true {
            let edge = EdgeID(visit.edge)
            edges.append(edge)
            let next = isBackward ? walk.snapshot.to(edge) : walk.snapshot.from(edge)
            // Each step is one nearer, but for a damaged file's columns, which may lead in a circle.
            guard next != start, let before = search.visit(walk.departure(next)), before.level < visit.level else {
                break
            }
            visit = before
        }

        return Path(isBackward ? edges : edges.reversed(), in: walk.snapshot)
    }
}

extension Snapshot {
    /// What the node reaches.
    public func reach(from node: NodeID, following filter: Filter) -> Reach {
        Reach(from: node, Walk(self, following: filter))
    }

    /// What reaches the node.
    public func reach(to node: NodeID, following filter: Filter) -> Reach {
        Reach(to: node, Walk(self, following: filter))
    }
}

extension Overlay {
    /// What the node reaches when all is as the overlay says.
    public func reach(from node: NodeID, following filter: Filter) -> Reach {
        view.reach(from: node, following: filter)
    }

    /// What reaches the node when all is as the overlay says.
    public func reach(to node: NodeID, following filter: Filter) -> Reach { view.reach(to: node, following: filter) }
}
