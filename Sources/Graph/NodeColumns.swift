internal import OverreachModel

/// What a snapshot knows of its nodes: one array a field, by node number.
struct NodeColumns: Sendable {
    var keys: [Key] = []  // ascending
    var names: [String] = []
    var worldIDs: [String] = []
    var types: [UInt16] = []  // into typeTable
    var typeTable: [NodeType] = []
    var properties = Rows<Property>()
    var evidence = Rows<Evidence>()

    /// The number of the node with this key.
    func number(of key: Key) -> Int? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }

        return low < keys.count && keys[low] == key ? low : nil
    }
}
