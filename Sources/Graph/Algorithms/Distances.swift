/// What the cheapest way from every place to the nearest of some places costs, steps deciding between equal costs.
///
/// Dijkstra's search, run backwards from the targets: the nearest place that is not settled is settled, and the arcs that
/// enter it are tried.
///
/// ```
///   a ─1─▶ b ─1─▶ target       target: 0   b: 1 in 1 step   a: 2 in 2 steps, not 3 in 1
///   └──────3──────▲
/// ```
///
/// Complexity: O(m log m) in the arcs of the places that reach a target.
///
/// Reference: E. W. Dijkstra, "A note on two problems in connexion with graphs", 1959, DOI 10.1007/BF01386390.
struct Distances {
    private var distances: [Weight]  // by place; .unreachable where no target is reached

    init(to targets: some Collection<UInt32>, _ walk: Walk) {
        distances = [Weight](repeating: .unreachable, count: walk.placeCount)
        var queue = MinHeap<Entry>()
        for target in targets {
            distances[Int(target)] = .zero
            queue.insert(Entry(distance: .zero, place: target))
        }

        while let entry = queue.removeMin() {
            guard entry.distance == distances[Int(entry.place)] else { continue }
            walk.forEachArc(at: entry.place, .backward) { tail, edge in
                let distance = entry.distance + Weight(of: edge, in: walk.snapshot)
                guard distance < distances[Int(tail)] else { return }
                distances[Int(tail)] = distance
                queue.insert(Entry(distance: distance, place: tail))
            }
        }
    }

    subscript(place: UInt32) -> Weight { distances[Int(place)] }

    private struct Entry: Comparable {
        let distance: Weight
        let place: UInt32

        static func < (a: Entry, b: Entry) -> Bool {
            a.distance == b.distance ? a.place < b.place : a.distance < b.distance
        }
    }
}

/// Cost and steps of a way in one number: the cheaper way is the smaller, of equally cheap ones that of fewer steps.
struct Weight: Comparable {
    private let bits: UInt64  // cost in the upper half, steps in the lower

    private init(bits: UInt64) { self.bits = bits }

    init(of edge: UInt32, in snapshot: Snapshot) {
        bits = UInt64(snapshot.cost(EdgeID(edge))) << 32 | 1
    }

    static let zero = Weight(bits: 0)
    static let unreachable = Weight(bits: .max)

    /// A simple way has fewer than 2^32 steps, and of 2^24 steps at the highest cost of a kind no half overflows.
    static func + (a: Weight, b: Weight) -> Weight { Weight(bits: a.bits + b.bits) }

    static func < (a: Weight, b: Weight) -> Bool { a.bits < b.bits }
}
