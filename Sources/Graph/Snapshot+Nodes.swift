public import OverreachModel

extension Snapshot {
    /// The node with this key.
    ///
    /// Complexity: O(log nodes).
    public func node(_ key: Key) -> NodeID? {
        nodeColumns.keys.sortedPosition(of: key).map { NodeID(UInt32($0)) }
    }

    /// The node's lasting name.
    public func key(_ node: NodeID) -> Key { nodeColumns.keys[node.position] }

    /// What people call it.
    public func name(_ node: NodeID) -> String { nodeColumns.names[node.position] }

    /// What the world calls it: an ARN, a path, an address.
    public func worldID(_ node: NodeID) -> String { nodeColumns.worldIDs[node.position] }

    /// Its kind in the words of the answers.
    public func kind(_ node: NodeID) -> NodeKind {
        nodeColumns.typeTable[Int(nodeColumns.types[node.position])].spec.kind
    }

    /// Its type; nil where the catalogue has none.
    public func type(_ node: NodeID) -> NodeType? {
        nodeColumns.typeTable[Int(nodeColumns.types[node.position])]
    }

    /// What else is said of it, by name and value.
    public func properties(_ node: NodeID) -> [Property] { Array(nodeColumns.properties[node.position]) }

    /// Where it is said, sorted; empty where only edges mention the node.
    public func evidence(_ node: NodeID) -> [Evidence] { Array(nodeColumns.evidence[node.position]) }

    /// The first value, in the order of bytes, of the property with this name.
    public func property(_ name: String, of node: NodeID) -> String? {
        nodeColumns.properties[node.position].first { UTF8Order.equal($0.name, name) }?.value
    }

    /// All values of the property with this name, in the order of bytes.
    public func values(of name: String, _ node: NodeID) -> [String] {
        nodeColumns.properties[node.position].filter { UTF8Order.equal($0.name, name) }.map(\.value)
    }
}
