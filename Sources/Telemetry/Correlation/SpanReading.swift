import OverreachModel

/// What one span means for the chain, whatever emitter made it.
///
/// A variant of an emitter is an entry in `StepForm`, `SpanTerm` and `LogForm`.
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
        /// What somebody or something decided about a call of a tool.
        case decision
        /// A question to a model.
        case model
        /// An agent hands over to another.
        case handoff
        /// A call to AWS by an SDK.
        case cloudCall(CloudOperation)
        /// A statement to a database by its driver.
        case databaseCall(system: String)
        /// A request by an HTTP client.
        case webCall(WebCall)
        /// Something done to a data source or a memory that the span names.
        case storeCall(id: String)
    }

    let step: Step
    /// The agent that the span is part of.
    let agentName: String?
    /// Whether the span is an agent's work of which only the service tells the agent's name.
    let isUnnamedAgent: Bool
    /// The tool, of a step that is a tool's.
    let toolName: String?
    /// The use that an MCP client makes of a server by something else than a tool: `resources/read`, `prompts/get`.
    let otherUse: String?
    /// The agent that is handed over to, of a handoff that names it.
    let handoffTo: String?
    /// What is done to what an agent looks things up in, or remembers in; nil for all other steps.
    let storeEffect: Effect?
    /// Whether it is of LlamaIndex's instrumentation.
    let isOfLlamaIndex: Bool
    /// The conversation that it names.
    let conversation: String?
    /// Whether it is of a tool that by its name brings in what people outside wrote.
    let readsOutside: Bool
    /// What it says of a person; nil where it names nobody.
    let person: PersonNames.Said?

    /// Methods of MCP by which an agent makes use of a server, beyond asking what it offers.
    static let methodsOfUse: [Text] = ["tools/call"] + otherUses
    private static let otherUses: [Text] = ["resources/read", "prompts/get"]
    /// The operation of log records that tell of a decision about a tool.
    static let decision = "tool_decision"

    private static let toolCall = "tools/call"
    /// What the official SDK and Logfire write before the method in the name of a client span.
    private static let sendPrefixes = ["MCP send ", "MCP request: "]
    /// An agent that is made does not act yet.
    private static let operationsWithoutAgent = ["create_agent"]

    init(_ span: SpanRecord) {
        let operation = span.value(.operation)
        let kind = StepForm.kind(of: span)
        let isWithoutAgent = SpanReading.operationsWithoutAgent.contains { operation.isSame(as: $0) }
        let named =
            StepForm.agentName(of: span)
            ?? (kind == .agent ? span.value(.agentNode) ?? SpanReading.ownName(span).map(StepForm.withoutMethod) : nil)
        storeEffect = if case .store(let effect) = kind { effect } else { nil }
        isOfLlamaIndex = LlamaIndexNames.isOf(span)
        conversation = span.value(.conversation)
        person = PersonNames.Said(span)
        handoffTo = kind == .handoff ? StepForm.handoffTo(of: span) : kind == .tool ? span.value(.handoffTo) : nil
        agentName = isWithoutAgent ? nil : named
        isUnnamedAgent = kind == .agent && named == nil && !isWithoutAgent

        let words = SpanReading.sendPrefixes.lazy.compactMap { span.name.remainder(after: $0) }.first ?? span.name
        let method = SpanReading.mcpMethod(span, words)
        otherUse = method.flatMap { SpanReading.otherUses.contains(Text($0)) && span.form == .span ? $0 : nil }
        if let method {
            step = SpanReading.mcpStep(method, span)
            toolName =
                otherUse != nil ? nil : span.value(.toolName) ?? words.remainder(after: SpanReading.toolCall + " ")
        } else if let call = CloudOperation(span) {
            step = .cloudCall(call)
            toolName = nil
        } else if let system = span.value(.databaseSystem) {
            step = .databaseCall(system: system)
            toolName = nil
        } else {
            switch kind {
            case .tool:
                step = StepForm.isMCP(span) ? .mcpClient : .toolExecution
                toolName = span.value(.toolName) ?? SpanReading.ownName(span)
            case .decision:
                step = .decision
                toolName = span.value(.toolName)
            case .model:
                step = .model
                toolName = nil
            case .handoff:
                step = .handoff
                toolName = nil
            case .store where span.value(.dataSource) != nil:
                step = .storeCall(id: span.value(.dataSource) ?? "")
                toolName = nil
            case .agent, .store, .other, nil:
                step = WebCall(span).map(Step.webCall) ?? .other
                toolName = nil
            }
        }
        readsOutside = toolName.map { ToolNature.of($0).contains(.readsOutside) } ?? false
    }

    /// Whether it is of a call of a tool, so that what goes in are arguments and what comes out is a result.
    var isTool: Bool {
        switch step {
        case .mcpServer(let method): UTF8Order.equal(method, SpanReading.toolCall)
        case .mcpClient, .mcpInner, .toolExecution, .decision: true
        case .other, .model, .handoff, .cloudCall, .databaseCall, .webCall, .storeCall: false
        }
    }

    /// Whether it is a request of MCP, so that what comes out is an answer of the protocol's.
    var isOfMCP: Bool {
        switch step {
        case .mcpServer, .mcpClient, .mcpInner: true
        case .other, .toolExecution, .decision, .model, .handoff, .cloudCall, .databaseCall, .webCall, .storeCall: false
        }
    }

    /// What an emitter calls the step: the entity's name, else what the span's name says.
    private static func ownName(_ span: SpanRecord) -> String? {
        span.value(.entityName).flatMap(StepForm.name) ?? StepForm.name(in: span.name)
    }

    /// The method from its attribute; from the span's name only where that has a form that nothing else has.
    private static func mcpMethod(_ span: SpanRecord, _ words: String) -> String? {
        if let method = span.value(.mcpMethod) { return method }
        if span.value(.rpcSystem).isSame(as: "jsonrpc") || span.value(.rpcSystem).isSame(as: "mcp"),
            let method = span.value(.rpcMethod)
        {
            return method
        }
        let method = String(words.prefix { $0 != " " })
        let isSent = words.utf8.count < span.name.utf8.count
        return isSent || UTF8Order.equal(method, toolCall) ? method : nil
    }

    private static func mcpStep(_ method: String, _ span: SpanRecord) -> Step {
        let isCall = methodsOfUse.contains(Text(method))
        // A log record has no role; what tells of a call of a tool is told where it ran.
        if span.form != .span {
            return UTF8Order.equal(method, toolCall) || span.value(.toolName) != nil ? .toolExecution : .other
        }
        switch span.role {
        case .server, .consumer: return .mcpServer(method: method)
        case .client, .producer: return isCall ? .mcpClient : .other
        case .unspecified, .internal: return isCall ? .mcpInner : .other
        }
    }
}

