/// The cheapest path from any of some nodes to any of others, where arcs cost small whole numbers.
///
/// Two searches in the order of cost, from both ends. Each time one looks at a node that the other has seen, the path
/// through it is known; when what the two have settled costs together as much as the best such path, no better one is
/// left. The search with the shorter queue goes on by one whole distance.
///
/// Which of several cheapest paths it is depends on the numbers of the nodes alone. Gates are passed as if one
/// predecessor were enough.
///
/// Complexity: O(arcs of the nodes settled + the cost of the path).
///
/// Reference: T. A. J. Nicholson, "Finding the shortest route between two points in a network", 1966,
/// DOI 10.1093/comjnl/9.3.275; buckets: Dial 1969, DOI 10.1145/363269.363610.
package struct CostSearch: ~Copyable {
    private let graph: CompactGraph
    private var ahead: Side
    private var behind: Side
    private var run: UInt32 = 0

    /// What one of the two searches knows.
    private struct Side: ~Copyable {
        let known: Scratch<UInt64>  // by node: the run that saw it, then its distance
        let arcs: Scratch<UInt32>  // by node: the arc that leads to it, or on from it; .max: a start or an end
        var queue: Buckets

        init(_ graph: CompactGraph) {
            known = Scratch(repeating: 0, count: graph.nodeCount)
            arcs = Scratch(count: graph.nodeCount)
            queue = Buckets(maxCost: graph.maxCost)
        }

        mutating func begin(at nodes: [UInt32], _ mark: UInt64) {
            queue.clear()
            for node in nodes where known[node] < mark {
                known[node] = mark
                arcs[node] = .max
                queue.insert(node, at: 0)
            }
        }
    }

    /// The best path that is known: its cost, and a node on it.
    private struct Meeting {
        var cost = UInt32.max
        var node = UInt32.max
    }

    /// A workspace that answers one question after the other.
    package init(_ graph: CompactGraph) {
        self.graph = graph
        ahead = Side(graph)
        behind = Side(graph)
    }

    /// The path, if it is found before more than `budget` arcs are looked at.
    package mutating func search(
        from starts: [UInt32], to ends: [UInt32], avoiding filter: ArcFilter = .none, budget: Int = .max
    ) -> PathOutcome {
        run &+= 1
        if run == 0 {
            ahead.known.fill(0..<graph.nodeCount, with: 0)
            behind.known.fill(0..<graph.nodeCount, with: 0)
            run = 1
        }
        let mark = UInt64(run) << 32
        ahead.begin(at: starts, mark)
        behind.begin(at: ends, mark)
        for start in starts where behind.known[start] >= mark { return .found([]) }

        var best = Meeting()
        var touched = 0
        while ahead.queue.count > 0, behind.queue.count > 0 {
            ahead.queue.advance()
            behind.queue.advance()
            let settled = ahead.queue.least &+ behind.queue.least
            guard settled < best.cost else { break }
            guard touched <= budget else { return .outOfBudget }

            if ahead.queue.count <= behind.queue.count {
                goOn(mark, &best, &touched, avoiding: filter)
            } else {
                goBack(mark, &best, &touched, avoiding: filter)
            }
        }
        return best.node == .max ? .none : .found(path(through: best.node))
    }

    /// Settles the nodes at the least distance from the starts.
    private mutating func goOn(
        _ mark: UInt64, _ best: inout Meeting, _ touched: inout Int, avoiding filter: ArcFilter
    ) {
        let (arcs, costs) = (graph.outgoing, graph.costs)
        let distance = ahead.queue.least
        let other = behind.queue.least  // what the other search has not settled costs it at least this
        while let node = ahead.queue.take() {
            guard ahead.known[node] == mark | UInt64(distance) else { continue }
            for arc in arcs.window(node) {
                if filter.closes(arc: arc) { continue }
                touched &+= 1
                let end = arcs.ends[arc]
                let next = distance &+ UInt32(costs[arc])
                let known = ahead.known[end]
                guard known < mark || UInt32(truncatingIfNeeded: known) > next else { continue }
                let met = behind.known[end]
                if met >= mark, next &+ UInt32(truncatingIfNeeded: met) < best.cost {
                    best = Meeting(cost: next &+ UInt32(truncatingIfNeeded: met), node: end)
                } else if next &+ other >= best.cost {
                    continue
                }
                ahead.known[end] = mark | UInt64(next)
                ahead.arcs[end] = UInt32(truncatingIfNeeded: arc)
                ahead.queue.insert(end, at: next)
            }
        }
    }

    /// Settles the nodes at the least distance to the ends.
    private mutating func goBack(
        _ mark: UInt64, _ best: inout Meeting, _ touched: inout Int, avoiding filter: ArcFilter
    ) {
        let (arcs, costs) = (graph.incoming, graph.incomingCosts)
        let distance = behind.queue.least
        let other = ahead.queue.least
        while let node = behind.queue.take() {
            guard behind.known[node] == mark | UInt64(distance) else { continue }
            for position in arcs.window(node) {
                if filter.closes(incoming: position) { continue }
                touched &+= 1
                let tail = arcs.ends[position]
                let next = distance &+ UInt32(costs[position])
                let known = behind.known[tail]
                guard known < mark || UInt32(truncatingIfNeeded: known) > next else { continue }
                let met = ahead.known[tail]
                if met >= mark, next &+ UInt32(truncatingIfNeeded: met) < best.cost {
                    best = Meeting(cost: next &+ UInt32(truncatingIfNeeded: met), node: tail)
                } else if next &+ other >= best.cost {
                    continue
                }
                behind.known[tail] = mark | UInt64(next)
                behind.arcs[tail] = graph.incomingArcs[position]
                behind.queue.insert(tail, at: next)
            }
        }
    }

    private func path(through node: UInt32) -> [UInt32] {
        var arcs: [UInt32] = []
        var place = node
        while ahead.arcs[place] != .max {
            arcs.append(ahead.arcs[place])
            place = graph.tail(of: ahead.arcs[place])
        }
        arcs.reverse()
        place = node
        while behind.arcs[place] != .max {
            arcs.append(behind.arcs[place])
            place = graph.outgoing.ends[behind.arcs[place]]
        }
        return arcs
    }
}
