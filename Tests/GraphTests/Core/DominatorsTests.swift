internal import OverreachGraph
internal import Testing

/// What is lost without a node or an edge, against taking it out and asking again.
@Suite struct DominatorsTests {
    static let batches = Array(0..<40 as Range<UInt64>)

    private struct Case {
        let core: RandomCore
        let filter: ArcFilter
        let naive: NaiveCore  // what the filter leaves, in the direction that is asked
        let left: [Int]  // by edge of naive: the edge of the graph
        let roots: [UInt32]
        let weights: [UInt8]  // by number
        let direction: Direction

        var tree: Dominators {
            let column = Column((0..<UInt32(core.nodeCount)).map { weights[Int(core.number($0))] })
            return Dominators(
                core.graph, from: roots.map { core.node($0) }, direction, avoiding: filter, weights: column)
        }

        func weight(_ nodes: Set<UInt32>) -> Int { nodes.reduce(0) { $0 + Int(weights[Int($1)]) } }
    }

    private func forEach(_ batch: UInt64, _ check: (Case, Comment) -> Void) {
        for seed in batch * 50..<(batch + 1) * 50 {
            var core = RandomCore(seed: seed, nodes: 1...12, density: 0.5...2.5)
            let isGone = core.tails.indices.map { _ in seed % 3 == 2 && Int.random(in: 0..<5, using: &core.random) == 0
            }
            let filter = seed % 3 == 2 ? ArcFilter(core.graph) { isGone[Int(core.graph.original(arc: $0))] } : .none
            let direction: Direction = seed % 2 == 0 ? .forward : .backward
            let roots = core.someNumbers(Int.random(in: 1...3, using: &core.random))
            let weights = (0..<core.nodeCount).map { _ in UInt8.random(in: 0...2, using: &core.random) }
            let whole = direction == .forward ? core.naive : core.naive.reversed
            check(
                Case(
                    core: core, filter: filter, naive: whole.without { isGone[$0] },
                    left: core.tails.indices.filter { !isGone[$0] }, roots: roots, weights: weights,
                    direction: direction), "seed \(seed)")
        }
    }

    @Test(arguments: batches) func whatIsLostWithoutANodeIsWhatItsRemovalLoses(batch: UInt64) {
        forEach(batch) { test, seed in
            let tree = test.tree
            let reach = test.naive.reach(test.roots)
            #expect(tree.reachedCount == reach.count && tree.reachedWeight == test.weight(reach), seed)
            #expect(Set(tree.reached.map { test.core.number($0) }) == reach, seed)
            for node in 0..<UInt32(test.core.nodeCount) {
                let rest = test.naive.without(node: node).reach(test.roots.filter { $0 != node }).subtracting([node])
                let loss = reach.contains(node) ? test.weight(reach.subtracting(rest)) : 0
                #expect(tree.loss(without: test.core.node(node)) == loss, seed)
            }
        }
    }

    @Test(arguments: batches) func whatIsLostWithoutAnEdgeIsWhatItsRemovalLoses(batch: UInt64) {
        forEach(batch) { test, seed in
            let reach = test.naive.reach(test.roots)
            var losses: [Int: Int] = [:]  // by edge; only where some node is lost
            for (position, edge) in test.left.enumerated() {
                let lost = reach.subtracting(test.naive.without { $0 == position }.reach(test.roots))
                if !lost.isEmpty { losses[edge] = test.weight(lost) }
            }
            let arcs = test.tree.arcs(in: test.core.graph, test.direction, avoiding: test.filter)
            let ours = arcs.map { (Int(test.core.graph.original(arc: $0.arc)), $0.loss) }
            #expect(ours.count == losses.count, seed)
            for (edge, loss) in ours { #expect(losses[edge] == loss, seed) }
        }
    }

    @Test(arguments: batches) func theNearestDominatorIsTheLastOfThoseThatEveryPathPasses(batch: UInt64) {
        forEach(batch) { test, seed in
            let tree = test.tree
            let reach = test.naive.reach(test.roots)
            // Who dominates whom, by removal.
            var dominated: [UInt32: Set<UInt32>] = [:]
            for node in reach {
                let rest = test.naive.without(node: node).reach(test.roots.filter { $0 != node })
                dominated[node] = reach.subtracting(rest).subtracting([node])
            }
            for node in reach {
                let above = dominated.filter { $1.contains(node) }
                let nearest = above.min { $0.value.count < $1.value.count }?.key
                #expect(tree.dominator(of: test.core.node(node)).map { test.core.number($0) } == nearest, seed)
            }
        }
    }
}
