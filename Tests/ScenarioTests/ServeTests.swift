import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// The binary as a server: real sockets, the real store.
@Suite(.serialized, .enabled(if: CommandLineTests.isBuilt, "the binary is not built"))
struct ServeTests {
    private let scratch: Scratch
    private var store: String { scratch.path + "/served.db" }

    init() throws { scratch = try Scratch() }

    /// What the command line prints.
    private func command(_ arguments: [String]) throws -> CommandLineTests.Ended {
        try CommandLineTests.run(arguments, in: scratch)
    }

    private func ingest(_ lab: Lab, into store: String) throws {
        _ = try IngestRun(storePath: store, options: IngestOptions()).run([lab.folder])
    }

    // MARK: Questions

    /// Every question of the command line with its route; the test below holds the list against the description.
    private static let questions: [(arguments: [String], path: String)] = [
        (["radius", "support-bot"], "/api/v1/radius?node=support-bot"),
        (
            ["radius", "support-bot", "--assume", "process-takeover", "--assume", "tool-latitude"],
            "/api/v1/radius?node=support-bot&assume=process-takeover&assume=tool-latitude"
        ),
        (["exposure", "acme-datalake"], "/api/v1/exposure?node=acme-datalake"),
        (
            ["paths", "release-bot", "acme-billing", "--limit", "3"],
            "/api/v1/paths?from=release-bot&to=acme-billing&limit=3"
        ),
        (["activities", "--node", "support-bot"], "/api/v1/activities?node=support-bot"),
        (["trace", "892ee0"], "/api/v1/trace?id=892ee0"),
        (["gaps"], "/api/v1/gaps"),
        (["nodes", "--kind", "data_store"], "/api/v1/nodes?kind=data_store"),
        (["findings"], "/api/v1/findings"),
        (["attribution"], "/api/v1/attribution"),
        (["flows"], "/api/v1/flows"),
        (["changes", "--since", "2026-11-22T14:19:47Z"], "/api/v1/changes?since=2026-11-22T14:19:47Z"),
        (["review", "support-bot", "--from", "2026-11-01"], "/api/v1/review?node=support-bot&from=2026-11-01"),
        (["check"], "/api/v1/check"),
        (["diff", "2020-01-01"], "/api/v1/diff?from=2020-01-01"),
        (["task", "draft", "support-bot"], "/api/v1/task/draft?agent=support-bot"),
        (["status"], "/api/v1/status"),
        (["whatif", "--remove", "support-mcp/Hotfix"], "/api/v1/whatif?remove=support-mcp/Hotfix"),
        (["fixes", "--for", "support-bot", "--limit", "2"], "/api/v1/fixes?for=support-bot&limit=2"),
        (
            ["access", "who-can", "s3:GetObject", "acme-billing"],
            "/api/v1/access/who-can?action=s3:GetObject&resource=acme-billing"
        ),
        (
            ["access", "can", "ci-deployer", "s3:PutObject", "acme-artifacts"],
            "/api/v1/access/can?principal=ci-deployer&action=s3:PutObject&resource=acme-artifacts"
        ),
        (["access", "list", "ci-deployer"], "/api/v1/access/list?principal=ci-deployer"),
    ]

