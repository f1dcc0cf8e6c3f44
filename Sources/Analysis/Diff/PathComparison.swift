internal import OverreachGraph
internal import OverreachModel

/// Who reaches which data in two worlds, side by side.
struct PathComparison {
    private let first: World
    private let second: World
    private let edges: EdgeComparison

    init(_ first: World, _ second: World, _ edges: EdgeComparison) {
        self.first = first
        self.second = second
        self.edges = edges
    }

    /// A row an entry point and data store between which something is not alike, in no order.
    var rows: [Diff.Row] {
        let starts = Set(
            [first, second].flatMap { world in
                HouseView(world).entryPoints.map { world.snapshot.key($0) }
            })
        return starts.sorted().flatMap(rows)
    }

    private func rows(from start: Key) -> [Diff.Row] {
        let (old, new) = (reach(of: start, in: first), reach(of: start, in: second))
        let (before, after) = (stores(of: old), stores(of: new))
        return Set(before.keys).union(after.keys).sorted().compactMap { key in
            let (a, b) = (before[key], after[key])
            let (x, y) = (a.map(state), b.map(state))
            guard x != y, let row = b ?? a else { return nil }
            let snapshot = b == nil ? first.snapshot : second.snapshot
            return Diff.Row(
                what: .path, node: nil, from: NodeRow(start, in: snapshot), to: row.node, edge: nil, origin: nil,
                effects: Set(x?.effects ?? []).symmetricDifference(y?.effects ?? []).sorted(), path: row.path,
                before: x, after: y,
                because: (causes(of: key, new, isSecond: true) + causes(of: key, old, isSecond: false)).uniqued(),
                evidence: row.path.flatMap(\.evidence).uniqued())
        }
    }

    private func reach(of start: Key, in world: World) -> ReachOfNode? {
        world.snapshot.node(start).map { ReachOfNode($0, in: world) }
    }

    private func stores(of reach: ReachOfNode?) -> [Key: ReachRow] {
        Dictionary(
            (reach?.stores ?? []).map { (Key(text: $0.node.key), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func state(_ row: ReachRow) -> Diff.State {
        Diff.State(
            effects: row.effects, verdict: row.verdict, conditions: row.conditions, scope: row.scope, properties: [])
    }

    /// The edges that are not alike on the ways to a data store: for each right to it, on the shortest way to the right.
    private func causes(of target: Key, _ reach: ReachOfNode?, isSecond: Bool) -> [Diff.Cause] {
        let snapshot = isSecond ? second.snapshot : first.snapshot
        guard let reach, let store = snapshot.node(target) else { return [] }
        return reach.rights(to: store).flatMap { right -> [Diff.Cause] in
            let way = reach.reach.path(to: snapshot.from(right))?.edges ?? []
            return (way + [right]).compactMap { edge in
                edges.change(of: edge, isSecond: isSecond).map {
                    Diff.Cause(change: $0, step: StepRow(edge, in: snapshot))
                }
            }
        }
    }
}
