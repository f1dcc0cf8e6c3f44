internal import OverreachModel

/// Makes one credential of all places that hold the same secret: equal fingerprints, the key of the first place.
///
/// Sources read one file at a time and name each place apart; only here all places are known.
struct CredentialMerge {
    let nodes: [NodeFact]
    let edges: [EdgeFact]

    init(nodes: [NodeFact], edges: [EdgeFact]) {
        var places: [Text: [Key]] = [:]
        for node in nodes where node.key.type?.spec.kind == .credential {
            for fingerprint in node.values(of: PropertyName.fingerprint) {
                places[Text(fingerprint), default: []].append(node.key)
            }
        }

        var lasting: [Key: Key] = [:]
        for (_, keys) in places.sorted(by: { $0.key < $1.key }) {
            // An access key's id is public and says more than a place, so it wins over places.
            let ranked = keys.sorted { a, b in
                let (x, y) = (CredentialMerge.isPlace(a), CredentialMerge.isPlace(b))
                return x == y ? a < b : !x
            }
            guard let first = ranked.first else { continue }
            for key in keys where key != first && CredentialMerge.isPlace(key) { lasting[key] = lasting[key] ?? first }
        }

        guard !lasting.isEmpty else {
            (self.nodes, self.edges) = (nodes, edges)
            return
        }
        self.nodes = nodes.map { node in
            guard let key = lasting[node.key] else { return node }
            var moved = node
            moved.key = key
            return moved
        }
        self.edges = edges.map { edge in
            var moved = edge
            moved.from = lasting[edge.from] ?? edge.from
            moved.to = lasting[edge.to] ?? edge.to
            return moved
        }
    }

    private static func isPlace(_ key: Key) -> Bool { key.type == NodeType(AgentNode.secret) }
}
