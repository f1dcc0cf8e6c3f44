internal import OverreachGraph
internal import OverreachTesting
internal import Testing

/// Reach over what a filter leaves, and without nodes, against its definition.
@Suite struct MaskedReachTests {
    @Test(arguments: [false, true]) func reachIsWhatTheRestOfTheGraphHolds(withGates: Bool) {
        for seed in 0..<2000 as Range<UInt64> {
            var test = RandomCore(seed: seed, nodes: 1...16, withGates: withGates)
            var search = MaskedReach(test.graph)
            // Several questions to one workspace: none may leave anything behind.
            for _ in 0..<4 {
                let starts = test.someNumbers(Int(seed % 3))
                let gone = seed % 2 == 0 ? test.someNumbers(1) : []
                let closed = Set(test.tails.indices.filter { _ in Int.random(in: 0..<5, using: &test.random) == 0 })
                let graph = test.graph
                let filter = ArcFilter(graph) { closed.contains(Int(graph.original(arc: $0))) }
                let size = search.search(
                    from: starts.map(test.node), avoiding: filter, nodes: gone.map(test.node))

                var rest = test.naive.without { closed.contains($0) }
                for node in gone { rest = rest.without(node: node) }
                let expected = rest.reach(starts.filter { !gone.contains($0) })
                #expect(size == expected.count, "seed \(seed)")
                for number in 0..<UInt32(test.nodeCount) {
                    #expect(search.contains(test.node(number)) == expected.contains(number), "seed \(seed)")
                }
            }
        }
    }
}
