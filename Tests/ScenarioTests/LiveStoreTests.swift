import Foundation
import OverreachAnalysis
import OverreachGraph
import OverreachModel
import OverreachStore
import Testing

@testable import OverreachEngine

/// Telemetry that comes in requests, while questions are asked.
@Suite struct LiveStoreTests {
    let scratch: Scratch
    private var path: String { scratch.path + "/live.db" }

    init() throws { scratch = try Scratch() }

    private func open(_ change: (inout LiveSettings) -> Void = { _ in }) throws -> LiveStore {
        var settings = LiveSettings()
        settings.foldingPause = 1_000_000
        settings.retention = nil  // the recordings do not grow younger
        change(&settings)
        return try LiveStore(storePath: path, settings: settings)
    }

    /// The recorded requests of the support desk.
    private func requests() throws -> [TelemetryRequest] {
        let folder = Lab.supportDesk.folder + "/otlp"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".pb") }.sorted().map {
            let body = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))
            return TelemetryRequest(signal: .traces, encoding: .protobuf, body: body, sender: "lab")
        }
    }

    /// The graph of everything that was acknowledged by now.
    private func settled(_ live: LiveStore) async throws -> Engine {
        for _ in 0..<2000 where live.gauges.unfolded > 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(live.gauges.unfolded == 0)
        return live.current.engine
    }

    /// What answers say, but for the evidence of telemetry, which names the route and not a file.
    private func shape(_ engine: Engine) throws -> [String] {
        let snapshot = try engine.world.snapshot
        let edges = snapshot.edges.map { edge in
            let (from, to) = (snapshot.key(snapshot.from(edge)).text, snapshot.key(snapshot.to(edge)).text)
            return "\(from) \(snapshot.kind(edge).name) \(to) \(snapshot.origin(edge)) \(snapshot.verdict(edge))"
        }
        let acts = try engine.world.activities.map { "\($0.id) \($0.action) \($0.agents) \($0.target?.text ?? "")" }
        return edges.sorted() + acts.sorted()
    }

    @Test func whatWasTakenBeforeAnythingWasConcludedIsInTheGraphOfTheNextStart() async throws {
        let lab = Lab.supportDesk.folder + "/otlp"
        let files = scratch.path + "/files.db"
        _ = try IngestRun(storePath: files, options: IngestOptions()).run([lab])
        let expected = try shape(try Engine(storePath: files))
        do {
            // As a service leaves it that was killed before it had written a conclusion.
            let store = try Store.open(path, mode: .readWrite(create: true))
            _ = try Ingest(into: store, options: IngestOptions(), now: WallClock.now).read([lab])
        }
        let answer = try Engine(storePath: path).ask(Activities())
        #expect(!answer.complete && answer.caveats.contains { $0.detail.contains("nothing was concluded from yet") })
        let live = try open()
        #expect(live.gauges.unfolded > 0)
        #expect(try shape(try await settled(live)) == expected)
        await live.drain()
    }

    @Test func theEndDoesNotWaitForMoreThanItIsGiven() async throws {
        let gate = DispatchSemaphore(value: 0)
        let worker = WorkerThread(name: "slow") { _ in
            gate.wait()
            return nil
        }
        worker.ring()
        #expect(await worker.stop(within: .milliseconds(20)) == false)
        gate.signal()
        gate.signal()
        #expect(await worker.stop() == true)
        #expect(await worker.stop(within: .zero) == true, "what is over is over")
    }

    @Test func recordedRequestsGiveTheGraphOfTheFilesInAnyOrderAndTwice() async throws {
        let lab = Lab.supportDesk.folder
        let posture = scratch.path + "/posture"  // the root is part of keys of which nobody says the scope
        try FileManager.default.copyItem(atPath: lab, toPath: posture)
        try FileManager.default.removeItem(atPath: posture + "/otlp")
        let files = scratch.path + "/files.db"
        _ = try IngestRun(storePath: files, options: IngestOptions(cluster: "acme-prod")).run([posture, lab + "/otlp"])
        let expected = try shape(try Engine(storePath: files))
        _ = try IngestRun(storePath: path, options: IngestOptions(cluster: "acme-prod")).run([posture])
        let live = try open()
        var generator = SeededNumbers(5)
        let all = try requests()
        var received = (accepted: 0, duplicate: 0)
        await withTaskGroup(of: Receipt?.self) { group in
            for request in (all + all).shuffled(using: &generator) {
                group.addTask { try? await live.receive(request) }
            }
            for await receipt in group {
                received.accepted += receipt?.accepted ?? 0
                received.duplicate += receipt?.duplicate ?? 0
            }
        }
        #expect(received.accepted == received.duplicate)
        #expect(received.accepted > 0)

        let engine = try await settled(live)
        #expect(try shape(engine) == expected)
        await live.drain()
        #expect(try shape(Engine(storePath: path)) == expected, "what is written down is what answered")
    }

    /// One run of an agent with one call of a tool, at a second of its own.
    private func run(_ number: Int, at time: Int64) -> TelemetryRequest {
        let trace = String(repeating: "0", count: 28) + String(1000 + number)
        func span(_ id: Int, parent: Int?, _ name: String, _ attributes: [(String, String)]) -> String {
            let values = attributes.map { #"{"key": "\#($0.0)", "value": {"stringValue": "\#($0.1)"}}"# }
            let above = parent.map { #""parentSpanId": "000000000000000\#($0)","# } ?? ""
            return #"""
                {"traceId": "\#(trace)", "spanId": "000000000000000\#(id)", \#(above) "name": "\#(name)",
                 "startTimeUnixNano": "\#(time)", "endTimeUnixNano": "\#(time + 1000)",
                 "attributes": [\#(values.joined(separator: ","))]}
                """#
        }
        let spans = [
            span(
                1, parent: nil, "invoke_agent desk",
                [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "desk")]),
            span(
                2, parent: 1, "execute_tool look",
                [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "look")]),
        ]
        let body = #"""
            {"resourceSpans": [{"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "desk"}}]},
             "scopeSpans": [{"scope": {"name": "test"}, "spans": [\#(spans.joined(separator: ","))]}]}]}
            """#
        return TelemetryRequest(signal: .traces, encoding: .json, body: Array(body.utf8), sender: "test")
    }

    @Test func moreThanTheLimitIsReadInPartsAndCountedOnce() async throws {
        let began = (WallClock.now / 1_000_000_000 - 3600) * 1_000_000_000
        func send(_ numbers: Range<Int>, to live: LiveStore) async throws {
            for number in numbers {
                let receipt = try await live.receive(run(number, at: began + Int64(number) * 1_000_000_000))
                #expect(receipt.accepted == 2)
            }
        }
        func count(_ engine: Engine) throws -> Int { try engine.world.activities.reduce(0) { $0 + $1.count } }

        func first() async throws {  // its lock is let go with it
            let live = try open()
            try await send(0..<30, to: live)
            #expect(try count(await settled(live)) == 30)
            await live.drain()
        }
        try await first()

        let second = try open { $0.recordLimit = 12 }
        #expect(try count(second.current.engine) == 30)
        try await send(30..<31, to: second)
        #expect(try count(await settled(second)) == 31, "what was there is read in parts, and all of it answers")
        try await send(31..<60, to: second)
        #expect(try count(await settled(second)) == 60)
        await second.drain()
        #expect(try count(Engine(storePath: path)) == 60)
        let kept = try Store.open(path, mode: .readOnly).records().count
        #expect(kept < 60, "of 120 records some stay: \(kept)")
        #expect(kept > 0)
    }

    @Test func aReceiptCountsEveryRecordOnce() async throws {
        let live = try open()
        let request = try requests()[1]
        let first = try await live.receive(request)
        let second = try await live.receive(request)
        #expect(first.received == first.accepted && first.accepted > 0)
        #expect(second.received == first.received && second.duplicate == first.received && second.accepted == 0)
        #expect(second.batch == first.batch)
        #expect(try live.ledger(limit: 10, before: nil).map(\.from) == ["lab"])
        #expect(try live.ledger(limit: 10, before: first.batch).isEmpty)
    }

    @Test func whatIsNoRequestIsMalformedAndAnEmptyOneIsNot() async throws {
        let live = try open()
        func send(_ body: [UInt8], _ encoding: TelemetryRequest.Encoding) async -> Result<Receipt, ServiceFailure> {
            do throws(ServiceFailure) {
                return .success(
                    try await live.receive(
                        TelemetryRequest(signal: .traces, encoding: encoding, body: body, sender: "x")))
            } catch { return .failure(error) }
        }
        for body in ["", "{}", #"{"resourceSpans":[]}"#, #"{"resourceSpans":null,"more":1}"#] {
            let encoding: TelemetryRequest.Encoding = body.isEmpty ? .protobuf : .json
            #expect(try await send(Array(body.utf8), encoding).get().received == 0, "\(body)")
        }
        for body in ["", "[]", "{", #"{"resourceSpans":[{"#, #"{"resourceSpans":3}"#, "7"] {
            guard case .failure(.malformed) = await send(Array(body.utf8), .json) else {
                Issue.record("\(body) was taken")
                continue
            }
        }
        guard case .failure(.malformed) = await send(Array(try requests()[1].body.dropLast(3)), .protobuf) else {
            Issue.record("a cut body was taken")
            return
        }
        #expect(live.gauges.waiting == 0)
    }

    @Test func moreThanMayWaitIsToComeAgain() async throws {
        let live = try open { $0.waitingLimit = 0 }
        await #expect(throws: ServiceFailure.overloaded(retryAfter: 2)) { try await live.receive(try requests()[0]) }
    }

    @Test func anotherWriterIsNamed() throws {
        let live = try open()
        let error = #expect(throws: StoreError.self) {
            try Store.open(path, mode: .readWrite(create: true), patience: .milliseconds(20))
        }
        #expect(error?.code == .locked)
        withExtendedLifetime(live) {}
    }

    @Test func whoeverIsLetInIsAnsweredWhenTheServiceEnds() async throws {
        let live = try open()
        let requests = try requests()
        let accepted = await withTaskGroup(of: Int.self) { group in
            for request in requests { group.addTask { (try? await live.receive(request))?.accepted ?? 0 } }
            group.addTask {
                await live.drain()
                return 0
            }
            return await group.reduce(0, +)
        }
        await live.drain()
        #expect(try live.ledger(limit: 1000, before: nil).reduce(0) { $0 + $1.accepted } == accepted)
        #expect(live.gauges.waiting == 0 && live.gauges.waitingBytes == 0)
    }

    @Test func anUploadIsReadOncePerKeyAndItsNameIsNoPath() async throws {
        let live = try open()
        let file = scratch.path + "/spool"
        let text = #"{"mcpServers":{"mail":{"command":"mail-mcp"}}}"#
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let upload = Upload(
            path: file, name: "../../etc/.mcp.json", idempotencyKey: "k", options: IngestOptions(host: "laptop"),
            sender: "a")
        let first = try await live.ingest(upload)
        #expect(first.report.files.map(\.file) == ["etc/.mcp.json"])
        #expect(first.report.files.map(\.accepted) == [1] && !first.isRepeated)
        let again = try await live.ingest(upload)
        #expect(again.isRepeated)
        #expect(again.report.files.map(\.accepted) == [1])
        try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
        await #expect(throws: ServiceFailure.conflict("the idempotency key was used for another content before")) {
            try await live.ingest(upload)
        }
        for _ in 0..<2000 where live.gauges.builds == 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(try live.current.engine.ask(Nodes(kind: .mcpServer)).result.map(\.name) == ["mail"])
    }

    @Test func anUploadEndsNothingUnlessItsSenderMay() async throws {
        let live = try open()
        let file = scratch.path + "/spool"
        func send(_ text: String, mayEnd: Bool) async throws -> [Int] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            var upload = Upload(
                path: file, name: "s3api/list-buckets.json", idempotencyKey: nil,
                options: IngestOptions(account: "111122223333"), sender: "a")
            upload.mayEnd = mayEnd
            return try await live.ingest(upload).report.scopes.map(\.ended)
        }
        _ = try await send(#"{"Buckets":[{"Name":"one"},{"Name":"two"}]}"#, mayEnd: false)
        #expect(try await send(#"{"Buckets":[{"Name":"one"}]}"#, mayEnd: false) == [0])
        #expect(try await send(#"{"Buckets":[{"Name":"one"}]}"#, mayEnd: true) == [1])
    }
}
