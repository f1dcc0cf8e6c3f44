import OverreachModel
import OverreachTelemetry
import OverreachWire
import Testing

/// How log records, messages and spans of one call meet, and what is said of what nobody understands.
@Suite struct LogRecordTests {
    private typealias Record = Export.Record

    @Test func aLogRecordOfACallThatASpanTellsOfIsNoSecondAct() {
        let spans = Export.spans(
            "claude-code", [],
            Record.span(1, "claude_code.interaction", [("span.type", "interaction")]),
            Record.span(
                2, under: 1, "claude_code.tool", [("span.type", "tool"), ("tool_name", "Read"), ("tool_use_id", "t1")]))
        let logs = Export.logs(
            "claude-code", [],
            Record.log(
                3, event: "claude_code.tool_result",
                [
                    ("tool_name", "Read"), ("tool_use_id", "t1"),
                    ("success", "false"), ("session.id", "s1"),
                ]))
        let acts = Export.correlate(spans, logs).activities

        #expect(acts.map(\.story) == ["- > claude-code > -/Read: Read failed"])
        #expect(acts.first?.evidence.count == 2)
    }

    @Test func whatATurnOfAModelAskedForAndGotIsAnActThoughNoSpanOfTheToolIsThere() {
        let ask =
            #"[{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"lookup","arguments":{"q":1}}]}]"#
        let answer =
            #"[{"role":"user","parts":[{"type":"text","content":"hi"}]},{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","result":"42"}]}]"#
        let file = Export.spans(
            "shop", [],
            Record.span(
                1, "chat m", kind: 3, trace: 1, [("gen_ai.operation.name", "chat"), ("gen_ai.output.messages", ask)]),
            Record.span(
                2, "chat m", kind: 3, trace: 2, [("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", answer)]))
        let acts = Export.correlate(file).activities

        #expect(acts.map(\.story) == ["- > shop > -/lookup: lookup succeeded"])
        #expect(acts.first?.joins.map(\.link).contains("service → agent") == true)
    }

    @Test func whatWasAskedForAndNeverAnsweredIsNoAct() {
        let ask = #"[{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"lookup"}]}]"#
        let file = Export.spans(
            "shop", [],
            Record.span(1, "chat m", kind: 3, [("gen_ai.operation.name", "chat"), ("gen_ai.output.messages", ask)]))

        #expect(Export.correlate(file).activities.isEmpty)
    }

    @Test func unknownEventsAreCountedWithTheirPlaceAndNeverRejected() {
        let file = Export.logs(
            "web", [], Record.log(1, event: "browser.page_view"), Record.log(2, body: #"{"stringValue":"started"}"#))
        let decoding = OTLPDecoder().decode(file)

        #expect(decoding.records.isEmpty && decoding.rejections.isEmpty && decoding.received == 0)
        #expect(
            decoding.passedOver.map(\.reason) == [
                #"log record of an event that tells of no act: "browser.page_view""#,
                "log record without an event name",
            ])
        #expect(decoding.passedOver.allSatisfy { $0.line == 1 })
    }

    @Test func anEventOfAnAgentThatNobodyKnowsIsCountedWithItsPlaceAndKept() {
        let file = Export.logs(
            "codex", [],
            Record.log(1, event: "codex.teleport", [("conversation.id", "v1"), ("user.email", "ann@example.com")]),
            Record.log(2, event: "codex.conversation_starts", [("conversation.id", "v1")]))
        let decoding = OTLPDecoder().decode(file)

        #expect(decoding.records.count == 2 && decoding.rejections.isEmpty)
        #expect(
            decoding.passedOver.map(\.reason) == [
                #"log record of an event of codex that is not known: "codex.teleport""#
            ])
        #expect(decoding.passedOver.first?.line == 1)
        #expect(Export.correlate(file).node("ann@example.com", AgentNode.person) != nil)
    }

    @Test func aSpanOfAnUnknownKindIsKeptAndCounted() {
        let file = Export.spans(
            "web", [], Record.span(1, "x", [("gen_ai.operation.name", "dream")]),
            Record.span(2, "y", [("openinference.span.kind", "ORACLE")]), Record.span(3, "GET /")
        )
        let decoding = OTLPDecoder().decode(file)

        #expect(decoding.records.count == 3 && decoding.received == 3)
        #expect(
            decoding.passedOver.map(\.reason) == [
                #"span with a gen_ai.operation.name that is not known: "dream""#,
                #"span with a kind that is not known: "ORACLE""#,
            ])
    }

    @Test func bothEncodingsOfALogRecordAreOneRecord() throws {
        let body = OTLPBody.message { record in
            record.fixed64(1, 3_000_000_000)
            record.varint(2, 9)
            record.bytes(5, OTLPBody.text("claude_code.tool_result"))
            record.bytes(6, OTLPBody.attribute("tool_name", OTLPBody.text("Read")))
            record.bytes(6, OTLPBody.attribute("session.id", OTLPBody.text("s1")))
        }
        let binary = OTLPDecoder().decode(
            SourceFile(
                path: "a.pb",
                bytes: OTLPBody.request([body], resource: OTLPBody.resource(["service.name": "claude-code"]))))
        let text = OTLPDecoder().decode(
            Export.logs(
                "claude-code", [],
                Record.log(
                    3, body: #"{"stringValue":"claude_code.tool_result"}"#,
                    [("tool_name", "Read"), ("session.id", "s1")])))

        #expect(binary.records.count == 1)
        #expect(binary.records.map(\.naturalKey) == text.records.map(\.naturalKey))
    }
}
