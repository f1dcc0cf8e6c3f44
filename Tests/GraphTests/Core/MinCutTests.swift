internal import OverreachGraph
internal import Testing

/// The cut against a plain flow, and against what is left when it is taken out.
@Suite struct MinCutTests {
    static let batches = Array(0..<60 as Range<UInt64>)

    private struct Case {
        let core: RandomCore
        let filter: ArcFilter
        let isGone: [Bool]  // by edge
        let capacities: [UInt32]  // by edge; empty where every edge carries one
        let sources: [UInt32]
        let targets: [UInt32]

        /// What the edge carries.
        func capacity(_ edge: Int) -> Int { isGone[edge] ? 0 : capacities.isEmpty ? 1 : Int(capacities[edge]) }

        var cut: MinCut? {
            let column =
                capacities.isEmpty
                ? nil
                : Column((0..<UInt32(core.graph.arcCount)).map { capacities[Int(core.graph.original(arc: $0))] })
            return MinCut(
                core.graph, from: sources.map { core.node($0) }, to: targets.map { core.node($0) }, avoiding: filter,
                capacities: column)
        }
    }

    /// Small graphs of every density, and some in which flow takes many detours.
    private func forEach(_ batch: UInt64, _ check: (Case, Comment) -> Void) {
        for seed in batch * 40..<(batch + 1) * 40 {
            var core =
                seed % 8 == 0
                ? RandomCore(seed: seed, nodes: 20...60, density: 1.5...4)
                : RandomCore(seed: seed, nodes: 2...14, density: 0.5...4)
            let isFiltered = seed % 3 == 2
            let isGone = core.tails.indices.map { _ in isFiltered && Int.random(in: 0..<5, using: &core.random) == 0 }
            let filter = isFiltered ? ArcFilter(core.graph) { isGone[Int(core.graph.original(arc: $0))] } : .none
            let capacities =
                seed % 2 == 0 ? [] : core.tails.map { _ in UInt32.random(in: 0...5, using: &core.random) }
            let sources = core.someNumbers(Int.random(in: 1...4, using: &core.random))
            let targets = core.someNumbers(Int.random(in: 1...4, using: &core.random))
            check(
                Case(
                    core: core, filter: filter, isGone: isGone, capacities: capacities, sources: sources,
                    targets: targets), "seed \(seed)")
        }
    }

    @Test(arguments: batches) func theFlowIsTheLargest(batch: UInt64) {
        forEach(batch) { test, seed in
            guard Set(test.sources).isDisjoint(with: test.targets) else {
                #expect(test.cut == nil, seed)
                return
            }
            let capacities = test.core.tails.indices.map { test.capacity($0) }
            #expect(
                test.cut?.flow == test.core.naive.flow(test.sources, test.targets, capacities: capacities), seed)
        }
    }

    @Test(arguments: batches) func theArcsOfTheCutSeparateAndCostWhatFlows(batch: UInt64) {
        forEach(batch) { test, seed in
            guard let cut = test.cut else { return }
            let edges = Set(cut.arcs.map { Int(test.core.graph.original(arc: $0)) })
            let left = test.core.naive.without { test.isGone[$0] || edges.contains($0) }.reach(test.sources)
            #expect(left.isDisjoint(with: test.targets), seed)
            #expect(edges.count == cut.arcs.count && cut.arcs == cut.arcs.sorted(), seed)
            #expect(edges.reduce(0) { $0 + test.capacity($1) } == cut.flow, seed)
            #expect(edges.allSatisfy { !test.isGone[$0] }, seed)
            #expect(left.count == cut.sourceSideCount, seed)
        }
    }

    @Test func ofSeveralSmallestCutsItIsTheOneNearestToTheSources() {
        let core = RandomCore(nodeCount: 4, tails: [0, 1, 2], heads: [1, 2, 3], costs: [1, 1, 1])
        let cut = MinCut(core.graph, from: [core.node(0)], to: [core.node(3)])
        #expect(cut?.flow == 1 && cut?.arcs.map { core.graph.original(arc: $0) } == [0])
    }
}
