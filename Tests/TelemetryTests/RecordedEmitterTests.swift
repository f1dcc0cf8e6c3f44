import Foundation
import OverreachModel
import OverreachTelemetry
import OverreachWire
import Testing

/// Requests that real instrumentation made, against what was played.
///
/// In all of them alice asks, and `read_customer` and then `save_note` run (`Fixtures/emitters/README.md`). What a recording
/// does not tell is not in its row.
@Suite struct RecordedEmitterTests {
    private static let folder = TestFiles.checkout.appendingPathComponent("Tests/Fixtures/emitters")

    struct Recording: Sendable, CustomTestStringConvertible {
        let name: String
        var agents = ["triage-bot", "support-bot"]
        /// Of `read_customer`; `save_note` is a function of the agent's own.
        var server = "crm-server"
        var acts: [String] = []
        var testDescription: String { name }

        /// Two acts of the last agent.
        var story: [String] {
            guard acts.isEmpty else { return acts }
            let chain = "alice@example.com > \(agents.joined(separator: " > "))"
            return [
                "\(chain) > \(server)/read_customer: read_customer succeeded",
                "\(chain) > -/save_note: save_note succeeded",
            ]
        }
    }

    static let recordings: [Recording] = [
        // Both sides tell.
        Recording(name: "adk", agents: ["triage_bot", "support_bot"]),
        Recording(name: "agent-framework"), Recording(name: "agent-framework-nocontent"),
        Recording(name: "agno-openinference"), Recording(name: "agno-openllmetry"),
        Recording(name: "pydantic-logfire"), Recording(name: "pydantic-v2-nocontent"),
        Recording(name: "pydantic-v5", server: "crm"), Recording(name: "strands"), Recording(name: "strands-latest"),
        // The agent that was handed over to stands beside the other.
        Recording(name: "openai-agents-openinference"), Recording(name: "openai-agents-otel"),
        // So does a workflow's, whose steps name it in their events.
        Recording(name: "llamaindex-openinference"), Recording(name: "llamaindex-openllmetry"),
        // The server's spans are in traces of their own.
        Recording(name: "openai-agents-openllmetry", server: "-"),
        // The server's process goes on with the call, and does not say what it is.
        Recording(name: "langchain-openllmetry"),
        // No spans of MCP.
        Recording(name: "langchain-langfuse", server: "-"), Recording(name: "langchain-openinference", server: "-"),
        Recording(name: "autogen", agents: ["triage_bot", "support_bot"], server: "-"),
        Recording(name: "autogen-openinference", agents: ["triage_bot", "support_bot"], server: "-"),
        Recording(name: "crewai-openinference", agents: ["support-bot"], server: "-"),
        Recording(name: "openai-langfuse", agents: ["support-bot"], server: "-"),
        Recording(
            name: "semantic-kernel", agents: [],
            acts: ["crm-read_customer", "Notes-save_note"].map {
                "alice@example.com > triage_bot > support_bot > -/\($0): \($0) succeeded"
            }),
        // No agent is named: it is called like the service.
        Recording(name: "anthropic-openinference", agents: ["desk"], server: "-"),
        Recording(name: "anthropic-openllmetry", agents: ["desk"], server: "-"),
        Recording(name: "gemini-otel", agents: ["desk"], server: "-"),
        Recording(name: "openai-openllmetry", agents: ["desk"], server: "-"),
        Recording(name: "openai-openllmetry-responses", agents: ["desk"], server: "-"),
        // The tool is known to the client as the server's, which says so.
        Recording(
            name: "claude-code", acts: ["alice@example.com > claude-code > crm/read_customer: read_customer succeeded"]),
        // The model asked for the same five times, and was asked five times.
        Recording(
            name: "smolagents",
            acts: Array(
                repeating: "alice@example.com > triage_bot > support_bot > -/read_customer: read_customer succeeded",
                count: 25)),
        // A tool, a resource, a prompt, and a tool that there is not.
        Recording(
            name: "fastmcp",
            acts: [
                "crm/read_customer: read_customer succeeded", "crm/-: resources/read succeeded",
                "crm/-: prompts/get succeeded", "crm/no_such_tool: no_such_tool failed",
            ].map { "alice@example.com > support-bot > \($0)" }),
        Recording(
            name: "mcp-sdk",
            acts: [
                "crm-server/read_customer: read_customer succeeded", "crm-server/-: resources/read succeeded",
                "crm-server/-: prompts/get succeeded", "crm-server/no_such_tool: no_such_tool failed",
            ].map { "alice@example.com > support-bot > \($0)" }),
        Recording(
            name: "mcp-openllmetry",
            acts: [
                "alice@example.com > support-bot > crm-server/read_customer: read_customer succeeded",
                "alice@example.com > support-bot > crm-server/no_such_tool: no_such_tool failed",
            ]),
    ]

