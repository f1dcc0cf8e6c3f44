internal import OverreachAnalysis
internal import OverreachGraph
internal import OverreachModel
internal import OverreachPosture
internal import OverreachStore
internal import OverreachTelemetry

/// Draws what follows from everything in the store: acts from records, grants and edges from documents.
///
/// Everything is derived anew from what was stated, so the order of arrival cannot matter; the store writes only what
/// came out differently.
struct Conclusion {
    let store: Store
    let now: Int64

    /// Derives, stores, and gathers the world that questions are asked of.
    func draw() throws -> World {
        var stated = try store.statedFacts()
        stated.edges = PathlessIdentities.resolved(stated.edges, among: stated.nodes)
        let index = PostureIndex(nodes: stated.nodes, edges: stated.edges)
        let correlated = Correlation.correlate(records: try store.records(), index: index)
        let base = FactBase(
            nodes: stated.nodes + correlated.nodes, edges: stated.edges + correlated.edges,
            documents: stated.documents, activities: correlated.activities,
            asOf: try store.read { try $0.newestPosture() })
        let derived = Derivation.run(over: base).conclusions

        try store.write { writer in
            _ = try writer.replaceDerived(
                part: "observed",
                fragment: Conclusion.fragment("observed", nodes: correlated.nodes, edges: correlated.edges),
                rules: Derivation.version, at: now)
            _ = try writer.replaceDerived(
                part: "rules", fragment: Conclusion.fragment("rules", nodes: derived.nodes, edges: derived.edges),
                rules: Derivation.version, at: now)
            try writer.replaceActivities(correlated.activities)
        }
        let world = try WorldLoader(store).load()
        let snapshot = world.snapshot
        let graph = StoredGraph(id: snapshot.id, nodes: snapshot.nodeCount, edges: snapshot.edgeCount)
        try store.write { try $0.keep(graph, rules: Derivation.version) }
        return world
    }

    private static func fragment(_ part: String, nodes: [NodeFact], edges: [EdgeFact]) -> Fragment {
        Fragment(
            RunScope(source: "derived", instance: "", part: part), isWhole: true, nodes: nodes, edges: edges)
    }
}
