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
        // A damaged store says anything, and sums must not overflow.
        guard parts.count == 2, let limit = Limit(rawValue: String(parts[0])), let bytes = Int(parts[1]),
            (0...(1 << 40)).contains(bytes)
        else { return nil }
        self.init(limit, bytes: bytes)
    }
}

extension SpanRecord {
    /// What of its content no detector looked at, one a limit that was hit.
    public var unseenContent: [UnseenContent] { attributes.compactMap(UnseenContent.init) }
}

extension UnseenContent {
    /// What several records say of it, limit by limit.
    public struct Sums<Place: Comparable & Sendable>: Sendable {
        /// What is said of one limit.
        public struct Sum: Sendable {
            /// How many records hit it.
            public internal(set) var records = 0
            /// Bytes that were not looked at in all of them.
            public internal(set) var bytes = 0
            /// The first of the places of these records, in whatever order they came.
            public internal(set) var first: Place
        }

        private var sums: [Limit: Sum] = [:]

        /// Of no record yet.
        public init() {}

        /// Takes a record that stands at the place.
        public mutating func take(_ span: SpanRecord, at place: @autoclosure () -> Place) {
            for unseen in span.unseenContent {
                let place = place()
                var sum = sums[unseen.limit] ?? Sum(first: place)
                sum.records += 1
                sum.bytes += unseen.bytes
                sum.first = min(sum.first, place)
                sums[unseen.limit] = sum
            }
        }

        /// The limits that were hit, in their order.
        public var all: [(limit: Limit, sum: Sum)] {
            Limit.allCases.compactMap { limit in sums[limit].map { (limit, $0) } }
        }
    }
}
