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
    private var excess: [StoredExcess] = []
    private var retired = StoredRetired()
    private var hasRead = false

    /// Records that are kept one by one.
    var count: Int { records.count }
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
            excess = try reader.excess()
            if !hasRead { retired = try reader.retired() }
            hasRead = true
            through = batches.last?.id ?? through
        }
        var past = StoredPast(facts: stated ?? StoredFacts(), records: records, runs: runs, batches: batches)
        past.losses = losses
        past.excess = excess
        past.retired = retired
        let conclusions = Conclusion.conclusions(
            from: past.facts, records: records, retired: retired, asOf: runs.newestPosture)
        self.conclusions = conclusions
        return WorldLoader(past, conclusions)
    }

    /// Writes down what was concluded.
    mutating func keep(in store: Store, at now: Int64) throws {
        guard let conclusions else { return }
        try Conclusion.keep(conclusions, through: through, in: store, at: now)
    }

    /// Takes the records of before a moment away, here and in the store, and keeps what stands for them.
    ///
    /// Errors: `StoreError`; then nothing is taken away.
    mutating func retire(before moment: Int64, in store: Store, at now: Int64) throws {
        guard let correlated = conclusions?.correlated, moment > retired.horizon?.before ?? .min else { return }
        let going = Retirement(of: records, making: correlated, before: moment)
        let past = PastTelemetry(
            records: going.records, acts: going.acts, nodes: retired.nodes + going.nodes,
            edges: retired.edges + going.edges)
        try store.write { try $0.retire(past, before: moment, rules: Derivation.version, at: now) }
        records.removeAll { going.records.contains(Text($0.naturalKey)) }
        try store.read { reader in
            retired = try reader.retired()
            batches = try reader.batches()
        }
    }

    /// The day before which records go: what is older than that long, and the oldest days beyond that many records.
    ///
    /// Nil where none go.
    func horizon(keeping length: Int64?, limit: Int, at now: Int64) -> Int64? {
        var moment = length.map { Day.of(now - $0) * Day.length }
        if records.count > limit {
            // Down to three quarters, so that it is not done again at once.
            let times = records.map(\.time).sorted()
            let day = Day.of(times[times.count - limit * 3 / 4]) * Day.length
            moment = max(moment ?? .min, day)
        }
        guard let moment, records.contains(where: { $0.time < moment }) else { return nil }
        return moment
    }
}
