import Foundation
import HTTPTypes
import OverreachEngine
import OverreachWire
import Synchronization
import Testing

@testable import OverreachHTTP

struct TelemetryRouteTests {
    private static let protobuf = ["Content-Type": "application/x-protobuf"]
    private static let json = ["Content-Type": "application/json"]

    @Test(arguments: TelemetryRequest.Signal.allCases, TelemetryRequest.Encoding.allCases)
    func aBodyReachesTheServiceAndTheAnswerHasItsType(
        signal: TelemetryRequest.Signal, encoding: TelemetryRequest.Encoding
    ) async throws {
        let server = try Server()
        let type = encoding == .json ? "application/json" : "application/x-protobuf"
        let answer = try await server.send(
            .post, "/v1/\(signal.rawValue)", ["Content-Type": type + "; charset=utf-8"], body: [[1, 2], [3]])
        #expect(answer.status == 200)
        #expect(answer.header("Content-Type") == type)
        #expect(answer.text == (encoding == .json ? "{}" : ""))
        let request = try #require(server.service.state.withLock { $0.requests.first })
        #expect(request.body == [1, 2, 3])
        #expect(request.signal == signal)
        #expect(request.encoding == encoding)
        #expect(request.sender == "192.0.2.7")
    }

    @Test func whatWasRejectedIsAPartialSuccess() async throws {
        let server = try Server()
        server.service.state.withLock { state in
            state.receipt = Receipt(
                batch: 1, received: 5, accepted: 1, duplicate: 1, rejected: 3,
                reasons: [
                    .init(reason: "no trace id", count: 1), .init(reason: "too old", count: 2, discard: .expired),
                ])
        }
        let message = "2 × too old; 1 × no trace id"
        let traces = try await server.send(.post, "/v1/traces", Self.json)
        #expect(traces.json?["partialSuccess"]?["rejectedSpans"]?.string == "3")
        #expect(traces.json?["partialSuccess"]?["errorMessage"]?.string == message)
        let logs = try await server.send(.post, "/v1/logs", Self.json)
        #expect(logs.json?["partialSuccess"]?["rejectedLogRecords"]?.string == "3")

        let binary = try await server.send(.post, "/v1/traces", Self.protobuf)
        var expected = ProtobufWriter()
        expected.message(1) { partial in
            partial.varint(1, 3)
            partial.text(2, message)
        }
        #expect(binary.body == expected.bytes)
        let metrics = try await server.send(.get, "/metrics").text
        #expect(metrics.contains("overreach_telemetry_records_total{signal=\"traces\",result=\"rejected\"} 6\n"))
        #expect(metrics.contains("overreach_telemetry_discarded_records_total{reason=\"expired\"} 6\n"))
    }

    @Test func gzipIsInflatedAndBoundedByWhatComesOut() async throws {
        let server = try Server { $0.limits.bodyBytes = 1 << 20 }
        let headers = Self.protobuf.merging(["Content-Encoding": "gzip"]) { $1 }
        let body = (0..<100_000).map { UInt8($0 % 251) }
        let packed = Deflate.gzip(body)
        let answer = try await server.send(
            .post, "/v1/traces", headers, body: [Array(packed[..<100]), Array(packed[100...])])
        #expect(answer.status == 200)
        #expect(server.service.state.withLock { $0.requests.first?.body } == body)

        let bomb = Deflate.gzip([UInt8](repeating: 0, count: 1 << 20 | 1))
        #expect(bomb.count < 1 << 16)
        #expect(try await server.send(.post, "/v1/traces", headers, body: [bomb]).status == 413)
        let exact = Deflate.gzip([UInt8](repeating: 0, count: 1 << 20))
        #expect(try await server.send(.post, "/v1/traces", headers, body: [exact]).status == 200)
        let broken: [[UInt8]] = [
            Array(packed.dropLast(20)), packed[..<50] + [9, 9] + packed[52...], packed + [1], [7],
        ]
        for damaged in broken {
            #expect(try await server.send(.post, "/v1/traces", headers, body: [damaged]).status == 400)
        }
        #expect(server.service.state.withLock { $0.requests.count } == 2)
    }

