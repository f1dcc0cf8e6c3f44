internal import OverreachAnalysis
internal import OverreachModel

extension Page {
    /// Where declaration and use disagree.
    mutating func gaps(_ result: Gaps.Result) {
        heading("Gaps between what is declared and what happens")
        if !result.undeclaredServers.isEmpty {
            section("Used, but not declared (\(result.undeclaredServers.count))")
            table(
                ["server", "agents", "configuration that does not name it"],
                result.undeclaredServers.map { row in
                    [
                        Cell(row.server.name, .alarm), Cell(row.agents.map(\.name).joined(separator: ", ")),
                        Cell(row.client.name, .quiet),
                    ]
                })
        }
        if !result.declaredNeverUsed.isEmpty {
            section("Declared, but never used (\(result.declaredNeverUsed.count))")
            table(
                ["server", "file", "use could be seen"],
                result.declaredNeverUsed.map { row in
                    [Cell(row.server.name, .strong), Cell(row.file), Cell(row.observable.rawValue, .quiet)]
                })
        }
        if !result.sharedCredentials.isEmpty {
            section("One credential, several servers (\(result.sharedCredentials.count))")
            table(
                ["credential", "identity", "servers"],
                result.sharedCredentials.map { row in
                    [
                        Cell(row.credential.name, .warning), Cell(row.identity?.name ?? "?"),
                        Cell(row.servers.map(\.name).joined(separator: ", ")),
                    ]
                })
        }
        if !result.remoteServersWithoutCredential.isEmpty {
            section("Remote servers without a configured credential (\(result.remoteServersWithoutCredential.count))")
            table(
                ["server", "file"],
                result.remoteServersWithoutCredential.map { [Cell($0.server.name), Cell($0.file, .quiet)] })
        }
        grants(result.grants)
        if !result.unattributed.isEmpty {
            section("Acts that nobody can attribute (\(result.unattributed.count))")
            table(
                ["time", "as", "action", "on", "missing"],
                result.unattributed.map { row in
                    [
                        Cell(row.time, .quiet), Cell(row.identity?.name ?? "?"), Cell(row.action),
                        Page.touched(row), Cell(row.missing.joined(separator: ", "), .warning),
                    ]
                })
        }
    }

    private mutating func grants(_ rows: [GrantRow]) {
        if rows.isEmpty { return }
        let unused = rows.filter { $0.used == 0 }.count
        section("Granted actions (\(rows.count), never used \(unused))")
        table(
            ["identity", "policy", "statement", "action", "used", "could be seen", "resources never used"],
            rows.map { row in
                [
                    Cell(row.identity.name, .strong), Cell(row.policy), Cell(row.sid ?? "#\(row.index)"),
                    Cell(row.action), row.used == 0 ? Cell("never", .warning) : Cell("\(row.used)×", .good),
                    Cell(row.observable.rawValue, .quiet), Cell(row.resourcesNeverUsed.joined(separator: ", ")),
                ]
            })
    }

    /// Named risks.
    mutating func findings(_ rows: [Finding]) {
        let accepted = rows.filter { $0.accepted != nil }
        heading(
            Page.counted(rows.count - accepted.count, "finding"),
            accepted.isEmpty ? "" : "and \(Page.counted(accepted.count, "accepted risk"))")
        for row in rows {
            let tone: Tone = row.severity <= .high ? .alarm : .warning
            line()
            line([Cell(row.severity.rawValue, tone), Cell(row.title, .strong)])
            way(row.path)
            if let accepted = row.accepted {
                let until = accepted.expires.map { " until \($0)" } ?? ""
                let by = accepted.owner.map { " by \($0)" } ?? ""
                line("accepted\(until)\(by)" + (accepted.reason.map { ": \($0)" } ?? ""), .good, indent: 2)
            }
            if let owner = row.owner { line("owner: \(owner)", .quiet, indent: 2) }
            line("evidence: \(Page.place(row.evidence))", .quiet, indent: 2)
            line(row.remedy, .quiet, indent: 2)
            line("\(row.rule) · \(row.references.map(\.id).joined(separator: ", "))", .quiet, indent: 2)
        }
    }

    /// The names of a path; grants in brackets.
    mutating func way(_ path: [StepRow]) {
        guard let first = path.first else { return }
        let names = [first.from] + path.map(\.to)
        line(names.map { $0.kind == .grant ? "[\($0.name)]" : $0.name }.joined(separator: " → "), indent: 2)
    }

    /// Nodes, one a line.
    mutating func nodes(_ rows: [NodeRow]) {
        heading(Page.counted(rows.count, "node"))
        table(
            ["kind", "name", "key"],
            rows.map { [Cell($0.kind.rawValue, .quiet), Cell($0.name, .strong), Cell($0.key, .quiet)] })
    }
}
