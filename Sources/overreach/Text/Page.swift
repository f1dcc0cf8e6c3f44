internal import OverreachAnalysis

/// Text for a terminal, line by line: headings, tables, notes.
///
/// Every string is made harmless here.
struct Page {
    /// How a cell is set off.
    enum Tone { case plain, strong, quiet, good, warning, alarm }

    /// A cell of a table.
    struct Cell {
        let text: String
        let tone: Tone

        init(_ text: String, _ tone: Tone = .plain) {
            self.text = Plain.text(text)
            self.tone = tone
        }
    }

    private(set) var text = ""
    private let hasColour: Bool

    init(hasColour: Bool) { self.hasColour = hasColour }

    /// A line that says what the answer is.
    mutating func heading(_ title: String, _ rest: String = "") {
        text += painted(Cell(title, .strong)) + (rest.isEmpty ? "" : "  " + painted(Cell(rest, .quiet))) + "\n"
    }

    /// A title above a part of the answer.
    mutating func section(_ title: String) { text += "\n" + painted(Cell(title, .strong)) + "\n" }

    /// A line.
    mutating func line(_ line: String = "", _ tone: Tone = .plain, indent: Int = 0) {
        text += String(repeating: " ", count: indent) + painted(Cell(line, tone)) + "\n"
    }

    /// Several cells in a line.
    mutating func line(_ cells: [Cell], indent: Int = 0) {
        text += String(repeating: " ", count: indent) + cells.map(painted).joined(separator: " ") + "\n"
    }

    /// A table with columns as wide as they need; the last one is not padded.
    mutating func table(_ head: [String], _ rows: [[Cell]], indent: Int = 2) {
        if rows.isEmpty { return }
        let all = [head.map { Cell($0.uppercased(), .quiet) }] + rows
        let widths = head.indices.map { column in all.map { width($0[column].text) }.max() ?? 0 }
        for row in all {
            var line = String(repeating: " ", count: indent)
            for (column, cell) in row.enumerated() {
                line += painted(cell)
                if column < row.count - 1 {
                    line += String(repeating: " ", count: widths[column] - width(cell.text) + 2)
                }
            }
            text += line + "\n"
        }
    }

    /// What a reader must know besides the answer: what makes it incomplete first, what was never collected last.
    mutating func caveats(_ caveats: [Caveat], isComplete: Bool) {
        func reasons(_ reasons: String...) -> [Caveat] { caveats.filter { reasons.contains($0.reason) } }
        let gaps = reasons(Caveat.notRead, Caveat.cut)
        let (policy, stale) = (reasons(Caveat.policy), reasons(Caveat.stale))
        let rest = caveats.filter { ![Caveat.notRead, Caveat.cut, Caveat.policy, Caveat.stale].contains($0.reason) }
        part(isComplete ? "Cut" : "This answer is incomplete", gaps, .alarm)
        part("Out of date", stale, .alarm)
        part("In the policy of the house", policy, .warning)
        part("Not known", rest, .quiet)
    }

    private mutating func part(_ title: String, _ caveats: [Caveat], _ tone: Tone) {
        if caveats.isEmpty { return }
        section(title)
        for caveat in caveats { line([Cell(caveat.source, tone), Cell(caveat.detail, .quiet)], indent: 2) }
    }

    private func painted(_ cell: Cell) -> String {
        guard hasColour, let code = Page.code(cell.tone) else { return cell.text }
        return "\u{1B}[\(code)m\(cell.text)\u{1B}[0m"
    }

    private static func code(_ tone: Tone) -> String? {
        switch tone {
        case .plain: nil
        case .strong: "1"
        case .quiet: "2"
        case .good: "32"
        case .warning: "33"
        case .alarm: "31"
        }
    }

    /// Columns that a text takes: wide characters of East Asia take two.
    private func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            let isWide =
                (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
                || (0xAC00...0xD7A3).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
                || (0x1F300...0x1FAFF).contains(scalar.value)
            return sum + (isWide ? 2 : 1)
        }
    }
}
