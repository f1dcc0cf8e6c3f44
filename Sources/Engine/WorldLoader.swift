internal import OverreachAnalysis
internal import OverreachGraph
internal import OverreachModel
internal import OverreachStore
internal import OverreachTelemetry

/// Makes the world out of one state of a store.
struct WorldLoader {
    let runs: [StoredRun]
    let batches: [StoredBatch]
    let records: [RuntimeRecord]
    let activities: [Activity]
    /// What stands for telemetry that is no longer kept record by record.
    let retired: StoredRetired
    private let facts: StoredFacts
    private let ledger: LedgerState
    /// What is to be said of the moment that is asked of.
    var notes: [Caveat] = []

    /// Reads everything out of one state, whatever is written meanwhile; what was known at a moment, if one is given.
    ///
    /// Conclusions are kept of the present only, so those of the past are drawn anew. `askedAt` is when it is asked: of a
    /// moment that lies ahead then it is said.
    init(_ store: Store, asOf moment: Moment? = nil, askedAt: Int64? = nil) throws {
        if let moment {
            let past = try store.past(at: moment)
            self = WorldLoader(past)
            notes = try past.notes(on: moment, askedAt: askedAt, among: store)
        } else {
            self = try store.read { try WorldLoader(reader: $0) }
        }
    }

    init(_ past: StoredPast) {
        self.init(
            past,
            Conclusion.conclusions(
                from: past.facts, records: past.records, retired: past.retired, asOf: past.runs.newestPosture))
    }

    /// What was stated and recorded, with what was concluded of it.
    init(_ past: StoredPast, _ conclusions: (Conclusions, Correlated)) {
        let (derived, correlated) = conclusions
        var facts = past.facts
        retired = past.retired.judgedAnew
        facts.nodes = facts.nodes.followed(by: correlated.nodes + retired.nodes + derived.nodes)
        facts.edges = facts.edges.followed(by: correlated.edges + retired.edges + derived.edges)
        self.facts = facts
        runs = past.runs
        batches = past.batches
        records = past.records
        ledger = LedgerState(past)
        activities = (correlated.activities + retired.acts).inOrder
    }

    /// Reads everything out of the state that the reader sees.
    init(reader: StoreReader) throws {
        runs = try reader.runs()
        batches = try reader.batches()
        facts = try reader.currentFacts()
        records = try reader.records()
        retired = try reader.retired().judgedAnew
        activities = try WorldLoader.activities(reader)
        ledger = try LedgerState(reader)
    }

    /// The acts that were concluded, and those that stand for acts whose records are gone.
    static func activities(_ reader: StoreReader) throws -> [Activity] {
        let past = try reader.pastActs().map(\.judgedAnew)
        return past.isEmpty ? try reader.activities() : (try reader.activities() + past).inOrder
    }

    /// The world as of then; without a standing of the ledger nothing is said of what it lacks.
    ///
    /// Complexity: linear in what is stored.
    func load(
        house: House = House(), askedAt: Int64? = nil, standing: LedgerStanding? = .whole, coverage: Coverage? = nil
    ) -> World {
        world(
            of: StatedFacts(nodes: facts.nodes, edges: facts.edges, documents: facts.documents),
            activities: activities, coverage: coverage ?? Coverage(records: records), house: house, askedAt: askedAt,
            standing: standing)
    }

    /// The world of other facts and acts than those that are stored, with the caveats that come of how they were
    /// collected.
    func world(
        of facts: StatedFacts, activities: [Activity], coverage: Coverage, house: House = House(),
        askedAt: Int64? = nil, standing: LedgerStanding? = .whole
    ) -> World {
        let (snapshot, problems, merged) = WorldLoader.graph(of: facts)
        var caveats = CollectionGaps(runs: runs, batches: batches, nodes: facts.nodes, documents: facts.documents)
            .caveats
        if let standing { caveats += ledger.caveats(standing) }
        caveats += notes
        caveats += AWSCaveats.ofOrganizations(in: merged) + AWSCaveats.ofGroups(in: merged)
        caveats += problems.map {
            Caveat(reason: Caveat.notRead, source: "store", detail: $0.message)
        }
        caveats += self.facts.unknownKinds.map {
            Caveat(
                reason: Caveat.notRead, source: "store",
                detail: "\($0.edges) edges of the kind \($0.name), which this version does not know, are left out")
        }
        return World(
            snapshot: snapshot, activities: activities, documents: facts.documents,
            caveats: Set(caveats).sorted(), coverage: coverage, house: house, askedAt: askedAt)
    }

    /// The graph of facts, with what of them the catalogue lacks.
    static func graph(of facts: StatedFacts) -> (snapshot: Snapshot, problems: [SnapshotProblem], merged: FactBase) {
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
        return (snapshot, builder.problems, merged)
    }
}

extension [Activity] {
    /// In the order of time, then id.
    fileprivate var inOrder: [Activity] {
        sorted { $0.time == $1.time ? UTF8Order.less($0.id, $1.id) : $0.time < $1.time }
    }
}

extension StoredPast {
    /// What a moment has to do with what is known: nothing before the first statement, and nothing new after now.
    ///
    /// Errors: `StoreError`.
    func notes(on moment: Moment, askedAt: Int64?, among store: Store) throws -> [Caveat] {
        func note(_ detail: String) -> [Caveat] {
            [Caveat(reason: Caveat.notKnown, source: "as of \(moment.text)", detail: detail)]
        }
        func isStated(_ run: StoredRun) -> Bool { !UTF8Order.equal(run.scope.source, "derived") }
        if case .time(let time) = moment, let askedAt, time > askedAt {
            return note("the moment lies ahead: what is shown is what is known now")
        }
        guard !runs.contains(where: isStated), records.isEmpty, retired.acts.isEmpty else { return [] }
        let known = try store.runs().filter(isStated).map(\.statedAt) + store.batches().compactMap(\.firstAt)
        return note(
            known.min().map { "nothing was known then: the first that is known is of \(Timestamp.text($0))" }
                ?? "the store holds nothing")
    }
}

extension StoredRetired {
    /// Acts of which only counts are left, with the links that they lack as they are judged today.
    var judgedAnew: StoredRetired {
        var retired = self
        retired.acts = acts.map(\.judgedAnew)
        return retired
    }
}
