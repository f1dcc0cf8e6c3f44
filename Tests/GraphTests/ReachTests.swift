internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

@Suite struct ReachTests {
    struct Row: CustomTestStringConvertible {
        let graph: NamedGraph
        let start: String
        let reached: [String]
        var testDescription: String { "\(graph) from \(start)" }
    }

    @Test(arguments: [
        Row(graph: .chain, start: "a", reached: ["b 1", "c 2", "z 3"]),
        Row(graph: .diamond, start: "a", reached: ["b 1", "c 1", "z 2"]),
        Row(graph: .cycle, start: "b", reached: ["a 2", "c 1"]),
        Row(graph: .parallelEdges, start: "a", reached: ["z 1"]),
        Row(graph: .selfLoop, start: "a", reached: ["z 1"]),
        Row(graph: .unreachable, start: "a", reached: ["b 1"]),
        Row(graph: .fan, start: "a", reached: ["b1 1", "b2 1", "b3 1", "b4 1", "z 2"]),
        Row(graph: .content, start: "a", reached: ["store:secret 1"]),
        Row(graph: .content, start: "b", reached: ["store:secret 1", "z 2"]),
        Row(graph: .content, start: "c", reached: ["store:secret 1", "z 2"]),
        Row(graph: .content, start: "d", reached: ["store:secret 1"]),
        Row(graph: .content, start: "store:secret", reached: ["z 1"]),
    ])
    func reachIsExactOnTheNamedGraphs(row: Row) throws {
        let snapshot = try row.graph.sketch().snapshot
        let reach = snapshot.reach(from: try snapshot.sketched(row.start), following: Filter())
        #expect(snapshot.sketch(of: reach) == row.reached)
    }

    @Test func backwardReachPassesAStoreOnlyWhereItsContentIsHeld() throws {
        let snapshot = try NamedGraph.content.sketch().snapshot
        let reach = snapshot.reach(to: try snapshot.sketched("z"), following: Filter())
        #expect(snapshot.sketch(of: reach) == ["store:secret 1", "b 2", "c 2"])
        let exposed = snapshot.reach(to: try snapshot.sketched("store:secret"), following: Filter())
        #expect(snapshot.sketch(of: exposed) == ["a 1", "b 1", "c 1", "d 1"])
    }

    @Test func aPathThroughContentIsShownAsThroughTheStore() throws {
        let snapshot = try NamedGraph.content.sketch().snapshot
        let reach = snapshot.reach(from: try snapshot.sketched("b"), following: Filter())
        let path = try #require(reach.path(to: try snapshot.sketched("z")))
        #expect(snapshot.sketch(of: path) == "b -read-> store:secret -> z")
    }

    @Test func contentIsNoNodeAndMakesNoEdge() throws {
        let snapshot = try NamedGraph.content.sketch().snapshot
        #expect(snapshot.nodeCount == 6)
        #expect(snapshot.edgeCount == 5)
        let store = try snapshot.sketched("store:secret")
        #expect(snapshot.outgoing(store).map { snapshot.sketch(of: $0) } == ["store:secret -> z"])
        #expect(snapshot.incoming(store).count == 4)
    }

    @Test func whoWritesAStoreDoesNotGetWhatTheStoreOpensEvenOverACycle() throws {
        let snapshot = try Sketch(
            """
            a -write-> store:s -> key -> a
            key -write-> store:s
            """
        ).snapshot
        let reach = snapshot.reach(from: try snapshot.sketched("a"), following: Filter())
        #expect(snapshot.sketch(of: reach) == ["store:s 1"])
        let held = snapshot.reach(from: try snapshot.sketched("store:s"), following: Filter())
        #expect(snapshot.sketch(of: held) == ["a 2", "key 1"])
    }

    @Test func ofEquallyShortPathsTheSmallestEdgeAtTheFarEndDecides() throws {
        let snapshot = try Sketch(
            """
            a -calls-> c -> z
            a -> b -calls-> z
            b -> z
            """
        ).snapshot
        let (a, z) = (try snapshot.sketched("a"), try snapshot.sketched("z"))
        let forward = try #require(snapshot.reach(from: a, following: Filter()).path(to: z))
        let backward = try #require(snapshot.reach(to: z, following: Filter()).path(from: a))
        #expect(snapshot.sketch(of: forward) == "a -> b -calls-> z")
        #expect(snapshot.sketch(of: backward) == "a -calls-> c -> z")
    }

