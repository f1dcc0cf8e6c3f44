internal import GRDB
public import OverreachModel
internal import OverreachWire

extension StoreWriter {
    /// From which number on the rows of table rejection are of records that were not rejected but passed over; it is far
    /// beyond the most reasons of one batch, and stands in the statements that read them.
    private static let passedOverSeq = 65_536

    /// The most records or activities in one row.
    static let rowLimit = 8192

    /// Adds the records of one batch of a file; what has the natural key of an accepted record counts as duplicate.
    ///
    /// Copies that say something else are kept beside the first, which counts: which of them holds is for those to say
    /// who read them, and must not hang on which came first. A batch with the digest of an earlier one of its source
    /// writes nothing; but for what was rejected it is all duplicates. `received` below `records` and `rejections`
    /// together is raised to their sum; records missing from both count as rejected.
    public mutating func append(
        source: String, file: String, digest: [UInt8], records: [RuntimeRecord], received: Int,
        rejections: [Rejection], passedOver: [Rejection] = [], at: Int64
    ) throws -> BatchCounts {
        let draft = BatchDraft(
            source: source, file: file, sender: nil, digest: digest, records: records, received: received,
            rejections: rejections, passedOver: BatchDraft.reasons(passedOver), hash: hash)
        return try append(draft, at: at).counts
    }

    /// Adds a batch that was made ready; what it counts is durable when the change is.
    ///
    /// Records of before the horizon are refused: what stood for them was counted already. Throws `behind` where
    /// acknowledged batches are missing and nobody has accepted it.
    public mutating func append(_ given: BatchDraft, at: Int64) throws -> BatchReceipt {
        let draft = given.without(before: horizon, hash)
        var counts = BatchCounts(received: draft.received, rejected: draft.rejected)
        if let known = try db.id(.selectBatch, [Blob(draft.source), Blob(draft.digest)]) {
            counts.duplicate = draft.count
            return BatchReceipt(batch: known, isRepeated: true, counts: counts, reasons: draft.reasons)
        }
        if case .behind(_, let message) = standing { throw StoreError(.behind, message) }

        var kept: [(place: Int, key: (UInt64, UInt64))] = []
        kept.reserveCapacity(draft.count)
        var copies: [(place: Int, key: (UInt64, UInt64))] = []
        for (place, key) in draft.keys.enumerated() {
            switch try seen.insert(key, db) {
            case .new: kept.append((place, key))
            case .same: break
            case .other:
                let copy = RecordKey.ofCopy(draft.records[place], hash)
                if try seen.insert(copy, db) == .new { copies.append((place, copy)) }
            }
        }
        counts.accepted = kept.count
        counts.duplicate = draft.count - kept.count
        kept += copies

        let batch = try insert(draft, counts, at: at)
        try write(draft, batch)
        let isWhole = counts.accepted == draft.count
        let parts =
            isWhole
            ? draft.parts : BatchDraft.parts(of: kept.map { draft.records[$0.place] }, isFast: draft.sender != nil)
        for (part, row) in parts.enumerated() {
            try db.run(.insertRecords, [batch, part, row.count, row.size, Blob(row.body)])
        }
        for (part, row) in kept.rows(of: Self.rowLimit).enumerated() {
            try db.run(.insertRecordKeys, [batch, part, Blob(row.flatMap { SipHash.bytes($0.key) })])
        }
        if !kept.isEmpty { hasChanged = true }

        return BatchReceipt(batch: batch, isRepeated: false, counts: counts, reasons: draft.reasons)
    }

    /// Writes the row of the ledger, numbered and chained to the one before.
    private mutating func insert(_ draft: BatchDraft, _ counts: BatchCounts, at: Int64) throws -> Int64 {
        let before = try db.row(.newestBatch)
        let lost = try db.row(.newestLoss)?.int(1) ?? 0
        let batch = max(try before?.int(0) ?? 0, lost) + 1
        var packer = Packer()
        packer.append(try before?.bytes(1) ?? [])
        packer.signed(batch)
        packer.text(draft.source)
        packer.append(draft.digest)
        for number in [counts.received, counts.accepted, counts.duplicate, counts.rejected] { packer.count(number) }
        let chain = SipHash.bytes(hash.hash(packer.bytes))

        let times = draft.records.lazy.map(\.time)
        try db.run(
            .insertBatch,
            [
                batch, Blob(draft.source), Blob(draft.file), draft.sender.map { Blob($0) }, Blob(draft.digest), at,
                times.min(), times.max(), counts.received, counts.accepted, counts.duplicate, counts.rejected,
                Blob(chain),
            ])
        newest = (batch, chain)
        return batch
    }

    /// Replaces all activities; the same ones again write nothing.
    public mutating func replaceActivities(_ activities: [Activity]) throws {
        let sorted = activities.sorted {
            $0.time == $1.time ? UTF8Order.less($0.id, $1.id) : $0.time < $1.time
        }
        let rows = sorted.rows(of: Self.rowLimit).map { (acts: $0, bytes: ActivityBody.bytes($0)) }
        var old: [[UInt8]] = []
        try db.forEach(.allSegments) { old.append(try StoreReader.inflated($0, "segment")) }
        guard old != rows.map(\.bytes) else { return }

        try db.run(.deleteSegments)
        for (id, row) in rows.enumerated() {
            let (first, last) = (row.acts.first?.time ?? 0, row.acts.last?.time ?? 0)
            let body = Blob(Deflate.zlib(row.bytes))
            try db.run(.insertSegment, [id, row.acts.count, first, last, row.bytes.count, body])
        }
        hasChanged = true
    }

    private func write(_ draft: BatchDraft, _ batch: Int64) throws {
        for (seq, reason) in draft.reasons.enumerated() {
            try db.run(
                .insertRejection, [batch, seq, Blob(reason.reason), reason.count, reason.line, reason.offset])
        }
        for (seq, kind) in draft.passedOver.enumerated() {
            try db.run(
                .insertRejection,
                [batch, Self.passedOverSeq + seq, Blob(kind.reason), kind.count, kind.line, kind.offset])
        }
    }

    /// Writes what is there anew: whether the store takes writes at all.
    public mutating func touch() throws {
        try db.run(.touchStore)
    }
}
