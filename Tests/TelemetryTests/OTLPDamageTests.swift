import OverreachModel
import OverreachTelemetry
import OverreachWire
import Testing

@Suite struct OTLPDamageTests {
    private let body = OTLPBody.request(
        (1...5).map { OTLPBody.span(id: Array(repeating: UInt8($0), count: 8), name: "span \($0)") },
        resource: OTLPBody.resource(["service.name": "svc"]))
    /// With the resource first, as exporters write it, so that a cut leaves it whole.
    private var usual: [UInt8] {
        OTLPBody.message { writer in
            writer.message(1) { inner in
                inner.bytes(1, OTLPBody.resource(["service.name": "svc"]))
                inner.message(2) { scope in
                    for id in 1...5 {
                        scope.bytes(2, OTLPBody.span(id: Array(repeating: UInt8(id), count: 8), name: "span \(id)"))
                    }
                }
            }
        }
    }

    private func decode(_ bytes: [UInt8]) -> Decoding { OTLPDecoder().decode(SourceFile(path: "1.pb", bytes: bytes)) }

    @Test func aCutBodyKeepsTheSpansBeforeTheCut() {
        let whole = decode(usual)
        #expect(whole.records.count == 5 && whole.rejections.isEmpty)

        var most = 0
        for length in 1..<usual.count {
            let cut = decode(Array(usual.prefix(length)))
            #expect(cut.records == Array(whole.records.prefix(cut.records.count)))
            #expect(cut.rejections.count == 1 && cut.received == cut.records.count + 1)
            #expect(cut.records.count >= most)
            most = max(most, cut.records.count)
        }
        #expect(most == 4)
    }

    @Test func aCutBodyIsRecognisedByHowItBegins() {
        let recognised = (1..<usual.count).filter { length in
            OTLPDecoder().recognise(SourceFile(path: "body", bytes: Array(usual.prefix(length)))) != nil
        }

        #expect(recognised == Array(recognised.first.map { $0..<usual.count } ?? 0..<0))
        #expect((recognised.first ?? .max) < 40)
    }

    @Test func aBodyNamedAsProtobufIsRejectedWithItsPlace() {
        let file = SourceFile(path: "otlp/0003.pb", bytes: Array("no protobuf at all".utf8))

        #expect(OTLPDecoder().recognise(file) != nil)
        #expect(OTLPDecoder().decode(file).rejections.first?.offset == 0)
        #expect(OTLPDecoder().decode(file).rejections.first?.reason.contains("damaged") == true)
        #expect(OTLPDecoder().recognise(SourceFile(path: "notes.txt", bytes: file.bytes)) == nil)
    }

    @Test func aWrongLengthInsideOneResourceLeavesTheNextResourceWhole() {
        var bytes = usual
        let scope = bytes.firstIndex(of: 0x12) ?? 0
        bytes[scope + 1] = 0x7F
        let decoding = decode(bytes + usual)

        #expect(decoding.records.count >= 5)
        #expect(decoding.rejections.contains { $0.reason.contains("damaged") })
    }

    @Test(arguments: 1...400)
    func flippedBytesAreCountedAndNeverTrap(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        var bytes = Bool.random(using: &generator) ? usual : body
        for _ in 0...Int.random(in: 0..<6, using: &generator) {
            bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        let decoding = decode(bytes)

        #expect(decoding.received == decoding.records.count + decoding.rejections.count)
        #expect(decoding.rejections.allSatisfy { ($0.offset ?? 0) <= bytes.count })
    }

    @Test func aTruncatedJSONKeepsTheSpansOfTheResourcesBefore() {
        let one = """
            {"resource":{},"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
            "spanId":"eee19b7ec3c1b174","startTimeUnixNano":"1544712660000000000"}]}]}
            """
        let text = "{\"resourceSpans\":[\(one),\n{\"resource\":{},\"scopeSpans\":[{\"spa"
        let file = SourceFile(path: "t.json", bytes: Array(text.utf8))
        let decoding = OTLPDecoder().decode(file)

        #expect(OTLPDecoder().recognise(file) != nil)
        #expect(decoding.records.count == 1 && decoding.received == 2)
        #expect(decoding.rejections.first?.line == 3)
    }

    @Test func aBadLineLeavesTheOtherLines() {
        let good = """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",\
            "spanId":"eee19b7ec3c1b174","startTimeUnixNano":"1"}]}]}]}
            """
        let decoding = OTLPDecoder().decode(
            SourceFile(path: "t.jsonl", bytes: Array("\(good)\n{\"resourceSpans\":[\n\(good)\n".utf8)))

        #expect(decoding.records.count == 2)
        #expect(decoding.rejections.map(\.line) == [2])
    }
}
