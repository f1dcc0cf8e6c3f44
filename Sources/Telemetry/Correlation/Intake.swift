import OverreachModel

/// The distinct records in one order, whatever order they came in and however often.
struct Intake {
    /// By trace id, then span id.
    let spans: [SpanRecord]
    /// By event id, then account.
    let calls: [CloudCallRecord]

    /// Sorts and counts once; of two copies the one with the smaller evidence is kept.
    init(_ records: [RuntimeRecord]) {
        var kept: [Text: RuntimeRecord] = [:]
        kept.reserveCapacity(records.count)
        for record in records {
            let key = Text(record.naturalKey)
            if let other = kept[key], !Intake.isPreferred(record, to: other) { continue }
            kept[key] = record
        }

        var spans: [SpanRecord] = []
        var calls: [CloudCallRecord] = []
        for record in kept.values {
            switch record {
            case .span(let span): spans.append(span)
            case .cloudCall(let call): calls.append(call)
            }
        }
        self.spans = spans.sorted {
            UTF8Order.equal($0.traceID, $1.traceID)
                ? UTF8Order.less($0.spanID, $1.spanID) : UTF8Order.less($0.traceID, $1.traceID)
        }
        self.calls = calls.sorted {
            UTF8Order.equal($0.eventID, $1.eventID)
                ? UTF8Order.less($0.recipientAccount, $1.recipientAccount) : UTF8Order.less($0.eventID, $1.eventID)
        }
    }

    private static func isPreferred(_ a: RuntimeRecord, to b: RuntimeRecord) -> Bool {
        let (first, second) = (a.evidence, b.evidence)
        if first < second { return true }
        if second < first { return false }
        // One file that holds a record twice with different content: any order of the contents will do.
        return UTF8Order.less(String(reflecting: a), String(reflecting: b))
    }
}

extension RuntimeRecord {
    fileprivate var evidence: Evidence {
        switch self {
        case .span(let span): span.evidence
        case .cloudCall(let call): call.evidence
        }
    }
}
