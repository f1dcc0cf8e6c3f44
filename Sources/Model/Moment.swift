/// A moment of the past at which a store is asked.
public enum Moment: Sendable, Hashable {
    /// What sources had stated, and what had happened, by this time: nanoseconds since 1970.
    case time(Int64)
    /// What the store held when this run had closed.
    case run(Int64)

    /// Reads a run (`run:7`, `7`), a day (its beginning) or a moment (RFC 3339; without a zone it is UTC, without seconds
    /// their beginning); nil for anything else.
    public init?(_ text: String) {
        let digits = text.hasPrefix("run:") ? Substring(text.utf8.dropFirst(4)) : text[...]
        if text.hasPrefix("run:") || digits.utf8.allSatisfy({ (48...57).contains($0) }) {
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let run = Int64(digits), run > 0 else {
                return nil
            }
            self = .run(run)
            return
        }
        let plain = text.hasSuffix("Z") ? String(text.dropLast()) : text
        let readings = [text, plain + "Z", plain + ":00Z", text + "T00:00:00Z"].lazy.compactMap(Timestamp.nanoseconds)
        guard let time = readings.first else { return nil }
        self = .time(time)
    }

    /// As it is read: `run:7`, or RFC 3339.
    public var text: String {
        switch self {
        case .time(let time): Timestamp.text(time)
        case .run(let run): "run:\(run)"
        }
    }
}
