internal import OverreachModel
internal import Yams

extension ConfigReader {
    /// What a scalar is without quotes; with them it is text.
    enum ScalarKind { case text, number, truth, nothing }

    static func kind(of scalar: Node.Scalar) -> ScalarKind {
        guard scalar.style == .plain else { return .text }
        if isNull(scalar) { return .nothing }
        if truth(scalar.string) != nil { return .truth }
        // A whole number or a decimal one; what begins with digits and goes on, such as a date, is text.
        return Double(scalar.string) != nil && scalar.string.utf8.allSatisfy { $0 < 0x3A } ? .number : .text
    }

    static func isNull(_ scalar: Node.Scalar) -> Bool {
        scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// The words for true and false of YAML 1.1, so that `owner: no` is not taken for text by one and not by another.
    static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }

    static func words(of node: Node) -> String {
        switch node {
        case .mapping: "an object"
        case .sequence: "a list"
        case .scalar(let scalar): words(kind(of: scalar), scalar.string)
        case .alias: "an alias"
        }
    }

    static func words(_ kind: ScalarKind, _ text: String) -> String {
        switch kind {
        case .nothing: "empty"
        case .truth: "true or false (\(text))"
        case .number: "the number \(text)"
        case .text: text.isEmpty ? "empty text" : "\"\(shortened(text))\""
        }
    }

    private static func shortened(_ text: String) -> String {
        text.count > 60 ? text.prefix(60) + "…" : text
    }

    /// How often an alias may begin, counted too high rather than too low: where a value can begin there is a `*`.
    static func aliases(in text: String) -> Int {
        var count = 0
        var canBegin = true
        for byte in text.utf8 {
            if byte == UInt8(ascii: "*"), canBegin { count += 1 }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break  // as before
            case UInt8(ascii: "\n"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: ","),
                UInt8(ascii: "["), UInt8(ascii: "{"):
                canBegin = true
            default: canBegin = byte >= 0x80  // a line break of another script may stand there
            }
        }
        return text.utf8.contains(UInt8(ascii: "&")) ? count : 0  // an alias without an anchor is an error
    }
}

/// Durations and days as people write them.
enum ConfigTime {
    private static let hour: Int64 = 3_600_000_000_000
    private static let mostHours: Int64 = 24 * 36_500

    /// Nanoseconds of `12h`, `90d`, `4w`; nil for anything else, and beyond a hundred years.
    static func duration(_ text: String) -> Int64? {
        guard let unit = text.utf8.last, text.utf8.count > 1,
            text.utf8.dropLast().allSatisfy({ (48...57).contains($0) }),
            let count = Int64(text.dropLast()), count > 0, count <= mostHours
        else { return nil }
        let hours: Int64? =
            switch unit {
            case UInt8(ascii: "h"): 1
            case UInt8(ascii: "d"): 24
            case UInt8(ascii: "w"): 24 * 7
            default: nil
            }
        guard let hours, count * hours <= mostHours else { return nil }
        return count * hours * hour
    }

    /// The first moment after a day, or the moment that is written; nil for anything else.
    static func end(ofDay text: String) -> Int64? {
        if let moment = Timestamp.nanoseconds(text) { return moment }
        guard let begin = Timestamp.nanoseconds(text + "T00:00:00Z") else { return nil }
        let (end, overflow) = begin.addingReportingOverflow(24 * hour)
        return overflow ? nil : end
    }
}
