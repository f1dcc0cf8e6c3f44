/// All nodes of a snapshot, in the order of their numbers.
public struct NodeList: RandomAccessCollection, Sendable {
    /// Zero.
    public let startIndex = 0
    /// The count of nodes.
    public let endIndex: Int
    private let removed: [UInt32]  // ascending; their numbers are left out

    init(count: Int, without removed: [UInt32]) {
        endIndex = count - removed.count
        self.removed = removed
    }

    /// The node at the position.
    ///
    /// Complexity: O(log r), where r is how many nodes a what-if removed.
    public subscript(position: Int) -> NodeID {
        // Before the first removed number that has more than `position` kept ones below it.
        var (low, high) = (0, removed.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(removed[middle]) - middle <= position { low = middle + 1 } else { high = middle }
        }
        return NodeID(UInt32(position + low))
    }
}

/// Some edges of a snapshot, ascending: a window that copies nothing.
public struct EdgeList: RandomAccessCollection, Sendable {
    /// The first position.
    public let startIndex: Int
    /// The position after the last.
    public let endIndex: Int
    private let order: Field<UInt32>?  // nil where the positions are the edges' own numbers

    init(_ window: Range<Int>, of order: Field<UInt32>? = nil) {
        startIndex = window.lowerBound
        endIndex = window.upperBound
        self.order = order
    }

    init(_ edges: [UInt32]) { self.init(edges.indices, of: Field(edges)) }

    /// The edge at the position.
    public subscript(position: Int) -> EdgeID { EdgeID(order?[position] ?? UInt32(position)) }
}
