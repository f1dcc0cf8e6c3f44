/// What is asked for as a set of strings: a literal beginning and what may come behind it.
///
/// A plain ARN is the beginning alone; `arn:aws:s3:::bucket/*` is `arn:aws:s3:::bucket/` and `*`. Patterns are cut to
/// what remains of them behind the beginning.
struct Target {
    let prefix: String
    let tail: Pattern
    /// Whether one single resource is meant, or `*` as the resource of an action that has none.
    let isPoint: Bool

    init(_ arn: String) {
        let wildcard = arn == "*" ? nil : arn.firstIndex { $0 == "*" || $0 == "?" }
        prefix = String(arn[..<(wildcard ?? arn.endIndex)])
        tail = Pattern(wildcard.map { String(arn[$0...]) } ?? "")
        isPoint = wildcard == nil
    }

    var whole: Region { Region([Region.Term(include: tail)]) }

    /// The part of the target that a pattern of whole ARNs matches.
    func part(of pattern: Pattern) -> [Pattern] {
        if isPoint { return pattern.matches(prefix) ? [tail] : [] }
        return Pattern.minimal(pattern.residuals(after: prefix).flatMap { $0.intersection(tail) ?? [$0] })
    }

    /// A relative pattern as answers show it: `*` where the whole is meant.
    func shown(_ pattern: Pattern) -> String { isPoint ? "*" : pattern.text }
}