/// A request by an HTTP client, as far as it says where to.
struct WebCall {
    /// `https://api.example.com`, with the port where it is not the scheme's own.
    let origin: String
    let method: String

    /// The call; nil for spans of other roles, where no host is named, and to the machine's own cloud, which holds no data.
    init?(_ span: SpanRecord) {
        guard span.role == .client, let method = span.value(.httpMethod) else { return nil }
        guard let origin = WebCall.origin(span), !origin.isEmpty else { return nil }
        guard !HostPlace.isMetadataService(HostPlace.host(ofOrigin: origin)) else { return nil }
        self.origin = origin
        self.method = method.uppercased()
    }

    private static func origin(_ span: SpanRecord) -> String? {
        if let url = span.value(.url).flatMap(KeptText.origin) {
            for (scheme, port) in [("https", ":443"), ("http", ":80")]
            where url.utf8.starts(with: "\(scheme)://".utf8) && url.utf8.reversed().starts(with: port.utf8.reversed()) {
                return String(decoding: url.utf8.dropLast(port.utf8.count), as: UTF8.self)
            }
            return url
        }
        guard let address = span.value(.serverAddress).map({ HostPlace.bracketed($0.lowercased()) }) else { return nil }
        switch span.value(.serverPort) {
        case nil, "443": return "https://\(address)"
        case "80": return "http://\(address)"
        case let port?: return "http://\(address):\(port)"
        }
    }

    /// What the request does to what is there, by its method; nil for methods that bring and change nothing.
    ///
    /// Source: RFC 9110, section 9.
    var effect: Effect? {
        switch method {
        case "GET": .read
        case "POST", "PUT", "PATCH": .write
        case "DELETE": .delete
        default: nil
        }
    }
}

extension String {
    /// Whether the bytes of the other, which are few, stand somewhere in it.
    ///
    /// The standard library's own search reads the pattern first, which costs more than all of these short texts.
    func hasBytes(_ other: StaticString) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            guard bytes.count >= other.utf8CodeUnitCount else { return false }
            return (0...(bytes.count - other.utf8CodeUnitCount)).contains { start in
                // Safe: the bytes of the other fit in from the start on.
                (0..<other.utf8CodeUnitCount).allSatisfy { bytes[start + $0] == other.utf8Start[$0] }
            }
        }
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
