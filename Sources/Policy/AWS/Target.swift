internal import OverreachModel

/// What is asked for as a set of strings: a literal beginning and what may come behind it.
///
/// A plain ARN is the beginning alone; `arn:aws:s3:::bucket/*` is `arn:aws:s3:::bucket/` and `*`. Patterns are cut to
/// what remains of them behind the beginning.
struct Target {
    private let arn: String
    private let end: String.Index  // of the beginning
    let tail: Pattern
    /// Whether one single resource is meant, or `*` as the resource of an action that has none.
    let isPoint: Bool

    init(_ arn: String) {
        self.arn = arn
        let wildcard =
            hasPart(arn, "*") && arn.utf8.count > 1 ? arn.utf8.firstIndex(of: UInt8(ascii: "*")) : nil
        end = wildcard ?? arn.endIndex
        tail = wildcard.map { Pattern(request: String(arn[$0...])) } ?? .empty
        isPoint = wildcard == nil
    }

    var prefix: Substring.UTF8View { arn[..<end].utf8 }

    var whole: Region { Region([Region.Term(include: tail)]) }

    /// The part of the target that a pattern of whole ARNs matches.
    func part(of pattern: Pattern) -> [Pattern] {
        if pattern.isEverything { return [tail] }
        if isPoint { return pattern.matches(arn) ? [tail] : [] }
        guard pattern.mayMatch(prefix, isWhole: false) else { return [] }
        return Pattern.minimal(pattern.residuals(after: String(arn[..<end])).flatMap { $0.intersection(tail) ?? [$0] })
    }

    /// A relative pattern as answers show it: `*` where the whole is meant.
    func shown(_ pattern: Pattern) -> String { isPoint ? "*" : pattern.text }
}
