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
        try db.forEach(.nodesBetween, [Blob("\(type.name):"), Blob("\(type.name);")]) { row in
            found[try row.int(0)] = Key(text: try row.text(1))
        }
        keys.merge(found) { known, _ in known }
        types[type] = found
        return found
    }

    /// The keys of the nodes of a type that are named anywhere.
    public mutating func keys(of type: NodeType) throws -> [Key] { try numbers(of: type).values.map { $0 } }

    /// The nodes of these types, as far as `isWanted` says yes, in no order.
    ///
    /// Complexity: linear in the nodes that the source states; only what is wanted is unpacked.
    public mutating func nodes(
        of types: [NodeType], where isWanted: (NodeType, Key) -> Bool = { _, _ in true }
    ) throws -> [NodeFact] {
        var wanted: [Int64: Key] = [:]
        for type in types {
            wanted.merge(try numbers(of: type).filter { isWanted(type, $0.value) }) { known, _ in known }
        }
        if wanted.isEmpty { return [] }

        var bodies: [Int64: NodeBody] = [:]
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

    /// The documents of these kinds, of one node or of all, in no order.
    ///
    /// Of those that `keepsBody` does not want, the body is null: it is given the JSON.
    public mutating func documents(
        _ kinds: [Document.Kind], of node: Key? = nil,
        keepingBody keepsBody: (Document.Kind, Key, UnsafeRawBufferPointer) -> Bool
    ) throws -> [Document] {
        var number: Int64?
        if let node {
            number = try db.id(.selectNode, [Blob(node.text)])
            if number == nil { return [] }
        }
        var found: [RunStatement.DocumentKey: (at: Int64, document: Document)] = [:]
        for scope in scopes {
            for kind in kinds {
                let sql: StoreStatement = number == nil ? .datedDocuments : .datedDocumentsOfNode
                try db.forEach(sql, [scope, kind.rawValue] + (number.map { [$0] } ?? [])) { row in
                    try take(row, kind, keepsBody, into: &found)
                }
            }
        }
        return found.values.map(\.document)
    }

    private mutating func take(
        _ row: Row, _ kind: Document.Kind,
        _ keepsBody: (Document.Kind, Key, UnsafeRawBufferPointer) -> Bool,
        into found: inout [RunStatement.DocumentKey: (at: Int64, document: Document)]
    ) throws {
        let (subject, name, at) = (try row.int(1), try row.text(2), try row.int(6))
        let natural = RunStatement.DocumentKey(kind: Text(kind.rawValue), subject: subject, name: Text(name))
        if let known = found[natural], known.at >= at { return }
        let key = try key(subject)
        let isKept = try row.withUnsafeData(atIndex: 5) { data in
            data?.withUnsafeBytes { keepsBody(kind, key, $0) } ?? false
        }
        let place = try row.bytes(3)
        let body = try reading("document") {
            var unpacker = Unpacker(place)
            return try EvidenceBody(&unpacker)
        }
        let value = isKept ? try StoreReader.body(json: try row.bytes(5), lines: try row.bytes(4)) : .null
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
