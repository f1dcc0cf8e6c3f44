import OverreachAnalysis
import OverreachGraph
import OverreachModel
import Testing

/// The path that a rule shows is one on which that happens which the rule forbids.
struct WayTests {
    private static let agent = Key.agent(serviceNamespace: "", service: "s", name: "bot")
    private static let server = Key.server(place: "h", service: "s", name: "tools")
    private static let store = Key(NodeType(AWSNode.bucket), scope: "1", id: "arn:aws:s3:::lake")
    private static func role(_ name: String) -> Key {
        Key(NodeType(AWSNode.role), scope: "1", id: "arn:aws:iam::1:role/\(name)")
    }
    private static func statement(_ name: String) -> Key {
        Key(NodeType(AWSNode.statement), scope: "1", id: name)
    }

    /// The bot reads the lake by a short way, and deletes in it by a long one that only perhaps holds.
    private static func world(house: House = House()) -> World {
        let (reader, owner) = (role("reader"), role("owner"))
        let (reads, deletes, trust) = (statement("reads"), statement("deletes"), statement("trust"))
        func edge(_ from: Key, _ kind: some EdgeDomain, _ to: Key, _ verdict: Verdict = .allowed, _ line: Int)
            -> EdgeFact
        {
            EdgeFact(
                from, EdgeKind(kind), to, origin: .declared, verdict: verdict,
                conditions: verdict == .conditional ? ["mfa"] : [],
                evidence: [Evidence(source: "test", file: "iam.json", line: line)])
        }
        var builder = SnapshotBuilder()
        for key in [agent, server, store, reader, owner, reads, deletes, trust] {
            builder.add(NodeFact(key, name: key.id))
        }
        builder.add([
            edge(agent, AgentEdge.calls, server, .allowed, 1), edge(server, AgentEdge.actsAs, reader, .allowed, 2),
            edge(reader, AccessEdge.holds, reads, .allowed, 3), edge(reads, AccessEdge.reads, store, .allowed, 4),
            edge(reader, AccessEdge.holds, trust, .allowed, 5), edge(trust, AWSEdge.assumes, owner, .conditional, 6),
            edge(owner, AccessEdge.holds, deletes, .allowed, 7), edge(deletes, AccessEdge.deletes, store, .allowed, 8),
        ])
        return World(
            snapshot: builder.build(), activities: [], documents: [], caveats: [], coverage: Coverage(records: []),
            house: house)
    }

    private static func house(_ reaching: CheckRule.Reaching) -> House {
        var house = House()
        house.rules = [CheckRule("r", .noReach(reaching))]
        return house
    }

    @Test func theWayThatDeletesIsShownThoughTheWayThatReadsIsShorter() throws {
        let result = try Check().answer(in: Self.world(house: Self.house(.init(effects: [.delete])))).result
        let violation = try #require(result.rules[0].violations.first)
        #expect(violation.effects == [.delete])
        #expect(violation.path.last?.from.name == "deletes" && violation.path.count == 6)
        #expect(violation.title.contains(" may delete "))
        #expect(violation.fix?.line == 8)
    }

    @Test func whatIsMerelyConditionalCountsUnlessTheRuleLeavesItOut() throws {
        let sure = CheckRule.Reaching(effects: [.delete], countsConditional: false)
        #expect(try Check().answer(in: Self.world(house: Self.house(sure))).result.isBroken == false)
        let read = CheckRule.Reaching(effects: [.read], countsConditional: false)
        let violation = try #require(
            try Check().answer(in: Self.world(house: Self.house(read))).result.rules[0].violations.first)
        #expect(violation.path.last?.from.name == "reads" && violation.title.contains(" can read "))
    }

    @Test func aTaskThatReadsShowsTheWayThatDeletes() throws {
        var house = House()
        var task = AgentTask(agent: Self.agent.text)
        task.may = [.init([.read], .resource("arn:aws:s3:::lake"))]
        house.tasks = [task]
        house.crownJewels = [NodeSelector(id: "*lake")]
        let findings = try Findings().answer(in: Self.world(house: house)).result
        let finding = try #require(findings.first { $0.rule == "agent-outside-task" && $0.title.contains("lake") })
        #expect(finding.title.contains("can delete"))
        #expect(finding.path.last?.from.name == "deletes")
    }
}
