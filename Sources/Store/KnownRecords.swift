internal import GRDB
internal import OverreachModel

/// What stored records say, batch by batch, as far as one append needs to know.
struct KnownRecords {
    private var contents: [Int64: [Text: [UInt8]]] = [:]
    private var taken = 0  // of the records of the batch that is being written

    /// What a record says, whatever file it stood in.
    static func content(_ record: RuntimeRecord) -> [UInt8] { RecordBody.bytes([record.withoutPlace]) }

    /// Whether a record says something else than the one that was accepted under its natural key before, in an earlier
    /// batch or among those that this one has accepted.
    ///
    /// Complexity: each batch that a copy is of is read once.
    mutating func differs(
        _ record: RuntimeRecord, from accepted: [RuntimeRecord], of batch: Int64, _ hash: SipHash, _ db: Database
    ) throws -> Bool {
        let key = Text(record.naturalKey)
        let seen = SipHash.bytes(hash.hash(Array(key.string.utf8)))
        guard let first = try db.id(.batchOfSeen, [Blob(seen)]) else { return false }

        if first == batch {
            for record in accepted[taken...] {
                contents[batch, default: [:]][Text(record.naturalKey)] = KnownRecords.content(record)
            }
            taken = accepted.count
        } else if contents[first] == nil {
            contents[first] = try read(first, db)
        }
        guard let known = contents[first]?[key] else { return false }
        return known != KnownRecords.content(record)
    }

    /// The first of each natural key: copies of it stand behind those that were accepted.
    private func read(_ batch: Int64, _ db: Database) throws -> [Text: [UInt8]] {
        var contents: [Text: [UInt8]] = [:]
        try db.forEach(.batchRecords, [batch]) { row in
            let bytes = try StoreReader.inflated(row, "record")
            for record in try reading("record", { try RecordBody.records(bytes) }) {
                let key = Text(record.naturalKey)
                if contents[key] == nil { contents[key] = KnownRecords.content(record) }
            }
        }
        return contents
    }
}
