internal import GRDB
public import OverreachModel

/// What a store held at a moment of the past: what was stated, and what had happened.
public struct StoredPast: Sendable {
    /// What sources stated; conclusions are drawn anew.
    public var facts: StoredFacts
    /// Runtime skeletons in the order of their natural keys.
    public var records: [RuntimeRecord]
    /// The runs that had closed, as they were confirmed by then.
    public var runs: [StoredRun]
    /// The ledger of runtime input, and of files that could not be read.
    public var batches: [StoredBatch]
    /// Acknowledged batches that are missing, as somebody accepted.
    public var losses: [StoredLoss] = []
    /// Names that were beyond what their senders may bring.
    public var excess: [StoredExcess] = []
    /// What stands for telemetry that is no longer kept record by record.
    public var retired = StoredRetired()

    /// What a store held.
    public init(facts: StoredFacts, records: [RuntimeRecord], runs: [StoredRun], batches: [StoredBatch]) {
        self.facts = facts
        self.records = records
        self.runs = runs
        self.batches = batches
    }
}

extension StoreReader {
    /// What the store holds now but for what was concluded of it.
    public func present() throws -> StoredPast {
        var present = StoredPast(
            facts: try statedFacts(), records: try records(), runs: try runs(), batches: try batches())
        present.losses = try losses()
        present.excess = try excess()
        present.retired = try retired()
        return present
    }

    /// What the store held at a moment.
    ///
    /// By time, an event counts from when it happened, and a file that could not be read is missing at every moment. By
    /// run, what had arrived counts. Throws `notFound` for a run that there is not.
    public func past(at moment: Moment) throws -> StoredPast {
        let runs = try self.runs()
        var opened: Int64?
        if case .run(let id) = moment {
            guard let run = runs.first(where: { $0.id == id }) else {
                let newest = runs.map(\.id).max().map { "expected 1 to \($0)" } ?? "the store has none"
                throw StoreError(.notFound, "no run \(id), \(newest)")
            }
            opened = run.openedAt
        }

        let history = RunHistory(moment, runs: runs, confirmations: try confirmations(of: runs))
        var derived: Set<Int64> = []
        try db.forEach(.scopesOfSource, [Blob(StoreWriter.derivedSource)]) { derived.insert(try $0.int(0)) }
        let closed = runs.filter { history.hasClosed($0.id) }.map { run in
            var run = run
            run.confirmedAt = history.confirmedAt(run.id)
            return run
        }
        var past = StoredPast(
            facts: try facts(Selection(without: derived, history: history)),
            records: try records(until: moment, opened: opened), runs: closed,
            batches: try batches().filter { batch in
                if let opened { return batch.receivedAt <= opened }
                guard case .time(let time) = moment, let first = batch.firstAt else { return true }
                return first <= time
            })
        past.losses = try losses()
        past.excess = try excess()
        past.retired = try retired()
        if case .time(let time) = moment { past.retired.acts.removeAll { $0.time > time } }
        return past
    }

    private func confirmations(of runs: [StoredRun]) throws -> [RunHistory.Confirmation] {
        // A store that was made before confirmations were kept is read as it is.
        guard try Schema.version(of: db) > 2 else {
            let latest = runs.map(\.id).max() ?? 0
            return runs.filter { $0.confirmedAt > $0.statedAt }.map {
                RunHistory.Confirmation(run: $0.id, at: $0.confirmedAt, latest: latest)
            }
        }
        var all: [RunHistory.Confirmation] = []
        try db.forEach(.allConfirmations) { row in
            all.append(.init(run: try row.int(0), at: try row.int(1), latest: try row.int(2)))
        }
        return all
    }

    private func records(until moment: Moment, opened: Int64?) throws -> [RuntimeRecord] {
        var records: [(key: Text, record: RuntimeRecord)] = []
        try db.forEach(.pastRecords) { row in
            if let opened, try row.int(3) > opened { return }
            let bytes = try Self.inflated(row, "record")
            for record in try reading("record", { try RecordBody.records(bytes) }) {
                if case .time(let time) = moment, record.time > time { continue }
                records.append((Text(record.naturalKey), record))
            }
        }
        return records.sorted { $0.key < $1.key }.map(\.record)
    }
}

extension Store {
    /// What the store held at a moment of the past.
    ///
    /// Throws `notFound` for a run that there is not.
    public func past(at moment: Moment) throws -> StoredPast {
        try read { try $0.past(at: moment) }
    }
}
