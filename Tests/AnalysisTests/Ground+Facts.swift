import OverreachGraph
import OverreachModel

@testable import OverreachAnalysis

/// A ground in memory, as the engine makes it out of a store.
func ground(nodes: [NodeFact], edges: [EdgeFact], documents: [Document], house: House) -> Ground {
    let stated = StatedFacts(nodes: nodes, edges: edges, documents: documents)
    @Sendable func made(after revision: Revision, from world: World?) -> World {
        let facts = Derivation.conclude(
            from: revision.applied(to: stated), Correlated(), asOf: nil, after: revision, from: world)
        var builder = SnapshotBuilder()
        for node in FactBase(nodes: facts.nodes, edges: [], documents: [], activities: []).nodes.values {
            builder.add(node)
        }
        builder.add(facts.edges)
        return World(
            snapshot: builder.build(), activities: [], documents: facts.documents, caveats: [],
            coverage: Coverage(records: []), house: house)
    }
    let world = made(after: Revision(), from: nil)
    return Ground(world: world, stated: stated) { made(after: $0, from: $1 == .kept ? nil : world) }
}
