extension SpanRecord {
    /// The name under which a record keeps how many of its attributes, and of its events' attributes, were dropped before it
    /// was sent.
    public static let droppedMark = "attributes dropped before"

    /// The most attributes of one record that are counted: as many as the field of OTLP can say.
    public static let droppedLimit = Int(UInt32.max)

    /// How many attributes whoever recorded it dropped, by limits of its own; nobody knows which.
    public var droppedAttributes: Int {
        let mark = attributes.first { UTF8Order.equal($0.name, SpanRecord.droppedMark) }
        // A damaged store says anything, and sums must not overflow.
        guard let count = mark.flatMap({ Int($0.value) }) else { return 0 }
        return min(max(count, 0), SpanRecord.droppedLimit)
    }
}

/// What several records say of dropped attributes.
public struct DroppedAttributes<Place: Comparable & Sendable>: Sendable {
    /// How many records lack some.
    public private(set) var records = 0
    /// How many attributes all of them lack.
    public private(set) var attributes = 0
    /// The first of the places of these records, in whatever order they came; nil where there are none.
    public private(set) var first: Place?

    /// Of no record yet.
    public init() {}

    /// Takes a record that stands at the place.
    public mutating func take(_ span: SpanRecord, at place: @autoclosure () -> Place) {
        let count = span.droppedAttributes
        guard count > 0 else { return }
        let place = place()
        records += 1
        attributes = min(attributes, Int.max - count) + count
        first = min(first ?? place, place)
    }

    /// What was dropped and what that means, without a place.
    public var words: String {
        let dropped = attributes == 1 ? "1 attribute of" : "\(attributes) attributes of"
        let records = records == 1 ? "1 record" : "\(records) records"
        return "\(dropped) \(records) dropped before they were sent, by limits of who recorded them: content and names "
            + "may be missing"
    }
}
