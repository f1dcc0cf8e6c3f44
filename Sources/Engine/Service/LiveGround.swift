internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore
internal import OverreachTelemetry

/// What the graph is built of, kept between buildings so that only what is new is read.
struct LiveGround {
    /// The newest batch that is in it.
    private(set) var through: Int64 = 0

    private var stated: StoredFacts?
    private var runs: [StoredRun] = []
    private var batches: [StoredBatch] = []
    private var records: [RuntimeRecord] = []
    private var losses: [StoredLoss] = []
    private var conclusions: (derived: Conclusions, correlated: Correlated)?

    /// Reads what is new and concludes from all.
    ///
    /// Complexity: linear in the records that are kept; in what is stated where posture was read.
    mutating func refresh(_ store: Store, withPosture: Bool) throws -> WorldLoader {
        try store.read { reader in
            if withPosture || stated == nil {
                stated = try reader.statedFacts()
                runs = try reader.runs()
            }
            batches += try reader.batches(after: through)
            records += try reader.records(after: through)
            losses = try reader.losses()
            through = batches.last?.id ?? through
        }
        var past = StoredPast(facts: stated ?? StoredFacts(), records: records, runs: runs, batches: batches)
        past.losses = losses
        let conclusions = Conclusion.conclusions(from: past.facts, records: records, asOf: runs.newestPosture)
        self.conclusions = conclusions
        return WorldLoader(past, conclusions)
    }

    /// Writes down what was concluded.
    mutating func keep(in store: Store, at now: Int64) throws {
        guard let conclusions else { return }
        try Conclusion.keep(conclusions, through: through, in: store, at: now)
    }
}
