internal import OverreachModel

/// A glob over whole strings: `*` stands for any run of characters, `/` and `:` among them, `?` for exactly one.
///
/// Two patterns are equal if they were written alike up to the order of neighbouring wildcards (`*?` is `?*`).
public struct Pattern: Sendable, Hashable, Comparable {
    /// One place of a pattern: a Unicode scalar that must stand there, or a wildcard.
    typealias Token = UInt32

    static let star: Token = .max
    static let anyOne: Token = .max - 1

    /// The pattern as text; a `*` or `?` that is meant literally shows as `${*}` or `${?}`.
    public let text: String
    // Runs of wildcards are normal: all `?` first, then at most one `*`.
    let tokens: [Token]

    /// Reads a glob.
    public init(_ text: String) {
        self.init(tokens: text.unicodeScalars.map(Pattern.token))
    }

    init(tokens: [Token]) {
        self.tokens = Pattern.normal(tokens)
        text = Pattern.render(self.tokens)
    }

    /// Matches everything.
    public static let everything = Pattern("*")

    /// Whether no wildcard is in it.
    public var isLiteral: Bool { !tokens.contains { $0 >= Pattern.anyOne } }

    /// Whether the string is one of the pattern's, as UTF-8 bytes; no case folding.
    public func matches(_ string: String) -> Bool {
        let text = string.unicodeScalars
        var (place, at) = (0, text.startIndex)
        var (starPlace, starAt) = (-1, text.startIndex)
        while at < text.endIndex {
            if place < tokens.count, tokens[place] == Pattern.star {
                starPlace = place
                starAt = at
                place += 1
            } else if place < tokens.count, tokens[place] == Pattern.anyOne || tokens[place] == text[at].value {
                place += 1
                text.formIndex(after: &at)
            } else if starPlace >= 0 {
                // Only the last star needs to give way: what an earlier one could take, the later one takes as well.
                text.formIndex(after: &starAt)
                at = starAt
                place = starPlace + 1
            } else {
                return false
            }
        }
        while place < tokens.count, tokens[place] == Pattern.star { place += 1 }
        return place == tokens.count
    }

    /// By their UTF-8 text.
    public static func < (a: Pattern, b: Pattern) -> Bool { UTF8Order.less(a.text, b.text) }

    /// Same tokens.
    public static func == (a: Pattern, b: Pattern) -> Bool { a.tokens == b.tokens }

    /// Hashes the tokens.
    public func hash(into hasher: inout Hasher) { hasher.combine(tokens) }

    static func token(_ scalar: Unicode.Scalar) -> Token {
        switch scalar {
        case "*": star
        case "?": anyOne
        default: scalar.value
        }
    }

    private static func normal(_ tokens: [Token]) -> [Token] {
        var out: [Token] = []
        out.reserveCapacity(tokens.count)
        for token in tokens {
            if token == star, out.last == star { continue }
            if token == anyOne, out.last == star {
                out[out.count - 1] = anyOne
                out.append(star)
                continue
            }
            out.append(token)
        }
        return out
    }

    private static func render(_ tokens: [Token]) -> String {
        var out = String.UnicodeScalarView()
        for token in tokens {
            switch token {
            case star: out.append("*")
            case anyOne: out.append("?")
            case 0x2A: out.append(contentsOf: "${*}".unicodeScalars)
            case 0x3F: out.append(contentsOf: "${?}".unicodeScalars)
            default: if let scalar = Unicode.Scalar(token) { out.append(scalar) }
            }
        }
        return String(out)
    }
}
