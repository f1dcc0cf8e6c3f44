/// Finds out what changes mean for the components, one after the other.
struct ComponentPlanner: ~Copyable {
    private let graph: CompactGraph
    private var hops: HopSearch?  // made when a change first needs it

    /// How many arcs the searches of one change may look at before its components are taken apart instead.
    private static let budget = 1 << 20
    /// How many nodes may fall off components before the changed graph is better searched as it is.
    private static let mostFallen = 1 << 16

    init(_ graph: CompactGraph) {
        self.graph = graph
        hops = nil
    }

    /// What the change means; nil where much of a component comes apart, and in a graph with gates, where arcs into gates
    /// lead back and no order of the components is one of what supports what.
    ///
    /// Complexity: O(c log c) in the arcs that change, and a search of both ends for each arc gone inside a component;
    /// O(arcs of the component) for one that does not hold.
    mutating func plan(_ change: GraphChange, avoiding filter: ArcFilter) -> ComponentChange? {
        guard graph.gates == nil else { return nil }

        let broken = brokenComponents(change, avoiding: filter)
        var pieces: [ComponentChange.Piece] = []
        for component in broken {
            pieces += ComponentPieces.fallen(from: component, of: graph, avoiding: filter)
            guard pieces.reduce(0, { $0 + $1.nodes.count }) <= ComponentPlanner.mostFallen else { return nil }
        }
        let firstPiece = UInt32(graph.condensation.count + change.addedNodeCount)
        var pieceOf: [UInt32: UInt32] = [:]
        for (rank, piece) in pieces.enumerated() {
            for node in piece.nodes { pieceOf[node] = firstPiece + UInt32(rank) }
        }

        var pairs = pairs(of: change)
        var links = change.added.arcs.map { arc in
            GraphChange.Arc(
                pieceOf[arc.tail] ?? graph.component(arc.tail), pieceOf[arc.head] ?? graph.component(arc.head))
        }
        for node in pieceOf.keys {
            addArcs(of: node, pieceOf, avoiding: filter, to: &links, &pairs)
        }
        var closed: [UInt64] = []
        for pair in pairs.sortedWithoutRepeats() where !isJoined(pair, pieceOf, avoiding: filter) {
            closed.append(pair)
        }
        let ends = closed.flatMap { [UInt32(truncatingIfNeeded: $0 >> 32), UInt32(truncatingIfNeeded: $0)] }

        var (alone, emptied): ([UInt32], [UInt32]) = ([], [])
        for node in change.removedNodes where pieceOf[node] == nil {
            let component = graph.condensation.components[node]
            if graph.condensation.size(component) > 1 { alone.append(node) } else { emptied.append(component) }
        }
        return ComponentChange(
            closed: closed, closedEnds: ends.sortedWithoutRepeats(), alone: alone, emptied: emptied, pieces: pieces,
            firstPiece: firstPiece, pieceOf: pieceOf,
            links: AddedArcs(
                Set(links.filter { $0.tail != $0.head }).sorted { ($0.tail, $0.head) < ($1.tail, $1.head) },
                firstNewNode: Int(firstPiece), newNodes: pieces.count))
    }

    /// Adds the arcs of a node that fell off its component to those that are walked as they are, and the arcs between
    /// components that may have stood for them to those that are looked at.
    private func addArcs(
        of node: UInt32, _ pieceOf: [UInt32: UInt32], avoiding filter: ArcFilter, to links: inout [GraphChange.Arc],
        _ pairs: inout [UInt64]
    ) {
        let components = graph.condensation.components
        let (own, piece) = (components[node], pieceOf[node] ?? components[node])
        for arc in graph.outgoing.window(node) where !filter.closes(arc: arc) {
            let head = graph.outgoing.ends[arc]
            links.append(GraphChange.Arc(piece, pieceOf[head] ?? components[head]))
            if components[head] != own { pairs.append(ComponentChange.pair(own, components[head])) }
        }
        for position in graph.incoming.window(node) where !filter.closes(incoming: position) {
            let tail = graph.incoming.ends[position]
            links.append(GraphChange.Arc(pieceOf[tail] ?? components[tail], piece))
            if components[tail] != own { pairs.append(ComponentChange.pair(components[tail], own)) }
        }
    }

    /// The pairs of components between which an arc is gone.
    private func pairs(of change: GraphChange) -> [UInt64] {
        let components = graph.condensation.components
        return change.removedArcs.compactMap { arc -> UInt64? in
            let tail = components[graph.tail(of: arc)]
            let head = components[graph.outgoing.ends[arc]]
            return tail == head ? nil : ComponentChange.pair(tail, head)
        }
    }

    /// Whether an arc is left from the one component to the other, not counting what fell off them; the side that has
    /// fewer arcs is looked at.
    private func isJoined(_ pair: UInt64, _ pieceOf: [UInt32: UInt32], avoiding filter: ArcFilter) -> Bool {
        let condensation = graph.condensation
        let (tail, head) = (UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair))
        let (from, to) = (condensation.members(tail), condensation.members(head))
        let ahead = graph.outgoing.offsets[from.lowerBound]..<graph.outgoing.offsets[from.upperBound]
        let behind = graph.incoming.offsets[to.lowerBound]..<graph.incoming.offsets[to.upperBound]
        func isWhole(_ arc: UInt32) -> Bool {
            pieceOf.isEmpty || (pieceOf[graph.tail(of: arc)] == nil && pieceOf[graph.outgoing.ends[arc]] == nil)
        }
        return ahead.count < behind.count
            ? ahead.contains { to.contains(graph.outgoing.ends[$0]) && !filter.closes(arc: Int($0)) && isWhole($0) }
            : behind.contains {
                from.contains(graph.incoming.ends[$0]) && !filter.closes(incoming: Int($0))
                    && isWhole(graph.incomingArcs[$0])
            }
    }

    // MARK: - Inside components

    /// The components that may not be one any more, but for the nodes that are gone; ascending.
    private mutating func brokenComponents(_ change: GraphChange, avoiding filter: ArcFilter) -> [UInt32] {
        var broken: Set<UInt32> = []
        var left = ComponentPlanner.budget
        for way in ways(of: change) {
            let component = graph.condensation.components[way.tail]
            guard !broken.contains(component) else { continue }
            if hops == nil { hops = HopSearch(graph) }
            guard left > 0,
                case .found = hops?.search(from: [way.tail], to: [way.head], avoiding: filter, budget: left)
            else {
                broken.insert(component)
                continue
            }
            left -= hops?.touched ?? 0
        }
        return broken.sorted()
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
