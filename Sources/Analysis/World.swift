public import OverreachGraph
public import OverreachModel

/// All that a question is asked of: the graph, the acts, the documents, and what is known to be missing.
public struct World: Sendable {
    /// The graph.
    public let snapshot: Snapshot
    /// Observed acts, in the order of time.
    public let activities: [Activity]
    /// Policies, trusts, bindings.
    public let documents: [Document]
    /// What holds for every answer: files that were not read, layers that were never collected.
    public let caveats: [Caveat]
    /// What telemetry could see.
    public let coverage: Coverage

    /// Gathers a world.
    public init(
        snapshot: Snapshot, activities: [Activity], documents: [Document], caveats: [Caveat], coverage: Coverage
    ) {
        self.snapshot = snapshot
        self.activities = activities
        self.documents = documents
        self.caveats = caveats
        self.coverage = coverage
    }
}
