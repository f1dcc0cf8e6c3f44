internal import OverreachGraph
internal import OverreachModel

/// What one edge into a data store gives, seen from a node that reaches the edge with some verdict.
struct DataAccess {
    let effect: Effect
    let verdict: Verdict
    let conditions: [String]
    let scope: AccessScope
    /// What is said where not the right itself but the way to it hangs on something.
    static let pathCondition = "the way to this right holds (see `paths`)"

    /// Nil where the edge is no access.
    init?(_ edge: EdgeID, reachedWith verdict: Verdict, in snapshot: Snapshot) {
        guard case .access(let effect) = snapshot.kind(edge).spec.traversal else { return nil }
        self.effect = effect
        self.verdict = max(verdict, snapshot.verdict(edge))
        conditions = snapshot.conditions(edge)
        scope = snapshot.scope(edge) ?? .whole
    }
}

/// The union of several accesses to one store.
struct AccessSum {
    /// What may be done.
    let effects: [Effect]
    /// The best of all.
    let verdict: Verdict
    /// What single effects, or larger parts of the store, hang on.
    let conditions: [String]
    /// What part is covered.
    let scope: ScopeRow

    /// Nil where there is no access.
    init?(_ accesses: [DataAccess]) {
        guard let verdict = accesses.map(\.verdict).min() else { return nil }
        self.verdict = verdict
        effects = Set(accesses.map(\.effect)).sorted()

        let counted = accesses.filter { $0.verdict == verdict }
        // Effect by effect: that writing is denied nowhere takes nothing from what is denied of reading.
        let scopes = effects.map { effect in
            AccessScope(union: counted.filter { $0.effect == effect }.map(\.scope))
        }
        scope = ScopeRow(
            allow: AccessScope(union: scopes.map { AccessScope(allow: $0.allow) }).allow,
            deny: AccessScope(allow: Set(scopes.flatMap(\.deny).map { Text($0) }).map(\.string)).allow)

        // Of each effect: what its best way hangs on, and what a worse way that covers more hangs on.
        var conditions: Set<Text> = []
        for effect in effects {
            let ways = accesses.filter { $0.effect == effect }
            let best = ways.filter { $0.verdict == ways.map(\.verdict).min() }
            let reached = AccessScope(union: best.map(\.scope))
            for way in ways {
                let isBest = way.verdict == best.first?.verdict
                guard isBest || !reached.covers(way.scope) else { continue }
                let part = way.scope.allow == ["*"] ? "" : "\(way.scope.allow.joined(separator: ", ")): "
                let own = way.conditions.isEmpty && !isBest ? [DataAccess.pathCondition] : way.conditions
                conditions.formUnion(own.map { Text("\(effect.rawValue): \(part)\($0)") })
            }
        }
        self.conditions = conditions.sorted().map(\.string)
    }
}

extension Snapshot {
    /// Whether an answer lists the node of its own: grants say by which right, and an entry that was seen running
    /// stands behind the server that was seen.
    func isListed(_ node: NodeID) -> Bool {
        switch kind(node) {
        case .grant, .scope: return false
        // A set stands for principals that are listed themselves.
        case .identity: return type(node) != NodeType(AWSNode.principalSet)
        case .mcpServer:
            return !outgoing(node).contains { kind($0) == EdgeKind(AgentEdge.instance) && verdict($0) == .allowed }
        default: return true
        }
    }

    /// Who holds a grant: identities, those of a set and of what covers it as well.
    func holders(of grant: NodeID) -> [NodeID] {
        incoming(grant).flatMap { edge -> [NodeID] in
            let source = from(edge)
            if kind(edge) == EdgeKind(AWSEdge.covers) { return holders(of: source) }
            guard type(source) == NodeType(AWSNode.principalSet) else { return [source] }
            return incoming(source).map { from($0) }
        }
    }

    /// The grants that an identity holds, those of sets that it is in as well.
    func grants(of identity: NodeID) -> [NodeID] {
        outgoing(identity).flatMap { edge -> [NodeID] in
            let target = to(edge)
            if kind(edge) == EdgeKind(AWSEdge.isAmong) { return grants(of: target) }
            return kind(target) == .grant ? [target] : []
        }
    }

    /// The edges by which a grant gives something, those of sets that it covers as well.
    func gifts(of grant: NodeID) -> [EdgeID] {
        outgoing(grant).flatMap { edge in kind(edge) == EdgeKind(AWSEdge.covers) ? Array(outgoing(to(edge))) : [edge] }
    }

    /// What the path's conditions are, without repeats, in the order of the path.
    func conditions(of path: Path) -> [String] {
        var seen: Set<Text> = []
        return path.edges.flatMap { conditions($0) }.filter { seen.insert(Text($0)).inserted }
    }
}
