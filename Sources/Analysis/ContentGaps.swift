internal import OverreachModel

/// Content that telemetry carried and no detector looked at, over all records.
struct ContentGaps: Sendable {
    private struct Sum: Sendable {
        var records = 0
        var bytes = 0
        var first: Text?
    }

    private var sums: [UnseenContent.Limit: Sum] = [:]

    mutating func take(_ span: SpanRecord) {
        for unseen in span.unseenContent {
            var sum = sums[unseen.limit] ?? Sum()
            sum.records += 1
            sum.bytes += unseen.bytes
            let place = Text("\(span.traceID)/\(span.spanID)")
            // Not the first that arrived: that would differ with the order.
            if sum.first.map({ place < $0 }) ?? true { sum.first = place }
            sums[unseen.limit] = sum
        }
    }

    /// One a limit that was hit, for every answer: what is not labelled there may hold anything.
    var caveats: [Caveat] {
        UnseenContent.Limit.allCases.compactMap { limit in
            guard let sum = sums[limit] else { return nil }
            let records = sum.records == 1 ? "1 record" : "\(sum.records) records"
            return Caveat(
                reason: Caveat.cut, source: "otlp",
                detail: "no detector looked at \(limit.words): \(sum.bytes) bytes in \(records), for example "
                    + (sum.first?.string ?? ""))
        }
    }
}
