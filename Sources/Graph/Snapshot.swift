internal import OverreachModel

/// The whole graph at one moment: immutable, the same for the same facts in whatever order they came.
///
/// Nodes are numbered in the order of their keys, edges in the order of source, kind name, target, origin, verdict,
/// assumptions, conditions and scope. A `NodeID` or `EdgeID` of another snapshot must not be passed in.
public struct Snapshot: Sendable {
    /// 16 hex digits that change when anything changes that an answer can show, times of evidence excepted.
    public let id: String

    let nodeColumns: NodeColumns
    let edgeColumns: EdgeColumns
    let walkGraph: WalkGraph
    private let outgoingOffsets: [UInt32]  // count = nodes + 1: the edges of a node are consecutive
    private let incomingEdges: Grouping
    private let dependents: Grouping  // into dependentEdges
    private let dependentEdges: [UInt32]

    init(_ nodes: NodeColumns, _ edges: EdgeColumns) {
        nodeColumns = nodes
        edgeColumns = edges
        id = SnapshotHash.id(nodes, edges)
        walkGraph = WalkGraph(edges, nodeCount: nodes.keys.count)
        outgoingOffsets = Grouping(edges.from, groups: nodes.keys.count).offsets
        incomingEdges = Grouping(edges.to, groups: nodes.keys.count)

        var premiseNodes: [UInt32] = []
        var dependentEdges: [UInt32] = []
        for edge in edges.from.indices {
            for premise in edges.premises[edge] {
                guard let node = nodes.keys.sortedPosition(of: premise) else { continue }
                premiseNodes.append(UInt32(node))
                dependentEdges.append(UInt32(edge))
            }
        }
        dependents = Grouping(premiseNodes, groups: nodes.keys.count)
        self.dependentEdges = dependentEdges
    }

    /// How many nodes there are.
    public var nodeCount: Int { nodeColumns.keys.count }

    /// How many edges there are.
    public var edgeCount: Int { edgeColumns.from.count }

    /// All nodes, in the order of their keys.
    public var nodes: NodeList { NodeList(count: nodeCount) }

    /// All edges, in the order of their sources.
    public var edges: EdgeList { EdgeList(0..<edgeCount) }

    /// The edges that begin at the node, of whatever traversal.
    public func outgoing(_ node: NodeID) -> EdgeList {
        EdgeList(Int(outgoingOffsets[node.position])..<Int(outgoingOffsets[node.position + 1]))
    }

    /// The edges that end at the node, of whatever traversal.
    public func incoming(_ node: NodeID) -> EdgeList {
        EdgeList(incomingEdges.window(node.position), of: incomingEdges.positions)
    }

    /// The derived edges that name the node among their premises, and fall with it.
    public func dependents(of node: NodeID) -> [EdgeID] {
        dependents.positions[dependents.window(node.position)].map { EdgeID(dependentEdges[Int($0)]) }
    }
}
