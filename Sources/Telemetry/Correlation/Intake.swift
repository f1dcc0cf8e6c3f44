import OverreachModel

/// The distinct records in one order, whatever order they came in and however often.
struct Intake {
    /// By trace id, then span id.
    let spans: [SpanRecord]
    /// By event id, then account.
    let calls: [CloudCallRecord]

    /// Sorts and counts once; of two copies that differ the one that tells more is kept.
    ///
    /// Which file a record stood in, and where, is left out: what it tells is proved by its own id, and must be the same
    /// however a log was cut into files.
    init(_ records: [RuntimeRecord]) {
        var kept: [Text: RuntimeRecord] = [:]
        kept.reserveCapacity(records.count)
        for record in records {
            let record = record.withoutPlace
            let key = Text(record.naturalKey)
            if let other = kept[key], !Intake.isPreferred(record, to: other) { continue }
            kept[key] = record
        }

        let spans = kept.values.compactMap { record -> SpanRecord? in
            if case .span(let span) = record { span } else { nil }
        }
        let calls = kept.values.compactMap { record -> CloudCallRecord? in
            if case .cloudCall(let call) = record { call } else { nil }
        }
        // Places are sorted, not records: a record is some twenty words to move and to retain.
        let spanOrder = spans.indices.sorted { a, b in
            UTF8Order.equal(spans[a].traceID, spans[b].traceID)
                ? UTF8Order.less(spans[a].spanID, spans[b].spanID)
                : UTF8Order.less(spans[a].traceID, spans[b].traceID)
        }
        let callOrder = calls.indices.sorted { a, b in
            UTF8Order.equal(calls[a].eventID, calls[b].eventID)
                ? UTF8Order.less(calls[a].recipientAccount, calls[b].recipientAccount)
                : UTF8Order.less(calls[a].eventID, calls[b].eventID)
        }
        self.spans = spanOrder.map { spans[$0] }
        self.calls = callOrder.map { calls[$0] }
    }

    private static func isPreferred(_ a: RuntimeRecord, to b: RuntimeRecord) -> Bool {
        let (first, second) = (a.weight, b.weight)
        if first != second { return first > second }
        // As much in both: any order of the contents will do.
        return UTF8Order.less(String(reflecting: a), String(reflecting: b))
    }
}

extension RuntimeRecord {
    /// How much a record tells: pipelines drop attributes and envelopes, and add none that they were not told.
    fileprivate var weight: Int {
        switch self {
        case .span(let span): span.attributes.count + span.resource.count + span.labels.count
        case .cloudCall(let call): call.parameters.count + call.resources.count
        }
    }
}
