/// A snapshot without some of its nodes and edges: a what-if that copies nothing but the list of what is gone.
///
/// Overlays nest by value: a copy from which more is removed leaves the first as it was.
public struct Overlay: Sendable {
    /// The snapshot that it looks at; nodes and edges keep their numbers.
    public let base: Snapshot
    private(set) var removedEdges: Set<UInt32> = []

    /// The snapshot as it is.
    public init(_ base: Snapshot) { self.base = base }

    /// Removes a node, its edges, and the derived edges that rest on it.
    public mutating func remove(_ node: NodeID) {
        for edge in base.outgoing(node) { remove(edge) }
        for edge in base.incoming(node) { remove(edge) }
        for edge in base.dependents(of: node) { remove(edge) }
    }

    /// Removes an edge.
    public mutating func remove(_ edge: EdgeID) { removedEdges.insert(edge.index) }

    func walk(_ filter: Filter) -> Walk { Walk(base, following: filter, without: removedEdges) }
}
