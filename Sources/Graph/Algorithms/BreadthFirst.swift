/// The places that a walk reaches from one place, each by a way of the fewest steps.
///
/// A search by levels: level `n + 1` is what the arcs of level `n` enter and no earlier level held. Of the arcs by which
/// a place could be entered on its level, that of the smallest edge is kept.
///
/// ```
///   start ─▶ a ─▶ c        level 0: start   1: a, b   2: c, by the smaller of a─▶c and b─▶c
///       └──▶ b ─▶ c
/// ```
///
/// Backwards, the arcs are taken against their direction, and the edge kept is the first of the way to the start.
///
/// Complexity: O(places + arcs followed); the result is as large as what is reached.
///
/// Reference: C. Y. Lee, "An algorithm for path connections and its applications", 1961,
/// DOI 10.1109/TEC.1961.5219222.
struct BreadthFirst: Sendable {
    let places: [UInt32]  // those reached, ascending, the start among them
    private let levels: [UInt32]  // by position in places
    private let edges: [UInt32]  // by position in places; of the start: .max

    init(_ walk: Walk, at start: UInt32, _ direction: Direction) {
        // Level, then edge in one number: of two ways into a place on one level the smaller number has the smaller edge,
        // and a later level never has a smaller number.
        let placeCount = walk.placeCount
        var visits = VisitTable(placeCount: placeCount)  // .max: not reached
        var queue = [start]
        visits.set(start, UInt64(UInt32.max))

        var next = 0
        while next < queue.count {
            let place = queue[next]
            let level = (visits.visit(place) >> 32 + 1) << 32
            next += 1
            walk.forEachArc(at: place, direction) { end, edge in
                let (known, visit) = (visits.visit(end), level | UInt64(edge))
                guard visit < known else { return }
                visits.set(end, visit)
                if known == .max { queue.append(end) }
            }
        }

        // A large set is sooner found in order than sorted.
        if queue.count > placeCount / 32 {
            var place: UInt32 = 0
            var count = 0
            while count < queue.count {
                if visits.visit(place) != .max {
                    queue[count] = place
                    count += 1
                }
                place += 1
            }
        } else {
            queue.sort()
        }
        places = queue
        var found: [UInt64] = []
        found.reserveCapacity(queue.count)
        for place in queue { found.append(visits.visit(place)) }
        levels = found.map { UInt32(truncatingIfNeeded: $0 >> 32) }
        edges = found.map { UInt32(truncatingIfNeeded: $0) }
    }

    /// The count of steps to the place and the edge by which it is reached; nil where it is not.
    func visit(_ place: UInt32) -> (level: Int, edge: UInt32)? {
        places.sortedPosition(of: place).map { (Int(levels[$0]), edges[$0]) }
    }
}
