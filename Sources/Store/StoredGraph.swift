/// The graph that was last built of a store.
public struct StoredGraph: Sendable, Equatable {
    /// Its id.
    public var id: String
    /// Nodes in it.
    public var nodes: Int
    /// Edges in it.
    public var edges: Int

    /// Names a graph.
    public init(id: String, nodes: Int, edges: Int) {
        self.id = id
        self.nodes = nodes
        self.edges = edges
    }
}

extension StoreReader {
    /// The graph that was built by these rules of the very facts that are there now; nil where none was.
    public func graph(rules: Int) throws -> StoredGraph? {
        // A store that was made before graphs were kept is read as it is.
        guard try Schema.version(of: db) > 1, let row = try db.row(.selectGraph),
            try row.int(0) == version(), try row.int(1) == Int64(rules)
        else { return nil }
        return StoredGraph(id: try row.text(2), nodes: Int(try row.int(3)), edges: Int(try row.int(4)))
    }
}

extension StoreWriter {
    /// Keeps the name of the graph that these rules built of what is in the store; the same again writes nothing.
    public mutating func keep(_ graph: StoredGraph, rules: Int) throws {
        let reader = StoreReader(db)
        if !hasChanged, try reader.graph(rules: rules) == graph { return }
        let version = try reader.version() + (hasChanged ? 1 : 0)
        try db.run(.keepGraph, [version, rules, Blob(graph.id), graph.nodes, graph.edges])
    }
}
