/// Records of one sender whose names were beyond what it may bring.
public struct StoredExcess: Sendable, Equatable {
    /// Who sent them.
    public var sender: String
    /// What the names were of: `agent`, `process`, ….
    public var term: String
    /// How many records.
    public var records: Int

    /// A count.
    public init(sender: String, term: String, records: Int) {
        self.sender = sender
        self.term = term
        self.records = records
    }
}

extension StoreReader {
    /// What was beyond the limits of names, by sender and term.
    public func excess() throws -> [StoredExcess] {
        guard try has(4) else { return [] }
        var all: [StoredExcess] = []
        try db.forEach(.allExcess) { row in
            all.append(
                StoredExcess(
                    sender: try row.text(0), term: try row.text(1), records: Int(clamping: try row.int(2))))
        }
        return all
    }
}

extension StoreWriter {
    /// Counts what was beyond the limits of names.
    public mutating func add(_ excess: [StoredExcess], at now: Int64) throws {
        for row in excess { try db.run(.addExcess, [Blob(row.sender), row.term, row.records, now]) }
    }
}
