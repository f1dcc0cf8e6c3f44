internal import OverreachModel

/// The whole graph at one moment: immutable, the same for the same facts in whatever order they came.
///
/// Nodes are numbered in the order of their keys, edges in the order of source, kind name, target, origin, verdict,
/// assumptions, conditions and scope. A `NodeID` or `EdgeID` of another snapshot must not be passed in. The view of an
/// `Overlay` is a snapshot too: it has the numbers of the one it looks at, and after them those of what was added.
public struct Snapshot: Sendable {
    /// 16 hex digits that change when anything changes that an answer can show, times of evidence excepted.
    public let id: String

    let built: BuiltGraph
    let change: SnapshotChange?  // nil for a graph as it was built

    init(_ nodes: NodeColumns, _ edges: EdgeColumns) {
        built = BuiltGraph(nodes, edges)
        change = nil
        id = SnapshotHash.id(nodes, edges)
    }

    /// A graph that was saved under its id.
    init(_ built: BuiltGraph, id: String) {
        self.built = built
        self.id = id
        change = nil
    }

    /// The view of an overlay: the same columns, and the change beside them.
    init(changing overlay: Overlay) {
        let change = SnapshotChange(overlay)
        built = overlay.base.built
        self.change = change
        id = SnapshotHash.id(of: overlay.base, changed: change)
    }

    var nodeColumns: NodeColumns { built.nodes }
    var edgeColumns: EdgeColumns { built.edges }
    var walkGraph: WalkGraph { built.walkGraph }

    /// How many nodes there are.
    public var nodeCount: Int { nodes.count }

    /// How many edges there are.
    public var edgeCount: Int { edges.count }

    /// How many numbers of nodes there are as the graph was built: those of a change come after.
    var nodeSpace: Int { built.nodes.count }

    /// How many numbers of edges there are as the graph was built.
    var edgeSpace: Int { built.edges.count }

    /// All nodes, in the order of their keys; in a view, those that were added come last, in theirs.
    public var nodes: NodeList {
        NodeList(count: nodeSpace + (change?.nodes.count ?? 0), without: change?.removedNodes ?? [])
    }

    /// All edges, in the order of their sources; in a view, those that were added come last, in theirs.
    public var edges: EdgeList {
        guard let change else { return EdgeList(0..<edgeSpace) }
        let added = UInt32(edgeSpace)..<UInt32(edgeSpace + change.edges.count)
        return EdgeList((0..<UInt32(edgeSpace)).filter { !change.removedEdges.contains($0) } + added)
    }

    /// The edges that begin at the node, of whatever traversal.
    public func outgoing(_ node: NodeID) -> EdgeList {
        let known = node.position < nodeSpace ? builtOutgoing(node) : EdgeList(0..<0)
        return change.map { $0.changed(known, of: node.index, adding: $0.outgoing[node.index]) } ?? known
    }

    /// The edges that end at the node, of whatever traversal.
    public func incoming(_ node: NodeID) -> EdgeList {
        let known = node.position < nodeSpace ? builtIncoming(node) : EdgeList(0..<0)
        return change.map { $0.changed(known, of: node.index, adding: $0.incoming[node.index]) } ?? known
    }

    private func builtOutgoing(_ node: NodeID) -> EdgeList {
        EdgeList(built.outgoingOffsets.window(node.position, of: edgeSpace))
    }

    private func builtIncoming(_ node: NodeID) -> EdgeList {
        EdgeList(built.incomingEdges.window(node.position), of: built.incomingEdges.positions)
    }

    /// The derived edges that name the node among their premises, and fall with it.
    public func dependents(of node: NodeID) -> [EdgeID] {
        var edges: [EdgeID] = []
        if node.position < nodeSpace {
            let dependents = built.dependents
            edges = dependents.window(node.position).map { EdgeID(dependents.positions[$0]) }
        }
        guard let change else { return edges }

        let key = key(node)
        let added = (0..<change.edges.count).filter { change.edges.premises($0).contains(key) }
        return edges.filter { !change.removedEdges.contains($0.index) } + added.map { EdgeID(UInt32(edgeSpace + $0)) }
    }
}
