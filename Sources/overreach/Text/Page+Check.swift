internal import OverreachAnalysis
internal import OverreachModel

extension Page {
    /// Whether the rules hold, and what breaks them, rule by rule.
    mutating func check(_ answer: Answer<Check.Result>) {
        let result = answer.result
        heading(answer.verdictWords)
        table(
            ["rule", "status", "open", ""],
            result.rules.map { rule in
                let open = rule.violations.filter(\.isOpen).count
                return [
                    Cell(rule.id, .strong), Page.status(rule.status), Cell("\(open)", open > 0 ? .plain : .quiet),
                    Cell(Page.note(of: rule), rule.status == .unchecked ? .alarm : .quiet),
                ]
            })
        for rule in result.rules where rule.violations.contains(where: \.isOpen) { self.rule(rule) }
    }

    /// What a rule's row says besides its status.
    private static func note(of rule: Check.RuleRow) -> String {
        let known = rule.violations.filter { $0.known == true }.count
        let accepted = rule.violations.filter { $0.known != true && $0.accepted != nil }.count
        let parts = [
            rule.skipped, known > 0 ? "\(known) known by the baseline" : nil,
            accepted > 0 ? "\(accepted) accepted" : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: "; ")
    }

    /// What breaks one rule; what all of it has in common is said once.
    private mutating func rule(_ rule: Check.RuleRow) {
        let open = rule.violations.filter(\.isOpen)
        line()
        heading("\(rule.id) (\(open.count))", rule.summary)
        let remedies = open.map(\.remedy).uniqued()
        for violation in open {
            self.violation(violation)
            if remedies.count > 1 { field("do", violation.remedy) }
        }
        if remedies.count == 1 { line("What to do: \(remedies[0])", .plain, indent: 2) }
    }

    private mutating func violation(_ violation: Violation) {
        line(
            [
                Cell(violation.severity.rawValue, violation.severity <= .high ? .alarm : .warning),
                Cell(violation.title, .strong),
            ], indent: 2)
        if let first = violation.path.first {
            let names = [first.from] + violation.path.map(\.to)
            field("path", names.map { $0.kind == .grant ? "[\($0.name)]" : $0.name }.joined(separator: " → "))
        }
        if let fix = violation.fix { field("fix at", fix.place, .plain) }
        if !violation.evidence.isEmpty { field("seen in", Page.place(violation.evidence)) }
        if let owner = violation.owner { field("owner", owner) }
        field("id", violation.id)
        line()
    }

    /// A line below a violation: what it is, padded, and what it says.
    private mutating func field(_ name: String, _ text: String, _ tone: Tone = .quiet) {
        let padded = name + String(repeating: " ", count: max(0, 8 - name.utf8.count))
        line([Cell(padded, .quiet), Cell(text, tone)], indent: 4)
    }

    private static func status(_ status: Check.Status) -> Cell {
        switch status {
        case .passed: Cell("passed", .good)
        case .warned: Cell("warned", .warning)
        case .broken: Cell("broken", .alarm)
        case .skipped: Cell("skipped", .quiet)
        case .unchecked: Cell("unchecked", .alarm)
        }
    }
}

extension Array where Element == String {
    /// The elements, each where it stands first.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
