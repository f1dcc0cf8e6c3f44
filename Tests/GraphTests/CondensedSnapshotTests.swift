internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

/// What a condensed snapshot says, against walking the snapshot with an overlay, on random graphs.
@Suite struct CondensedSnapshotTests {
    private static let filters = [
        Filter(), Filter(worstVerdict: .allowed),
        Filter(assumptions: .processTakeover, origins: [.declared, .derived]),
    ]

    private func forEach(_ seeds: Range<UInt64>, _ body: (Snapshot, Filter, UInt64) throws -> Void) rethrows {
        for seed in seeds {
            let size = 2 + Int(seed % 14)
            let snapshot = Sketch.random(seed: seed, nodes: size, edges: size * (1 + Int(seed % 3))).snapshot
            guard snapshot.nodeCount > 1 else { continue }
            try body(snapshot, Self.filters[Int(seed) % Self.filters.count], seed)
        }
    }

    @Test func tallyCountsWhatReachHolds() async {
        for seed in 0..<300 as Range<UInt64> {
            let size = 2 + Int(seed % 30)
            let snapshot = Sketch.random(seed: seed, nodes: size, edges: size * 2).snapshot
            let filter = Self.filters[Int(seed) % Self.filters.count]
            let tallies = await snapshot.condensed(following: filter).reachTallies(
                from: Array(snapshot.nodes), workers: 1 + Int(seed % 2))
            for (node, tally) in zip(snapshot.nodes, tallies) {
                let reach = snapshot.reach(from: node, following: filter)
                #expect(tally.start == node && tally.total == reach.nodes.count, "seed \(seed)")
                for count in tally.counts {
                    #expect(count.count == reach.nodes.filter { snapshot.kind($0) == count.kind }.count, "seed \(seed)")
                }
            }
        }
    }

    @Test func whatIsLostFromAStartIsWhatItsOverlayLoses() {
        forEach(0..<600) { snapshot, filter, seed in
            let start = snapshot.nodes[Int(seed) % snapshot.nodeCount]
            let chokes = snapshot.condensed(following: filter).chokePoints(from: start)
            let whole = Set(snapshot.reach(from: start, following: filter).nodes)
            #expect(chokes.total == whole.count, "seed \(seed)")
            var (nodes, edges): ([NodeID: Int], [EdgeID: Int]) = ([:], [:])
            for node in whole {
                var overlay = CutAway(snapshot)
                overlay.remove(node)
                nodes[node] = whole.subtracting(overlay.reach(start, filter)).subtracting([node]).count
            }
            for edge in snapshot.edges {
                var overlay = CutAway(snapshot)
                overlay.remove(edge)
                edges[edge] = whole.subtracting(overlay.reach(start, filter)).count
            }
            expect(chokes, nodes, edges, "seed \(seed)")
        }
    }

    @Test func whoNoLongerReachesTheTargetsIsWhoTheOverlayCutsOff() {
        forEach(0..<600) { snapshot, filter, seed in
            let targets = [Int(seed) % snapshot.nodeCount, (Int(seed) * 3) % snapshot.nodeCount].map {
                snapshot.nodes[$0]
            }
            let entries = snapshot.nodes.filter { ($0.index + UInt32(seed)) % 3 != 0 }
            let chokes = snapshot.condensed(following: filter).chokePoints(from: entries, to: targets)
            func exposed(_ overlay: CutAway, without node: NodeID? = nil) -> Set<NodeID> {
                Set(
                    entries.filter { entry in
                        guard entry != node, !targets.contains(entry) else { return false }
                        return !overlay.reach(entry, filter).isDisjoint(with: targets)
                    })
            }
            let whole = exposed(CutAway(snapshot))
            #expect(chokes.total == whole.count, "seed \(seed)")
            var (nodes, edges): ([NodeID: Int], [EdgeID: Int]) = ([:], [:])
            for node in snapshot.nodes {
                var overlay = CutAway(snapshot)
                overlay.remove(node)
                nodes[node] = whole.subtracting([node]).subtracting(exposed(overlay, without: node)).count
            }
            for edge in snapshot.edges {
                var overlay = CutAway(snapshot)
                overlay.remove(edge)
                edges[edge] = whole.subtracting(exposed(overlay)).count
            }
            expect(chokes, nodes, edges, "seed \(seed)")
        }
    }

    @Test func theCutSeparatesAndNoSmallerSetOfEdgesDoes() {
        forEach(0..<500) { snapshot, filter, seed in
            guard snapshot.nodeCount > 3 else { return }
            let sources = [snapshot.nodes[0], snapshot.nodes[1]]
            let targets = [snapshot.nodes[2], snapshot.nodes[snapshot.nodeCount - 1]]
            guard let cut = snapshot.condensed(following: filter).smallestCut(from: sources, to: targets) else {
                Issue.record("no cut, seed \(seed)")
                return
            }
            func isSeparated(_ edges: [EdgeID]) -> Bool {
                var overlay = CutAway(snapshot)
                for edge in edges { overlay.remove(edge) }
                return sources.allSatisfy { overlay.reach($0, filter).isDisjoint(with: targets) }
            }
            #expect(isSeparated(cut.edges), "seed \(seed)")
            // No set of one or two edges does it where the cut is said to need more.
            let edges = snapshot.edges.filter { filter.admits($0, in: snapshot) }
            if cut.edges.count > 0 { #expect(!isSeparated([]), "seed \(seed)") }
            if cut.edges.count > 1 { #expect(!edges.contains { isSeparated([$0]) }, "seed \(seed)") }
            if cut.edges.count > 2, edges.count < 20 {
                #expect(!edges.contains { a in edges.contains { a < $0 && isSeparated([a, $0]) } }, "seed \(seed)")
            }
        }
    }

    @Test func whatIsSourceAndTargetHasNoCut() throws {
        let snapshot = try Sketch("a -> b -> c").snapshot
        let (a, b) = (try snapshot.sketched("a"), try snapshot.sketched("b"))
        let condensed = snapshot.condensed(following: Filter())
        #expect(condensed.smallestCut(from: [a, b], to: [b]) == nil)
        #expect(condensed.smallestCut(from: [b], to: [a])?.edges == [])
    }

    private func expect(
        _ chokes: ChokePoints, _ nodes: [NodeID: Int], _ edges: [EdgeID: Int], _ comment: Comment
    ) {
        let ours = Dictionary(uniqueKeysWithValues: chokes.nodes.map { ($0.node, $0.lost) })
        #expect(ours == nodes.filter { $1 > 0 }, comment)
        #expect(
            Dictionary(uniqueKeysWithValues: chokes.edges.map { ($0.edge, $0.lost) }) == edges.filter { $1 > 0 },
            comment)
        #expect(chokes.nodes.map(\.lost) == chokes.nodes.map(\.lost).sorted(by: >), comment)
        #expect(chokes.edges.map(\.lost) == chokes.edges.map(\.lost).sorted(by: >), comment)
    }
}

/// An overlay in which nothing rests on premises, as random sketches have none.
private struct CutAway {
    private var overlay: Overlay

    init(_ snapshot: Snapshot) { overlay = Overlay(snapshot) }

    mutating func remove(_ node: NodeID) { overlay.remove(node) }
    mutating func remove(_ edge: EdgeID) { overlay.remove(edge) }

    func reach(_ start: NodeID, _ filter: Filter) -> Set<NodeID> {
        Set(overlay.reach(from: start, following: filter).nodes)
    }
}
