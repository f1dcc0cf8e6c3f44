extension Snapshot {
    /// False: contents are places of walks and never leave the graph.
    @available(*, deprecated, message: "no node of a snapshot is a content; delete the condition")
    public func isContent(_ node: NodeID) -> Bool { false }

    /// The node itself: ends of edges and paths are stores, never contents.
    @available(*, deprecated, message: "no node of a snapshot is a content; use the node")
    public func store(ofContent node: NodeID) -> NodeID { node }
}
