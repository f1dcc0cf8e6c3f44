internal import GRDB
public import OverreachModel
internal import OverreachWire

extension StoreReader {
    /// All facts that are valid now, merged by key across scopes, in the order of UTF-8 bytes.
    ///
    /// Of two documents with one natural key, the one that was stated last stands.
    public func currentFacts() throws -> StoredFacts {
        try facts(Selection())
    }

    /// The facts that are valid now but for what `StoreWriter.replaceDerived` wrote: what to derive from.
    public func statedFacts() throws -> StoredFacts {
        var derived: Set<Int64> = []
        try db.forEach(.scopesOfSource, [Blob(StoreWriter.derivedSource)]) { derived.insert(try $0.int(0)) }
        return try facts(Selection(without: derived))
    }

    /// The documents that are valid now, as `currentFacts` has them.
    public func currentDocuments() throws -> [Document] {
        try documents(Names(db), Selection())
    }

    /// The files that stated what is valid now of a scope.
    ///
    /// Complexity: a pass over what the scope states.
    public func statingFiles(of scope: RunScope) throws -> StatingFiles {
        guard let id = try db.id(.selectScope, [Blob(scope.source), Blob(scope.instance), Blob(scope.part)]) else {
            return StatingFiles()
        }
        var (nodes, documents): (Set<Int64>, Set<Int64>) = ([], [])
        try db.forEach(.scopeProperties, [id]) { row in
            let bytes = try row.bytes(2)
            nodes.formUnion(try reading("property") { try NodeBody(bytes: bytes) }.evidence.map(\.file))
        }
        try db.forEach(.scopeDocuments, [id]) { row in
            let bytes = try row.bytes(4)
            documents.insert(
                try reading("document") {
                    var unpacker = Unpacker(bytes)
                    return try EvidenceBody(&unpacker)
                }.file)
        }
        func text(_ id: Int64) throws -> Text? { try db.row(.bodyOfText, [id]).map { Text(try $0.text(0)) } }
        return StatingFiles(nodes: Set(try nodes.compactMap(text)), documents: Set(try documents.compactMap(text)))
    }

    /// Which rows are wanted.
    struct Selection {
        /// Scopes that are left out.
        var without: Set<Int64> = []
        /// The only scopes that are wanted; nil for all.
        var only: Set<Int64>?
        /// What was valid then; nil for what is valid now.
        var history: RunHistory?

        /// Whether a row is wanted, whose run and end stand at these columns where the past is asked.
        func takes(_ row: Row, runAt column: Int) throws -> Bool {
            let scope = try row.int(0)
            guard !without.contains(scope), only?.contains(scope) ?? true else { return false }
            return try history?.isVisible(from: row.int(column), to: row.optionalInt(column + 1)) ?? true
        }
    }

    func facts(_ selection: Selection) throws -> StoredFacts {
        var facts = StoredFacts()
        facts.version = try version()
        var names = try Names(db)
        facts.nodes = try nodes(names, selection)
        try edges(&names, selection, into: &facts)
        facts.documents = try documents(names, selection)
        return facts
    }

    private func nodes(_ names: Names, _ selection: Selection) throws -> [NodeFact] {
        var bodies = [NodeBody?](repeating: nil, count: names.nodes.count)
        try db.forEach(selection.history == nil ? .currentProperties : .pastProperties) { row in
            guard try selection.takes(row, runAt: 3) else { return }
            let rank = try names.rank(ofNode: row.int(1))
            let bytes = try row.bytes(2)
            let body = try reading("property") { try NodeBody(bytes: bytes) }
            if bodies[rank] == nil {
                bodies[rank] = body
            } else {
                bodies[rank]?.unite(body, key: names.nodes[rank])
            }
        }

        var nodes: [NodeFact] = []
        for (key, body) in zip(names.nodes, bodies) {
            guard let body else { continue }
            let properties = try body.properties.map { Property(try names.text($0.name), $0.value) }
            nodes.append(
                NodeFact(
                    key, name: body.name, id: body.id, properties: properties.sorted(),
                    evidence: try names.evidence(body.evidence)))
        }
        return nodes
    }

    private func edges(
        _ names: inout Names, _ selection: Selection, into facts: inout StoredFacts
    ) throws {
        // As they are stored until their turn comes: unpacked they are several times as large.
        var fans = [[[UInt8]]](repeating: [], count: names.nodes.count)
        var count = 0
        try db.forEach(selection.history == nil ? .currentFans : .pastFans) { row in
            guard try selection.takes(row, runAt: 3) else { return }
            let rank = try names.rank(ofNode: row.int(1))
            let body = try row.bytes(2)
            count += FanBody.count(body)
            fans[rank].append(body)
        }
        facts.edges.reserveCapacity(count)

        var unknown: [Int: Int] = [:]
        for rank in fans.indices where !fans[rank].isEmpty {
            let bodies = try fans[rank].map { bytes in try reading("fan") { try FanBody(bytes: bytes) } }
            let fan = if let only = bodies.first, bodies.count == 1 { only } else { FanBody(bodies.flatMap(\.edges)) }
            fans[rank] = []
            for ranked in try fan.edges.indices.map({ try RankedEdge($0, of: fan, names) }).sorted() {
                guard let kind = names.kind(ranked.kind) else {
                    unknown[ranked.kind, default: 0] += 1
                    continue
                }
                facts.edges.append(try ranked.fact(from: rank, kind, of: fan, &names))
            }
        }
        facts.unknownKinds = unknown.sorted { $0.key < $1.key }.map { (names.texts[$0.key], $0.value) }
    }

