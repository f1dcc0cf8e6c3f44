internal import OverreachWire

/// Answers as JSON: members in declared order, null where there is nothing.
public enum JSONText {
    /// The text, without a line break at its end.
    ///
    /// Errors: what the value's own encoding throws.
    public static func encode(_ value: some Encodable, indented: Bool) throws -> String {
        String(decoding: try JSONEncoding.encode(value, indented: indented), as: UTF8.self)
    }
}
