internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

/// Overlays that add, against snapshots built anew of the changed facts, on random graphs.
@Suite struct OverlayAddingTests {
    static let batches = Array(0..<20 as Range<UInt64>)

    /// A snapshot, a change of it, and the snapshot of the changed facts.
    private struct Case {
        let snapshot: Snapshot
        let filter: Filter
        let overlay: Overlay
        let rebuilt: Snapshot
        let start: NodeID
        let end: NodeID

        init?(seed: UInt64) {
            var random = SeededGenerator(seed: seed ^ 0x5EED)
            let size = Int.random(in: 1...9, using: &random)
            let sketch = Sketch.random(seed: seed, nodes: size, edges: size * Int.random(in: 1...3, using: &random))
            snapshot = sketch.snapshot
            guard let start = snapshot.nodes.randomElement(using: &random),
                let end = snapshot.nodes.randomElement(using: &random)
            else { return nil }
            self.start = start
            self.end = end
            filter = Case.filters[Int(seed) % Case.filters.count]

            // New edges among two nodes more than there are.
            let added = Sketch.random(
                seed: seed ^ 0xADD, nodes: size + 2, edges: Int.random(in: 0...5, using: &random)
            ).edges
            let snapshot = snapshot
            let fallen = snapshot.nodes.filter { $0 != start && UInt8.random(in: 0..<8, using: &random) == 0 }
            let cut = snapshot.edges.filter { _ in UInt8.random(in: 0..<8, using: &random) == 0 }
            var overlay = Overlay(snapshot)
            for node in fallen { overlay.remove(node) }
            overlay.remove(edges: cut)
            guard overlay.add(edges: added).isEmpty else { return nil }
            self.overlay = overlay

            var builder = SnapshotBuilder()
            let restored = Set(added.flatMap { [$0.from, $0.to] })
            for node in snapshot.nodes where !fallen.contains(node) || restored.contains(snapshot.key(node)) {
                builder.add(NodeFact(snapshot.key(node), name: snapshot.name(node)))
            }
            for edge in snapshot.edges where !cut.contains(edge) {
                guard !fallen.contains(snapshot.from(edge)), !fallen.contains(snapshot.to(edge)) else { continue }
                builder.add(snapshot.fact(of: edge))
            }
            for edge in added { builder.add(edge) }
            rebuilt = builder.build()
        }

        static let filters = [
            Filter(), Filter(worstVerdict: .allowed), Filter(assumptions: .processTakeover),
            Filter(origins: [.declared, .derived]),
        ]

        /// The node of the rebuilt snapshot.
        func other(_ node: NodeID) throws -> NodeID { try #require(rebuilt.node(overlay.view.key(node))) }
    }

    private func forEach(_ batch: UInt64, _ body: (Case, Comment) throws -> Void) rethrows {
        for seed in batch * 50..<(batch + 1) * 50 {
            guard let test = Case(seed: seed) else { continue }
            try body(test, "seed \(seed)")
        }
    }

    /// The same set in the order of keys, since numbers of added nodes come last.
    private func lines(_ lines: [String]) -> [String] { lines.sorted() }

