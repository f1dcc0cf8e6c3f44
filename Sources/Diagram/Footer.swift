import OverreachModel

/// What stands under the picture: the legend of what occurs in it, and the notes.
struct Footer {
    private let left: Double
    private let width: Double
    /// Where the next line begins.
    private(set) var bottom: Double

    private static let sampleWidth = 26.0
    private static let rowHeight = 22.0
    private static let font = SceneBuilder.noteFont

    init(left: Double, top: Double, width: Double) {
        self.left = left
        self.width = width
        bottom = top
    }

    /// Samples of what occurs: kinds in the order of the chain, then sensitivity, then arrows.
    mutating func legend(of picture: Picture) -> [Scene.LegendItem] {
        let kinds = NodeKind.allCases.filter { kind in picture.nodes.contains { $0.kind == kind } }
        let levels: [Picture.Sensitivity] = [.high, .low].filter { level in
            picture.nodes.contains { $0.sensitivity == level }
        }
        let styles = Picture.Style.allCases.filter { style in picture.edges.contains { $0.style == style } }
        let entries: [(Scene.LegendItem.Sample, String)] =
            kinds.map { (.kind($0), $0.word) }
            + levels.compactMap { level in level.words.map { (.sensitivity(level), $0) } }
            + styles.map { (.style($0), $0.words) }

        var items: [Scene.LegendItem] = []
        var x = left
        for (sample, words) in entries {
            let needed = Footer.sampleWidth + 7 + Footer.font.bound(words)
            if x > left, x + needed > left + width {
                x = left
                bottom += Footer.rowHeight
            }
            items.append(
                Scene.LegendItem(
                    sample: sample, box: Box(left: x, top: bottom, width: Footer.sampleWidth, height: 14),
                    line: Scene.Line(
                        text: words, x: x + Footer.sampleWidth + 7, baseline: bottom + 11, font: Footer.font,
                        anchor: .start, role: "key")))
            x += needed + 18
        }
        if !items.isEmpty { bottom += Footer.rowHeight }
        return items
    }

    /// The notes, a sentence each, in at most three lines.
    mutating func notes(_ notes: [String]) -> [Scene.Line] {
        var lines: [Scene.Line] = []
        for note in notes.prefix(12) {
            for text in DisplayText.wrap(DisplayText.visible(note), to: min(width, 1_000), lines: 3, in: Footer.font) {
                lines.append(
                    Scene.Line(
                        text: text, x: left, baseline: bottom + 12, font: Footer.font, anchor: .start, role: "note"))
                bottom += 16
            }
        }
        return lines
    }
}
