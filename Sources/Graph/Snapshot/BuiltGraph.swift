internal import OverreachModel
internal import Synchronization

/// What a snapshot was built of, or what a saved one is mapped from: shared by all views of it.
final class BuiltGraph: Sendable {
    let nodes: NodeColumns
    let edges: EdgeColumns
    let walkGraph: WalkGraph
    let outgoingOffsets: Field<UInt32>  // count = nodes + 1: the edges of a node are consecutive
    let incomingEdges: Grouping
    let dependents: Grouping  // derived edges by the node that they name among their premises
    let file: MappedSnapshot?  // what it is mapped from; nil in memory
    private let condensed = Mutex<[Profile: CondensedArcs]>([:])  // without the snapshot, which keeps this

    init(_ nodes: NodeColumns, _ edges: EdgeColumns) {
        self.nodes = nodes
        self.edges = edges
        walkGraph = WalkGraph(edges, nodeCount: nodes.count)
        outgoingOffsets = Field(Arcs.offsets(counting: edges.from.whole, groups: nodes.count))
        incomingEdges = Grouping(edges.to.whole, groups: nodes.count)
        dependents = BuiltGraph.dependents(nodes, edges)
        file = nil
    }

    /// The graph of a file.
    init(
        _ nodes: NodeColumns, _ edges: EdgeColumns, _ walkGraph: WalkGraph, outgoingOffsets: Field<UInt32>,
        incomingEdges: Grouping, dependents: Grouping, file: MappedSnapshot
    ) {
        self.nodes = nodes
        self.edges = edges
        self.walkGraph = walkGraph
        self.outgoingOffsets = outgoingOffsets
        self.incomingEdges = incomingEdges
        self.dependents = dependents
        self.file = file
    }

    /// The arcs of a profile, which are made when they are first asked for.
    func arcs(of profile: Profile, _ walk: Walk) -> CondensedArcs {
        condensed.withLock { known in
            if let arcs = known[profile] { return arcs }
            let arcs = CondensedArcs(walk)
            known[profile] = arcs
            return arcs
        }
    }

    private static func dependents(_ nodes: NodeColumns, _ edges: EdgeColumns) -> Grouping {
        // Premises are named by few texts, each of which is looked up once.
        var known: [Int: UInt32] = [:]
        var premiseNodes: [UInt32] = []
        var dependentEdges: [UInt32] = []
        for edge in 0..<edges.count where edges.mark(edge).origin == .derived {
            edges.forEachPremise(edge) { text in
                let node = known[text] ?? nodes.keys.sortedPosition(of: edges.texts[text]).map { UInt32($0) } ?? .max
                known[text] = node
                guard node != .max else { return }
                premiseNodes.append(node)
                dependentEdges.append(UInt32(edge))
            }
        }
        let groups = Grouping(premiseNodes, groups: nodes.count)
        let positions = groups.positions.indices.map { dependentEdges[Int(groups.positions[$0])] }
        return Grouping(offsets: groups.offsets, positions: Field(positions))
    }
}
