internal import OverreachGraph
public import OverreachModel

/// What is known: every node, or those of one kind.
public struct Nodes: Question {
    /// The question's name.
    public static let name = "nodes"
    /// What it answers, for help and catalogue.
    public static let summary = "what is known: nodes with their kinds and names"
    /// What it looks at beside the graph.
    public static let parts: WorldParts = []

    /// One kind only; nil for all.
    public var kind: NodeKind?

    /// Asks for nodes.
    public init(kind: NodeKind? = nil) { self.kind = kind }

    /// The answer, by kind, then key.
    ///
    /// Complexity: one pass over the nodes.
    public func answer(in world: World) throws -> Answer<[NodeRow]> {
        let rows = world.snapshot.nodes
            .filter { (kind == nil || world.snapshot.kind($0) == kind) }
            .map { NodeRow($0, in: world.snapshot) }
        return Answer(Nodes.name, of: world, result: rows.sorted())
    }
}
