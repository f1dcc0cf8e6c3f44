import OverreachWire

/// An `AnyValue` of either encoding as a JSON value: scalars, lists and maps; bytes are null.
///
/// Source: opentelemetry-proto, `common/v1/common.proto`.
enum OTLPValue {
    /// Values nest rarely; deeper ones are null.
    private static let depthLimit = 16

    /// Of protobuf bytes.
    static func value(_ bytes: ArraySlice<UInt8>, depth: Int = 0) throws -> JSONValue {
        var fields = ProtobufReader(bytes)
        var value = JSONValue(.null)
        while let field = try fields.next() {
            switch (field.number, field.payload) {
            case (1, .bytes): value = JSONValue(.string(try field.text()))
            case (2, .varint(let flag)): value = JSONValue(.bool(flag != 0))
            case (3, .varint(let number)): value = JSONValue(.number(String(Int64(bitPattern: number))))
            case (4, .fixed64(let bits)): value = JSONValue(.number(String(Double(bitPattern: bits))))
            case (5, .bytes(let content)) where depth < depthLimit:
                var elements: [JSONValue] = []
                try messages(content) { elements.append(try self.value($0, depth: depth + 1)) }
                value = JSONValue(.array(elements))
            case (6, .bytes(let content)) where depth < depthLimit:
                var members: [JSONMember] = []
                try messages(content) { bytes in
                    let (key, inner) = try keyValue(bytes)
                    let name = String(decoding: key, as: UTF8.self)
                    members.append(JSONMember(key: name, value: try self.value(inner, depth: depth + 1)))
                }
                value = JSONValue(.object(members))
            default: continue
            }
        }
        return value
    }

    /// The bytes of name and value of a `KeyValue`.
    static func keyValue(_ bytes: ArraySlice<UInt8>) throws -> (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
        var (key, value): (ArraySlice<UInt8>, ArraySlice<UInt8>) = ([], [])
        var fields = ProtobufReader(bytes)
        while let field = try fields.next() {
            guard case .bytes(let content) = field.payload else { continue }
            if field.number == 1 { key = content }
            if field.number == 2 { value = content }
        }
        return (key, value)
    }

    private static func messages(_ bytes: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        var fields = ProtobufReader(bytes)
        while let field = try fields.next() {
            if field.number == 1, case .bytes(let content) = field.payload { try body(content) }
        }
    }

    /// Of OTLP/JSON.
    static func value(_ any: JSONValue, depth: Int = 0) -> JSONValue {
        if let text = any["stringValue"]?.string { return JSONValue(.string(text)) }
        if let flag = any["boolValue"]?.bool { return JSONValue(.bool(flag)) }
        if let number = any["intValue"]?.lenientInt { return JSONValue(.number(String(number))) }
        if let number = any["doubleValue"]?.number { return JSONValue(.number(String(number))) }
        guard depth < depthLimit else { return JSONValue(.null) }

        if let array = any["arrayValue"] {
            return JSONValue(.array((array["values"]?.array ?? []).map { value($0, depth: depth + 1) }))
        }
        if let map = any["kvlistValue"] {
            let members = (map["values"]?.array ?? []).compactMap { member -> JSONMember? in
                guard let key = member["key"]?.string, let inner = member["value"] else { return nil }
                return JSONMember(key: key, value: value(inner, depth: depth + 1))
            }
            return JSONValue(.object(members))
        }
        return JSONValue(.null)
    }
}

extension JSONValue {
    /// A scalar as text; nil for lists, maps and null.
    var scalarText: String? {
        switch content {
        case .string(let text), .number(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
