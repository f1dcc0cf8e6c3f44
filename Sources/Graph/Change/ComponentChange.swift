/// What a change means for the components of its graph.
///
/// A component holds when nothing that is gone was needed to make it one: for every arc that is gone inside it there is
/// another way between its ends, and around a node that is gone the rest still goes everywhere. One that does not hold
/// falls into pieces: the largest keeps its number, each of the others has one of its own after the new nodes, and their
/// arcs are walked as arcs that are added. Arcs that are added never break a component; those that would make several
/// into one are walked as they are.
struct ComponentChange: Sendable {
    /// The arcs between components that are gone because no arc of the graph is left that they stood for, ascending.
    let closed: [UInt64]
    /// The components at either end of those, ascending.
    let closedEnds: [UInt32]
    /// The nodes that are gone while their component has others and holds without them, ascending.
    let alone: [UInt32]
    /// The components of one node that is gone, ascending.
    let emptied: [UInt32]
    /// What fell off components that do not hold; the piece at `i` is the component `firstPiece + i`.
    let pieces: [Piece]
    /// The number of the first piece, after those of the components and the new nodes.
    let firstPiece: UInt32
    /// The pieces by their nodes.
    let pieceOf: [UInt32: UInt32]
    /// The arcs that are added and those of pieces, between components; a new node counts as a component after the others.
    let links: AddedArcs

    /// Nodes that were part of a component.
    struct Piece: Sendable {
        let component: UInt32
        let nodes: [UInt32]  // ascending
    }

    /// The component that the node, one of the graph or a new one, is in now.
    func component(_ node: UInt32, in graph: CompactGraph) -> UInt32 {
        pieceOf[node] ?? graph.component(node)
    }

    /// An arc between components as one number.
    static func pair(_ tail: UInt32, _ head: UInt32) -> UInt64 { UInt64(tail) << 32 | UInt64(head) }
}

extension CompactGraph {
    /// The component of the node; for a node beyond those of the graph a number after all components that stands for it.
    func component(_ node: UInt32) -> UInt32 {
        node < nodeCount
            ? condensation.components[node] : node - UInt32(nodeCount) + UInt32(condensation.count)
    }
}
