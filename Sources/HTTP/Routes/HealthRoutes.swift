internal import Foundation
internal import OverreachEngine

/// `GET /livez`, `/readyz`, `/metrics`, `/version`.
struct HealthRoutes: Sendable {
    let service: any LiveService
    let version: String
    let metrics: Metrics
    let questions: WorkThreads
    let budget: ByteBudget
    let connections: ConnectionTable

    var routes: [Route] {
        [
            Route(.get, "/livez", scope: nil) { _ in Reply(type: .text, body: Array("ok\n".utf8)) },
            Route(.get, "/readyz", scope: nil) { _ throws(Refusal) in try ready() },
            Route(.get, "/version", scope: nil) { _ throws(Refusal) in try .json(Version(version: version)) },
            Route(.get, "/metrics", scope: .read) { _ in
                let text = metrics.text(
                    service.gauges, graphAge: service.current.age, queuedQuestions: questions.waitingCount,
                    bytesInFlight: budget.bytes, connections: connections.count)
                return Reply(type: .metrics, body: Array(text.utf8))
            },
        ]
    }

    private struct Version: Encodable { let version: String }

    private struct Readiness: Encodable {
        let ready: Bool
        let reasons: [String]
        let graphAge: Double
        let unfolded: Int

        enum CodingKeys: String, CodingKey {
            case ready, reasons
            case graphAge = "graph_age"
            case unfolded
        }
    }

    /// Ready is what can take telemetry; questions are answered while it cannot.
    private func ready() throws(Refusal) -> Reply {
        let gauges = service.gauges
        var reasons: [String] = []
        if !gauges.isWritable { reasons.append("the store cannot be written") }
        let readiness = Readiness(
            ready: reasons.isEmpty, reasons: reasons, graphAge: service.current.age, unfolded: gauges.unfolded)
        return try .json(readiness, status: reasons.isEmpty ? 200 : 503)
    }
}

extension CurrentGraph {
    /// Seconds since its reading of the store began, never negative.
    var age: Double {
        let now = Date().timeIntervalSince1970
        let age = now - Double(readAt) / 1e9
        return age > 0 ? (age * 1_000).rounded() / 1_000 : 0
    }
}
