internal import HTTPTypes
internal import Hummingbird
internal import OverreachEngine
internal import OverreachWire

/// `POST /v1/traces` and `/v1/logs`: OTLP over HTTP.
///
/// Reference: https://github.com/open-telemetry/opentelemetry-proto/blob/main/docs/specification.md#otlphttp.
struct TelemetryRoutes: Sendable {
    private let service: any LiveService
    private let bodies: BodyReader
    private let limits: ServiceLimits
    private let metrics: Metrics

    init(_ service: any LiveService, bodies: BodyReader, limits: ServiceLimits, metrics: Metrics) {
        self.service = service
        self.bodies = bodies
        self.limits = limits
        self.metrics = metrics
    }

    var routes: [Route] {
        TelemetryRequest.Signal.allCases.map { signal in
            Route(.post, "/v1/\(signal.rawValue)", scope: .ingest, errors: .otlp) { exchange throws(Refusal) in
                do throws(Refusal) {
                    return try await take(exchange, signal)
                } catch {
                    metrics.refused(error)
                    throw error
                }
            }
        }
    }

    private func take(_ exchange: Exchange, _ signal: TelemetryRequest.Signal) async throws(Refusal) -> Reply {
        let encoding: TelemetryRequest.Encoding
        let type = MediaType(header: exchange.request.headers[.contentType] ?? "")
        switch type {
        case .protobuf: encoding = .protobuf
        case .json: encoding = .json
        default:
            throw Refusal(
                .unsupportedType,
                "this Content-Type is not read, expected \(MediaType.protobuf.name) or \(MediaType.json.name)")
        }

        let body = try await bodies.bytes(of: exchange.request, limit: limits.bodyBytes)
        let receipt: Receipt
        do throws(ServiceFailure) {
            receipt = try await service.receive(
                TelemetryRequest(signal: signal, encoding: encoding, body: body.bytes, sender: exchange.caller.name))
        } catch {
            throw Refusal(error)
        }
        withExtendedLifetime(body.share) {}  // held until here
        metrics.received(receipt, of: signal)
        return Reply(type: type, body: TelemetryRoutes.answer(receipt, signal, encoding))
    }

    /// `ExportTraceServiceResponse`, `ExportLogsServiceResponse`: 1 is the partial success, in it 1 the count that was
    /// rejected and 2 the message; empty where all was taken.
    static func answer(
        _ receipt: Receipt, _ signal: TelemetryRequest.Signal, _ encoding: TelemetryRequest.Encoding
    ) -> [UInt8] {
        let message = message(receipt)
        switch encoding {
        case .protobuf:
            var writer = ProtobufWriter()
            guard receipt.rejected > 0 else { return [] }
            writer.message(1) { partial in
                partial.varint(1, UInt64(receipt.rejected))
                partial.text(2, message)
            }
            return writer.bytes
        case .json:
            var writer = JSONWriter()
            writer.beginObject()
            if receipt.rejected > 0 {
                writer.key("partialSuccess")
                writer.beginObject()
                writer.key(signal == .traces ? "rejectedSpans" : "rejectedLogRecords")
                writer.value(String(receipt.rejected))  // 64 bits are text in JSON of protobuf
                writer.key("errorMessage")
                writer.value(message)
                writer.endObject()
            }
            writer.endObject()
            return writer.bytes
        }
    }

    /// The reasons, the most frequent first, in at most so many bytes.
    private static func message(_ receipt: Receipt) -> String {
        let most = 1_024
        var text = ""
        for reason in receipt.reasons.sorted(by: { ($1.count, $0.reason) < ($0.count, $1.reason) }) {
            let part = "\(text.isEmpty ? "" : "; ")\(reason.count) × \(reason.reason)"
            guard text.utf8.count + part.utf8.count <= most else { return text + "; …" }
            text += part
        }
        return text
    }
}

extension Refusal {
    /// What a failure of the service says to a sender.
    init(_ failure: ServiceFailure) {
        switch failure {
        case .malformed(let detail): self.init(.badRequest, detail)
        case .tooLarge(let detail): self.init(.tooLarge, detail)
        case .conflict(let detail): self.init(.conflict, detail)
        case .overloaded(let seconds):
            self.init(.overloaded, "more is sent than can be taken now", retryAfter: seconds)
        case .unavailable(let detail, let seconds): self.init(.unavailable, detail, retryAfter: seconds)
        }
    }
}
