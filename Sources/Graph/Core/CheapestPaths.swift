/// The k cheapest simple paths between two nodes, in the order of cost.
///
/// Yen's algorithm with Lawler's partition: when a path is taken, those that are left fall into disjoint classes, by the
/// node at which they leave it and the nodes to which they may not go on there. The cheapest of each class is found by
/// an A* search whose estimate is a `ReverseTree`, exact near the target, so that it looks at little beside its path.
///
/// ```
///   taken:    a ──▶ b ──▶ c ──▶ d
///   classes:  leaves at a, not to b │ at b, not to c │ at c, not to d
/// ```
///
/// Paths are told apart by their nodes; of parallel arcs the cheapest, then the first is taken. The order of equally
/// cheap paths depends on the numbers of the nodes alone.
///
/// Complexity: one tree, and for each path as many searches as it has nodes.
///
/// Reference: J. Y. Yen, "Finding the k shortest loopless paths in a network", 1971, DOI 10.1287/mnsc.17.11.712;
/// E. L. Lawler, "A procedure for computing the k best solutions", 1972, DOI 10.1287/mnsc.18.7.401; the estimate:
/// P. E. Hart, N. J. Nilsson, B. Raphael, 1968, DOI 10.1109/TSSC.1968.300136.
package struct CheapestPaths: ~Copyable {
    private let graph: CompactGraph
    private var tree: ReverseTree
    private let known: Scratch<UInt64>  // by node: the run that saw it, then its cost from the start of the class
    private let entered: Scratch<UInt32>  // by node: the arc that leads to it
    private let barred: Scratch<UInt32>  // by node: the run that may not enter it
    private let barredNext: Scratch<UInt32>  // by node: the run that may not enter it by its first arc
    private var heap = NumberHeap()
    private var run: UInt32 = 0
    private var settled = 0

    /// A path of a class that is not taken yet.
    private struct Candidate {
        let cost: UInt32
        let arcs: [UInt32]
        let parting: Int  // arcs before it are shared with the path that the class was made from
        let barred: [UInt32]  // nodes to which no path of the class goes on at the parting
    }

    /// A workspace that answers one question after the other.
    package init(_ graph: CompactGraph) {
        self.graph = graph
        tree = ReverseTree(graph)
        known = Scratch(repeating: 0, count: graph.nodeCount)
        entered = Scratch(count: graph.nodeCount)
        barred = Scratch(repeating: 0, count: graph.nodeCount)
        barredNext = Scratch(repeating: 0, count: graph.nodeCount)
    }

    /// The first `limit` paths, with their costs; fewer where there are no more.
    ///
    /// Fewer also where the searches would settle more nodes than the budget, and then `isComplete` is false. From a node
    /// to itself there is one path, of no arcs.
    package mutating func paths(
        from start: UInt32, to target: UInt32, limit: Int, avoiding filter: ArcFilter = .none, budget: Int = .max
    ) -> (paths: [(cost: Int, arcs: [UInt32])], isComplete: Bool) {
        guard limit > 0 else { return ([], true) }

        tree.begin(at: target)
        tree.grow(to: start, avoiding: filter)
        settled = 0
        var taken: [(cost: Int, arcs: [UInt32])] = []
        var candidates = MinHeap<Entry>()
        var made = 0
        func keep(_ candidate: Candidate?) {
            guard let candidate else { return }
            candidates.insert(Entry(candidate: candidate, order: made))
            made += 1
        }

        keep(first(of: [], at: start, notTo: [], to: target, avoiding: filter))
        while let best = candidates.removeMin()?.candidate {
            guard settled <= budget else { return (taken, false) }
            taken.append((Int(best.cost), best.arcs))
            guard taken.count < limit else { break }
            for place in best.parting..<best.arcs.count {
                let used = (place == best.parting ? best.barred : []) + [graph.outgoing.ends[best.arcs[place]]]
                let node = graph.tail(of: best.arcs[place])
                keep(first(of: Array(best.arcs[..<place]), at: node, notTo: used, to: target, avoiding: filter))
                guard settled <= budget else { return (taken, false) }
            }
        }
        return (taken, true)
    }

    private struct Entry: Comparable {
        let candidate: Candidate
        let order: Int

        static func < (a: Entry, b: Entry) -> Bool {
            (a.candidate.cost, a.order) < (b.candidate.cost, b.order)
        }

        static func == (a: Entry, b: Entry) -> Bool { a.order == b.order }
    }

    /// The cheapest path of the class: these arcs, then from the node to none of the given nodes first.
    private mutating func first(
        of arcs: [UInt32], at node: UInt32, notTo nodes: [UInt32], to target: UInt32, avoiding filter: ArcFilter
    ) -> Candidate? {
        nextRun()
        var cost: UInt32 = 0
        for arc in arcs {
            barred[graph.tail(of: arc)] = run
            cost += UInt32(graph.costs[arc])
        }
        for next in nodes { barredNext[next] = run }
        // When the searches have looked at as much as the tree holds, a whole tree pays.
        if settled > tree.settled { tree.growWhole(avoiding: filter) }
        guard let rest = search(from: node, to: target, avoiding: filter) else { return nil }

        let restCost = rest.reduce(0) { $0 + UInt32(graph.costs[$1]) }
        return Candidate(cost: cost + restCost, arcs: arcs + rest, parting: arcs.count, barred: nodes)
    }

    private mutating func nextRun() {
        run &+= 1
        guard run == 0 else { return }
        known.fill(0..<known.count, with: 0)
        barred.fill(0..<barred.count, with: 0)
        barredNext.fill(0..<barredNext.count, with: 0)
        run = 1
    }

    private mutating func search(from start: UInt32, to target: UInt32, avoiding filter: ArcFilter) -> [UInt32]? {
        let (arcs, costs, run) = (graph.outgoing, graph.costs, run)
        let mark = UInt64(run) << 32
        let left = tree.least(from: start)
        guard left != .max else { return nil }
        heap.clear()
        known[start] = mark
        heap.insert(UInt64(left) << 32 | UInt64(start))

        while let entry = heap.removeMin() {
            let node = UInt32(truncatingIfNeeded: entry)
            let cost = UInt32(truncatingIfNeeded: known[node])
            // A node that was inserted again for less is taken once: its estimate is what is known now.
            guard UInt32(entry >> 32) == cost &+ tree.least(from: node) else { continue }
            settled &+= 1
            if node == target { return way(to: target, from: start) }

            for arc in arcs.window(node) {
                if filter.closes(arc: arc) { continue }
                let end = arcs.ends[arc]
                let next = cost &+ UInt32(costs[arc])
                let had = known[end]
                guard had < mark || UInt32(truncatingIfNeeded: had) > next else { continue }
                let left = tree.least(from: end)
                guard left != .max, barred[end] != run, node != start || barredNext[end] != run else { continue }
                known[end] = mark | UInt64(next)
                entered[end] = UInt32(truncatingIfNeeded: arc)
                heap.insert(UInt64(next &+ left) << 32 | UInt64(end))
            }
        }
        return nil
    }

    private func way(to target: UInt32, from start: UInt32) -> [UInt32] {
        var arcs: [UInt32] = []
        var node = target
        while node != start {
            arcs.append(entered[node])
            node = graph.tail(of: entered[node])
        }
        return arcs.reversed()
    }
}

/// A heap of numbers, the smallest first.
struct NumberHeap: ~Copyable {
    private var numbers = Stack<UInt64>(capacity: 256)

    mutating func clear() { numbers.removeAll() }

    mutating func insert(_ number: UInt64) {
        numbers.push(number)
        var place = numbers.count - 1
        while place > 0, number < numbers[(place - 1) / 2] {
            numbers[place] = numbers[(place - 1) / 2]
            place = (place - 1) / 2
        }
        numbers[place] = number
    }

    mutating func removeMin() -> UInt64? {
        guard !numbers.isEmpty else { return nil }
        let last = numbers.pop()
        guard !numbers.isEmpty else { return last }

        let least = numbers[0]
        let count = numbers.count
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < count else { break }
            if child + 1 < count, numbers[child + 1] < numbers[child] { child += 1 }
            guard numbers[child] < last else { break }
            numbers[place] = numbers[child]
            place = child
        }
        numbers[place] = last
        return least
    }
}
