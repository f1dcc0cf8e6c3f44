import OverreachModel

/// The MCP servers that were seen: which span belongs to which, and by what name each lasts.
struct Servers {
    /// A server that only its client tells of.
    struct Named {
        let key: Key
        let name: String
        let tool: String?
        /// What named it.
        let method: String
    }

    private let runtime: Runtime
    private let parents: ProcessParents
    private var nameOfProcess: [Int: String] = [:]  // where all its spans agree
    private var ofProcess: [Int: [Key: String]] = [:]  // the servers in a process, with their names
    private var ofWorkload: [Key: Set<Key>] = [:]
    private var processesWithAgents: Set<Int> = []
    private var naming: Set<Text> = []  // the services whose calls say whose tool it is, where it is a server's
    private var answering: [Int: Int] = [:]  // by the client's span, the process that went on with its call
    private var keyOfEntry: [Int: Key] = [:]  // every stage asks, and a server has one key for all its spans

    init(_ runtime: Runtime) {
        self.runtime = runtime
        parents = ProcessParents(runtime)

        var names: [Int: Set<Text>] = [:]
        for span in runtime.spans.indices {
            let process = runtime.processes.ofSpan[span]
            if runtime.readings[span].agentName != nil { processesWithAgents.insert(process) }
            guard case .mcpServer = runtime.readings[span].step,
                let name = runtime.spans[span].value(.mcpServerName)
            else { continue }
            names[process, default: []].insert(Text(name))
        }
        for (process, names) in names where names.count == 1 { nameOfProcess[process] = names.first?.string }
        var keys: [Int: [Text: Key]] = [:]  // by process and name
        for span in runtime.spans.indices {
            guard case .mcpServer = runtime.readings[span].step else { continue }
            let (process, name) = (runtime.processes.ofSpan[span], name(ofEntry: span))
            let known = keys[process, default: [:]][Text(name)] ?? key(process, name: name)
            keys[process, default: [:]][Text(name)] = known
            keyOfEntry[span] = known
        }
        for span in runtime.spans.indices where runtime.chains.links[span].boundary == .server(span) {
            ofProcess[runtime.processes.ofSpan[span], default: [:]][key(ofEntry: span)] = name(ofEntry: span)
        }
        for span in runtime.forest.order {
            let parent = runtime.forest.parents[span]
            guard parent >= 0, case .client(let call) = runtime.chains.links[parent].boundary,
                runtime.processes.ofSpan[parent] == runtime.processes.ofSpan[call],
                runtime.processes.ofSpan[span] != runtime.processes.ofSpan[call], answering[call] == nil
            else { continue }
            answering[call] = runtime.processes.ofSpan[span]
        }
        for span in runtime.spans.indices {
            switch runtime.readings[span].step {
            case .mcpClient: naming.insert(runtime.process(of: span).mark)
            case .toolExecution where runtime.readings[span].isTool && named(bySpan: span) != nil:
                naming.insert(runtime.process(of: span).mark)
            case .toolExecution, .mcpInner, .mcpServer, .other, .model, .decision, .handoff, .cloudCall, .databaseCall,
                .webCall, .storeCall:
                continue
            }
        }
        for (process, servers) in ofProcess {
            guard let workload = runtime.processes[process].workload?.key else { continue }
            ofWorkload[workload, default: []].formUnion(servers.keys)
        }
    }

    /// The server whose process took the request of this span.
    func key(ofEntry span: Int) -> Key {
        keyOfEntry[span] ?? key(runtime.processes.ofSpan[span], name: name(ofEntry: span))
    }

    /// What the server of this span calls itself, else what all spans of its process call it, else its service.
    func name(ofEntry span: Int) -> String {
        runtime.spans[span].value(.mcpServerName) ?? name(ofProcess: runtime.processes.ofSpan[span])
    }

    /// The server in a process whose spans do not say that it is one.
    func key(ofProcess process: Int) -> Key {
        key(process, name: name(ofProcess: process))
    }

    func name(ofProcess process: Int) -> String {
        let service = runtime.processes[process].service
        return nameOfProcess[process] ?? (service.isEmpty ? Servers.unknown : service)
    }

    /// The one server that a process is; nil where it is none, several, or an agent too.
    func only(inProcess process: Int) -> (key: Key, name: String)? {
        guard let servers = ofProcess[process], servers.count == 1, !processesWithAgents.contains(process),
            let only = servers.first
        else { return nil }
        return (only.key, only.value)
    }

    /// The one server that a process is, by its own spans or since calls of clients went on in it.
    func answering(inProcess process: Int) -> Key? {
        if let only = only(inProcess: process) { return only.key }
        return ofProcess[process] == nil && answering.values.contains(process) ? key(ofProcess: process) : nil
    }

    /// The process that went on with a client's call, where no span of it says what it is.
    func process(answering call: Int) -> Int? { answering[call] }

    /// The one server that runs in a workload; nil where none or several do.
    func only(inWorkload workload: Key) -> Key? {
        let found = ofWorkload[workload] ?? []
        return found.count == 1 ? found.first : nil
    }

    /// The service that started the server's process.
    func parentService(ofProcess process: Int) -> String? { parents.service(ofParentOf: process) }

