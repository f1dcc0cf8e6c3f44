import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachWire
import Testing

/// What clients do to a server, by mistake and on purpose, and what others notice of it.
@Suite(.serialized, .enabled(if: CommandLineTests.isBuilt, "the binary is not built"))
struct ServeFaultTests {
    private let scratch: Scratch
    private var store: String { scratch.path + "/served.db" }
    private static let span: [UInt8] = {
        var span = ProtobufWriter()
        span.bytes(1, [UInt8](repeating: 1, count: 16))
        span.bytes(2, [UInt8](repeating: 2, count: 8))
        span.text(5, "span")
        span.fixed64(7, 1_764_000_000_000_000_000)
        span.fixed64(8, 1_764_000_000_000_000_001)
        var request = ProtobufWriter()
        request.message(1) { resource in resource.message(2) { scope in scope.bytes(2, span.bytes) } }
        return request.bytes
    }()

    init() throws { scratch = try Scratch() }

    private func accepted(_ server: RunningServer) throws -> Int {
        let metrics = try server.send("GET", "/metrics").text
        let mark = "overreach_telemetry_records_total{signal=\"traces\",result=\"accepted\"} "
        let line = metrics.split(separator: "\n").first { $0.hasPrefix(mark) }
        return try #require(line.flatMap { Int($0.dropFirst(mark.count)) })
    }

    private static func head(_ fields: [String: String]) -> [UInt8] {
        RunningServer.head("POST", "/v1/traces", fields.merging(["Content-Type": "application/x-protobuf"]) { $1 })
    }

