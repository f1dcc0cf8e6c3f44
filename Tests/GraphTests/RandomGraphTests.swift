internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

/// Every algorithm against its definition on thousands of small graphs.
@Suite struct RandomGraphTests {
    /// A random graph, the filter and the two ends that are asked about.
    struct Case {
        let snapshot: Snapshot
        let filter: Filter
        let from: NodeID
        let to: NodeID
        let sketch: Sketch

        init?(seed: UInt64, nodes: ClosedRange<Int>, density: ClosedRange<Int>) {
            var random = SeededGenerator(seed: seed ^ 0xA5A5)
            let nodeCount = Int.random(in: nodes, using: &random)
            let edgeCount = nodeCount * Int.random(in: density, using: &random)
            sketch = Sketch.random(seed: seed, nodes: nodeCount, edges: edgeCount)
            snapshot = sketch.snapshot
            var filter = Filter()
            if Bool.random(using: &random) {
                filter.assumptions = Assumptions(rawValue: UInt8.random(in: 0...7, using: &random))
            }
            if Bool.random(using: &random) {
                filter.worstVerdict = Verdict.allCases.randomElement(using: &random) ?? .conditional
            }
            if Int.random(in: 0..<4, using: &random) == 0 { filter.origins = [.declared, .derived] }
            if Int.random(in: 0..<4, using: &random) == 0 {
                filter.kinds = Set(Catalogue.edgeKinds.filter { _ in Int.random(in: 0..<3, using: &random) > 0 })
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                filter.observedSince = Int64.random(in: 0...Int64(edgeCount), using: &random)
            }
            self.filter = filter
            guard let from = snapshot.nodes.randomElement(using: &random),
                let to = snapshot.nodes.randomElement(using: &random)
            else { return nil }
            self.from = from
            self.to = to
        }

        var naive: Naive { Naive(snapshot, filter) }
    }

    /// Thirty batches, so that a failure names its part.
    static let batches = Array(0..<30)
    static let batchSize = 70

    private func forEach(
        _ batch: Int, nodes: ClosedRange<Int> = 1...8, density: ClosedRange<Int> = 1...3,
        _ check: (Case, Comment) throws -> Void
    ) rethrows {
        for number in 0..<RandomGraphTests.batchSize {
            let seed = UInt64(batch * RandomGraphTests.batchSize + number)
            guard let test = Case(seed: seed, nodes: nodes, density: density) else { continue }
            try check(test, "seed \(seed)")
        }
    }

    @Test(arguments: batches) func reachHoldsWhatTheDefinitionHolds(batch: Int) {
        forEach(batch) { test, seed in
            let forward = test.snapshot.reach(from: test.from, following: test.filter)
            let backward = test.snapshot.reach(to: test.from, following: test.filter)
            #expect(steps(of: forward) == test.naive.steps(from: test.from), seed)
            #expect(steps(of: backward) == test.naive.steps(to: test.from), seed)
            #expect(forward.nodes == forward.nodes.sorted() && backward.nodes == backward.nodes.sorted(), seed)
        }
    }

    @Test(arguments: batches) func pathsOfReachAreWalksOfThatManySteps(batch: Int) {
        forEach(batch) { test, seed in
            let forward = test.snapshot.reach(from: test.from, following: test.filter)
            for node in forward.nodes {
                let path = forward.path(to: node)
                #expect(isWalk(path, from: test.from, to: node, test), seed)
                #expect(path?.steps == forward.steps(node), seed)
                #expect(forward.path(from: node) == nil, seed)
            }
            let backward = test.snapshot.reach(to: test.to, following: test.filter)
            for node in backward.nodes {
                let path = backward.path(from: node)
                #expect(isWalk(path, from: node, to: test.to, test), seed)
                #expect(path?.steps == backward.steps(node), seed)
                #expect(backward.path(to: node) == nil, seed)
            }
        }
    }

    @Test(arguments: batches) func bestReachHasTheVerdictsAndStepsOfTheDefinition(batch: Int) {
        forEach(batch) { test, seed in
            let forward = test.snapshot.bestReach(from: test.from, following: test.filter)
            let backward = test.snapshot.bestReach(to: test.from, following: test.filter)
            #expect(verdicts(of: forward) == Naive.best(test.snapshot, test.filter) { $0.steps(from: test.from) }, seed)
            #expect(verdicts(of: backward) == Naive.best(test.snapshot, test.filter) { $0.steps(to: test.from) }, seed)
            for node in forward.nodes {
                let path = forward.path(to: node)
                #expect(isWalk(path, from: test.from, to: node, test), seed)
                #expect(path?.verdict(in: test.snapshot) == forward.verdict(of: node), seed)
                #expect(path?.steps == forward.steps(node), seed)
            }
        }
    }

    @Test(arguments: batches) func shortestPathsAreThoseOfAllSimplePathsThatComeFirst(batch: Int) {
        forEach(batch, nodes: 2...6, density: 1...4) { test, seed in
            let all = test.naive.paths(from: test.from, to: test.to)
            let found = test.snapshot.shortestPaths(
                from: test.from, to: test.to, limit: 12, budget: 1_000_000, following: test.filter)
            #expect(found.isComplete, seed)
            #expect(found.paths.map(\.edges) == Array(all.prefix(12)), seed)

            let one = test.snapshot.shortestPath(from: test.from, to: test.to, following: test.filter)
            #expect(one?.edges == all.first, seed)
        }
    }

