internal import OverreachGraph
internal import OverreachModel

/// Estimates what candidates remove, so that the best are judged: nodes and edges that rest on them are taken away, and
/// nothing is judged anew.
struct FixScreen {
    private let snapshot: Snapshot
    private let filter: Filter
    private let stores: Set<NodeID>
    /// By entry point: what it reaches.
    private let reached: [(entry: NodeID, nodes: Set<NodeID>, stores: Int)]
    private let grants: [Text: [NodeID]]

    init(_ snapshot: Snapshot, entries: [Key], jewels: Set<Key>, store: Key?, _ filter: Filter) {
        self.snapshot = snapshot
        self.filter = filter
        let all =
            store.flatMap { snapshot.node($0) }.map { [$0] }
            ?? snapshot.nodes.filter { snapshot.kind($0) == .dataStore }
        let stores = Set(all)
        self.stores = stores
        reached = entries.compactMap { snapshot.node($0) }.map { entry in
            let nodes = Set(snapshot.reach(from: entry, following: filter).nodes)
            return (entry, nodes, nodes.intersection(stores).count)
        }
        var grants: [Text: [NodeID]] = [:]
        for node in snapshot.nodes where snapshot.kind(node) == .grant {
            let id = snapshot.key(node).id
            grants[Text(String(id.prefix { $0 != "#" })), default: []].append(node)
        }
        self.grants = grants
    }

    /// How many pairs each candidate closes, by estimate.
    ///
    /// Complexity: a walk for each candidate and each entry point that reaches what it takes away.
    func scores(of candidates: [Candidate]) -> [(candidate: Candidate, score: Int)] {
        candidates.map { candidate in
            var overlay = Overlay(snapshot)
            let nodes = removed(by: candidate, &overlay)
            let score = reached.reduce(0) { sum, one in
                guard nodes.contains(where: { one.nodes.contains($0) || $0 == one.entry }) else { return sum }
                let left = overlay.reach(from: one.entry, following: filter).nodes.reduce(0) {
                    stores.contains($1) ? $0 + 1 : $0
                }
                return sum + one.stores - left
            }
            return (candidate, score)
        }
    }

    /// Takes away what the candidate changes; the nodes at which that shows.
    private func removed(by candidate: Candidate, _ overlay: inout Overlay) -> [NodeID] {
        var shown: [NodeID] = []
        func remove(_ node: NodeID) {
            for edge in snapshot.dependents(of: node) { shown.append(snapshot.from(edge)) }
            shown.append(node)
            overlay.remove(node)
        }
        func remove(edgesFrom from: Key, to: Key?) {
            guard let from = snapshot.node(from) else { return }
            for edge in snapshot.outgoing(from) where to.map({ snapshot.node($0) == snapshot.to(edge) }) ?? true {
                overlay.remove(edge)
                shown.append(from)
            }
        }
        for edit in candidate.revision.edits {
            switch edit {
            case .silenceStatement(let key, let place), .replaceStatement(let key, let place, _):
                nodes(of: key, place: place).forEach(remove)
            case .silenceRule, .dropSubject:
                nodes(ofBindingOrRole: candidate.target).forEach(remove)
            case .drop(let key):
                if key.kind == .awsAttachment {
                    for grant in grants[Text("\(key.name)/")] ?? [] {
                        remove(edgesFrom: key.subject, to: snapshot.key(grant))
                        for edge in snapshot.dependents(of: grant)
                        where !overlay.base.incoming(snapshot.from(edge)).filter({
                            snapshot.node(key.subject) == snapshot.from($0)
                        }).isEmpty {
                            overlay.remove(edge)
                        }
                    }
                } else if let node = snapshot.node(key.subject) {
                    remove(node)
                }
            case .unstateNode(let key), .removeNode(let key): if let node = snapshot.node(key) { remove(node) }
            case .unstateEdges(let match), .removeEdges(let match):
                remove(edgesFrom: match.from, to: match.kind == EdgeKind(AWSEdge.memberOf) ? nil : match.to)
            case .rewrite, .add, .state: continue
            }
        }
        return shown
    }

    private func nodes(of key: DocumentKey, place: Int) -> [NodeID] {
        let stem: String
        switch key.kind {
        case .awsManagedPolicy: stem = "\(key.subject.id)/"
        case .awsInlinePolicy: stem = "\(key.subject.id):inline/\(key.name)/"
        case .awsTrustPolicy: stem = "\(key.subject.id):trust/"
        default: stem = "\(key.subject.id):policy/"
        }
        return (grants[Text(stem)] ?? []).filter { node in
            let rest = snapshot.key(node).id.utf8.dropFirst(stem.utf8.count + 1)
            return rest.prefix { $0 != UInt8(ascii: "@") }.elementsEqual(String(place).utf8)
        }
    }

    private func nodes(ofBindingOrRole key: Key) -> [NodeID] {
        if key.type == NodeType(KubernetesNode.binding) { return grants[Text(key.id)] ?? [] }
        guard let role = snapshot.node(key) else { return [] }
        return snapshot.incoming(role).flatMap { grants[Text(snapshot.key(snapshot.from($0)).id)] ?? [] }
    }
}
