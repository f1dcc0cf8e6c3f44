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
        // Equal bytes make equal strings, so the fast comparison of the standard library may say no first.
        return x.count == y.count && a == b && x.elementsEqual(y)
    }

    /// Whether `a` comes before `b` in the order of bytes.
    public static func less(_ a: String, _ b: String) -> Bool {
        a.utf8.lexicographicallyPrecedes(b.utf8)
    }

    /// Feeds the bytes and an end mark to the hasher.
    public static func hash(_ text: String, into hasher: inout Hasher) {
        var copy = text
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(UInt8(0xFF))
    }
}
