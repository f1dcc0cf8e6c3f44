public import OverreachModel
internal import OverreachWire

/// The records of one file or request, ready to be written: hashed and packed, which needs no store.
public struct BatchDraft: Sendable {
    /// A row of table record.
    struct Part: Sendable {
        let count: Int
        let size: Int
        let body: [UInt8]
    }

    let source: String
    let file: String
    let sender: String?
    let digest: [UInt8]
    let records: [RuntimeRecord]
    let keys: [(UInt64, UInt64)]  // of records, by their natural keys
    let received: Int
    let rejections: [Rejection]
    let passedOver: [StoredBatch.Reason]
    let parts: [Part]  // of all records, as they are written where all are new

    /// Records that were decoded.
    public var count: Int { records.count }
    /// Records that could not be taken.
    public var rejected: Int { received - records.count }

    /// Packs and hashes; `sender` is nil for a file.
    ///
    /// `received` below `records` and `rejections` together is raised to their sum; records
    /// missing from both count as rejected.
    init(
        source: String, file: String, sender: String?, digest: [UInt8], records: [RuntimeRecord], received: Int,
        rejections: [Rejection], passedOver: [StoredBatch.Reason], hash: SipHash
    ) {
        self.source = source
        self.file = file
        self.sender = sender
        self.digest = digest
        self.records = records
        self.rejections = rejections
        self.passedOver = passedOver
        let rejected = max(rejections.count, received > records.count ? received - records.count : 0)
        self.received = records.count + rejected
        keys = records.map { RecordKey.of($0, hash) }
        parts = BatchDraft.parts(of: records, isFast: sender != nil)
    }

    /// The same without the records of before a moment, which count as rejected.
    func without(before moment: Int64, _ hash: SipHash) -> BatchDraft {
        guard records.contains(where: { $0.time < moment }) else { return self }
        let old = records.filter { $0.time < moment }.map { record -> Rejection in
            let line: Int? =
                switch record {
                case .span(let span): span.evidence.line
                case .cloudCall(let call): call.evidence.line
                }
            return Rejection(BatchDraft.tooOld(moment), line: line)
        }
        return BatchDraft(
            source: source, file: file, sender: sender, digest: digest, records: records.filter { $0.time >= moment },
            received: received, rejections: rejections + old, passedOver: passedOver, hash: hash)
    }

    /// Why a record is refused that is older than what is kept.
    public static func tooOld(_ moment: Int64) -> String {
        tooOldBeginning + Timestamp.text(moment)
    }

    /// Whether that is why.
    public static func isTooOld(_ reason: String) -> Bool { reason.hasPrefix(tooOldBeginning) }

    private static let tooOldBeginning = "older than the telemetry that is kept, which begins at "

    /// Why records were not taken: the first of each reason with how many there are, the rest under one.
    public var reasons: [StoredBatch.Reason] {
        BatchDraft.reasons(rejections, unnamed: rejected - rejections.count)
    }

    /// The first of each reason with how many there are, the rest under one.
    static func reasons(_ rejections: [Rejection], unnamed: Int = 0) -> [StoredBatch.Reason] {
        var order: [StoredBatch.Reason] = []
        var places: [Text: Int] = [:]
        var rest = unnamed
        for rejection in rejections {
            if let place = places[Text(rejection.reason)] {
                order[place].count += 1
            } else if order.count < BatchDraft.reasonLimit {
                places[Text(rejection.reason)] = order.count
                order.append(
                    StoredBatch.Reason(
                        reason: rejection.reason, count: 1, line: rejection.line, offset: rejection.offset))
            } else {
                rest += 1
            }
        }
        if rest > 0 { order.append(StoredBatch.Reason(reason: "other reasons", count: rest, line: nil, offset: nil)) }
        return order
    }

    /// The most reasons that one batch names; the rest is counted under one.
    private static let reasonLimit = 256

    /// What comes over the network is packed in a hurry, what is in files is packed small.
    static func parts(of records: [RuntimeRecord], isFast: Bool) -> [Part] {
        records.rows(of: StoreWriter.rowLimit).map { rows in
            let bytes = RecordBody.bytes(rows)
            return Part(count: rows.count, size: bytes.count, body: Deflate.zlib(bytes, isFast: isFast))
        }
    }
}

/// What became of a batch.
public struct BatchReceipt: Sendable, Equatable {
    /// Its number in the ledger; that of the earlier one where the same bytes had come before.
    public var batch: Int64
    /// Whether the same bytes had come before, so that nothing was written.
    public var isRepeated: Bool
    /// What became of its records.
    public var counts: BatchCounts
    /// Why some were not taken.
    public var reasons: [StoredBatch.Reason]
}

extension Store {
    /// Makes a batch ready to be written, off the writer.
    ///
    /// Complexity: linear in the records.
    public func draft(
        source: String, file: String, sender: String?, digest: [UInt8], records: [RuntimeRecord], received: Int,
        rejections: [Rejection], passedOver: [Rejection] = []
    ) -> BatchDraft {
        BatchDraft(
            source: source, file: file, sender: sender, digest: digest, records: records, received: received,
            rejections: rejections, passedOver: BatchDraft.reasons(passedOver), hash: hash)
    }
}

extension Array {
    /// The elements in rows of at most that many.
    func rows(of limit: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: limit).map { self[$0..<Swift.min($0 + limit, count)] }
    }
}
