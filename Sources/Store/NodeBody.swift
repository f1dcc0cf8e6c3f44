internal import OverreachModel

/// What one scope says of one node, with repeated texts as numbers.
struct NodeBody {
    /// A named value.
    struct Value: Comparable {
        var name: Int64
        var value: String

        static func == (a: Value, b: Value) -> Bool { a.name == b.name && UTF8Order.equal(a.value, b.value) }

        static func < (a: Value, b: Value) -> Bool {
            a.name == b.name ? UTF8Order.less(a.value, b.value) : a.name < b.name
        }
    }

    private static let format: UInt8 = 1

    var name: String
    var id: String
    var properties: [Value]  // ascending, each once
    var evidence: [EvidenceBody]  // ascending, each once

    init(_ fact: NodeFact, _ interner: inout Interner) throws {
        name = fact.name
        id = fact.id
        var values: [Value] = []
        for property in fact.properties {
            values.append(Value(name: try interner.text(property.name), value: property.value))
        }
        properties = values.sortedSet()
        evidence = try fact.evidence.map { try EvidenceBody($0, &interner) }.sortedSet()
    }

    init(bytes: [UInt8]) throws(PackingError) {
        var unpacker = Unpacker(bytes)
        guard try unpacker.byte() == Self.format else { throw PackingError() }
        name = try unpacker.text()
        id = try unpacker.text()
        properties = []
        for _ in 0..<(try unpacker.count()) {
            properties.append(Value(name: try unpacker.id(), value: try unpacker.text()))
        }
        evidence = try [EvidenceBody](&unpacker)
        guard unpacker.isAtEnd else { throw PackingError() }
    }

    var bytes: [UInt8] {
        var packer = Packer()
        packer.byte(Self.format)
        packer.text(name)
        packer.text(id)
        packer.count(properties.count)
        for property in properties {
            packer.varint(UInt64(bitPattern: property.name))
            packer.text(property.value)
        }
        evidence.pack(&packer)
        return packer.bytes
    }

    /// Joins what is said of one node at the same time, in whatever order it comes.
    mutating func unite(_ other: NodeBody, key: Key) {
        name = Self.better(name, other.name, key)
        id = Self.better(id, other.id, key)
        properties = (properties + other.properties).sortedSet()
        evidence = (evidence + other.evidence).sortedSet()
    }

    /// What holds after a newer statement that may not be all: what it does not speak of stays.
    func restated(by newer: NodeBody, key: Key) -> NodeBody {
        var result = newer
        if Self.isMereKey(newer.name, key) { result.name = name }
        if Self.isMereKey(newer.id, key) { result.id = id }
        let kept = properties.filter { old in !newer.properties.contains { $0.name == old.name } }
        result.properties = (newer.properties + kept).sortedSet()
        result.evidence = (newer.evidence + evidence.withoutFiles(of: newer.evidence)).sortedSet()
        return result
    }

    /// The one that says more than the key; of two such, the first in the order of bytes.
    private static func better(_ a: String, _ b: String, _ key: Key) -> String {
        if isMereKey(a, key) { return isMereKey(b, key) ? (UTF8Order.less(a, b) ? b : a) : b }
        if isMereKey(b, key) { return a }
        return UTF8Order.less(b, a) ? b : a
    }

    private static func isMereKey(_ text: String, _ key: Key) -> Bool {
        text.isEmpty || UTF8Order.equal(text, key.id)
    }
}
