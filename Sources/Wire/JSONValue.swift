/// One parsed JSON value with its place in the text.
///
/// Objects keep the order of their members and never hold one key twice. Keys are compared as UTF-8 bytes, never by
/// Swift's canonical equivalence.
public struct JSONValue: Sendable {
    /// What a value holds.
    public enum Content: Sendable {
        case null
        case bool(Bool)
        /// The text of the number, as it was written.
        case number(String)
        case string(String)
        case array([JSONValue])
        case object([JSONMember])
    }

    /// What the value holds.
    public let content: Content

    private let storedLine: UInt32  // 32 bits, since a tree holds millions of these

    /// The byte offset where the value begins.
    public let offset: Int

    /// Creates a value; `line` and `offset` stay 0 for a value that was not read from a text.
    public init(_ content: Content, line: Int = 0, offset: Int = 0) {
        self.content = content
        self.storedLine = UInt32(clamping: line)
        self.offset = offset
    }

    /// The line where the value begins, counted from 1.
    public var line: Int {
        Int(storedLine)
    }

    /// Reads one JSON text as a tree.
    ///
    /// Throws `WireError`: `syntax` for what breaks the grammar and for anything after the value, `truncated`,
    /// `duplicateKey`, `encoding` for invalid UTF-8 and lone surrogates, and `depth`, `tooMany` and `tooLarge` for the
    /// limits. Complexity: O(n) in bytes; the tree takes 32 bytes per value, 56 per member, and strings above 15 bytes.
    public static func parse(
        _ bytes: [UInt8], dialect: JSONDialect = .strict, limits: JSONLimits = JSONLimits()
    ) throws -> JSONValue {
        try parseTyped(bytes, dialect: dialect, limits: limits)
    }

    static func parseTyped(
        _ bytes: [UInt8], dialect: JSONDialect, limits: JSONLimits
    ) throws(WireError) -> JSONValue {
        // Safe: the parser does not outlive the closure, and no pointer is part of the tree.
        try bytes.withUnsafeBufferPointer { (buffer) throws(WireError) -> JSONValue in
            var parser = JSONParser(buffer, dialect: dialect, limits: limits)

            return try parser.document()
        }
    }
}

/// One member of an object, with the line of its key.
public struct JSONMember: Sendable {
    /// The key, unescaped.
    public let key: String

    /// The line of the key, counted from 1.
    public let keyLine: Int

    /// The value under the key.
    public let value: JSONValue

    /// Creates a member; `keyLine` stays 0 for one that was not read from a text.
    public init(key: String, keyLine: Int = 0, value: JSONValue) {
        self.key = key
        self.keyLine = keyLine
        self.value = value
    }
}
