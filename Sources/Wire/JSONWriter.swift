/// Writes JSON in the order it is told, compact or indented by two spaces.
///
/// The output is valid JSON as long as every container is ended, members are written as `key` and then one value, and
/// there is one value at the top. The caller answers for that, and for keys that differ; text of any content is fine.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []

    private let isIndented: Bool
    private var depth = 0
    private var isFirst = true  // nothing was written in the present container
    private var isAfterKey = false

    /// Creates an empty writer.
    public init(indented: Bool = false) {
        self.isIndented = indented
    }

    /// Creates a writer of one value that will stand so deep in another writer's output.
    init(indented: Bool, depth: Int) {
        isIndented = indented
        self.depth = depth
        isAfterKey = true  // nothing separates the value from what is before it
    }

    /// What has been written so far, as text.
    public var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Begins an object.
    public mutating func beginObject() {
        begin(UInt8(ascii: "{"))
    }

    /// Ends the object that was begun last.
    public mutating func endObject() {
        end(UInt8(ascii: "}"))
    }

    /// Begins an array.
    public mutating func beginArray() {
        begin(UInt8(ascii: "["))
    }

    /// Ends the array that was begun last.
    public mutating func endArray() {
        end(UInt8(ascii: "]"))
    }

    /// Writes the key of a member; its value must follow.
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
        isAfterKey = true
    }

    /// Writes a string.
    public mutating func value(_ v: String) {
        separate()
        quote(v)
    }

    /// Writes an integer.
    public mutating func value(_ v: Int) {
        plain(v.description)
    }

    /// Writes an integer.
    public mutating func value(_ v: Int64) {
        plain(v.description)
    }

    /// Writes an integer.
    public mutating func value(_ v: UInt64) {
        plain(v.description)
    }

    /// Writes the shortest number that reads back as the same double; `null` where it is not finite.
    public mutating func value(_ v: Double) {
        plain(v.isFinite ? v.description : "null")
    }

    /// Writes `true` or `false`.
    public mutating func value(_ v: Bool) {
        plain(v ? "true" : "false")
    }

    /// Writes `null`.
    public mutating func null() {
        plain("null")
    }

    /// Writes a tree; numbers keep their text, and what is no number by JSON's grammar becomes `null`.
    ///
    /// Complexity: O(values), on a stack as deep as the tree.
    public mutating func raw(_ value: JSONValue) {
        switch value.content {
        case .null:
            null()
        case .bool(let value):
            self.value(value)
        case .number(let text):
            plain(JSONNumber.isValid(text) ? text : "null")
        case .string(let text):
            self.value(text)
        case .array(let elements):
            beginArray()
            for element in elements { raw(element) }
            endArray()
        case .object(let members):
            beginObject()
            for member in members {
                key(member.key)
                raw(member.value)
            }
            endObject()
        }
    }

    /// Writes a number whose text is known to be one.
    mutating func plain(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes a value that is text already, written for this depth.
    mutating func written(_ value: [UInt8]) {
        separate()
        bytes.append(contentsOf: value)
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        depth += 1
        isFirst = true
    }

    private mutating func end(_ bracket: UInt8) {
        depth -= 1
        if !isFirst { breakLine() }
        bytes.append(bracket)
        isFirst = false
    }

    /// Writes what stands between this item and the one before.
    private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
            return
        }
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        if depth > 0 { breakLine() }
        isFirst = false
    }

    private mutating func breakLine() {
        guard isIndented else { return }

        bytes.append(0x0A)
        for _ in 0..<max(0, depth) {
            bytes.append(0x20)
            bytes.append(0x20)
        }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let isCopied = text.utf8.withContiguousStorageIfAvailable { characters in
            // Safe: the buffer is read inside the closure, and start ≤ at ≤ count.
            var start = 0
            for at in 0..<characters.count where Self.needsEscape(characters[at]) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: characters[start..<at]))
                escape(characters[at])
                start = at + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: characters[start...]))
            return true
        }
        if isCopied == nil {
            for byte in text.utf8 {
                if Self.needsEscape(byte) { escape(byte) } else { bytes.append(byte) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x00..<0x20: bytes.append(contentsOf: "u00\(Hex.encode([byte]))".utf8)
        default: bytes.append(byte)
        }
    }
}
