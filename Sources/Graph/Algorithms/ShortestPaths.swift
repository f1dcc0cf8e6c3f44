internal import OverreachModel

/// The k best simple paths from any of some nodes to any of others, in the order of cost, then steps, then edges compared one by one.
///
/// Yen's algorithm with Lawler's partition. When a path is taken, the paths that are left fall into disjoint classes:
/// those that share its first `i` edges and leave it there, by an edge by which no path of their class was taken. The
/// first of each class is a `CheapestPath`; the first of those is the next path. The paths of one start are a class, and a
/// path ends at the first target that it comes to.
///
/// ```
///   taken:    a ──▶ b ──▶ c ──▶ d
///   classes:  leaves at a │ at b │ at c          each without the edge that was taken there
/// ```
///
/// Edges that differ neither in their ends nor in cost, verdict and assumptions are one step, told by the smallest.
///
/// Complexity: one `Distances`, a `CheapestPath` for each start, and for each path as many `CheapestPath` as it has steps.
///
/// Reference: J. Y. Yen, "Finding the k shortest loopless paths in a network", 1971, DOI 10.1287/mnsc.17.11.712;
/// E. L. Lawler, "A procedure for computing the k best solutions", 1972, DOI 10.1287/mnsc.18.7.401.
struct ShortestPaths {
    private let walk: Walk
    private let search: CheapestPath
    private let starts: [UInt32]

    init(from starts: [NodeID], to targets: [NodeID], avoiding nodes: [NodeID], _ walk: Walk) {
        self.walk = walk
        let ends = Set(targets.map(walk.arrival))
        search = CheapestPath(
            walk: walk, targets: ends,
            avoided: Set(nodes.flatMap { [walk.arrival($0), walk.departure($0)] }), distances: Distances(to: ends, walk)
        )
        self.starts = starts.map(walk.departure)
    }

    /// The first `limit` paths; fewer where there are no more, or where the budget does not suffice for the next.
    ///
    /// `budget` falls by one for each place that a `CheapestPath` settles.
    func paths(limit: Int, budget: inout Int) -> (paths: [[EdgeID]], isComplete: Bool) {
        var taken: [[EdgeID]] = []
        var candidates = MinHeap<Candidate>()
        guard limit > 0 else { return (taken, true) }
        for start in starts {
            guard extend([], from: start, barring: [], into: &candidates, budget: &budget) else {
                return (taken, false)
            }
        }

        while let best = candidates.removeMin() {
            taken.append(best.edges)
            guard taken.count < limit else { break }
            for place in best.parting..<best.edges.count {
                let used = (place == best.parting ? best.barred : []) + [best.edges[place]]
                let prefix = best.edges[..<place]
                guard extend(prefix, from: best.start, barring: used, into: &candidates, budget: &budget) else {
                    return (taken, false)
                }
            }
        }

        return (taken, true)
    }

    /// Adds the first path that begins with these edges and goes on by none of the used ones; false for no budget left.
    private func extend(
        _ edges: ArraySlice<EdgeID>, from start: UInt32, barring used: [EdgeID],
        into candidates: inout MinHeap<Candidate>, budget: inout Int
    ) -> Bool {
        let passed = edges.map { walk.departure(walk.snapshot.from($0)) }
        let parting = edges.last.map { walk.departure(walk.snapshot.to($0)) } ?? start
        let outcome = search.search(
            from: parting, barring: Set(passed), first: { edge in used.contains { isSameStep($0, edge) } },
            budget: &budget)

        switch outcome {
        case .found(let rest):
            candidates.insert(
                Candidate(
                    edges: edges + rest, start: start, parting: edges.count, barred: used, in: walk.snapshot))
            return true
        case .none: return true
        case .outOfBudget: return false
        }
    }

    private func isSameStep(_ a: EdgeID, _ b: EdgeID) -> Bool {
        let snapshot = walk.snapshot
        return snapshot.from(a) == snapshot.from(b) && snapshot.to(a) == snapshot.to(b)
            && snapshot.cost(a) == snapshot.cost(b) && snapshot.verdict(a) == snapshot.verdict(b)
            && snapshot.assumes(a) == snapshot.assumes(b)
    }

    /// The first path of a class.
    private struct Candidate: Comparable {
        let edges: [EdgeID]
        let start: UInt32
        let parting: Int  // where the class leaves the path that it was made from
        let barred: [EdgeID]  // edges at the parting by which no path of the class goes on
        private let weight: Weight