    private func documents(_ names: Names, _ selection: Selection) throws -> [Document] {
        var documents: [(kind: Text, rank: Int, document: Document)] = []
        var known: [RunStatement.DocumentKey: (at: Int64, place: Int)] = [:]  // the present ones come the latest first
        try db.forEach(selection.history == nil ? .currentDocuments : .pastDocuments) { row in
            guard try selection.takes(row, runAt: 7) else { return }
            let (word, subject, name) = (try row.text(1), try row.int(2), try row.text(3))
            let natural = RunStatement.DocumentKey(kind: Text(word), subject: subject, name: Text(name))
            let at = try selection.history?.confirmedAt(row.int(7)) ?? 0
            let rival = known[natural]
            if let rival, rival.at >= at { return }
            known[natural] = (at, rival?.place ?? documents.count)
            guard let kind = Document.Kind(rawValue: word) else {
                throw StoreError(.damaged, "unknown kind of document \"\(word)\"")
            }
            let (place, lines, json) = (try row.bytes(4), try row.bytes(5), try row.bytes(6))
            let evidence = try reading("document") {
                var unpacker = Unpacker(place)
                return try EvidenceBody(&unpacker)
            }
            let body = try Self.body(json: json, lines: lines)
            let rank = try names.rank(ofNode: subject)
            let document = Document(
                kind, subject: names.nodes[rank], name: name, body: body, evidence: try names.evidence(evidence))
            if let rival {
                documents[rival.place] = (Text(word), rank, document)
            } else {
                documents.append((Text(word), rank, document))
            }
        }
        return documents.sorted { a, b in
            if a.kind != b.kind { return a.kind < b.kind }
            return a.rank != b.rank ? a.rank < b.rank : UTF8Order.less(a.document.name, b.document.name)
        }.map(\.document)
    }

    static func body(json: [UInt8], lines: [UInt8]) throws -> Value {
        do {
            return try reading("document") { try DocumentBody.value(json: json, lines: lines) }
        } catch let error as WireError {
            throw StoreError(.damaged, "a row of table document cannot be read: \(error.message)")
        }
    }
}

/// The place of an edge of a fan in the order of bytes, in which places of texts and keys stand for their numbers.
private struct RankedEdge: Comparable {
    let kind: Int
    private let to: Int
    private let marks: UInt32  // origin, verdict, assumptions and scope, in the order in which they rank
    private let place: Int  // in the fan
    private let terms: [[Int]]  // conditions, what is allowed, what is denied, premises; empty where all of them are

    init(_ place: Int, of fan: FanBody, _ names: Names) throws {
        self.place = place
        kind = try names.rank(ofText: fan.edges[place].kind)
        to = try names.rank(ofNode: fan.edges[place].to)
        marks =
            UInt32(fan.edges[place].origin) << 17 | UInt32(fan.edges[place].verdict) << 9
            | UInt32(fan.edges[place].assumes) << 1 | (fan.edges[place].hasScope ? 1 : 0)
        guard fan.edges[place].hasTerms else {
            terms = []
            return
        }
        let edge = fan.edges[place]
        terms = try [edge.conditions, edge.allow, edge.deny, edge.premises].map { try names.ranks($0) }
    }

    func fact(from source: Int, _ kind: EdgeKind, of fan: FanBody, _ names: inout Names) throws -> EdgeFact {
        let edge = fan.edges[place]
        guard let origin = Origin(code: edge.origin), let verdict = Verdict(code: edge.verdict) else {
            throw StoreError(.damaged, "a row of table fan cannot be read")
        }
        let texts = terms.isEmpty ? RankedEdge.noTexts : terms.map { names.texts($0) }
        return EdgeFact(
            names.nodes[source], kind, names.nodes[to], origin: origin, verdict: verdict,
            assumes: Assumptions(rawValue: edge.assumes), conditions: texts[0],
            scope: edge.hasScope ? AccessScope(allow: texts[1], deny: texts[2]) : nil,
            evidence: try names.sharedEvidence(edge.evidence), premises: texts[3].map { Key(text: $0) })
    }

    private static let noTexts: [[String]] = [[], [], [], []]

    static func == (a: RankedEdge, b: RankedEdge) -> Bool { !(a < b) && !(b < a) }

    static func < (a: RankedEdge, b: RankedEdge) -> Bool {
        if a.kind != b.kind { return a.kind < b.kind }
        if a.to != b.to { return a.to < b.to }
        if a.marks != b.marks { return a.marks < b.marks }
        if a.terms.isEmpty || b.terms.isEmpty { return a.terms.isEmpty && !b.terms.isEmpty }
        return a.terms.lexicographicallyPrecedes(b.terms) { $0.lexicographicallyPrecedes($1) }
    }
}
