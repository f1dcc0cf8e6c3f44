internal import OverreachModel

/// A text of a policy with its variables: `${key}`, `${key, 'default'}`, and `${*}`, `${?}`, `${$}` for the characters.
///
/// Source: IAM User Guide, "IAM policy elements: variables and tags".
struct TextTemplate: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case text(String)
        /// Characters that are no wildcards even where wildcards work.
        case literal(String)
        case variable(key: String, fallback: String?)

        /// What was taken out as a secret: any text.
        case redacted

        var isText: Bool {
            if case .text = self { return true }
            return false
        }
    }

    /// What a template says for one request.
    enum Resolution {
        /// The pattern, and whether a part of it is unknown and stands in it as a wildcard.
        case pattern(Pattern, isKnown: Bool)
        /// A variable has no value: nothing is equal or like it.
        case valueless
    }

    let written: String
    let parts: [Part]
    private let glob: Pattern?  // where it is text alone
    private let literal: Pattern?

    init(_ written: String, hasVariables: Bool) {
        self.written = written
        parts = (hasVariables ? TextTemplate.parse(written) : [.text(written)]).flatMap(TextTemplate.withRedaction)
        let isPlain = parts.allSatisfy(\.isText)
        glob = isPlain ? Pattern(written) : nil
        literal = isPlain ? Pattern(literal: written, then: .empty) : nil
    }

    /// Whether it is text alone, the same for every request.
    var isPlain: Bool { glob != nil }

    /// The pattern for a request; without globs, `*` and `?` stand for themselves.
    func resolved(in facts: RequestFacts, globs: Bool) -> Resolution {
        if let fixed = globs ? glob : literal { return .pattern(fixed, isKnown: true) }
        var tokens: [Pattern.Token] = []
        var isKnown = true
        for part in parts {
            switch part {
            case .text(let text):
                tokens += text.unicodeScalars.map { globs ? Pattern.token($0) : $0.value }
            case .literal(let text):
                tokens += text.unicodeScalars.map(\.value)
            case .redacted:
                tokens.append(Pattern.star)
                isKnown = false
            case .variable(let key, let fallback):
                switch facts.value(of: key) {
                case .values(let values) where values.count == 1:
                    tokens += values[0].unicodeScalars.map(\.value)
                case .values: return .valueless
                case .absent:
                    guard let fallback else { return .valueless }
                    tokens += fallback.unicodeScalars.map(\.value)
                case .within(let pattern):
                    tokens += pattern.tokens
                    isKnown = false
                case .unknown, .maybe, .oneOf:
                    tokens.append(Pattern.star)
                    isKnown = false
                }
            }
        }
        return .pattern(Pattern(tokens: tokens), isKnown: isKnown)
    }

    /// A text with each mark of redaction as a part of its own.
    private static func withRedaction(_ part: Part) -> [Part] {
        guard case .text(let text) = part, let first = Redaction.mark.utf8.first, text.utf8.contains(first) else {
            return [part]
        }
        var parts: [Part] = []
        for (place, piece) in pieces(of: text).enumerated() {
            if place > 0 { parts.append(.redacted) }
            if !piece.isEmpty { parts.append(.text(String(piece))) }
        }
        return parts
    }

    private static func pieces(of text: String) -> [Substring] {
        var (pieces, rest): ([Substring], Substring) = ([], text[...])
        var place = rest.startIndex
        while place < rest.endIndex {
            if rest[place...].utf8.starts(with: Redaction.mark.utf8) {
                pieces.append(rest[..<place])
                rest = rest[place...].dropFirst(Redaction.mark.count)
                place = rest.startIndex
            } else {
                rest.formIndex(after: &place)
            }
        }
        return pieces + [rest]
    }

    private static func parse(_ written: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(written)
        let last = written.lastIndex(of: "}")
        while let dollar = rest.firstIndex(of: "$") {
            let behind = rest[dollar...].dropFirst()
            // Without a brace that closes nothing more is a variable; to look for one again at each `$` would take long.
            guard let last, dollar < last else { break }
            guard behind.first == "{", let end = behind.firstIndex(of: "}") else {
                parts.append(.text(String(rest[...dollar])))
                rest = behind
                continue
            }
            if dollar > rest.startIndex { parts.append(.text(String(rest[..<dollar]))) }
            parts.append(variable(behind[behind.index(after: behind.startIndex)..<end]))
            rest = behind[behind.index(after: end)...]
        }
        if !rest.isEmpty || parts.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }

    private static func variable(_ inside: Substring) -> Part {
        if inside == "*" || inside == "?" || inside == "$" { return .literal(String(inside)) }
        guard let comma = inside.firstIndex(of: ",") else {
            return .variable(key: asciiLowered(trimmed(inside)), fallback: nil)
        }
        var fallback = trimmed(inside[inside.index(after: comma)...])
        if fallback.count >= 2, fallback.hasPrefix("'"), fallback.hasSuffix("'") {
            fallback = String(fallback.dropFirst().dropLast())
        }
        return .variable(key: asciiLowered(trimmed(inside[..<comma])), fallback: fallback)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
