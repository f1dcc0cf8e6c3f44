/// Content of one record that no detector looked at, since a limit was hit.
public struct UnseenContent: Sendable, Hashable, Comparable {
    /// The limit.
    public enum Limit: String, Sendable, CaseIterable, Codable {
        /// A text was too long: what is behind its first part.
        case length
        /// Values inside values: what is deeper.
        case depth
        /// Values of one record: what is behind the first of them.
        case values
        /// Labels of one record: what stands behind as many as are kept.
        case labels
        /// Calls of tools that one record tells of: the ones behind.
        case calls

        /// What was not looked at, in words.
        public var words: String {
            switch self {
            case .length: "text beyond its first 1048576 bytes"
            case .depth: "content nested deeper than 32"
            case .values: "content behind the first 50000 values of a record"
            case .labels: "content behind the first 256 labels of a record"
            case .calls: "calls of tools behind the first 256 of a record"
            }
        }
    }

    /// The limit.
    public let limit: Limit
    /// Bytes that were not looked at.
    public let bytes: Int

    /// Makes what a record says of one limit.
    public init(_ limit: Limit, bytes: Int) {
        self.limit = limit
        self.bytes = bytes
    }

    /// By limit, then bytes.
    public static func < (a: UnseenContent, b: UnseenContent) -> Bool {
        UTF8Order.equal(a.limit.rawValue, b.limit.rawValue)
            ? a.bytes < b.bytes : UTF8Order.less(a.limit.rawValue, b.limit.rawValue)
    }
}

extension UnseenContent {
    /// The name under which a record keeps it.
    private static let mark = "content not looked at"

    /// It as a record keeps it.
    public var property: Property { Property(UnseenContent.mark, "\(limit.rawValue) \(bytes)") }

    fileprivate init?(_ property: Property) {
        guard UTF8Order.equal(property.name, UnseenContent.mark) else { return nil }
        let parts = property.value.split(separator: " ")
        guard parts.count == 2, let limit = Limit(rawValue: String(parts[0])), let bytes = Int(parts[1]) else {
            return nil
        }
        self.init(limit, bytes: bytes)
    }
}

extension SpanRecord {
    /// What of its content no detector looked at, one a limit that was hit.
    public var unseenContent: [UnseenContent] { attributes.compactMap(UnseenContent.init) }
}
