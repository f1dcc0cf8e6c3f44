internal import OverreachGraph
internal import OverreachModel
internal import OverreachTesting
internal import Testing

@Suite struct SnapshotBuilderTests {
    private func evidence(_ source: String, line: Int = 1, time: Int64? = nil) -> Evidence {
        Evidence(source: source, file: "f", line: line, time: time)
    }

    private func snapshot(_ nodes: [NodeFact], _ edges: [EdgeFact] = []) -> Snapshot {
        Sketch(nodes: nodes, edges: edges).snapshot
    }

    private let role = Key(NodeType(AWSNode.role), scope: "1", id: "arn:aws:iam::1:role/r")
    private let other = Key(NodeType(AWSNode.role), scope: "1", id: "arn:aws:iam::1:role/s")

    @Test func aNodeThatOnlyEdgesMentionIsCalledByItsID() throws {
        let edge = EdgeFact(
            role, EdgeKind(AWSEdge.assumed), other, origin: .observed, evidence: [evidence("cloudtrail")])
        let snapshot = snapshot([], [edge])
        let node = try #require(snapshot.node(other))
        #expect(snapshot.name(node) == "arn:aws:iam::1:role/s")
        #expect(snapshot.worldID(node) == "arn:aws:iam::1:role/s")
        #expect(snapshot.kind(node) == .identity)
        #expect(snapshot.evidence(node).isEmpty)
    }

    @Test func factsOfOneNodeAreMergedUnderTheNameOfTheSmallestEvidence() throws {
        let facts = [
            NodeFact(
                role, name: "from otlp", properties: [Property("b", "2"), Property("a", "1")],
                evidence: [evidence("otlp")]),
            NodeFact(role, name: "unproven", id: "unproven id"),
            NodeFact(
                role, name: "from aws", id: "better", properties: [Property("a", "1"), Property("a", "0")],
                evidence: [evidence("aws", line: 2), evidence("aws", line: 1)]),
        ]
        for facts in [facts, facts.reversed()] {
            let snapshot = snapshot(facts)
            let node = try #require(snapshot.node(role))
            #expect(snapshot.nodeCount == 1)
            #expect(snapshot.name(node) == "from aws")
            #expect(snapshot.worldID(node) == "better")
            #expect(snapshot.properties(node) == [Property("a", "0"), Property("a", "1"), Property("b", "2")])
            #expect(snapshot.property("a", of: node) == "0")
            #expect(snapshot.values(of: "a", node) == ["0", "1"])
            #expect(snapshot.values(of: "c", node) == [])
            #expect(snapshot.evidence(node).map(\.source) == ["aws", "aws", "otlp"])
        }
    }

    @Test func anIDThatSaysMoreThanTheKeyWinsOverOneThatDoesNot() throws {
        let snapshot = snapshot([
            NodeFact(role, name: "r", evidence: [evidence("aws")]),
            NodeFact(role, name: "r", id: "with suffix", evidence: [evidence("otlp")]),
        ])
        #expect(snapshot.worldID(try #require(snapshot.node(role))) == "with suffix")
    }

    @Test func namesThatDifferOnlyInUnicodeFormStayTwoNodes() {
        let composed = Key(NodeType(AgentNode.person), scope: "", id: "ren\u{E9}")
        let decomposed = Key(NodeType(AgentNode.person), scope: "", id: "rene\u{301}")
        let snapshot = snapshot([NodeFact(composed, name: "x"), NodeFact(decomposed, name: "x")])
        #expect(snapshot.nodeCount == 2)
        #expect(snapshot.node(composed) != snapshot.node(decomposed))
        #expect(snapshot.nodes.map { snapshot.key($0) } == [decomposed, composed])
    }

