internal import OverreachAnalysis
internal import OverreachModel

extension Page {
    /// What to change first.
    mutating func fixes(_ result: Fixes.Result, patches: Bool, isPlan: Bool) {
        heading(Page.counted(result.fixes.count, "fix", plural: "fixes"))
        if result.fixes.isEmpty {
            line("nothing that can be changed removes reach without breaking what was seen", .good)
        }
        for (number, fix) in result.fixes.enumerated() { self.fix(fix, number: number + 1, patches: patches) }
        if isPlan { plan(result) }
    }

    private mutating func fix(_ fix: Fixes.Fix, number: Int, patches: Bool) {
        line()
        line([Cell("\(number).", .quiet), Cell(fix.title, .strong)])
        line(Page.removal(fix.removes, cuts: fix.cuts), .good, indent: 3)
        for (from, stores) in Page.byEntry(fix.removes.pairs) {
            line([Cell("closes", .quiet), Cell("\(from) → \(stores.joined(separator: ", "))")], indent: 3)
        }
        for row in fix.removes.narrowed {
            line(
                [Cell("takes", .quiet), Cell("\(Page.words(row.effects)) from \(row.from.name) on \(row.to.name)")],
                indent: 3)
        }
        line([Cell("used", .quiet), Page.used(fix.used)], indent: 3)
        for row in fix.breaks {
            let times = row.count.map { " \($0)×" } ?? ""
            line([Cell("breaks", .quiet), Cell("\(row.action) on \(row.on)\(times)", .alarm)], indent: 3)
        }
        if !fix.removes.stillSeen.isEmpty {
            line(
                "telemetry from before will still show \(Page.counted(fix.removes.stillSeen.count, "pair")) of these, "
                    + "as observed", .quiet, indent: 3)
        }
        let owner = fix.owner.map { " · owner \($0)" } ?? ""
        line("confidence \(fix.confidence.rawValue) · effort \(fix.effort.rawValue)\(owner)", .quiet, indent: 3)
        for doubt in fix.doubts { line(doubt, .quiet, indent: 5) }
        if patches { patch(fix.patch) }
        line(fix.id, .quiet, indent: 3)
    }

    private mutating func patch(_ patch: Patch) {
        let shown = patch.diff.isEmpty ? patch.text : patch.diff
        for row in shown.split(separator: "\n", omittingEmptySubsequences: false) {
            let tone: Tone = row.hasPrefix("+") ? .good : row.hasPrefix("-") ? .alarm : .quiet
            line(String(row), tone, indent: 5)
        }
        for command in patch.commands where !patch.diff.isEmpty { line("$ \(command)", indent: 5) }
        for command in patch.undoCommands { line("undo: \(command)", .quiet, indent: 5) }
    }

    private mutating func plan(_ result: Fixes.Result) {
        guard let first = result.plan.first else {
            section("Plan (no step)")
            if result.open.isEmpty {
                line("nothing that was never used is left to close", .good, indent: 2)
            }
            return open(result.open)
        }
        section("Plan (\(Page.counted(result.plan.count, "step")), by \(first.by))")
        table(
            ["", "step", "breaks", "cost", "reach left", "crown jewels left", "never used"],
            result.plan.enumerated().map { number, step in
                let title = result.fixes.first { $0.id == step.fix }?.title ?? step.fix
                return [
                    Cell("\(number + 1)", .quiet), Cell(title, .strong), Page.breaks(of: step), Cell("\(step.cost)"),
                    Cell("\(step.remaining.reach)"), Cell("\(step.remaining.crownJewelReach)"),
                    Cell("\(step.remaining.unused)", step.remaining.unused == 0 ? .good : .warning),
                ]
            })
        if let last = result.plan.last, last.remaining.stillSeen > 0 {
            line(
                "telemetry from before the steps will still show \(Page.counted(last.remaining.stillSeen, "pair")) more, "
                    + "as observed", .quiet, indent: 2)
        }
        open(result.open)
    }

    /// The most pairs that are named in text; JSON has all.
    private static let mostOpen = 20

    private mutating func open(_ pairs: [Fixes.Pair]) {
        if pairs.isEmpty { return }
        line("stays open, since no fix that is known closes it:", .warning, indent: 2)
        for (from, stores) in Page.byEntry(Array(pairs.prefix(Page.mostOpen))) {
            line("\(from) → \(stores.joined(separator: ", "))", indent: 4)
        }
        if pairs.count > Page.mostOpen { line("and \(pairs.count - Page.mostOpen) more", .quiet, indent: 4) }
    }

    /// What a step breaks of what was seen, the most frequent first.
    private static func breaks(of step: Fixes.Step) -> Cell {
        guard !step.breaks.isEmpty else {
            return step.observable == .yes
                ? Cell("nothing seen", .good) : Cell("nothing seen, not all could be", .warning)
        }
        let rows = step.breaks.enumerated().sorted { a, b in
            let (x, y) = (a.element.count ?? 0, b.element.count ?? 0)
            return x == y ? a.offset < b.offset : x > y
        }.map(\.element)
        let shown = rows.prefix(2).map { row in
            "\(row.action) on \(row.on)\(row.count.map { " \($0)×" } ?? "")"
        }
        let more = rows.count > 2 ? ["\(rows.count - 2) more"] : []
        return Cell((shown + more).joined(separator: ", "), .alarm)
    }

    private static func removal(_ removal: Fixes.Removal, cuts: Int) -> String {
        let classes = removal.byClassification.counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        let reach = "removes \(counted(removal.reach, "pair"))\(classes.isEmpty ? "" : " (\(classes))")"
        return "\(reach), cuts \(counted(cuts, "best path")) to crown jewels"
    }

    private static func byEntry(_ pairs: [Fixes.Pair]) -> [(from: String, stores: [String])] {
        var rows: [(from: String, stores: [String])] = []
        for pair in pairs {
            if rows.last?.from == pair.from.name {
                rows[rows.count - 1].stores.append(pair.to.name)
            } else {
                rows.append((pair.from.name, [pair.to.name]))
            }
        }
        return rows
    }

    private static func used(_ used: Fixes.Used) -> Cell {
        let seen = used.observable == .yes ? "use could be seen" : "use could not be seen for sure: \(used.why)"
        guard used.count > 0 else { return Cell("never; \(seen)", used.observable == .yes ? .good : .warning) }
        return Cell("\(used.count)×\(used.last.map { ", last \($0)" } ?? "")")
    }

    static func counted(_ count: Int, _ noun: String, plural: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(plural)"
    }
}
