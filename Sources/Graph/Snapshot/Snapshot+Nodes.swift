public import OverreachModel

extension Snapshot {
    /// The node with this key.
    ///
    /// Complexity: O(log nodes).
    public func node(_ key: Key) -> NodeID? {
        if let position = nodeColumns.keys.sortedPosition(of: key) {
            let node = NodeID(UInt32(position))
            return change?.removedNodes.sortedPosition(of: node.index) == nil ? node : nil
        }
        return change?.nodes.keys.sortedPosition(of: key).map { NodeID(UInt32(nodeSpace + $0)) }
    }

    /// The node's lasting name.
    public func key(_ node: NodeID) -> Key { read(node) { $0.keys[$1] } }

    /// What people call it.
    public func name(_ node: NodeID) -> String { read(node) { $0.names[$1] } }

    /// What the world calls it: an ARN, a path, an address.
    public func worldID(_ node: NodeID) -> String { read(node) { $0.worldIDs[$1] } }

    /// Its kind in the words of the answers.
    public func kind(_ node: NodeID) -> NodeKind { read(node) { $0.typeTable[Int($0.types[$1])].spec.kind } }

    /// Its type; nil where the catalogue has none.
    public func type(_ node: NodeID) -> NodeType? { read(node) { $0.typeTable[Int($0.types[$1])] } }

    /// What else is said of it, by name and value.
    public func properties(_ node: NodeID) -> [Property] { read(node) { Array($0.properties[$1]) } }

    /// Where it is said, sorted; empty where only edges mention the node.
    public func evidence(_ node: NodeID) -> [Evidence] { read(node) { Array($0.evidence[$1]) } }

    /// The first value, in the order of bytes, of the property with this name.
    public func property(_ name: String, of node: NodeID) -> String? {
        read(node) { $0.properties[$1].first { UTF8Order.equal($0.name, name) }?.value }
    }

    /// All values of the property with this name, in the order of bytes.
    public func values(of name: String, _ node: NodeID) -> [String] {
        read(node) { $0.properties[$1].filter { UTF8Order.equal($0.name, name) }.map(\.value) }
    }

    /// What the row of the node holds, in whichever columns that is.
    @inline(__always) private func read<Value>(_ node: NodeID, _ value: (NodeColumns, Int) -> Value) -> Value {
        guard let change, node.position >= nodeSpace else { return value(nodeColumns, node.position) }
        return value(change.nodes, node.position - nodeSpace)
    }
}
