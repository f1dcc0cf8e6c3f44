import OverreachModel
import OverreachTelemetry
import OverreachWire
import Testing

/// What was dropped before it was sent is counted, in every form.
@Suite struct DroppedAttributesTests {
    private static let chat = [("gen_ai.operation.name", "chat")]

    private func dropped(in file: SourceFile) -> [Int] {
        OTLPDecoder().decode(file).records.compactMap { record in
            guard case .span(let span) = record else { return nil }
            return span.droppedAttributes
        }
    }

    private func spans(_ count: String, events: String = "[]") -> SourceFile {
        let span = Export.Record.span(1, "chat", events: events, Self.chat).json
        return Export.spans("desk", [], Export.Record(json: span.replacing("\"kind\":1", with: "\(count)\"kind\":1")))
    }

    @Test func ofASpanAndItsEventsInJSON() {
        #expect(dropped(in: spans("")) == [0])
        #expect(dropped(in: spans("\"droppedAttributesCount\":3,")) == [3])
        #expect(dropped(in: spans("\"dropped_attributes_count\":\"4\",")) == [4])
        let event = #"[{"name":"e","droppedAttributesCount":2,"attributes":[]}]"#
        #expect(dropped(in: spans("\"droppedAttributesCount\":3,", events: event)) == [5])
    }

    @Test func theAttributesStaySorted() throws {
        let decoding = OTLPDecoder().decode(spans("\"droppedAttributesCount\":3,"))
        guard case .span(let span)? = decoding.records.first else { throw CancellationError() }
        #expect(span.attributes.count > 1)
        #expect(span.attributes == span.attributes.sorted())
        #expect(span.attributes.last?.name != SpanRecord.droppedMark)
    }

    @Test(arguments: ["-1", "\"many\"", "null", "[]"]) func whatIsNoCountIsNone(_ text: String) {
        #expect(dropped(in: spans("\"droppedAttributesCount\":\(text),")) == [0])
    }

    @Test func noCountIsMoreThanTheFieldCanSay() {
        #expect(dropped(in: spans("\"droppedAttributesCount\":18446744073709551615,")) == [SpanRecord.droppedLimit])
    }

    @Test func ofALogRecordInJSON() {
        let log = Export.Record.log(1, trace: 1, Self.chat).json
        let file = Export.logs(
            "desk", [],
            Export.Record(
                json: log.replacing("\"severityNumber\"", with: "\"droppedAttributesCount\":7,\"severityNumber\"")))
        #expect(dropped(in: file) == [7])
    }

    @Test func ofASpanAndItsEventsAndOfALogRecordInProtobuf() {
        let more = OTLPBody.message { writer in
            writer.varint(10, 3)
            writer.message(11) { event in
                event.text(2, "e")
                event.varint(4, 2)
            }
        }
        let body = OTLPBody.request([OTLPBody.span() + more])
        #expect(dropped(in: SourceFile(path: "1.pb", bytes: body)) == [5])

        let log = OTLPBody.message { writer in
            writer.fixed64(1, 1_000)
            writer.varint(2, 9)
            writer.bytes(6, OTLPBody.attribute("gen_ai.operation.name", OTLPBody.text("chat")))
            writer.varint(7, 4)
            writer.bytes(9, Array(1...16))
            writer.bytes(10, Array(1...8))
        }
        #expect(dropped(in: SourceFile(path: "2.pb", bytes: OTLPBody.request([log]))) == [4])
    }

    @Test func sumsDoNotOverflowAndHaveTheFirstPlace() {
        var sums = DroppedAttributes<Int>()
        for (place, count) in [(9, "3"), (2, "99999999999999"), (5, "-4"), (1, "x")] {
            var span = SpanRecord(
                traceID: "t", spanID: "s", parentID: "", name: "n", role: .internal, start: 1, end: 1, isError: false,
                instrumentation: "", resource: [], attributes: [], evidence: Evidence(source: "otlp", file: "f"))
            span.attributes = [Property(SpanRecord.droppedMark, count)]
            sums.take(span, at: place)
        }
        #expect((sums.records, sums.attributes, sums.first) == (2, 3 + SpanRecord.droppedLimit, 2))
    }
}
