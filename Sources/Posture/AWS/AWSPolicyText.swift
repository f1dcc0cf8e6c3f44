internal import OverreachModel
internal import OverreachWire

/// A policy as AWS's programs print it: an object, JSON in a string, or the same percent-encoded (the bare API).
enum AWSPolicyText {
    /// The policy as a document's body; nil where the value is none of these.
    static func body(_ value: JSONValue) -> Value? {
        if value.object != nil { return Value(redacting: value) }
        guard let text = value.string else { return nil }
        let bytes = Array(text.utf8)
        guard let json = parsed(bytes) ?? parsed(decoded(bytes)) else { return nil }
        // The text in the string has lines of its own; in the file it is one.
        return Value(redacting: json, line: value.line)
    }

    private static func parsed(_ bytes: [UInt8]) -> JSONValue? {
        guard let json = try? JSONValue.parse(bytes), json.object != nil else { return nil }
        return json
    }

    private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x41...0x46: byte - 0x37
            case 0x61...0x66: byte - 0x57
            default: nil
            }
        }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }
}
