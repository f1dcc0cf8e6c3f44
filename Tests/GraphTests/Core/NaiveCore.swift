/// The answers by the shortest code that can be read as the definition, over a list of edges.
struct NaiveCore {
    let nodeCount: Int
    var tails: [UInt32]
    var heads: [UInt32]
    var costs: [UInt8]
    var needs: [UInt8]

    /// The same graph without these edges.
    func without(_ isGone: (Int) -> Bool) -> NaiveCore {
        let kept = tails.indices.filter { !isGone($0) }
        return NaiveCore(
            nodeCount: nodeCount, tails: kept.map { tails[$0] }, heads: kept.map { heads[$0] },
            costs: kept.map { costs[$0] }, needs: needs)
    }

    /// The same graph without the edges of a node.
    func without(node: UInt32) -> NaiveCore { without { tails[$0] == node || heads[$0] == node } }

    /// The same graph where one predecessor is enough everywhere.
    var withoutGates: NaiveCore {
        NaiveCore(nodeCount: nodeCount, tails: tails, heads: heads, costs: costs, needs: [])
    }

    /// The same graph against its direction.
    var reversed: NaiveCore { NaiveCore(nodeCount: nodeCount, tails: heads, heads: tails, costs: costs, needs: []) }

    /// All that is had by rounds over all nodes: a node is had when as many others that lead to it are had as it needs.
    func reach(_ starts: [UInt32]) -> Set<UInt32> {
        var had = Set(starts)
        while true {
            var before: [UInt32: Set<UInt32>] = [:]
            for edge in tails.indices where had.contains(tails[edge]) && tails[edge] != heads[edge] {
                before[heads[edge], default: []].insert(tails[edge])
            }
            let new = before.filter { $1.count >= need($0) }.keys.filter { !had.contains($0) }
            if new.isEmpty { return had }
            had.formUnion(new)
        }
    }

    func need(_ node: UInt32) -> Int { needs.isEmpty ? 1 : max(1, Int(needs[Int(node)])) }

    /// What every node costs from the starts at least, by rounds over all edges; `cost` says what an edge costs.
    func distances(_ starts: [UInt32], cost: (Int) -> Int) -> [UInt32: Int] {
        var known: [UInt32: Int] = [:]
        for start in starts { known[start] = 0 }
        for _ in 0...nodeCount {
            for edge in tails.indices {
                guard let before = known[tails[edge]] else { continue }
                known[heads[edge]] = min(known[heads[edge]] ?? .max, before + cost(edge))
            }
        }
        return known
    }

    /// The costs of all simple paths, told apart by their nodes, ascending.
    func simplePaths(from start: UInt32, to end: UInt32) -> [Int] {
        var cheapest: [UInt32: [UInt32: Int]] = [:]
        for edge in tails.indices {
            let known = cheapest[tails[edge]]?[heads[edge]] ?? .max
            cheapest[tails[edge], default: [:]][heads[edge]] = min(known, Int(costs[edge]))
        }
        var found: [Int] = []
        var passed: Set<UInt32> = []
        func go(_ node: UInt32, _ cost: Int) {
            if node == end { return found.append(cost) }
            passed.insert(node)
            for (next, price) in cheapest[node] ?? [:] where !passed.contains(next) { go(next, cost + price) }
            passed.remove(node)
        }
        go(start, 0)
        return found.sorted()
    }

    /// The most that flows from the starts to the ends where every edge lets its capacity through, one way after another.
    func flow(_ starts: [UInt32], _ ends: [UInt32], capacities: [Int]) -> Int {
        var room: [[UInt32: Int]] = Array(repeating: [:], count: nodeCount)
        for edge in tails.indices { room[Int(tails[edge])][heads[edge], default: 0] += capacities[edge] }
        var flow = 0
        while true {
            var before: [UInt32: UInt32] = [:]
            var queue = Array(Set(starts))
            for start in queue { before[start] = start }
            var next = 0
            while next < queue.count {
                let node = queue[next]
                next += 1
                for (end, left) in room[Int(node)] where left > 0 && before[end] == nil {
                    before[end] = node
                    queue.append(end)
                }
            }
            guard let end = ends.first(where: { before[$0] != nil }) else { return flow }
            var node = end
            while let tail = before[node], tail != node {
                room[Int(tail)][node, default: 0] -= 1
                room[Int(node)][tail, default: 0] += 1
                node = tail
            }
            flow += 1
        }
    }
}
