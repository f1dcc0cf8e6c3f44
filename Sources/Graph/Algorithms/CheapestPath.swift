/// The first way from one place to any of some others in the order of cost, then steps, then edges compared one by one.
///
/// A* search. The estimate of what is left is the exact distance to the target where nothing is barred, so the search
/// looks at little beside the way it finds; without distances it is Dijkstra's search.
///
/// ```
///   start ─1─▶ a ─1─▶ target     estimate at a: 1, at b: 5: b is tried only when a's way is barred
///       └──1─▶ b ─5─▶ target
/// ```
///
/// Ways of equal cost and steps are told apart when they meet: both are followed back to where they part, and the
/// smaller edge there decides. It holds because places are settled in the order of estimate, then distance, so that
/// all best ways into a place are known when it is settled.
///
/// Complexity: O(m log m) in the arcs looked at, times the length of a way where many are equal.
///
/// Reference: P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the heuristic determination of minimum cost
/// paths", 1968, DOI 10.1109/TSSC.1968.300136.
struct CheapestPath {
    let walk: Walk
    let targets: Set<UInt32>
    /// Places at which no way may come by.
    let avoided: Set<UInt32>
    /// What is left from every place, at most; nil for no estimate.
    let distances: Distances?

    /// What came of a search.
    enum Outcome {
        case found([EdgeID])
        case none
        case outOfBudget
    }

    /// The first way from the start that enters no barred place and whose first edge is not barred.
    ///
    /// `budget` falls by one for each place that is settled.
    func search(
        from start: UInt32, barring places: Set<UInt32>, first isBarred: (EdgeID) -> Bool, budget: inout Int
    ) -> Outcome {
        var labels: [UInt32: Label] = [start: Label(distance: .zero, edge: .max, tail: start)]
        var queue = MinHeap<Entry>()
        queue.insert(Entry(estimate: distances?[start] ?? .zero, distance: .zero, place: start))

        var best: (distance: Weight, edges: [EdgeID])?  // of the targets that are equally near

        while let entry = queue.removeMin() {
            if let best, best.distance < entry.estimate { break }
            guard labels[entry.place]?.distance == entry.distance else { continue }
            guard budget > 0 else { return .outOfBudget }
            budget -= 1
            if targets.contains(entry.place) {
                let way = way(to: entry.place, from: start, labels)
                if targets.count == 1 { return .found(way) }
                if best.map({ way.lexicographicallyPrecedes($0.edges) }) ?? true { best = (entry.distance, way) }
            }
            if best != nil { continue }

            walk.forEachArc(at: entry.place, .forward) { end, edge in
                let left = distances?[end] ?? .zero
                guard left != .unreachable, !places.contains(end), !avoided.contains(end) else { return }
                guard entry.place != start || !isBarred(EdgeID(edge)) else { return }

                let label = Label(
                    distance: entry.distance + Weight(of: edge, in: walk.snapshot), edge: edge, tail: entry.place)
                if let known = labels[end], !precedes(label, known, labels) { return }
                let isNearer = labels[end].map { label.distance < $0.distance } ?? true
                labels[end] = label
                guard isNearer else { return }
                queue.insert(Entry(estimate: label.distance + left, distance: label.distance, place: end))
            }
        }

        return best.map { .found($0.edges) } ?? Outcome.none
    }

    /// Whether the way of label `a` comes before that of label `b`, both into one place.
    private func precedes(_ a: Label, _ b: Label, _ labels: [UInt32: Label]) -> Bool {
        if a.distance != b.distance { return a.distance < b.distance }

        // Equal distances hold equal steps, so both ways come to a common place at the same time.
        var (x, y) = (a, b)
        var isSmaller = x.edge < y.edge
        while x.tail != y.tail, let u = labels[x.tail], let v = labels[y.tail] {
            (x, y) = (u, v)
            if x.edge != y.edge { isSmaller = x.edge < y.edge }
        }
        return isSmaller
    }

    private func way(to target: UInt32, from start: UInt32, _ labels: [UInt32: Label]) -> [EdgeID] {
        var edges: [EdgeID] = []
        var place = target
        while place != start, let label = labels[place] {
            edges.append(EdgeID(label.edge))
            place = label.tail
        }
        return edges.reversed()
    }

    /// The best way into a place that is known.
    private struct Label {
        let distance: Weight
        let edge: UInt32  // the last of the way
        let tail: UInt32  // the place where that edge begins
    }

    private struct Entry: Comparable {
        let estimate: Weight  // of the whole way to the target
        let distance: Weight  // from the start
        let place: UInt32

        static func < (a: Entry, b: Entry) -> Bool {
            if a.estimate != b.estimate { return a.estimate < b.estimate }
            return a.distance == b.distance ? a.place < b.place : a.distance < b.distance
        }
    }
}
