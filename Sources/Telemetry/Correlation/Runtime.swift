import OverreachModel

/// All spans with what was read from them: what every later stage asks.
struct Runtime {
    let spans: [SpanRecord]
    let readings: [SpanReading]
    let forest: TraceForest
    let processes: ProcessTable
    let chains: Chains
    let people: People
    let talks: Talks
    let content: PromptContext

    init(_ intake: Intake, index: some CorrelationIndex) {
        spans = intake.spans
        readings = intake.readings
        forest = TraceForest(spans)
        processes = ProcessTable(spans, index: index)
        chains = Chains(spans, readings, forest, processes)
        people = People(readings, chains, forest)
        talks = Talks(readings, forest, processes, chains)
        content = PromptContext(spans, readings, forest, talks)
    }

    /// The conversation that the span says it is part of, or that the nearest span above it does.
    func conversation(of span: Int) -> String? {
        let named = chains.links[span].conversation
        return named < 0 ? nil : readings[named].conversation
    }

    /// Among whom the id of the span's conversation means the same.
    func conversationScope(of span: Int) -> String? {
        talks.ofSpan[span] < 0 ? nil : talks.scopes[talks.ofSpan[span]]
    }

    /// The call of a tool that a span is part of, as the agent that acts in it made it: the outermost span of the call.
    func toolCall(of span: Int) -> Activity.ToolCall? {
        guard chains.links[span].boundary != .none else { return nil }
        var outermost = -1
        var at = span
        for _ in 0..<Runtime.nestingLimit where at >= 0 && chains.links[at].agent == chains.links[span].agent {
            if case .none = chains.links[at].boundary { break }
            if readings[at].isTool || readings[at].otherUse != nil { outermost = at }
            at = forest.parents[at]
        }
        guard outermost >= 0, spans[outermost].form == .span else { return nil }
        let call = spans[outermost]
        return Activity.ToolCall(id: call.evidence.locator, begin: call.start, end: max(call.start, call.end))
    }

    /// As many spans as stand between an act and the call of its tool, and more.
    private static let nestingLimit = 64

    /// The use of a server that the span is a part of, other than by a tool, and the resource that was read.
    ///
    /// One side of a request may name what the other does not, so all spans of it are asked.
    func use(of span: Int) -> (method: String, resource: String?)? {
        guard let method = readings[span].otherUse else { return nil }
        guard UTF8Order.equal(method, "resources/read") else { return (method, nil) }
        var at = span
        var resource: String?
        for _ in 0..<8 where at >= 0 && readings[at].otherUse.isSame(as: method) {
            resource = resource ?? spans[at].value(.resourceURI)
            at = forest.parents[at]
        }
        return (method, resource)
    }

    /// The turn of an agent that a span is part of: which of its spans it stands under; nil where none does.
    ///
    /// Some emitters write the agent's name into every question and every call of a tool, and have no span for its turn.
    func turn(of span: Int) -> Int? {
        let link = chains.links[span].agent
        guard link >= 0, !chains.agents[link].isInferred else { return nil }
        guard chains.agents[link].span == span else { return link }
        if case .model = readings[span].step { return nil }
        return readings[span].isTool ? nil : link
    }

    /// The times of a span; of a log record those of the span that it is in.
    func times(of span: Int) -> (start: Int64, end: Int64) {
        let parent = forest.parents[span]
        let record = spans[spans[span].form == .span || parent < 0 ? span : parent]
        return (record.start, record.end)
    }

    /// The process that the span comes from.
    func process(of span: Int) -> ProcessFacts { processes[processes.ofSpan[span]] }
}