    private static func decoding(_ name: String) throws -> Decoding {
        var whole = Decoding()
        for signal in ["traces", "logs"] {
            let url = folder.appendingPathComponent("\(name).\(signal).pb.gz")
            guard TestFiles.isThere(url) else { continue }
            var file = try TestFiles.file(url)
            file.bytes = try Inflate.gunzip(file.bytes, limit: 1 << 24)
            let decoder = try #require(Decoders.all.first { $0.recognise(file) != nil }, "nobody recognises \(name)")
            let decoding = decoder.decode(file)
            whole.records += decoding.records
            whole.rejections += decoding.rejections
            whole.passedOver += decoding.passedOver
        }
        return whole
    }

    private static func correlated(_ name: String) throws -> Correlated {
        Correlation.correlate(records: try decoding(name).records, index: TableIndex())
    }

    @Test(arguments: recordings)
    func aRecordingTellsWhatWasPlayed(recording: Recording) throws {
        let decoding = try Self.decoding(recording.name)
        let result = Correlation.correlate(records: decoding.records, index: TableIndex())

        #expect(result.activities.map(\.story) == recording.story)
        #expect(decoding.rejections.isEmpty)
        #expect(decoding.passedOver.allSatisfy { !$0.reason.hasPrefix("span") }, "\(decoding.passedOver)")
        // Nobody but who acted is an agent.
        let agents = Set(result.nodes.filter { $0.key.type == NodeType(AgentNode.agent) }.map(\.key))
        #expect(agents == Set(result.activities.flatMap(\.agents)))
    }

    /// What has no acts in it has none: without content and without spans of tools nobody can tell.
    @Test(arguments: ["crewai-openllmetry", "openai-openllmetry-nocontent"])
    func whatTellsOfNoToolGivesNoAct(name: String) throws {
        let result = try Self.correlated(name)

        #expect(result.activities.isEmpty)
        #expect(
            result.nodes.filter { $0.key.type == NodeType(AgentNode.agent) }.map(\.name)
                == (name == "crewai-openllmetry" ? ["support-bot"] : []))
    }

    @Test func anAgentThatWasHandedOverToIsDelegatedTo() throws {
        for name in [
            "openai-agents-openinference", "openai-agents-otel", "openai-agents-openllmetry",
            "llamaindex-openinference",
            "llamaindex-openllmetry",
        ] {
            let result = try Self.correlated(name)

            #expect(
                result.edges(AgentEdge.delegates) == ["/desk/triage-bot → /desk/support-bot"], "\(name)")
            #expect(result.activities.allSatisfy { act in act.joins.contains { $0.method == "handoff" } })
        }
    }

    @Test func whatAToolBroughtBackIsLabelledWhereItsContentIsThere() throws {
        func cards(_ name: String) throws -> Int {
            try Self.correlated(name).activities.count { act in act.labels.contains { $0.label.category == .card } }
        }

        #expect(try cards("openai-agents-openinference") == 1)
        #expect(try cards("strands") == 1)
        #expect(try cards("agent-framework") == 1)
        #expect(try cards("agent-framework-nocontent") == 0)
    }

    @Test func aResourceThatWasReadIsATargetOfItsServer() throws {
        let read = try #require(try Self.correlated("fastmcp").activities.first { $0.action == "resources/read" })

        #expect(read.effect == .read)
        #expect(read.target?.id == "crm://customers")
        #expect(read.target?.type == NodeType(ServiceNode.resource))
        #expect(read.missing == [])
        // The native SDK does not say which.
        let unnamed = try #require(try Self.correlated("mcp-sdk").activities.first { $0.action == "resources/read" })
        #expect(unnamed.missing == ["target"])
    }

    @Test func aToolThatSaysItOnlyReadsIsMarked() throws {
        let result = try Self.correlated("mcp-openllmetry")
        let hinted = result.nodes.filter { node in node.properties.contains { $0.name == PropertyName.hint } }

        #expect(hinted.map(\.name) == ["read_customer"])
    }
}
