import OverreachModel

/// The distinct records in one order, whatever order they came in and however often, with what each span says by itself.
struct Intake {
    /// By trace id, then span id.
    private(set) var spans: [SpanRecord] = []
    /// By event id, then natural key: the account, or how far the request had come.
    private(set) var calls: [CloudCallRecord] = []
    /// What each of the spans means.
    private(set) var readings: [SpanReading] = []

    /// Nothing.
    init() {}

    /// Sorts and counts once; of two copies that differ the one that tells more is kept.
    ///
    /// Which file a record stood in, and where, is left out: what it tells is proved by its own id, and must be the same
    /// however a log was cut into files. Complexity: O(n log n) in the new records, and a walk over those of before.
    mutating func add(_ records: some Sequence<RuntimeRecord>) {
        var (newSpans, newCalls): ([SpanRecord], [CloudCallRecord]) = ([], [])
        for record in records {
            switch record.withoutPlace {
            case .span(let span): newSpans.append(span)
            case .cloudCall(let call): newCalls.append(call)
            }
        }
        newSpans = Intake.distinct(Intake.sorted(newSpans), RuntimeRecord.span) { a, b in
            UTF8Order.equal(a.spanID, b.spanID) && UTF8Order.equal(a.traceID, b.traceID)
        }
        newCalls = Intake.distinct(newCalls.sorted(by: Intake.isBefore), RuntimeRecord.cloudCall) { a, b in
            UTF8Order.equal(a.eventID, b.eventID) && UTF8Order.equal(Intake.key(a), Intake.key(b))
        }
        add(newSpans)
        add(newCalls)
    }

    private mutating func add(_ new: [SpanRecord]) {
        guard !new.isEmpty else { return }
        let places = Intake.merged(spans, new, RuntimeRecord.span, isBefore: Intake.isBefore)
        readings = places.map { place in
            switch place {
            case .known(let at): readings[at]
            case .new(let at): SpanReading(new[at])
            }
        }
        spans = places.map { $0.record(spans, new) }
    }

    private mutating func add(_ new: [CloudCallRecord]) {
        guard !new.isEmpty else { return }
        let places = Intake.merged(calls, new, RuntimeRecord.cloudCall, isBefore: Intake.isBefore)
        calls = places.map { $0.record(calls, new) }
    }

    /// Where a record of a merged list stands.
    private enum Place {
        case known(Int)
        case new(Int)

        func record<Record>(_ known: [Record], _ new: [Record]) -> Record {
            switch self {
            case .known(let at): known[at]
            case .new(let at): new[at]
            }
        }
    }

    /// Both sorted lists as one; of two that are the same the preferred.
    private static func merged<Record>(
        _ known: [Record], _ new: [Record], _ record: (Record) -> RuntimeRecord, isBefore: (Record, Record) -> Bool
    ) -> [Place] {
        var places: [Place] = []
        places.reserveCapacity(known.count + new.count)
        var (i, j) = (0, 0)
        while i < known.count, j < new.count {
            if isBefore(known[i], new[j]) {
                places.append(.known(i))
                i += 1
            } else if isBefore(new[j], known[i]) {
                places.append(.new(j))
                j += 1
            } else {
                places.append(isPreferred(record(new[j]), to: record(known[i])) ? .new(j) : .known(i))
                i += 1
                j += 1
            }
        }
        places += (i..<known.count).map { .known($0) }
        places += (j..<new.count).map { .new($0) }
        return places
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