    @Test(arguments: batches) func reachIsThatOfTheSnapshotBuiltAnew(batch: UInt64) throws {
        try forEach(batch) { test, seed in
            let (view, other, filter) = (test.overlay.view, test.rebuilt, test.filter)
            for start in view.nodes {
                let there = try test.other(start)
                #expect(
                    lines(view.sketch(of: view.bestReach(from: start, following: filter)))
                        == lines(other.sketch(of: other.bestReach(from: there, following: filter))), seed)
                #expect(
                    lines(view.sketch(of: view.reach(to: start, following: filter)))
                        == lines(other.sketch(of: other.reach(to: there, following: filter))), seed)
            }
        }
    }

    @Test(arguments: batches) func pathsAreAsManyAndAsCheap(batch: UInt64) throws {
        try forEach(batch) { test, seed in
            let (a, b) = (test.start, test.end)
            let found = test.overlay.shortestPaths(from: a, to: b, limit: 6, budget: 1_000_000, following: test.filter)
            let c = try test.other(a)
            guard let d = test.rebuilt.node(test.snapshot.key(b)) else {
                #expect(found.paths.isEmpty, "a removed end is at the end of no path")
                return
            }
            let others = test.rebuilt.shortestPaths(from: c, to: d, limit: 6, budget: 1_000_000, following: test.filter)
            #expect(found.paths.map(\.cost) == others.paths.map(\.cost), seed)
            #expect(found.paths.map(\.steps) == others.paths.map(\.steps), seed)
            let view = test.overlay.view
            for path in found.paths {
                #expect(zip(path.edges, path.edges.dropFirst()).allSatisfy { view.to($0) == view.from($1) }, seed)
            }
        }
    }

    @Test(arguments: batches) func aViewHoldsTheFactsOfTheSnapshotBuiltAnew(batch: UInt64) throws {
        try forEach(batch) { test, seed in
            let (view, other) = (test.overlay.view, test.rebuilt)
            #expect(view.nodes.map { view.key($0) }.sorted() == other.nodes.map { other.key($0) }, seed)
            #expect(view.nodeCount == other.nodeCount && view.edgeCount == other.edgeCount, seed)
            let ours = view.edges.map { "\(view.sketch(of: $0)) \(view.origin($0)) \(view.verdict($0))" }.sorted()
            let theirs = other.edges.map { "\(other.sketch(of: $0)) \(other.origin($0)) \(other.verdict($0))" }
            #expect(ours == theirs.sorted(), seed)
            for node in view.nodes {
                let there = try test.other(node)
                #expect(
                    view.outgoing(node).map { view.sketch(of: $0) }.sorted()
                        == other.outgoing(there).map { other.sketch(of: $0) }.sorted(), seed)
                #expect(
                    view.incoming(node).map { view.sketch(of: $0) }.sorted()
                        == other.incoming(there).map { other.sketch(of: $0) }.sorted(), seed)
            }
        }
    }

    @Test(arguments: batches) func aDeltaIsTheDifferenceOfTheTwoReaches(batch: UInt64) throws {
        var methods: Set<ReachMethod> = []
        try forEach(batch) { test, seed in
            let condensed = test.snapshot.condensed(following: test.filter)
            let view = test.overlay.view
            for start in test.snapshot.nodes {
                var ahead = condensed.whatIf(from: start)
                var behind = condensed.whatIf(to: start)
                for (delta, before, after) in [
                    (
                        ahead.delta(test.overlay), test.snapshot.reach(from: start, following: test.filter).nodes,
                        view.reach(from: start, following: test.filter).nodes
                    ),
                    (
                        behind.delta(test.overlay), test.snapshot.reach(to: start, following: test.filter).nodes,
                        view.reach(to: start, following: test.filter).nodes
                    ),
                ] {
                    #expect(delta.lost == Set(before).subtracting(after).sorted(), seed)
                    #expect(delta.gained == Set(after).subtracting(before).sorted(), seed)
                    methods.insert(delta.method)
                }
                // Nothing of one what-if is left for the next.
                let none = ahead.delta(Overlay(test.snapshot))
                #expect(none.lost.isEmpty && none.gained.isEmpty, seed)
            }
        }
        #expect(methods.contains(.components))
    }

    @Test(arguments: batches) func talliesAndChokePointsOfAViewAreThoseOfTheSnapshotBuiltAnew(batch: UInt64)
        async throws
    {
        for seed in batch * 20..<(batch + 1) * 20 {
            guard let test = Case(seed: seed) else { continue }
            let (ours, theirs) = (
                test.overlay.condensed(following: test.filter), test.rebuilt.condensed(following: test.filter)
            )
            let starts = Array(ours.snapshot.nodes)
            let others = try starts.map(test.other)
            let tallies = await ours.reachTallies(from: starts)
            let expected = await theirs.reachTallies(from: others)
            #expect(tallies.map(\.counts) == expected.map(\.counts), "seed \(seed)")
            #expect(
                ours.chokePoints(from: test.start).nodes.map(\.lost)
                    == theirs.chokePoints(from: try test.other(test.start)).nodes.map(\.lost), "seed \(seed)")
        }
    }
}
