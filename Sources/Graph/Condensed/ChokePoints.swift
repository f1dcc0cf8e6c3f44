/// What is lost without each node and each edge: where to cut, exactly, for all of them at once.
public struct ChokePoints: Sendable, Hashable {
    /// A node, and how many others are lost without it.
    public struct Node: Sendable, Hashable {
        /// The node.
        public let node: NodeID
        /// How many are lost.
        public let lost: Int
    }

    /// An edge, and how many nodes are lost without it.
    public struct Edge: Sendable, Hashable {
        /// The edge.
        public let edge: EdgeID
        /// How many are lost.
        public let lost: Int
    }

    /// The nodes without which something is lost, the most first, then in the order of keys.
    public let nodes: [Node]
    /// The edges without which something is lost, the most first, then in their order.
    public let edges: [Edge]
    /// How many there are to lose.
    public let total: Int

    /// `nodes` is by number of the node; of `edges` the same may come several times, and is lost for all of them.
    fileprivate init(nodes: [Int], edges: [Edge], total: Int) {
        self.total = total
        self.nodes = nodes.indices.filter { nodes[$0] > 0 }.map { Node(node: NodeID(UInt32($0)), lost: nodes[$0]) }
            .sorted { $0.lost == $1.lost ? $0.node < $1.node : $0.lost > $1.lost }

        var merged: [Edge] = []
        for edge in edges.sorted(by: { $0.edge < $1.edge }) where edge.lost > 0 {
            if let last = merged.last, last.edge == edge.edge {
                merged[merged.count - 1] = Edge(edge: edge.edge, lost: last.lost + edge.lost)
            } else {
                merged.append(edge)
            }
        }
        self.edges = merged.sorted { $0.lost == $1.lost ? $0.edge < $1.edge : $0.lost > $1.lost }
    }
}

extension CondensedSnapshot {
    /// What the start no longer reaches without each node and each edge.
    ///
    /// Complexity: that of `Dominators`.
    public func chokePoints(from start: NodeID) -> ChokePoints { chokePoints(from: start) { _ in true } }

    /// What of the nodes that count the start no longer reaches without each node and each edge.
    ///
    /// The loss of a node does not count itself. Complexity: that of `Dominators`.
    public func chokePoints(from start: NodeID, counting isCounted: (NodeID) -> Bool) -> ChokePoints {
        let weights = Scratch<UInt8>(repeating: 0, count: graph.nodeCount)
        for node in snapshot.nodes where node != start && isCounted(node) { weights[arrival(node)] = 1 }
        let tree = Dominators(graph, from: [departure(start)], weights: weights.frozen())

        // Where walks end at a split node nothing goes on, so what falls with it and what falls with its content are
        // different things, and their sum is what falls with both.
        var nodes = [Int](repeating: 0, count: nodeSpace)
        for place in tree.reached {
            let node = self.node(place)
            guard node != start else { continue }
            nodes[node.position] += tree.loss(without: place) - (arrivingNode(place).map(isCounted) ?? false ? 1 : 0)
        }
        let edges = tree.arcs(in: graph).map { arc, loss in
            let content = self.node(graph.outgoing.ends[arc])
            let falls = isCounted(content) && fallsWithContent(arc, start, tree)
            return ChokePoints.Edge(edge: edge(arc), lost: loss + (falls ? 1 : 0))
        }
        return ChokePoints(nodes: nodes, edges: edges, total: tree.reachedWeight)
    }

    /// Whether the arc's edge, by whose loss a content is lost, takes with it the node whose content it is, though
    /// neither of its two arcs does alone: all others that come to the node come from its content.
    private func fallsWithContent(_ arc: UInt32, _ start: NodeID, _ tree: Dominators) -> Bool {
        let content = graph.outgoing.ends[arc]
        guard arrivingNode(content) == nil else { return false }
        let node = self.node(content)
        let (place, edge) = (arrival(node), edge(arc))
        guard node != start else { return false }

        var isAlone = true
        for position in graph.incoming.window(place) where tree.reaches(graph.incoming.ends[position]) {
            guard self.edge(graph.incomingArcs[position]) != edge else { continue }
            guard tree.dominates(content, graph.incoming.ends[position]) else { return false }
            isAlone = false
        }
        // Where nobody else comes to the node, the arc to it is counted by itself.
        return !isAlone
    }

    /// Which of the entries no longer reach any of the targets without each node and each edge.
    ///
    /// An entry that is a target itself is not counted; the loss of a node that is an entry does not count itself.
    ///
    /// Complexity: that of `Dominators`.
    public func chokePoints(from entries: [NodeID], to targets: [NodeID]) -> ChokePoints {
        let isTarget = Set(targets)
        let weights = Scratch<UInt8>(repeating: 0, count: graph.nodeCount)
        for entry in entries where !isTarget.contains(entry) { weights[departure(entry)] = 1 }
        let own = weights.frozen()
        let filter = withoutContents(of: targets)
        let tree = Dominators(graph, from: targets.map(arrival), .backward, avoiding: filter, weights: own)

        var nodes = [Int](repeating: 0, count: nodeSpace)
        for place in tree.reached {
            let node = self.node(place)
            nodes[node.position] += tree.loss(without: place) - Int(own[place])
        }
        let edges = tree.arcs(in: graph, .backward, avoiding: filter).map { arc, loss in
            ChokePoints.Edge(edge: edge(arc), lost: loss)
        }
        return ChokePoints(nodes: nodes, edges: edges, total: tree.reachedWeight)
    }

    /// How many numbers of nodes there are.
    private var nodeSpace: Int { snapshot.nodeSpace + (snapshot.change?.nodes.keys.count ?? 0) }

    /// Leaves out the arcs into the contents of targets.
    ///
    /// Who goes on through a target's content has come to the target, so nothing is reached less, and an edge to the
    /// target is one arc and not two.
    func withoutContents(of targets: [NodeID]) -> ArcFilter {
        let contents = Set(targets.filter { arrival($0) != departure($0) }.map(departure))
        guard !contents.isEmpty else { return .none }
        return ArcFilter(graph) { contents.contains(graph.outgoing.ends[$0]) }
    }
}
