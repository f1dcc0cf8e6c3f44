import OverreachModel
import OverreachTelemetry
import Testing

/// What no detector looked at is counted, by the limit that was hit.
@Suite struct UnseenContentTests {
    private typealias Record = Export.Record

    private static let secret = "password: Tr0ub4dor&3x"

    private func unseen(_ prompt: String, _ name: String = "gen_ai.input.messages") -> [UnseenContent] {
        let file = Export.spans(
            "desk", [], Record.span(1, "chat", [("gen_ai.operation.name", "chat"), (name, prompt)]))
        return OTLPDecoder().decode(file).records.flatMap { record -> [UnseenContent] in
            guard case .span(let span) = record else { return [] }
            return span.unseenContent
        }
    }

    private func labels(_ prompt: String) -> Int {
        let file = Export.spans(
            "desk", [], Record.span(1, "chat", [("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", prompt)]))
        return OTLPDecoder().decode(file).records.reduce(0) { count, record in
            guard case .span(let span) = record else { return count }
            return count + span.labels.count
        }
    }

    @Test func whatIsLookedAtWholeSaysNothing() {
        #expect(unseen(#"[{"role":"user","parts":[{"type":"text","content":"hello"}]}]"#).isEmpty)
    }

    @Test func aTextThatIsTooLongSaysHowMuchOfItWasLeftOut() {
        let text = String(repeating: "word ", count: (1 << 20) / 5 + 20) + Self.secret
        #expect(unseen(text) == [UnseenContent(.length, bytes: text.utf8.count - (1 << 20))])
        #expect(labels(text) == 0)
    }

    @Test func whatIsNestedTooDeepSaysHowMuchItWas() {
        let deep = String(repeating: "[", count: 40) + "\"\(Self.secret)\"" + String(repeating: "]", count: 40)
        #expect(unseen(deep) == [UnseenContent(.depth, bytes: Self.secret.utf8.count)])
    }

    @Test func valuesBehindTheFirstOfARecordAreCounted() {
        let many = "[" + Array(repeating: "\"abcd\"", count: 50_010).joined(separator: ",") + "]"
        // The list itself is a value, and so is the text that it stands in.
        #expect(unseen(many).map(\.limit) == [.values])
        #expect((unseen(many).first?.bytes ?? 0) / 4 == 12)
    }

    @Test func callsBehindTheFirstOfARecordAreCounted() {
        let calls = (0..<300).map { #"{"type":"tool_call","id":"c\#($0)","name":"t"}"# }.joined(separator: ",")
        let messages = #"[{"role":"assistant","parts":[\#(calls)]}]"#
        #expect(unseen(messages, "gen_ai.output.messages").map(\.limit) == [.calls])
    }

    @Test func deepPathsOfMessagesLoseNothing() {
        let path = "gen_ai.prompt.0." + (0..<20).map { "p\($0)" }.joined(separator: ".")
        let file = Export.spans(
            "desk", [],
            Record.span(
                1, "chat", [("gen_ai.operation.name", "chat"), (path + ".a", Self.secret), (path + ".b", "fine")]))
        guard case .span(let span)? = OTLPDecoder().decode(file).records.first else { return }
        #expect(span.labels.map(\.category) == [.secret])
    }
}
