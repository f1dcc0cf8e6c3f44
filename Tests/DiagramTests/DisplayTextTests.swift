import Testing

@testable import OverreachDiagram

@Suite struct DisplayTextTests {
    static let font = FontMetrics(size: 12)

    @Test(arguments: [
        ("plain · text 3×", "plain · text 3×"), ("a\u{202E}b", "a\\u{202E}b"), ("\u{0}", "\\u{0}"),
        ("\u{7F}", "\\u{7F}"),
        ("a\nb\tc\rd", "a b c d"), ("\u{200B}", "\\u{200B}"), ("\u{FEFF}x", "\\u{FEFF}x"), ("\u{E0041}", "\\u{E0041}"),
        ("\u{A0}", "\\u{A0}"), ("\u{E000}", "\\u{E000}"), (Pictures.noncharacter, "\\u{FFFF}"),
        ("\u{3164}", "\\u{3164}"),
        ("e\u{301}", "e\u{301}"), ("e\u{301}\u{301}\u{301}", "e\u{301}\u{301}\\u{301}"), ("\u{301}e", "\\u{301}e"),
        ("⚠\u{FE0F}", "⚠\u{FE0F}"), ("a\u{FE0F}", "a\\u{FE0F}"), ("\u{1F468}\u{200D}", "\u{1F468}\\u{200D}"),
        ("顧客", "顧客"), ("\u{2028}", "\\u{2028}"),
    ])
    func invisibleAndReorderingScalarsAreWrittenOut(_ text: String, _ shown: String) {
        #expect(Array(DisplayText.visible(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test(arguments: Pictures.hostileTexts, [30.0, 75, 140])
    func cutTextIsNeverWiderThanItsRoom(_ text: String, _ width: Double) {
        let shown = DisplayText.visible(text)
        #expect(Self.font.bound(DisplayText.cut(shown, to: width, in: Self.font)) <= width)
        for line in DisplayText.wrapName(shown, to: width, in: Self.font) { #expect(Self.font.bound(line) <= width) }
        for line in DisplayText.wrapLabel(shown, to: width, in: Self.font) { #expect(Self.font.bound(line) <= width) }
        for line in DisplayText.wrap(shown, to: width, lines: 3, in: Self.font) {
            #expect(Self.font.bound(line) <= width)
        }
    }

    @Test func longTextKeepsItsBeginningAndItsEnd() {
        let cut = DisplayText.cut("arn:aws:iam::123456789012:role/service-role/support-mcp", to: 150, in: Self.font)
        #expect(cut.hasPrefix("arn:aws"))
        #expect(cut.hasSuffix("support-mcp") || cut.hasSuffix("mcp"))
        #expect(cut.contains("…"))
    }

    @Test func namesBreakBehindAMark() {
        #expect(DisplayText.wrapName("role analytics-reader", to: 100, in: Self.font) == ["role analytics-", "reader"])
    }

    @Test func labelsBreakBetweenTheirParts() {
        #expect(DisplayText.wrapLabel("Customers · read · 3×", to: 80, in: Self.font) == ["Customers", "read · 3×"])
    }

    @Test func wrappingKeepsAllWordsWhereThereIsRoom() {
        let lines = DisplayText.wrap("one two three four five", to: 80, lines: 9, in: Self.font)
        #expect(lines.count > 1)
        #expect(lines.joined(separator: " ") == "one two three four five")
    }

    @Test func widthNeverFallsBelowTheNaturalOne() {
        for weight in [FontMetrics.Weight.regular, .bold] {
            let font = FontMetrics(size: 10, weight: weight)
            for value in 0x20...UInt32(0x2FFF) {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let text = String(Character(scalar))
                #expect(font.bound(text) >= font.natural(text), "U+\(String(value, radix: 16))")
            }
        }
    }

    /// Widths in thousandths of the size, read from the fonts' own tables: Liberation Sans, DejaVu Sans, DejaVu Sans Bold.
    @Test(
        arguments: [
            ("role analytics-reader", 9060, 10365, 11763),
            ("Customers · read · 3×", 9753, 11034, 12263),
            ("arn:aws:s3:::Acme_Data/*", 11561, 12999, 14497),
            ("Größe", 2834, 3043, 3398),
            ("Привет", 3379, 3824, 4144),
        ] as [(String, Double, Double, Double)])
    func widthsAreThoseOfTheFonts(_ text: String, _ liberation: Double, _ dejaVu: Double, _ dejaVuBold: Double) {
        let font = FontMetrics(size: 1000)
        #expect(abs(font.natural(text) - liberation) <= liberation * 0.05)
        #expect(font.bound(text) >= dejaVu - 2)
        #expect(FontMetrics(size: 1000, weight: .bold).bound(text) >= dejaVuBold - 2)
        #expect(font.bound(text) <= dejaVu * 1.45)
    }
}
