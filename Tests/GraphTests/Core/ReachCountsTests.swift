internal import OverreachGraph
internal import Testing

@Suite struct ReachCountsTests {
    static let batches = Array(0..<30 as Range<UInt64>)

    private func groups(_ core: inout RandomCore, count: Int) -> [UInt8] {
        (0..<core.nodeCount).map { _ in UInt8.random(in: 0..<UInt8(count), using: &core.random) }
    }

    private func expect(
        _ counts: ReachCounts, _ core: RandomCore, _ sources: [UInt32], _ groups: [UInt8], _ seed: Comment
    ) {
        for (position, source) in sources.enumerated() {
            let reach = core.naive.reach([source])
            #expect(counts.total(source: position) == reach.count, seed)
            for group in 0..<counts.groupCount {
                let expected = reach.filter { groups[Int($0)] == group }.count
                #expect(counts.count(source: position, group: group) == expected, seed)
            }
        }
    }

    /// The groups by the graph's own numbers.
    private func column(_ core: RandomCore, _ groups: [UInt8]) -> Column<UInt8> {
        Column((0..<UInt32(core.nodeCount)).map { groups[Int(core.number($0))] })
    }

    @Test(arguments: batches, [false, true])
    func everySourceHasItsOwnCounts(batch: UInt64, withGates: Bool) {
        for seed in batch * 50..<(batch + 1) * 50 {
            var core = RandomCore(seed: seed, nodes: 1...20, withGates: withGates)
            let groups = groups(&core, count: 3)
            let sources = core.someNumbers(10)  // some twice
            let counts = core.graph.reachCounts(
                from: sources.map { core.node($0) }, in: column(core, groups), groupCount: 3)
            expect(counts, core, sources, groups, "seed \(seed)")
        }
    }

    @Test(arguments: [false, true])
    func moreSourcesThanLanesByAnyCountOfWorkers(withGates: Bool) async {
        var core = RandomCore(seed: 7, nodes: 1300...1300, density: 1.1...1.1, withGates: withGates)
        let groups = groups(&core, count: 4)
        let sources = (0..<UInt32(core.nodeCount)).map { core.node($0) }
        let alone = core.graph.reachCounts(from: sources, in: column(core, groups), groupCount: 4)
        for position in stride(from: 0, to: 1300, by: 37) {
            let reach = core.naive.reach([UInt32(position)])
            #expect(alone.total(source: position) == reach.count)
        }
        for workers in 1...4 {
            let shared = await core.graph.reachCounts(
                from: sources, in: column(core, groups), groupCount: 4, workers: workers)
            for position in sources.indices {
                for group in 0..<4 {
                    #expect(shared.count(source: position, group: group) == alone.count(source: position, group: group))
                }
            }
        }
    }

    @Test func countersDoNotOverflow() {
        // A source with 200,000 leaves, and one of a ring of 9,000 that leads to it.
        let (leaves, ring) = (200_000, 9_000)
        var tails = Array(repeating: UInt32(0), count: leaves)
        var heads = Array(1...UInt32(leaves))
        let first = UInt32(leaves + 1)
        for member in 0..<UInt32(ring) {
            tails.append(first + member)
            heads.append(first + (member + 1) % UInt32(ring))
        }
        tails.append(first)
        heads.append(0)
        let count = leaves + 1 + ring
        let core = RandomCore(
            nodeCount: count, tails: tails, heads: heads, costs: Array(repeating: 1, count: tails.count))
        let groups = Column((0..<UInt32(count)).map { core.number($0) > UInt32(leaves) ? 1 : 0 as UInt8 })
        let counts = core.graph.reachCounts(
            from: [core.node(0), core.node(first), core.node(5)], in: groups, groupCount: 2)
        #expect(counts.count(source: 0, group: 0) == leaves + 1 && counts.count(source: 0, group: 1) == 0)
        #expect(counts.count(source: 1, group: 0) == leaves + 1 && counts.count(source: 1, group: 1) == ring)
        #expect(counts.total(source: 2) == 1)
    }
}
