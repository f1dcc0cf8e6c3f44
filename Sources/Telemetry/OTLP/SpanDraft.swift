import OverreachModel
import OverreachSecrets

/// A span as either encoding gives it, before it is known to be sound.
struct SpanDraft {
    /// Why a span is not taken; holds no text of the input.
    struct Fault: Error {
        let reason: String
    }

    var traceID = ""
    var spanID = ""
    var parentID = ""
    var name = ""
    var role = SpanRecord.Role.unspecified
    var start: UInt64 = 0
    var end: UInt64 = 0
    var isError = false
    var attributes = KeptAttributes()

    /// The sound span.
    ///
    /// An end before the start is taken as it is: clocks step back, and nothing is concluded from a duration.
    func record(
        resource: [Property], instrumentation: String, file: String, line: Int?
    ) throws(Fault) -> SpanRecord {
        let traceID = try SpanDraft.identifier(traceID, digits: 32, "trace id")
        let spanID = try SpanDraft.identifier(spanID, digits: 16, "span id")
        let start = try SpanDraft.time(start, "start")
        let end = end == 0 ? start : try SpanDraft.time(end, "end")

        var record = SpanRecord(
            traceID: traceID, spanID: spanID, parentID: try parent(), name: SpanDraft.safeName(name), role: role,
            start: start, end: end, isError: isError, instrumentation: KeptText.cut(instrumentation),
            resource: resource, attributes: attributes.marked,
            evidence: Evidence(source: "otlp", file: file, line: line, locator: "\(traceID)/\(spanID)", time: start))
        record.take(attributes.content)
        return record
    }

    /// The name without what looks like a secret: an instrumentation may put a URL or a statement into it.
    static func safeName(_ name: String) -> String {
        KeptText.cut(SecretDetector.redact(KeptText.cut(name)))
    }

    /// The parent, empty for a root; some exporters write a root's parent as zeros.
    private func parent() throws(Fault) -> String {
        if parentID.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) { return "" }
        return try SpanDraft.identifier(parentID, digits: 16, "parent span id")
    }

    static func identifier(_ text: String, digits: Int, _ what: String) throws(Fault) -> String {
        let count = text.utf8.count
        guard count == digits else { throw Fault(reason: "\(what) of \(count) hex digits, expected \(digits)") }

        var (isZero, hasCapitals) = (true, false)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): break
            case UInt8(ascii: "A")...UInt8(ascii: "F"): hasCapitals = true
            default: throw Fault(reason: "\(what) is not hexadecimal")
            }
            if byte != UInt8(ascii: "0") { isZero = false }
        }
        guard !isZero else { throw Fault(reason: "\(what) of zeros") }

        return hasCapitals ? text.lowercased() : text
    }

    static func time(_ value: UInt64, _ what: String) throws(Fault) -> Int64 {
        guard value > 0 else { throw Fault(reason: "no \(what) time") }
        guard let time = Int64(exactly: value) else { throw Fault(reason: "\(what) time beyond the year 2262") }

        return time
    }
}

extension SpanRecord.Role {
    /// The role that OTLP's `SpanKind` number means; what it does not define is unspecified.
    init(otlp number: UInt64) {
        self = UInt8(exactly: number).flatMap(SpanRecord.Role.init(rawValue:)) ?? .unspecified
    }
}
