import OverreachModel

/// What stands above each span: handed down from parent to child, so that no chain is walked twice.
struct Chains {
    /// Where the chain last went through a tool.
    enum Boundary: Equatable {
        case none
        /// A request as the MCP server saw it: the outermost span of the server's process.
        case server(Int)
        /// A call of a tool as the MCP client saw it.
        case client(Int)
        /// A tool that an agent ran, of which nobody said that it was MCP.
        case local(Int)
    }

    /// What one span inherits and hands on.
    struct Link {
        /// The innermost agent: an index into `agents`, -1 for none.
        var agent = -1
        var boundary = Boundary.none
        /// Whether the span is still in the process and the request of the server that it came through.
        var isInServer = false
        /// The nearest span that names a person, -1 for none.
        var person = -1
        /// The nearest call to a cloud above, -1 for none.
        var outerCall = -1
        /// The nearest span that names a conversation, -1 for none.
        var conversation = -1
        /// Whether the span is inside a question to a model, a call of a tool as its client sees it, or a statement to
        /// a database: an HTTP request there is how that is carried.
        var isCarrier = false
        /// The nearest span above that another process made, -1 for none.
        var caller = -1
        /// Whether the topmost span names a parent that is not there.
        var isBroken = false
    }

    /// One agent on a chain.
    struct AgentLink {
        let key: Key
        let name: String
        /// The agent that had it act: an index, -1 for none.
        let outer: Int
        /// The span that names the agent.
        let span: Int
        /// The agent whose span stands above, which an agent that was handed over to shares with the one before it.
        let above: Int
        /// Whether only its service names it.
        let isInferred: Bool
        /// The agents to here in the order in which they first came in, each once.
        let path: [Key]
    }

    /// The most agents of one path: enough for any real chain, and a bound on what a hostile trace costs.
    private static let pathLimit = 64

    private struct Acting: Hashable {
        let trace: Int
        let agent: Key
    }

    private(set) var links: [Link]
    private(set) var agents: [AgentLink] = []
    /// Who handed over to whom.
    private(set) var handoffs = Handoffs()
    private var latest: [Acting: Int] = [:]  // the link of an agent that came last
    private let traceOf: [Int]

    init(_ spans: [SpanRecord], _ readings: [SpanReading], _ forest: TraceForest, _ processes: ProcessTable) {
        links = Array(repeating: Link(), count: spans.count)
        traceOf = forest.traceOf
        walk(spans, readings, forest, processes)
        // Who hands over is known once the agents are; who was handed over to, once the handoffs are.
        handoffs = Handoffs(spans, readings, forest, processes, self)
        guard !handoffs.isEmpty else { return }
        agents = []
        latest = [:]
        walk(spans, readings, forest, processes)
    }

    private mutating func walk(
        _ spans: [SpanRecord], _ readings: [SpanReading], _ forest: TraceForest, _ processes: ProcessTable
    ) {
        let unnamed = UnnamedAgents(readings, forest, processes)
        var turns = WorkflowTurns(readings, forest)
        for span in forest.order {
            var link = Link()
            let parent = forest.parents[span]
            if parent >= 0 {
                link = links[parent]
                if processes.ofSpan[parent] != processes.ofSpan[span] {
                    link.isInServer = false
                    link.caller = parent
                }
                if case .cloudCall = readings[parent].step { link.outerCall = parent }
                link.isCarrier =
                    processes.ofSpan[parent] == processes.ofSpan[span]
                    && (link.isCarrier || Chains.carries(readings[parent].step))
            } else {
                link.isBroken = forest.isOrphan[span]
            }

            if readings[span].person != nil { link.person = span }
            if readings[span].conversation != nil { link.conversation = span }
            let process = processes[processes.ofSpan[span]]
            if let agent = turns.agent(of: span, readings[span]) { link.agent = agent }
            enterAgent(readings[span].agentName, span, process, &link, start: spans[span].start)
            turns.take(span, readings[span], link.agent)
            if (readings[span].isUnnamedAgent && !turns.areNamed(below: span))
                || unnamed.isAgentsOwn(span, spans[span], readings[span].step)
            {
                enterUnnamedAgent(span, process, &link, start: spans[span].start)
            }
            Chains.enterTool(readings[span].step, span, &link)
            links[span] = link
        }
    }

    /// The agents above a span: each once, outermost first, and in any case the acting one last.
    ///
    /// So A → B → A is told as it is, and a long exchange of A and B does not grow the path.
    func agents(of span: Int) -> [Key] {
        guard links[span].agent >= 0 else { return [] }
        let link = agents[links[span].agent]
        return link.path.last == link.key ? link.path : link.path + [link.key]
    }

    private static func carries(_ step: SpanReading.Step) -> Bool {
        switch step {
        case .model, .mcpClient, .databaseCall, .cloudCall, .storeCall: true
        case .other, .mcpServer, .mcpInner, .toolExecution, .decision, .handoff, .webCall: false
        }
    }

    /// What nobody names is the service's agent, unless an agent of the same service stands above it.
    private mutating func enterUnnamedAgent(
        _ span: Int, _ process: ProcessFacts, _ link: inout Link, start: Int64
    ) {
        guard !process.service.isEmpty else { return }
        let service = Key.agent(serviceNamespace: process.namespace, service: process.service, name: "")
        if link.agent >= 0, agents[link.agent].key.text.utf8.starts(with: service.text.utf8) { return }
        enterAgent(process.service, span, process, &link, start: start, isInferred: true)
    }

