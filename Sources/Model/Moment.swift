/// A moment of the past at which a store is asked.
public enum Moment: Sendable, Hashable {
    /// What sources had stated, and what had happened, by this time: nanoseconds since 1970.
    case time(Int64)
    /// What the store held when this run had closed.
    case run(Int64)

    /// Reads `run:7`, a day (its beginning) or a moment as RFC 3339; nil for anything else.
    public init?(_ text: String) {
        if text.hasPrefix("run:") {
            let digits = text.dropFirst(4)
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let run = Int64(digits), run > 0 else {
                return nil
            }
            self = .run(run)
        } else {
            guard let time = Timestamp.nanoseconds(text) ?? Timestamp.nanoseconds(text + "T00:00:00Z") else {
                return nil
            }
            self = .time(time)
        }
    }

    /// As it is read: `run:7`, or RFC 3339.
    public var text: String {
        switch self {
        case .time(let time): Timestamp.text(time)
        case .run(let run): "run:\(run)"
        }
    }
}
