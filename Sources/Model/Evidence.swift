/// Where something was said: a place in a file, a span, an event.
public struct Evidence: Sendable, Hashable, Comparable {
    /// The name of the source that read it: `aws`, `kubernetes`, `mcp`, `otlp`, `cloudtrail`.
    public var source: String
    /// The file, relative to the root that was ingested.
    public var file: String
    /// The line, 1-based; nil where the file has no lines.
    public var line: Int?
    /// What is meant inside the file: a JSON pointer, a statement, a span id, an event id.
    public var locator: String
    /// When it happened, for what was observed: nanoseconds since 1970, UTC.
    public var time: Int64?

    /// Makes a piece of evidence.
    public init(source: String, file: String, line: Int? = nil, locator: String = "", time: Int64? = nil) {
        self.source = source
        self.file = file
        self.line = line
        self.locator = locator
        self.time = time
    }

    /// By source, file, line, locator, time.
    public static func < (a: Evidence, b: Evidence) -> Bool {
        if !UTF8Order.equal(a.source, b.source) { return UTF8Order.less(a.source, b.source) }
        if !UTF8Order.equal(a.file, b.file) { return UTF8Order.less(a.file, b.file) }
        if a.line != b.line { return (a.line ?? 0) < (b.line ?? 0) }
        if !UTF8Order.equal(a.locator, b.locator) { return UTF8Order.less(a.locator, b.locator) }
        return (a.time ?? .min) < (b.time ?? .min)
    }

    /// Equal as UTF-8 bytes.
    public static func == (a: Evidence, b: Evidence) -> Bool {
        a.line == b.line && a.time == b.time && UTF8Order.equal(a.locator, b.locator)
            && UTF8Order.equal(a.file, b.file) && UTF8Order.equal(a.source, b.source)
    }

    /// Hashes the UTF-8 bytes.
    public func hash(into hasher: inout Hasher) {
        for text in [source, file, locator] { UTF8Order.hash(text, into: &hasher) }
        hasher.combine(line)
        hasher.combine(time)
    }
}
