internal import Foundation
internal import GRDB
public import OverreachModel

/// A part of what one source states, read without the rest of the store.
///
/// Usable inside the closure of `Store.read` only. Facts are those of `StoreReader.currentFacts`, as far as this source
/// says them.
public struct StoreExcerpt {
    private let db: Database
    private let scopes: [Int64]
    private var keys: [Int64: Key] = [:]
    private var types: [NodeType: [Int64: Key]] = [:]
    private var texts: [Int64: String] = [:]

    /// Opens what a source states.
    public init(_ reader: StoreReader, source: String) throws {
        db = reader.db
        var scopes: [Int64] = []
        try db.forEach(.scopesInOrder, [Blob(source)]) { scopes.append(try $0.int(0)) }
        self.scopes = scopes
    }

    /// The numbers of the nodes of a type with their keys, whoever states them.
    private mutating func numbers(of type: NodeType) throws -> [Int64: Key] {
        if let known = types[type] { return known }
        var found: [Int64: Key] = [:]
        try forEachKey(of: type) { found[$0] = $1 }
        keys.merge(found) { known, _ in known }
        types[type] = found
        return found
    }

    /// The nodes of these types, in no order.
    ///
    /// Complexity: linear in the nodes that the source states.
    public mutating func nodes(of types: [NodeType]) throws -> [NodeFact] {
        var wanted: [Int64: Key] = [:]
        for type in types { wanted.merge(try numbers(of: type)) { known, _ in known } }
        return try nodes(wanted)
    }

    /// The nodes of these types with an id that is one of these, in no order.
    public mutating func nodes(of types: [NodeType], withID ids: Set<Text>) throws -> [NodeFact] {
        var wanted: [Int64: Key] = [:]
        for type in types {
            try forEachKey(of: type) { number, key in
                if ids.contains(Text(key.id)) { wanted[number] = key }
            }
        }
        return try nodes(wanted)
    }

    /// The nodes of these types whose key, name, id or one of whose properties holds the text, in no order.
    ///
    /// Whatever else is stored of a node may hold it as well, so there may be more than these.
    public mutating func nodes(of types: [NodeType], holding text: String) throws -> [NodeFact] {
        var rest: [Int64: Key] = [:]
        var wanted: [Int64: Key] = [:]
        let sought = Array(text.utf8)
        for type in types {
            try forEachKey(of: type) { number, key in
                if Self.isHeld(sought, by: key.text) { wanted[number] = key } else { rest[number] = key }
            }
        }
        for scope in scopes {
            try db.forEach(.scopeProperties, [scope]) { row in
                let node = try row.int(1)
                guard let key = rest[node] else { return }
                let isFound = try row.withUnsafeData(atIndex: 2) { data in
                    data?.withUnsafeBytes { Self.isHeld(sought, by: $0) } ?? false
                }
                if isFound { wanted[node] = key }
            }
        }
        return try nodes(wanted)
    }

    private static func isHeld(_ sought: [UInt8], by text: String) -> Bool {
        var text = text
        return text.withUTF8 { isHeld(sought, by: UnsafeRawBufferPointer($0)) }
    }

