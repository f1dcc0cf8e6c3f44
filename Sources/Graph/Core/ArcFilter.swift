/// The arcs that a search leaves out, in both orders, so that either direction finds it at hand.
package struct ArcFilter: Sendable {
    /// Nothing is left out.
    package static let none = ArcFilter()

    let isActive: Bool
    private let outgoing: NumberSet  // by arc
    private let incoming: NumberSet  // by position in incoming

    private init() {
        isActive = false
        outgoing = NumberSet(ascending: [])
        incoming = outgoing
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
        self.outgoing = NumberSet(bits: outgoing.frozen())
        self.incoming = NumberSet(bits: incoming.frozen())
    }

    /// Leaves out these arcs, which ascend.
    ///
    /// Complexity: O(a log d) for a arcs and nodes of degree d.
    package init(_ graph: CompactGraph, closing arcs: [UInt32]) {
        isActive = !arcs.isEmpty
        outgoing = NumberSet(ascending: arcs)
        incoming = NumberSet(ascending: arcs.map { graph.incomingPosition(of: $0) }.sorted())
    }

    /// Whether the arc is left out.
    @inline(__always) package func closes(arc: Int) -> Bool {
        isActive && outgoing.contains(UInt32(truncatingIfNeeded: arc))
    }

    /// Whether the arc at the position in `incoming` is left out.
    @inline(__always) package func closes(incoming position: Int) -> Bool {
        isActive && incoming.contains(UInt32(truncatingIfNeeded: position))
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

extension Column where Element: Comparable {
    /// The first position whose number is not below this one, all of them ascending; the count where there is none.
    func firstPosition(atLeast number: Element) -> Int { firstPosition(atLeast: number, in: indices) }

    /// The same inside a range of positions; its end where there is none.
    func firstPosition(atLeast number: Element, in range: Range<Int>) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension CompactGraph {
    /// Where the arc is in `incoming`.
    ///
    /// Complexity: O(log d), where d is how many arcs enter its end.
    func incomingPosition(of arc: UInt32) -> UInt32 {
        // Arcs into one node lie in ascending order, as they were sorted by their tails.
        let window = incoming.window(outgoing.ends[arc])
        return UInt32(incomingArcs.firstPosition(atLeast: arc, in: window))
    }
}
