import OverreachModel
import Testing

@Suite struct SpellingTests {
    @Test(arguments: [
        ("supprt-bot", "support-bot"), ("suport-bto", "support-bot"), ("suprt-bto", nil), ("support-bot", nil),
        ("Support-bot", "support-bot"),
        ("xy", nil), (String(repeating: "a", count: 100_000), nil),
    ])
    func aSlipIsToldAndNeverWhatWasWritten(name: String, meant: String?) {
        #expect(Spelling.nearest(name, among: ["release-bot", "support-bot", "ab"]) == meant)
    }

    @Test func whatWasWrittenIsNotOfferedBesideOthers() {
        #expect(Spelling.nearest("prod-a", among: ["prod-a", "prod-b"]) == "prod-b")
        #expect(
            Spelling.nearest("GetObject", among: ["getobject", "GetObjects", "PutObject"], within: 2, most: 3)
                == ["GetObjects", "PutObject"])
    }

    @Test func relatedNamesHoldTheTextOrAreInIt() {
        let names = ["team/Support-Bot", "ab", "support"].map { (short: $0, full: "full \($0)") }
        #expect(Spelling.related("SUPPORT-BOT", among: names) == ["full support", "full team/Support-Bot"])
        #expect(Spelling.related("", among: names).isEmpty && Spelling.hint([]).isEmpty)
        #expect(Spelling.hint(["a", "b"]) == "; did you mean a, b")
    }
}
