/// What is left from every node to one target, known as far as somebody has asked: a tree that grows when it is needed.
///
/// Complexity: O(arcs of the nodes settled); a grown tree is not grown again.
struct ReverseTree: ~Copyable {
    private let graph: CompactGraph
    private let distances: Scratch<UInt32>  // by node; final below the radius; .max: not seen
    private var queue: Buckets
    private let seen: Scratch<UInt32>  // the nodes with a distance, for the next target
    private var seenCount = 0
    /// All distances below are final.
    private(set) var radius: UInt32 = 0
    /// How many nodes are settled.
    private(set) var settled = 0

    init(_ graph: CompactGraph) {
        self.graph = graph
        distances = Scratch(repeating: .max, count: graph.nodeCount)
        seen = Scratch(count: graph.nodeCount)
        queue = Buckets(maxCost: graph.maxCost)
    }

    /// Begins anew at the target.
    mutating func begin(at target: UInt32) {
        for position in 0..<seenCount { distances[seen[position]] = .max }
        queue.clear()
        distances[target] = 0
        seen[0] = target
        seenCount = 1
        queue.insert(target, at: 0)
        (radius, settled) = (0, 0)
    }

    /// What is left from the node at least; exactly that where it is below the radius, and .max where there is no way.
    @inline(__always) func least(from node: UInt32) -> UInt32 {
        let distance = distances[node]
        return distance < radius || isWhole ? distance : radius
    }

    /// Whether every node that reaches the target is settled.
    var isWhole: Bool { queue.count == 0 }

    /// Settles nodes until this one is, and all others at its distance.
    mutating func grow(to node: UInt32, avoiding filter: ArcFilter) {
        while !isWhole, distances[node] >= radius { growByOneDistance(filter) }
    }

    /// Settles all nodes.
    mutating func growWhole(avoiding filter: ArcFilter) { while !isWhole { growByOneDistance(filter) } }

    private mutating func growByOneDistance(_ filter: ArcFilter) {
        queue.advance()
        let (arcs, costs, distance) = (graph.incoming, graph.incomingCosts, queue.least)
        while let node = queue.take() {
            guard distances[node] == distance else { continue }
            settled &+= 1
            for position in arcs.window(node) {
                if filter.closes(incoming: position) { continue }
                let tail = arcs.ends[position]
                let next = distance &+ UInt32(costs[position])
                let known = distances[tail]
                guard next < known else { continue }
                if known == .max {
                    seen[seenCount] = tail
                    seenCount &+= 1
                }
                distances[tail] = next
                queue.insert(tail, at: next)
            }
        }
        radius = distance &+ 1
    }
}
