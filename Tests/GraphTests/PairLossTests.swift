internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

/// What overlays take from all starts together is what they take from each, walked by itself.
@Suite struct PairLossTests {
    @Test(arguments: 0..<150 as Range<UInt64>) func lossesAreThoseOfWalkingAgain(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let nodes = Int.random(in: 2...14, using: &random)
        let snapshot = Sketch.random(seed: seed, nodes: nodes, edges: nodes * Int.random(in: 1...3, using: &random))
            .snapshot
        let profile = try #require(Profile.allCases.randomElement(using: &random))
        let starts = snapshot.nodes.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
        let counted = Set(snapshot.nodes.filter { _ in Bool.random(using: &random) })
        let overlays = (0..<6).map { round in
            var overlay = Overlay(snapshot)
            overlay.remove(edges: snapshot.edges.filter { _ in Int.random(in: 0..<5, using: &random) == 0 })
            if round % 3 == 1, let node = snapshot.nodes.randomElement(using: &random) { overlay.remove(node) }
            if round % 3 == 2 {
                for edge in snapshot.edges.shuffled(using: &random).prefix(2) {
                    var fact = snapshot.fact(of: edge)
                    (fact.from, fact.to) = (fact.to, fact.from)
                    _ = overlay.add(edges: [fact])
                }
            }
            return overlay
        }

        let losses = snapshot.condensed(profile).reachLosses(from: starts, overlays) { counted.contains($0) }
        for (overlay, loss) in zip(overlays, losses) {
            let lost = starts.map { start in
                let after = Set(overlay.reach(from: start, following: profile.filter).nodes)
                return snapshot.reach(from: start, following: profile.filter).nodes
                    .filter { counted.contains($0) && !after.contains($0) }.count
            }
            #expect(loss.pairs == lost.reduce(0, +))
            #expect(loss.losing == lost.filter { $0 > 0 }.count)
        }
    }

    @Test func aProfileIsCondensedOnceAndOtherFiltersAreNone() throws {
        let snapshot = try NamedGraph.diamond.sketch().snapshot
        for profile in Profile.allCases { #expect(Profile(profile.filter) == profile) }
        #expect(Profile(Filter(assumptions: [])) == nil && Profile(Filter(kinds: [])) == nil)
        let (a, z) = (try snapshot.sketched("a"), try snapshot.sketched("z"))
        var overlay = Overlay(snapshot)
        overlay.remove(edges: snapshot.incoming(z))
        for _ in 0..<2 {
            var whatIf = snapshot.condensed(.byDefault).whatIf(from: a)
            #expect(whatIf.delta(overlay).lost == [z])
        }
        #expect(overlay.condensed(following: Filter()).chokePoints(from: a).total == 2)
    }
}
