internal import GRDB
public import OverreachModel
internal import OverreachWire

/// One state of the store.
///
/// Usable inside the closure of `Store.read` only.
public struct StoreReader {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// A counter that grows when facts, records or activities change, and only then.
    public func version() throws -> Int64 {
        guard let row = try db.row(.selectStore) else { throw StoreError(.damaged, "no row in table store") }
        return try row.int(0)
    }

    /// All runtime skeletons in the order of their natural keys.
    public func records() throws -> [RuntimeRecord] {
        var records: [(key: Text, record: RuntimeRecord)] = []
        try db.forEach(.allRecords) { row in
            let bytes = try Self.inflated(row, "record")
            let part = try reading("record") { try RecordBody.records(bytes) }
            records += part.map { (Text($0.naturalKey), $0) }
        }
        return records.sorted { $0.key < $1.key }.map(\.record)
    }

    /// All activities in the order of time, then id.
    public func activities() throws -> [Activity] {
        var activities: [Activity] = []
        try db.forEach(.allSegments) { row in
            let bytes = try Self.inflated(row, "segment")
            activities += try reading("segment") { try ActivityBody.activities(bytes) }
        }
        return activities
    }

    /// All runs by scope; the last of each scope is its newest statement.
    public func runs() throws -> [StoredRun] {
        var runs: [StoredRun] = []
        try db.forEach(.allRuns) { row in
            let scope = RunScope(source: try row.text(1), instance: try row.text(2), part: try row.text(3))
            let change = RunChange(
                added: try row.count(12), changed: try row.count(13), ended: try row.count(14),
                unchanged: try row.count(15))
            runs.append(
                StoredRun(
                    id: try row.int(0), scope: scope, statedAt: try row.int(4), confirmedAt: try row.int(5),
                    openedAt: try row.int(6), isWhole: try row.int(7) != 0,
                    rules: try row.optionalInt(8).map { Int($0) }, nodes: try row.count(9), edges: try row.count(10),
                    documents: try row.count(11), change: change))
        }
        return runs
    }

    /// The ledger of runtime input in the order of arrival.
    public func batches() throws -> [StoredBatch] {
        if try has(4) { return try batches(after: 0) }
        var reasons: [Int64: [StoredBatch.Reason]] = [:]
        try db.forEach(.allRejections) { row in
            reasons[try row.int(0), default: []].append(
                StoredBatch.Reason(
                    reason: try row.text(1), count: try row.count(2), line: try row.optionalInt(3).map { Int($0) },
                    offset: try row.optionalInt(4).map { Int($0) }))
        }
        var batches: [StoredBatch] = []
        try db.forEach(.allBatches) { row in
            let id = try row.int(0)
            let counts = BatchCounts(
                received: try row.count(6), accepted: try row.count(7), duplicate: try row.count(8),
                rejected: try row.count(9))
            batches.append(
                StoredBatch(
                    id: id, source: try row.text(1), file: try row.text(2), receivedAt: try row.int(3),
                    firstAt: try row.optionalInt(4), lastAt: try row.optionalInt(5), counts: counts,
                    reasons: reasons[id] ?? []))
        }
        return batches
    }

    /// The body of a row of count, size, body.
    static func inflated(_ row: Row, _ table: String) throws -> [UInt8] {
        do {
            return try Inflate.zlib(row.bytes(2), limit: row.count(1))
        } catch let error as WireError {
            throw StoreError(.damaged, "a row of table \(table) cannot be read: \(error.message)")
        }
    }
}

extension Row {
    fileprivate func count(_ column: Int) throws -> Int { Int(try int(column)) }
}
