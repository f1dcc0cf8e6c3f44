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
        let (before, after) = (states(of: old, in: first), states(of: new, in: second))
        return PathComparison.targets(before.keys, after.keys).compactMap { target in
            let (state, now) = (before[target.first], after[target.second])
            return state == now ? nil : row(from: start, to: target, old, new, state, now)
        }
    }

    /// Data at both moments, by its key at each.
    private struct Target {
        let first: Key
        let second: Key
    }

    /// All data of both moments, in no order.
    ///
    /// Data that only a policy named is another node once an inventory lists it: it is the same by what the world calls it.
    private static func targets(_ before: some Collection<Key>, _ after: some Collection<Key>) -> [Target] {
        let (old, new) = (Set(before), Set(after))
        var renamed: [Text: [Key]] = [:]
        for key in new.subtracting(old) { renamed[Text(key.id), default: []].append(key) }
        var (targets, taken): ([Target], Set<Key>) = ([], [])
        for key in old.subtracting(new).sorted() {
            let others = (renamed[Text(key.id)] ?? []).filter { $0.isUnlisted != key.isUnlisted }
            if others.count == 1, taken.insert(others[0]).inserted {
                targets.append(Target(first: key, second: others[0]))
            } else {
                targets.append(Target(first: key, second: key))
            }
        }
        targets += new.subtracting(taken).map { Target(first: $0, second: $0) }
        return targets
    }

    private func row(
        from start: Key, to target: Target, _ old: ReachOfNode?, _ new: ReachOfNode?, _ before: Diff.State?,
        _ after: Diff.State?
    ) -> Diff.Row? {
        let (reach, snapshot) = after == nil ? (old, first.snapshot) : (new, second.snapshot)
        let key = after == nil ? target.first : target.second
        guard let reach, let node = snapshot.node(key) else { return nil }
        let effects = Set(before?.effects ?? []).symmetricDifference(after?.effects ?? []).sorted()
        let way = reach.way(to: node, doing: effects)
        let steps = (way.isEmpty ? reach.reach.path(to: node)?.edges ?? [] : way).map { StepRow($0, in: snapshot) }
        return Diff.Row(
            what: .path, node: nil, from: NodeRow(start, in: snapshot),
            to: self.node(target) ?? NodeRow(node, in: snapshot),
            edge: nil,
            origin: nil, effects: effects, path: steps, before: before, after: after,
            because: (causes(of: target.second, new, isSecond: true) + causes(of: target.first, old, isSecond: false))
                .uniqued(),
            evidence: steps.flatMap(\.evidence).uniqued())
    }

    /// Data that is another node at each moment, as an inventory has it, so that both directions show the same.
    private func node(_ target: Target) -> NodeRow? {
        if target.first == target.second { return nil }
        let (key, snapshot) =
            target.first.isUnlisted ? (target.second, second.snapshot) : (target.first, first.snapshot)
        return NodeRow(key, in: snapshot)
    }

    private func reach(of start: Key, in world: World) -> ReachOfNode? {
        world.snapshot.node(start).map { ReachOfNode($0, in: world) }
    }

    /// How each data store is reached.
    private func states(of reach: ReachOfNode?, in world: World) -> [Key: Diff.State] {
        var states: [Key: Diff.State] = [:]
        for store in reach?.storeNodes ?? [] {
            guard let reach, let sum = reach.sum(of: store) else { continue }
            states[world.snapshot.key(store)] = Diff.State(
                effects: sum.effects, verdict: sum.verdict, conditions: reach.conditions(of: sum, to: store),
                scope: sum.scope, properties: [])
        }
        return states
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
