internal import OverreachEngine
internal import Synchronization

/// Counts what happens; every label comes from a closed set, so that no sender can make a series.
final class Metrics: Sendable {
    private struct State {
        var requests: [RequestLabel: Int] = [:]
        var records: [RecordLabel: Int] = [:]
        var discarded: [DiscardReason: Int] = [:]
        var refused: [Refusal.Kind: Int] = [:]
        var questions: [String: Histogram] = [:]
        var layoutsKilled = 0
        var layoutsDone = 0
    }

    private struct RequestLabel: Hashable { let route: String, statusClass: Int }
    private struct RecordLabel: Hashable { let signal: String, result: String }

    /// Of `records`.
    private static let results = ["received", "accepted", "duplicate", "rejected"]

    /// Times in buckets.
    private struct Histogram {
        /// Seconds that a question may take: one that walks a small graph, one that judges a large account.
        static let bounds = [0.005, 0.02, 0.1, 0.5, 2, 10, 60]

        var counts = [Int](repeating: 0, count: bounds.count)
        var count = 0
        var sum = 0.0

        mutating func add(_ seconds: Double) {
            for (place, bound) in Histogram.bounds.enumerated() where seconds <= bound { counts[place] += 1 }
            count += 1
            sum += seconds
        }
    }

    private let state = Mutex(State())

    /// A request was answered; nil stands for no route.
    func answered(route: String?, status: Int) {
        let label = RequestLabel(route: route ?? "none", statusClass: status / 100)
        state.withLock { $0.requests[label, default: 0] += 1 }
    }

    /// Records were taken.
    func received(_ receipt: Receipt, of signal: TelemetryRequest.Signal) {
        let counts = [receipt.received, receipt.accepted, receipt.duplicate, receipt.rejected]
        state.withLock { state in
            for (result, count) in zip(Metrics.results, counts) {
                state.records[RecordLabel(signal: signal.rawValue, result: result), default: 0] += count
            }
            for reason in receipt.reasons { state.discarded[reason.discard, default: 0] += reason.count }
        }
    }

    /// A request of telemetry was refused whole.
    func refused(_ refusal: Refusal) { state.withLock { $0.refused[refusal.kind, default: 0] += 1 } }

    /// A question was computed.
    func asked(_ command: String, seconds: Double) {
        state.withLock { $0.questions[command, default: Histogram()].add(seconds) }
    }

    /// A diagram was laid out, or its worker was killed at the deadline.
    func laidOut(isKilled: Bool) {
        state.withLock { state in
            if isKilled { state.layoutsKilled += 1 } else { state.layoutsDone += 1 }
        }
    }

    /// What Prometheus reads.
    func text(_ gauges: ServiceGauges, graphAge: Double, queuedQuestions: Int, bytesInFlight: Int, connections: Int)
        -> String
    {
        let state = state.withLock { $0 }
        var text = MetricsText()
        text.family("overreach_http_requests_total", .counter, "Requests by route and class of status.")
        for (label, count) in state.requests.sorted(by: {
            ($0.key.route, $0.key.statusClass) < ($1.key.route, $1.key.statusClass)
        }) {
            text.sample(["route": label.route, "status": "\(label.statusClass)xx"], count)
        }
        text.family("overreach_telemetry_records_total", .counter, "Records of telemetry by what became of them.")
        for signal in TelemetryRequest.Signal.allCases {
            for result in Metrics.results {
                let label = RecordLabel(signal: signal.rawValue, result: result)
                text.sample(["signal": label.signal, "result": label.result], state.records[label] ?? 0)
            }
        }
        text.family("overreach_telemetry_discarded_records_total", .counter, "Records that were not taken, by reason.")
        for reason in DiscardReason.allCases {
            text.sample(["reason": reason.rawValue], state.discarded[reason] ?? 0)
        }
        text.family(
            "overreach_telemetry_refused_requests_total", .counter, "Requests of telemetry that were refused whole.")
        for kind in Refusal.Kind.allCases {
            text.sample(["reason": kind.rawValue], state.refused[kind] ?? 0)
        }
        text.single(
            "overreach_telemetry_replaced_names_total", .counter,
            "Times that a name went under (other), beyond the limit of its sender.", gauges.replacedNames)
        text.family("overreach_question_seconds", .histogram, "Time to compute an answer, by command.")
        for (command, histogram) in state.questions.sorted(by: { $0.key < $1.key }) {
            for (bound, count) in zip(Histogram.bounds, histogram.counts) {
                text.sample(["command": command, "le": "\(bound)"], count, suffix: "_bucket")
            }
            text.sample(["command": command, "le": "+Inf"], histogram.count, suffix: "_bucket")
            text.sample(["command": command], histogram.sum, suffix: "_sum")
            text.sample(["command": command], histogram.count, suffix: "_count")
        }
        text.single("overreach_layouts_total", .counter, "Diagrams that were laid out.", state.layoutsDone)
        text.single("overreach_layouts_killed_total", .counter, "Layouts whose worker was killed.", state.layoutsKilled)
        text.family("overreach_commit_seconds", .summary, "Time of commits of telemetry.")
        text.sample([:], gauges.commitSeconds, suffix: "_sum")
        text.sample([:], gauges.commits, suffix: "_count")
        text.family("overreach_graph_build_seconds", .summary, "Time to build the graph that answers.")
        text.sample([:], gauges.buildSeconds, suffix: "_sum")
        text.sample([:], gauges.builds, suffix: "_count")
        text.single("overreach_graph_age_seconds", .gauge, "How old the graph is that answers.", graphAge)
        text.single(
            "overreach_unfolded_batches", .gauge, "Batches that are kept and not in the graph yet.", gauges.unfolded)
        text.single("overreach_waiting_requests", .gauge, "Requests that wait for a commit.", gauges.waiting)
        text.single("overreach_waiting_bytes", .gauge, "Bytes of requests that wait for a commit.", gauges.waitingBytes)
        text.single("overreach_receiving_bytes", .gauge, "Bytes of requests that are being received.", bytesInFlight)
        text.single("overreach_waiting_questions", .gauge, "Questions that wait for their turn.", queuedQuestions)
        text.single("overreach_connections", .gauge, "Connections that are open.", connections)
        text.single("overreach_writable", .gauge, "1 where the store takes writes, else 0.", gauges.isWritable ? 1 : 0)
        return text.text
    }
}

/// The text format of Prometheus, https://prometheus.io/docs/instrumenting/exposition_formats/.
private struct MetricsText {
    enum Kind: String { case counter, gauge, histogram, summary }

    private(set) var text = ""
    private var name = ""

    /// Begins the samples of one name.
    mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func sample(
        _ labels: KeyValuePairs<String, String>, _ value: some CustomStringConvertible, suffix: String = ""
    ) {
        let pairs = labels.map { label in
            let escaped = label.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("\n", with: "\\n")
            return "\(label.key)=\"\(escaped)\""
        }
        text += name + suffix + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(value)\n"
    }

    mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: some CustomStringConvertible) {
        family(name, kind, help)
        sample([:], value)
    }
}
