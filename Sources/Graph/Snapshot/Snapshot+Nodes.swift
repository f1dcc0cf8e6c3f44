public import OverreachModel

extension Snapshot {
    /// The node with this key.
    ///
    /// Complexity: O(log nodes).
    public func node(_ key: Key) -> NodeID? {
        if let position = nodeColumns.keys.sortedPosition(of: key.text) {
            let node = NodeID(UInt32(position))
            return change?.removedNodes.sortedPosition(of: node.index) == nil ? node : nil
        }
        return change?.nodes.keys.sortedPosition(of: key.text).map { NodeID(UInt32(nodeSpace + $0)) }
    }

    /// The node's lasting name.
    public func key(_ node: NodeID) -> Key { read(node) { $0.key($1) } }

    /// What people call it.
    public func name(_ node: NodeID) -> String { read(node) { $0.name($1) } }

    /// What the world calls it: an ARN, a path, an address.
    public func worldID(_ node: NodeID) -> String { read(node) { $0.worldID($1) } }

    /// Its kind in the words of the answers.
    public func kind(_ node: NodeID) -> NodeKind { read(node) { $0.kind($1) } }

    /// The kinds of which there is a node.
    ///
    /// Complexity: O(types of nodes); of a view, O(nodes).
    public var kinds: Set<NodeKind> {
        change == nil ? Set(nodeColumns.kindTable) : Set(nodes.lazy.map { kind($0) })
    }

    /// Its type; nil where the catalogue has none.
    public func type(_ node: NodeID) -> NodeType? { read(node) { $0.type($1) } }

    /// What else is said of it, by name and value.
    public func properties(_ node: NodeID) -> [Property] { read(node) { $0.properties($1) } }

    /// Where it is said, sorted; empty where only edges mention the node.
    public func evidence(_ node: NodeID) -> [Evidence] { read(node) { $0.evidence($1) } }

    /// The first value, in the order of bytes, of the property with this name.
    public func property(_ name: String, of node: NodeID) -> String? {
        read(node) { $0.values(of: name, $1).first }
    }

    /// All values of the property with this name, in the order of bytes.
    public func values(of name: String, _ node: NodeID) -> [String] {
        read(node) { $0.values(of: name, $1) }
    }

    /// The nodes that the world calls this, or whose key ends in it, in the order of keys; in a view, those added come last.
    ///
    /// Complexity: one pass over the bytes of the keys, and over the numbers of the texts.
    public func nodes(withID id: String) -> [NodeID] {
        nodes(in: nodeColumns.nodes(withID: id), change.map { $0.nodes.nodes(withID: id) })
    }

    /// The nodes that people call this, likewise.
    public func nodes(named name: String) -> [NodeID] {
        nodes(in: nodeColumns.nodes(named: name), change.map { $0.nodes.nodes(named: name) })
    }

    private func nodes(in built: [Int], _ added: [Int]?) -> [NodeID] {
        let kept = built.map { UInt32($0) }.filter { change?.removedNodes.sortedPosition(of: $0) == nil }
        return (kept + (added ?? []).map { UInt32(nodeSpace + $0) }).map { NodeID($0) }
    }

    /// What the row of the node holds, in whichever columns that is.
    @inline(__always) private func read<Value>(_ node: NodeID, _ value: (NodeColumns, Int) -> Value) -> Value {
        guard let change, node.position >= nodeSpace else { return value(nodeColumns, node.position) }
        return value(change.nodes, node.position - nodeSpace)
    }
}