    @Test func edgesThatDifferOnlyInEvidenceAndPremisesAreOne() throws {
        let kind = EdgeKind(AWSEdge.assumed)
        let facts = [
            EdgeFact(
                role, kind, other, origin: .derived, conditions: ["y", "x"], evidence: [evidence("b")],
                premises: [other]),
            EdgeFact(
                role, kind, other, origin: .derived, conditions: ["x", "y", "x"],
                evidence: [evidence("a"), evidence("b")], premises: [role, other]),
        ]
        let snapshot = snapshot([], facts)
        let edge = try #require(snapshot.edges.first)
        #expect(snapshot.edgeCount == 1)
        #expect(snapshot.evidence(edge).map(\.source) == ["a", "b"])
        #expect(snapshot.premises(edge) == [role, other])
        #expect(snapshot.conditions(edge) == ["x", "y"])
    }

    @Test(arguments: [
        "a -> b [seen]", "a -> b [conditional]", "a -> b [process-takeover]", "a -> b [if=x]", "a -> b [deny=x]",
        "a -> b [allow=x]", "a -calls-> b",
    ])
    func edgesThatDifferInAnythingElseStayParallel(line: String) throws {
        #expect(try Sketch("a -> b\n\(line)").snapshot.edgeCount == 2)
        #expect(try Sketch("\(line)\n\(line)").snapshot.edgeCount == 1)
    }

    @Test func anEdgeCarriesAllThatWasSaidOfIt() throws {
        let snapshot = try Sketch(
            "grant:g -read-> store:s [conditional, derived, process-takeover, if=x, allow=a/*, deny=b/*, on=scope:p]"
        ).snapshot
        let edge = try #require(snapshot.edges.first)
        #expect(snapshot.sketch(of: edge) == "grant:g -read-> store:s")
        #expect(snapshot.verdict(edge) == .conditional)
        #expect(snapshot.origin(edge) == .derived)
        #expect(snapshot.assumes(edge) == .processTakeover)
        #expect(snapshot.conditions(edge) == ["x"])
        #expect(snapshot.scope(edge) == AccessScope(allow: ["a/*"], deny: ["b/*"]))
        #expect(snapshot.premises(edge).map(\.text) == ["AWS_ACCOUNT::p"])
        #expect(snapshot.evidence(edge) == [Evidence(source: "sketch", file: "sketch", line: 1)])
        #expect(snapshot.cost(edge) == 1)
    }

    @Test func anEdgeAssumesWhatItsKindAssumesAndWhatTheFactAdds() throws {
        let snapshot = try Sketch("server:s -signs-with-> credential:c [context-poisoning]").snapshot
        #expect(snapshot.assumes(try #require(snapshot.edges.first)) == [.toolLatitude, .contextPoisoning])
    }

    @Test func edgesAreListedAtBothEnds() throws {
        let snapshot = try Sketch("a -> b -> c\nc -> b\nb -> b").snapshot
        let b = try snapshot.sketched("b")
        #expect(snapshot.outgoing(b).map { snapshot.sketch(of: $0) } == ["b -> b", "b -> c"])
        #expect(snapshot.incoming(b).map { snapshot.sketch(of: $0) } == ["a -> b", "b -> b", "c -> b"])
        #expect(snapshot.edges.count == 4)
    }

