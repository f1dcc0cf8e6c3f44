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

    init(_ walk: Walk, at start: UInt32, along arcs: WalkGraph.Arcs) {
        var levels = [UInt32](repeating: .max, count: walk.graph.placeCount)  // .max: not reached
        var edges = [UInt32](repeating: .max, count: walk.graph.placeCount)
        var queue = [start]
        levels[Int(start)] = 0

        var next = 0
        while next < queue.count {
            let place = queue[next]
            let level = levels[Int(place)] + 1
            next += 1
            for arc in arcs.window(place) where walk.admits(arcs.edges[arc]) {
                let end = Int(arcs.ends[arc])
                if levels[end] == .max {
                    levels[end] = level
                    edges[end] = arcs.edges[arc]
                    queue.append(UInt32(end))
                } else if levels[end] == level, arcs.edges[arc] < edges[end] {
                    edges[end] = arcs.edges[arc]
                }
            }
        }

        places = queue.sorted()
        self.levels = places.map { levels[Int($0)] }
        self.edges = places.map { edges[Int($0)] }
    }

    /// The count of steps to the place and the edge by which it is reached; nil where it is not.
    func visit(_ place: UInt32) -> (level: Int, edge: UInt32)? {
        places.sortedPosition(of: place).map { (Int(levels[$0]), edges[$0]) }
    }
}
