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
        var edges: [(source: Int64, fan: [FanBody.Edge])] = []
        var slots: [Int64: Int] = [:]
        for fragment in fragments {
            for node in fragment.nodes { try add(node, &interner) }
            var latest: (source: Key, slot: Int)?  // edges mostly come by their source
            for edge in fragment.edges {
                let slot: Int
                if let latest, latest.source == edge.from {
                    slot = latest.slot
                } else {
                    let source = try interner.node(edge.from)
                    slot = slots[source] ?? edges.count
                    if slots.updateValue(slot, forKey: source) == nil { edges.append((source, [])) }
                    latest = (edge.from, slot)
                }
                edges[slot].fan.append(try FanBody.Edge(edge, &interner))
            }
            for document in fragment.documents { try add(document, &interner) }
            for key in fragment.whollyStated { whollyStated.insert(try interner.node(key)) }
        }
        for slot in edges.indices {
            let fan = FanBody(edges[slot].fan)
            edges[slot].fan = []
            fans[edges[slot].source] = fan
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