        init(
            edges: ArraySlice<EdgeID>, start: UInt32, parting: Int, barred: [EdgeID], in snapshot: Snapshot
        ) {
            self.edges = Array(edges)
            self.start = start
            self.parting = parting
            self.barred = barred
            weight = edges.reduce(.zero) { $0 + Weight(of: $1.index, in: snapshot) }
        }

        static func < (a: Candidate, b: Candidate) -> Bool {
            a.weight == b.weight ? a.edges.lexicographicallyPrecedes(b.edges) : a.weight < b.weight
        }
    }
}

extension Walk {
    /// The first path in the order of `ShortestPaths`; nil where there is none, and from a node to itself.
    func shortestPath(from: NodeID, to: NodeID) -> Path? {
        guard from != to else { return nil }

        var budget = Int.max
        let search = CheapestPath(walk: self, targets: [arrival(to)], avoided: [], distances: nil)
        guard
            case .found(let edges) = search.search(
                from: departure(from), barring: [], first: { _ in false }, budget: &budget)
        else { return nil }
        return Path(edges, in: snapshot)
    }

    /// The first paths in the order of `ShortestPaths`; none from a node that is a target or to be avoided.
    func shortestPaths(
        from starts: [NodeID], to targets: [NodeID], avoiding nodes: [NodeID], limit: Int, budget: Int
    ) -> (paths: [Path], isComplete: Bool) {
        let (ends, avoided) = (Set(targets).subtracting(nodes), Set(nodes))
        let begins = starts.sortedWithoutRepeats().filter { !ends.contains($0) && !avoided.contains($0) }
        guard !begins.isEmpty, !ends.isEmpty, limit > 0 else { return ([], true) }

        var budget = budget
        let found = ShortestPaths(from: begins, to: ends.sorted(), avoiding: nodes, self)
            .paths(limit: limit, budget: &budget)
        return (found.paths.map { Path($0, in: snapshot) }, found.isComplete)
    }
}

extension Snapshot {
    /// The cheapest path, of those the one of fewest steps, of those the one of the smallest edges.
    ///
    /// Nil where there is none, and from a node to itself. The path of fewest steps whatever its cost is that of `Reach`.
    public func shortestPath(from: NodeID, to: NodeID, following filter: Filter) -> Path? {
        Walk(self, following: filter).shortestPath(from: from, to: to)
    }

    /// The best simple paths, at most `limit`: by cost, then steps, then edges.
    ///
    /// Parallel edges make several paths only where they differ in cost, verdict or assumptions. The budget is how many
    /// nodes the searches for single paths may settle, the same node counted again in each; when it does not suffice,
    /// `isComplete` is false and the paths are the first ones.
    public func shortestPaths(
        from: NodeID, to: NodeID, limit: Int, budget: Int, following filter: Filter
    ) -> (paths: [Path], isComplete: Bool) {
        shortestPaths(fromAnyOf: [from], toAnyOf: [to], limit: limit, budget: budget, following: filter)
    }

    /// The best simple paths from any of these nodes to any of those that come by none of the avoided ones.
    ///
    /// They are ranked together, as those of two nodes are. A path ends at the first of the targets that it comes to; it may
    /// come by other starts. A start that is a target begins none. Parallel edges, budget and `isComplete` are as for two
    /// nodes.
    ///
    /// Complexity: see `ShortestPaths`.
    public func shortestPaths(
        fromAnyOf starts: [NodeID], toAnyOf targets: [NodeID], avoiding nodes: [NodeID] = [], limit: Int, budget: Int,
        following filter: Filter
    ) -> (paths: [Path], isComplete: Bool) {
        Walk(self, following: filter)
            .shortestPaths(from: starts, to: targets, avoiding: nodes, limit: limit, budget: budget)
    }
}

extension Overlay {
    /// The path of `Snapshot.shortestPath` when all is as the overlay says.
    public func shortestPath(from: NodeID, to: NodeID, following filter: Filter) -> Path? {
        view.shortestPath(from: from, to: to, following: filter)
    }

    /// The paths of `Snapshot.shortestPaths` when all is as the overlay says.
    public func shortestPaths(
        from: NodeID, to: NodeID, limit: Int, budget: Int, following filter: Filter
    ) -> (paths: [Path], isComplete: Bool) {
        view.shortestPaths(from: from, to: to, limit: limit, budget: budget, following: filter)
    }
}
