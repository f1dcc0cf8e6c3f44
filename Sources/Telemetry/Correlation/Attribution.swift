import OverreachModel

/// Through which server and tool a span acted.
struct Attribution {
    var server: Key?
    /// The server's own process; nil where only its client tells of it.
    var serverProcess: Int?
    var serverName: String?
    /// Whether no span of the server itself says that it is one.
    var isServerInferred = false
    /// The process whose code acted; nil where a tool was called and nobody saw what runs it.
    var actingProcess: Int?
    var tool: Key?
    var toolName: String?
    /// How the act was joined to its server.
    var join: Activity.Join?
    /// Whether the tool is an agent's own, so that no server is missing.
    var isOwnTool = false

    /// The server and tool of an act.
    init(of span: Int, isToolItself: Bool, _ runtime: Runtime, _ servers: Servers) {
        let process = runtime.processes.ofSpan[span]
        if !isToolItself { actingProcess = process }
        switch runtime.chains.links[span].boundary {
        case .server(let entry):
            server = servers.key(ofEntry: entry)
            serverProcess = runtime.processes.ofSpan[entry]
            serverName = servers.name(ofEntry: entry)
            actingProcess = process
            toolName = servers.tool(ofEntry: entry)
            join = Activity.Join("server → act", method: "parent span", confidence: .certain)
        case .client(let call):
            toolName = runtime.readings[call].toolName
            if process != runtime.processes.ofSpan[call] {
                // The server's spans of MCP are missing, but not those of what it did.
                server = servers.key(ofProcess: process)
                serverProcess = process
                serverName = servers.name(ofProcess: process)
                isServerInferred = true
                join = Activity.Join("server → act", method: "parent span", confidence: .high)
            } else if isToolItself, let answering = servers.process(answering: call) {
                server = servers.key(ofProcess: answering)
                serverProcess = answering
                serverName = servers.name(ofProcess: answering)
                isServerInferred = true
                actingProcess = answering
                join = Activity.Join("server → act", method: "process below the call", confidence: .medium)
            } else {
                take(servers.named(byClient: call))
            }
        case .local(let call):
            toolName = runtime.readings[call].toolName
            take(servers.named(byClient: call))
            if server == nil, let toolName, let agent = runtime.chains.agents(of: call).last {
                tool = .tool(of: agent, name: toolName)
                isOwnTool =
                    process == runtime.processes.ofSpan[call]
                    && (!isToolItself || servers.isOwnTool(ofCall: call))
                if isOwnTool { actingProcess = process }
            }
        case .none:
            guard !isToolItself, let only = servers.only(inProcess: process) else { return }
            server = only.key
            serverName = only.name
            serverProcess = process
            join = Activity.Join("server → act", method: "same process", confidence: .high)
        }
        if let server, let toolName { tool = .tool(of: server, name: toolName) }
    }

    /// The server and tool of a call of which only messages tell: a model asked for it in this span.
    init(asked tool: String, by span: Int, _ runtime: Runtime, _ servers: Servers) {
        toolName = tool
        if let named = servers.named(tool: tool, by: span) {
            take(named)
            if let toolName { self.tool = .tool(of: named.key, name: toolName) }
        } else if let agent = runtime.chains.agents(of: span).last {
            self.tool = .tool(of: agent, name: tool)
        }
    }

    private mutating func take(_ named: Servers.Named?) {
        guard let named else { return }
        server = named.key
        serverName = named.name
        toolName = named.tool
        isServerInferred = true
        join = Activity.Join("server → act", method: named.method, confidence: .medium)
    }
}
