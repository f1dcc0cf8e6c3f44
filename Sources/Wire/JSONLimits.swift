/// How much a JSON text may demand before it is refused.
public struct JSONLimits: Sendable {
    /// The deepest nesting of arrays and objects.
    ///
    /// What is set above 512 counts as 512, since reading and releasing a tree uses the stack.
    public var depth = 64

    /// The most values in one tree, containers included.
    public var values = 50_000_000

    /// The most bytes of one string, key or number as it is written in the text.
    public var stringBytes = 64 << 20

    /// Creates the limits for files: depth 64, 50 million values, 64 MiB for a string.
    public init() {}

    /// The depth that is enforced.
    var boundedDepth: Int {
        min(depth, 512)
    }
}

/// Which texts count as JSON.
public enum JSONDialect: Sendable {
    /// RFC 8259 and nothing else.
    case strict
    /// RFC 8259, and `//` and `/* */` comments, one trailing comma in arrays and objects, and a leading byte order mark.
    case jsonc
}
