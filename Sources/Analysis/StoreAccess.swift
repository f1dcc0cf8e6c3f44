internal import OverreachGraph
internal import OverreachModel

/// What everybody may do to one data store, access by access.
///
/// Accesses that give the same are one way, however many grants give it: it is walked back once, over a graph in which
/// nothing else leads to the store.
///
/// Complexity: three walks for each way.
struct StoreAccess {
    private struct Way {
        let edge: EdgeID  // one of those that give it
        let grant: NodeID?  // where it is the only one
        let reach: BestReach
    }

    /// What tells one way from another.
    private struct Form: Hashable {
        let effect: Effect
        let verdict: Verdict
        let conditions: [Text]
        let scope: AccessScope?
    }

    private let ways: [Way]
    private let snapshot: Snapshot

    init(to store: NodeID, following filter: Filter, in snapshot: Snapshot) {
        self.snapshot = snapshot
        let edges = snapshot.incoming(store).filter { filter.admits($0, in: snapshot) }
        var forms: [Form: [EdgeID]] = [:]
        for edge in edges {
            guard case .access(let effect) = snapshot.kind(edge).spec.traversal else { continue }
            let form = Form(
                effect: effect, verdict: snapshot.verdict(edge), conditions: snapshot.conditions(edge).map { Text($0) },
                scope: snapshot.scope(edge))
            forms[form, default: []].append(edge)
        }
        ways = forms.values.sorted { $0[0] < $1[0] }.map { same in
            if same.count == 1 {
                let grant = snapshot.from(same[0])
                return Way(edge: same[0], grant: grant, reach: snapshot.bestReach(to: grant, following: filter))
            }
            var alone = Overlay(snapshot)
            alone.remove(edges: Set(edges).subtracting(same))
            return Way(edge: same[0], grant: nil, reach: alone.bestReach(to: store, following: filter))
        }
    }

    /// Each with the verdict of the surest way from the node; empty where there is none.
    func accesses(of node: NodeID) -> [DataAccess] {
        ways.compactMap { way in
            let verdict = way.grant == node ? .allowed : way.reach.verdict(of: node)
            return verdict.flatMap { DataAccess(way.edge, reachedWith: $0, in: snapshot) }
        }
    }
}
