internal import GRDB
internal import OverreachModel

/// Gives keys and repeated texts their numbers, making new ones inside the caller's transaction.
struct Interner {
    private let db: Database
    private var nodes: [Key: Int64] = [:]
    private var texts: [Text: Int64] = [:]

    init(_ db: Database) {
        self.db = db
    }

    mutating func node(_ key: Key) throws -> Int64 {
        if let id = nodes[key] { return id }
        let bytes = Blob(key.text)
        let id = try db.id(.selectNode, [bytes]) ?? db.insert(.insertNode, [bytes])
        nodes[key] = id
        return id
    }

    mutating func text(_ text: String) throws -> Int64 {
        if let id = texts[Text(text)] { return id }
        let bytes = Blob(text)
        let id = try db.id(.selectText, [bytes]) ?? db.insert(.insertText, [bytes])
        texts[Text(text)] = id
        return id
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
        var out: [Element] = []
        for element in sorted() where out.last != element { out.append(element) }
        return out
    }
}
