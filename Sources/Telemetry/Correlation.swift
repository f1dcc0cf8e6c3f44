public import OverreachModel

/// Joins the AI layer to the cloud layer: from runtime records to acts with the chain above each.
public enum Correlation {
    /// What the records tell, the same whatever their order and however often each is there.
    ///
    /// Records are joined by ids alone: parents of spans, request ids, access keys and who issued them, pod uids,
    /// process ids where a process is sure; never by time. What cannot be joined is named in the act's `missing`.
    /// Complexity: O(n log n) in records.
    public static func correlate(records: [RuntimeRecord], index: some CorrelationIndex) -> Correlated {
        let intake = Intake(records)
        let runtime = Runtime(intake.spans, index: index)
        let servers = Servers(runtime)
        var facts = ObservedFacts()
        AgentStage.state(runtime, into: &facts)
        ServerStage.state(runtime, servers, into: &facts)

        var calls = CallStage(runtime, servers, intake.calls.filter { $0.system == .aws }, index: index)
        var activities = calls.activities(into: &facts)
        let audit = AuditStage(
            runtime, servers, intake.calls.filter { $0.system != .aws }, sessions: calls.sessions(), index: index)
        activities += audit.activities(into: &facts)
        activities += LeafStage.activities(runtime, servers, besides: audit.spansOfEvents, into: &facts)
        HintStage.state(runtime, servers, into: &facts)

        var result = Correlated()
        result.activities = activities.sorted {
            $0.time == $1.time ? UTF8Order.less($0.id, $1.id) : $0.time < $1.time
        }
        result.nodes = facts.sortedNodes
        result.edges = facts.sortedEdges
        return result
    }
}
