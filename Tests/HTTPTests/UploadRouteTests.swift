import Foundation
import HTTPTypes
import OverreachEngine
import OverreachWire
import Synchronization
import Testing

@testable import OverreachHTTP

struct UploadRouteTests {
    @Test func aFileIsPutAsideReadAndRemoved() async throws {
        let server = try Server()
        let pieces = (0..<40).map { [UInt8](repeating: UInt8($0), count: 100_000) }
        let answer = try await server.send(
            .post, "/api/v1/ingest?name=aws%2Fiam.json&account=123456789012&region=eu-west-1&cluster=c&host=h",
            ["Idempotency-Key": "delivery-1"], body: pieces)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json?["repeated"]?.bool == false)
        #expect(answer.json?["complete"]?.bool == true)
        let (upload, bytes) = try #require(server.service.state.withLock { $0.uploads.first })
        #expect(bytes == pieces.flatMap { $0 })
        #expect(upload.name == "aws/iam.json")
        #expect(upload.idempotencyKey == "delivery-1")
        #expect(upload.options.account == "123456789012")
        #expect(upload.options.region == "eu-west-1")
        #expect(upload.options.cluster == "c")
        #expect(upload.options.host == "h")
        #expect(!FileManager.default.fileExists(atPath: upload.path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: server.storePath + ".spool").isEmpty)
    }

    @Test func theDigestIsOfAllBytes() async throws {
        let server = try Server()
        _ = try await server.send(.post, "/api/v1/ingest", body: [[0x61], [0x62, 0x63]])
        let upload = try #require(server.service.state.withLock { $0.uploads.first?.upload })
        // FIPS 180-4, the example "abc".
        #expect(upload.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(upload.name == "upload")
        #expect(upload.idempotencyKey == nil)
    }

    @Test func aFileAboveTheLimitOrCutOffIsNotRead() async throws {
        let server = try Server { $0.limits.uploadBytes = 10 }
        let large = [[UInt8](repeating: 1, count: 6), [UInt8](repeating: 1, count: 5)]
        #expect(try await server.send(.post, "/api/v1/ingest", body: large).status == 413)
        #expect(
            try await server.send(.post, "/api/v1/ingest", ["Content-Length": "4"], body: [[1, 2, 3]]).status == 400)
        #expect(try await server.send(.post, "/api/v1/ingest", ["Content-Encoding": "gzip"], body: [[1]]).status == 415)
        #expect(server.service.state.withLock { $0.uploads.isEmpty })
        #expect(try FileManager.default.contentsOfDirectory(atPath: server.storePath + ".spool").isEmpty)
    }

    @Test(arguments: ["nmae=x", "name=a&name=b", "name=", "name=a%00b", "name=a%0Ab", "path=/etc/passwd"])
    func whatIsNotSaidOfAFileIsRefused(query: String) async throws {
        let server = try Server()
        let answer = try await server.send(.post, "/api/v1/ingest?\(query)", body: [[1]])
        #expect(answer.status == 400)
        #expect(server.service.state.withLock { $0.uploads.isEmpty })
    }

    @Test func aKeyIsVisibleAndShort() async throws {
        let server = try Server()
        for key in ["", "a b", String(repeating: "k", count: 256)] {
            #expect(try await server.send(.post, "/api/v1/ingest", ["Idempotency-Key": key]).status == 400)
        }
        server.service.state.withLock { $0.failure = .conflict("the key is known with other bytes") }
        #expect(try await server.send(.post, "/api/v1/ingest", ["Idempotency-Key": "k"]).status == 409)
    }

    @Test func theLedgerComesInPages() async throws {
        let server = try Server()
        server.service.state.withLock { state in
            state.rows = (1...5).reversed().map {
                LedgerRow(
                    batch: $0, source: "otlp", from: "collector", receivedAt: "2026-11-29T00:00:00Z", received: 1,
                    accepted: 1, duplicate: 0, rejected: 0, isFolded: true)
            }
        }
        var seen: [Int64] = []
        var path = "/api/v1/ingest/batches?limit=2"
        while seen.count < 10 {
            let page = try #require(try await server.send(.get, path).json)
            seen += (page["batches"]?.array ?? []).compactMap { $0["batch"]?.int }
            guard let next = page["next"]?.int else { break }
            path = "/api/v1/ingest/batches?limit=2&before=\(next)"
        }
        #expect(seen == [5, 4, 3, 2, 1])
        for query in ["limit=0", "limit=1001", "limit=x", "before=0", "before=x", "after=1"] {
            #expect(try await server.send(.get, "/api/v1/ingest/batches?\(query)").status == 400)
        }
    }
}
