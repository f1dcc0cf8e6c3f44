public import OverreachModel

/// What questions about access are asked of: the facts that bear on them, and how far these can be trusted.
///
/// The facts need not be all that is known: those that the question cannot touch may be left out.
public struct AccessFacts: Sendable {
    /// The graph of all that is known, which the answer belongs to.
    public struct Graph: Sendable {
        /// The same for the same graph, whatever the order of arrival.
        public let id: String
        /// Nodes in it.
        public let nodes: Int
        /// Edges in it.
        public let edges: Int

        /// Names a graph.
        public init(id: String, nodes: Int, edges: Int) {
            self.id = id
            self.nodes = nodes
            self.edges = edges
        }
    }

    /// Principals, resources, the organization, with their policies.
    public let base: FactBase
    /// The graph of everything.
    public let graph: Graph
    /// What holds for every answer: files that were not read, layers that were never collected.
    public let caveats: [Caveat]

    /// Gathers the facts.
    public init(base: FactBase, graph: Graph, caveats: [Caveat]) {
        self.base = base
        self.graph = graph
        self.caveats = caveats
    }
}

extension Answer {
    /// Wraps the result of a question about access, with what the answer itself leaves open.
    init(_ command: String, of facts: AccessFacts, caveats: [Caveat], result: Result) {
        self.command = command
        snapshot = SnapshotReference(id: facts.graph.id, nodes: facts.graph.nodes, edges: facts.graph.edges)
        self.caveats = Set(facts.caveats + caveats).sorted()
        complete = !self.caveats.contains { $0.reason == Caveat.notRead }
        self.result = result
    }
}
