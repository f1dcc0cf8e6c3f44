import OverreachModel
import OverreachTelemetry
import Testing

@Suite struct ChainTests {
    private let desk = Sketch.Process("desk", host: "h1", pid: 10)
    private let mcp = Sketch.Process("files-mcp", host: "h2", pid: 20)

    private func correlate(_ records: [RuntimeRecord], _ index: TableIndex = TableIndex()) -> Correlated {
        Correlation.correlate(records: records, index: index)
    }

    @Test func threeAgentsInALineAreOneChainFromTheOutermost() throws {
        let result = correlate([
            Sketch.span(1, "POST /", .server, in: desk, ["user.email": "ann@x.example"]),
            Sketch.agent(2, under: 1, "planner", in: desk),
            Sketch.span(
                3, under: 2, "execute_tool ask", in: desk,
                ["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "ask", "gen_ai.agent.name": "planner"]),
            Sketch.agent(4, under: 3, "dispatch", in: desk),
            Sketch.agent(5, under: 4, "track", in: desk),
            Sketch.toolClient(6, under: 5, "read", in: desk),
            Sketch.toolServer(7, under: 6, "read", server: "files", in: mcp),
        ])

        let act = try #require(result.activities.first)
        #expect(result.activities.count == 1)
        #expect(act.agents.map(\.id) == ["/desk/planner", "/desk/dispatch", "/desk/track"])
        #expect(act.initiator == .person("ann@x.example"))
        #expect(result.edges(AgentEdge.asks) == ["ann@x.example → /desk/planner"])
        #expect(
            result.edges(AgentEdge.delegates) == ["/desk/dispatch → /desk/track", "/desk/planner → /desk/dispatch"])
        #expect(result.edges(AgentEdge.calls) == ["/desk/track → files-mcp/files"])
    }

    @Test func anAgentThatIsAskedBackStaysTheOneThatActed() throws {
        let result = correlate([
            Sketch.agent(1, "a", in: desk), Sketch.agent(2, under: 1, "b", in: desk),
            Sketch.agent(3, under: 2, "a", in: desk), Sketch.agent(4, under: 3, "b", in: desk),
            Sketch.agent(5, under: 4, "a", in: desk), Sketch.toolClient(6, under: 5, "t", in: desk),
        ])

        #expect(result.activities.first?.agents.map(\.id) == ["/desk/a", "/desk/b", "/desk/a"])
    }

    @Test(arguments: ["execute_tool", "chat"])
    func agentsThatOnlyToolAndChatSpansNameAreAgentsToo(operation: String) {
        let result = correlate([
            Sketch.span(
                1, "step", in: desk,
                ["gen_ai.operation.name": operation, "gen_ai.agent.name": "solo", "gen_ai.tool.name": "t"]),
            Sketch.toolClient(2, under: 1, "t", in: desk),
            Sketch.toolServer(3, under: 2, "t", in: mcp),
        ])

        #expect(result.activities.map { $0.agents.map(\.id) } == [["/desk/solo"]])
    }

    @Test func anAgentThatIsOnlyCreatedDoesNotAct() {
        let result = correlate([
            Sketch.span(
                1, "create_agent x", in: desk, ["gen_ai.operation.name": "create_agent", "gen_ai.agent.name": "x"]),
            Sketch.toolClient(2, under: 1, "t", in: desk),
        ])

        #expect(result.activities.first?.agents == [])
        #expect(result.node("x", AgentNode.agent) == nil)
    }

    @Test(arguments: [
        (["enduser.id": "e", "user.id": "u", "user.email": "m"], "e"), (["user.id": "u", "user.email": "m"], "u"),
        (["user.email": "m"], "m"),
    ])
    func aPersonIsTheEndUserElseTheUserElseTheAddress(attributes: [String: String], id: String) {
        let result = correlate([
            Sketch.span(1, "POST /", .server, in: desk, attributes), Sketch.agent(2, under: 1, "a", in: desk),
            Sketch.toolClient(3, under: 2, "t", in: desk),
        ])

        #expect(result.activities.first?.initiator == .person(id))
        #expect(result.activities.first?.joins.first?.confidence == .certain)
    }

    @Test func theNearestPersonAboveCountsBeforeTheRoots() {
        let result = correlate([
            Sketch.span(1, "POST /", .server, in: desk, ["user.id": "service"]),
            Sketch.agent(2, under: 1, "a", in: desk, ["enduser.id": "ann"]),
            Sketch.toolClient(3, under: 2, "t", in: desk),
        ])

        #expect(result.activities.first?.initiator == .person("ann"))
    }

    @Test func aPersonBesideTheChainIsTakenWithRivalsNamed() throws {
        let result = correlate([
            Sketch.span(1, "POST /", .server, in: desk),
            Sketch.span(2, under: 1, "login", in: desk, ["user.id": "ann"]),
            Sketch.span(3, under: 2, "audit", in: desk, ["user.id": "bob"]),
            Sketch.agent(4, under: 1, "a", in: desk), Sketch.toolClient(5, under: 4, "t", in: desk),
        ])

        let act = try #require(result.activities.first)
        #expect(act.initiator == .person("ann"))
        let join = try #require(act.joins.first { $0.method == "same trace" })
        #expect(join.confidence == .medium && join.rivals == [Key.person("bob").text])
    }

    @Test func aRequestOfNobodyNamesTheMissingInitiator() {
        let result = correlate([
            Sketch.agent(1, "a", in: desk), Sketch.toolClient(2, under: 1, "t", in: desk),
            Sketch.toolServer(3, under: 2, "t", in: mcp),
        ])

        #expect(result.activities.first?.missing == ["initiator", "target"])
        #expect(result.edges(AgentEdge.asks).isEmpty)
    }

    @Test func aParentThatNeverCameIsNamedWhereTheChainHasAGap() {
        let result = correlate([Sketch.toolServer(3, under: 99, "t", server: "s", in: mcp)])

        #expect(
            result.activities.first?.missing == ["initiator", "agent", "target", "parent span"])
    }

