internal import OverreachAnalysis
internal import OverreachModel

extension Page {
    /// How many acts have a full chain, and what would close the rest.
    mutating func attribution(_ result: AttributionShare.Result) {
        heading(
            "\(result.full) of \(result.acts) acts have a full chain",
            Page.share(result.full, of: result.acts)
                + (result.system > 0 ? "; \(result.system) more are of clouds and clusters themselves" : ""))
        section("By source")
        table(
            ["seen in", "acts", "full", "share"],
            result.sources.map {
                [
                    Cell($0.source, .strong), Cell("\($0.acts)"), Cell("\($0.full)"),
                    Cell(Page.share($0.full, of: $0.acts)),
                ]
            })
        section("By link")
        table(
            ["link", "known", "missing", "by"],
            result.links.map { link in
                [
                    Cell(link.link, .strong), Cell("\(link.present)"),
                    Cell("\(link.missing)", link.missing > 0 ? .warning : .quiet),
                    Cell(
                        link.methods.map { "\($0.method) (\($0.confidence.rawValue)) \($0.acts)×" }
                            .joined(separator: ", "), .quiet),
                ]
            })
        if result.advice.isEmpty { return }
        section("What would close the rest")
        for advice in result.advice {
            let acts = Page.counted(advice.acts, "act")
            let isIncident = advice.kind == .incident
            line(
                [
                    isIncident ? Cell(acts, .alarm) : Cell("\(acts), \(advice.completes) complete", .good),
                    Cell(advice.advice, .strong),
                ], indent: 2)
            let links = isIncident ? "" : " · links: \(advice.links.joined(separator: ", "))"
            line(
                "\(advice.kind.rawValue) \(advice.what) · \(advice.place)\(links) · e.g. \(advice.examples.first ?? "")",
                .quiet, indent: 4)
        }
    }

