internal import OverreachGraph
internal import Testing

@Suite struct CompactGraphTests {
    /// Forty batches, so that a failure names its part.
    static let batches = Array(0..<40 as Range<UInt64>)

    private func forEach(_ batch: UInt64, _ check: (RandomCore, Comment) -> Void) {
        for seed in batch * 50..<(batch + 1) * 50 {
            check(RandomCore(seed: seed, nodes: 1...12, withGates: seed % 2 == 1), "seed \(seed)")
        }
    }

    @Test(arguments: batches) func arcsAreTheEdgesUnderTheirNewNumbers(batch: UInt64) {
        forEach(batch) { core, seed in
            let graph = core.graph
            #expect(graph.nodeCount == core.nodeCount && graph.arcCount == core.tails.count, seed)
            var seen: Set<UInt32> = []
            for arc in 0..<UInt32(graph.arcCount) {
                let edge = graph.original(arc: arc)
                seen.insert(edge)
                #expect(core.number(graph.tail(of: arc)) == core.tails[Int(edge)], seed)
                #expect(core.number(graph.outgoing.ends[arc]) == core.heads[Int(edge)], seed)
                #expect(graph.costs[arc] == core.costs[Int(edge)], seed)
            }
            #expect(seen.count == core.tails.count, seed)
        }
    }

    @Test(arguments: batches) func incomingArcsAreTheSameArcs(batch: UInt64) {
        forEach(batch) { core, seed in
            let graph = core.graph
            var seen: Set<UInt32> = []
            for node in 0..<UInt32(graph.nodeCount) {
                var last: UInt32 = 0
                for position in graph.incoming.window(node) {
                    let arc = graph.incomingArcs[position]
                    seen.insert(arc)
                    #expect(
                        graph.outgoing.ends[arc] == node && graph.tail(of: arc) == graph.incoming.ends[position], seed)
                    #expect(graph.incomingCosts[position] == graph.costs[arc], seed)
                    #expect(graph.incoming.ends[position] >= last, seed)
                    last = graph.incoming.ends[position]
                }
            }
            #expect(seen.count == core.tails.count, seed)
        }
    }

    @Test(arguments: batches) func aComponentIsWhatReachesEachOtherWithoutGoingIntoGates(batch: UInt64) {
        forEach(batch) { core, seed in
            let plain = core.naive.without { core.naive.need(core.heads[$0]) > 1 }
            let components = core.graph.condensation.components
            let reaches = (0..<UInt32(core.nodeCount)).map { plain.reach([$0]) }
            for a in 0..<UInt32(core.nodeCount) {
                for b in 0..<UInt32(core.nodeCount) {
                    let isSame = reaches[Int(a)].contains(b) && reaches[Int(b)].contains(a)
                    #expect((components[core.node(a)] == components[core.node(b)]) == isSame, seed)
                }
            }
        }
    }

    @Test(arguments: batches) func componentsComeInTopologicalOrderAndTheirNodesAsTheyWere(batch: UInt64) {
        forEach(batch) { core, seed in
            let (graph, condensation) = (core.graph, core.graph.condensation)
            for component in 0..<UInt32(condensation.count) {
                let members = condensation.members(component)
                #expect(members.map { core.number($0) } == members.map { core.number($0) }.sorted(), seed)
                #expect(members.allSatisfy { condensation.components[$0] == component }, seed)
            }
            var expected: Set<[UInt32]> = []
            for arc in 0..<UInt32(graph.arcCount) {
                let head = graph.outgoing.ends[arc]
                let ends = [condensation.components[graph.tail(of: arc)], condensation.components[head]]
                if ends[0] != ends[1], core.naive.need(core.number(head)) <= 1 { expected.insert(ends) }
            }
            var arcs: [[UInt32]] = []
            for component in 0..<UInt32(condensation.count) {
                for arc in condensation.outgoing.window(component) {
                    arcs.append([component, condensation.outgoing.ends[arc]])
                    #expect(component < condensation.outgoing.ends[arc], seed)
                }
            }
            #expect(arcs.count == expected.count && Set(arcs) == expected, seed)
        }
    }

    @Test func aChainOfAMillionNodesDoesNotOverflowTheStack() {
        let count = 1_000_000
        let core = RandomCore(
            nodeCount: count, tails: Array(0..<UInt32(count - 1)), heads: Array(1..<UInt32(count)),
            costs: Array(repeating: 1, count: count - 1))
        #expect(core.graph.condensation.count == count)
        let ring = RandomCore(
            nodeCount: count, tails: Array(0..<UInt32(count)), heads: Array(1..<UInt32(count)) + [0],
            costs: Array(repeating: 1, count: count))
        #expect(ring.graph.condensation.count == 1)
    }

    @Test func theEmptyGraphIsAGraph() {
        let core = RandomCore(nodeCount: 0, tails: [], heads: [], costs: [])
        #expect(core.graph.nodeCount == 0 && core.graph.condensation.count == 0)
    }
}
