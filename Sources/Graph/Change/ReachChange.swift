/// What one change does to what some nodes reach.
package struct ReachDifference: Sendable, Equatable {
    /// The nodes that are no longer reached, ascending.
    package let lost: [UInt32]
    /// The nodes that are reached now and were not, ascending; new nodes among them.
    package let gained: [UInt32]
    /// How it was found.
    package let method: ReachMethod
}

/// What changes do to what some nodes reach, or to what reaches them: one search before, then a difference a change.
///
/// Where the components still hold, a difference costs what it holds. A component that loses an arc is looked at in the
/// order of the components: it is still reached if any arc into it is left from one that is, and then nothing after it
/// is looked at; else it is lost, and those after it are looked at in turn. In that order all that could support a
/// component has been decided before it. What is added is walked from there on.
///
/// ```
///   start ─▶ a ─▶ b ─▶ c       without a─▶b: b has another arc, from d: nothing is lost, c is not looked at
///       └──▶ d ─▶ b            without d─▶b as well: b is lost, then c
/// ```
///
/// A component that comes apart is taken apart, and its pieces are walked like what is added. Where very much comes apart,
/// and with gates, the changed graph is searched as it is.
///
/// Complexity: O(components / 64 + arcs of what is lost and gained) where components hold, and the arcs of those that do
/// not; else O(nodes + arcs reached). O(arcs that change) where all that is gone lies beyond what is reached.
///
/// Reference: support counted in topological order: as for deletions in G. Ramalingam, T. Reps, "On the computational
/// complexity of dynamic graph problems", 1996, DOI 10.1016/0304-3975(95)00079-8, for acyclic graphs.
package struct ReachChange: ~Copyable {
    private let graph: CompactGraph
    private let starts: [UInt32]
    private let direction: Direction
    private var base: ComponentReach
    private var planner: ComponentPlanner
    private var masked: MaskedReach?  // made when a change first needs it
    private let pending: Scratch<UInt64>  // one bit a component: to be looked at; zero between runs
    private var states: Scratch<UInt32>  // by component: run · 4 + what is known of it in that run
    private var run: UInt32 = 0
    /// How many nodes are reached before any change, the starts among them.
    package let size: Int

    /// What is known of a component beside whether it was reached before.
    private enum State {
        static let isEnd: UInt32 = 1  // an arc between components that is gone begins or ends here
        static let lost: UInt32 = 2
        static let gained: UInt32 = 3
        static let lastRun: UInt32 = 1 << 30 - 1
    }

    /// Searches once from the starts, which may be new nodes of the changes that follow.
    package init(_ graph: CompactGraph, from starts: [UInt32], _ direction: Direction = .forward) {
        self.graph = graph
        self.starts = starts
        self.direction = direction
        base = ComponentReach(graph)
        size = base.search(from: starts.filter { $0 < graph.nodeCount }, direction)
        planner = ComponentPlanner(graph)
        masked = nil
        pending = Scratch(repeating: 0, count: graph.condensation.count / 64 + 1)
        states = Scratch(repeating: 0, count: graph.condensation.count)
    }

    /// Whether the node is reached before any change.
    package func contains(_ node: UInt32) -> Bool { node < graph.nodeCount && base.contains(node) }

    /// What the change does; it is one of this very graph.
    package mutating func difference(_ change: GraphChange) -> ReachDifference {
        let change = change.taking(from: direction) { base.contains($0) }
        guard !change.isEmpty else {
            return ReachDifference(lost: [], gained: [], method: graph.gates == nil ? .components : .edges)
        }
        let filter = ArcFilter(graph, closing: change.removedArcs)
        // A start that is gone still is its own, and no longer of its component.
        let holds = !starts.contains { change.isRemoved($0) && size(of: $0) > 1 }
        guard holds, let plan = planner.plan(change, avoiding: filter) else {
            return differenceOverArcs(change, avoiding: filter)
        }
        return differenceOverComponents(change, plan)
    }

    private func size(of node: UInt32) -> UInt32 { graph.condensation.size(graph.condensation.components[node]) }

    // MARK: - Over arcs

    /// What the change does, found over the edges whether components hold or not.
    package mutating func differenceOverEdges(_ change: GraphChange) -> ReachDifference {
        differenceOverArcs(change, avoiding: ArcFilter(graph, closing: change.removedArcs))
    }

    private mutating func differenceOverArcs(_ change: GraphChange, avoiding filter: ArcFilter) -> ReachDifference {
        if (masked?.capacity ?? 0) < max(change.nodeCount, 1) {
            masked = MaskedReach(graph, addedNodes: change.addedNodeCount)
        }
        _ = masked?.search(from: starts.filter { $0 < change.nodeCount }, direction, in: change, avoiding: filter)
        var (lost, gained): ([UInt32], [UInt32]) = ([], [])
        for node in 0..<UInt32(change.nodeCount) {
            let (before, after) = (contains(node), masked?.contains(node) ?? false)
            if before, !after { lost.append(node) }
            if after, !before { gained.append(node) }
        }
        return ReachDifference(lost: lost, gained: gained, method: .edges)
    }

    // MARK: - Over components

    private mutating func differenceOverComponents(_ change: GraphChange, _ plan: ComponentChange) -> ReachDifference {
        nextRun(numbers: Int(plan.firstPiece) + plan.pieces.count)
        var roots: Set<UInt32> = []
        for start in starts where start < change.nodeCount { roots.insert(plan.component(start, in: graph)) }
        let lost = lose(plan, roots: roots)
        let gained = gain(plan, roots: roots)

        let condensation = graph.condensation
        var (lostNodes, gainedNodes): ([UInt32], [UInt32]) = ([], [])
        for component in lost where !isState(component, State.gained) {
            lostNodes += condensation.members(component).filter { plan.pieceOf[$0] == nil }
        }
        for component in gained where component < plan.firstPiece {
            if component >= condensation.count {
                gainedNodes.append(component - UInt32(condensation.count) + UInt32(graph.nodeCount))
            } else if !base.holds(component) {
                gainedNodes += condensation.members(component).filter {
                    plan.pieceOf[$0] == nil && plan.alone.sortedPosition(of: $0) == nil
                }
            }
        }
        for (rank, piece) in plan.pieces.enumerated() {
            let (before, after) = (base.holds(piece.component), isReached(plan.firstPiece + UInt32(rank)))
            if before, !after { lostNodes += piece.nodes }
            if after, !before { gainedNodes += piece.nodes }
        }
        // A node that is gone by itself is lost though its component may not be.
        for node in plan.alone where base.contains(node) && !isLost(condensation.components[node]) {
            lostNodes.append(node)
        }
        return ReachDifference(lost: lostNodes.sorted(), gained: gainedNodes.sorted(), method: .components)
    }

    /// Looks at what may be lost, in order, and gives the components that are.
    private func lose(_ plan: ComponentChange, roots: Set<UInt32>) -> [UInt32] {
        let (ahead, behind) = arcs
        let isForward = direction == .forward
        for component in plan.closedEnds { set(component, State.isEnd) }
        let closed = Set(plan.closed)
        var (first, last) = (Int.max, -1)  // words of pending
        func look(_ component: UInt32) {
            let word = Int(component >> 6)
            pending[word] |= 1 << UInt64(component & 63)
            (first, last) = (min(first, word), max(last, word))
        }
        for pair in plan.closed {
            let (tail, head) = (UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair))
            let (from, to) = isForward ? (tail, head) : (head, tail)
            if base.holds(from), base.holds(to) { look(to) }
        }
        for component in plan.emptied where base.holds(component) { look(component) }
        // A start in a piece is no start of the rest of its component.
        for start in starts where plan.pieceOf[start] != nil { look(graph.condensation.components[start]) }
        guard last >= 0 else { return [] }

        var lost: [UInt32] = []
        var word = isForward ? first : last
        while word >= first, word <= last {
            let bits = pending[word]
            guard bits != 0 else {
                word += isForward ? 1 : -1
                continue
            }
            let bit = isForward ? bits.trailingZeroBitCount : 63 - bits.leadingZeroBitCount
            pending[word] = bits & ~(1 << UInt64(bit))
            let component = UInt32(word * 64 + bit)
            guard !roots.contains(component) else { continue }
            let isEnd = isState(component, State.isEnd)
            let isSupported = behind.window(component).contains { arc in
                let from = behind.ends[arc]
                guard base.holds(from), !isState(from, State.lost) else { return false }
                return !isEnd || !closed.contains(pair(from, component))
            }
            guard !isSupported else { continue }

            set(component, State.lost)
            lost.append(component)
            for arc in ahead.window(component) where base.holds(ahead.ends[arc]) { look(ahead.ends[arc]) }
        }
        return lost
    }

    /// Walks from what is reached over what is added, and gives the components that are reached by it.
    private func gain(_ plan: ComponentChange, roots: Set<UInt32>) -> [UInt32] {
        let (ahead, _) = arcs
        let count = graph.condensation.count
        let (closed, closedEnds) = (Set(plan.closed), Set(plan.closedEnds))
        var gained: [UInt32] = []
        func reach(_ component: UInt32) {
            guard !isReached(component) else { return }
            set(component, State.gained)
            gained.append(component)
        }
        // A start among the new nodes was not reached before, itself included; one in a piece begins at that.
        for root in roots.sorted() where root >= count { reach(root) }
        for link in plan.links.arcs {
            let (from, to) = direction == .forward ? (link.tail, link.head) : (link.head, link.tail)
            if isReached(from) { reach(to) }
        }

        var next = 0
        while next < gained.count {
            let component = gained[next]
            next += 1
            plan.links.forEachEnd(at: component, direction) { reach($0) }
            guard component < count else { continue }
            let isEnd = closedEnds.contains(component)
            for arc in ahead.window(component) {
                let end = ahead.ends[arc]
                if isEnd, closed.contains(pair(component, end)) { continue }
                reach(end)
            }
        }
        return gained
    }

    /// The arcs between components in the direction that is asked, and those against it.
    private var arcs: (ahead: Arcs, behind: Arcs) {
        let condensation = graph.condensation
        return direction == .forward
            ? (condensation.outgoing, condensation.incoming) : (condensation.incoming, condensation.outgoing)
    }

    private func pair(_ from: UInt32, _ to: UInt32) -> UInt64 {
        direction == .forward ? ComponentChange.pair(from, to) : ComponentChange.pair(to, from)
    }

    private func isReached(_ component: UInt32) -> Bool {
        if isState(component, State.gained) { return true }
        return component < graph.condensation.count && base.holds(component) && !isState(component, State.lost)
    }

    private func isLost(_ component: UInt32) -> Bool { isState(component, State.lost) }

    // MARK: - States

    @inline(__always) private func isState(_ component: UInt32, _ state: UInt32) -> Bool {
        states[component] == run << 2 | state
    }

    @inline(__always) private func set(_ component: UInt32, _ state: UInt32) { states[component] = run << 2 | state }

    private mutating func nextRun(numbers count: Int) {
        run = run == State.lastRun ? 1 : run + 1
        if states.count < count {
            states = Scratch(repeating: 0, count: count)
        } else if run == 1 {
            states.fill(0..<states.count, with: 0)
        }
    }
}
