internal import OverreachModel

/// The operators of conditions; raw values are their names in lower case, as AWS compares them.
///
/// Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
enum ConditionOperator: String, Sendable, CaseIterable {
    case stringEquals = "stringequals"
    case stringNotEquals = "stringnotequals"
    case stringEqualsIgnoreCase = "stringequalsignorecase"
    case stringNotEqualsIgnoreCase = "stringnotequalsignorecase"
    case stringLike = "stringlike"
    case stringNotLike = "stringnotlike"
    case numericEquals = "numericequals"
    case numericNotEquals = "numericnotequals"
    case numericLessThan = "numericlessthan"
    case numericLessThanEquals = "numericlessthanequals"
    case numericGreaterThan = "numericgreaterthan"
    case numericGreaterThanEquals = "numericgreaterthanequals"
    case dateEquals = "dateequals"
    case dateNotEquals = "datenotequals"
    case dateLessThan = "datelessthan"
    case dateLessThanEquals = "datelessthanequals"
    case dateGreaterThan = "dategreaterthan"
    case dateGreaterThanEquals = "dategreaterthanequals"
    case bool
    case binaryEquals = "binaryequals"
    case ipAddress = "ipaddress"
    case notIPAddress = "notipaddress"
    case arnEquals = "arnequals"
    case arnNotEquals = "arnnotequals"
    case arnLike = "arnlike"
    case arnNotLike = "arnnotlike"
    case null

    /// A value of the request.
    enum Given {
        case exactly(String)
        case within(Pattern)
        /// A time, in seconds since 1970, and any later one.
        case notBefore(Double)
    }

    /// Whether the operator asks that something is *not* so.
    var isNegated: Bool {
        switch self {
        case .stringNotEquals, .stringNotEqualsIgnoreCase, .stringNotLike, .numericNotEquals, .dateNotEquals,
            .notIPAddress, .arnNotEquals, .arnNotLike:
            true
        default: false
        }
    }

    /// Whether `*` and `?` are wildcards in the policy's values.
    var hasGlobs: Bool {
        switch self {
        case .stringLike, .stringNotLike, .arnEquals, .arnNotEquals, .arnLike, .arnNotLike: true
        default: false
        }
    }

    /// Whether variables work in the policy's values: with strings and ARNs only.
    var hasVariables: Bool { rawValue.hasPrefix("string") || rawValue.hasPrefix("arn") }

    /// Whether the operator without its negation holds; nil where the policy's value or the request's is no number,
    /// date or address, so that neither the operator nor its negation holds.
    func matches(_ given: Given, _ pattern: Pattern, written: String) -> Ternary? {
        switch self {
        case .stringEquals, .stringNotEquals, .stringLike, .stringNotLike:
            return compare(given, pattern)
        case .stringEqualsIgnoreCase, .stringNotEqualsIgnoreCase:
            let lowered = Pattern(tokens: pattern.tokens.map(ConditionOperator.lowered))
            switch given {
            case .exactly(let text): return Ternary(lowered.matches(ConditionOperator.folded(text)))
            case .within(let inner): return compare(.within(Pattern(tokens: inner.tokens.map(Self.lowered))), lowered)
            case .notBefore: return .unknown
            }
        case .arnEquals, .arnNotEquals, .arnLike, .arnNotLike:
            guard case .exactly(let text) = given else { return .unknown }
            return Ternary(ConditionOperator.arn(pattern, matches: text))
        case .bool, .binaryEquals:
            guard case .exactly(let text) = given else { return .unknown }
            return Ternary(UTF8Order.equal(self == .bool ? asciiLowered(text) : text, written))
        case .ipAddress, .notIPAddress:
            guard case .exactly(let text) = given else { return .unknown }
            guard let network = AddressRange(written), let address = AddressRange(text) else { return nil }
            return Ternary(network.contains(address))
        case .dateEquals, .dateNotEquals, .dateLessThan, .dateLessThanEquals, .dateGreaterThan, .dateGreaterThanEquals:
            if case .notBefore(let time) = given { return open(from: time, PolicyDate.seconds(written)) }
            guard case .exactly(let text) = given else { return .unknown }
            return ordered(PolicyDate.seconds(text), PolicyDate.seconds(written))
        case .numericEquals, .numericNotEquals, .numericLessThan, .numericLessThanEquals, .numericGreaterThan,
            .numericGreaterThanEquals:
            if case .notBefore(let time) = given { return open(from: time, ConditionOperator.number(written)) }
            guard case .exactly(let text) = given else { return .unknown }
            return ordered(ConditionOperator.number(text), ConditionOperator.number(written))
        case .null: return .unknown
        }
    }

    private func compare(_ given: Given, _ pattern: Pattern) -> Ternary {
        switch given {
        case .exactly(let text): return Ternary(pattern.matches(text))
        case .within(let inner):
            if pattern.covers(inner) { return .yes }
            return pattern.overlaps(inner) ? .unknown : .no
        case .notBefore: return .unknown
        }
    }

    /// What holds of all times from one on: what has passed stays so, what is to come is open.
    private func open(from time: Double, _ wanted: Double?) -> Ternary? {
        guard let wanted else { return nil }
        switch self {
        case .numericLessThan, .dateLessThan: return time >= wanted ? .no : .unknown
        case .numericLessThanEquals, .dateLessThanEquals: return time > wanted ? .no : .unknown
        case .numericGreaterThan, .dateGreaterThan: return time > wanted ? .yes : .unknown
        case .numericGreaterThanEquals, .dateGreaterThanEquals: return time >= wanted ? .yes : .unknown
        default: return time > wanted ? .no : .unknown
        }
    }

    private func ordered(_ given: Double?, _ wanted: Double?) -> Ternary? {
        guard let given, let wanted else { return nil }
        switch self {
        case .numericLessThan, .dateLessThan: return Ternary(given < wanted)
        case .numericLessThanEquals, .dateLessThanEquals: return Ternary(given <= wanted)
        case .numericGreaterThan, .dateGreaterThan: return Ternary(given > wanted)
        case .numericGreaterThanEquals, .dateGreaterThanEquals: return Ternary(given >= wanted)
        default: return Ternary(given == wanted)
        }
    }

    /// Each of the six parts separately, so that a wildcard does not span colons except in the last.
    static func arn(_ pattern: Pattern, matches text: String) -> Bool {
        guard ARN(text) != nil else { return pattern.isEverything }
        let given = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        let wanted = pattern.tokens.split(separator: 0x3A, maxSplits: 5, omittingEmptySubsequences: false)
        if pattern.isEverything { return true }
        guard wanted.count == 6 else { return false }
        return zip(wanted, given).allSatisfy { Pattern(tokens: Array($0)).matches(String($1)) }
    }

    /// A decimal number: sign, digits, point, exponent; nothing else that `Double` would read.
    private static func number(_ text: String) -> Double? {
        let isPlain = text.utf8.allSatisfy {
            ($0 >= 0x30 && $0 <= 0x39) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
        }
        return isPlain ? Double(text) : nil
    }

    private static func lowered(_ token: Pattern.Token) -> Pattern.Token {
        guard token < Pattern.anyOne, let scalar = Unicode.Scalar(token) else { return token }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first?.value ?? token : token
    }

    private static func folded(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { if let lower = Unicode.Scalar(lowered(scalar.value)) { out.append(lower) } }
        return String(out)
    }
}
