internal import GRDB
internal import OverreachModel

/// Gives keys and repeated texts their numbers, making new ones inside the caller's transaction.
struct Interner {
    private let db: Database
    private var nodes: [Key: Int64] = [:]
    private var texts: [Text: Int64] = [:]
    private var latest = (source: Latest(), file: Latest())  // most facts name those of the one before
    private var rows: Int64?  // of the table when the first key was asked for
    private var asked: Int64 = 0  // keys that were looked up in the table
    private var hasAll = false  // whether `nodes` holds all that the table does

    /// One look-up costs as much as reading some ten rows in turn.
    private static let rowsPerLookup: Int64 = 8

    init(_ db: Database) {
        self.db = db
    }

    mutating func node(_ key: Key) throws -> Int64 {
        if let id = nodes[key] { return id }
        let id = try stored(key) ?? db.insert(.insertNode, [Blob(key.text)])
        nodes[key] = id
        return id
    }

    /// The number of a key in the table; once so many were asked for that it is cheaper, all are read.
    private mutating func stored(_ key: Key) throws -> Int64? {
        guard !hasAll else { return nil }
        let rows = try self.rows ?? db.id(.maximumNode, []) ?? 0
        self.rows = rows
        guard asked * Interner.rowsPerLookup >= rows else {
            asked += 1
            return try db.id(.selectNode, [Blob(key.text)])
        }
        try db.forEach(.allNodes) { nodes[Key(text: try $0.text(1))] = try $0.int(0) }
        hasAll = true
        return nodes[key]
    }

    mutating func text(_ text: String) throws -> Int64 {
        if let id = texts[Text(text)] { return id }
        let bytes = Blob(text)
        let id = try db.id(.selectText, [bytes]) ?? db.insert(.insertText, [bytes])
        texts[Text(text)] = id
        return id
    }

    /// The numbers of the source and the file of a piece of evidence.
    mutating func place(of evidence: Evidence) throws -> (source: Int64, file: Int64) {
        if !latest.source.isOf(evidence.source) {
            latest.source = Latest(text: evidence.source, number: try text(evidence.source))
        }
        if !latest.file.isOf(evidence.file) {
            latest.file = Latest(text: evidence.file, number: try text(evidence.file))
        }
        return (latest.source.number, latest.file.number)
    }

    /// A text with its number.
    private struct Latest {
        var text: String?
        var number: Int64 = 0

        func isOf(_ other: String) -> Bool { text.map { UTF8Order.equal($0, other) } ?? false }
    }

    /// The numbers of a set of texts, ascending.
    mutating func set(_ strings: [String]) throws -> [Int64] {
        var ids: [Int64] = []
        for string in strings { ids.append(try text(string)) }
        return ids.sortedSet()
    }
}

extension Array where Element: Comparable {
    /// The elements in ascending order, each once.
    func sortedSet() -> [Element] {
        guard count > 1 else { return self }
        var out: [Element] = []
        for element in sorted() where out.last != element { out.append(element) }
        return out
    }
}
