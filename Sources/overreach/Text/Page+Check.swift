internal import OverreachAnalysis

extension Page {
    /// Whether the rules hold, and what breaks them.
    mutating func check(_ result: Check.Result) {
        let broken = result.rules.filter { $0.status == .broken }.count
        heading(broken == 0 ? "The rules hold" : "\(Page.counted(broken, "rule")) broken")
        table(
            ["rule", "status", "violations", ""],
            result.rules.map { rule in
                let open = rule.violations.filter(\.isOpen).count
                let excused = rule.violations.count - open
                return [
                    Cell(rule.id, .strong), Page.status(rule.status), Cell("\(open)"),
                    Cell(rule.skipped ?? (excused > 0 ? "and \(excused) known or accepted" : ""), .quiet),
                ]
            })
        for rule in result.rules {
            for violation in rule.violations where violation.isOpen { self.violation(violation, of: rule) }
        }
    }

    private mutating func violation(_ violation: Violation, of rule: Check.RuleRow) {
        line()
        line([
            Cell(violation.severity.rawValue, violation.severity <= .high ? .alarm : .warning),
            Cell(violation.title, .strong),
        ])
        way(violation.path)
        if let fix = violation.fix { line("fix at: \(Page.place([fix]))", .plain, indent: 2) }
        if !violation.evidence.isEmpty { line("evidence: \(Page.place(violation.evidence))", .quiet, indent: 2) }
        line(violation.remedy, .quiet, indent: 2)
        if let owner = violation.owner { line("owner: \(owner)", .quiet, indent: 2) }
        line("\(rule.id) · \(violation.id)", .quiet, indent: 2)
    }

    private static func status(_ status: Check.Status) -> Cell {
        switch status {
        case .passed: Cell("passed", .good)
        case .warned: Cell("warned", .warning)
        case .broken: Cell("broken", .alarm)
        case .skipped: Cell("skipped", .quiet)
        }
    }
}
