internal import OverreachModel

/// The edges of one scope out of one node, sorted, with repeated texts as numbers.
struct FanBody {
    /// The most edges in one row.
    static let limit = 4096

    private static let format: UInt8 = 1

    /// One edge; its source is that of the fan.
    struct Edge {
        var kind: Int64
        var to: Int64
        var origin: UInt8
        var verdict: UInt8
        var assumes: UInt8
        var hasScope: Bool
        fileprivate let terms: Terms?  // nil where all lists of it are empty, as of most edges of an inventory
        var evidence: [EvidenceBody]

        var conditions: [Int64] { terms?.conditions ?? [] }
        var allow: [Int64] { terms?.allow ?? [] }
        var deny: [Int64] { terms?.deny ?? [] }
        var premises: [Int64] { terms?.premises ?? [] }
        /// Whether one of these lists holds something.
        var hasTerms: Bool { terms != nil }
    }

    /// Lists of numbers of texts, each ascending, each number once.
    fileprivate final class Terms: Sendable {
        let conditions: [Int64]
        let allow: [Int64]
        let deny: [Int64]
        let premises: [Int64]

        init?(conditions: [Int64], allow: [Int64], deny: [Int64], premises: [Int64]) {
            guard !(conditions.isEmpty && allow.isEmpty && deny.isEmpty && premises.isEmpty) else { return nil }
            (self.conditions, self.allow, self.deny, self.premises) = (conditions, allow, deny, premises)
        }
    }

    /// What is said of one edge: those that differ in details only.
    typealias Details = ArraySlice<Edge>

    var edges: [Edge]  // ascending; edges that differ in evidence only are one

    /// Sorts and unites.
    init(_ unsorted: [Edge]) {
        let sorted = unsorted.count > 1 ? unsorted.sorted { Edge.order($0, $1) < 0 } : unsorted
        edges = sorted
        let hasTwins = sorted.indices.dropFirst().contains { Edge.order(sorted[$0 - 1], sorted[$0]) == 0 }
        guard hasTwins else { return }
        edges = []
        for edge in sorted {
            if let last = edges.last, Edge.order(last, edge) == 0 {
                edges[edges.count - 1].evidence = (last.evidence + edge.evidence).sortedSet()
            } else {
                edges.append(edge)
            }
        }
    }

    init(bytes: [UInt8]) throws(PackingError) {
        var unpacker = Unpacker(bytes)
        guard try unpacker.byte() == Self.format else { throw PackingError() }
        edges = []
        let count = try unpacker.count()
        edges.reserveCapacity(min(count, Self.limit))
        for _ in 0..<count { edges.append(try Edge(&unpacker)) }
        guard unpacker.isAtEnd else { throw PackingError() }
    }

    /// How many edges the body of a row says it has; none of a body that cannot be read.
    static func count(_ bytes: [UInt8]) -> Int {
        var unpacker = Unpacker(bytes)
        guard (try? unpacker.byte()) == format, let count = try? unpacker.count() else { return 0 }
        return min(count, limit)
    }

    /// Edges in it, those that differ in details counted once.
    var edgeCount: Int {
        edges.indices.count { $0 == 0 || !edges[$0].isSameEdge(as: edges[$0 - 1]) }
    }

    /// The fan as the bodies of its rows.
    var parts: [(n: Int, bytes: [UInt8])] {
        stride(from: 0, to: edges.count, by: Self.limit).map { start in
            let part = edges[start..<min(start + Self.limit, edges.count)]
            var packer = Packer()
            packer.byte(Self.format)
            packer.count(part.count)
            for edge in part { edge.pack(&packer) }
            return (part.count, packer.bytes)
        }
    }
}

