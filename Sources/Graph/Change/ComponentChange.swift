/// What a change means for the components of its graph, where they still hold.
///
/// They hold when nothing that is gone was needed to make a component one: for every arc that is gone inside a
/// component there is another way between its ends, and around a node that is gone the rest still goes everywhere.
/// Arcs that are added never break a component; those that would make several into one are walked as they are.
struct ComponentChange: Sendable {
    /// The arcs between components that are gone because no arc of the graph is left that they stood for, ascending.
    let closed: [UInt64]
    /// The components at either end of those, ascending.
    let closedEnds: [UInt32]
    /// The nodes that are gone while their component has others, ascending.
    let alone: [UInt32]
    /// The components of one node that is gone, ascending.
    let emptied: [UInt32]
    /// The arcs that are added, between components; a new node counts as a component after the others.
    let links: AddedArcs

    /// An arc between components as one number.
    static func pair(_ tail: UInt32, _ head: UInt32) -> UInt64 { UInt64(tail) << 32 | UInt64(head) }
}

/// Finds out whether components hold, one change after the other.
struct ComponentPlanner: ~Copyable {
    private let graph: CompactGraph
    private var hops: HopSearch?  // made when a change first needs it

    /// More looked-at arcs than a search of the whole change would cost are not spent on finding out.
    private static let budget = 1 << 20

    init(_ graph: CompactGraph) {
        self.graph = graph
        hops = nil
    }

    /// What the change means; nil where a component may have come apart, and in a graph with gates, where arcs into
    /// gates lead back and no order of the components is one of what supports what.
    ///
    /// Complexity: O(c log c) in the arcs that change, and a search of both ends for each arc gone inside a component.
    mutating func plan(_ change: GraphChange, avoiding filter: ArcFilter) -> ComponentChange? {
        guard graph.gates == nil else { return nil }
        guard holdsInside(change, avoiding: filter) else { return nil }

        let condensation = graph.condensation
        var closed: [UInt64] = []
        for pair in pairs(of: change) where !isJoined(pair, avoiding: filter) { closed.append(pair) }
        var ends: [UInt32] = []
        for pair in closed {
            ends.append(UInt32(truncatingIfNeeded: pair >> 32))
            ends.append(UInt32(truncatingIfNeeded: pair))
        }

        var (alone, emptied): ([UInt32], [UInt32]) = ([], [])
        for node in change.removedNodes {
            let component = condensation.components[node]
            if condensation.size(component) > 1 { alone.append(node) } else { emptied.append(component) }
        }
        let links = change.added.arcs.map { GraphChange.Arc(component($0.tail), component($0.head)) }
            .filter { $0.tail != $0.head }
        return ComponentChange(
            closed: closed, closedEnds: ends.sortedWithoutRepeats(), alone: alone, emptied: emptied,
            links: AddedArcs(links, firstNewNode: condensation.count, newNodes: change.addedNodeCount))
    }

    /// The component of the node, or for a new node the number after all components that stands for it.
    private func component(_ node: UInt32) -> UInt32 {
        node < graph.nodeCount
            ? graph.condensation.components[node] : node - UInt32(graph.nodeCount) + UInt32(graph.condensation.count)
    }

    /// The pairs of components between which an arc is gone, ascending.
    private func pairs(of change: GraphChange) -> [UInt64] {
        let components = graph.condensation.components
        return change.removedArcs.compactMap { arc -> UInt64? in
            let tail = components[graph.tail(of: arc)]
            let head = components[graph.outgoing.ends[arc]]
            return tail == head ? nil : ComponentChange.pair(tail, head)
        }.sortedWithoutRepeats()
    }

    /// Whether an arc is left from the one component to the other; the side that has fewer arcs is looked at.
    private func isJoined(_ pair: UInt64, avoiding filter: ArcFilter) -> Bool {
        let condensation = graph.condensation
        let (tail, head) = (UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair))
        let (from, to) = (condensation.members(tail), condensation.members(head))
        let ahead = graph.outgoing.offsets[from.lowerBound]..<graph.outgoing.offsets[from.upperBound]
        let behind = graph.incoming.offsets[to.lowerBound]..<graph.incoming.offsets[to.upperBound]
        return ahead.count < behind.count
            ? ahead.contains { to.contains(graph.outgoing.ends[$0]) && !filter.closes(arc: Int($0)) }
            : behind.contains { from.contains(graph.incoming.ends[$0]) && !filter.closes(incoming: Int($0)) }
    }

    // MARK: - Inside components

    /// Whether every component is still one, but for the nodes that are gone.
    private mutating func holdsInside(_ change: GraphChange, avoiding filter: ArcFilter) -> Bool {
        let ways = ways(of: change)
        guard !ways.isEmpty else { return true }

        var left = ComponentPlanner.budget
        for way in ways {
            if hops == nil { hops = HopSearch(graph) }
            guard case .found = hops?.search(from: [way.tail], to: [way.head], avoiding: filter, budget: left) else {
                return false
            }
            left -= hops?.touched ?? 0
            guard left > 0 else { return false }
        }
        return true
    }

    /// The ways that must be left for the components to hold.
    ///
    /// An arc that is gone is gone around by another way from its tail to its head. Who came to nodes that are gone and
    /// went on from them inside a component now takes a way to one node after them, and from there to any other.
    private func ways(of change: GraphChange) -> [GraphChange.Arc] {
        let components = graph.condensation.components
        var ways: Set<GraphChange.Arc> = []
        var (before, after): ([UInt32: Set<UInt32>], [UInt32: Set<UInt32>]) = ([:], [:])  // by component
        for arc in change.removedArcs {
            let (tail, head) = (graph.tail(of: arc), graph.outgoing.ends[arc])
            let component = components[tail]
            guard component == components[head], tail != head else { continue }
            switch (change.isRemoved(tail), change.isRemoved(head)) {
            case (true, true): continue
            case (true, false): after[component, default: []].insert(head)
            case (false, true): before[component, default: []].insert(tail)
            case (false, false): ways.insert(GraphChange.Arc(tail, head))
            }
        }
        for (component, tails) in before {
            guard let middle = after[component]?.min() else { continue }
            for tail in tails where tail != middle { ways.insert(GraphChange.Arc(tail, middle)) }
        }
        for (component, heads) in after where before[component] != nil {
            guard let middle = heads.min() else { continue }
            for head in heads where head != middle { ways.insert(GraphChange.Arc(middle, head)) }
        }
        return ways.sorted { ($0.tail, $0.head) < ($1.tail, $1.head) }
    }
}
