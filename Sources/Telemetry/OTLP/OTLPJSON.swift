import OverreachModel
import OverreachWire

/// Reads OTLP/JSON: one request, one request a line, or an array of requests.
///
/// Source: opentelemetry-proto `docs/specification.md`, "JSON Protobuf Encoding": hex ids, numbers for enums, 64-bit
/// numbers as text. Names of enums are taken too, since several exporters write them.
struct OTLPJSON {
    private(set) var decoding = Decoding()
    private let path: String

    private static let member = "resourceSpans"
    /// Lines that are looked at for a trace export; a collector mixes traces with logs and metrics line by line.
    private static let probedRecords = 256

    private struct Enough: Error {}

    init(path: String) {
        self.path = path
    }

    static func recognises(_ file: SourceFile) -> Bool {
        guard let shape = JSONRecords.shape(of: file.bytes, members: [member]) else { return false }
        if shape == .member(member) { return true }

        var isFound = false
        do {
            try JSONRecords.forEach(in: file.bytes, shape: shape) { record, index in
                if case .success(let value) = record, value[member]?.array != nil { isFound = true }
                if isFound || index >= probedRecords { throw Enough() }
            }
        } catch {}
        return isFound
    }

    mutating func read(_ file: SourceFile) {
        guard let shape = JSONRecords.shape(of: file.bytes, members: [OTLPJSON.member]) else { return }

        JSONRecords.forEach(in: file.bytes, shape: shape) { record, _ in
            switch record {
            case .success(let value):
                if shape == .member(OTLPJSON.member) { resourceSpans(value) } else { request(value) }
            case .failure(let error):
                decoding.reject("unreadable JSON: \(error.message)", line: error.line, offset: error.offset)
            }
        }
    }

    private mutating func request(_ value: JSONValue) {
        guard let all = value[OTLPJSON.member]?.array else {
            decoding.reject("no trace export: expected \"resourceSpans\"", line: value.line)
            return
        }
        for element in all { resourceSpans(element) }
    }

    private mutating func resourceSpans(_ value: JSONValue) {
        var resource = KeptAttributes()
        OTLPJSON.attributes(value["resource"]?["attributes"], table: .resource, into: &resource)

        guard value.object != nil else {
            decoding.reject("resource spans are no object", line: value.line)
            return
        }
        // Before OTLP 1.0 the same list was called by the instrumentation library.
        for scope in value["scopeSpans"]?.array ?? value["instrumentationLibrarySpans"]?.array ?? [] {
            let instrumentation = scope["scope"]?["name"]?.string ?? ""
            for span in scope["spans"]?.array ?? [] {
                do {
                    let record = try OTLPJSON.draft(span).record(
                        resource: resource.properties, instrumentation: instrumentation, file: path, line: span.line)
                    decoding.accept(.span(record))
                } catch {
                    decoding.reject("span rejected: \(error.reason)", line: span.line, offset: span.offset)
                }
            }
        }
    }

    private static func draft(_ value: JSONValue) throws(SpanDraft.Fault) -> SpanDraft {
        guard value.object != nil else { throw SpanDraft.Fault(reason: "no object") }

        var draft = SpanDraft()
        draft.traceID = value["traceId"]?.string ?? ""
        draft.spanID = value["spanId"]?.string ?? ""
        draft.parentID = value["parentSpanId"]?.string ?? ""
        draft.name = value["name"]?.string ?? ""
        draft.role = role(value["kind"])
        draft.start = try time(value["startTimeUnixNano"], "start")
        draft.end = try time(value["endTimeUnixNano"], "end")
        if let code = value["status"]?["code"] {
            draft.isError =
                code.lenientUInt == 2 || code.string.map { UTF8Order.equal($0, "STATUS_CODE_ERROR") } == true
        }
        attributes(value["attributes"], table: .span, into: &draft.attributes)
        return draft
    }

    private static func time(_ value: JSONValue?, _ what: String) throws(SpanDraft.Fault) -> UInt64 {
        guard let value, !value.isNull else { return 0 }
        guard let time = value.lenientUInt else {
            throw SpanDraft.Fault(reason: "\(what) time is no number of nanoseconds")
        }
        return time
    }

    private static let roleNames: [(name: String, role: SpanRecord.Role)] = [
        ("SPAN_KIND_INTERNAL", .internal), ("SPAN_KIND_SERVER", .server), ("SPAN_KIND_CLIENT", .client),
        ("SPAN_KIND_PRODUCER", .producer), ("SPAN_KIND_CONSUMER", .consumer),
    ]

    private static func role(_ value: JSONValue?) -> SpanRecord.Role {
        if let number = value?.lenientUInt { return SpanRecord.Role(otlp: number) }
        guard let text = value?.string else { return .unspecified }
        return roleNames.first { UTF8Order.equal($0.name, text) }?.role ?? .unspecified
    }

    private static func attributes(_ list: JSONValue?, table: AttributeTable, into kept: inout KeptAttributes) {
        for attribute in list?.array ?? [] {
            guard let name = attribute["key"]?.string, let entry = table.entry(for: name.utf8),
                let value = attribute["value"].flatMap(attributeValue), let text = entry.treatment.kept(value)
            else { continue }
            kept.add(entry.name, text)
        }
    }

    private static func attributeValue(_ value: JSONValue) -> AttributeValue? {
        if let elements = value["arrayValue"]?["values"]?.array { return .list(elements.compactMap(scalar)) }
        if value["arrayValue"] != nil { return .list([]) }
        return scalar(value).map(AttributeValue.text)
    }

    private static func scalar(_ value: JSONValue) -> String? {
        if let text = value["stringValue"]?.string { return text }
        if let flag = value["boolValue"]?.bool { return flag ? "true" : "false" }
        if let number = value["intValue"]?.lenientInt { return String(number) }
        if let number = value["doubleValue"]?.number { return String(number) }
        return nil
    }
}