    @Test func aBodyAboveTheLimitIsRefusedBeforeAndWhileItComes() async throws {
        let server = try Server { $0.limits.bodyBytes = 10 }
        let eleven = [[UInt8](repeating: 1, count: 6), [UInt8](repeating: 1, count: 5)]
        let said = try await server.send(
            .post, "/v1/traces", Self.protobuf.merging(["Content-Length": "11"]) { $1 }, body: eleven)
        #expect(said.status == 413)
        #expect(try await server.send(.post, "/v1/traces", Self.protobuf, body: eleven).status == 413)
        #expect(server.service.state.withLock { $0.requests.isEmpty })
    }

    @Test func aBodyThatEndsEarlyIsNotTaken() async throws {
        let server = try Server()
        let answer = try await server.send(
            .post, "/v1/traces", Self.protobuf.merging(["Content-Length": "4"]) { $1 }, body: [[1, 2, 3]])
        #expect(answer.status == 400)
        #expect(server.service.state.withLock { $0.requests.isEmpty })
    }

    @Test func requestsThatAreBeingReceivedHaveABudgetTogether() async throws {
        let server = try Server { settings in
            settings.limits.bodyBytes = 100
            settings.limits.inFlightBytes = 50
        }
        let body = [[UInt8](repeating: 1, count: 51)]
        let full = try await server.send(.post, "/v1/traces", Self.protobuf, body: body)
        #expect(full.status == 503)
        #expect(full.header("Retry-After") == "1")
        // What was taken is given back.
        for _ in 0..<3 {
            let body = [[UInt8](repeating: 1, count: 50)]
            #expect(try await server.send(.post, "/v1/traces", Self.protobuf, body: body).status == 200)
        }
    }

    /// Only 429, 502, 503 and 504 are tried again by senders of OTLP: a refusal that will not pass must be none of them.
    @Test(
        arguments: [
            (ServiceFailure.malformed("x"), 400, 3, nil), (.tooLarge("x"), 413, 8, nil), (.conflict("x"), 409, 6, nil),
            (.overloaded(retryAfter: 4), 429, 8, "4"), (.unavailable("x", retryAfter: 9), 503, 14, "9"),
        ] as [(ServiceFailure, Int, UInt64, String?)])
    func aFailureSaysWhetherToComeAgain(
        failure: ServiceFailure, status: Int, code: UInt64, retryAfter: String?
    ) async throws {
        let server = try Server()
        server.service.state.withLock { $0.failure = failure }
        let binary = try await server.send(.post, "/v1/logs", Self.protobuf)
        #expect(binary.status == status)
        #expect(binary.header("Retry-After") == retryAfter)
        #expect(binary.header("Content-Type") == "application/x-protobuf")
        var reader = ProtobufReader(binary.body[...])
        guard case .varint(let given)? = try reader.next()?.payload else { Issue.record("no code"); return }
        #expect(given == code)

        let json = try await server.send(.post, "/v1/logs", Self.json)
        #expect(json.json?["code"]?.int == Int64(code))
        #expect(json.json?["message"]?.string?.isEmpty == false)
    }

    @Test func whatIsNotReadIsSaidInTheFormOfOTLP() async throws {
        let server = try Server()
        let text = try await server.send(.post, "/v1/traces", ["Content-Type": "text/plain"])
        #expect(text.status == 415)
        #expect(text.json?["code"]?.int == 3)
        #expect(try await server.send(.post, "/v1/traces").status == 415)
        for coding in ["br", "gzip, gzip", "deflate"] {
            let headers = Self.json.merging(["Content-Encoding": coding]) { $1 }
            #expect(try await server.send(.post, "/v1/traces", headers).status == 415)
        }
        let get = try await server.send(.get, "/v1/traces")
        #expect(get.status == 405)
        #expect(get.header("Allow") == "POST")
        #expect(try await server.send(.post, "/v1/metrics", Self.json).status == 404)
    }
}
