internal import OverreachModel

/// A snapshot as one question walks it, with what its filter and its change leave and add: all algorithms run on this.
struct Walk: Sendable {
    let snapshot: Snapshot
    let filter: Filter
    private let builtEdges: UInt32  // edges as they were built have the numbers below
    private let graph: WalkGraph
    private let forbiddenBits: UInt16
    private let isOfKindsOrTimes: Bool
    private let removed: NumberSet?  // nil where no edge is gone
    let change: WalkChange?  // nil where nothing is added

    init(_ snapshot: Snapshot, following filter: Filter) {
        self.snapshot = snapshot
        self.filter = filter
        builtEdges = UInt32(snapshot.edgeSpace)
        graph = snapshot.walkGraph
        forbiddenBits = filter.forbiddenBits
        isOfKindsOrTimes = filter.isOfKindsOrTimes
        removed = snapshot.change.flatMap { $0.removedEdges.numbers.count > 0 ? $0.removedEdges : nil }
        change = snapshot.change?.walk
    }

    /// How many places there are.
    var placeCount: Int { change?.placeCount ?? graph.placeCount }

    /// Calls the body with the place at the other end of every arc that is left at the place, and with the arc's edge.
    ///
    /// Forwards the arcs that begin at the place, backwards those that end at it. Those of the graph as it was built come
    /// in the order of their edges, then those that are added.
    @inline(__always)
    func forEachArc(at place: UInt32, _ direction: Direction, _ body: (_ end: UInt32, _ edge: UInt32) -> Void) {
        let arcs = direction == .forward ? graph.outgoing : graph.incoming
        if let change { return change.forEachArc(at: place, direction, arcs) { if admits($1) { body($0, $1) } } }

        let window = arcs.touchedWindow(place)
        for arc in window where arcs.marks.column[arc] & forbiddenBits == 0 {
            let edge = arcs.edges.column[arc]
            if isOfKindsOrTimes || removed != nil, !isLeft(edge) { continue }
            body(arcs.ends.column[arc], edge)
        }
    }

    /// Whether the walk may go over the edge, one of those that were built, whose mark is admitted.
    private func isLeft(_ edge: UInt32) -> Bool {
        if isOfKindsOrTimes, !filter.admitsKindAndTime(EdgeID(edge), in: snapshot) { return false }
        return !(removed?.contains(edge) ?? false)
    }

    /// Whether the walk may go over the edge.
    func admits(_ edge: UInt32) -> Bool {
        guard edge < builtEdges else { return filter.admits(EdgeID(edge), in: snapshot) }
        return snapshot.edgeColumns.marks[edge] & forbiddenBits == 0 && isLeft(edge)
    }

    /// The place at which walks end that come to the node.
    func arrival(_ node: NodeID) -> UInt32 { change?.arrival(node) ?? node.index }

    /// The place from which a walk goes on that has the node: its content where it is split.
    func departure(_ node: NodeID) -> UInt32 { change?.departure(node) ?? graph.departure(node) }

    /// The node that the place is, or is the content of.
    func node(_ place: UInt32) -> NodeID { change?.node(place) ?? graph.node(place) }

    /// The node at which walks end at the place; nil where the place is the content of one.
    func arrivingNode(_ place: UInt32) -> NodeID? {
        let node = node(place)
        return arrival(node) == place ? node : nil
    }

    /// The same walk over steps that are at least this sure.
    func limited(to verdict: Verdict) -> Walk {
        var filter = filter
        filter.worstVerdict = min(filter.worstVerdict, verdict)
        return Walk(snapshot, following: filter)
    }
}
