import OverreachModel

/// Which spans are acts by themselves: a leaf is what nothing was seen under.
struct Leaves {
    private struct Below: OptionSet {
        let rawValue: UInt8
        static let act = Below(rawValue: 1)
        static let tool = Below(rawValue: 2)
        static let agent = Below(rawValue: 4)
        static let database = Below(rawValue: 8)
    }

    /// Calls of tools under which nothing else was seen.
    private(set) var tools: [Int] = []
    /// Every call of a tool, and every decision about one.
    private(set) var toolCalls: [Int] = []
    /// Statements to databases; of a statement inside a statement the inner one.
    private(set) var statements: [Int] = []
    /// Uses of data sources and memories, under which no call to a database or a cloud was seen.
    private(set) var storeCalls: [Int] = []
    /// Requests that the code of a tool sent, or of an agent by itself, under which nothing else was seen.
    private(set) var requests: [Int] = []

    init(_ runtime: Runtime) {
        let models = ModelHosts(runtime)
        var below: [Below] = Array(repeating: [], count: runtime.spans.count)
        for span in runtime.forest.order.reversed() {
            var own: Below = []
            switch runtime.readings[span].step {
            case .cloudCall: own = .act
            case .databaseCall:
                own = [.act, .database]
                if !below[span].contains(.database) { statements.append(span) }
            case .storeCall:
                if !below[span].contains(.act) { storeCalls.append(span) }
                own = .act
            case .webCall:
                if below[span].isEmpty, Leaves.isToolsRequest(span, runtime) || models.isAgentsRequest(span, runtime) {
                    own = .act
                    requests.append(span)
                }
            case .mcpServer, .mcpClient, .mcpInner, .toolExecution:
                if Leaves.isToolCall(span, runtime) {
                    own = Leaves.isWordOfParent(span, runtime) ? [] : .tool
                    toolCalls.append(span)
                    if below[span].isEmpty { tools.append(span) }
                }
            case .decision: toolCalls.append(span)
            case .other, .model, .handoff: break
            }
            if Leaves.isInvocation(span, runtime) { own.insert(.agent) }

            let parent = runtime.forest.parents[span]
            if parent >= 0 { below[parent].formUnion(below[span].union(own)) }
        }
        tools.sort()
        toolCalls.sort()
        statements.sort()
        requests.sort()
        storeCalls.sort()
    }

    /// Whether an HTTP request is what a tool did, and not how an agent speaks to its model, a server or its peers.
    private static func isToolsRequest(_ span: Int, _ runtime: Runtime) -> Bool {
        let link = runtime.chains.links[span]
        guard !link.isCarrier, link.outerCall < 0 else { return false }
        switch link.boundary {
        case .server, .local: return true
        case .client(let call): return runtime.processes.ofSpan[call] != runtime.processes.ofSpan[span]
        case .none: return false
        }
    }

    /// Whether the span is where a call of a tool begins for its side, not a part of one.
    private static func isToolCall(_ span: Int, _ runtime: Runtime) -> Bool {
        if let tool = runtime.readings[span].toolName, runtime.chains.handoffs.isHandoff(tool: tool, of: span) {
            return false
        }
        return switch (runtime.chains.links[span].boundary, runtime.readings[span].step) {
        case (.server(span), .mcpServer(let method)): SpanReading.methodsOfUse.contains(Text(method))
        case (.client(span), _), (.local(span), _): true
        default: false
        }
    }

    /// Whether a log record tells of the very call that the span is which it was written in: nothing was done below that.
    private static func isWordOfParent(_ span: Int, _ runtime: Runtime) -> Bool {
        let parent = runtime.forest.parents[span]
        guard parent >= 0, runtime.spans[span].form == .log, let id = runtime.spans[span].value(.callID),
            let other = runtime.spans[parent].value(.callID)
        else { return false }
        return UTF8Order.equal(id, other)
    }

    /// Whether the span brings in another agent than the one above it.
    private static func isInvocation(_ span: Int, _ runtime: Runtime) -> Bool {
        let agent = runtime.chains.links[span].agent
        return agent >= 0 && runtime.chains.agents[agent].span == span
    }
}
