internal import OverreachAnalysis
internal import OverreachModel

extension Page {
    /// What a node reaches.
    mutating func radius(_ result: Radius.Result) {
        let stores = result.reached.filter { $0.node.kind == .dataStore }
        let used = stores.filter { $0.used != nil }.count
        heading(result.node.name, "\(result.node.kind.rawValue) · \(result.node.id)")
        let (reached, identities) = (result.counts[.dataStore], result.counts[.identity])
        let part = stores.count < reached ? " of \(stores.count) that are listed" : ""
        let become =
            identities == 0 ? "" : ", can act as \(identities == 1 ? "1 identity" : "\(identities) identities")"
        line("can reach \(Page.counted(reached, "data store")), used \(used)\(part)\(become)")
        if let task = result.task {
            self.task(task, result.reached, of: result.counts.total)
        }
        reach("Data", stores, of: reached)
        for kind in [NodeKind.identity, .credential, .workload, .mcpServer, .client, .agent, .person] {
            reach(Page.title(of: kind), result.reached.filter { $0.node.kind == kind }, of: result.counts[kind])
        }
    }

    /// Who reaches a node.
    mutating func exposure(_ result: Exposure.Result) {
        heading(result.node.name, "\(result.node.kind.rawValue) · \(result.node.id)")
        let marks = [result.crownJewel ? "a crown jewel" : nil, result.owner.map { "owned by \($0)" }]
        if marks.contains(where: { $0 != nil }) { line(marks.compactMap { $0 }.joined(separator: ", "), .quiet) }
        line(
            "can be reached by \(Page.counted(result.counts[.agent], "agent")), \(Page.counted(result.counts.total, "node")) in all"
        )
        for kind in NodeKind.allCases {
            reach(
                Page.title(of: kind), result.reachedBy.filter { $0.node.kind == kind }, of: result.counts[kind],
                from: true)
        }
    }

    /// The best paths, step by step with evidence.
    mutating func paths(_ result: Paths.Result) {
        heading("\(result.from.name) → \(result.to.name)", Page.counted(result.paths.count, "path"))
        if result.paths.isEmpty { line("no path under these assumptions", .good) }
        for (number, path) in result.paths.enumerated() {
            let assumes = path.assumes.isEmpty ? "" : " · assumes \(path.assumes.joined(separator: ", "))"
            section(
                "\(number + 1). \(Page.counted(path.steps, "step")), cost \(path.cost), \(path.verdict.rawValue)\(assumes)"
            )
            for condition in path.conditions { line("only if \(condition)", .warning, indent: 2) }
            table(
                ["from", "edge", "to", "origin", "evidence"],
                path.path.map { step in
                    [
                        Cell(step.from.name), Cell(Page.verb(step.edge), .quiet), Cell(step.to.name, .strong),
                        Cell(step.origin.rawValue, .quiet), Cell(Page.place(step.evidence), .quiet),
                    ]
                })
        }
    }

    private mutating func reach(_ title: String, _ rows: [ReachRow], of count: Int, from: Bool = false) {
        if rows.isEmpty { return }
        section("\(title) (\(rows.count < count ? "\(rows.count) of \(count)" : "\(count)"))")
        table(
            [from ? "who" : "what", "effects", "verdict", "used", "by"],
            rows.map { row in
                [
                    Cell(row.node.name, .strong), Cell(Page.words(row.effects)), Page.verdict(row),
                    Page.use(row.used, of: row.node.kind), Cell(Page.way(row.path), .quiet),
                ]
            })
        for row in rows {
            if let outside = row.outside, !outside.isEmpty {
                let words = outside.map(\.rawValue).joined(separator: ", ")
                line("\(row.node.name): \(words) is outside of the task", .alarm, indent: 2)
            }
            for condition in row.conditions { line("\(row.node.name): only if \(condition)", .warning, indent: 2) }
            if !row.scope.deny.isEmpty {
                line("\(row.node.name): not \(row.scope.deny.joined(separator: ", "))", .quiet, indent: 2)
            }
            if row.scope.allow != ["*"] {
                line("\(row.node.name): only \(row.scope.allow.joined(separator: ", "))", .quiet, indent: 2)
            }
        }
    }

    /// How a task of an agent that has none is begun.
    mutating func taskHint(_ agent: NodeRow) {
        line()
        line("no task says what \(agent.name) may do: `overreach task draft` begins with what it used", .quiet)
    }

    /// What the agent is for, and how far it goes beyond.
    private mutating func task(_ task: TaskRow, _ rows: [ReachRow], of total: Int) {
        let purpose = [task.purpose, task.owner.map { "owned by \($0)" }].compactMap { $0 }.joined(separator: ", ")
        if !purpose.isEmpty { line("task: \(purpose)", .quiet) }
        guard task.may != nil else { return line("its task does not say what it may do", .warning) }
        let outside = rows.filter { !($0.outside ?? []).isEmpty }.count
        let part = rows.count < total ? " of the \(rows.count) that are listed" : ""
        let did = task.did.map { "did \(Page.counted($0.count, "act"))" } ?? "did nothing"
        let tools = task.toolsOutside.isEmpty ? "" : " and call \(Page.counted(task.toolsOutside.count, "tool"))"
        line(
            "outside of its task it could reach \(Page.counted(outside, "node"))\(part)\(tools), and \(did)",
            outside + task.toolsOutside.count > 0 || task.did != nil ? .alarm : .good)
        for tool in task.toolsOutside { line("tool \(tool.name) is outside of the task", .alarm, indent: 2) }
    }

    private static func verdict(_ row: ReachRow) -> Cell {
        switch row.verdict {
        case .allowed: Cell("allowed")
        case .observed: Cell("observed", .alarm)
        case .conditional: Cell("conditional", .warning)
        }
    }

    /// Of identities and workloads only those that acted themselves are in the acts: no use says nothing of them.
    static func use(_ use: UseRow?, of kind: NodeKind) -> Cell {
        guard let use else { return Cell([.dataStore, .mcpServer, .credential].contains(kind) ? "never" : "") }
        return Cell("\(use.count)×", .good)
    }

    static func verb(_ edge: String) -> String { EdgeKind(name: edge)?.spec.verb ?? edge }

    /// The first place that proves a step.
    static func place(_ evidence: [EvidenceRow]) -> String {
        guard let first = evidence.first else { return "" }
        let more = evidence.count > 1 ? " and \(evidence.count - 1) more" : ""
        return first.place + more
    }

    static func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

    static func title(of kind: NodeKind) -> String {
        switch kind {
        case .person: "People"
        case .agent: "Agents"
        case .client: "Client configurations"
        case .model: "Models"
        case .mcpServer: "MCP servers"
        case .tool: "Tools"
        case .credential: "Credentials"
        case .identity: "Identities"
        case .workload: "Workloads"
        case .dataStore: "Data"
        case .grant: "Grants"
        case .scope: "Scopes"
        }
    }
}
