import OverreachModel

/// What one span means for the chain, whatever emitter made it.
///
/// A variant of an emitter is an entry in the tables here and in `SpanTerm`.
struct SpanReading {
    /// What the span is a step of.
    enum Step {
        /// Nothing that the chain is made of.
        case other
        /// A request of MCP as its server sees it.
        case mcpServer(method: String)
        /// A call of a tool as an MCP client sees it.
        case mcpClient
        /// A call of a tool by a span that is neither side: a part of the server's work inside it, a client elsewhere.
        case mcpInner
        /// A tool that an agent runs, by MCP or by itself.
        case toolExecution
        /// A call to AWS by an SDK.
        case cloudCall(CloudOperation)
        /// A statement to a database by its driver.
        case databaseCall(system: String)
    }

    let step: Step
    /// The agent that the span is part of.
    let agentName: String?
    /// The tool, of a step that is a tool's.
    let toolName: String?

    /// Methods of MCP by which an agent makes use of a server, beyond asking what it offers.
    static let methodsOfUse: [Text] = ["tools/call", "resources/read", "prompts/get"]

    private static let toolCall = "tools/call"
    /// What the official SDK writes before the method in the name of a client span.
    private static let sendPrefix = "MCP send "
    private static let executeTool = ["execute_tool", "tool"]
    private static let executePrefix = "execute_tool "
    /// An agent that is made does not act yet.
    private static let operationsWithoutAgent = ["create_agent"]

    init(_ span: SpanRecord) {
        let operation = span.value(.operation)
        let isWithoutAgent = SpanReading.operationsWithoutAgent.contains { operation.isSame(as: $0) }
        agentName = isWithoutAgent ? nil : span.value(.agentName)

        let words = span.name.dropping(prefix: SpanReading.sendPrefix)
        if let method = SpanReading.mcpMethod(span, words) {
            step = SpanReading.mcpStep(method, span.role)
            toolName = span.value(.toolName) ?? words.remainder(after: SpanReading.toolCall + " ")
        } else if let call = CloudOperation(span) {
            step = .cloudCall(call)
            toolName = nil
        } else if let system = span.value(.databaseSystem) {
            step = .databaseCall(system: system)
            toolName = nil
        } else if SpanReading.executeTool.contains(where: { operation.isSame(as: $0) }) {
            step = .toolExecution
            toolName = span.value(.toolName) ?? span.name.remainder(after: SpanReading.executePrefix)
        } else {
            step = .other
            toolName = nil
        }
    }

    /// The method from its attribute; from the span's name only where that has a form that nothing else has.
    private static func mcpMethod(_ span: SpanRecord, _ words: String) -> String? {
        if let method = span.value(.mcpMethod) { return method }
        let method = String(words.prefix { $0 != " " })
        let isSent = words.utf8.count < span.name.utf8.count
        return isSent || UTF8Order.equal(method, toolCall) ? method : nil
    }

    private static func mcpStep(_ method: String, _ role: SpanRecord.Role) -> Step {
        switch role {
        case .server, .consumer: .mcpServer(method: method)
        case .client, .producer: UTF8Order.equal(method, toolCall) ? .mcpClient : .other
        case .unspecified, .internal: UTF8Order.equal(method, toolCall) ? .mcpInner : .other
        }
    }
}

extension String {
    fileprivate func dropping(prefix: String) -> String {
        remainder(after: prefix) ?? self
    }

    /// What follows the prefix, nil where the text does not begin with it or nothing follows.
    func remainder(after prefix: String) -> String? {
        guard utf8.starts(with: prefix.utf8), utf8.count > prefix.utf8.count else { return nil }
        return String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}

extension String? {
    /// Whether it is there and has the same bytes.
    func isSame(as other: String) -> Bool {
        map { UTF8Order.equal($0, other) } ?? false
    }
}