    @Test func aNodeIsNeverInItsOwnReach() throws {
        let snapshot = try NamedGraph.cycle.sketch().snapshot
        let node = try snapshot.sketched("a")
        for reach in [
            snapshot.reach(from: node, following: Filter()), snapshot.reach(to: node, following: Filter()),
        ] {
            #expect(!reach.contains(node))
            #expect(reach.steps(node) == nil)
            #expect(reach.path(to: node) == nil && reach.path(from: node) == nil)
        }
    }

    @Test func structuralEdgesAreNeverFollowed() throws {
        let snapshot = try Sketch("a -structural-> b -> c").snapshot
        let a = try snapshot.sketched("a")
        #expect(snapshot.reach(from: a, following: Filter()).nodes.isEmpty)
        #expect(snapshot.outgoing(a).allSatisfy { !Filter().admits($0, in: snapshot) })
    }

    @Test func stepsThatAssumeMoreThanIsAssumedAreNotFollowed() throws {
        let snapshot = try Sketch(
            """
            a -signs-with-> b
            a -> c [process-takeover]
            a -signs-with-> d [context-poisoning]
            """
        ).snapshot
        let a = try snapshot.sketched("a")
        func reached(_ assumptions: Assumptions) -> [String] {
            snapshot.sketch(of: snapshot.reach(from: a, following: Filter(assumptions: assumptions)))
        }
        #expect(reached([]) == [])
        #expect(reached(.byDefault) == ["b 1"])
        #expect(reached(.processTakeover) == ["c 1"])
        #expect(reached([.toolLatitude, .contextPoisoning]) == ["b 1", "d 1"])
    }

    @Test func originsThatAreNotAskedForAreNotFollowed() throws {
        let snapshot = try Sketch("a -> b [declared]\na -> c [seen]\na -> d [derived]").snapshot
        let a = try snapshot.sketched("a")
        let reach = snapshot.reach(from: a, following: Filter(origins: [.observed, .derived]))
        #expect(snapshot.sketch(of: reach) == ["c 1", "d 1"])
    }

    @Test func aNodeHasTheVerdictOfItsSurestPathAndThatPathIsShown() throws {
        let snapshot = try Sketch(
            """
            a -> b -> z
            a -> z [conditional]
            a -> y [conditional]
            a -> x [observed]
            x -> y
            b -> w [observed]
            w -> v [conditional]
            """
        ).snapshot
        let best = snapshot.bestReach(from: try snapshot.sketched("a"), following: Filter())
        #expect(
            snapshot.sketch(of: best) == [
                "b allowed 1", "v conditional 3", "w observed 2", "x observed 1", "y observed 2", "z allowed 2",
            ])
        let path = try #require(best.path(to: try snapshot.sketched("y")))
        #expect(snapshot.sketch(of: path) == "a -> x -> y")
        #expect(path.verdict(in: snapshot) == .observed)
    }

    @Test func verdictsWorseThanAskedForAreLeftOut() throws {
        let snapshot = try Sketch("a -> b [observed]\na -> c [conditional]\na -> d").snapshot
        let a = try snapshot.sketched("a")
        #expect(snapshot.bestReach(from: a, following: Filter(worstVerdict: .allowed)).nodes.count == 1)
        #expect(snapshot.bestReach(from: a, following: Filter(worstVerdict: .observed)).nodes.count == 2)
        #expect(snapshot.bestReach(from: a, following: Filter()).nodes.count == 3)
    }

    @Test func aStoreOpensItsContentOnlyAsSurelyAsItIsRead() throws {
        let snapshot = try Sketch(
            """
            a -write-> store:s
            a -read-> store:s [conditional, if=the source address]
            store:s -> key
            """
        ).snapshot
        let best = snapshot.bestReach(from: try snapshot.sketched("a"), following: Filter())
        #expect(snapshot.sketch(of: best) == ["store:s allowed 1", "key conditional 2"])
    }
}
