/// What one change does to what many nodes reach, all together.
package struct ReachLoss: Sendable, Equatable {
    /// How many pairs of a source and a node that it no longer reaches.
    package var lostPairs = 0
    /// How many pairs of a source and a node that it reaches now and did not.
    package var gainedPairs = 0
    /// How many sources lose a node.
    package var losing = 0
    /// How many sources gain one.
    package var gaining = 0
    /// How it was found.
    package var method = ReachMethod.components

    package init(
        lostPairs: Int = 0, gainedPairs: Int = 0, losing: Int = 0, gaining: Int = 0,
        method: ReachMethod = .components
    ) {
        self.lostPairs = lostPairs
        self.gainedPairs = gainedPairs
        self.losing = losing
        self.gaining = gaining
        self.method = method
    }

    package mutating func add(_ other: ReachLoss) {
        lostPairs += other.lostPairs
        gainedPairs += other.gainedPairs
        losing += other.losing
        gaining += other.gaining
    }
}

extension CompactGraph {
    /// What each of the changes by itself does to what all the sources reach: a shortlist of fixes, exactly.
    ///
    /// The sources are pushed over the components once, 512 at a time, and for each change only what differs from that is
    /// pushed again. A change for which components do not hold, or that takes a source away, is pushed over a graph built
    /// for it. A pair counts as much as its node weighs: 1, or what `weights` says of it, new nodes 1.
    ///
    /// Complexity: one `reachCounts`, and for each change what it changes; else one graph and one `reachCounts` more.
    ///
    /// Reference: as for `ReachCounts` and `ReachChange`.
    package func reachLosses(
        from sources: [UInt32], changes: [GraphChange], weights: Column<UInt8>? = nil, workers: Int = 1
    ) async -> [ReachLoss] {
        let work = LossWork(self, sources, changes)
        let turns = Turns()
        return await withTaskGroup(of: [ReachLoss].self) { tasks in
            for _ in 0..<max(workers, 1) {
                tasks.addTask { work.losses(weights) { turns.next(below: work.batches.count) } }
            }
            var total = work.none
            for await losses in tasks { for (position, loss) in losses.enumerated() { total[position].add(loss) } }
            return total
        }
    }

    /// The same on the thread that asks.
    package func reachLosses(
        from sources: [UInt32], changes: [GraphChange], weights: Column<UInt8>? = nil
    ) -> [ReachLoss] {
        let work = LossWork(self, sources, changes)
        var turn = -1
        return work.losses(weights) {
            turn += 1
            return turn < work.batches.count ? turn : nil
        }
    }
}

/// What `reachLosses` shares among its workers.
private struct LossWork: Sendable {
    private let graph: CompactGraph
    private let plans: [LanePlan]
    /// Sources that are pushed together.
    let batches: [[UInt32]]

    init(_ graph: CompactGraph, _ sources: [UInt32], _ changes: [GraphChange]) {
        self.graph = graph
        plans = LanePlan.plans(of: changes, from: sources)
        let order = sources.indices.sorted { (sources[$0], $0) < (sources[$1], $1) }
        batches = stride(from: 0, to: order.count, by: LanePush.width).map { begin in
            order[begin..<min(begin + LanePush.width, order.count)].map { sources[$0] }
        }
    }

    /// A loss of nothing for each change.
    var none: [ReachLoss] { plans.map { ReachLoss(method: $0.components == nil ? .edges : .components) } }

    /// What the changes take from the sources of the batches that are given out.
    func losses(_ weights: Column<UInt8>?, _ next: () -> Int?) -> [ReachLoss] {
        var losses = none
        var push = LaneChange(graph, plans, weights: weights)
        while let turn = next() {
            push.begin(batches[turn])
            for (position, plan) in plans.enumerated() { losses[position].add(push.loss(plan)) }
        }
        return losses
    }
}

/// How one change is pushed.
struct LanePlan: Sendable {
    let change: GraphChange
    /// What it means for the components; nil where they do not hold.
    let components: ComponentChange?
    /// The changed graph, where components do not hold.
    let rebuilt: CompactGraph?

    /// How many numbers of components there are beyond those of the graph.
    var addedComponents: Int { change.addedNodeCount + (components?.pieces.count ?? 0) }

    static func plans(of changes: [GraphChange], from sources: [UInt32]) -> [LanePlan] {
        guard let graph = changes.first?.graph else { return [] }

        let isSource = Set(sources)
        var planner = ComponentPlanner(graph)
        return changes.map { change in
            let filter = ArcFilter(graph, closing: change.removedArcs)
            let keepsSources = !change.removedNodes.contains { isSource.contains($0) }
            let plan = keepsSources ? planner.plan(change, avoiding: filter) : nil
            return LanePlan(change: change, components: plan, rebuilt: plan == nil ? change.rebuilt() : nil)
        }
    }
}
