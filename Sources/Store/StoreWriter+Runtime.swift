internal import GRDB
public import OverreachModel
internal import OverreachWire

extension StoreWriter {
    /// The most records or activities in one row.
    static let rowLimit = 8192
    /// The most reasons that one batch names; the rest is counted under one.
    static let reasonLimit = 256

    /// Adds the records of one batch; what has the natural key of an accepted record counts as duplicate.
    ///
    /// Copies that say something else are kept beside the first, which counts: which of them holds is for those to say
    /// who read them, and must not hang on which came first. A batch with the digest of an earlier one of its source
    /// writes nothing; but for what was rejected it is all duplicates. `received` below `records` and `rejections`
    /// together is raised to their sum; records missing from both count as rejected.
    public mutating func append(
        source: String, file: String, digest: [UInt8], records: [RuntimeRecord], received: Int,
        rejections: [Rejection], at: Int64
    ) throws -> BatchCounts {
        var counts = BatchCounts()
        counts.rejected = max(rejections.count, received > records.count ? received - records.count : 0)
        counts.received = records.count + counts.rejected
        guard try db.id(.selectBatch, [Blob(source), Blob(digest)]) == nil else {
            counts.duplicate = records.count
            return counts
        }

        let batch = try db.insert(
            .insertBatch,
            [
                Blob(source), Blob(file), Blob(digest), at, records.map(\.time).min(), records.map(\.time).max(),
                counts.received, records.count, counts.rejected,
            ])
        try write(rejections, missing: counts.rejected - rejections.count, batch)
        var accepted: [RuntimeRecord] = []
        var copies: [RuntimeRecord] = []
        var known = KnownRecords()
        for record in records {
            let key = Array(record.naturalKey.utf8)
            try db.run(.insertSeen, [Blob(SipHash.bytes(hash.hash(key))), batch])
            if db.changesCount > 0 {
                accepted.append(record)
            } else if try known.differs(record, from: accepted, of: batch, hash, db) {
                let content = SipHash.bytes(hash.hash(KnownRecords.content(record)))
                try db.run(.insertSeen, [Blob(SipHash.bytes(hash.hash(key + [0] + content))), batch])
                if db.changesCount > 0 { copies.append(record) }
            }
        }
        counts.accepted = accepted.count
        counts.duplicate = records.count - accepted.count
        try db.run(.countBatch, [counts.accepted, counts.duplicate, batch])
        for (part, rows) in (accepted + copies).rows(of: Self.rowLimit).enumerated() {
            let bytes = RecordBody.bytes(rows)
            try db.run(.insertRecords, [batch, part, rows.count, bytes.count, Blob(Deflate.zlib(bytes))])
        }
        if counts.accepted > 0 || !copies.isEmpty { hasChanged = true }

        return counts
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

    private func write(_ rejections: [Rejection], missing: Int, _ batch: Int64) throws {
        var order: [Rejection] = []  // the first of each reason
        var counts: [Text: Int] = [:]
        for rejection in rejections {
            let reason = Text(rejection.reason)
            if counts[reason] == nil { order.append(rejection) }
            counts[reason, default: 0] += 1
        }

        var rest = missing
        for (seq, first) in order.enumerated() {
            let count = counts[Text(first.reason)] ?? 0
            guard seq < Self.reasonLimit else {
                rest += count
                continue
            }
            try db.run(.insertRejection, [batch, seq, Blob(first.reason), count, first.line, first.offset])
        }
        if rest > 0 {
            let seq = min(order.count, Self.reasonLimit)
            try db.run(.insertRejection, [batch, seq, Blob("other reasons"), rest, nil, nil])
        }
    }
}

extension Array {
    /// The elements in rows of at most that many.
    fileprivate func rows(of limit: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: limit).map { self[$0..<Swift.min($0 + limit, count)] }
    }
}
