internal import OverreachGraph
internal import OverreachModel

/// What one edge into a data store gives, seen from a node that reaches the edge with some verdict.
struct DataAccess {
    let effect: Effect
    let verdict: Verdict
    let conditions: [String]
    let scope: AccessScope

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
    /// What single effects hang on, where the row itself hangs on nothing.
    let conditions: [String]
    /// What part is covered.
    let scope: ScopeRow

    /// Nil where there is no access.
    init?(_ accesses: [DataAccess]) {
        guard let verdict = accesses.map(\.verdict).min() else { return nil }
        self.verdict = verdict
        effects = Set(accesses.map(\.effect)).sorted()

        var conditions: Set<Text> = []
        for effect in effects {
            let ways = accesses.filter { $0.effect == effect }
            guard let best = ways.map(\.verdict).min(), verdict != .conditional else { continue }
            // An effect that hangs on a condition, or a further part of the store that does.
            for way in ways where way.verdict == best {
                conditions.formUnion(way.conditions.map { Text("\(effect.rawValue): \($0)") })
            }
        }
        self.conditions = conditions.sorted().map(\.string)

        // What is denied of one effect is denied only where every way to it denies it.
        let counted = accesses.filter { $0.verdict == verdict }
        var allow: Set<Text> = []
        var deny: Set<Text> = []
        for effect in Set(counted.map(\.effect)) {
            let ways = counted.filter { $0.effect == effect }.map(\.scope)
            allow.formUnion(ways.flatMap(\.allow).map { Text($0) })
            var common = Set((ways.first?.deny ?? []).map { Text($0) })
            for way in ways { common.formIntersection(way.deny.map { Text($0) }) }
            deny.formUnion(common)
        }
        if allow.contains("*") { allow = ["*"] }
        scope = ScopeRow(allow: allow.sorted().map(\.string), deny: deny.sorted().map(\.string))
    }
}

extension Snapshot {
    /// Whether an answer lists the node of its own: grants say by which right, and an entry that was seen running
    /// stands behind the server that was seen.
    func isListed(_ node: NodeID) -> Bool {
        switch kind(node) {
        case .grant, .scope: return false
        case .mcpServer: return !outgoing(node).contains { kind($0) == EdgeKind(AgentEdge.instance) }
        default: return true
        }
    }

    /// What the path's conditions are, without repeats, in the order of the path.
    func conditions(of path: Path) -> [String] {
        var seen: Set<Text> = []
        return path.edges.flatMap { conditions($0) }.filter { seen.insert(Text($0)).inserted }
    }
}
