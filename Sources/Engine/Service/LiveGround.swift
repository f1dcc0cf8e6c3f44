internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore
internal import OverreachTelemetry

/// What the graph is built of, kept between buildings so that only what is new is read.
struct LiveGround {
    /// The newest batch that is in it.
    private(set) var through: Int64 = 0
    /// When the first batch came that was there to be read and was left for the next time; nil where none was.
    private(set) var isLeftSince: Int64?

    private var stated: StoredFacts?
    private var runs: [StoredRun] = []
    private var batches: [StoredBatch] = []
    private var records: [RuntimeRecord] = []
    private var losses: [StoredLoss] = []
    private var excess: [StoredExcess] = []
    private var retired = StoredRetired()
    private var hasRead = false
    private var posture = 0  // counts readings of what was stated
    private var memory = Conclusion.Memory()

    /// Records that are kept one by one.
    var count: Int { records.count }
    private var conclusions: (derived: Conclusions, correlated: Correlated)?
    private var hasRetired = false  // since they were drawn

    /// Reads what is new, but for what is beyond so many records, and concludes from all.
    ///
    /// Complexity: linear in the records that are kept; in what is stated where posture was read.
    mutating func refresh(_ store: Store, withPosture: Bool, limit: Int = .max) throws -> WorldLoader {
        let known = records.count
        let isOther = withPosture || stated == nil
        try store.read { reader in
            if isOther {
                stated = try reader.statedFacts()
                runs = try reader.runs()
                posture += 1
            }
            let (new, left) = LiveGround.slice(try reader.batches(after: through), limit: limit)
            isLeftSince = left
            if let last = new.last {
                // As correlation has them, which else would make a second of each.
                records += try reader.records(after: through, through: last.id).lazy.map(\.withoutPlace)
                batches += new
                through = last.id
            }
            losses = try reader.losses()
            excess = try reader.excess()
            if !hasRead { retired = try reader.retired() }
            hasRead = true
        }
        var past = StoredPast(facts: stated ?? StoredFacts(), records: records, runs: runs, batches: batches)
        past.losses = losses
        past.excess = excess
        past.retired = retired
        // What brought nothing new changes the ledger alone.
        let isNew = records.count != known || isOther
        if let conclusions, !isNew { return WorldLoader(past, conclusions) }
        let conclusions = Conclusion.conclusions(
            from: past.facts, posture: posture, records: records, retired: retired, asOf: runs.newestPosture, &memory)
        self.conclusions = conclusions
        hasRetired = false
        return WorldLoader(past, conclusions)
    }

    /// The first of the batches, at least one and up to so many records, and when the first of the others came.
    private static func slice(_ batches: [StoredBatch], limit: Int) -> (first: [StoredBatch], leftSince: Int64?) {
        var count = 0
        let end = batches.indices.first { at in
            let isOver = at > 0 && batches[at].counts.accepted > limit - count
            count += batches[at].counts.accepted
            return isOver
        }
        return end.map { (Array(batches[..<$0]), batches[$0].receivedAt) } ?? (batches, nil)
    }

    /// Writes down what was concluded, anew where rules had used what they concluded before: the same input gives the same
    /// bytes, whatever came between.
    mutating func keep(in store: Store, at now: Int64) throws {
        guard var conclusions else { return }
        memory.rules.forget()
        conclusions = Conclusion.conclusions(
            from: stated ?? StoredFacts(), posture: posture, records: records, retired: retired,
            asOf: runs.newestPosture, correlated: hasRetired ? nil : conclusions.correlated, &memory)
        self.conclusions = conclusions
        hasRetired = false
        try Conclusion.keep(conclusions, through: through, in: store, at: now)
    }

    /// Takes the records of before a moment away, here and in the store, and keeps what stands for them.
    ///
    /// Errors: `StoreError`; then nothing is taken away.
    mutating func retire(
        before moment: Int64, refusedBefore: Int64?, keyLimit: Int, in store: Store, at now: Int64
    ) throws {
        guard let correlated = conclusions?.correlated, moment > retired.horizon?.before ?? .min else { return }
        let going = Retirement(of: records, making: correlated, before: moment)
        let past = PastTelemetry(
            records: going.records, acts: going.acts, nodes: retired.nodes + going.nodes,
            edges: retired.edges + going.edges)
        try store.write { writer in
            try writer.retire(
                past, before: moment, refusedBefore: refusedBefore, keyLimit: keyLimit, rules: Derivation.version,
                at: now)
        }
        hasRetired = true
        records.removeAll { going.records.contains(Text($0.naturalKey)) }
        memory.records.forget()
        try store.read { reader in
            retired = try reader.retired()
            batches = try reader.batches().filter { $0.id <= through }
        }
    }

    /// The moment before which records go: that day, or the second from which on there are not too many.
    ///
    /// Nil where none go.
    func horizon(of day: Int64?, limit: Int) -> Int64? {
        var moment = day
        if records.count > limit {
            // Down to three quarters, so that it is not done again at once.
            let times = records.map(\.time).sorted()
            let second = times[min(times.count - 1, times.count - limit / 4 * 3)] / 1_000_000_000 * 1_000_000_000
            moment = max(moment ?? .min, second)
        }
        guard let moment, records.contains(where: { $0.time < moment }) else { return nil }
        return moment
    }
}
