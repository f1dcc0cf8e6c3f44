internal import OverreachGraph
internal import Testing

@Suite struct ComponentReachTests {
    static let batches = Array(0..<40 as Range<UInt64>)

    /// Small graphs, and some that are large enough for the sweep.
    private func forEach(_ batch: UInt64, withGates: Bool, _ check: (inout RandomCore, Comment) -> Void) {
        for seed in batch * 50..<(batch + 1) * 50 {
            var core =
                seed % 25 == 0
                ? RandomCore(seed: seed, nodes: 200...600, density: 0.9...1.6, withGates: withGates)
                : RandomCore(seed: seed, nodes: 1...12, withGates: withGates)
            check(&core, "seed \(seed)")
        }
    }

    private func holds(_ workspace: borrowing ComponentReach, _ core: RandomCore) -> Set<UInt32> {
        Set((0..<UInt32(core.nodeCount)).filter { workspace.contains(core.node($0)) })
    }

    @Test(arguments: batches, [false, true])
    func reachIsWhatTheDefinitionHolds(batch: UInt64, withGates: Bool) {
        forEach(batch, withGates: withGates) { core, seed in
            var workspace = ComponentReach(core.graph)
            for count in [1, 1, 3] {
                let starts = core.someNumbers(count)
                let expected = core.naive.reach(starts)
                #expect(workspace.search(from: starts.map { core.node($0) }) == expected.count, seed)
                #expect(holds(workspace, core) == expected, seed)
                let bits = workspace.nodeBits()
                #expect(Set((0..<UInt32(core.nodeCount)).filter { bits.contains(core.node($0)) }) == expected, seed)
                #expect(bits.count(in: bits) == expected.count, seed)
            }
        }
    }

    @Test(arguments: batches, [false, true])
    func reverseReachIsWhatCouldTakePart(batch: UInt64, withGates: Bool) {
        forEach(batch, withGates: withGates) { core, seed in
            var workspace = ComponentReach(core.graph)
            for count in [1, 2] {
                let starts = core.someNumbers(count)
                let expected = core.naive.reversed.reach(starts)
                #expect(workspace.search(from: starts.map { core.node($0) }, .backward) == expected.count, seed)
                #expect(holds(workspace, core) == expected, seed)
            }
        }
    }

    @Test func anApproverOpensTheGateThatOneAloneDoesNot() {
        // agent 0, approver 1, gate 2 that needs both, data 3; the agent's arc is there twice.
        let core = RandomCore(
            nodeCount: 4, tails: [0, 0, 1, 2], heads: [2, 2, 2, 3], costs: [1, 1, 1, 1], needs: [0, 0, 2, 0])
        var workspace = ComponentReach(core.graph)
        #expect(workspace.search(from: [core.node(0)]) == 1)
        #expect(workspace.search(from: [core.node(0), core.node(1)]) == 4)
    }
}
