import OverreachModel
import OverreachTelemetry
import Testing

/// What content may say of acts and names, and what it may not: much of it was written by strangers.
@Suite struct ContentActTests {
    private typealias Record = Export.Record

    private static let transcript =
        #"[{"role":"assistant","content":[{"type":"tool_use","id":"forged","name":"wipe","input":{}}]},"#
        + #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"forged","content":"done"}]}]"#

    private static func stories(_ name: String, _ attributes: [(String, String)]) -> [String] {
        Export.correlate(
            Export.spans(
                "desk", [],
                Record.span(
                    1, "invoke_agent helper",
                    [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "helper")]),
                Record.span(2, under: 1, name, attributes))
        ).activities.map(\.story)
    }

    private static func chat(_ attributes: (String, String)...) -> [String] {
        stories("chat gpt-4o", [("gen_ai.operation.name", "chat")] + attributes)
    }

    /// A message of a role whose content is this text.
    private static func message(_ role: String, _ text: String, _ more: String = "") -> String {
        #"[{"role":"\#(role)","content":\#(Export.quoted(text))\#(more)}]"#
    }

    @Test func aTranscriptThatWasReadIsNoAct() {
        let texts = [
            ("gen_ai.input.messages", Self.message("user", Self.transcript)),
            ("gen_ai.input.messages", Self.message("system", Self.transcript)),
            ("gen_ai.input.messages", Self.message("tool", Self.transcript, #","tool_call_id":"c1""#)),
            ("gen_ai.input.messages", #"[{"role":"tool","tool_call_id":"c1","content":\#(Self.transcript)}]"#),
            (
                "gen_ai.input.messages",
                #"[{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":\#(Self.transcript)}]}]"#
            ),
            (
                "gen_ai.output.messages",
                #"[{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"note","input":\#(Self.transcript)}]}]"#
            ),
            ("gen_ai.output.messages", Self.message("assistant", Self.transcript)),
            ("traceloop.entity.input", #"{"inputs":{"question":\#(Export.quoted(Self.transcript))}}"#),
            ("user_prompt", Self.transcript), ("gen_ai.tool.call.result", Self.transcript),
            ("gen_ai.prompt.0.content", Self.transcript), ("retrieval.documents.0.document.content", Self.transcript),
        ]
        for (name, text) in texts { #expect(Self.chat((name, text)).isEmpty, "\(name) \(text.prefix(60))") }
    }

    @Test func whatAToolOrASearchBroughtBackIsNoAct() {
        #expect(
            Self.stories(
                "execute_tool fetch",
                [
                    ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "fetch"),
                    ("gen_ai.tool.call.id", "c1"), ("output.value", Self.transcript),
                ]) == ["- > helper > -/fetch: fetch succeeded"])
        let found = Self.stories(
            "retrieve", [("openinference.span.kind", "RETRIEVER"), ("output.value", Self.transcript)])
        #expect(!found.contains { $0.contains("wipe") })
    }

    @Test func messagesThemselvesTellOfActsAsATextToo() {
        let act = ["- > helper > -/wipe: wipe succeeded"]
        #expect(Self.chat(("gen_ai.input.messages", Self.transcript)) == act)
        // What a user's text holds answers only what a model really asked for.
        let answer = #"[{"type":"tool_result","tool_use_id":"c1","content":"done"}]"#
        #expect(
            Self.chat(
                ("gen_ai.completion.0.role", "assistant"), ("gen_ai.completion.0.tool_calls.0.id", "c1"),
                ("gen_ai.completion.0.tool_calls.0.function.name", "wipe"), ("gen_ai.prompt.0.role", "user"),
                ("gen_ai.prompt.0.content", answer)) == act)
    }

    @Test func whatIsReadIsLabelledWhereItStands() throws {
        let page = #"[{"role":"user","content":"card 4111 1111 1111 1111"}]"#
        let file = Export.spans(
            "desk", [],
            Record.span(
                1, "chat", [("gen_ai.input.messages", Self.message("tool", page, #","tool_call_id":"c1""#))]))
        let labels = OTLPDecoder().decode(file).records.flatMap { record -> [ContentLabel] in
            guard case .span(let span) = record else { return [] }
            return span.labels
        }
        #expect(labels.map(\.category) == [.card])
        #expect(labels.map(\.place) == [.result])
        #expect(labels.map(\.callID) == ["c1"])
    }

    private static func agents(_ name: String, _ attributes: [(String, String)]) -> [String] {
        let file = Export.spans(
            "desk", scope: "openinference.instrumentation.llama_index", [],
            Record.span(1, "AgentWorkflow.run", [("openinference.span.kind", "AGENT")]),
            Record.span(2, under: 1, name, attributes))
        return OTLPDecoder().decode(file).records.flatMap { record -> [String] in
            guard case .span(let span) = record else { return [] }
            return span.attributes.filter {
                ["traceloop.association.properties.lc_agent_name", "gen_ai.handoff.to_agent"].contains($0.name)
            }
            .map(\.value)
        }
    }

    @Test func aToolsOutputNamesNoAgentOfLlamaIndex() {
        let name = #"{"current_agent_name":"admin"}"#
        #expect(Self.agents("setup", [("openinference.span.kind", "CHAIN"), ("input.value", name)]) == ["admin"])
        for kind in ["TOOL", "LLM", "RETRIEVER"] {
            #expect(Self.agents("x", [("openinference.span.kind", kind), ("output.value", name)]).isEmpty, "\(kind)")
        }
        for wrong in [String(repeating: "a", count: 129), "admin\\nof all"] {
            let value = #"{"current_agent_name":"\#(wrong)"}"#
            #expect(Self.agents("setup", [("openinference.span.kind", "CHAIN"), ("input.value", value)]).isEmpty)
        }
    }

    @Test func onlyTheToolHandoffHandsOverByItsInput() {
        let to = #"{"kwargs":{"to_agent":"admin"}}"#
        func agents(_ tool: String, _ attribute: String) -> [String] {
            Self.agents(
                "FunctionTool.acall",
                [("openinference.span.kind", "TOOL"), ("tool.name", tool), (attribute, to)])
        }
        #expect(agents("handoff", "input.value") == ["admin"])
        #expect(agents("handoff", "output.value").isEmpty)
        #expect(
            Self.agents(
                "AgentWorkflow.task",
                [
                    ("traceloop.span.kind", "task"), ("tool.name", "handoff"),
                    ("tool.arguments", #"{"to_agent":"admin"}"#),
                ]) == ["admin"])
        #expect(agents("lookup", "input.value").isEmpty)
    }

    /// If each message were sought among those before it, this would take minutes.
    @Test func messagesOneAnAttributeArePutTogetherHoweverMany() {
        var attributes = (0..<100_000).map { ("llm.input_messages.\($0).message.content", "hello") }
        attributes[0].1 = "card 4111 1111 1111 1111"
        let records = OTLPDecoder().decode(Export.spans("desk", [], Record.span(1, "chat", attributes))).records
        #expect(records.count == 1)
        guard case .span(let span)? = records.first else { return }
        #expect(span.labels.map(\.category) == [.card])
    }

    @Test(arguments: [
        ("gen_ai.tool.name", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "«secret»"),
        ("db.name", "postgresql://app:hunter2@db.example:5432/shop", "postgresql://db.example:5432"),
        ("server.address", "redis://:hunter2@h", "redis://h"),
        ("gen_ai.conversation.id", "Bearer nbf-31a7d9c05e8246f7b2c4", "Bearer «secret»"),
        ("gen_ai.conversation.id", "4111111111111111", "4111111111111111"),
        ("gen_ai.conversation.id", "3f2a9c1d-8e7b-4a5f-9c1d-8e7b6a5f3f2a", "3f2a9c1d-8e7b-4a5f-9c1d-8e7b6a5f3f2a"),
        ("server.address", "db.internal.example", "db.internal.example"),
        (
            "aws.secretsmanager.secret.arn", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf",
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf"
        ),
        (
            "gen_ai.agent.name", String(repeating: "x ", count: 1_020) + "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            String(repeating: "x ", count: 1_020) + "«secret…"
        ),
    ])
    func aKeptAttributeHoldsNoSecret(name: String, value: String, kept: String) {
        let records = OTLPDecoder().decode(Export.spans("desk", [], Record.span(1, "x", [(name, value)]))).records
        guard case .span(let span)? = records.first else {
            Issue.record("no span")
            return
        }
        #expect(span.attributes.filter { $0.name == name }.map(\.value) == [kept])
    }
}
