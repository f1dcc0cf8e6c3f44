import OverreachModel

/// Collects what telemetry states: every node and edge once, with the evidence of its first and its last occurrence.
struct ObservedFacts {
    private struct EdgeID: Hashable {
        let from: Key
        let kind: EdgeKind
        let to: Key
    }

    private struct Occurrences {
        var first: Evidence
        var last: Evidence

        mutating func add(_ evidence: Evidence) {
            if Occurrences.isBefore(evidence, first) { first = evidence }
            if Occurrences.isBefore(last, evidence) { last = evidence }
        }

        var list: [Evidence] { first == last ? [first] : [first, last] }

        private static func isBefore(_ a: Evidence, _ b: Evidence) -> Bool {
            let (x, y) = (a.time ?? .min, b.time ?? .min)
            return x == y ? a < b : x < y
        }
    }

    private struct NodeDraft {
        var name: String
        var id: String?
        var properties: Set<Text> = []  // name, NUL, value
        var stated: [(name: String, value: String?)] = []  // the last time, since most times are alike
        var occurrences: Occurrences

        mutating func add(name: String, _ properties: [(name: String, value: String?)], _ evidence: Evidence) {
            if UTF8Order.less(name, self.name) { self.name = name }
            occurrences.add(evidence)
            let isAlike = properties.elementsEqual(stated) { a, b in
                UTF8Order.equal(a.name, b.name) && (a.value == nil) == (b.value == nil)
                    && UTF8Order.equal(a.value ?? "", b.value ?? "")
            }
            if isAlike { return }
            stated = properties
            for (name, value) in properties {
                guard let value, !value.isEmpty else { continue }
                self.properties.insert(Text("\(name)\u{0}\(value)"))
            }
        }
    }

    private var nodes: [Key: NodeDraft] = [:]
    private var edges: [EdgeID: (verdict: Verdict, occurrences: Occurrences)] = [:]

    /// Whether the node was stated.
    func holds(_ key: Key) -> Bool { nodes[key] != nil }

    /// States a node; properties that are nil or empty are left out.
    mutating func node(
        _ key: Key, name: String, id: String? = nil, _ properties: [(name: String, value: String?)] = [],
        evidence: Evidence
    ) {
        let new = NodeDraft(name: name, id: id, occurrences: Occurrences(first: evidence, last: evidence))
        nodes[key, default: new].add(name: name, properties, evidence)
    }

    /// States an edge that was seen.
    mutating func edge(
        _ from: Key, _ kind: some EdgeDomain, _ to: Key, verdict: Verdict = .allowed, evidence: Evidence
    ) {
        let id = EdgeID(from: from, kind: EdgeKind(kind), to: to)
        edges[id, default: (verdict, Occurrences(first: evidence, last: evidence))].occurrences.add(evidence)
    }

    /// The nodes by key.
    var sortedNodes: [NodeFact] {
        nodes.keys.sorted().compactMap { key in
            guard let draft = nodes[key] else { return nil }
            let properties = draft.properties.sorted().map { entry in
                let parts = entry.string.split(separator: "\u{0}", maxSplits: 1, omittingEmptySubsequences: false)
                return Property(String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
            }
            return NodeFact(
                key, name: draft.name, id: draft.id, properties: properties, evidence: draft.occurrences.list)
        }
    }

    /// The edges by their start, kind and end.
    var sortedEdges: [EdgeFact] {
        let ids = edges.keys.sorted { a, b in
            if a.from != b.from { return a.from < b.from }
            if a.kind != b.kind { return UTF8Order.less(a.kind.name, b.kind.name) }
            return a.to < b.to
        }
        return ids.compactMap { id in
            edges[id].map { entry in
                EdgeFact(
                    id.from, id.kind, id.to, origin: .observed, verdict: entry.verdict,
                    evidence: entry.occurrences.list)
            }
        }
    }
}