    /// The agent that acts in a span; nil where none is known.
    func key(ofAgentOf span: Int) -> Key? { links[span].agent < 0 ? nil : agents[links[span].agent].key }

    /// Whether only the service of the acting agent names it.
    func isInferred(of span: Int) -> Bool {
        links[span].agent >= 0 && agents[links[span].agent].isInferred
    }

    private mutating func enterAgent(
        _ name: String?, _ span: Int, _ process: ProcessFacts, _ link: inout Link, start: Int64,
        isInferred: Bool = false
    ) {
        guard let name else { return }
        let key = Key.agent(serviceNamespace: process.namespace, service: process.service, name: name)
        let above = link.agent
        if above >= 0, agents[above].key == key { return }

        let giver = isInferred ? nil : self.giver(to: name, key, span, above: above, start: start)
        link.agent = append(key, name, span, outer: giver ?? above, above: above, isInferred: isInferred)

        // What a new agent does is its own act, no longer the tool's by which it was asked.
        link.isInServer = false
        switch link.boundary {
        case .none, .server: break
        case .client, .local: link.boundary = .none
        }
    }

    private mutating func append(
        _ key: Key, _ name: String, _ span: Int, outer: Int, above: Int, isInferred: Bool
    ) -> Int {
        var path = outer < 0 ? [] : agents[outer].path
        if path.count < Chains.pathLimit, !path.contains(key) { path.append(key) }
        agents.append(
            AgentLink(
                key: key, name: name, outer: outer, span: span, above: above, isInferred: isInferred, path: path))
        latest[Acting(trace: traceOf[span], agent: key)] = agents.count - 1
        return agents.count - 1
    }

    /// The agent that handed over to this one, where both stand below the same agent.
    private mutating func giver(to name: String, _ key: Key, _ span: Int, above: Int, start: Int64) -> Int? {
        guard let handoff = handoffs.last(to: name, of: span, before: start), handoff.from != key else { return nil }
        if above >= 0, agents[above].path.contains(handoff.from) { return nil }
        guard let known = latest[Acting(trace: traceOf[span], agent: handoff.from)] else {
            return append(handoff.from, handoff.fromName, span, outer: above, above: above, isInferred: false)
        }
        return agents[known].above == above ? known : nil
    }

    /// Whether one of the agents above a span was handed over to.
    func isHandedOver(of span: Int) -> Bool {
        var at = links[span].agent
        for _ in 0..<Chains.pathLimit where at >= 0 {
            if agents[at].outer != agents[at].above { return true }
            at = agents[at].outer
        }
        return false
    }

    private static func enterTool(_ step: SpanReading.Step, _ span: Int, _ link: inout Link) {
        switch step {
        case .mcpServer:
            if link.isInServer { return }
            link.boundary = .server(span)
            link.isInServer = true
        case .mcpClient:
            link.boundary = .client(span)
            link.isInServer = false
        case .mcpInner:
            if !link.isInServer { link.boundary = .client(span) }
        case .toolExecution:
            if link.isInServer { return }
            link.boundary = .local(span)
        case .decision:
            link.boundary = .local(span)
        case .other, .cloudCall, .databaseCall, .webCall, .storeCall, .model, .handoff:
            break
        }
    }
}

/// Whose turn it is in workflows of LlamaIndex: their steps stand beside each other, and only some name the agent.
struct WorkflowTurns {
    private let parents: [Int]
    private var isStep: Set<Int> = []
    private var named: Set<Int> = []  // workflows with a step that names an agent
    private var turns: [Int: Int] = [:]  // by workflow: the link of the agent of the last step that named one

    init(_ readings: [SpanReading], _ forest: TraceForest) {
        parents = forest.parents
        for span in readings.indices where forest.parents[span] >= 0 && readings[span].isOfLlamaIndex {
            isStep.insert(span)
            if readings[span].agentName != nil { named.insert(forest.parents[span]) }
        }
    }

    /// Whether steps of the span name their agents, so that it is no agent itself.
    func areNamed(below span: Int) -> Bool { named.contains(span) }

    /// The agent of a step that names none, as the last one before it did.
    func agent(of span: Int, _ reading: SpanReading) -> Int? {
        reading.agentName == nil && isStep.contains(span) ? turns[parents[span]] : nil
    }

    /// Takes the agent of a step; steps come in the order in which they began.
    mutating func take(_ span: Int, _ reading: SpanReading, _ agent: Int) {
        if reading.agentName != nil, isStep.contains(span) { turns[parents[span]] = agent }
    }
}

/// Processes that ask a model, and of which no span names an agent.
struct UnnamedAgents {
    private let processes: ProcessTable
    private var asking: Set<Text> = []

    init(_ readings: [SpanReading], _ forest: TraceForest, _ processes: ProcessTable) {
        self.processes = processes
        var named: Set<Text> = []
        for span in readings.indices {
            let mark = processes[processes.ofSpan[span]].mark
            if readings[span].agentName != nil || readings[span].isUnnamedAgent { named.insert(mark) }
            if case .model = readings[span].step { asking.insert(mark) }
        }
        asking.subtract(named)
    }

    /// Whether the span is where such a service calls a tool, or where its model asks for one.
    func isAgentsOwn(_ span: Int, _ record: SpanRecord, _ step: SpanReading.Step) -> Bool {
        switch step {
        case .toolExecution, .mcpClient: break
        case .model: if !record.tellsOfCalls { return false }
        case .other, .mcpServer, .mcpInner, .decision, .handoff, .cloudCall, .databaseCall, .webCall, .storeCall:
            return false
        }
        return asking.contains(processes[processes.ofSpan[span]].mark)
    }
}
