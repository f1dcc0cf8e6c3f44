internal import OverreachGraph
internal import Testing

@Suite struct BetweennessTests {
    /// How many shortest ways lead from every node to every node, and how long they are, by rounds over all edges.
    private func ways(_ core: RandomCore) -> (steps: [[Int]], counts: [[Double]]) {
        let numbers = 0..<core.nodeCount
        var steps = numbers.map { start in numbers.map { $0 == start ? 0 : Int.max } }
        var counts = numbers.map { start in numbers.map { $0 == start ? 1.0 : 0 } }
        for start in numbers {
            for level in 0..<core.nodeCount {
                for edge in core.tails.indices where steps[start][Int(core.tails[edge])] == level {
                    let head = Int(core.heads[edge])
                    if steps[start][head] > level { steps[start][head] = level + 1 }
                    if steps[start][head] == level + 1 { counts[start][head] += counts[start][Int(core.tails[edge])] }
                }
            }
        }
        return (steps, counts)
    }

    @Test func itIsTheShareOfShortestWaysOverAllPairs() {
        for seed in 0..<800 as Range<UInt64> {
            let core = RandomCore(seed: seed, nodes: 1...12)
            let (steps, counts) = ways(core)
            let found = Betweenness(core.graph, sources: .max)
            #expect(!found.isSampled)
            for middle in 0..<core.nodeCount {
                var expected = 0.0
                for start in 0..<core.nodeCount where start != middle && steps[start][middle] != .max {
                    for end in 0..<core.nodeCount where end != middle && end != start && steps[middle][end] != .max {
                        guard steps[start][middle] + steps[middle][end] == steps[start][end] else { continue }
                        expected += counts[start][middle] * counts[middle][end] / counts[start][end]
                    }
                }
                #expect(abs(found.values[Int(core.node(UInt32(middle)))] - expected) < 1e-9, "seed \(seed)")
            }
        }
    }

    @Test func aSampleIsScaledAndSaysSo() {
        // In a ring all nodes are alike, so any sample of sources has the sum that all have.
        let count: UInt32 = 60
        let core = RandomCore(
            nodeCount: Int(count), tails: Array(0..<count), heads: (0..<count).map { ($0 + 1) % count },
            costs: [UInt8](repeating: 1, count: Int(count)))
        let (all, some) = (Betweenness(core.graph, sources: 60), Betweenness(core.graph, sources: 15))
        #expect(!all.isSampled && some.isSampled)
        #expect(abs(all.values.reduce(0, +) - some.values.reduce(0, +)) < 1e-6)
        #expect(Betweenness(core.graph, sources: 0).values.allSatisfy { $0 == 0 })
    }
}
