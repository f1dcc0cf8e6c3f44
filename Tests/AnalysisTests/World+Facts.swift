import OverreachAnalysis
import OverreachGraph
import OverreachModel

/// A world out of facts, as the engine makes it out of a store: rules run, then the snapshot.
func world(
    nodes: [NodeFact], edges: [EdgeFact] = [], documents: [Document] = [], activities: [Activity] = []
) -> World {
    let base = Derivation.run(
        over: FactBase(nodes: nodes, edges: edges, documents: documents, activities: activities)
    ).base
    var builder = SnapshotBuilder()
    for node in base.nodes.values { builder.add(node) }
    for edge in base.edges { builder.add(edge) }
    return World(
        snapshot: builder.build(), activities: activities, documents: documents, caveats: [],
        coverage: Coverage(records: []))
}

extension Evidence {
    static let test = Evidence(source: "test", file: "test.json", line: 1)
}

extension EdgeFact {
    static func seen(_ from: Key, _ kind: AgentEdge, _ to: Key) -> EdgeFact {
        EdgeFact(from, EdgeKind(kind), to, origin: .observed, verdict: .observed, evidence: [.test])
    }

    static func declared(_ from: Key, _ kind: AgentEdge, _ to: Key) -> EdgeFact {
        EdgeFact(from, EdgeKind(kind), to, origin: .declared, evidence: [.test])
    }
}

/// The edges of a kind as `from → to (verdict)`, by ids, sorted.
func edges(_ kind: some EdgeDomain, in world: World) -> [String] {
    let snapshot = world.snapshot
    return snapshot.edges.filter { snapshot.kind($0).name == kind.rawValue }.map { edge in
        let verdict = snapshot.verdict(edge) == .allowed ? "" : " (\(snapshot.verdict(edge).rawValue))"
        return "\(snapshot.key(snapshot.from(edge)).id) → \(snapshot.key(snapshot.to(edge)).id)\(verdict)"
    }.sorted()
}
