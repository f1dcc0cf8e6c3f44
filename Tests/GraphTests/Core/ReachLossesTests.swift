internal import OverreachGraph
internal import OverreachTesting
internal import Testing

/// What changes do to many sources together, against the definition source by source.
@Suite struct ReachLossesTests {
    @Test(arguments: Array(0..<20 as Range<UInt64>), [false, true])
    func everyPairIsCountedOnce(batch: UInt64, withGates: Bool) async {
        for seed in batch * 25..<(batch + 1) * 25 {
            var core = RandomCore(seed: seed, nodes: 1...16, density: 0.5...3, withGates: withGates)
            let sources = Array(Set(core.someNumbers(6))).sorted()
            let edits = (0..<4).map { _ in RandomChange(&core, withAdded: true) }
            let weights = (0..<UInt32(core.nodeCount)).map { UInt8(truncatingIfNeeded: ($0 &* 7 &+ 3) % 4) }
            let isWeighted = seed % 2 == 0
            let losses = await core.graph.reachLosses(
                from: sources.map { core.node($0) }, changes: edits.map { $0.change(of: core) },
                weights: isWeighted
                    ? Column((0..<UInt32(core.nodeCount)).map { weights[Int(core.number($0))] }) : nil,
                workers: 1 + Int(seed % 2))
            for (edit, loss) in zip(edits, losses) {
                let rebuilt = edit.rebuilt(core)
                var expected = ReachLoss(method: loss.method)
                for source in sources {
                    let (before, after) = (core.naive.reach([source]), rebuilt.reach([source]))
                    let weight = { (node: UInt32) in
                        isWeighted && node < core.nodeCount ? Int(weights[Int(node)]) : 1
                    }
                    let lost = before.subtracting(after).reduce(0) { $0 + weight($1) }
                    let gained = after.subtracting(before).reduce(0) { $0 + weight($1) }
                    expected.add(
                        ReachLoss(
                            lostPairs: lost, gainedPairs: gained, losing: lost > 0 ? 1 : 0,
                            gaining: gained > 0 ? 1 : 0))
                }
                #expect(loss == expected, "seed \(seed)")
            }
        }
    }
}
