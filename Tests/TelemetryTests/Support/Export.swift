import OverreachModel
import OverreachTelemetry

/// Exports as OTLP/JSON, as emitters write them; ids are small numbers.
enum Export {
    /// A span or a log record with its attributes.
    struct Record {
        let json: String

        /// A span; `kind` is OTLP's number.
        static func span(
            _ id: Int, under parent: Int? = nil, _ name: String, kind: Int = 1, trace: Int = 1, isError: Bool = false,
            events: String = "[]", _ attributes: [(String, String)] = []
        ) -> Record {
            Record(
                json: """
                    {"traceId":"\(Sketch.traceID(trace))","spanId":"\(Sketch.spanID(id))","parentSpanId":\
                    "\(parent.map(Sketch.spanID) ?? "")","name":"\(name)","kind":\(kind),"startTimeUnixNano":\
                    "\(id)000000000","endTimeUnixNano":"\(id)500000000","status":{"code":\(isError ? 2 : 0)},\
                    "events":\(events),"attributes":\(Export.attributes(attributes))}
                    """)
        }

        /// A log record at so many seconds.
        static func log(
            _ time: Int, event: String = "", trace: Int? = nil, span: Int? = nil, severity: Int = 9,
            body: String = "{}", _ attributes: [(String, String)] = []
        ) -> Record {
            let ids =
                trace.map { "\"traceId\":\"\(Sketch.traceID($0))\",\"spanId\":\"\(Sketch.spanID(span ?? 1))\"," } ?? ""
            return Record(
                json: """
                    {\(ids)"timeUnixNano":"\(time)000000000","severityNumber":\(severity),"eventName":"\(event)",\
                    "body":\(body),"attributes":\(Export.attributes(attributes))}
                    """)
        }
    }

    static func spans(
        _ service: String, scope: String = "lib", _ resource: [(String, String)] = [], _ records: Record...
    )
        -> SourceFile
    {
        file("resourceSpans", "scopeSpans", "spans", service, scope, resource, records)
    }

    static func logs(
        _ service: String, scope: String = "lib", _ resource: [(String, String)] = [], _ records: Record...
    )
        -> SourceFile
    {
        file("resourceLogs", "scopeLogs", "logRecords", service, scope, resource, records)
    }

    static func correlate(_ files: SourceFile..., index: TableIndex = TableIndex()) -> Correlated {
        let records = files.flatMap { OTLPDecoder().decode($0).records }
        return Correlation.correlate(records: records, index: index)
    }

    static func attributes(_ attributes: [(String, String)]) -> String {
        let list = attributes.map { name, value in
            "{\"key\":\"\(name)\",\"value\":{\"stringValue\":\(quoted(value))}}"
        }
        return "[" + list.joined(separator: ",") + "]"
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }

    private static func file(
        _ outer: String, _ scopes: String, _ list: String, _ service: String, _ scope: String,
        _ resource: [(String, String)], _ records: [Record]
    ) -> SourceFile {
        let text = """
            {"\(outer)":[{"resource":{"attributes":\(attributes([("service.name", service)] + resource))},"\(scopes)":\
            [{"scope":{"name":"\(scope)"},"\(list)":[\(records.map(\.json).joined(separator: ","))]}]}]}
            """
        return SourceFile(path: "export.json", bytes: Array(text.utf8))
    }
}

extension Activity {
    /// `who > agents > server/tool: action outcome`, by the last parts of the keys.
    var story: String {
        func last(_ key: Key?, _ mark: Character) -> String {
            key.map { String($0.id.split(separator: mark).last ?? "") } ?? "-"
        }
        let agents = agents.map { last($0, "/") }.joined(separator: " > ")
        return "\(initiator?.id ?? "-") > \(agents.isEmpty ? "-" : agents) > \(last(server, "/"))/\(last(tool, "#")): "
            + "\(action) \(outcome.rawValue)"
    }
}
