/// What a what-if does to what one node reaches, or to what reaches it.
public struct ReachDelta: Sendable, Hashable {
    /// The nodes that are no longer in the set, in the order of their numbers.
    public let lost: [NodeID]
    /// The nodes that are in the set now and were not; those that were added have the numbers of the overlay's view.
    public let gained: [NodeID]
    /// How it was found; it is exact either way.
    public let method: ReachMethod
}

/// One node asked many what-ifs: what it reaches, or what reaches it, is found once, then what each changes.
///
/// ```swift
/// var whatIf = snapshot.condensed(following: filter).whatIf(from: agent)
/// for candidate in candidates {
///     var overlay = Overlay(snapshot)
///     overlay.remove(candidate)
///     let delta = whatIf.delta(overlay)
/// }
/// ```
///
/// Complexity: one reach to make; a delta costs what it changes while components hold, and else a walk over the edges.
public struct ReachWhatIf: ~Copyable {
    private let condensed: CondensedSnapshot
    private let start: NodeID
    private let direction: Direction
    private var search: ReachChange

    init(_ condensed: CondensedSnapshot, _ start: NodeID, _ direction: Direction) {
        precondition(condensed.snapshot.change == nil, "what-ifs are asked of a snapshot as it was built")
        precondition(start.position < condensed.snapshot.nodeSpace, "what-ifs are asked about a node of the snapshot")
        self.condensed = condensed
        self.start = start
        self.direction = direction
        search = ReachChange(
            condensed.graph, from: [direction == .forward ? condensed.departure(start) : condensed.arrival(start)],
            direction)
    }

    /// What the overlay changes; it is one of the very snapshot that was condensed.
    public mutating func delta(_ overlay: Overlay) -> ReachDelta {
        precondition(overlay.base.nodeSpace == condensed.snapshot.nodeSpace, "the overlay is one of the snapshot")
        let view = Walk(overlay.view, following: condensed.filter)
        let difference = search.difference(condensed.change(view, from: direction == .forward ? start : nil))

        // A node of two places is in the set while either is, so what changes is asked of both.
        let places = difference.lost + difference.gained
        let changed = places.compactMap { node(of: $0, view) }.sortedWithoutRepeats()
        let (lostPlaces, gainedPlaces) = (Set(difference.lost), Set(difference.gained))
        var (lost, gained): ([NodeID], [NodeID]) = ([], [])
        for node in changed where node != start {
            let places = self.places(of: node, view)
            let wasIn = places.contains { search.contains($0) }
            let isIn = places.contains {
                search.contains($0) ? !lostPlaces.contains($0) : gainedPlaces.contains($0)
            }
            if wasIn, !isIn { lost.append(node) }
            if isIn, !wasIn { gained.append(node) }
        }
        return ReachDelta(lost: lost, gained: gained, method: difference.method)
    }

    /// The node of a place that counts for the set: forwards the places where walks end, backwards all.
    private func node(of place: UInt32, _ view: Walk) -> NodeID? {
        let original = condensed.original(place)
        return direction == .forward ? view.arrivingNode(original) : view.node(original)
    }

    private func places(of node: NodeID, _ view: Walk) -> Set<UInt32> {
        let arrival = condensed.number(view.arrival(node))
        return direction == .forward ? [arrival] : [arrival, condensed.number(view.departure(node))]
    }
}

extension CondensedSnapshot {
    /// Asks what-ifs about what the node reaches.
    public func whatIf(from start: NodeID) -> ReachWhatIf { ReachWhatIf(self, start, .forward) }

    /// Asks what-ifs about what reaches the node.
    public func whatIf(to end: NodeID) -> ReachWhatIf { ReachWhatIf(self, end, .backward) }

    /// The place that the node of the graph, or one after its last, stands for.
    fileprivate func original(_ node: UInt32) -> UInt32 {
        node < graph.nodeCount ? graph.originals[node] : node
    }

    /// The node of the graph, or one after its last, that stands for the place.
    fileprivate func number(_ place: UInt32) -> UInt32 {
        place < graph.nodeCount ? graph.numbers[place] : place
    }

    /// What the view of an overlay changes of the graph, for a walk from this node.
    ///
    /// Where the node is split now and was not, the walk still begins at the place that it had: it has what is in it.
    func change(_ view: Walk, from start: NodeID?) -> GraphChange {
        guard let change = view.snapshot.change else { return GraphChange(graph) }

        let numbers = change.removedEdges.numbers
        var removed = numbers.indices.flatMap { arcs(of: EdgeID(numbers[$0])) }
        var added: [GraphChange.Arc] = []
        for arc in view.change?.arcs ?? [] where view.admits(arc.edge) {
            added.append(GraphChange.Arc(number(arc.tail), number(arc.head)))
        }
        for node in view.change?.movedNodes ?? [] {
            if node == start { added.append(GraphChange.Arc(graph.numbers[node.index], number(view.departure(node)))) }
            for arc in graph.outgoing.window(graph.numbers[node.index]) {
                removed.append(UInt32(arc))
                guard view.admits(edge(UInt32(arc)).index) else { continue }
                added.append(GraphChange.Arc(number(view.departure(node)), graph.outgoing.ends[arc]))
            }
        }
        let gone = change.removedNodes.flatMap { [arrival(NodeID($0)), departure(NodeID($0))] }
        return GraphChange(
            graph, removing: removed, nodes: gone, adding: added, addedNodes: view.placeCount - walk.placeCount)
    }

    /// The arcs of the edge that the filter leaves.
    private func arcs(of edge: EdgeID) -> [UInt32] {
        // Arcs of one place lie in the order of their edges, and an edge has one or two.
        let window = graph.outgoing.window(departure(snapshot.from(edge)))
        var (low, high) = (window.lowerBound, window.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if self.edge(UInt32(middle)) < edge { low = middle + 1 } else { high = middle }
        }
        var arcs: [UInt32] = []
        while low < window.upperBound, self.edge(UInt32(low)) == edge {
            arcs.append(UInt32(low))
            low += 1
        }
        return arcs
    }
}
