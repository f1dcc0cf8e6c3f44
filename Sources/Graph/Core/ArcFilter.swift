/// The arcs that a search leaves out: one bit an arc, in both orders, so that either direction finds it at hand.
package struct ArcFilter: Sendable {
    /// Nothing is left out.
    package static let none = ArcFilter()

    let isActive: Bool
    private let outgoing: Column<UInt64>  // by arc; empty where nothing is left out
    private let incoming: Column<UInt64>  // by position in incoming; empty where nothing is left out

    private init() {
        isActive = false
        outgoing = Column([])
        incoming = Column([])
    }

    /// Leaves out the arcs that `isClosed` says.
    ///
    /// Complexity: O(arcs), with one call each.
    package init(_ graph: CompactGraph, closing isClosed: (UInt32) -> Bool) {
        let words = graph.arcCount / 64 + 1
        let outgoing = Scratch<UInt64>(repeating: 0, count: words)
        let incoming = Scratch<UInt64>(repeating: 0, count: words)
        for arc in 0..<graph.arcCount where isClosed(UInt32(arc)) { outgoing[arc / 64] |= 1 << UInt64(arc % 64) }
        for position in 0..<graph.arcCount {
            let arc = Int(graph.incomingArcs[position])
            incoming[position / 64] |= (outgoing[arc / 64] >> UInt64(arc % 64) & 1) << UInt64(position % 64)
        }

        isActive = true
        self.outgoing = outgoing.frozen()
        self.incoming = incoming.frozen()
    }

    /// Whether the arc is left out.
    @inline(__always) package func closes(arc: Int) -> Bool {
        isActive && outgoing[arc >> 6] >> UInt64(arc & 63) & 1 != 0
    }

    /// Whether the arc at the position in `incoming` is left out.
    @inline(__always) package func closes(incoming position: Int) -> Bool {
        isActive && incoming[position >> 6] >> UInt64(position & 63) & 1 != 0
    }
}

/// What came of a search for one path.
package enum PathOutcome: Sendable, Equatable {
    /// The arcs in the order of the walk; none where a start is an end.
    case found([UInt32])
    case none
    /// The budget did not suffice to say.
    case outOfBudget
}
