/// The number of a node in one snapshot, in the order of keys; it means nothing in another snapshot.
public struct NodeID: Hashable, Comparable, Sendable {
    /// From 0 to the count of nodes.
    public let index: UInt32

    init(_ index: UInt32) { self.index = index }

    var position: Int { Int(index) }

    /// The order of the nodes' keys.
    public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// The number of an edge in one snapshot, in the order of source, kind and target; it means nothing in another.
public struct EdgeID: Hashable, Comparable, Sendable {
    /// From 0 to the count of edges.
    public let index: UInt32

    init(_ index: UInt32) { self.index = index }

    var position: Int { Int(index) }

    /// The order of source, kind and target.
    public static func < (a: EdgeID, b: EdgeID) -> Bool { a.index < b.index }
}
