/// All nodes of a snapshot, in the order of their keys.
public struct NodeList: RandomAccessCollection, Sendable {
    /// Zero.
    public let startIndex = 0
    /// The count of nodes.
    public let endIndex: Int

    init(count: Int) { endIndex = count }

    /// The node at the position.
    public subscript(position: Int) -> NodeID { NodeID(UInt32(position)) }
}

/// Some edges of a snapshot, ascending: a window that copies nothing.
public struct EdgeList: RandomAccessCollection, Sendable {
    /// The first position.
    public let startIndex: Int
    /// The position after the last.
    public let endIndex: Int
    private let order: [UInt32]?  // nil where the positions are the edges' own numbers

    init(_ window: Range<Int>, of order: [UInt32]? = nil) {
        startIndex = window.lowerBound
        endIndex = window.upperBound
        self.order = order
    }

    /// The edge at the position.
    public subscript(position: Int) -> EdgeID { EdgeID(order?[position] ?? UInt32(position)) }
}
