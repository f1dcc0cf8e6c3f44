internal import OverreachAnalysis
internal import OverreachModel

extension Page {
    /// What a change would close and open.
    mutating func whatIf(_ result: WhatIf.Result) {
        heading("What if \(result.changes.map(\.meaning).joined(separator: "; "))")
        counts(result.before, result.after)
        pairs("Closed", result.closed, tone: .good, isClosed: true)
        pairs("Opened", result.opened, tone: .alarm, isClosed: false)
        rerouted(result.rerouted)
        findings("Findings that would be gone", result.findingsClosed, tone: .good)
        findings("Findings that would come", result.findingsOpened, tone: .alarm)
        for row in result.compromised { compromised(row) }
        if result.closed.isEmpty, result.opened.isEmpty, result.rerouted.isEmpty, result.compromised.isEmpty {
            line("nothing of what the entry points reach would change", .quiet)
        }
    }

    private mutating func counts(_ before: WhatIf.Counts, _ after: WhatIf.Counts) {
        func figure(_ name: String, _ old: Int, _ new: Int) -> [Cell] {
            let tone: Tone = old == new ? .quiet : new < old ? .good : .alarm
            return [Cell(name), Cell("\(old)"), Cell("\(new)", tone)]
        }
        table(
            ["", "before", "after"],
            [
                figure("pairs of entry point and data store", before.reach, after.reach),
                figure("of them crown jewels", before.crownJewelReach, after.crownJewelReach),
                figure("data stores reached", before.dataStores, after.dataStores),
                figure("crown jewels reached", before.crownJewels, after.crownJewels),
                figure("findings", before.findings, after.findings),
            ])
    }

    /// What is closed and was used breaks something, and is marked.
    private mutating func pairs(_ title: String, _ rows: [WhatIf.PairRow], tone: Tone, isClosed: Bool) {
        if rows.isEmpty { return }
        section("\(title) (\(rows.count))")
        table(
            ["from", "to", "effects", "class", "verdict"] + (isClosed ? ["used"] : []) + ["by"],
            rows.map { row in
                [
                    Cell(row.from.name, .strong), Cell(row.to.name, tone), Cell(Page.words(row.effects)),
                    Cell(row.classification, .quiet), Cell(row.verdict.rawValue, .quiet),
                ] + (isClosed ? [Page.lastUse(row.used)] : []) + [Cell(Page.way(row.path), .quiet)]
            })
    }

    private static func lastUse(_ use: UseRow?) -> Cell {
        use.map { Cell("\($0.count)×, last \($0.last.prefix(10))", .warning) } ?? Cell("not seen", .quiet)
    }

    private mutating func rerouted(_ rows: [WhatIf.ReroutedRow]) {
        if rows.isEmpty { return }
        section("Stays open, otherwise than before (\(rows.count))")
        table(
            ["from", "to", "effects", "verdict", "by"],
            rows.map { row in
                let isSame = row.verdict == row.verdictBefore
                let verdict = isSame ? row.verdict.rawValue : "\(row.verdictBefore.rawValue) → \(row.verdict.rawValue)"
                return [
                    Cell(row.from.name, .strong), Cell(row.to.name, .warning), Cell(Page.words(row.effects)),
                    Cell(verdict, .quiet), Cell(Page.way(row.path), .quiet),
                ]
            })
    }

    private mutating func compromised(_ row: WhatIf.CompromisedRow) {
        section(
            "Whoever has \(row.node.name) reaches (\(Page.counted(Set(row.reach.map(\.to.key)).count, "data store")))")
        if row.isEntryPoint {
            line(
                "attacks are taken to begin at \(row.node.name) anyway, so only what is new is counted as opened",
                .quiet, indent: 2)
        }
        if row.places.isEmpty {
            line("no process that it runs in is known, and nobody who listens to it", .quiet, indent: 2)
        } else {
            let places = row.places.map { "\($0.node.name) (\($0.assumes.joined(separator: ", ")))" }
            line("they are in \(places.joined(separator: ", ")) as well", .quiet, indent: 2)
        }
        if !row.assumed.isEmpty {
            line("of the node itself this assumes \(row.assumed.joined(separator: ", "))", .quiet, indent: 2)
        }
        guard !row.reach.isEmpty else { return line("no data is reached from there", .good, indent: 2) }
        table(
            ["to", "effects", "", "class", "verdict", "by"],
            row.reach.map { held in
                [
                    Cell(held.to.name, held.isNew ? .alarm : .strong), Cell(Page.words(held.effects)),
                    Cell(held.isNew ? "new" : "as before", held.isNew ? .alarm : .quiet),
                    Cell(held.classification, .quiet), Cell(held.verdict.rawValue, .quiet),
                    Cell(Page.way(held.path), .quiet),
                ]
            })
    }

    private mutating func findings(_ title: String, _ rows: [WhatIf.FindingRow], tone: Tone) {
        if rows.isEmpty { return }
        section("\(title) (\(rows.count))")
        for row in rows { line([Cell(row.severity.rawValue, tone), Cell(row.title)], indent: 2) }
    }

    static func words(_ effects: [Effect]) -> String { effects.map(\.rawValue).joined(separator: ", ") }

    /// The names between the two ends of a path; grants in brackets.
    static func way(_ path: [StepRow]) -> String {
        let inner = path.dropLast().map(\.to)
        if inner.isEmpty { return "directly" }
        return inner.map { $0.kind == .grant ? "[\($0.name)]" : $0.name }.joined(separator: " → ")
    }
}
