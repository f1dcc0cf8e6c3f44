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
}
