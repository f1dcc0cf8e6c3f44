import OverreachModel
import OverreachTelemetry
import Testing

/// Emitters of which one signal is told elsewhere: here the other one, spans or log records.
@Suite struct EmitterSignalTests {
    private typealias Record = Export.Record

    struct Emitter: Sendable, CustomTestStringConvertible {
        let name: String
        let file: SourceFile
        let story: [String]
        var testDescription: String { name }
    }

    /// A turn of a model as log records: what it asked for, and what it was asked next with the answer.
    private static func messages(_ form: (String) -> [(String, String)]) -> SourceFile {
        func log(_ time: Int, _ event: String, _ body: String) -> Record {
            let attributes = form(event)
            let isField = attributes.isEmpty
            return Record.log(
                time, event: isField ? event : "", trace: 1, span: 1, body: #"{"kvlistValue":{"values":\#(body)}}"#,
                attributes)
        }
        func text(_ key: String, _ value: String) -> String {
            #"{"key":"\#(key)","value":{"stringValue":"\#(value)"}}"#
        }
        func nested(_ key: String, _ inner: String) -> String {
            #"{"key":"\#(key)","value":{"kvlistValue":{"values":[\#(inner)]}}}"#
        }
        let function = nested("function", text("name", "lookup") + "," + text("arguments", "{}"))
        let call = #"{"kvlistValue":{"values":[\#(text("id", "c1")),\#(text("type", "function")),\#(function)]}}"#
        let calls = #"{"key":"tool_calls","value":{"arrayValue":{"values":[\#(call)]}}}"#
        return Export.logs(
            "shop", scope: "lib", [],
            log(1, "gen_ai.user.message", "[\(text("content", "look it up"))]"),
            log(2, "gen_ai.choice", "[\(nested("message", text("role", "assistant") + "," + calls))]"),
            log(3, "gen_ai.tool.message", "[\(text("id", "c1")),\(text("content", "42"))]"))
    }

    private static let emitters = [
        Emitter(
            name: "OpenLLMetry without its own attributes: messages as events",
            file: messages { _ in [] }, story: ["- > shop > -/lookup: lookup succeeded"]),
        Emitter(
            name: "Pydantic AI and Logfire: messages as log records with the name in an attribute",
            file: messages { [("event.name", $0), ("gen_ai.system", "openai")] },
            story: ["- > shop > -/lookup: lookup succeeded"]),
        Emitter(
            name: "Gemini CLI: spans",
            file: Export.spans(
                "gemini-cli", [],
                Record.span(
                    1, "user_prompt",
                    [
                        ("gen_ai.operation.name", "user_prompt"), ("gen_ai.agent.name", "gemini-cli"),
                        ("gen_ai.conversation.id", "s1"),
                    ]),
                Record.span(
                    2, under: 1, "llm_call",
                    [("gen_ai.operation.name", "llm_call"), ("gen_ai.agent.name", "gemini-cli")]),
                Record.span(
                    3, under: 1, "schedule_tool_calls",
                    [("gen_ai.operation.name", "schedule_tool_calls"), ("gen_ai.agent.name", "gemini-cli")]),
                Record.span(
                    4, under: 3, "tool_call",
                    [
                        ("gen_ai.operation.name", "tool_call"), ("gen_ai.agent.name", "gemini-cli"),
                        ("gen_ai.tool.name", "write_file"), ("gen_ai.tool.call_id", "c1"),
                    ])),
            story: ["- > gemini-cli > -/write_file: write_file succeeded"]),
        Emitter(
            name: "Qwen Code, which writes as Gemini CLI does",
            file: Export.logs(
                "qwen-code", [],
                Record.log(
                    1, event: "qwen-code.tool_call",
                    [("session.id", "s1"), ("function_name", "read_file"), ("decision", "accept"), ("success", "true")])
            ),
            story: ["- > qwen-code > -/read_file: read_file succeeded"]),
    ]

    @Test(arguments: emitters) func theOtherSignalOfAnEmitterTellsItsChainToo(_ emitter: Emitter) {
        #expect(Export.correlate(emitter.file).activities.map(\.story) == emitter.story)
        #expect(OTLPDecoder().decode(emitter.file).passedOver.isEmpty)
    }

    @Test(arguments: [nil, 1, 2]) func aSpanAndALogRecordOfOneCallOfGeminiCLIAreOneAct(writtenIn span: Int?) {
        let spans = Export.spans(
            "gemini-cli", [],
            Record.span(
                1, "user_prompt", [("gen_ai.operation.name", "user_prompt"), ("gen_ai.agent.name", "gemini-cli")]),
            Record.span(
                2, under: 1, "tool_call",
                [
                    ("gen_ai.operation.name", "tool_call"), ("gen_ai.tool.name", "find"), ("gen_ai.tool.call_id", "c1"),
                ]))
        let logs = Export.logs(
            "gemini-cli", [],
            Record.log(
                3, event: "gemini_cli.tool_call", trace: span.map { _ in 1 }, span: span,
                [("function_name", "find"), ("call_id", "c1"), ("success", "true"), ("session.id", "s1")]))
        #expect(Export.correlate(spans, logs).activities.map(\.story) == ["- > gemini-cli > -/find: find succeeded"])
    }
}