    @Test(arguments: batches) func pathsFromAnyToAnyAreThoseOfAllPairsTogether(batch: Int) {
        forEach(batch, nodes: 2...6, density: 1...3) { test, seed in
            var random = SeededGenerator(seed: UInt64(batch))
            func some(_ share: Int) -> [NodeID] {
                test.snapshot.nodes.filter { _ in Int.random(in: 0..<share, using: &random) == 0 }
            }
            let (starts, ends, avoided) = (some(2), some(3), some(6))
            let all = test.naive.paths(from: starts, to: Set(ends), avoiding: Set(avoided))
            let found = test.snapshot.shortestPaths(
                fromAnyOf: starts, toAnyOf: ends, avoiding: avoided, limit: 12, budget: 1_000_000,
                following: test.filter)
            #expect(found.isComplete, seed)
            #expect(found.paths.map(\.edges) == Array(all.prefix(12)), seed)
        }
    }

    @Test(arguments: batches) func aSmallBudgetGivesTheFirstPathsAndSaysSo(batch: Int) {
        forEach(batch, nodes: 4...6, density: 2...4) { test, seed in
            let all = test.naive.paths(from: test.from, to: test.to).prefix(8)
            let found = test.snapshot.shortestPaths(
                from: test.from, to: test.to, limit: 8, budget: 15, following: test.filter)
            #expect(all.starts(with: found.paths.map(\.edges)), seed)
            #expect(!found.isComplete || found.paths.count == all.count, seed)
        }
    }

    @Test(arguments: batches) func theOrderOfFactsChangesNothing(batch: Int) {
        forEach(batch) { test, seed in
            var random = SeededGenerator(seed: UInt64(batch))
            var shuffled = test.sketch
            shuffled.edges.shuffle(using: &random)
            let other = shuffled.snapshot
            #expect(other.id == test.snapshot.id, seed)
            #expect(facts(of: other) == facts(of: test.snapshot), seed)
            let (a, b) = (test.snapshot, other)
            #expect(
                a.sketch(of: a.bestReach(from: test.from, following: test.filter))
                    == b.sketch(of: b.bestReach(from: test.from, following: test.filter)), seed)
        }
    }

    @Test(arguments: batches) func anOverlayAnswersAsASnapshotWithoutTheFactsWould(batch: Int) {
        forEach(batch, nodes: 2...7) { test, seed in
            let snapshot = test.snapshot
            var random = SeededGenerator(seed: UInt64(batch))
            var overlay = Overlay(snapshot)
            let fallen = snapshot.nodes.filter { $0 != test.from && UInt8.random(in: 0..<6, using: &random) == 0 }
            let cut = Set(snapshot.edges.filter { _ in UInt8.random(in: 0..<6, using: &random) == 0 })
            for node in fallen { overlay.remove(node) }
            for edge in cut { overlay.remove(edge) }

            var rebuilt = SnapshotBuilder()
            for node in snapshot.nodes { rebuilt.add(NodeFact(snapshot.key(node), name: snapshot.name(node))) }
            for edge in snapshot.edges where !cut.contains(edge) {
                guard !fallen.contains(snapshot.from(edge)), !fallen.contains(snapshot.to(edge)) else { continue }
                rebuilt.add(snapshot.fact(of: edge))
            }
            let other = rebuilt.build()

            let (a, b) = (overlay.bestReach(from: test.from, following: test.filter), test.from)
            #expect(snapshot.sketch(of: a) == other.sketch(of: other.bestReach(from: b, following: test.filter)), seed)
            #expect(
                steps(of: overlay.reach(to: b, following: test.filter))
                    == steps(of: other.reach(to: b, following: test.filter)), seed)
            let paths = overlay.shortestPaths(
                from: b, to: test.to, limit: 4, budget: 1_000_000, following: test.filter
            ).paths.map { snapshot.sketch(of: $0) }
            let others = other.shortestPaths(
                from: b, to: test.to, limit: 4, budget: 1_000_000, following: test.filter
            ).paths.map { other.sketch(of: $0) }
            #expect(paths == others, seed)
        }
    }

    private func steps(of reach: Reach) -> [NodeID: Int] {
        Dictionary(uniqueKeysWithValues: reach.nodes.map { ($0, reach.steps($0) ?? -1) })
    }

    private func verdicts(of reach: BestReach) -> [NodeID: [String]] {
        Dictionary(
            uniqueKeysWithValues: reach.nodes.map { node in
                (node, [reach.verdict(of: node).map { "\($0)" } ?? "none", "\(reach.steps(node) ?? -1)"])
            })
    }

    /// Whether the path is one that may be walked: joined, admitted, and never on from a store that it does not hold.
    private func isWalk(_ path: Path?, from start: NodeID, to end: NodeID, _ test: Case) -> Bool {
        guard let edges = path?.edges, let first = edges.first, let last = edges.last else { return false }
        let snapshot = test.snapshot
        return snapshot.from(first) == start && snapshot.to(last) == end
            && edges.allSatisfy { test.filter.admits($0, in: snapshot) }
            && zip(edges, edges.dropFirst()).allSatisfy { snapshot.to($0) == snapshot.from($1) }
            && edges.dropLast().allSatisfy {
                ![.access(.write), .access(.delete)].contains(snapshot.kind($0).spec.traversal)
            }
    }
}

private func facts(of snapshot: Snapshot) -> [EdgeFact] { snapshot.edges.map { snapshot.fact(of: $0) } }
