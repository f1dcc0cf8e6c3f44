internal import OverreachGraph
internal import Testing

/// Paths of fewest steps, cheapest paths and the k cheapest, with and without arcs left out.
@Suite struct PathSearchTests {
    static let batches = Array(0..<40 as Range<UInt64>)

    /// A graph, the edges that are left out of it, what is asked, and what is left for the definition.
    private struct Case {
        let core: RandomCore
        let filter: ArcFilter
        let naive: NaiveCore
        let starts: [UInt32]
        let ends: [UInt32]
    }

    private func forEach(
        _ batch: UInt64, nodes: ClosedRange<Int>, ends count: ClosedRange<Int>, _ check: (Case, Comment) -> Void
    ) {
        for seed in batch * 50..<(batch + 1) * 50 {
            var core = RandomCore(seed: seed, nodes: nodes)
            var (filter, naive) = (ArcFilter.none, core.naive)
            if seed % 2 == 1 {
                let gone = core.tails.indices.map { _ in Int.random(in: 0..<4, using: &core.random) == 0 }
                filter = ArcFilter(core.graph) { gone[Int(core.graph.original(arc: $0))] }
                naive = naive.without { gone[$0] }
            }
            let starts = core.someNumbers(Int.random(in: count, using: &core.random))
            let ends = core.someNumbers(Int.random(in: count, using: &core.random))
            check(Case(core: core, filter: filter, naive: naive, starts: starts, ends: ends), "seed \(seed)")
        }
    }

    /// The nodes that the arcs pass, by their numbers in the test; nil where one does not begin where the last ended.
    private func walk(_ arcs: [UInt32], from start: UInt32, _ test: Case) -> [UInt32]? {
        var nodes = [start]
        for arc in arcs {
            guard test.core.number(test.core.graph.tail(of: arc)) == nodes.last, !test.filter.closes(arc: Int(arc))
            else {
                return nil
            }
            nodes.append(test.core.number(test.core.graph.outgoing.ends[arc]))
        }
        return nodes
    }

    /// `naive` says what an edge of the definition costs, `ours` what an edge of the graph does.
    private func check(
        _ outcome: PathOutcome, _ test: Case, naive: (Int) -> Int, ours: (Int) -> Int, _ seed: Comment
    ) {
        let graph = test.core.graph
        let best = test.naive.distances(test.starts, cost: naive)
        let expected = test.ends.compactMap { best[$0] }.min()
        guard case .found(let arcs) = outcome else {
            #expect(outcome == .none && expected == nil, seed)
            return
        }

        #expect(arcs.reduce(0) { $0 + ours(Int(graph.original(arc: $1))) } == expected, seed)
        guard let first = arcs.first else { return }
        let start = test.core.number(graph.tail(of: first))
        let end = walk(arcs, from: start, test)?.last
        #expect(test.starts.contains(start) && end.map { test.ends.contains($0) } == true, seed)
    }

    @Test(arguments: batches) func theFewestStepsBetweenSetsOfNodes(batch: UInt64) {
        forEach(batch, nodes: 1...14, ends: 1...3) { test, seed in
            var search = HopSearch(test.core.graph)
            for _ in 0..<2 {  // the workspace is used again
                let outcome = search.search(
                    from: test.starts.map { test.core.node($0) }, to: test.ends.map { test.core.node($0) },
                    avoiding: test.filter)
                check(outcome, test, naive: { _ in 1 }, ours: { _ in 1 }, seed)
            }
        }
    }

    @Test(arguments: batches) func theCheapestPathBetweenSetsOfNodes(batch: UInt64) {
        forEach(batch, nodes: 1...14, ends: 1...3) { test, seed in
            var search = CostSearch(test.core.graph)
            for _ in 0..<2 {
                let outcome = search.search(
                    from: test.starts.map { test.core.node($0) }, to: test.ends.map { test.core.node($0) },
                    avoiding: test.filter)
                check(
                    outcome, test, naive: { Int(test.naive.costs[$0]) }, ours: { Int(test.core.costs[$0]) }, seed)
            }
        }
    }

    @Test(arguments: batches) func theCheapestSimplePaths(batch: UInt64) {
        forEach(batch, nodes: 1...7, ends: 1...1) { test, seed in
            var search = CheapestPaths(test.core.graph)
            let (start, end) = (test.starts[0], test.ends[0])
            let expected = test.naive.simplePaths(from: start, to: end)
            for limit in [1, 3, 1000] {
                let (paths, isComplete) = search.paths(
                    from: test.core.node(start), to: test.core.node(end), limit: limit, avoiding: test.filter)
                #expect(isComplete && paths.map(\.cost) == Array(expected.prefix(limit)), seed)
                let walks = paths.map { walk($0.arcs, from: start, test) }
                #expect(Set(walks).count == paths.count, seed)
                for (path, nodes) in zip(paths, walks) {
                    #expect(nodes?.last == end && nodes.map { Set($0).count == $0.count } == true, seed)
                    let cost = path.arcs.reduce(0) { $0 + Int(test.core.graph.costs[$1]) }
                    #expect(cost == path.cost, seed)
                }
            }
        }
    }

    /// A chain of diamonds: 2^20 paths of equal cost.
    private var diamonds: RandomCore {
        var (tails, heads): ([UInt32], [UInt32]) = ([], [])
        for diamond in 0..<20 as Range<UInt32> {
            let first = diamond * 3
            tails += [first, first, first + 1, first + 2]
            heads += [first + 1, first + 2, first + 3, first + 3]
        }
        return RandomCore(nodeCount: 61, tails: tails, heads: heads, costs: Array(repeating: 1, count: tails.count))
    }

    @Test func aSpentBudgetIsSaid() {
        let core = diamonds
        let (start, end) = (core.node(0), core.node(60))
        var hops = HopSearch(core.graph)
        #expect(hops.search(from: [start], to: [end], budget: 3) == .outOfBudget)
        var costs = CostSearch(core.graph)
        #expect(costs.search(from: [start], to: [end], budget: 3) == .outOfBudget)
        var paths = CheapestPaths(core.graph)
        #expect(paths.paths(from: start, to: end, limit: 1000, budget: 200).isComplete == false)
        #expect(paths.paths(from: start, to: end, limit: 1000).paths.count == 1000)
    }

    @Test func theSameSearchGivesTheSamePath() {
        let core = diamonds
        let (start, end) = (core.node(0), core.node(60))
        var first = HopSearch(core.graph)
        var second = HopSearch(core.graph)
        let path = first.search(from: [start], to: [end])
        _ = second.search(from: [core.node(1)], to: [core.node(7)])
        #expect(second.search(from: [start], to: [end]) == path)
    }
}
