public import OverreachModel

/// Joins the AI layer to the cloud layer: from runtime records to acts with the chain above each.
public enum Correlation {
    /// What the records tell, the same whatever their order and however often each is there.
    ///
    /// Records are joined by ids alone: parents of spans, request ids, access keys and who issued them, pod uids,
    /// process ids where a process is sure; never by time. What cannot be joined is named in the act's `missing`.
    /// Complexity: O(n log n) in records.
    public static func correlate(records: [RuntimeRecord], index: some CorrelationIndex) -> Correlated {
        var memory = CorrelationMemory()
        return correlate(records: records, index: index, &memory)
    }

    /// The same, where the memory holds what the first of the records say by themselves.
    public static func correlate(
        records: [RuntimeRecord], index: some CorrelationIndex, _ memory: inout CorrelationMemory
    ) -> Correlated {
        memory.take(records)
        let intake = memory.intake
        let runtime = Runtime(intake, index: index)
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

/// What records say by themselves, read once: in their order, each once, with the meaning of every span.
public struct CorrelationMemory: Sendable {
    private(set) var intake = Intake()
    private var taken = 0  // records

    /// Nothing is remembered.
    public init() {}

    /// Reads all records the next time: before some of those that were taken are gone, or in another order.
    public mutating func forget() { self = CorrelationMemory() }

    /// Takes records of which the first are those that were taken before.
    mutating func take(_ records: [RuntimeRecord]) {
        if records.count < taken { forget() }
        intake.add(records[taken...])
        taken = records.count
    }
}
