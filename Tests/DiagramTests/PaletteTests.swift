import OverreachModel
import Testing

@testable import OverreachDiagram

@Suite struct PaletteTests {
    struct Theme: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let palette: Palette
    }

    static let themes = [
        Theme(testDescription: "light", palette: .light), Theme(testDescription: "dark", palette: .dark),
    ]

    @Test(arguments: themes)
    func textHasAContrastOfFourAndAHalf(_ theme: Theme) throws {
        let palette = theme.palette
        let tones = NodeKind.allCases.map(palette.tone(of:)) + [palette.low, palette.high]
        for tone in tones {
            for ink in [palette.ink, palette.quietInk] {
                #expect(try contrast(ink, tone.fill) >= 4.5, "\(ink) on \(tone.fill)")
            }
            #expect(try contrast(palette.fullInk, tone.full) >= 4.5, "\(palette.fullInk) on \(tone.full)")
        }
        for ink in [palette.ink, palette.quietInk, palette.alarm] {
            #expect(try contrast(ink, palette.page) >= 4.5, "\(ink)")
        }
    }

    @Test(arguments: themes)
    func linesHaveAContrastOfThree(_ theme: Theme) throws {
        let palette = theme.palette
        let tones = NodeKind.allCases.map(palette.tone(of:)) + [palette.low, palette.high]
        for line in tones.map(\.stroke) + [palette.faint, palette.alarm, palette.ink] {
            #expect(try contrast(line, palette.page) >= 3, "\(line)")
        }
    }

    @Test func everyKindHasAWordAClassAndRoomForItsText() {
        #expect(Set(NodeKind.allCases.map(\.styleClass)).count == NodeKind.allCases.count)
        #expect(Set(NodeKind.allCases.map(\.word)).count == NodeKind.allCases.count)
        for kind in NodeKind.allCases {
            #expect(StyleSheet.text.contains(".\(kind.styleClass) .shape{"))
            #expect(NodeShape(kind).padding.left >= 8)
        }
    }

    @Test func darkThemeStandsBehindAMediaQueryAndTheSheetHasNoReferences() {
        #expect(StyleSheet.text.contains("@media (prefers-color-scheme:dark){"))
        for forbidden in ["url(", "@import", "<", "&", "expression"] { #expect(!StyleSheet.text.contains(forbidden)) }
        #expect(StyleSheet.text.filter { $0 == "{" }.count == StyleSheet.text.filter { $0 == "}" }.count)
    }

    /// The contrast ratio of WCAG 2.
    private func contrast(_ a: String, _ b: String) throws -> Double {
        let (x, y) = (try luminance(a), try luminance(b))
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    private func luminance(_ colour: String) throws -> Double {
        let bits = try #require(UInt32(colour.dropFirst(), radix: 16))
        let channels = [16, 8, 0].map { shift -> Double in
            let value = Double((bits >> UInt32(shift)) & 0xFF) / 255
            return value <= 0.03928 ? value / 12.92 : power((value + 0.055) / 1.055)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    /// The power 2.4 as the fifth root of the twelfth power, by Newton.
    private func power(_ base: Double) -> Double {
        let target = (0..<12).reduce(1.0) { product, _ in product * base }
        var root = 1.0
        for _ in 0..<200 { root -= (root * root * root * root * root - target) / (5 * root * root * root * root) }
        return root
    }
}
