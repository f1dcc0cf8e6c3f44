internal import OverreachGraph
internal import OverreachModel

/// Which pairs of a goal a graph leaves open, and by which way.
struct PlanReach {
    /// The pairs, in the order of the goal.
    let open: [ReachTable.Pair]
    private let snapshot: Snapshot
    private let lasts: [EdgeID]  // the last step of each pair's shortest way
    private let reaches: [Key: Reach]

    /// Complexity: a walk for each entry point, and the edges into the stores.
    init(_ snapshot: Snapshot, among pairs: [ReachTable.Pair], following filter: Filter) {
        self.snapshot = snapshot
        var (open, lasts, reaches): ([ReachTable.Pair], [EdgeID], [Key: Reach]) = ([], [], [:])
        for pair in pairs {
            guard let start = snapshot.node(pair.from), let store = snapshot.node(pair.to) else { continue }
            let reach = reaches[pair.from] ?? snapshot.reach(from: start, following: filter)
            reaches[pair.from] = reach
            guard reach.contains(store) else { continue }

            var best: (edge: EdgeID, steps: Int)?
            for edge in snapshot.incoming(store) where filter.admits(edge, in: snapshot) {
                guard case .access = snapshot.kind(edge).spec.traversal else { continue }
                let source = snapshot.from(edge)
                guard let steps = source == start ? 0 : reach.steps(source) else { continue }
                if best.map({ steps < $0.steps }) ?? true { best = (edge, steps) }
            }
            guard let best else { continue }
            open.append(pair)
            lasts.append(best.edge)
        }
        self.open = open
        self.lasts = lasts
        self.reaches = reaches
    }

    /// For each open pair the steps of its shortest way, in the order of the pairs; none where a way needs several at once.
    var ways: [[EdgeID]] {
        zip(open, lasts).map { pair, last in
            let source = snapshot.from(last)
            guard let reach = reaches[pair.from], source != reach.start else { return [last] }
            return reach.path(to: source).map { $0.edges + [last] } ?? []
        }
    }
}
