import OverreachModel

/// The distinct records in one order, whatever order they came in and however often.
struct Intake {
    /// By trace id, then span id.
    let spans: [SpanRecord]
    /// By event id, then natural key: the account, or how far the request had come.
    let calls: [CloudCallRecord]

    /// Sorts and counts once; of two copies that differ the one that tells more is kept.
    ///
    /// Which file a record stood in, and where, is left out: what it tells is proved by its own id, and must be the same
    /// however a log was cut into files.
    init(_ records: [RuntimeRecord]) {
        var (spans, calls): ([SpanRecord], [CloudCallRecord]) = ([], [])
        for record in records {
            switch record.withoutPlace {
            case .span(let span): spans.append(span)
            case .cloudCall(let call): calls.append(call)
            }
        }
        self.spans = Intake.distinct(Intake.sorted(spans), RuntimeRecord.span) { a, b in
            UTF8Order.equal(a.spanID, b.spanID) && UTF8Order.equal(a.traceID, b.traceID)
        }
        self.calls = Intake.distinct(calls.sorted(by: Intake.isBefore), RuntimeRecord.cloudCall) { a, b in
            UTF8Order.equal(a.eventID, b.eventID) && UTF8Order.equal(Intake.key(a), Intake.key(b))
        }
    }

    /// By trace, then span: what begins differently, as most do, is told apart without looking at the spans again.
    private static func sorted(_ spans: [SpanRecord]) -> [SpanRecord] {
        let places = spans.indices.map { (start: spans[$0].traceID.start, place: $0) }
        let order = places.sorted { a, b in
            a.start == b.start ? isBefore(spans[a.place], spans[b.place]) : a.start < b.start
        }
        return order.map { spans[$0.place] }
    }

    private static func isBefore(_ a: SpanRecord, _ b: SpanRecord) -> Bool {
        let (first, second) = (a.traceID, b.traceID)
        return UTF8Order.equal(first, second)
            ? UTF8Order.less(a.spanID, b.spanID) : UTF8Order.less(first, second)
    }

    private static func isBefore(_ a: CloudCallRecord, _ b: CloudCallRecord) -> Bool {
        if !UTF8Order.equal(a.eventID, b.eventID) { return UTF8Order.less(a.eventID, b.eventID) }
        return UTF8Order.less(key(a), key(b))
    }

    private static func key(_ call: CloudCallRecord) -> String { RuntimeRecord.cloudCall(call).naturalKey }

    /// One of all that are the same; equals stand side by side.
    private static func distinct<Record>(
        _ records: [Record], _ record: (Record) -> RuntimeRecord, areSame: (Record, Record) -> Bool
    ) -> [Record] {
        var distinct: [Record] = []
        distinct.reserveCapacity(records.count)
        for one in records {
            guard let last = distinct.last, areSame(last, one) else {
                distinct.append(one)
                continue
            }
            if isPreferred(record(one), to: record(last)) { distinct[distinct.count - 1] = one }
        }
        return distinct
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

extension String {
    /// The first eight bytes as a number that is in the order of the bytes; a shorter text is filled up with zeros.
    fileprivate var start: UInt64 {
        var (start, count): (UInt64, UInt64) = (0, 0)
        for byte in utf8.prefix(8) {
            start = start << 8 | UInt64(byte)
            count += 1
        }
        return count < 8 ? start << (8 * (8 - count)) : start
    }
}