    @Test func circlesOfParentsAreOpenedBeforeTheirEarliestSpan() {
        let records = [
            Sketch.agent(3, under: 5, "c", in: desk), Sketch.agent(4, under: 3, "d", in: desk),
            Sketch.agent(5, under: 4, "e", in: desk), Sketch.toolClient(6, under: 5, "t", in: desk),
            Sketch.agent(7, under: 7, "self", in: desk, trace: 2),
        ]
        let result = correlate(records)

        #expect(result.activities.first?.agents.map(\.id) == ["/desk/c", "/desk/d", "/desk/e"])
        #expect(result.node("self", AgentNode.agent) != nil)
    }

    @Test func anAgentInATheToolsProcessIsBelowTheAgentThatCalledTheTool() throws {
        let result = correlate([
            Sketch.agent(1, "outer", in: desk), Sketch.toolClient(2, under: 1, "research", in: desk),
            Sketch.toolServer(3, under: 2, "research", server: "lab", in: mcp),
            Sketch.agent(4, under: 3, "inner", in: mcp),
            Sketch.awsSpan(5, under: 4, "S3", "GetObject", request: "r1", in: mcp, ["aws.s3.bucket": "b"]),
        ])

        let act = try #require(result.activities.first)
        #expect(result.activities.count == 1)
        #expect(act.agents.map(\.id) == ["/desk/outer", "/files-mcp/inner"])
        #expect(act.server?.id == "files-mcp/lab")
        #expect(result.edges(AgentEdge.delegates) == ["/desk/outer → /files-mcp/inner"])
    }

    @Test func aDeepTraceIsCorrelatedInReasonableTime() {
        var records = [Sketch.agent(1, "a0", in: desk)]
        for id in 2...4_000 {
            records.append(
                id % 3 == 0
                    ? Sketch.agent(id, under: id - 1, "a\(id)", in: desk)
                    : Sketch.toolClient(id, under: id - 1, "t", in: desk))
        }
        let start = ContinuousClock.now
        let result = correlate(records)

        #expect(ContinuousClock.now - start < .seconds(120))
        #expect(result.activities.allSatisfy { $0.agents.count <= 65 })
    }
}
