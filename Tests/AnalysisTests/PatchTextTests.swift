import OverreachModel
import Testing

@testable import OverreachAnalysis

struct PatchTextTests {
    /// Applies a unified diff by itself, so that what it says is what it does.
    private func applied(_ diff: String, to old: String) throws -> String {
        var lines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var shift = 0
        var place = 0
        for row in diff.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).dropLast() {
            if row.hasPrefix("@@") {
                let numbers = row.split(whereSeparator: { " ,-+@".contains($0) }).compactMap { Int($0) }
                try #require(numbers.count == 4)
                place = numbers[0] - (numbers[1] == 0 ? 0 : 1) + shift
            } else if row.hasPrefix("-") {
                try #require(lines[place] == row.dropFirst())
                lines.remove(at: place)
                shift -= 1
            } else if row.hasPrefix("+") {
                lines.insert(String(row.dropFirst()), at: place)
                (place, shift) = (place + 1, shift + 1)
            } else {
                try #require(lines[place] == row.dropFirst())
                place += 1
            }
        }
        return lines.joined(separator: "\n")
    }

    @Test(arguments: 0..<60) func aDiffTurnsTheOldTextIntoTheNew(_ seed: Int) throws {
        var state = UInt64(seed + 1)
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let old = (0..<(1 + next(40))).map { _ in "line \(next(6))" }
        var new = old
        for _ in 0..<next(8) {
            if next(2) == 0, !new.isEmpty {
                new.remove(at: next(new.count))
            } else {
                new.insert("new \(next(6))", at: next(new.count + 1))
            }
        }
        let (a, b) = (old.joined(separator: "\n"), new.joined(separator: "\n"))
        let diff = UnifiedDiff.text(from: a, to: b, names: ("a", "b"))
        #expect(diff.isEmpty == (a == b))
        if !diff.isEmpty, !new.isEmpty { #expect(try applied(diff, to: a) == b) }
    }

    @Test func aShellTakesHostileWordsAsTheyAre() {
        #expect(
            ShellText.command(["aws", "a b", "x'; rm -rf /", "$(id)", ""]) == "aws 'a b' 'x'\\''; rm -rf /' '$(id)' ''")
        #expect(ShellText.command(["arn:aws:iam::1:role/a"]) == "arn:aws:iam::1:role/a")
    }

    @Test func documentsAreWrittenAsJSON() {
        let value = Value.object([
            Value.Member("a\"\n", .array([Value.Element(.string("\u{202E}x")), Value.Element(.number("1.50"))])),
            Value.Member("b", .object([])), Value.Member("c", .null),
        ])
        #expect(DocumentText.compact(value) == #"{"a\"\n":["\u202ex",1.50],"b":{},"c":null}"#)
        #expect(
            DocumentText.json(value)
                == "{\n  \"a\\\"\\n\": [\n    \"\\u202ex\",\n    1.50\n  ],\n  \"b\": {},\n  \"c\": null\n}")
    }

    @Test func arrowsInNamesDoNotConfuse() {
        let readings = EdgeText.readings("a->b -[HOLDS_GRANT]-> c").map { "\($0.from)|\($0.kind ?? "")|\($0.to)" }
        #expect(readings == ["a||b -[HOLDS_GRANT]-> c", "a->b|HOLDS_GRANT|c"])
        #expect(EdgeText.readings("->").isEmpty)
        #expect(EdgeText.readings("").isEmpty)
    }
}
