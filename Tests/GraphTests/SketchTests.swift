internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

@Suite struct SketchTests {
    @Test(arguments: NamedGraph.allCases) func everyNamedGraphIsReadAndWrittenBack(graph: NamedGraph) throws {
        let snapshot = try graph.sketch().snapshot
        let written = snapshot.edges.map { snapshot.sketch(of: $0) }.joined(separator: "\n")
        #expect(try Sketch(written).edges.count == snapshot.edgeCount)
        #expect(snapshot.nodes.contains(try snapshot.sketched("a")))
    }

    @Test func aWordOfTheNotationNamesOneTypeOrKind() {
        #expect(Set(SketchWords.nodes.map(\.word)).count == Set(SketchWords.nodes.map(\.type)).count)
        #expect(Set(SketchWords.edges.map(\.word)).count == Set(SketchWords.edges.map(\.kind)).count)
        for (word, _) in SketchWords.edges { #expect(EdgeKind(name: word) == nil) }
    }

    @Test func arrowsOfOneLineAreEdgesWithItsMarksAndCommentsAreNone() throws {
        let sketch = try Sketch("# comment\n\na -> b -GRANT_ASSUMES-> c [seen]")
        #expect(sketch.edges.map(\.kind.name) == ["AGENT_DELEGATES", "GRANT_ASSUMES"])
        #expect(sketch.edges.allSatisfy { $0.origin == .observed && $0.evidence.first?.line == 3 })
    }

    @Test func aLineWithANodeAloneHoldsItsProperties() throws {
        let sketch = try Sketch("store:lake [classification=restricted, owner=a = b]")
        #expect(
            sketch.nodes.first?.properties == [Property("classification", "restricted"), Property("owner", "a = b")])
    }

    @Test(arguments: [
        ("a -> b [sure]", "unknown mark \"sure\" in line 1 of the sketch"),
        ("a ->", "expected a node after \"->\" in line 1 of the sketch"),
        ("a b c", "expected an arrow, found \"b\" in line 1 of the sketch"),
        ("a -flies-> c", "unknown kind \"flies\" in line 1 of the sketch"),
        ("\nbird:a -> c", "unknown word \"bird\" for a node in line 2 of the sketch"),
        ("a -> b [if=x", "marks without \"]\" in line 1 of the sketch"),
        ("a [owner]", "expected name=value, found \"owner\" in line 1 of the sketch"),
    ])
    func whatIsNoSketchIsSaidWithItsLine(text: String, message: String) {
        let error = #expect(throws: SketchError.self) { try Sketch(text) }
        #expect(error?.description == message)
    }

    @Test func aRandomSketchIsTheSameForTheSameSeed() {
        let first = Sketch.random(seed: 7, nodes: 5, edges: 9)
        #expect(first.edges == Sketch.random(seed: 7, nodes: 5, edges: 9).edges)
        #expect(first.edges != Sketch.random(seed: 8, nodes: 5, edges: 9).edges)
    }
}