    private static func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "–" : "\((part * 100 + whole / 2) / whole)%"
    }

    /// What followed risky prompts, risky acts after harmless ones, and observed flows.
    mutating func flows(_ result: Flows.Result) {
        heading("Prompt and action", "\(Page.counted(result.agentActs, "act")) of agents")
        if result.otherActs > 0 {
            line(
                "Of \(Page.counted(result.otherActs, "more act")) no agent is known; \(result.otherRisky) of them are risky by "
                    + "what they did. `overreach attribution` says what would name the agents.", .warning, indent: 2)
        }
        section("Restricted data, then something sent outside (\(result.flows.count))")
        for flow in result.flows {
            line(
                [
                    Cell(flow.send.time, .quiet), Cell(flow.path.map(\.name).joined(separator: " → "), .alarm),
                    Cell("in one \(flow.within) (\(flow.confidence.rawValue))", .quiet),
                ], indent: 2)
            line("read: \(flow.read.action) \(flow.read.id)", .quiet, indent: 4)
            line("sent: \(flow.send.action) \(flow.send.id)", .quiet, indent: 4)
        }
        section("Acts after risky input (\(result.afterRiskyInput.count))")
        table(["time", "agent", "act", "on", "risky act", "risky input"], result.afterRiskyInput.map(Page.risky))
        section("Risky acts of agents after harmless input (\(result.riskyAfterHarmless.count))")
        table(["time", "agent", "act", "on", "risky act", "risky input"], result.riskyAfterHarmless.map(Page.risky))
        if !result.riskyOthers.isEmpty {
            section("Risky acts of which no agent is known (\(result.riskyOthers.count))")
            table(
                ["time", "as", "act", "on", "risky act"],
                result.riskyOthers.prefix(Page.riskyShown).map { row in
                    [
                        Cell(row.act.time, .quiet), Cell(row.act.identity?.name ?? "?", .strong), Cell(row.act.action),
                        Cell(row.act.target?.name ?? row.act.object ?? ""),
                        Cell(row.execution.map(\.rawValue).joined(separator: ", "), .alarm),
                    ]
                })
            let more = result.riskyOthers.count - Page.riskyShown
            if more > 0 { line("and \(more) more: `--format json` has them all", .quiet, indent: 2) }
        }
        section("Labels (\(result.labels.count))")
        table(
            ["category", "detector", "stood in", "spans"],
            result.labels.map {
                [
                    Cell($0.category.rawValue, .strong), Cell($0.detector), Cell($0.place.rawValue, .quiet),
                    Cell("\($0.spans)"),
                ]
            })
    }

    /// The most risky acts of nobody's agent that a terminal is shown: a log of a cloud may hold thousands.
    private static let riskyShown = 50

    private static func risky(_ row: Flows.RiskyAct) -> [Cell] {
        var input: [String] = []
        for label in row.input where !input.contains("\(label.category.rawValue): \(label.detector)") {
            input.append("\(label.category.rawValue): \(label.detector)")
        }
        return [
            Cell(row.act.time, .quiet), Cell(row.act.agent?.name ?? "?", .strong), Cell(row.act.action),
            Cell(row.act.target?.name ?? row.act.object ?? ""),
            Cell(row.execution.map(\.rawValue).joined(separator: ", "), row.execution.isEmpty ? .quiet : .alarm),
            Cell(input.joined(separator: ", "), .warning),
        ]
    }

    /// What is seen for the first time.
    mutating func changes(_ result: Changes.Result) {
        heading("Since \(result.since)", "\(Page.counted(result.after, "act")), \(result.before) before")
        if result.before == 0 { line("Nothing was seen before: everything is new.", .warning) }
        nodes(result.newAgents, "New agents")
        nodes(result.newServers, "New servers")
        nodes(result.newTargets, "New data")
        if !result.readersThatWrote.isEmpty {
            section("Tools that had only read, or say so, and changed something (\(result.readersThatWrote.count))")
            table(
                ["time", "tool", "reads before", "says", "did", "to", "act"],
                result.readersThatWrote.map {
                    [
                        Cell($0.act.time, .quiet), Cell($0.tool.name, .alarm), Cell("\($0.reads)"),
                        Cell($0.saysReadOnly ? "only reads" : "", .warning), Cell($0.act.action),
                        Cell($0.act.target?.name ?? $0.act.object ?? ""), Cell($0.act.id, .quiet),
                    ]
                })
        }
        if !result.newAddresses.isEmpty {
            section("Identities used from a new address (\(result.newAddresses.count))")
            table(
                ["first", "identity", "address", "known", "acts", "act"],
                result.newAddresses.map {
                    [
                        Cell($0.first, .quiet), Cell($0.identity.name, .strong), Cell($0.address, .warning),
                        Cell($0.known.joined(separator: ", "), .quiet), Cell("\($0.count)"), Cell($0.act, .quiet),
                    ]
                })
        }
        section("First seen: agent, tool, identity, data (\(result.firstSeen.count))")
        table(
            ["first", "agent", "tool", "as", "on", "effect", "acts", "act"],
            result.firstSeen.map {
                [
                    Cell($0.first, .quiet), Cell($0.agent?.name ?? "?", .strong), Cell($0.tool?.name ?? "?"),
                    Cell($0.identity?.name ?? "?"), Cell($0.target?.name ?? $0.object ?? "", .strong),
                    $0.effect.map { Cell($0.rawValue) } ?? Cell($0.action, .quiet),
                    Cell("\($0.count)"), Cell($0.act, .quiet),
                ]
            })
    }

    private mutating func nodes(_ rows: [Changes.NewNode], _ title: String) {
        if rows.isEmpty { return }
        section("\(title) (\(rows.count))")
        table(
            ["first", "what", "agents", "act"],
            rows.map {
                [
                    Cell($0.first, .quiet), Cell($0.node.name, .warning),
                    Cell($0.agents.map(\.name).joined(separator: ", ")), Cell($0.act, .quiet),
                ]
            })
    }
}
