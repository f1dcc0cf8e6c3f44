internal import OverreachModel

/// Content that telemetry carried and no detector looked at, and attributes that were dropped before, over all records.
struct ContentGaps: Sendable {
    private var sums = UnseenContent.Sums<Text>()
    private var dropped = DroppedAttributes<Text>()

    mutating func take(_ span: SpanRecord) {
        if span.carriedContent { sums.take(span, at: Text("\(span.traceID)/\(span.spanID)")) }
        dropped.take(span, at: Text("\(span.traceID)/\(span.spanID)"))
    }

    /// One a limit that was hit, and one of what was dropped, for every answer: what is not labelled there may hold anything.
    var caveats: [Caveat] {
        let unseen = sums.all.map { limit, sum in
            let records = sum.records == 1 ? "1 record" : "\(sum.records) records"
            return Caveat(
                reason: Caveat.cut, source: "otlp",
                detail: "no detector looked at \(limit.words): \(sum.bytes) bytes in \(records), for example "
                    + sum.first.string)
        }
        guard let first = dropped.first else { return unseen }
        return unseen + [
            Caveat(reason: Caveat.cut, source: "otlp", detail: "\(dropped.words), for example \(first.string)")
        ]
    }
}