    /// The tool of a request, from the server's own span, else from the client's above it.
    func tool(ofEntry span: Int) -> String? {
        guard case .mcpServer(let method) = runtime.readings[span].step, UTF8Order.equal(method, "tools/call") else {
            return nil
        }
        if let tool = runtime.readings[span].toolName { return tool }
        let parent = runtime.forest.parents[span]
        guard parent >= 0, case .client(let client) = runtime.chains.links[parent].boundary else { return nil }
        return runtime.readings[client].toolName
    }

    /// What a call of a tool says of a server that emits no spans: its name, its prefix in the tool's name, its address;
    /// else what the call says that it is a part of, as the agent's own span of it.
    func named(byClient span: Int) -> Named? {
        if let named = named(bySpan: span) { return named }
        var at = runtime.forest.parents[span]
        for _ in 0..<Servers.nestingLimit {
            guard at >= 0, runtime.processes.ofSpan[at] == runtime.processes.ofSpan[span], runtime.readings[at].isTool
            else { return nil }
            if let outer = named(bySpan: at) {
                let tool = outer.tool ?? runtime.readings[span].toolName
                return Named(key: outer.key, name: outer.name, tool: tool, method: outer.method)
            }
            at = runtime.forest.parents[at]
        }
        return nil
    }

    /// Whether a call of a tool that names no server is of an agent's own: its emitter says of every tool whose it is, or
    /// that this one is native; or other calls of the same program do say it.
    func isOwnTool(ofCall span: Int) -> Bool {
        let record = runtime.spans[span]
        if record.value(.toolKind).isSame(as: "native") { return true }
        if runtime.readings[span].toolName.isSame(as: Servers.unnamedTool) { return false }
        return LogForm.isOfAgentProgram(record.name) || naming.contains(runtime.process(of: span).mark)
    }

    /// What Claude Code calls every tool of a server that its user added, unless it may say more.
    private static let unnamedTool = "mcp_tool"

    /// As many spans as emitters put around one call of a tool, and more.
    private static let nestingLimit = 8

    private func named(bySpan span: Int) -> Named? {
        let record = runtime.spans[span]
        let tool = runtime.readings[span].toolName
        let address = address(of: record)
        let place = address ?? place(ofProcess: runtime.processes.ofSpan[span])
        func server(_ name: String, _ tool: String?, _ method: String) -> Named {
            Named(key: .server(place: place, service: "", name: name), name: name, tool: tool, method: method)
        }

        if let tool, let named = named(tool: tool, by: span) { return named }
        if let name = record.value(.mcpServerName) { return server(name, tool, "mcp.server.name") }
        guard case .mcpClient = runtime.readings[span].step, let address else { return nil }
        return server(address, tool, "server.address")
    }

    /// What the tool's name says of its server, in a call by this span.
    func named(tool: String, by span: Int) -> Named? {
        guard let (name, bare) = Servers.prefixed(tool) else { return nil }
        let record = runtime.spans[span]
        let server = record.value(.mcpServerName) ?? name
        let place = address(of: record) ?? place(ofProcess: runtime.processes.ofSpan[span])
        return Named(
            key: .server(place: place, service: "", name: server), name: server, tool: bare,
            method: "prefix of the tool's name")
    }

    /// The server's address as its client says it; of a question to a model that is the model's.
    private func address(of record: SpanRecord) -> String? {
        if case .model = SpanReading(record).step { return nil }
        return record.value(.serverAddress).flatMap { HostPlace.isLoopback(HostPlace.host(ofOrigin: $0)) ? nil : $0 }
    }

    static let unknown = "unknown"

    /// The name of a tool without its server's before it.
    static func bare(_ tool: String) -> String { prefixed(tool)?.tool ?? tool }

    /// `mcp__server__tool`, the form in which clients hand the tools of several servers to a model.
    static func prefixed(_ tool: String) -> (server: String, tool: String)? {
        guard let rest = tool.remainder(after: "mcp__") else { return nil }
        let bytes = Array(rest.utf8)
        for at in bytes.indices.dropFirst().dropLast(2) where bytes[at] == 0x5F && bytes[at + 1] == 0x5F {
            return (
                String(decoding: bytes[..<at], as: UTF8.self), String(decoding: bytes[(at + 2)...], as: UTF8.self)
            )
        }
        return nil
    }

    private func key(_ process: Int, name: String) -> Key {
        .server(place: place(ofProcess: process), service: runtime.processes[process].service, name: name)
    }

    /// Where a process lasts: its workload; on a host the host, with the service that started it.
    ///
    /// Two agents on two hosts that run the same code of a server run two servers: each has its own files, credentials
    /// and reach. A server started over stdio belongs to the one process that started it, hence the parent's service.
    private func place(ofProcess process: Int) -> String {
        let facts = runtime.processes[process]
        if let key = facts.workload?.key, key.type == NodeType(KubernetesNode.workload) { return key.text }
        if !facts.location.host.isEmpty {
            let parent = parents.service(ofParentOf: process)
            return parent.map { "\(facts.location.host)/\($0)" } ?? facts.location.host
        }
        if let key = facts.workload?.key { return key.text }
        return facts.service.isEmpty ? Servers.unknown : facts.service
    }
}
