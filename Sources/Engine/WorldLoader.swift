internal import OverreachAnalysis
internal import OverreachGraph
internal import OverreachModel
internal import OverreachStore

/// Makes the world out of one state of a store.
struct WorldLoader {
    let runs: [StoredRun]
    let batches: [StoredBatch]
    let records: [RuntimeRecord]
    let activities: [Activity]
    private let facts: StoredFacts

    /// Reads everything out of one state, whatever is written meanwhile.
    init(_ store: Store) throws {
        self = try store.read { try WorldLoader(reader: $0) }
    }

    /// Reads everything out of the state that the reader sees.
    init(reader: StoreReader) throws {
        runs = try reader.runs()
        batches = try reader.batches()
        facts = try reader.currentFacts()
        records = try reader.records()
        activities = try reader.activities()
    }

    /// The world as of then.
    ///
    /// Complexity: linear in what is stored.
    func load() -> World {
        world(
            of: StatedFacts(nodes: facts.nodes, edges: facts.edges, documents: facts.documents),
            activities: activities, coverage: Coverage(records: records))
    }

    /// The world of other facts and acts than those that are stored, with the caveats that come of how they were
    /// collected.
    func world(of facts: StatedFacts, activities: [Activity], coverage: Coverage) -> World {
        var builder = SnapshotBuilder()
        let merged = FactBase(nodes: facts.nodes, edges: facts.edges, documents: facts.documents, activities: [])
        for key in merged.nodes.keys.sorted() {
            guard var node = merged.nodes[key] else { continue }
            // Fingerprints have done their work, and differ from store to store: the same input gives the same graph.
            node.properties.removeAll { $0.name == PropertyName.fingerprint }
            builder.add(node)
        }
        builder.add(merged.edges)
        let snapshot = builder.build()

        var caveats = CollectionGaps(runs: runs, batches: batches, nodes: facts.nodes, documents: facts.documents)
            .caveats
        caveats += AWSCaveats.ofOrganizations(in: merged) + AWSCaveats.ofGroups(in: merged)
        caveats += builder.problems.map {
            Caveat(reason: Caveat.notRead, source: "store", detail: $0.message)
        }
        caveats += self.facts.unknownKinds.map {
            Caveat(
                reason: Caveat.notRead, source: "store",
                detail: "\($0.edges) edges of the kind \($0.name), which this version does not know, are left out")
        }
        return World(
            snapshot: snapshot, activities: activities, documents: facts.documents,
            caveats: Set(caveats).sorted(), coverage: coverage)
    }
}
