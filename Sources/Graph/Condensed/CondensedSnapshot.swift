internal import OverreachModel

/// What one filter leaves of a snapshot, with its components: for questions about all nodes at once.
///
/// It is right for its filter and its overlay alone. It holds all arcs anew, both ways, so whoever asks more than one
/// question keeps it; that of a `Profile` is kept with the snapshot. A question about one node with any other filter is one
/// for `Snapshot.reach`, which makes nothing beforehand.
///
/// Complexity: O(nodes + edges) to make.
public struct CondensedSnapshot: Sendable {
    /// The snapshot that it was made of.
    public var snapshot: Snapshot { walk.snapshot }
    /// What it follows.
    public var filter: Filter { walk.filter }
    var graph: CompactGraph { arcs.graph }
    let walk: Walk
    private let arcs: CondensedArcs

    init(_ walk: Walk, _ arcs: CondensedArcs) {
        self.walk = walk
        self.arcs = arcs
    }

    /// The edge that the arc is of.
    func edge(_ arc: UInt32) -> EdgeID { EdgeID(arcs.edges[graph.original(arc: arc)]) }

    /// The node that the place is, or is the content of.
    func node(_ place: UInt32) -> NodeID { walk.node(graph.originals[place]) }

    /// Where a walk ends that comes to the node.
    func arrival(_ node: NodeID) -> UInt32 { graph.numbers[walk.arrival(node)] }

    /// Where a walk goes on that has the node.
    func departure(_ node: NodeID) -> UInt32 { graph.numbers[walk.departure(node)] }

    /// The node that ends walks at the place; nil where the place is the content of one.
    func arrivingNode(_ place: UInt32) -> NodeID? {
        walk.arrivingNode(graph.originals[place])
    }
}

/// The arcs that a walk may follow as a compact graph, and the edge that each is of.
struct CondensedArcs: Sendable {
    let graph: CompactGraph
    let edges: Column<UInt32>  // by the number that an arc had

    init(_ walk: Walk) {
        let places = walk.placeCount
        let offsets = Scratch<UInt32>(count: places + 1)
        var ends = Stack<UInt32>(capacity: walk.snapshot.edgeSpace)
        var edges = Stack<UInt32>(capacity: walk.snapshot.edgeSpace)
        var costs = Stack<UInt8>(capacity: walk.snapshot.edgeSpace)
        for place in 0..<places {
            offsets[place] = UInt32(ends.count)
            walk.forEachArc(at: UInt32(place), .forward) { end, edge in
                ends.push(end)
                edges.push(edge)
                costs.push(UInt8(clamping: walk.snapshot.cost(EdgeID(edge))))
            }
        }
        offsets[places] = UInt32(ends.count)

        self.edges = edges.copied()
        graph = CompactGraph(Arcs(offsets: offsets.frozen(), ends: ends.copied()), costs: costs.copied())
    }
}

extension Snapshot {
    /// What the filter leaves, with its components; those of a `Profile` are kept with the snapshot.
    public func condensed(following filter: Filter) -> CondensedSnapshot {
        let walk = Walk(self, following: filter)
        guard change == nil, let profile = Profile(filter) else { return CondensedSnapshot(walk, CondensedArcs(walk)) }
        return CondensedSnapshot(walk, built.arcs(of: profile, walk))
    }
}

extension Overlay {
    /// What the filter leaves when all is as the overlay says, with its components.
    public func condensed(following filter: Filter) -> CondensedSnapshot { view.condensed(following: filter) }
}
