internal import OverreachModel

/// Content that telemetry carried and no detector looked at, over all records.
struct ContentGaps: Sendable {
    private var sums = UnseenContent.Sums<Text>()

    mutating func take(_ span: SpanRecord) { sums.take(span, at: Text("\(span.traceID)/\(span.spanID)")) }

    /// One a limit that was hit, for every answer: what is not labelled there may hold anything.
    var caveats: [Caveat] {
        sums.all.map { limit, sum in
            let records = sum.records == 1 ? "1 record" : "\(sum.records) records"
            return Caveat(
                reason: Caveat.cut, source: "otlp",
                detail: "no detector looked at \(limit.words): \(sum.bytes) bytes in \(records), for example "
                    + sum.first.string)
        }
    }
}
