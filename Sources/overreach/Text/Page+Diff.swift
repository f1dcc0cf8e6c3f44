internal import OverreachAnalysis
internal import OverreachModel

extension Page {
    /// What opened and what closed.
    mutating func diff(_ result: Diff.Result) {
        let parts = [("opened", result.opened), ("closed", result.closed), ("changed", result.changed)]
        heading(
            "From \(result.from) to \(result.to)",
            parts.map { word, rows in "\(rows.filter { $0.what == .path }.count) paths \(word)" }.joined(
                separator: ", "))
        for (word, rows) in parts { paths(word, rows.filter { $0.what == .path }) }
        for (word, rows) in parts {
            others("Edges \(word)", rows.filter { $0.what == .edge }) { row in
                "\(row.from?.name ?? "") \(row.edge.map(Page.verb) ?? "") \(row.to?.name ?? "")"
            }
        }
        for (word, rows) in parts {
            others("Nodes \(word)", rows.filter { $0.what == .node }) { row in
                let before = (row.before?.properties ?? []).map { "-\($0)" }
                let said = before + (row.after?.properties ?? []).map { "+\($0)" }
                return "\(row.node?.kind.rawValue ?? "") \(row.node?.name ?? "") \(said.joined(separator: " "))"
            }
        }
    }

    private mutating func paths(_ word: String, _ rows: [Diff.Row]) {
        if rows.isEmpty { return }
        section("Paths \(word) (\(rows.count))")
        for row in rows {
            let tone: Tone = row.before == nil ? .alarm : row.after == nil ? .good : .warning
            let effects = Page.effects(before: row.before?.effects, after: row.after?.effects)
            line([Cell("\(row.from?.name ?? "") → \(row.to?.name ?? "")", tone), Cell(effects)], indent: 2)
            way(row.path)
            for cause in row.because {
                let step = "\(cause.step.from.name) \(Page.verb(cause.step.edge)) \(cause.step.to.name)"
                line("\(cause.change.rawValue): \(step)  \(Page.place(cause.step.evidence))", .quiet, indent: 4)
            }
        }
    }

    private mutating func others(_ title: String, _ rows: [Diff.Row], _ words: (Diff.Row) -> String) {
        if rows.isEmpty { return }
        section("\(title) (\(rows.count))")
        for row in rows { line([Cell(words(row)), Cell(Page.place(row.evidence), .quiet)], indent: 2) }
    }

    private static func effects(before: [Effect]?, after: [Effect]?) -> String {
        let words = [before, after].map { $0.map { $0.map(\.rawValue).joined(separator: ", ") } }
        if let old = words[0], let new = words[1] { return old == new ? new : "\(old) → \(new)" }
        return words[0] ?? words[1] ?? ""
    }
}