    @Test func whatTheCatalogueLacksIsRefusedWithAProblemAndTheRestStands() {
        let foreign = Key(text: "FOREIGN:x:y")
        var builder = SnapshotBuilder()
        builder.add(NodeFact(foreign, name: "y", evidence: [evidence("b")]))
        builder.add(
            EdgeFact(role, EdgeKind(AWSEdge.assumed), foreign, origin: .declared, evidence: [evidence("a")]))
        builder.add(NodeFact(Key(text: ""), name: ""))
        builder.add(NodeFact(role, name: "r"))
        #expect(builder.build().nodeCount == 1)
        #expect(builder.build().edgeCount == 0)
        #expect(
            builder.problems.map(\.message) == [
                "unknown type of node \"\"",
                "unknown type of node \"FOREIGN:x:y\"",
                "unknown type of node \"FOREIGN:x:y\" at an edge of kind \"ROLE_ASSUMED\"",
            ])
    }

    @Test func moreKindsThanAColumnHoldsAreRefusedWithAProblemAndTheCataloguesStand() throws {
        var builder = SnapshotBuilder()
        let ends = [role, other]
        for number in 0..<66_000 {
            let kind = try #require(EdgeKind(external: "k\(number)", traversal: "control"))
            builder.add(EdgeFact(ends[0], kind, ends[1], origin: .declared, evidence: [evidence("a")]))
        }
        for number in 0..<66_000 {
            let type = try #require(NodeType(external: "t\(number)", .identity))
            builder.add(NodeFact(Key(type, scope: "", id: "n"), name: "n", evidence: [evidence("a")]))
        }
        builder.add(EdgeFact(ends[0], EdgeKind(AWSEdge.assumed), ends[1], origin: .declared, evidence: []))
        builder.add(NodeFact(Key(NodeType(AWSNode.user), scope: "1", id: "u"), name: "u"))

        let snapshot = builder.build()
        #expect(snapshot.edges.contains { snapshot.kind($0) == EdgeKind(AWSEdge.assumed) })
        #expect(snapshot.edgeCount + snapshot.nodeCount + builder.problems.count == 132_000 + 4)
        #expect(
            Set(builder.problems.map(\.message)) == [
                "inventories have more than 60000 kinds of edges of their own",
                "inventories have more than 60000 types of nodes of their own",
            ])
    }

    @Test func anEmptyGraphIsAGraph() {
        let snapshot = SnapshotBuilder().build()
        #expect(snapshot.nodeCount == 0 && snapshot.edgeCount == 0)
        #expect(snapshot.id == "0000000000000000")
        #expect(snapshot.nodes.isEmpty && snapshot.edges.isEmpty)
    }

    @Test func theIDIsTheSameInEveryProcess() throws {
        let snapshot = try Sketch("agent:a -calls-> server:s\nserver:s [url=x]").snapshot
        #expect(snapshot.id == "9b35c92d0b3ff427")
    }

    @Test(arguments: [
        "grant:g -read-> store:s [if=a, deny=b]\nstore:t [owner=x]",
        "grant:g -read-> store:s [if=a]\nstore:s [owner=x]",
        "grant:g -write-> store:s [if=a, deny=b]\nstore:s [owner=x]",
        "grant:g -read-> store:s [if=a, deny=b]\nstore:s [owner=y]",
        "grant:g -read-> store:s [if=b, deny=b]\nstore:s [owner=x]",
        "grant:g -read-> store:s [if=a, deny=b, seen]\nstore:s [owner=x]",
        "grant:g -read-> store:s [if=a, deny=b, conditional]\nstore:s [owner=x]",
        "grant:g -read-> store:s [if=a, deny=b, tool-latitude]\nstore:s [owner=x]",
        "grant:g -read-> store:s [if=a, deny=b, on=x]\nstore:s [owner=x]",
        "\ngrant:g -read-> store:s [if=a, deny=b]\nstore:s [owner=x]",
        "store:s -read-> grant:g [if=a, deny=b]\nstore:s [owner=x]",
    ])
    func theIDChangesWithAnythingThatIsShown(text: String) throws {
        let base = try Sketch("grant:g -read-> store:s [if=a, deny=b]\nstore:s [owner=x]").snapshot
        #expect(try Sketch(text).snapshot.id != base.id)
    }

    @Test func theIDChangesWithNamesAndIDsAndNotWithTimes() {
        let base = snapshot([NodeFact(role, name: "r", evidence: [evidence("a")])])
        #expect(snapshot([NodeFact(role, name: "q", evidence: [evidence("a")])]).id != base.id)
        #expect(snapshot([NodeFact(role, name: "r", id: "i", evidence: [evidence("a")])]).id != base.id)
        #expect(snapshot([NodeFact(role, name: "r", evidence: [evidence("b")])]).id != base.id)
        let seen = [evidence("a", time: 1), evidence("a", time: 2)]
        #expect(snapshot([NodeFact(role, name: "r", evidence: seen)]).id == base.id)
    }
}
