import Foundation
import HTTPTypes
import Hummingbird
import Logging
import OverreachEngine
import OverreachModel
import OverreachWire

@testable import OverreachHTTP

/// The routes of a server before a fake service, without a socket.
struct Server {
    /// A folder of a test's own, removed when nobody holds it any more.
    final class Folder: Sendable {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("overreach-\(UUID().uuidString)").path

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    /// What came back.
    struct Answer {
        let status: Int
        let headers: HTTPFields
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue? { try? JSONValue.parse(body) }
        func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    }

    let folder: Folder
    let service: FakeService
    let server: HTTPService
    var storePath: String { folder.path + "/served.db" }

    /// Seconds that the graph of the fake is old.
    static let age = 7.0

    init(
        questions: [ServedQuestion] = [], tokens: [(name: String, scopes: Set<Scope>)] = [],
        _ adjust: (inout ServiceSettings) -> Void = { _ in }
    ) throws {
        folder = try Folder()
        let storePath = folder.path + "/served.db"
        let lab =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path + "/examples/support-desk/mcp"
        _ = try IngestRun(storePath: storePath, options: IngestOptions()).run([lab])
        let readAt = Int64((Date().timeIntervalSince1970 - Server.age) * 1e9)
        service = FakeService(try Engine(storePath: storePath), readAt: readAt)
        var settings = ServiceSettings(storePath: storePath, version: "1.2.3")
        adjust(&settings)
        secrets = try Dictionary(
            uniqueKeysWithValues: tokens.map { token in
                let made = try TokenFile(storePath: storePath).create(
                    name: token.name, scopes: token.scopes, now: "2026-11-29T00:00:00Z")
                return (token.name, made.token.secret)
            })
        server = try HTTPService(
            service, questions: questions, settings: settings,
            drawing: Drawing(worker: ["/nonexistent"], deadline: 1), logger: Logger(label: "test") { _ in Quiet() })
    }

    /// The secrets of the tokens that were asked for, by their names.
    let secrets: [String: String]

    /// Sends one request; `Host` is this machine unless it is given.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], token: String? = nil,
        body: [[UInt8]] = []
    ) async throws -> Answer {
        var fields = HTTPFields()
        var host: String? = "127.0.0.1:4318"
        for (name, value) in headers {
            if name == "Host" { host = value.isEmpty ? nil : value } else { fields[HTTPField.Name(name)!] = value }
        }
        if let token { fields[.authorization] = "Bearer " + (secrets[token] ?? token) }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: fields),
            body: RequestBody(
                asyncSequence: AsyncStream<ByteBuffer> { stream in
                    for piece in body { stream.yield(ByteBuffer(bytes: piece)) }
                    stream.finish()
                }))
        let response = try await server.respond(to: request, from: "192.0.2.7")
        let collected = Collected()
        try await response.body.write(collected)
        return Answer(status: response.status.code, headers: response.headers, body: collected.bytes)
    }
}

/// A log that nobody reads.
private struct Quiet: LogHandler {
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.critical
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
    func log(event: LogEvent) {}
}

/// Gathers the body of a response.
private final class Collected: ResponseBodyWriter, @unchecked Sendable {  // Safe: one task writes, then one reads.
    private(set) var bytes: [UInt8] = []
    func write(_ buffer: ByteBuffer) async throws { bytes += Array(buffer: buffer) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
