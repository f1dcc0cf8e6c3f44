internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

@Suite struct OverlayTests {
    @Test func aRemovedNodeTakesTheDerivedEdgesThatRestOnItWithIt() throws {
        let snapshot = try Sketch(
            """
            a -> b [derived, on=scope:policy]
            a -> c
            scope:policy -structural-> c
            """
        ).snapshot
        let a = try snapshot.sketched("a")
        var overlay = Overlay(snapshot)
        overlay.remove(try snapshot.sketched("scope:policy"))
        #expect(snapshot.sketch(of: overlay.reach(from: a, following: Filter())) == ["c 1"])
        #expect(snapshot.sketch(of: snapshot.reach(from: a, following: Filter())) == ["b 1", "c 1"])
    }

    @Test func aCopyFromWhichMoreIsRemovedLeavesTheFirstAsItWas() throws {
        let snapshot = try NamedGraph.diamond.sketch().snapshot
        let (a, z) = (try snapshot.sketched("a"), try snapshot.sketched("z"))
        var first = Overlay(snapshot)
        first.remove(try snapshot.sketched("b"))
        var second = first
        for edge in snapshot.incoming(z) { second.remove(edge) }
        #expect(first.bestReach(from: a, following: Filter()).contains(z))
        #expect(
            first.shortestPath(from: a, to: z, following: Filter()).map { snapshot.sketch(of: $0) } == "a -> c -> z")
        #expect(!second.reach(from: a, following: Filter()).contains(z))
        #expect(!second.bestReach(to: z, following: Filter()).contains(a))
    }

    @Test func withoutItsReaderAStoreOpensNothing() throws {
        let snapshot = try Sketch("a -read-> store:s -> key\na -write-> store:s").snapshot
        let a = try snapshot.sketched("a")
        var overlay = Overlay(snapshot)
        for edge in snapshot.outgoing(a) where snapshot.kind(edge) == EdgeKind(AccessEdge.reads) {
            overlay.remove(edge)
        }
        #expect(snapshot.sketch(of: overlay.reach(from: a, following: Filter())) == ["store:s 1"])
    }
}
