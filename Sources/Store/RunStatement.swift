internal import OverreachModel

/// What a run states of its scope, united over its fragments, with keys and repeated texts as numbers.
struct RunStatement {
    /// The natural key of a document.
    struct DocumentKey: Hashable, Comparable {
        var kind: Text
        var subject: Int64
        var name: Text

        static func < (a: DocumentKey, b: DocumentKey) -> Bool {
            if a.kind != b.kind { return a.kind < b.kind }
            return a.subject != b.subject ? a.subject < b.subject : a.name < b.name
        }
    }

    /// A document as its row holds it.
    struct DocumentRow {
        var evidence: EvidenceBody
        var body: DocumentBody

        var evidenceBytes: [UInt8] {
            var packer = Packer()
            evidence.pack(&packer)
            return packer.bytes
        }
    }

    private(set) var nodes: [Int64: NodeBody] = [:]
    private(set) var keys: [Int64: Key] = [:]  // of the nodes
    private(set) var fans: [Int64: FanBody] = [:]
    private(set) var documents: [DocumentKey: DocumentRow] = [:]
    private(set) var edgeCount = 0
    /// Nodes of which it states all that the scope says.
    private(set) var whollyStated: Set<Int64> = []
    private var places: [DocumentKey: Evidence] = [:]  // of the documents; numbers have no order of their own

    init(_ fragments: [Fragment], _ interner: inout Interner) throws {
        for fragment in fragments {
            for node in fragment.nodes { try add(node, &interner) }
            for document in fragment.documents { try add(document, &interner) }
            for key in fragment.whollyStated { whollyStated.insert(try interner.node(key)) }
        }
        try addEdges(of: fragments, &interner)
    }

    /// Takes the edges of one source after the other, so that those of one alone are held unpacked beside the facts.
    private mutating func addEdges(of fragments: [Fragment], _ interner: inout Interner) throws {
        var sources: [Int64] = []
        var slots: [Int64: Int] = [:]
        var runs: [(slot: Int, fragment: Int, edges: Range<Int>)] = []  // edges mostly come by their source
        for (number, fragment) in fragments.enumerated() {
            var start = 0
            while start < fragment.edges.count {
                let source = fragment.edges[start].from
                var end = start + 1
                while end < fragment.edges.count, fragment.edges[end].from == source { end += 1 }
                let id = try interner.node(source)
                let slot = slots[id] ?? sources.count
                if slots.updateValue(slot, forKey: id) == nil { sources.append(id) }
                runs.append((slot, number, start..<end))
                start = end
            }
        }
        runs.sort { a, b in
            if a.slot != b.slot { return a.slot < b.slot }
            return a.fragment == b.fragment ? a.edges.lowerBound < b.edges.lowerBound : a.fragment < b.fragment
        }
        var next = 0
        while next < runs.count {
            let slot = runs[next].slot
            var edges: [FanBody.Edge] = []
            while next < runs.count, runs[next].slot == slot {
                let run = runs[next]
                edges.reserveCapacity(edges.count + run.edges.count)
                for edge in fragments[run.fragment].edges[run.edges] {
                    edges.append(try FanBody.Edge(edge, &interner))
                }
                next += 1
            }
            let fan = FanBody(edges)
            fans[sources[slot]] = fan
            edgeCount += fan.edgeCount
        }
    }

    private mutating func add(_ fact: NodeFact, _ interner: inout Interner) throws {
        let id = try interner.node(fact.key)
        let body = try NodeBody(fact, &interner)
        if nodes[id] == nil {
            nodes[id] = body
            keys[id] = fact.key
        } else {
            nodes[id]?.unite(body, key: fact.key)
        }
    }

    /// Of two documents with one natural key, the one whose evidence, then body comes first stands.
    private mutating func add(_ document: Document, _ interner: inout Interner) throws {
        let key = DocumentKey(
            kind: Text(document.kind.rawValue), subject: try interner.node(document.subject), name: Text(document.name))
        let row = DocumentRow(
            evidence: try EvidenceBody(document.evidence, &interner), body: try DocumentBody(document.body))
        if let place = places[key], let other = documents[key] {
            let isLater = document.evidence == place && other.body.json.lexicographicallyPrecedes(row.body.json)
            if place < document.evidence || isLater { return }
        }
        documents[key] = row
        places[key] = document.evidence
    }
}
