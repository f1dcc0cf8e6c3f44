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
    ///
    /// What was stated is read once: with what was concluded it is what the store holds then.
    func draw() throws -> World {
        var (past, newest) = try store.read { (try $0.present(), try $0.newestBatch()) }
        let conclusions = Conclusion.conclusions(
            from: past.facts, records: past.records, retired: past.retired, asOf: past.runs.newestPosture)
        try Conclusion.keep(conclusions, through: newest, in: store, at: now)
        past.runs = try store.runs()
        let world = WorldLoader(past, conclusions).load(standing: nil)
        let snapshot = world.snapshot
        let graph = StoredGraph(id: snapshot.id, nodes: snapshot.nodeCount, edges: snapshot.edgeCount)
        try store.write { try $0.keep(graph, rules: Derivation.version) }
        // Without it, whoever asks first builds the graph once more.
        try? SnapshotBeside.save(
            world, mark: store.read { try $0.mark() }, to: SnapshotBeside.path(of: store))
        return world
    }

    /// Stores what was concluded of the batches up to that one; the same again writes nothing.
    static func keep(
        _ conclusions: (Conclusions, Correlated), through batch: Int64, in store: Store, at now: Int64
    ) throws {
        let (derived, correlated) = conclusions
        let parts = [("observed", correlated.nodes, correlated.edges), ("rules", derived.nodes, derived.edges)]
        try store.write { writer in
            for (part, nodes, edges) in parts {
                let scope = RunScope(source: "derived", instance: "", part: part)
                _ = try writer.replaceDerived(
                    part: part, fragment: Fragment(scope, isWhole: true, nodes: nodes, edges: edges),
                    rules: Derivation.version, at: now)
            }
            try writer.replaceActivities(correlated.activities)
            try writer.keepFolded(batch)
        }
    }

    /// What follows from what was stated and recorded, as of when posture was last stated.
    static func conclusions(
        from facts: StoredFacts, records: [RuntimeRecord], retired: StoredRetired, asOf: Int64?
    ) -> (Conclusions, Correlated) {
        var memory = Memory()
        return conclusions(from: facts, posture: 0, records: records, retired: retired, asOf: asOf, &memory)
    }

    /// What was read and concluded before, to be used again.
    struct Memory {
        var records = CorrelationMemory()
        var rules = DerivationMemory()
    }

    /// The same, using what was read and concluded before; `posture` counts the readings of what was stated, `known` is
    /// what correlation made of these very records and facts, where that is known.
    static func conclusions(
        from facts: StoredFacts, posture: Int, records: [RuntimeRecord], retired: StoredRetired, asOf: Int64?,
        correlated known: Correlated? = nil, _ memory: inout Memory
    ) -> (Conclusions, Correlated) {
        var stated = facts
        stated.edges = PathlessIdentities.resolved(stated.edges, among: stated.nodes)
        let correlated =
            known
            ?? Correlation.correlate(
                records: records, index: PostureIndex(nodes: stated.nodes, edges: stated.edges), &memory.records)
        let base = FactBase(
            nodes: stated.nodes.followed(by: correlated.nodes + retired.nodes),
            edges: stated.edges.followed(by: correlated.edges + retired.edges), documents: stated.documents,
            activities: correlated.activities + retired.acts, asOf: asOf)
        let signature = DerivationMemory.signature(
            nodes: correlated.nodes + retired.nodes, edges: correlated.edges + retired.edges, posture: posture)
        return (memory.rules.conclude(from: base, signature: signature), correlated)
    }
}

extension Array {
    /// Both, one after the other; the same memory where there is nothing more, as facts of posture may be millions.
    func followed(by more: [Element]) -> [Element] { more.isEmpty ? self : self + more }
}