    @Test func everyQuestionIsAnsweredAsOnTheCommandLine() throws {
        try ingest(.supportDesk, into: store)
        let server = try RunningServer(store: store)
        for question in Self.questions {
            let format = ["--store", store, "--format", "json"]
            let printed = try command(question.arguments + format)
            let answer = try server.send("GET", question.path)
            #expect(answer.status == 200, "\(question.path): \(answer.text.prefix(300))")
            #expect(answer.body == Array(printed.output.utf8), "\(question.path)")
            #expect(answer.headers["overreach-graph-age"].flatMap(Double.init) != nil)
            #expect(answer.headers["content-type"] == "application/json")
        }
        // The description of the interface names the same questions.
        let description = try JSONValue.parse(
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: Lab.checkout + "/schema/openapi.json"))))
        let described = (description["paths"]?.object ?? []).map(\.key).filter {
            $0.hasPrefix("/api/v1/") && !$0.hasPrefix("/api/v1/ingest")
        }
        let asked = Set(Self.questions.map { String($0.path.prefix { $0 != "?" }) })
        #expect(Set(described) == asked)
        #expect(server.stop() == 0)
    }

    private static let validator = """
        import json, pathlib, sys
        from openapi_spec_validator import validate
        path = pathlib.Path(sys.argv[1])
        validate(json.loads(path.read_text()), base_uri=path.as_uri())
        """
    private static let hasValidator = Validator.run(["-c", "import openapi_spec_validator"], nil)?.code == 0

    @Test(.enabled(if: hasValidator, "python3 with openapi-spec-validator is not installed"))
    func theDescriptionOfTheInterfaceIsValid() throws {
        let ended = try #require(
            Validator.run(["-c", Self.validator, Lab.checkout + "/schema/openapi.json"], nil))
        #expect(ended.code == 0, "\(ended.output)")
    }

    @Test func aPictureIsTheOneOfTheCommandLine() throws {
        try ingest(.supportDesk, into: store)
        let server = try RunningServer(store: store)
        let file = scratch.path + "/radius.svg"
        #expect(try command(["diagram", "radius", "support-bot", "--store", store, "-o", file]).code == 0)
        let answer = try server.send("GET", "/api/v1/radius?node=support-bot", ["Accept": "image/svg+xml"])
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "image/svg+xml")
        #expect(answer.headers["content-security-policy"]?.contains("default-src 'none'") == true)
        #expect(answer.body == [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
        let png = try server.send("GET", "/api/v1/trace?id=892ee0", ["Accept": "image/png"])
        #expect(png.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try server.send("GET", "/api/v1/gaps", ["Accept": "image/svg+xml"]).status == 406)
    }

    @Test func whatWouldBeIsAskedWithTheContentOfFiles() throws {
        try ingest(.supportDesk, into: store)
        let server = try RunningServer(store: store)
        let policy = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
            """
        try Data(policy.utf8).write(to: URL(fileURLWithPath: scratch.path + "/attach-policy-1.json"))
        let printed = try command(
            ["whatif", "--attach-policy", "support-mcp", "attach-policy-1.json", "--store", store, "--format", "json"])
        #expect(printed.code == 0, "\(printed.errors)")
        let body = try JSONText.encode(["attach-policy": [["support-mcp", policy]]], indented: false)
        let answer = try server.send(
            "POST", "/api/v1/whatif", ["Content-Type": "application/json"], body: Array(body.utf8))
        #expect(answer.status == 200, "\(answer.text.prefix(300))")
        #expect(answer.body == Array(printed.output.utf8))

        let grant = "{\"grant\": [[\"support-mcp\", \"s3:*\", \"*\"]], \"assume\": [\"none\"]}"
        let granted = try server.send(
            "POST", "/api/v1/whatif", ["Content-Type": "application/json"], body: Array(grant.utf8))
        let told = try command(
            ["whatif", "--grant", "support-mcp", "s3:*", "*", "--assume", "none", "--store", store, "--format", "json"])
        #expect(granted.body == Array(told.output.utf8))

        let bad = "{\"attach-policy\": [[\"support-mcp\", {\"Statement\": 1}]]}"
        let refused = try server.send(
            "POST", "/api/v1/whatif", ["Content-Type": "application/json"], body: Array(bad.utf8))
        #expect(refused.status == 422)
        #expect(!refused.text.contains(scratch.path), "\(refused.text)")
    }

    private static let senseless = [
        ("/api/v1/radius?node=nobody", 404, "unknown"), ("/api/v1/radius", 400, "bad-request"),
        ("/api/v1/radius?node=x&store=/etc/passwd", 400, "bad-request"),
        ("/api/v1/radius?node=x&config=/etc/passwd", 400, "bad-request"),
        ("/api/v1/radius?node=support-bot&assume=nonsense", 400, "bad-request"),
        ("/api/v1/nodes?kind=nonsense", 400, "bad-request"), ("/api/v1/check?baseline=/etc/passwd", 400, "bad-request"),
        ("/api/v1/paths?from=support-bot&to=acme-billing&limit=0", 400, "bad-request"),
        ("/api/v1/access/can?principal=x&action=nonsense&resource=y", 422, "invalid-question"),
        ("/api/v1/whatif?add-config=/etc/passwd", 400, "bad-request"), ("/api/v1/diagram/radius", 404, "no-route"),
        ("/api/v1/demo", 404, "no-route"), ("/api/v1/token/list", 404, "no-route"), ("/", 404, "no-route"),
    ]

    @Test func whatMakesNoSenseIsAProblem() throws {
        try ingest(.supportDesk, into: store)
        let server = try RunningServer(store: store)
        for (path, status, kind) in Self.senseless {
            let answer = try server.send("GET", path)
            #expect(answer.status == status, "\(path): \(answer.text)")
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.json?["type"]?.string == "urn:overreach:problem:\(kind)")
            #expect(answer.json?["status"]?.int == Int64(status))
            #expect(!answer.text.contains("root:"))
        }
    }

    // MARK: Senders

    /// What answers say, but for the evidence of telemetry, which names the route and not a file.
    private func shape(_ store: String) throws -> [String] {
        let engine = try Engine(storePath: store)
        let nodes = try engine.ask(Nodes(kind: nil))
        var shape = ["\(nodes.snapshot.nodes) nodes, \(nodes.snapshot.edges) edges"]
        shape += nodes.result.map(\.key)
        shape.append(try JSONText.encode(try engine.ask(AttributionShare()).result, indented: false))
        for answer in [
            try JSONText.encode(try engine.ask(Activities(node: nil)).result, indented: false),
            try JSONText.encode(try engine.ask(Flows(node: nil)).result, indented: false),
        ] {
            var writer = JSONWriter()
            Self.write(try JSONValue.parse(Array(answer.utf8)), to: &writer)
            shape.append(writer.text)
        }
        return shape
    }

    /// The value without the members that hold evidence.
    private static func write(_ value: JSONValue, to writer: inout JSONWriter) {
        if let members = value.object {
            writer.beginObject()
            for member in members where member.key != "evidence" {
                writer.key(member.key)
                write(member.value, to: &writer)
            }
            writer.endObject()
        } else if let elements = value.array {
            writer.beginArray()
            for element in elements { write(element, to: &writer) }
            writer.endArray()
        } else {
            writer.raw(value)
        }
    }

    @Test(arguments: Lab.all) func recordedRequestsInAnyOrderAndTwiceGiveTheGraphOfTheFiles(_ lab: Lab) throws {
        let otlp = lab.folder + "/otlp"
        let names = try FileManager.default.contentsOfDirectory(atPath: otlp).filter { $0.hasSuffix(".pb") }.sorted()
        try #require(names.count > 3)
        let posture = scratch.path + "/posture"  // the folder is part of keys of which nobody says the scope
        try FileManager.default.copyItem(atPath: lab.folder, toPath: posture)
        try FileManager.default.removeItem(atPath: posture + "/otlp")
        let options = IngestOptions(cluster: "lab")
        let files = scratch.path + "/files.db"
        _ = try IngestRun(storePath: files, options: options).run([posture, otlp])
        _ = try IngestRun(storePath: store, options: options).run([posture])

        let server = try RunningServer(store: store)
        var order = names + names
        var generator = Shuffle(state: 7)
        order.shuffle(using: &generator)
        for (place, name) in order.enumerated() {
            let body = [UInt8](try Data(contentsOf: URL(fileURLWithPath: otlp + "/" + name)))
            let isPacked = place.isMultiple(of: 2)
            let headers = ["Content-Type": "application/x-protobuf"].merging(
                isPacked ? ["Content-Encoding": "gzip"] : [:]
            ) { $1 }
            let answer = try server.send("POST", "/v1/traces", headers, body: isPacked ? Deflate.gzip(body) : body)
            #expect(answer.status == 200)
            #expect(answer.body.isEmpty, "\(name) was not taken whole")
        }
        try server.waitUntilFolded()
        #expect(server.stop() == 0)
        #expect(try shape(store) == shape(files))
    }

    /// Two hundred spans of an agent that calls a server, by the SDK's own exporter.
    private static let sdk = """
        import sys
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.exporter.otlp.proto.http import Compression
        from opentelemetry.trace import SpanKind
        exporter = OTLPSpanExporter(endpoint=sys.argv[1] + "/v1/traces", compression=Compression.Gzip, timeout=30,
                                    headers={"Authorization": "Bearer " + sys.argv[2]})
        results = []
        export = exporter.export
        exporter.export = lambda spans: results.append(export(spans)) or results[-1]
        provider = TracerProvider(resource=Resource.create({"service.name": "sdk-service"}))
        provider.add_span_processor(BatchSpanProcessor(exporter, max_export_batch_size=64))
        tracer = provider.get_tracer("test")
        for number in range(100):
            with tracer.start_as_current_span("invoke_agent", kind=SpanKind.INTERNAL, attributes={
                "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "sdk-agent"}):
                with tracer.start_as_current_span("tools/call lookup", kind=SpanKind.CLIENT, attributes={
                    "mcp.method.name": "tools/call", "gen_ai.tool.name": "lookup", "server.address": "mcp.example.test"}):
                    pass
        assert provider.force_flush(60000)
        provider.shutdown()
        assert results and all(r.name == "SUCCESS" for r in results), results
        """
    private static let hasSDK =
        Validator.run(
            ["-c", "import opentelemetry.sdk.trace, opentelemetry.exporter.otlp.proto.http.trace_exporter"], nil)?.code
        == 0

    @Test(.enabled(if: hasSDK, "python3 with opentelemetry-sdk and its OTLP exporter over HTTP is not installed"))
    func theSDKOfOpenTelemetrySendsToIt() throws {
        let made = try command(["token", "create", "sdk", "--scope", "ingest", "--store", store])
        let token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let reader = try command(["token", "create", "reader", "--scope", "read", "--store", store])
        let read = [
            "Authorization": "Bearer "
                + reader.output.trimmingCharacters(in: .whitespacesAndNewlines)
        ]
        let server = try RunningServer(store: store)
        let ended = try #require(
            Validator.run(["-c", Self.sdk, "http://127.0.0.1:\(server.port)", token], nil))
        #expect(ended.code == 0, "\(ended.output)")
        try server.waitUntilFolded()

        let metrics = try server.send("GET", "/metrics", read).text
        #expect(metrics.contains("overreach_telemetry_records_total{signal=\"traces\",result=\"accepted\"} 200\n"))
        let ledger = try #require(try server.send("GET", "/api/v1/ingest/batches", read).json?["batches"]?.array)
        #expect(ledger.compactMap { $0["accepted"]?.int }.reduce(0, +) == 200)
        #expect(ledger.allSatisfy { $0["from"]?.string == "sdk" })
        let nodes = try server.send("GET", "/api/v1/nodes?kind=agent", read).text
        #expect(nodes.contains("sdk-agent"))
        #expect(try server.send("GET", "/api/v1/nodes").status == 401)
        #expect(server.stop() == 0)
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch.path) {
            let bytes = FileManager.default.contents(atPath: scratch.path + "/" + file) ?? Data()
            if file == "output" { continue }  // where the command printed it
            #expect(bytes.range(of: Data(token.dropFirst(10).utf8)) == nil, "the token is in \(file)")
        }
    }

    @Test func aFolderThatIsUploadedGivesTheGraphOfTheFolder() throws {
        let files = scratch.path + "/files.db"
        let folder = Lab.supportDesk.folder + "/mcp"
        _ = try IngestRun(storePath: files, options: IngestOptions(host: "desk")).run([folder])
        let server = try RunningServer(store: store)
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
            var isFolder: ObjCBool = false
            FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
            if isFolder.boolValue { continue }
            let body = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
            let escaped = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            for isRepeated in [false, true] {
                let answer = try server.send(
                    "POST", "/api/v1/ingest?host=desk&name=\(escaped)", ["Idempotency-Key": "key-\(escaped)"],
                    body: body)
                #expect(answer.status == 200, "\(answer.text)")
                #expect(answer.json?["repeated"]?.bool == isRepeated)
            }
        }
        try server.waitUntilFolded()
        #expect(server.stop() == 0)
        let (served, read) = (try Engine(storePath: store), try Engine(storePath: files))
        // Keys hold the folder that was read; a request has none.
        let names = { (engine: Engine) in
            try engine.ask(Nodes(kind: nil)).result.map { "\($0.kind) \($0.name)" }.sorted()
        }
        #expect(try names(served) == names(read))
    }
}

/// The same order in every run.
private struct Shuffle: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 33)
    }
}
