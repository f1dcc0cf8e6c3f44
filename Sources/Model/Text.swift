/// A string from outside that is compared, hashed and ordered as UTF-8 bytes.
///
/// Use it wherever a name from input is a dictionary key or is sorted: see `Key` for why.
public struct Text: Sendable, Hashable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The string itself.
    public let string: String

    /// Wraps a string.
    public init(_ string: String) { self.string = string }

    /// Wraps a literal.
    public init(stringLiteral value: String) { string = value }

    /// Equal as UTF-8 bytes.
    public static func == (a: Text, b: Text) -> Bool { UTF8Order.equal(a.string, b.string) }

    /// The order of the UTF-8 bytes.
    public static func < (a: Text, b: Text) -> Bool { UTF8Order.less(a.string, b.string) }

    /// Hashes the UTF-8 bytes.
    public func hash(into hasher: inout Hasher) { UTF8Order.hash(string, into: &hasher) }

    /// The string itself.
    public var description: String { string }
}

/// Comparison of strings as UTF-8 bytes, the one order of Overreach.
public enum UTF8Order {
    /// Whether both strings have the same bytes.
    public static func equal(_ a: String, _ b: String) -> Bool {
        let (x, y) = (a.utf8, b.utf8)
        guard x.count == y.count else { return false }
        return inMemory(x, y) { commonLength($0, $1) == $0.count } ?? x.elementsEqual(y)
    }

    /// Whether `a` comes before `b` in the order of bytes.
    public static func less(_ a: String, _ b: String) -> Bool {
        let (x, y) = (a.utf8, b.utf8)
        return inMemory(x, y) { x, y in
            let length = commonLength(x, y)
            if length == x.count || length == y.count { return x.count < y.count }
            return x[length] < y[length]
        } ?? x.lexicographicallyPrecedes(y)
    }

    /// What the body says of the bytes, nil for a string that does not keep its own as UTF-8.
    private static func inMemory(
        _ a: String.UTF8View, _ b: String.UTF8View,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool? {
        let answer = a.withContiguousStorageIfAvailable { x in b.withContiguousStorageIfAvailable { body(x, $0) } }
        return answer ?? nil
    }

    /// How many bytes both begin with, found eight at a time.
    private static func commonLength(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
        let (x, y) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
        let end = min(x.count, y.count)
        var at = 0
        while at + 8 <= end,
            x.loadUnaligned(fromByteOffset: at, as: UInt64.self) == y.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        {
            at += 8
        }
        while at < end, x[at] == y[at] { at += 1 }
        return at
    }

    /// Feeds the bytes and an end mark to the hasher.
    public static func hash(_ text: String, into hasher: inout Hasher) {
        var copy = text
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(UInt8(0xFF))
    }
}
