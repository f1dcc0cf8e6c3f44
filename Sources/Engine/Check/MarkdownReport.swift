public import OverreachAnalysis
internal import OverreachModel

/// An answer of `check` as Markdown, for a comment at a pull request.
public struct MarkdownReport {
    /// GitHub takes 65,536 characters.
    private static let longest = 60_000
    private static let mostEvidence = 3
    private static let mostCaveats = 20

    private let answer: Answer<Check.Result>

    /// Prepares a report.
    public init(_ answer: Answer<Check.Result>) { self.answer = answer }

    /// The text; what does not fit is counted at its end.
    public var text: String {
        let result = answer.result
        var out = "## Overreach: \(MarkdownReport.plain(answer.verdictWords))\n\n"
        out += "| | rule | open |\n|---|---|---|\n"
        for rule in result.rules { out += row(rule) }
        out += caveats("Could not be read", [Caveat.notRead, Caveat.cut])
        out += caveats("Out of date", [Caveat.stale])
        out += caveats("In the policy of the house", [Caveat.policy])

        var left = 0
        for rule in result.rules {
            for violation in rule.violations where violation.isOpen {
                let part = details(violation, of: rule)
                if out.utf8.count + part.utf8.count > MarkdownReport.longest { left += 1 } else { out += part }
            }
        }
        if left > 0 { out += "\nAnd \(left) more that do not fit here: see `overreach check`.\n" }
        let unknown = list([Caveat.notKnown, Caveat.notCollected, Caveat.ambiguous, Caveat.estimated])
        if !unknown.isEmpty, out.utf8.count < MarkdownReport.longest {
            out += "\n<details><summary>Not known</summary>\n\n\(unknown)\n</details>\n"
        }
        return out.hasSuffix("\n") ? out : out + "\n"
    }

    /// A part of its own for caveats of these reasons; nothing where there are none.
    private func caveats(_ title: String, _ reasons: [String]) -> String {
        let list = list(reasons)
        return list.isEmpty ? "" : "\n**\(title)**\n\n\(list)"
    }

    private func list(_ reasons: [String]) -> String {
        let caveats = answer.caveats.filter { reasons.contains($0.reason) }
        let shown = caveats.prefix(MarkdownReport.mostCaveats).map {
            "- \(MarkdownReport.code($0.source)) \(MarkdownReport.plain($0.detail))\n"
        }
        let left = caveats.count - shown.count
        return shown.joined() + (left > 0 ? "- and \(left) more\n" : "")
    }

    private func row(_ rule: Check.RuleRow) -> String {
        let open = rule.violations.filter(\.isOpen).count
        let excused = rule.violations.count - open
        let more = excused > 0 ? " (and \(excused) known or accepted)" : ""
        let (mark, word) =
            switch rule.status {
            case .passed: ("✅", "")
            case .warned: ("⚠️", "")
            case .broken: ("❌", "")
            case .skipped: ("⏭️", "not judged: ")
            case .unchecked: ("❓", "not checked: ")
            }
        let why = rule.skipped.map { word + MarkdownReport.plain($0) }
        let count = rule.status == .skipped ? nil : "\(open)\(more)"
        let words = [count, why].compactMap { $0 }.joined(separator: "<br>")
        return "| \(mark) | \(MarkdownReport.code(rule.id))<br>\(MarkdownReport.plain(rule.summary)) | \(words) |\n"
    }

    private func details(_ violation: Violation, of rule: Check.RuleRow) -> String {
        var out = "\n### \(violation.severity.rawValue): \(MarkdownReport.plain(violation.title))\n\n"
        if let first = violation.path.first {
            let names = [first.from] + violation.path.map(\.to)
            out += names.map { MarkdownReport.code($0.kind == .grant ? "[\($0.name)]" : $0.name) }.joined(
                separator: " → ")
            out += "\n\n"
        }
        if let fix = violation.fix { out += "- fix at \(MarkdownReport.code(MarkdownReport.place(fix)))\n" }
        let places = violation.evidence.prefix(MarkdownReport.mostEvidence).map {
            MarkdownReport.code(MarkdownReport.place($0))
        }
        let more = violation.evidence.count - places.count
        if !places.isEmpty {
            out += "- evidence: \(places.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")\n"
        }
        out += "- \(MarkdownReport.plain(violation.remedy))\n"
        if let owner = violation.owner { out += "- owner: \(MarkdownReport.plain(owner))\n" }
        return out + "- rule \(MarkdownReport.code(rule.id)), violation \(MarkdownReport.code(violation.id))\n"
    }

    private static func place(_ row: EvidenceRow) -> String { row.place }

    /// Text in which nothing is Markdown, HTML or a mention.
    static func plain(_ text: String) -> String {
        var out = ""
        for scalar in HarmlessText.line(text).unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "@": out += "&#64;"
            case "#": out += "&#35;"
            case ":": out += "&#58;"  // no address becomes a link by itself
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "!", "|", "~", "+":
                out += "\\"
                out.unicodeScalars.append(scalar)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Text as code, in a table too.
    static func code(_ text: String) -> String {
        let text = HarmlessText.line(text).replacing("|", with: "¦")
        guard text.contains("`") else { return "`\(text)`" }
        return "`` \(text.replacing("``", with: "` `")) ``"
    }
}
