import OverreachModel
import OverreachTelemetry
import Testing

/// Which agent handed over to which.
@Suite struct HandoffTests {
    private static let process = Sketch.Process("desk", host: "h")

    private func story(_ tool: String, _ agents: [String]) -> [String] {
        let records: [RuntimeRecord] = [
            Sketch.agent(1, agents[0], in: Self.process),
            Sketch.span(
                2, under: 1, "execute_tool \(tool)", in: Self.process,
                [
                    "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": tool,
                ]),
            Sketch.agent(3, agents[1], in: Self.process),
            Sketch.span(
                4, under: 3, "execute_tool lookup", in: Self.process,
                [
                    "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "lookup",
                ]),
        ]
        let activities = Correlation.correlate(records: records, index: TableIndex()).activities
        #expect(
            Correlation.correlate(records: records.reversed(), index: TableIndex()).activities.map(\.story)
                == activities.map(\.story))
        return activities.map(\.story)
    }

    @Test func aToolNamedAfterAnAgentOfTheTraceHandsOverToIt() {
        #expect(
            story("transfer_to_support_bot", ["triage", "support-bot"]) == [
                "- > triage > support-bot > -/lookup: lookup succeeded"
            ])
    }

    @Test func aToolThatOnlySoundsLikeAHandoffIsAnAct() {
        #expect(
            story("transfer_to_savings", ["teller", "auditor"]) == [
                "- > teller > -/transfer_to_savings: transfer_to_savings succeeded",
                "- > auditor > -/lookup: lookup succeeded",
            ])
    }

    @Test func handingOverToOneselfIsNoDelegation() {
        #expect(story("transfer_to_triage", ["triage", "other"]) == ["- > other > -/lookup: lookup succeeded"])
    }
}
