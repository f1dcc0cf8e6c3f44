internal import OverreachAnalysis
internal import OverreachModel

/// The review of an agent, or of whatever else acts, as Markdown; every line names its evidence.
struct ReviewPage {
    private(set) var text = ""

    init(_ answer: Answer<Review.Result>) {
        let result = answer.result
        let isAgent = result.node.kind == .agent
        text +=
            "# Review of \(isAgent ? "" : "\(ReviewPage.word(result.node.kind)) ")\(ReviewPage.safe(result.node.name))\n\n"
        text += "- \(isAgent ? "Agent" : "Node"): `\(ReviewPage.code(result.node.key))`\n"
        text += "- Period: \(result.from ?? "nothing seen") to \(result.to ?? "nothing seen")\n"
        text += "- Acts: \(result.acts)\n- Graph: `\(answer.snapshot.id)`"
        text += answer.complete ? "\n" : ", incomplete: see the end\n"

        if let task = result.task { self.task(task) }
        uses("On whose behalf", result.initiators, .initiators, of: result)
        uses(
            isAgent ? "Other agents of the chains" : "Agents of the chains", result.otherAgents, .otherAgents,
            of: result)
        uses("Servers that were called", result.servers, .servers, of: result)
        uses("Tools that ran", result.tools, .tools, of: result)
        uses("As whom", result.identities, .identities, of: result)
        uses("What was accessed", result.data, .data, of: result)
        outside(isAgent ? "Outside of its task, or out of the ordinary" : "Out of the ordinary", result.outside)
        findings(result.findings)
        prompts(result)
        unusedGrants(result.unusedGrants)
        unusedData(result.unusedData)
        gaps(result)
        caveats(answer)
    }

    private mutating func uses(
        _ title: String, _ rows: [Review.Use], _ section: Review.Section, of result: Review.Result
    ) {
        table(
            title, ["what", "kind", "acts", "refused", "failed", "effects", "first", "last", "evidence"],
            rows.map { row in
                [
                    row.node.name, row.node.kind.rawValue, "\(row.acts)", "\(row.denied)", "\(row.failed)",
                    row.effects.map(\.rawValue).joined(separator: ", "), row.first, row.last,
                    ReviewPage.evidence(row.evidence),
                ]
            })
        let rests = result.unlisted.filter { $0.section == section }
        if !rests.isEmpty { text += "\n" }
        for rest in rests {
            text += "- \(rest.acts) of \(result.acts) acts are not listed here: \(rest.why); the first: "
            text += "\(ReviewPage.safe(ReviewPage.evidence(rest.evidence)))\n"
        }
        // Only of agents an act may name several.
        let sum = rows.reduce(0) { $0 + $1.acts } + rests.reduce(0) { $0 + $1.acts }
        if sum > result.acts { text += "\nAn act that names several counts in the row of each.\n" }
    }

    private mutating func findings(_ rows: [Review.Concern]) {
        table(
            "Findings", ["severity", "finding", "why it is here", "accepted", "id", "evidence"],
            rows.map { row in
                let finding = row.finding
                return [
                    finding.severity.rawValue, finding.title, row.why,
                    finding.accepted.map { "yes" + ($0.owner.map { ", by \($0)" } ?? "") } ?? "no", finding.id,
                    ReviewPage.evidence(finding.evidence),
                ]
            }, none: "None.")
        if !rows.isEmpty { text += "\nFindings are of all that is known, not of the period alone.\n" }
    }

    /// What followed risky prompts, risky acts after harmless ones, and observed flows.
    private mutating func prompts(_ result: Review.Result) {
        let prompts = result.prompts
        let isUnknown = prompts.agentActs > 0 && !result.contentRecorded
        risky(
            "Acts after risky prompts", prompts.afterRiskyInput,
            none: isUnknown ? "Not known: telemetry carries no content." : "None.")
        risky(
            isUnknown ? "Risky acts, after what is not known" : "Risky acts after harmless prompts",
            prompts.riskyAfterHarmless, none: "None.")
        if isUnknown, !prompts.riskyAfterHarmless.isEmpty {
            text += "\nWhat was read before them is not known: telemetry carries no content.\n"
        }
        if prompts.otherActs > 0 {
            risky("Risky acts of which no agent is known", prompts.riskyOthers, none: "None.")
        }
        table(
            "Restricted data, then something sent outside",
            ["time", "read", "sent", "way", "within", "confidence", "ids", "evidence"],
            prompts.flows.map { flow in
                [
                    flow.send.time, flow.read.action, flow.send.action,
                    flow.path.map(\.name).joined(separator: " → "), flow.within, flow.confidence.rawValue,
                    flow.read.id == flow.send.id ? flow.read.id : "\(flow.read.id); \(flow.send.id)",
                    ReviewPage.evidence(
                        flow.read.evidence + (flow.read.id == flow.send.id ? [] : flow.send.evidence)),
                ]
            }, none: "None.")
    }

