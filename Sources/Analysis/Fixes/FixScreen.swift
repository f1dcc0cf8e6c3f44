internal import OverreachGraph
internal import OverreachModel

/// Estimates what candidates remove, so that the best are judged: what is lost without each node and each edge is found
/// for all of them at once, and nothing is judged anew.
struct FixScreen {
    /// What an estimate says of a candidate.
    struct Score: Comparable {
        /// Pairs that it closes; where there are many entry points, entry points that lose all that is asked about.
        let closed: Int
        /// Best paths that go by what it changes.
        let touched: Int

        static func < (a: Score, b: Score) -> Bool { (a.closed, a.touched) < (b.closed, b.touched) }
    }

    private let snapshot: Snapshot
    private var nodeLosses: [NodeID: Int] = [:]
    private var edgeLosses: [EdgeID: Int] = [:]
    private var touched: [NodeID: Int] = [:]  // best paths by node
    private let grants: [Text: [NodeID]]

    /// Edges of the graph times entry points up to which each entry point has dominators of its own: some seconds' work.
    private static let budget = 500_000_000

    /// Complexity: that of `Dominators` for each entry point, or once where there are many.
    init(_ table: ReachTable, entries: [Key], jewels: Set<Key>, store: Key?, _ filter: Filter) {
        snapshot = table.snapshot
        let snapshot = table.snapshot
        var grants: [Text: [NodeID]] = [:]
        for node in snapshot.nodes where snapshot.kind(node) == .grant {
            let id = snapshot.key(node).id
            grants[Text(String(id.prefix { $0 != "#" })), default: []].append(node)
        }
        self.grants = grants

        let starts = entries.compactMap { snapshot.node($0) }
        let condensed = snapshot.condensed(following: filter)
        let counted = store.flatMap { snapshot.node($0) }
        if starts.count * max(snapshot.edgeCount, 1) <= FixScreen.budget {
            for start in starts {
                add(
                    condensed.chokePoints(from: start) { node in
                        counted.map { $0 == node } ?? (snapshot.kind(node) == .dataStore)
                    })
            }
        } else {
            let ends = counted.map { [$0] } ?? jewels.compactMap { snapshot.node($0) }.sorted()
            add(condensed.chokePoints(from: starts, to: ends))
        }
        for row in table.rows.values {
            for edge in row.path { touched[snapshot.to(edge), default: 0] += 1 }
        }
    }

    private mutating func add(_ chokes: ChokePoints) {
        for choke in chokes.nodes { nodeLosses[choke.node, default: 0] += choke.lost }
        for choke in chokes.edges { edgeLosses[choke.edge, default: 0] += choke.lost }
    }

    /// What the estimate says of each candidate.
    ///
    /// Complexity: linear in what the candidates take away.
    func scores(of candidates: [Candidate]) -> [(candidate: Candidate, score: Score)] {
        candidates.map { ($0, score(of: $0)) }
    }

    private func score(of candidate: Candidate) -> Score {
        let (nodes, edges) = removed(by: candidate)
        let inside = edges.filter { !nodes.contains(snapshot.from($0)) && !nodes.contains(snapshot.to($0)) }
        let closed =
            nodes.reduce(0) { $0 + (nodeLosses[$1] ?? 0) } + inside.reduce(0) { $0 + (edgeLosses[$1] ?? 0) }
        let ends = Set(inside.map { snapshot.to($0) }).union(nodes)
        return Score(closed: closed, touched: ends.reduce(0) { $0 + (touched[$1] ?? 0) })
    }

    /// The nodes and edges that the candidate takes away, or some of whose meaning.
    private func removed(by candidate: Candidate) -> (nodes: Set<NodeID>, edges: Set<EdgeID>) {
        var (nodes, edges): (Set<NodeID>, Set<EdgeID>) = ([], [])
        func remove(_ node: NodeID) {
            nodes.insert(node)
            edges.formUnion(snapshot.dependents(of: node))
        }
        func remove(edgesFrom from: Key, to: Key?) {
            guard let from = snapshot.node(from) else { return }
            let end = to.map { snapshot.node($0) }
            edges.formUnion(snapshot.outgoing(from).filter { edge in end.map { $0 == snapshot.to(edge) } ?? true })
        }
        for edit in candidate.revision.edits {
            switch edit {
            case .silenceStatement(let key, let place), .replaceStatement(let key, let place, _),
                .cutStatement(let key, let place, _):
                self.nodes(of: key, place: place).forEach(remove)
            case .silenceRule, .dropSubject: self.nodes(ofBindingOrRole: candidate.target).forEach(remove)
            case .drop(let key):
                if key.kind == .awsAttachment {
                    edges.formUnion(holdings(of: key))
                } else if let node = snapshot.node(key.subject) {
                    remove(node)
                }
            case .unstateNode(let key), .removeNode(let key): if let node = snapshot.node(key) { remove(node) }
            case .unstateEdges(let match), .removeEdges(let match):
                remove(edgesFrom: match.from, to: match.kind == EdgeKind(AWSEdge.memberOf) ? nil : match.to)
            case .rewrite, .add, .state: continue
            }
        }
        return (nodes, edges)
    }

    /// The edges by which a holder has the statements of a managed policy, by itself or among others to whom the same is
    /// given.
    private func holdings(of attachment: DocumentKey) -> [EdgeID] {
        guard let holder = snapshot.node(attachment.subject) else { return [] }
        let given = Set(grants[Text("\(attachment.name)/")] ?? [])
        return snapshot.outgoing(holder).filter { edge in
            let target = snapshot.to(edge)
            if given.contains(target) { return true }
            return snapshot.kind(edge) == EdgeKind(AWSEdge.isAmong)
                && snapshot.outgoing(target).contains { given.contains(snapshot.to($0)) }
        }
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
