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
    private let program: GlobProgram

    /// Reads a glob.
    public init(_ text: String) {
        self.init(tokens: text.unicodeScalars.map(Pattern.token))
    }

    /// Reads what a request asks for: only `*` is a wildcard in it.
    public init(request text: String) {
        self.init(tokens: text.unicodeScalars.map { $0 == "*" ? Pattern.star : $0.value })
    }

    /// The strings that begin with a text, no character of which is a wildcard, and go on as a pattern.
    init(literal: String, then rest: Pattern) {
        self.init(tokens: literal.unicodeScalars.map(\.value) + rest.tokens)
    }

    init(tokens: [Token]) {
        self.tokens = Pattern.normal(tokens)
        text = Pattern.render(self.tokens)
        program = GlobProgram(self.tokens)
    }

    /// Matches everything.
    public static let everything = Pattern("*")

    /// The empty string alone.
    static let empty = Pattern("")

    /// Whether no wildcard is in it.
    public var isLiteral: Bool { program.isLiteral }

    /// The only string that it matches; nil where a wildcard is in it.
    public var literal: String? {
        guard isLiteral else { return nil }
        var out = String.UnicodeScalarView()
        for token in tokens { if let scalar = Unicode.Scalar(token) { out.append(scalar) } }
        return String(out)
    }

    /// Whether it matches every string.
    var isEverything: Bool { tokens.count == 1 && tokens[0] == Pattern.star }

    /// Whether the string is one of the pattern's, as UTF-8 bytes; no case folding.
    public func matches(_ string: String) -> Bool { program.matches(string, isFolding: false) }

    /// Whether the string is one of the pattern's once its letters A–Z are made a–z.
    func matchesIgnoringCase(_ string: String) -> Bool { program.matches(string, isFolding: true) }

    /// Whether some string that begins so may be the pattern's; with `isWhole`, the string is no longer; with
    /// `goesOn`, the pattern is only the beginning of one.
    func mayMatch(_ start: Substring.UTF8View, isWhole: Bool, goesOn: Bool = false) -> Bool {
        program.mayMatch(start, isWhole: isWhole, goesOn: goesOn)
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
