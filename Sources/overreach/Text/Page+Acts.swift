internal import OverreachAnalysis
internal import OverreachModel

extension Page {
    /// Acts, one a line.
    mutating func activities(_ rows: [ActivityRow]) {
        heading(Page.counted(rows.reduce(0) { $0 + $1.count }, "act"))
        table(
            ["time", "who", "agents", "tool", "as", "action", "on", "outcome"],
            rows.map { row in
                // What is not there is asked for only where the act should have it: a person at a console needs no agent.
                func known(_ name: String?, _ link: String) -> String {
                    name ?? (row.missing.contains(link) ? "?" : "")
                }
                let agents = row.agents.isEmpty ? nil : row.agents.map(\.name).joined(separator: " → ")
                return [
                    Cell(row.time, .quiet), Cell(known(row.initiator?.name, "initiator")),
                    Cell(known(agents, "agent"), .strong),
                    Cell([row.server?.name, row.tool?.name].compactMap { $0 }.joined(separator: "/")),
                    Cell(known(row.identity?.name, "identity")),
                    Cell(row.count > 1 ? "\(row.action) \(row.count)×" : row.action), Page.touched(row),
                    Cell(row.outcome.rawValue, row.outcome == .succeeded ? .quiet : .warning),
                ]
            })
        let outside = rows.filter { !$0.outsideTaskOf.isEmpty }
        if outside.isEmpty { return }
        section("Outside of a task (\(outside.count))")
        for row in outside {
            let agents = row.outsideTaskOf.map(\.name).joined(separator: ", ")
            line(
                "\(row.time) \(row.action) \(row.target?.name ?? row.tool?.name ?? ""): outside of \(agents)", .alarm,
                indent: 2)
        }
    }

    /// What an act was done to: the store, else what exactly it was about.
    static func touched(_ row: ActivityRow) -> Cell {
        row.target.map { Cell($0.name, .strong) }
            ?? Cell(row.object ?? (row.missing.contains("target") ? "?" : ""))
    }

    /// A trace as a tree, with how every link is known.
    mutating func trace(_ result: Trace.Result) {
        let call = result.acts.count == 1 ? result.acts.first?.id : nil
        heading(
            result.trace.map { "trace \($0)" } ?? call.map { "act \($0)" } ?? "acts without a trace",
            Page.counted(result.acts.reduce(0) { $0 + $1.count }, "act"))
        for sentence in result.story { line(sentence, .strong, indent: 2) }
        line()
        tree(result.tree, prefix: "")
        content(result.acts)
        if result.missing.isEmpty { return }
        section("Missing links")
        for link in result.missing { line(link, .warning, indent: 2) }
    }

    /// What detectors found in what the acts carried and in what the agents had read, each once.
    private mutating func content(_ acts: [ActivityRow]) {
        var rows: [[String]] = []
        for act in acts {
            for (labels, when) in [(act.inputLabels, "read before"), (act.labels, "in the act")] {
                for label in labels {
                    let row = [label.category.rawValue, label.detector, label.place.rawValue, when, label.span]
                    if !rows.contains(row) { rows.append(row) }
                }
            }
        }
        if rows.isEmpty { return }
        section("Found in content")
        table(
            ["what", "detector", "stood in", "when", "span"],
            rows.map { row in [Cell(row[0], .warning)] + row[1...3].map { Cell($0) } + [Cell(row[4], .quiet)] })
    }

    /// How the links are known: each method once, with how sure it is where that is less than certain.
    private static func known(_ joins: [ActivityRow.JoinRow]) -> String? {
        var methods: [String] = []
        for join in joins {
            let text = join.confidence == .certain ? join.method : "\(join.method) (\(join.confidence.rawValue))"
            if !methods.contains(where: { UTF8Order.equal($0, text) }) { methods.append(text) }
        }
        return methods.isEmpty ? nil : methods.joined(separator: ", ")
    }

    private mutating func tree(_ links: [Trace.Link], prefix: String) {
        for (place, link) in links.enumerated() {
            let isLast = place == links.count - 1
            var cells = [Cell(prefix + (isLast ? "└─" : "├─"), .quiet)]
            let count = link.count > 1 ? "\(link.count)×" : nil
            if let action = link.action {
                cells.append(Cell(action, .strong))
                if let name = link.node?.name ?? link.object { cells.append(Cell("on \(name)")) }
                if let effect = link.effect { cells.append(Cell("(\(effect.rawValue))", .quiet)) }
            } else {
                cells.append(Cell(link.role, .quiet))
                cells.append(link.node.map { Cell($0.name, .strong) } ?? Cell("missing", .alarm))
            }
            if let count { cells.append(Cell(count, .good)) }
            if let known = Page.known(link.joins) { cells.append(Cell("by \(known)", .quiet)) }
            line(cells)
            tree(link.children, prefix: prefix + (isLast ? "   " : "│  "))
        }
    }
}