    @Test func aRequestThatIsCutOffIsNotTaken() throws {
        let server = try RunningServer(store: store)
        let count = Self.span.count
        // With a length, the connection half closed or dropped.
        for isDropped in [false, true] {
            let socket = try Socket(port: server.port)
            try socket.write(Self.head(["Content-Length": "\(count + 10)"]) + Self.span)
            if isDropped { continue }
            socket.finishWriting()
            if let answer = socket.answer() { #expect(answer.status >= 400) }
        }
        // In chunks, without the last one.
        let chunk = Array("\(String(count, radix: 16))\r\n".utf8) + Self.span + Array("\r\n".utf8)
        let socket = try Socket(port: server.port)
        try socket.write(Self.head(["Transfer-Encoding": "chunked"]) + chunk)
        socket.finishWriting()
        if let answer = socket.answer() { #expect(answer.status >= 400) }
        #expect(try accepted(server) == 0)

        // A client that sent all of it and closes its half is answered.
        for body in [
            ("Content-Length", "\(count)", Self.span),
            ("Transfer-Encoding", "chunked", chunk + Array("0\r\n\r\n".utf8)),
        ] {
            let whole = try Socket(port: server.port)
            try whole.write(Self.head([body.0: body.1]) + body.2)
            whole.finishWriting()
            #expect(whole.answer()?.status == 200)
        }
        #expect(try accepted(server) == 1)  // the second is the same span
        #expect(server.stop() == 0)
    }

    @Test func slowClientsAreCutOffAndOthersAreServed() throws {
        let server = try RunningServer(store: store, ["--idle-timeout", "2", "--transfer-timeout", "2"])
        let silent = try Socket(port: server.port)
        let slowHead = try Socket(port: server.port)
        try slowHead.write(Array("POST /v1/traces HTTP/1.1\r\nHost: lo".utf8))
        let slowBody = try Socket(port: server.port)
        try slowBody.write(Self.head(["Content-Length": "1000"]))
        let early = try Socket(port: server.port)  // refused at once, goes on sending
        try early.write(Self.head(["Content-Length": "999999999999"]))
        let deaf = try Socket(port: server.port)  // asks and never reads
        try deaf.write(RunningServer.head("GET", "/livez", [:]))

        for _ in 0..<30 {
            // A byte at a time; once the server has closed, writing fails.
            try? slowHead.write([0x61])
            try? slowBody.write([1])
            try? early.write([1])
            #expect(try server.send("GET", "/livez").status == 200)
            usleep(100_000)
        }
        for socket in [silent, slowHead, slowBody] {
            socket.setTimeout(seconds: 5)
            let rest = socket.readToEnd()
            #expect(rest != nil, "a slow client is still connected")
        }
        early.setTimeout(seconds: 5)
        #expect(early.answer()?.status == 413)
        #expect(try accepted(server) == 0)
        #expect(server.stop() == 0)
    }

    @Test func whatIsNoRequestIsRefusedAndOthersAreServed() throws {
        let server = try RunningServer(store: store)
        let garbage: [[UInt8]] = [
            [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00], Array("GET\r\n\r\n".utf8), [0], Array("\r\n\r\n\r\n".utf8),
            Array("GET / HTTP/9.9\r\n\r\n".utf8), Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8),
            Array("GET /livez HTTP/1.1\r\nHost: localhost\r\nX: ".utf8) + [UInt8](repeating: 0x61, count: 200_000),
            Array("GET /livez HTTP/1.1\r\nHost: localhost\r\n".utf8)
                + (0..<2_000).flatMap { Array("A\($0): b\r\n".utf8) } + Array("\r\n".utf8),
            Array(
                "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .utf8),
            Array(
                "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12".utf8),
            Array("GET /livez HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n".utf8),
            Array("GET /livez HTTP/1.1\r\n\r\n".utf8),
        ]
        for bytes in garbage {
            let socket = try Socket(port: server.port)
            try? socket.write(bytes)
            socket.finishWriting()
            socket.setTimeout(seconds: 20)
            let text = socket.readToEnd().map { String(decoding: $0, as: UTF8.self) } ?? "nothing, still open"
            #expect(
                text.isEmpty || text.hasPrefix("HTTP/1.1 4"),
                "\(String(decoding: bytes.prefix(80), as: UTF8.self)): \(text)")
            #expect(try server.send("GET", "/livez").status == 200)
        }
        #expect(server.stop() == 0)
    }

    @Test func idleConnectionsKeepNobodyOut() throws {
        let server = try RunningServer(store: store, ["--max-connections", "256"])
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let count = min(10_000, Int(clamping: limit.rlim_cur) - 500)
        var idle: [Socket] = []
        for number in 0..<count {
            if let socket = try? Socket(port: server.port) { idle.append(socket) }
            if number.isMultiple(of: 1_000) { #expect(try server.send("GET", "/livez").status == 200) }
        }
        #expect(idle.count == count)
        for _ in 0..<20 {
            #expect(try server.send("GET", "/livez").status == 200)
            let answer = try server.send(
                "POST", "/v1/traces", ["Content-Type": "application/x-protobuf"], body: Self.span)
            #expect(answer.status == 200)
        }
        let metrics = try server.send("GET", "/metrics").text
        let open = metrics.split(separator: "\n").first { $0.hasPrefix("overreach_connections ") }
        #expect(open.flatMap { Int($0.split(separator: " ")[1]) }.map { $0 <= 256 } == true)
        #expect(server.stop() == 0)
    }

    @Test func theLogHoldsNeitherQueriesNorTokensNorBodies() throws {
        let server = try RunningServer(store: store)
        let canary = "canary-7f3a"
        _ = try server.send("GET", "/api/v1/radius?node=\(canary)")
        _ = try server.send("GET", "/\(canary)?\(canary)", ["User-Agent": canary, "Authorization": "Bearer \(canary)"])
        _ = try server.send("GET", "/api/v1/gaps", ["Authorization": "Bearer \(canary)"])
        _ = try server.send(
            "POST", "/v1/traces", ["Content-Type": "application/json"], body: Array("{\"\(canary)\"".utf8))
        _ = try server.send("POST", "/api/v1/ingest?name=\(canary)", body: Array(canary.utf8))
        #expect(server.stop() == 0)
        #expect(!server.log.contains(canary))
        let lines = server.log.split(separator: "\n").filter { $0.hasPrefix("{") }
        let requests = lines.compactMap { try? JSONValue.parse(Array($0.utf8)) }.filter {
            $0["event"]?.string == "request"
        }
        #expect(requests.count == 5)
        #expect(requests.first?["route"]?.string == "/api/v1/radius")
        #expect(requests.first?["status"]?.string == "404")
    }

    @Test func aServerThatIsToldToStopAnswersWhatIsUnderWay() throws {
        let server = try RunningServer(store: store)
        let socket = try Socket(port: server.port)
        try socket.write(Self.head(["Content-Length": "\(Self.span.count)"]) + Self.span.prefix(10))
        usleep(300_000)
        kill(server.pid, SIGTERM)
        usleep(300_000)
        try socket.write(Array(Self.span.dropFirst(10)))
        #expect(socket.answer()?.status == 200)
        #expect(server.stop() == 0)
        let engine = try Engine(storePath: store)
        let rows = try engine.status().result.runtime
        #expect(rows.map(\.accepted) == [1])
    }

    // MARK: Starting

    @Test func whatCannotBeServedSafelyIsNotStarted() throws {
        for (options, words) in [
            (["--listen", "0.0.0.0:0"], "no certificate is given"),
            (["--listen", "0.0.0.0:0", "--allow-plaintext"], "has no token"),
            (["--listen", "example.org:1"], "is no address to listen on"),
            (["--tls-certificate", "a.pem"], "go together"),
            (
                ["--tls-certificate", "a.pem", "--tls-key", "b.pem"],
                Self.speaksTLS ? "cannot be used" : "built without TLS"
            ),
            (["--max-body", "0"], "expected 1 to"),
        ] {
            do {
                _ = try RunningServer(store: store, options)
                Issue.record("\(options) was started")
            } catch let error as RunningServer.DidNotStart {
                #expect(error.output.contains(words), "\(error.output)")
            }
        }
    }

    /// Whether the binary was built with the trait TLS, as the Makefile builds it.
    private static let speaksTLS: Bool = {
        guard CommandLineTests.isBuilt, let scratch = try? Scratch() else { return false }
        do {
            _ = try RunningServer(
                store: scratch.path + "/tls.db", ["--tls-certificate", "none.pem", "--tls-key", "none.pem"])
            return true
        } catch {
            return !"\(error)".contains("built without TLS")
        }
    }()

    private static let hasTools = ["openssl", "curl"].allSatisfy { tool in
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\(tool)")
    }

    private func run(_ tool: String, _ arguments: [String]) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(tool)")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test(
        .enabled(if: hasTools, "openssl and curl are not installed"),
        .enabled(if: speaksTLS, "the binary was built without the trait TLS"))
    func tlsIsSpokenWithFilesOfACertificate() throws {
        let made = try run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-keyout", "key.pem", "-out", "chain.pem", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
            ])
        try #require(made.code == 0)
        let server = try RunningServer(
            store: store,
            ["--tls-certificate", scratch.path + "/chain.pem", "--tls-key", scratch.path + "/key.pem"], scheme: "https")
        let url = "https://localhost:\(server.port)/livez"
        let answer = try run("curl", ["--silent", "--cacert", "chain.pem", "--ipv4", url])
        #expect(answer.code == 0)
        #expect(answer.output == "ok\n")
        let old = try run("curl", ["--silent", "--cacert", "chain.pem", "--ipv4", "--tls-max", "1.1", url])
        #expect(old.code != 0)
        let plain = try Socket(port: server.port)
        try plain.write(RunningServer.head("GET", "/livez", [:]))
        plain.setTimeout(seconds: 10)
        let bytes = plain.readToEnd() ?? []
        #expect(!String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 200"))
        #expect(server.stop() == 0)
    }
}
