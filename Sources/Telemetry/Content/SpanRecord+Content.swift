import OverreachModel

/// Names under which calls of tools are kept that a message tells of.
enum CallMark {
    /// A call that a model asked for in its answer: its id, a NUL, the tool's name.
    static let asked = "call asked for here"
    /// A call that stands in what a model was given, or of which it is not known whether it does: likewise.
    static let repeated = "call asked for"
    /// The id of a call whose result came back.
    static let answered = "call answered"
    /// The id of a call whose result says that it failed.
    static let failed = "call failed"
    /// That the record's own result says so.
    static let ownFailed = "result says it failed"
}

/// What a list of tools says of one, by the hint of MCP: only what is said counts, not what MCP takes for granted.
///
/// Source: Model Context Protocol, schema, `ToolAnnotations`.
enum ToolHint: String, CaseIterable {
    case readOnly = "readOnlyHint"
    case destructive = "destructiveHint"
    case openWorld = "openWorldHint"

    /// The name under which the tool is kept.
    var mark: String {
        switch self {
        case .readOnly: "tool that only reads"
        case .destructive: "tool that may destroy"
        case .openWorld: "tool of the open world"
        }
    }

    /// The word of it in the graph.
    var word: String {
        switch self {
        case .readOnly: PropertyName.readOnlyHint
        case .destructive: PropertyName.destructiveHint
        case .openWorld: PropertyName.openWorldHint
        }
    }
}

extension SpanRecord {
    /// Takes what was found in the record's content: labels, and the calls of tools that it tells of.
    mutating func take(_ content: ContentReading) {
        guard !content.isEmpty else { return }

        let reading = SpanReading(self)
        // What a search brought back is no message.
        let isSearch = if case .store = StepForm.kind(of: self) { true } else { false }
        let findings = content.findings(
            isTool: reading.isTool, isOfServer: reading.isOfMCP,
            callID: value(.callID).map(ContentWalk.safeID) ?? "", trace: traceID, hasMessages: !isSearch)
        labels = findings.labels.sorted()
        var marks = attributes
        marks.append(Property(SpanRecord.contentMark, "given"))
        for (limit, bytes) in findings.unseen { marks.append(UnseenContent(limit, bytes: bytes).property) }
        for (mark, calls) in [(CallMark.asked, findings.asked), (CallMark.repeated, findings.repeated)] {
            for call in calls { marks.append(Property(mark, "\(call.id)\u{0}\(call.name)")) }
        }
        for (mark, ids) in [(CallMark.answered, findings.answered), (CallMark.failed, findings.failed)] {
            for id in ids { marks.append(Property(mark, id.string)) }
        }
        if findings.hasFailed { marks.append(Property(CallMark.ownFailed, "true")) }
        for (hint, tools) in findings.hints {
            for tool in tools { marks.append(Property(hint.mark, tool.string)) }
        }
        if let server = findings.server { marks.append(Property(SpanTerm.mcpServerName.names[0], server)) }
        if let tool = findings.tool { marks.append(Property(SpanTerm.toolName.names[0], tool)) }
        if LlamaIndexNames.isOf(self) {
            let names = content.agentNames(of: LlamaIndexNames.Source(reading, StepForm.kind(of: self)))
            if let agent = names.agent { marks.append(Property(SpanTerm.agentName.names[0], agent)) }
            if let agent = names.handoff { marks.append(Property(SpanTerm.handoffTo.names[0], agent)) }
        }
        attributes = marks.sorted()
    }

    /// A call that messages tell of.
    typealias ToldCall = (id: String, tool: String)

    /// The calls that the model asked for in its answer, with the tools' names.
    var askedCalls: [ToldCall] { calls(CallMark.asked) }

    /// The calls that stand in what the model was given.
    var repeatedCalls: [ToldCall] { calls(CallMark.repeated) }

    /// Whether its messages tell of calls that a model asked for.
    var tellsOfCalls: Bool { attributes.contains { $0.name == CallMark.asked || $0.name == CallMark.repeated } }

    /// Whether its messages tell of results that came back.
    var tellsOfAnswers: Bool { attributes.contains { $0.name == CallMark.answered } }

    private func calls(_ name: String) -> [ToldCall] {
        attributes.filter { $0.name == name }.compactMap { mark in
            let parts = mark.value.split(separator: "\u{0}", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    /// Tools of which a list says this.
    func tools(with hint: ToolHint) -> [String] { attributes.filter { $0.name == hint.mark }.map(\.value) }

    /// The ids of calls whose results came back.
    var answeredCalls: [String] { attributes.filter { $0.name == CallMark.answered }.map(\.value) }

    /// Of these, the calls whose results say that they failed.
    var failedCalls: [String] { attributes.filter { $0.name == CallMark.failed }.map(\.value) }

    /// Whether the result of the call that it is of says that the call failed.
    var saysItFailed: Bool { attributes.contains { $0.name == CallMark.ownFailed } }
}
