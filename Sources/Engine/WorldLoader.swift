internal import OverreachAnalysis
internal import OverreachGraph
internal import OverreachModel
internal import OverreachStore

/// Loads the world out of a store.
struct WorldLoader {
    let store: Store

    /// The world as of now.
    ///
    /// Complexity: linear in what is stored.
    func load() throws -> World {
        let facts = try store.currentFacts()
        let records = try store.records()
        var builder = SnapshotBuilder()
        let merged = FactBase(nodes: facts.nodes, edges: facts.edges, documents: [], activities: [])
        for key in merged.nodes.keys.sorted() { merged.nodes[key].map { builder.add($0) } }
        for edge in merged.edges { builder.add(edge) }
        let snapshot = builder.build()

        var caveats = CollectionGaps(
            runs: try store.runs(), batches: try store.batches(), documents: facts.documents, nodes: facts.nodes
        ).caveats
        caveats += builder.problems.map {
            Caveat(reason: Caveat.notRead, source: "store", detail: $0.message)
        }
        caveats += facts.unknownKinds.map {
            Caveat(
                reason: Caveat.notRead, source: "store",
                detail: "\($0.edges) edges of the kind \($0.name), which this version does not know, are left out")
        }
        return World(
            snapshot: snapshot, activities: try store.activities(), documents: facts.documents,
            caveats: Set(caveats).sorted(), coverage: Coverage(records: records))
    }
}
