internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

/// The cheapest nodes that separate, against every set of nodes there is.
@Suite struct NodeCutTests {
    private func cut(
        _ sketch: String, _ sources: [String], _ targets: [String], _ costs: [String: Int]
    ) throws -> [String]? {
        let snapshot = try Sketch(sketch).snapshot
        let named = try Dictionary(uniqueKeysWithValues: costs.map { (try snapshot.sketched($0.key), $0.value) })
        return try snapshot.cheapestNodeCut(
            from: sources.map { try snapshot.sketched($0) }, to: targets.map { try snapshot.sketched($0) },
            costs: named,
            following: Filter()
        )?.map { snapshot.name($0) }
    }

    @Test func parallelWaysAreCutWhereTheyMeet() throws {
        let sketch = "a -> x -> m -> t\na -> y -> m\nb -> z -> m"
        #expect(try cut(sketch, ["a", "b"], ["t"], ["x": 1, "y": 1, "z": 1, "m": 2]) == ["m"])
        #expect(try cut(sketch, ["a", "b"], ["t"], ["x": 1, "y": 1, "z": 1, "m": 4]) == ["x", "y", "z"])
    }

    @Test func whatMayNotBeRemovedStays() throws {
        #expect(try cut("a -> x -> t\na -> t", ["a"], ["t"], ["x": 1]) == nil)
        #expect(try cut("a -> x -> t", ["a"], ["t"], [:]) == nil)
        #expect(try cut("a -> x\nt -> x", ["a"], ["t"], ["x": 1]) == [])
    }

    @Test func oneSourceMayBeOnTheWayOfAnother() throws {
        // The second source reaches by itself, whatever is removed before it.
        #expect(try cut("a -> b -> x -> t", ["a", "b"], ["t"], ["b": 1, "x": 5]) == ["x"])
    }

    @Test func noCheaperSetSeparates() {
        for seed in 0..<400 as Range<UInt64> {
            var random = SeededGenerator(seed: seed ^ 0x5EED)
            let size = 5 + Int(seed % 6)
            let snapshot = Sketch.random(seed: seed, nodes: size, edges: size * (2 + Int(seed % 2))).snapshot
            let nodes = Array(snapshot.nodes)
            guard nodes.count > 4 else { continue }

            let (sources, targets) = ([nodes[0], nodes[1]], [nodes[2], nodes[3]])
            var costs: [NodeID: Int] = [:]
            for node in nodes
            where !targets.contains(node) && costs.count < 6 && Int.random(in: 0..<4, using: &random) > 0 {
                costs[node] = Int.random(in: 1...5, using: &random)
            }
            func isSeparated(_ removed: [NodeID]) -> Bool {
                sources.allSatisfy { source in
                    var overlay = Overlay(snapshot)
                    for node in removed where node != source { overlay.remove(node) }
                    return Set(overlay.reach(from: source, following: Filter()).nodes).isDisjoint(with: targets)
                }
            }
            let found = snapshot.cheapestNodeCut(from: sources, to: targets, costs: costs, following: Filter())
            let removable = costs.keys.sorted()
            let best = (0..<(1 << removable.count)).compactMap { set -> Int? in
                let removed = removable.indices.filter { set >> $0 & 1 == 1 }.map { removable[$0] }
                return isSeparated(removed) ? removed.reduce(0) { $0 + (costs[$1] ?? 0) } : nil
            }.min()
            #expect(found.map { $0.reduce(0) { $0 + (costs[$1] ?? 0) } } == best, "seed \(seed)")
            if let found { #expect(isSeparated(found), "seed \(seed)") }
        }
    }
}
