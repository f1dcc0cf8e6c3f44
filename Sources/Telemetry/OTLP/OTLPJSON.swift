import OverreachModel
import OverreachWire

/// Reads OTLP/JSON: one request, one request a line, or an array of requests, of any signal.
///
/// Source: opentelemetry-proto `docs/specification.md`, "JSON Protobuf Encoding": hex ids, numbers for enums, 64-bit
/// numbers as text. Names of enums are taken too, since several exporters write them.
struct OTLPJSON {
    private(set) var decoding = Decoding()
    private let path: String

    private static let members = OTLPSignal.allCases.map(\.member)
    /// Lines that are looked at for an export.
    private static let probedRecords = 256

    private struct Enough: Error {}

    init(path: String) {
        self.path = path
    }

    /// What the file exports: spans where it has any, else log records, else metrics.
    static func signal(of file: SourceFile) -> OTLPSignal? {
        guard let shape = JSONRecords.shape(of: file.bytes, members: members) else { return nil }
        if case .member(let member) = shape {
            return OTLPSignal.allCases.first { UTF8Order.equal(member, ($0 as OTLPSignal).member) }
        }

        var found: OTLPSignal?
        do {
            try JSONRecords.forEach(in: file.bytes, shape: shape) { record, index in
                if case .success(let value) = record {
                    if value[OTLPSignal.traces.member]?.array != nil { found = .traces }
                    if found != .logs {
                        if value[OTLPSignal.logs.member]?.array != nil {
                            found = .logs
                        } else if value[OTLPSignal.metrics.member]?.array != nil {
                            found = .metrics
                        }
                    }
                }
                if found == .traces || index >= probedRecords { throw Enough() }
            }
        } catch {}
        return found
    }

    mutating func read(_ file: SourceFile) {
        guard let shape = JSONRecords.shape(of: file.bytes, members: OTLPJSON.members) else { return }

        JSONRecords.forEach(in: file.bytes, shape: shape) { record, _ in
            switch record {
            case .success(let value):
                if case .member(let member) = shape,
                    let signal = OTLPSignal.allCases.first(where: { UTF8Order.equal($0.member, member) })
                {
                    resource(value, of: signal)
                } else {
                    request(value)
                }
            case .failure(let error):
                decoding.reject("unreadable JSON: \(error.message)", line: error.line, offset: error.offset)
            }
        }
    }

    /// Reads a request of one signal; the damage after which nothing of it can be trusted, if there is any.
    mutating func readRequest(_ bytes: [UInt8], of signal: OTLPSignal) -> WireError? {
        var damage: WireError?
        JSONRecords.forEach(in: bytes, shape: .member(signal.member)) { record, _ in
            switch record {
            case .success(let value): resource(value, of: signal)
            case .failure(let error): damage = error
            }
        }
        return damage
    }

    private mutating func request(_ value: JSONValue) {
        var isExport = false
        for signal in OTLPSignal.allCases {
            guard let all = value[signal.member]?.array else { continue }
            isExport = true
            for element in all { resource(element, of: signal) }
        }
        if !isExport {
            decoding.reject("no export: expected \"resourceSpans\" or \"resourceLogs\"", line: value.line)
        }
    }

    private mutating func resource(_ value: JSONValue, of signal: OTLPSignal) {
        guard value.object != nil else {
            decoding.reject("resource spans are no object", line: value.line)
            return
        }
        if signal == .metrics {
            decoding.passedOver.append(Rejection(OTLPSignal.metricsReason, line: value.line))
            return
        }
        var resource = KeptAttributes()
        OTLPJSON.attributes(value["resource"]?["attributes"], table: .resource, into: &resource)

        for scope in OTLPJSON.list(value, signal.scopes) {
            let instrumentation =
                scope["scope"]?["name"]?.string ?? scope["instrumentationLibrary"]?["name"]?.string ?? ""
            for record in OTLPJSON.list(scope, signal.records) {
                if signal == .traces {
                    span(record, resource.properties, instrumentation)
                } else {
                    log(record, resource.properties, instrumentation)
                }
            }
        }
    }

    private static func list(_ value: JSONValue, _ names: [String]) -> [JSONValue] {
        names.lazy.compactMap { value[$0]?.array }.first ?? []
    }

    private mutating func span(_ value: JSONValue, _ resource: [Property], _ instrumentation: String) {
        do {
            let record = try OTLPJSON.draft(value).record(
                resource: resource, instrumentation: instrumentation, file: path, line: value.line)
            decoding.accept(record, line: value.line, offset: value.offset)
        } catch {
            decoding.reject("span rejected: \(error.reason)", line: value.line, offset: value.offset)
        }
    }

    private mutating func log(_ value: JSONValue, _ resource: [Property], _ instrumentation: String) {
        do throws(LogDraft.Refusal) {
            let record = try OTLPJSON.logDraft(value).record(
                resource: resource, instrumentation: instrumentation, file: path, line: value.line)
            decoding.accept(record, line: value.line, offset: value.offset)
        } catch {
            decoding.refuse(error, line: value.line, offset: value.offset)
        }
    }

    private static func logDraft(_ value: JSONValue) throws(LogDraft.Refusal) -> LogDraft {
        guard value.object != nil else { throw .fault(SpanDraft.Fault(reason: "no object")) }

        var draft = LogDraft()
        draft.traceID = value["traceId"]?.string ?? ""
        draft.spanID = value["spanId"]?.string ?? ""
        draft.eventName = value["eventName"]?.string ?? ""
        do throws(SpanDraft.Fault) {
            draft.time = try time(value["timeUnixNano"], "event")
            draft.observed = try time(value["observedTimeUnixNano"], "observed")
        } catch {
            throw .fault(error)
        }
        draft.severity = value["severityNumber"]?.lenientUInt ?? 0
        if let body = value["body"] { draft.body = OTLPValue.value(body) }
        attributes(value["attributes"], table: .span, into: &draft.attributes)
        draft.attributes.drop(dropped(of: value))
        draft.digest = LogDigest.of(value)
        return draft
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
        events(value["events"], into: &draft.attributes)
        draft.attributes.drop(dropped(of: value))
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
                let value = attribute["value"]
            else { continue }
            kept.add(entry, OTLPValue.value(value))
        }
    }

    /// What the events of a span carry: messages of the GenAI conventions, and attributes that carry content.
    private static func events(_ list: JSONValue?, into kept: inout KeptAttributes) {
        for event in list?.array ?? [] {
            let attributes = (event["attributes"]?.array ?? []).compactMap { attribute -> JSONMember? in
                guard let key = attribute["key"]?.string, let value = attribute["value"] else { return nil }
                return JSONMember(key: key, value: OTLPValue.value(value))
            }
            kept.lookAtEvent(event["name"]?.string ?? "", attributes)
            kept.drop(dropped(of: event))
        }
    }

    /// How many attributes a record or an event lacks, as it says; some exporters write the names of `trace.proto`.
    private static func dropped(of value: JSONValue) -> UInt64 {
        (value["droppedAttributesCount"] ?? value["dropped_attributes_count"])?.lenientUInt ?? 0
    }
}
