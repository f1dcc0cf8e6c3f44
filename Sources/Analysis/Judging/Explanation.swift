internal import OverreachGraph
internal import OverreachModel

/// What telemetry saw because a right allowed it: it goes with the right.
///
/// An act that posture allowed proves no way beside posture. So where a change takes the right away, that it happened
/// before is no sign that it can happen then; what was seen though nothing given allows it stays.
struct Explanation {
    /// Who took which role.
    private struct Taking: Hashable {
        let taker: Key
        let role: Key
    }

    /// Acts on data that nothing allowed as things are.
    private struct Act: Hashable {
        let identity: Key
        let kind: EdgeKind
        let store: Key
    }

    private let explained: Set<Taking>
    private let unexplained: Set<Act>

    /// Looks at things as they are.
    init(_ snapshot: Snapshot) {
        var seen: Set<Taking> = []
        var acts: Set<Act> = []
        for node in snapshot.nodes where snapshot.kind(node) == .identity {
            for edge in snapshot.outgoing(node) where snapshot.origin(edge) == .observed {
                let (from, to) = (snapshot.key(node), snapshot.key(snapshot.to(edge)))
                if snapshot.kind(edge) == EdgeKind(AWSEdge.assumed) { seen.insert(Taking(taker: from, role: to)) }
                if Explanation.isAct(snapshot.kind(edge)) {
                    acts.insert(Act(identity: from, kind: snapshot.kind(edge), store: to))
                }
            }
        }
        unexplained = acts
        explained = seen.filter { taking in
            guard let taker = snapshot.node(taking.taker), let role = snapshot.node(taking.role) else { return false }
            return snapshot.grants(of: taker).contains { grant in
                snapshot.gifts(of: grant).contains {
                    snapshot.kind($0) == EdgeKind(AWSEdge.assumes) && snapshot.to($0) == role
                }
            }
        }
    }

    /// The edges without what was seen because of a right that is not among them any more.
    ///
    /// Complexity: linear in the edges.
    func kept(of edges: [EdgeFact]) -> [EdgeFact] {
        let given = explained.isEmpty ? [] : allowed(by: edges)
        return edges.filter { edge in
            guard edge.origin == .observed else { return true }
            if Explanation.isAct(edge.kind) {
                return unexplained.contains(Act(identity: edge.from, kind: edge.kind, store: edge.to))
            }
            guard edge.kind == EdgeKind(AWSEdge.assumed) else { return true }
            let taking = Taking(taker: edge.from, role: edge.to)
            return !explained.contains(taking) || given.contains(taking)
        }
    }

    private static func isAct(_ kind: EdgeKind) -> Bool {
        [AccessEdge.didRead, .didWrite, .didDelete, .didAdminister].contains { EdgeKind($0) == kind }
    }

    /// Of the takings that were explained, those that a right among the edges allows.
    private func allowed(by edges: [EdgeFact]) -> Set<Taking> {
        let roles = Set(explained.map(\.role))
        var given: [Key: Set<Key>] = [:]  // by grant or set, then by holder: the roles
        for edge in edges where edge.kind == EdgeKind(AWSEdge.assumes) && roles.contains(edge.to) {
            given[edge.from, default: []].insert(edge.to)
        }
        for kind in [EdgeKind(AWSEdge.covers), EdgeKind(AccessEdge.holds), EdgeKind(AWSEdge.isAmong)] {
            for edge in edges where edge.kind == kind {
                if let through = given[edge.to] { given[edge.from, default: []].formUnion(through) }
            }
        }
        return Set(given.flatMap { taker, roles in roles.map { Taking(taker: taker, role: $0) } })
    }
}
