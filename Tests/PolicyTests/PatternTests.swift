import Testing

@testable import OverreachPolicy

struct PatternTests {
    /// All words up to a length over the letters.
    static func words(_ letters: String, upTo length: Int) -> [String] {
        var out = [""]
        var last = [""]
        for _ in 0..<length {
            last = last.flatMap { word in letters.map { word + String($0) } }
            out += last
        }
        return out
    }

    static func naive(_ pattern: Substring, _ text: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return naive(pattern.dropFirst(), text) || (!text.isEmpty && naive(pattern, text.dropFirst()))
        }
        return !text.isEmpty && (first == "?" || first == text.first) && naive(pattern.dropFirst(), text.dropFirst())
    }

    // `z` stands for a letter that no pattern names.
    static let texts = words("ab/z", upTo: 4)
    static let patterns = words("a*?", upTo: 3) + ["*a*b*", "a*?b", "*ab*", "a*/b", "b", "*b", "b?*", "*/a", "/*"]

    /// For each pattern, which of the texts are its own, by the naive matcher.
    static let own = patterns.map { pattern in texts.map { naive(pattern[...], $0[...]) } }

    @Test func matchesAsANaiveMatcherDoes() {
        for (pattern, own) in zip(Self.patterns, Self.own) {
            #expect(Self.texts.map { Pattern(pattern).matches($0) } == own, "\(pattern)")
        }
    }

    @Test func coversAndOverlapsAsTheirStringsDo() {
        // Two of these patterns differ, if at all, on a string of up to four letters, unless both are long.
        for (a, inA) in zip(Self.patterns, Self.own) {
            for (b, inB) in zip(Self.patterns, Self.own) where a.count <= 3 || b.count <= 3 {
                let isSubset = zip(inA, inB).allSatisfy { $0 || !$1 }
                let isDisjoint = !zip(inA, inB).contains { $0 && $1 }
                #expect(Pattern(a).covers(Pattern(b)) == isSubset, "\(a) covers \(b)")
                #expect(Pattern(a).overlaps(Pattern(b)) == !isDisjoint, "\(a) overlaps \(b)")
            }
        }
    }

    @Test func intersectionHasTheStringsOfBoth() throws {
        for (a, inA) in zip(Self.patterns, Self.own) {
            for (b, inB) in zip(Self.patterns, Self.own) where a <= b {
                let common = try #require(Pattern(a).intersection(Pattern(b)))
                let found = Self.texts.map { text in common.contains { $0.matches(text) } }
                #expect(found == zip(inA, inB).map { $0 && $1 }, "\(a) and \(b)")
            }
        }
    }

    @Test func residualsAreWhatRemainsBehindThePrefix() {
        for pattern in Self.patterns {
            for prefix in Self.words("ab/", upTo: 2) {
                let rest = Pattern(pattern).residuals(after: prefix)
                let ends = Self.words("ab/z", upTo: 2)
                let found = ends.map { end in rest.contains { $0.matches(end) } }
                let expected = ends.map { Self.naive(pattern[...], (prefix + $0)[...]) }
                #expect(found == expected, "\(pattern) after \(prefix)")
            }
        }
    }

    @Test(arguments: [
        ("arn:aws:s3:::b/*", ["*"]), ("arn:aws:s3:::b/in/*", ["in/*"]), ("arn:aws:s3:::*", ["*"]), ("*", ["*"]),
        ("arn:aws:s3:::*/in/*", ["*/in/*", "in/*"]), ("arn:aws:s3:::b", []), ("arn:aws:s3:::?/x", ["x"]),
        ("arn:aws:s3:::b*", ["*"]), ("arn:aws:s3:::c/*", []),
    ])
    func residualsOfABucketAreMinimalAndSorted(pattern: String, expected: [String]) {
        #expect(Pattern(pattern).residuals(after: "arn:aws:s3:::b/").map(\.text) == expected)
    }

    @Test func severalPatternsTogetherCoverWhatNoneCoversAlone() {
        #expect(Pattern("a?").isCovered(by: [Pattern("a*"), Pattern("b*")]))
        #expect(Pattern("*").isCovered(by: [Pattern(""), Pattern("?*")]))
        #expect(!Pattern("*").isCovered(by: [Pattern("a*"), Pattern("b*")]))
    }

    @Test func stringsThatSwiftEquatesStayTwo() {
        #expect(!Pattern("caf\u{E9}").matches("cafe\u{301}"))
        #expect(Pattern("caf?").matches("caf\u{E9}"))
    }
}
