import OverreachModel
import OverreachWire
import Testing

@testable import OverreachTelemetry

@Suite struct OTLPDecodingTests {
    private func decode(_ bytes: [UInt8], _ path: String = "0001.pb") -> Decoding {
        OTLPDecoder().decode(SourceFile(path: path, bytes: bytes))
    }

    private func span(_ decoding: Decoding) -> SpanRecord? {
        guard case .span(let span)? = decoding.records.first else { return nil }
        return span
    }

    @Test func aSpanKeepsItsSkeletonAndNothingOfItsContent() throws {
        let secret = OTLPBody.text("4111 1111 1111 1111 is my card")
        let body = OTLPBody.request([
            OTLPBody.span(
                parent: Array(9...16), name: "chat m",
                attributes: [
                    OTLPBody.attribute("gen_ai.input.messages", secret),
                    OTLPBody.attribute("gen_ai.tool.call.arguments", secret),
                    OTLPBody.attribute("gen_ai.agent.name", OTLPBody.text("bot")),
                    OTLPBody.attribute("aws.dynamodb.table_names", OTLPBody.list(["a", "b"])),
                    OTLPBody.attribute("server.port", OTLPBody.message { $0.varint(3, 443) }),
                ])
        ])
        let decoding = decode(body)
        let span = try #require(self.span(decoding))

        #expect(decoding.received == 1 && decoding.rejections.isEmpty)
        #expect(span.traceID == "0102030405060708090a0b0c0d0e0f10" && span.parentID == "090a0b0c0d0e0f10")
        #expect(span.role == .server && span.start == 1_000 && span.end == 2_000 && span.instrumentation == "lib")
        #expect(span.resource == [Property("service.name", "svc")])
        #expect(
            span.attributes == [
                Property("aws.dynamodb.table_names", "a,b"), Property("content looked at", "given"),
                Property("gen_ai.agent.name", "bot"), Property("server.port", "443"),
            ])
        #expect(span.evidence.locator == "\(span.traceID)/\(span.spanID)" && span.evidence.time == 1_000)
        #expect(!String(reflecting: decoding).contains("4111"))
    }

    @Test(arguments: [
        ("trace id of 30 hex digits, expected 32", OTLPBody.span(trace: Array(1...15))),
        ("trace id of zeros", OTLPBody.span(trace: Array(repeating: 0, count: 16))),
        ("span id of 14 hex digits, expected 16", OTLPBody.span(id: Array(1...7))),
        ("span id of zeros", OTLPBody.span(id: Array(repeating: 0, count: 8))),
        ("parent span id of 10 hex digits, expected 16", OTLPBody.span(parent: Array(1...5))),
        ("no start time", OTLPBody.span(start: 0)),
        ("start time beyond the year 2262", OTLPBody.span(start: .max)),
        ("an id of 40 bytes, expected 16", OTLPBody.span(trace: Array(repeating: 7, count: 40))),
    ])
    func aFaultRejectsItsSpanAlone(reason: String, bad: [UInt8]) throws {
        let decoding = decode(
            OTLPBody.request([OTLPBody.span(id: Array(2...9)), bad, OTLPBody.span(id: Array(3...10))]))

        #expect(decoding.records.count == 2 && decoding.received == 3)
        #expect(decoding.rejections.map(\.reason) == ["span rejected: \(reason)"])
        #expect(try #require(decoding.rejections.first?.offset) > 0)
    }

    @Test func aParentOfZerosIsARoot() {
        #expect(span(decode(OTLPBody.request([OTLPBody.span(parent: Array(repeating: 0, count: 8))])))?.parentID == "")
    }

    @Test func valuesAreCutWithAMarkAtACharacter() throws {
        let long = String(repeating: "é", count: 2_000)
        let body = OTLPBody.request([
            OTLPBody.span(attributes: [OTLPBody.attribute("user.id", OTLPBody.text("x" + long))])
        ])
        let value = try #require(self.span(decode(body))?.attributes.first?.value)

        #expect(value.utf8.count == 2_047 + 3 && value.hasSuffix("é…"))
    }

    @Test func aTokenInASpansNameIsNotKept() throws {
        let token = "ghp_" + String(repeating: "a1B2", count: 9)
        let kept = try #require(self.span(decode(OTLPBody.request([OTLPBody.span(name: "GET /x?token=\(token)")]))))

        #expect(!kept.name.contains(token) && kept.name.hasPrefix("GET /x"))
    }

    @Test(arguments: [
        (["python", "-m", "deploy_mcp", "--token", "hunter2"], "python -m deploy_mcp"),
        (["npx", "-y", "@scope/server-github", "ghp_x"], "npx -y @scope/server-github"),
        (["uvx", "mcp-server-git", "--repository", "/r"], "uvx mcp-server-git"), (["server", "--key=abc"], "server"),
        (["server", "A1b2C3d4E5f6G7h8I9"], "server"), (["KEY=abc", "server"], nil), ([], nil),
        (["curl", "-u", "admin"], "curl"), (["sshpass", "-p", "hunter2"], "sshpass"), (["tool", "hunter2"], "tool"),
        (["/usr/bin/python3.12", "-u", "/srv/app.py", "hunter2"], "/usr/bin/python3.12 -u /srv/app.py"),
        (["env", "node", "server.js"], "env node server.js"), (["uv", "run", "deploy-mcp"], "uv run deploy-mcp"),
    ])
    func aCommandLineIsKeptAsFarAsItSaysWhatIsStarted(words: [String], kept: String?) {
        #expect(CommandText.safe(words) == kept)
    }

    @Test(arguments: [
        ("SELECT * FROM t WHERE pin = 1234", "SELECT"), (" insert into t", "insert"),
        ("findAndModify", "findAndModify"),
        ("1234", nil), ("", nil),
    ])
    func anOperationOfADatabaseIsOneWord(value: String, kept: String?) throws {
        let table = try #require(AttributeTable.span.entry(for: "db.operation".utf8))
        #expect(table.treatment.kept(JSONValue(.string(value))) == kept)
    }

    @Test(arguments: [
        "gen_ai.request.top_p", "gen_ai.request.model", "http.route", "user.name", "jsonrpc.request.id",
    ])
    func whatNothingReadsIsNotKept(name: String) {
        #expect(AttributeTable.span.entry(for: name.utf8) == nil)
    }

    @Test func everyRowIsFoundByItsBytesAndByNoOthers() {
        let content = Set(ContentTerm.all.map(\.name))
        for name in SpanTerm.allCases.flatMap(\.names) where !content.contains(name) {
            #expect(AttributeTable.span.entry(for: name.utf8)?.name == name)
            #expect(AttributeTable.span.entry(for: name.utf8.reversed().reversed())?.name == name)
            #expect(AttributeTable.span.entry(for: (name + "\u{0}").utf8) == nil)
            #expect(AttributeTable.span.entry(for: ("\u{0}" + name).utf8) == nil)
        }
        for name in ResourceTerm.allCases.flatMap(\.names) {
            #expect(AttributeTable.resource.entry(for: name.utf8)?.name == name)
        }
        #expect(AttributeTable.span.entry(for: "".utf8) == nil)
    }

    @Test(arguments: [
        #"{"resourceSpans":[]}"#, "{\n\"resourceSpans\": [\n]}", #"[{"resourceSpans":[]}]"#,
        "{\"resourceLogs\":[]}\n{\"resourceSpans\":[]}\n",
    ])
    func everyShapeOfOTLPInJSONIsRecognised(text: String) {
        #expect(OTLPDecoder().recognise(SourceFile(path: "x", bytes: Array(text.utf8)))?.form == "otlp traces json")
    }

    @Test(arguments: [
        "", "{}", #"{"a":"\"resourceSpans\":["}"#, "[1,2]", "resourceSpans", "\u{A}\u{2}ab",
    ])
    func otherContentIsNotOTLP(text: String) {
        #expect(OTLPDecoder().recognise(SourceFile(path: "x.json", bytes: Array(text.utf8))) == nil)
    }

    @Test func metricsAreRecognisedCountedAndNotRead() {
        let metric = OTLPBody.message { writer in
            writer.bytes(1, Array("requests".utf8))
            writer.bytes(7, OTLPBody.message { $0.bytes(1, OTLPBody.message { $0.fixed64(3, 1) }) })
        }
        let files = [
            ("otlp metrics protobuf", OTLPBody.request([metric])),
            ("otlp metrics json", Array(#"{"resourceMetrics":[{"scopeMetrics":[]}]}"#.utf8)),
            ("otlp metrics json", Array("{\"resourceMetrics\":[{}]}\n{\"resourceMetrics\":[]}\n".utf8)),
        ]
        for (form, bytes) in files {
            let file = SourceFile(path: "metrics", bytes: bytes)
            let decoding = OTLPDecoder().decode(file)
            #expect(OTLPDecoder().recognise(file)?.form == form)
            #expect(decoding.passedOver.map(\.reason) == ["metrics, which are not read"])
            #expect(decoding.rejections.isEmpty && decoding.received == 0)
        }
    }

    @Test func metricsInProtobufAreNotTraces() {
        let metric = OTLPBody.message { writer in
            writer.bytes(1, Array("sixteen.letters.".utf8))
            writer.bytes(2, Array("12345678901".utf8))
        }
        let body = OTLPBody.request([metric])

        #expect(OTLPDecoder().recognise(SourceFile(path: "metrics", bytes: body)) == nil)
    }

    @Test func kindsAndStatusAreNumbersOrNames() throws {
        let text = """
            {"resourceSpans":[{"scopeSpans":[{"spans":[
            {"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","name":"a","kind":"SPAN_KIND_CLIENT",
            "startTimeUnixNano":1544712660000000000,"endTimeUnixNano":"1544712661000000000","status":{"code":"STATUS_CODE_ERROR"}},
            {"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B175","name":"b","kind":3,
            "startTimeUnixNano":"1544712660000000000","status":{"code":2}},
            {"traceId":"5B8EFFF798038103","spanId":"EEE19B7EC3C1B175","startTimeUnixNano":"1"},
            {"traceId":"5B8EFFF798038103D269B633813FC60Z","spanId":"EEE19B7EC3C1B175","startTimeUnixNano":"1"},
            {"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B176","startTimeUnixNano":"soon"}
            ]}]}]}
            """
        let decoding = decode(Array(text.utf8), "t.json")
        let spans = decoding.records.compactMap { record -> SpanRecord? in
            guard case .span(let span) = record else { return nil }
            return span
        }

        #expect(spans.map(\.role) == [.client, .client] && spans.allSatisfy(\.isError))
        #expect(spans.map(\.traceID) == Array(repeating: "5b8efff798038103d269b633813fc60c", count: 2))
        #expect(spans.map(\.end) == [1_544_712_661_000_000_000, 1_544_712_660_000_000_000])
        #expect(spans.map { $0.evidence.line } == [2, 4])
        #expect(
            decoding.rejections.map(\.reason) == [
                "span rejected: trace id of 16 hex digits, expected 32", "span rejected: trace id is not hexadecimal",
                "span rejected: start time is no number of nanoseconds",
            ])
        #expect(decoding.rejections.map(\.line) == [6, 7, 8])
    }
}
