internal import OverreachModel

/// What one filter leaves of a snapshot, with its components: for questions about all nodes at once.
///
/// It is right for its filter and its overlay alone. It holds all arcs anew, both ways, so whoever asks more than one
/// question keeps it; a question about one node with any other filter is one for `Snapshot.reach`, which makes nothing
/// beforehand.
///
/// Complexity: O(nodes + edges) to make.
public struct CondensedSnapshot: Sendable {
    /// The snapshot that it was made of.
    public let snapshot: Snapshot
    /// What it follows.
    public let filter: Filter
    let graph: CompactGraph
    let walkGraph: WalkGraph
    private let edges: Column<UInt32>  // by the number that an arc had: the edge

    init(_ walk: Walk) {
        let arcs = walk.graph.outgoing
        let places = walk.graph.placeCount
        let offsets = Scratch<UInt32>(count: places + 1)
        var ends = Stack<UInt32>(capacity: arcs.ends.count)
        var edges = Stack<UInt32>(capacity: arcs.ends.count)
        var costs = Stack<UInt8>(capacity: arcs.ends.count)
        for place in 0..<places {
            offsets[place] = UInt32(ends.count)
            for arc in arcs.window(UInt32(place)) where walk.admits(arcs.edges[arc]) {
                ends.push(arcs.ends[arc])
                edges.push(arcs.edges[arc])
                costs.push(UInt8(clamping: walk.snapshot.cost(EdgeID(arcs.edges[arc]))))
            }
        }
        offsets[places] = UInt32(ends.count)

        snapshot = walk.snapshot
        filter = walk.filter
        walkGraph = walk.graph
        self.edges = edges.copied()
        graph = CompactGraph(Arcs(offsets: offsets.frozen(), ends: ends.copied()), costs: costs.copied())
    }

    /// The edge that the arc is of.
    func edge(_ arc: UInt32) -> EdgeID { EdgeID(edges[graph.original(arc: arc)]) }

    /// Where a walk ends that comes to the node.
    func arrival(_ node: NodeID) -> UInt32 { graph.numbers[node.index] }

    /// Where a walk goes on that has the node.
    func departure(_ node: NodeID) -> UInt32 { graph.numbers[walkGraph.departure(node)] }

    /// The node that ends walks at the place; nil where the place is the content of one.
    func arrivingNode(_ place: UInt32) -> NodeID? {
        let original = graph.originals[place]
        return original < snapshot.nodeCount ? NodeID(original) : nil
    }
}

extension Snapshot {
    /// What the filter leaves, with its components.
    public func condensed(following filter: Filter) -> CondensedSnapshot {
        CondensedSnapshot(Walk(self, following: filter))
    }
}

extension Overlay {
    /// What the filter leaves when all that was removed is gone, with its components.
    public func condensed(following filter: Filter) -> CondensedSnapshot { CondensedSnapshot(walk(filter)) }
}