extension FanBody.Edge {
    init(_ fact: EdgeFact, _ interner: inout Interner) throws {
        kind = try interner.text(fact.kind.name)
        to = try interner.node(fact.to)
        origin = fact.origin.code
        verdict = fact.verdict.code
        assumes = fact.assumes.rawValue
        hasScope = fact.scope != nil
        terms = FanBody.Terms(
            conditions: try interner.set(fact.conditions), allow: try interner.set(fact.scope?.allow ?? []),
            deny: try interner.set(fact.scope?.deny ?? []), premises: try interner.set(fact.premises.map(\.text)))
        evidence = try fact.evidence.map { try EvidenceBody($0, &interner) }.sortedSet()
    }

    /// A byte of marks says which of the rare fields follow.
    init(_ unpacker: inout Unpacker) throws(PackingError) {
        kind = try unpacker.id()
        to = try unpacker.id()
        let marks = try unpacker.byte()
        origin = marks & 3
        verdict = marks >> 2 & 3
        hasScope = marks & 64 != 0
        assumes = marks & 16 == 0 ? 0 : try unpacker.byte()
        terms = FanBody.Terms(
            conditions: marks & 32 == 0 ? [] : try [Int64](&unpacker), allow: hasScope ? try [Int64](&unpacker) : [],
            deny: hasScope ? try [Int64](&unpacker) : [], premises: marks & 128 == 0 ? [] : try [Int64](&unpacker))
        evidence = try [EvidenceBody](&unpacker)
    }

    func pack(_ packer: inout Packer) {
        packer.varint(UInt64(bitPattern: kind))
        packer.varint(UInt64(bitPattern: to))
        let rare: UInt8 =
            (assumes == 0 ? 0 : 16) | (conditions.isEmpty ? 0 : 32) | (hasScope ? 64 : 0) | (premises.isEmpty ? 0 : 128)
        packer.byte(origin & 3 | (verdict & 3) << 2 | rare)
        if assumes != 0 { packer.byte(assumes) }
        if !conditions.isEmpty { conditions.pack(&packer) }
        if hasScope {
            allow.pack(&packer)
            deny.pack(&packer)
        }
        if !premises.isEmpty { premises.pack(&packer) }
        evidence.pack(&packer)
    }

    /// Whether both are one edge for whoever restates it: the same ends, kind and origin.
    func isSameEdge(as other: FanBody.Edge) -> Bool {
        kind == other.kind && to == other.to && origin == other.origin
    }

    /// Negative, zero or positive by everything but the evidence.
    static func order(_ a: FanBody.Edge, _ b: FanBody.Edge) -> Int {
        if a.kind != b.kind { return a.kind < b.kind ? -1 : 1 }
        if a.to != b.to { return a.to < b.to ? -1 : 1 }
        if a.origin != b.origin { return a.origin < b.origin ? -1 : 1 }
        if a.verdict != b.verdict { return a.verdict < b.verdict ? -1 : 1 }
        if a.assumes != b.assumes { return a.assumes < b.assumes ? -1 : 1 }
        if a.hasScope != b.hasScope { return b.hasScope ? -1 : 1 }
        if a.terms == nil, b.terms == nil { return 0 }
        for (x, y) in [(a.conditions, b.conditions), (a.allow, b.allow), (a.deny, b.deny), (a.premises, b.premises)] {
            if x != y { return x.lexicographicallyPrecedes(y) ? -1 : 1 }
        }
        return 0
    }

    /// Equal in everything, evidence too.
    static func isIdentical(_ a: FanBody.Edge, _ b: FanBody.Edge) -> Bool {
        order(a, b) == 0 && a.evidence == b.evidence
    }
}

extension Origin {
    /// The number in a fan; frozen with its format.
    var code: UInt8 {
        switch self {
        case .declared: 0
        case .observed: 1
        case .derived: 2
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .declared
        case 1: self = .observed
        case 2: self = .derived
        default: return nil
        }
    }
}

extension Verdict {
    /// The number in a fan; frozen with its format.
    var code: UInt8 {
        switch self {
        case .allowed: 0
        case .observed: 1
        case .conditional: 2
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .allowed
        case 1: self = .observed
        case 2: self = .conditional
        default: return nil
        }
    }
}
