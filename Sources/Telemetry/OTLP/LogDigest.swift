import OverreachModel
import OverreachSecrets
import OverreachWire

/// A digest of what a log record says, the same in either encoding: log records have no id of their own.
enum LogDigest {
    /// Of OTLP/JSON.
    static func of(_ value: JSONValue) -> [UInt8] {
        var parts = [
            number(value["timeUnixNano"]), value["traceId"]?.string?.lowercased() ?? "",
            value["spanId"]?.string?.lowercased() ?? "", value["eventName"]?.string ?? "",
            value["body"].map { text(OTLPValue.value($0)) } ?? "",
        ]
        parts += (value["attributes"]?.array ?? []).compactMap { attribute -> String? in
            guard let key = attribute["key"]?.string, let inner = attribute["value"] else { return nil }
            return "\(key)=\(text(OTLPValue.value(inner)))"
        }.sorted(by: UTF8Order.less)
        return digest(parts)
    }

    /// Of protobuf bytes.
    static func of(_ bytes: ArraySlice<UInt8>) throws -> [UInt8] {
        var (time, trace, span, event, body) = ("0", "", "", "", "")
        var attributes: [String] = []
        var fields = ProtobufReader(bytes)
        while let field = try fields.next() {
            switch (field.number, field.payload) {
            case (1, .fixed64(let value)): time = String(value)
            case (5, .bytes(let content)): body = text(try OTLPValue.value(content))
            case (6, .bytes(let content)):
                let (key, value) = try OTLPValue.keyValue(content)
                attributes.append("\(String(decoding: key, as: UTF8.self))=\(text(try OTLPValue.value(value)))")
            case (9, .bytes(let id)): trace = Hex.encode(id)
            case (10, .bytes(let id)): span = Hex.encode(id)
            case (12, .bytes): event = try field.text()
            default: continue
            }
        }
        return digest([time, trace, span, event, body] + attributes.sorted(by: UTF8Order.less))
    }

    private static func number(_ value: JSONValue?) -> String { String(value?.lenientUInt ?? 0) }

    private static func digest(_ parts: [String]) -> [UInt8] {
        Digest.sha256(Array(parts.joined(separator: "\u{0}").utf8))
    }

    private static func text(_ value: JSONValue) -> String {
        switch value.content {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let text): text
        case .string(let text): "\"\(text)\""
        case .array(let elements): "[" + elements.map(text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\($0.key):\(text($0.value))" }.sorted(by: UTF8Order.less).joined(separator: ",") + "}"
        }
    }
}
