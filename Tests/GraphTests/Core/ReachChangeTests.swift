internal import OverreachGraph
internal import OverreachTesting
internal import Testing

/// What a change does to reach, against the definition over the changed list of edges.
@Suite struct ReachChangeTests {
    static let batches = Array(0..<40 as Range<UInt64>)

    private func check(
        _ core: inout RandomCore, _ direction: Direction, withAdded: Bool, _ seed: UInt64
    ) -> [ReachMethod] {
        let starts = core.someNumbers(1 + Int(seed % 2))
        var search = ReachChange(core.graph, from: starts.map { core.node($0) }, direction)
        // Several changes one after the other: none may leave anything behind.
        var methods: [ReachMethod] = []
        for _ in 0..<4 {
            let edit = RandomChange(&core, withAdded: withAdded)
            let found = search.difference(edit.change(of: core))
            let base = direction == .forward ? core.naive : core.naive.reversed
            let changed = direction == .forward ? edit.rebuilt(core) : edit.rebuilt(core).reversed
            let (before, after) = (base.reach(starts), changed.reach(starts))
            let lost = edit.numbers(before.subtracting(after), core)
            let gained = edit.numbers(after.subtracting(before), core)
            #expect(found.lost == lost && found.gained == gained, "seed \(seed) \(direction)")
            let forced = search.differenceOverEdges(edit.change(of: core))
            #expect(forced.lost == lost && forced.gained == gained, "seed \(seed) \(direction), over edges")
            #expect(search.size == before.count, "seed \(seed)")
            methods.append(found.method)
        }
        return methods
    }

    @Test(arguments: batches, [Direction.forward, .backward])
    func theDifferenceIsThatToTheGraphBuiltAnew(batch: UInt64, direction: Direction) {
        var methods: [ReachMethod] = []
        for seed in batch * 60..<(batch + 1) * 60 {
            var core = RandomCore(seed: seed, nodes: 1...16, density: 0.5...3.5)
            methods += check(&core, direction, withAdded: seed % 3 != 0, seed)
        }
        // Both ways are taken, a start that is gone being one reason for the second, or one of them is not tested.
        #expect(Set(methods) == Set(ReachMethod.allCases))
    }

    @Test(arguments: batches) func withGatesItIsExactToo(batch: UInt64) {
        for seed in batch * 40..<(batch + 1) * 40 {
            var core = RandomCore(seed: seed, nodes: 2...14, density: 1...3.5, withGates: true)
            let methods = check(&core, .forward, withAdded: seed % 2 == 0, seed)
            if core.graph.gates != nil { #expect(methods.allSatisfy { $0 == .edges }, "seed \(seed)") }
        }
    }

    @Test func anArcThatALargeComponentCanDoWithoutLeavesItsComponents() {
        // A ring both ways: any one arc may go.
        let count: UInt32 = 200
        let tails = (0..<count).flatMap { [$0, $0] }
        let heads = (0..<count).flatMap { [($0 + 1) % count, ($0 + count - 1) % count] }
        let core = RandomCore(
            nodeCount: Int(count), tails: tails, heads: heads, costs: tails.map { _ in 1 })
        var search = ReachChange(core.graph, from: [core.node(0)])
        for arc in 0..<UInt32(core.graph.arcCount) {
            let found = search.difference(GraphChange(core.graph, removing: [arc]))
            #expect(found.lost.isEmpty && found.gained.isEmpty && found.method == .components)
        }
        // Without a node the rest is one component still; without two the ring is two strings.
        let one = search.difference(GraphChange(core.graph, nodes: [core.node(5)]))
        #expect(one.lost == [core.node(5)] && one.method == .components)
        let two = search.difference(GraphChange(core.graph, nodes: [core.node(5), core.node(195)]))
        #expect(two.lost.count == 191 && two.method == .components)
    }

    @Test func aNewNodeThatIsAskedAboutWasNotReachedBefore() {
        let core = RandomCore(nodeCount: 2, tails: [0], heads: [1], costs: [1])
        var search = ReachChange(core.graph, from: [2])
        let change = GraphChange(core.graph, adding: [GraphChange.Arc(2, core.node(0))], addedNodes: 1)
        #expect(search.size == 0)
        #expect(search.difference(change).gained == [core.node(0), core.node(1), 2].sorted())
    }

    @Test func aFilterOfAFewArcsClosesTheSameAsOneOfBits() {
        for seed in 0..<300 as Range<UInt64> {
            var core = RandomCore(seed: seed, nodes: 1...30, density: 1...6)
            let arcs = (0..<UInt32(core.graph.arcCount)).filter { _ in
                Int.random(in: 0..<4, using: &core.random) == 0
            }
            let closed = Set(arcs)
            let few = ArcFilter(core.graph, closing: arcs)
            let bits = ArcFilter(core.graph) { closed.contains($0) }
            for arc in 0..<core.graph.arcCount {
                #expect(few.closes(arc: arc) == bits.closes(arc: arc), "seed \(seed)")
                #expect(few.closes(incoming: arc) == bits.closes(incoming: arc), "seed \(seed)")
            }
        }
    }
}
