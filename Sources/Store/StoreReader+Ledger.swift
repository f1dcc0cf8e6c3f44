internal import GRDB
public import OverreachModel

extension StoreReader {
    /// The hash of natural keys and digests.
    func hash() throws -> SipHash {
        guard let row = try db.row(.selectStore) else { throw StoreError(.damaged, "no row in table store") }
        return SipHash(key: try row.bytes(1))
    }

    /// Whether the tables are those of that version or a later one; a store that nobody has written since is read as it is.
    func has(_ version: Int) throws -> Bool { try Schema.version(of: db) >= version }

    /// The runtime skeletons of the batches behind the first up to the last, in the order of arrival.
    public func records(after first: Int64, through last: Int64) throws -> [RuntimeRecord] {
        var records: [RuntimeRecord] = []
        try db.forEach(.recordsBetween, [first, last]) { row in
            let bytes = try Self.inflated(row, "record")
            records += try reading("record") { try RecordBody.records(bytes) }
        }
        return records
    }

    /// The batches of the ledger behind that one, in the order of arrival.
    public func batches(after batch: Int64) throws -> [StoredBatch] {
        guard try has(4) else { return try batches().filter { $0.id > batch } }
        var batches: [StoredBatch] = []
        try db.forEach(.batchesAfter, [batch]) { batches.append(try StoredBatch($0)) }
        return try withReasons(batches)
    }

    /// The newest batches of the ledger before that one, the newest first.
    public func batches(before batch: Int64, limit: Int) throws -> [StoredBatch] {
        guard try has(4) else { return Array(try batches().filter { $0.id < batch }.reversed().prefix(max(0, limit))) }
        var batches: [StoredBatch] = []
        try db.forEach(.batchesBefore, [batch, max(0, limit)]) { batches.append(try StoredBatch($0)) }
        return try withReasons(batches)
    }

    /// The number of the newest batch, 0 where there is none.
    public func newestBatch() throws -> Int64 {
        try db.id(.maximumBatch, []) ?? 0
    }

    /// The newest batch and the chain up to it; of batches that were not chained yet it is zeros.
    func newestLink() throws -> (batch: Int64, chain: [UInt8]) {
        guard let row = try db.row(.newestBatch) else { return (0, StoreMark.unchained) }
        let chain = try row.bytes(1)
        return (try row.int(0), chain.isEmpty ? StoreMark.unchained : chain)
    }

    /// The newest batch that the stored conclusions rest on, 0 where nothing was concluded; nil in a store from before it was
    /// written down, whose conclusions rest on all.
    public func folded() throws -> Int64? {
        try has(4) ? db.id(.selectFolded, []) ?? 0 : nil
    }

    /// How many batches there are that the stored conclusions do not rest on.
    public func unfolded() throws -> Int {
        guard let folded = try folded() else { return 0 }
        return Int(clamping: try db.id(.countBatchesAfter, [folded]) ?? 0)
    }

    /// Acknowledged batches that are missing, as somebody accepted.
    public func losses() throws -> [StoredLoss] {
        guard try has(4) else { return [] }
        var losses: [StoredLoss] = []
        try db.forEach(.allLosses) { row in
            let newest = try row.int(1)
            losses.append(StoredLoss(noticedAt: try row.int(0), first: newest &+ 1, last: try row.int(2)))
        }
        return losses
    }

    private func withReasons(_ batches: [StoredBatch]) throws -> [StoredBatch] {
        guard let first = batches.map(\.id).min() else { return [] }
        var passedOver: [Int64: [StoredBatch.Reason]] = [:]
        try db.forEach(.passedOverAfter, [first &- 1]) { row in
            passedOver[try row.int(0), default: []].append(
                StoredBatch.Reason(
                    reason: try row.text(1), count: Int(clamping: try row.int(2)),
                    line: try row.optionalInt(3).map { Int($0) },
                    offset: try row.optionalInt(4).map { Int($0) }))
        }
        return try batches.map { batch in
            var batch = batch
            batch.passedOver = passedOver[batch.id] ?? []
            guard batch.counts.rejected > 0 else { return batch }
            try db.forEach(.rejectionsOfBatch, [batch.id]) { row in
                batch.reasons.append(
                    StoredBatch.Reason(
                        reason: try row.text(0), count: Int(try row.int(1)),
                        line: try row.optionalInt(2).map { Int($0) }, offset: try row.optionalInt(3).map { Int($0) }))
            }
            return batch
        }
    }

    /// Whether the ledger reaches as far as the mark beside the store says.
    func standing(
        against reading: Result<StoreMark?, any Error>, hash: SipHash, path: String
    ) throws -> LedgerStanding {
        let accept = "or accept that they are lost with --accept-loss, which every later answer will say"
        let mark: StoreMark
        switch reading {
        case .success(nil): return .whole
        case .success(let found?): mark = found
        case .failure(let error):
            return .behind(missing: nil, "\(error): whether batches are missing is not known; put it back, \(accept)")
        }

        guard mark.store == StoreMark.name(hash) else {
            return .behind(
                missing: mark.batch,
                "store \"\(path)\" is not the one whose \(mark.batch) batches were acknowledged, as the mark beside it "
                    + "says; put that one in its place, \(accept)")
        }
        guard try has(4) else {
            return .behind(missing: nil, "store \"\(path)\" is older than the mark beside it; restore a newer copy")
        }
        if let loss = try db.row(.newestLoss), try loss.int(1) >= mark.batch { return .whole }
        let newest = try newestBatch()
        if newest < mark.batch {
            let missing = mark.batch - newest
            return .behind(
                missing: missing,
                "\(missing) acknowledged batches are missing from store \"\(path)\": it ends at batch \(newest), "
                    + "batch \(mark.batch) was acknowledged; was an older copy restored? Restore a newer one, \(accept)"
            )
        }
        let chain = try db.row(.chainOfBatch, [mark.batch])?.bytes(0) ?? []
        guard (chain.isEmpty ? StoreMark.unchained : chain) == mark.chain else {
            return .behind(
                missing: nil,
                "store \"\(path)\" has another batch \(mark.batch) than the one that was acknowledged: an older copy "
                    + "went on by itself; put the right one in its place, \(accept)")
        }
        return .whole
    }
}

/// Acknowledged batches that a store lacks: `first` behind `last` where nobody knows how many.
public struct StoredLoss: Sendable, Equatable {
    /// When it was accepted, nanoseconds since 1970.
    public var noticedAt: Int64
    /// The first batch that is missing.
    public var first: Int64
    /// The last one.
    public var last: Int64
}

extension StoredBatch {
    /// A row with its sender, without its reasons.
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.int(0), source: try row.text(1), file: try row.text(2), receivedAt: try row.int(3),
            firstAt: try row.optionalInt(4), lastAt: try row.optionalInt(5),
            counts: BatchCounts(
                received: Int(try row.int(6)), accepted: Int(try row.int(7)), duplicate: Int(try row.int(8)),
                rejected: Int(try row.int(9))),
            reasons: [])
        isReceived = try !row.isNull(10)
        if isReceived { sender = try row.text(10) }
    }
}

extension StoreWriter {
    /// Writes down that the stored conclusions rest on the batches up to that one.
    public mutating func keepFolded(_ batch: Int64) throws {
        guard try db.id(.selectFolded, []) != batch else { return }
        try db.run(.keepFolded, [batch])
    }
}
