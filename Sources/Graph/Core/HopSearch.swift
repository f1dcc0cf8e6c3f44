/// The path of the fewest arcs from any of some nodes to any of others.
///
/// Two searches by levels, from both ends; the one whose next level has fewer arcs goes on, until one looks at a node
/// that the other has seen. As each search is always on a whole level, the first such node lies on a shortest path.
///
/// ```
///   start ─▶ ● ─▶ ● ─▶ ┊ ◀─ ● ◀─ end      two small balls instead of a large one
/// ```
///
/// Which of several shortest paths it is depends on the numbers of the nodes alone. Gates are passed as if one
/// predecessor were enough.
///
/// Complexity: O(arcs of the nodes that are seen); no more than all.
///
/// Reference: I. Pohl, "Bi-directional search", 1971, in Machine Intelligence 6, 127–140 (no DOI).
package struct HopSearch: ~Copyable {
    private let graph: CompactGraph
    private let ahead: Scratch<UInt64>  // by node: the run that saw it, then the arc that entered it (.max: a start)
    private let behind: Scratch<UInt64>  // the same from the ends: the arc by which one goes on
    private let aheadQueue: Scratch<UInt32>
    private let behindQueue: Scratch<UInt32>
    private var run: UInt32 = 0
    /// How many arcs the last search looked at.
    package private(set) var touched = 0

    /// A workspace that answers one question after the other.
    package init(_ graph: CompactGraph) {
        self.graph = graph
        ahead = Scratch(repeating: 0, count: graph.nodeCount)
        behind = Scratch(repeating: 0, count: graph.nodeCount)
        aheadQueue = Scratch(count: graph.nodeCount)
        behindQueue = Scratch(count: graph.nodeCount)
    }

    /// The path, if one is found before more than `budget` arcs are looked at.
    package mutating func search(
        from starts: [UInt32], to ends: [UInt32], avoiding filter: ArcFilter = .none, budget: Int = .max
    ) -> PathOutcome {
        run &+= 1
        if run == 0 {
            ahead.fill(0..<ahead.count, with: 0)
            behind.fill(0..<behind.count, with: 0)
            run = 1
        }
        touched = 0
        let (graph, run) = (graph, run)
        let mark = UInt64(run) << 32
        var ahead = Frontier(), behind = Frontier()
        for start in starts where UInt32(self.ahead[start] >> 32) != run {
            self.ahead[start] = mark | UInt64(UInt32.max)
            aheadQueue[ahead.end] = start
            ahead.end += 1
            ahead.arcs += graph.outgoing.window(start).count
        }
        for end in ends where UInt32(self.behind[end] >> 32) != run {
            if UInt32(self.ahead[end] >> 32) == run { return .found([]) }
            self.behind[end] = mark | UInt64(UInt32.max)
            behindQueue[behind.end] = end
            behind.end += 1
            behind.arcs += graph.incoming.window(end).count
        }

        while ahead.begin < ahead.end, behind.begin < behind.end {
            guard touched <= budget else { return .outOfBudget }
            let meeting =
                ahead.arcs <= behind.arcs
                ? goOn(&ahead, mark, avoiding: filter) : goBack(&behind, mark, avoiding: filter)
            if let meeting { return .found(path(through: meeting)) }
        }
        return .none
    }

    /// The part of a queue that is the next level, and how many arcs it has.
    private struct Frontier {
        var begin = 0
        var end = 0
        var arcs = 0
    }

    /// Goes one level on; the first arc that leads to what is seen from the ends.
    private mutating func goOn(_ frontier: inout Frontier, _ mark: UInt64, avoiding filter: ArcFilter) -> UInt32? {
        let arcs = graph.outgoing
        let last = frontier.end
        var (touched, arcCount) = (touched, 0)
        defer {
            self.touched = touched
            frontier.arcs = arcCount
        }
        while frontier.begin < last {
            let node = aheadQueue[frontier.begin]
            frontier.begin &+= 1
            for arc in arcs.window(node) {
                if filter.closes(arc: arc) { continue }
                let end = arcs.ends[arc]
                touched &+= 1
                if behind[end] >= mark { return UInt32(truncatingIfNeeded: arc) }
                guard ahead[end] < mark else { continue }
                ahead[end] = mark | UInt64(truncatingIfNeeded: arc)
                aheadQueue[frontier.end] = end
                frontier.end &+= 1
                arcCount &+= arcs.window(end).count
            }
        }
        return nil
    }

    /// Goes one level back; the first arc that comes from what is seen from the starts.
    private mutating func goBack(_ frontier: inout Frontier, _ mark: UInt64, avoiding filter: ArcFilter) -> UInt32? {
        let arcs = graph.incoming
        let last = frontier.end
        var (touched, arcCount) = (touched, 0)
        defer {
            self.touched = touched
            frontier.arcs = arcCount
        }
        while frontier.begin < last {
            let node = behindQueue[frontier.begin]
            frontier.begin &+= 1
            for position in arcs.window(node) {
                if filter.closes(incoming: position) { continue }
                let tail = arcs.ends[position]
                touched &+= 1
                if ahead[tail] >= mark { return graph.incomingArcs[position] }
                guard behind[tail] < mark else { continue }
                behind[tail] = mark | UInt64(graph.incomingArcs[position])
                behindQueue[frontier.end] = tail
                frontier.end &+= 1
                arcCount &+= arcs.window(tail).count
            }
        }
        return nil
    }

    private func path(through arc: UInt32) -> [UInt32] {
        var arcs: [UInt32] = [arc]
        var before = UInt32(truncatingIfNeeded: ahead[graph.tail(of: arc)])
        while before != .max {
            arcs.append(before)
            before = UInt32(truncatingIfNeeded: ahead[graph.tail(of: before)])
        }
        arcs.reverse()
        var after = UInt32(truncatingIfNeeded: behind[graph.outgoing.ends[arc]])
        while after != .max {
            arcs.append(after)
            after = UInt32(truncatingIfNeeded: behind[graph.outgoing.ends[after]])
        }
        return arcs
    }
}