    private static func isHeld(_ sought: [UInt8], by bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = sought.first else { return true }
        var rest = bytes[...]
        while rest.count >= sought.count, let place = rest.firstIndex(of: first) {
            rest = rest[place...]
            if rest.starts(with: sought) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    private func forEachKey(of type: NodeType, _ body: (Int64, Key) -> Void) throws {
        try db.forEach(.nodesBetween, [Blob("\(type.name):"), Blob("\(type.name);")]) { row in
            body(try row.int(0), Key(text: try row.text(1)))
        }
    }

    private mutating func nodes(_ wanted: [Int64: Key]) throws -> [NodeFact] {
        if wanted.isEmpty { return [] }
        var bodies: [Int64: NodeBody] = [:]
        bodies.reserveCapacity(wanted.count)
        for scope in scopes {
            try db.forEach(.scopeProperties, [scope]) { row in
                let node = try row.int(1)
                guard let key = wanted[node] else { return }
                let bytes = try row.bytes(2)
                let body = try reading("property") { try NodeBody(bytes: bytes) }
                if bodies[node] == nil { bodies[node] = body } else { bodies[node]?.unite(body, key: key) }
            }
        }
        var nodes: [NodeFact] = []
        nodes.reserveCapacity(bodies.count)
        for (number, body) in bodies {
            guard let key = wanted[number] else { continue }
            let properties = try body.properties.map { Property(try text($0.name), $0.value) }
            nodes.append(
                NodeFact(
                    key, name: body.name, id: body.id, properties: properties.sorted(),
                    evidence: try body.evidence.map { try evidence($0) }.sorted()))
        }
        return nodes
    }

    /// The edges of these kinds that leave nodes of these types, in no order.
    public mutating func edges(_ kinds: [EdgeKind], from types: [NodeType]) throws -> [EdgeFact] {
        var sources: [Int64: Key] = [:]
        for type in types { sources.merge(try numbers(of: type)) { known, _ in known } }
        if sources.isEmpty { return [] }

        var edges: [EdgeFact] = []
        for scope in scopes {
            var fans: [(Key, [FanBody.Edge])] = []
            try db.forEach(.scopeFans, [scope]) { row in
                guard let source = sources[try row.int(1)] else { return }
                let bytes = try row.bytes(3)
                fans.append((source, try reading("fan") { try FanBody(bytes: bytes) }.edges))
            }
            for (source, fan) in fans {
                for edge in fan {
                    let name = try text(edge.kind)
                    guard let kind = kinds.first(where: { UTF8Order.equal($0.name, name) }) else { continue }
                    edges.append(
                        EdgeFact(
                            source, kind, try key(edge.to), origin: .declared,
                            evidence: try edge.evidence.map { try evidence($0) }.sorted()))
                }
            }
        }
        return edges
    }

    /// What is taken of a document.
    public enum Taking: Sendable {
        case nothing
        /// The document with null for a body.
        case withoutBody
        case whole
    }

    /// The documents of these kinds, of one node or of all, in no order.
    ///
    /// How much of a document is taken, `taking` says by its kind, its subject, its name and the JSON of its body.
    public mutating func documents(
        _ kinds: [Document.Kind], of node: Key? = nil,
        taking: (Document.Kind, Key, String, UnsafeRawBufferPointer) -> Taking = { _, _, _, _ in .whole }
    ) throws -> [Document] {
        var number: Int64?
        if let node {
            number = try db.id(.selectNode, [Blob(node.text)])
            if number == nil { return [] }
        }
        var found: [RunStatement.DocumentKey: (at: Int64, document: Document?)] = [:]
        for scope in scopes {
            for kind in kinds {
                let sql: StoreStatement = number == nil ? .datedDocuments : .datedDocumentsOfNode
                try db.forEach(sql, [scope, kind.rawValue] + (number.map { [$0] } ?? [])) { row in
                    try take(row, kind, taking, into: &found)
                }
            }
        }
        return found.values.compactMap(\.document)
    }

    private mutating func take(
        _ row: Row, _ kind: Document.Kind,
        _ taking: (Document.Kind, Key, String, UnsafeRawBufferPointer) -> Taking,
        into found: inout [RunStatement.DocumentKey: (at: Int64, document: Document?)]
    ) throws {
        let (subject, name, at) = (try row.int(1), try row.text(2), try row.int(6))
        let natural = RunStatement.DocumentKey(kind: Text(kind.rawValue), subject: subject, name: Text(name))
        if let known = found[natural], known.at >= at { return }
        let key = try key(subject)
        let taken = try row.withUnsafeData(atIndex: 5) { data in
            let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
            return data?.withUnsafeBytes { taking(kind, key, name, $0) } ?? taking(kind, key, name, nothing)
        }
        // What is not wanted still hides what was stated before it.
        if taken == .nothing {
            found[natural] = (at, nil)
            return
        }
        let place = try row.bytes(3)
        let body = try reading("document") {
            var unpacker = Unpacker(place)
            return try EvidenceBody(&unpacker)
        }
        let value = taken == .whole ? try StoreReader.body(json: try row.bytes(5), lines: try row.bytes(4)) : .null
        found[natural] = (
            at, Document(kind, subject: key, name: name, body: value, evidence: try evidence(body))
        )
    }

    // MARK: - Names

    private mutating func key(_ number: Int64) throws -> Key {
        if let known = keys[number] { return known }
        guard let row = try db.row(.keyOfNode, [number]) else {
            throw StoreError(.damaged, "no row \(number) in table node")
        }
        let key = Key(text: try row.text(0))
        keys[number] = key
        return key
    }

    private mutating func text(_ number: Int64) throws -> String {
        if let known = texts[number] { return known }
        guard let row = try db.row(.bodyOfText, [number]) else {
            throw StoreError(.damaged, "no row \(number) in table text")
        }
        let text = try row.text(0)
        texts[number] = text
        return text
    }

    private mutating func evidence(_ body: EvidenceBody) throws -> Evidence {
        Evidence(
            source: try text(body.source), file: try text(body.file), line: body.line.map { Int($0) },
            locator: body.locator, time: body.time)
    }
}