    private mutating func risky(_ title: String, _ rows: [Flows.RiskyAct], none: String) {
        table(
            title, ["time", "act", "on", "outcome", "risky act", "risky prompt", "id", "evidence"],
            rows.map { row in
                var input: [String] = []
                for label in row.input {
                    let word = "\(label.category.rawValue) (\(label.detector)) in \(label.span)"
                    if !input.contains(word) { input.append(word) }
                }
                return [
                    row.act.time, row.act.action, row.act.target?.name ?? row.act.object ?? "",
                    row.act.outcome.rawValue, row.execution.map(\.rawValue).joined(separator: ", "),
                    input.joined(separator: "; "), row.act.id, ReviewPage.evidence(row.act.evidence),
                ]
            }, none: none)
    }

    private mutating func task(_ task: TaskRow) {
        text += "- Task: \(ReviewPage.safe(task.purpose ?? "no purpose is said"))"
        text += task.owner.map { ", owned by \(ReviewPage.safe($0))\n" } ?? "\n"
        for permission in task.may ?? [] { text += "  - may \(ReviewPage.safe(permission))\n" }
        guard task.may != nil else { return }
        text += "- Acts outside of the task: \(task.did?.count ?? 0)\n"
    }

    private mutating func outside(_ title: String, _ rows: [Review.Outside]) {
        table(
            title, ["time", "act", "on", "outcome", "why", "id", "evidence"],
            rows.map { row in
                [
                    row.act.time, row.act.action, row.act.target?.name ?? row.act.object ?? "",
                    row.act.outcome.rawValue,
                    row.reasons.joined(separator: "; "), row.act.id, ReviewPage.evidence(row.act.evidence),
                ]
            })
    }

    private mutating func unusedGrants(_ rows: [Review.Unused]) {
        table(
            "Granted and unused",
            ["identity", "policy", "statement", "action", "use could be seen", "why", "evidence"],
            rows.map { row in
                [
                    row.identity.name, row.policy, row.statement, row.action, row.observable.rawValue, row.why,
                    ReviewPage.evidence(row.evidence),
                ]
            })
    }

    private mutating func unusedData(_ rows: [Review.Unreached]) {
        table(
            "Reachable and untouched", ["data", "may", "outside of its task", "verdict", "evidence"],
            rows.map { row in
                [
                    row.node.name, row.effects.map(\.rawValue).joined(separator: ", "),
                    row.outside?.map(\.rawValue).joined(separator: ", ") ?? "no task is declared",
                    row.verdict.rawValue, ReviewPage.evidence(row.evidence),
                ]
            })
    }

    private mutating func gaps(_ result: Review.Result) {
        table(
            "Gaps in the evidence", ["missing link", "acts", "evidence"],
            result.gaps.map { [$0.link, "\($0.acts)", ReviewPage.evidence($0.evidence)] })
        for advice in result.advice {
            text +=
                "- \(ReviewPage.safe(advice.advice)) (\(advice.acts) acts; e.g. `\(ReviewPage.code(advice.examples.first ?? ""))`)\n"
        }
    }

    private mutating func caveats(_ answer: Answer<Review.Result>) {
        if answer.caveats.isEmpty { return }
        text += "\n## \(answer.complete ? "Not known" : "This review is incomplete")\n\n"
        for caveat in answer.caveats {
            text += "- \(ReviewPage.safe(caveat.source)): \(ReviewPage.safe(caveat.detail))\n"
        }
    }

    private mutating func table(
        _ title: String, _ head: [String], _ rows: [[String]], none: String = "Nothing was seen."
    ) {
        text += "\n## \(title) (\(rows.count))\n\n"
        if rows.isEmpty {
            text += "\(none)\n"
            return
        }
        text += "| \(head.joined(separator: " | ")) |\n|\(String(repeating: "---|", count: head.count))\n"
        for row in rows { text += "| \(row.map(ReviewPage.safe).joined(separator: " | ")) |\n" }
    }

    /// `the MCP server`.
    private static func word(_ kind: NodeKind) -> String {
        "the " + (kind == .mcpServer ? "MCP server" : kind.rawValue.replacing("_", with: " "))
    }

    /// `file:line id`, a piece after the other.
    private static func evidence(_ rows: [EvidenceRow]) -> String {
        rows.map { $0.file.isEmpty ? $0.place : "\($0.place) \($0.id)" }.joined(separator: "; ")
    }

    /// A name from outside as text: nothing of it is markup, and what people do not see is shown.
    private static func safe(_ text: String) -> String {
        var out = ""
        for character in Plain.text(text) {
            if "\\`*_{}[]<>#|!~&".contains(character) { out.append("\\") }
            out.append(character)
        }
        return out
    }

    /// A key between backquotes.
    private static func code(_ text: String) -> String { Plain.text(text).replacing("`", with: "'") }
}
