internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

@Suite struct ShortestPathsTests {
    private func paths(_ text: String, limit: Int = 10) throws -> [String] {
        let snapshot = try Sketch(text).snapshot
        return snapshot.shortestPaths(
            from: try snapshot.sketched("a"), to: try snapshot.sketched("z"), limit: limit, budget: 10_000,
            following: Filter()
        ).paths.map { snapshot.sketch(of: $0) }
    }

    @Test func cheaperPathsComeFirstThenShorterThenSmaller() throws {
        let found = try paths(
            """
            a -cost-2-> z
            a -> b -> z
            a -> c -> z
            a -> c -> d -> z
            """)
        #expect(found == ["a -cost-2-> z", "a -> b -> z", "a -> c -> z", "a -> c -> d -> z"])
    }

    @Test func aLimitCutsTheListAndIsNoBudget() throws {
        let snapshot = try NamedGraph.fan.sketch().snapshot
        let found = snapshot.shortestPaths(
            from: try snapshot.sketched("a"), to: try snapshot.sketched("z"), limit: 2, budget: 10_000,
            following: Filter())
        #expect(found.paths.map { snapshot.sketch(of: $0) } == ["a -> b1 -> z", "a -> b2 -> z"])
        #expect(found.isComplete)
    }

    @Test func parallelEdgesAreOneStepUnlessCostVerdictOrAssumptionsDiffer() throws {
        #expect(try paths(NamedGraph.parallelEdges.text) == ["a -> z", "a -> z", "a -cost-2-> z"])
        #expect(try paths("a -> z\na -> z [tool-latitude]\na -> z [seen]").count == 2)
        #expect(try paths("a -> b -> z\na -calls-> b -calls-> z").count == 1)
    }

    @Test func pathsComeBackNeitherToTheirStartNorThroughTheirEnd() throws {
        #expect(try paths("a -> b -> a\nb -> z -> c -> z") == ["a -> b -> z"])
    }

    @Test func aPathToAStoreDoesNotPassItsContent() throws {
        let snapshot = try Sketch(
            """
            a -read-> store:s -> key -write-> store:s
            """
        ).snapshot
        let found = snapshot.shortestPaths(
            from: try snapshot.sketched("a"), to: try snapshot.sketched("store:s"), limit: 5, budget: 1000,
            following: Filter())
        #expect(found.paths.map { snapshot.sketch(of: $0) } == ["a -read-> store:s"])
    }

    @Test func thereIsNoPathToOneselfAndNoneWhereNothingLeads() throws {
        let snapshot = try NamedGraph.unreachable.sketch().snapshot
        let (a, z) = (try snapshot.sketched("a"), try snapshot.sketched("z"))
        for (from, to) in [(a, a), (a, z)] {
            #expect(snapshot.shortestPath(from: from, to: to, following: Filter()) == nil)
            let found = snapshot.shortestPaths(from: from, to: to, limit: 3, budget: 100, following: Filter())
            #expect(found.paths.isEmpty && found.isComplete)
        }
    }

    @Test(arguments: [0, 1, 3, 6]) func aBudgetThatDoesNotSufficeIsSaid(budget: Int) throws {
        let snapshot = try NamedGraph.fan.sketch().snapshot
        let found = snapshot.shortestPaths(
            from: try snapshot.sketched("a"), to: try snapshot.sketched("z"), limit: 4, budget: budget,
            following: Filter())
        #expect(!found.isComplete)
        #expect(found.paths.count < 4)
    }

    @Test func aPathSumsCostAndUnitesAssumptions() throws {
        let snapshot = try Sketch(
            """
            a -signs-with-> b
            b -cost-2-> z [process-takeover, observed]
            """
        ).snapshot
        let path = try #require(
            snapshot.shortestPath(
                from: try snapshot.sketched("a"), to: try snapshot.sketched("z"),
                following: Filter(assumptions: [.toolLatitude, .processTakeover])))
        #expect(path.cost == 3)
        #expect(path.steps == 2)
        #expect(path.verdict(in: snapshot) == .observed)
        #expect(path.assumes(in: snapshot) == [.toolLatitude, .processTakeover])
    }
}
