import OverreachModel

/// Makes acts of what was seen by spans and log records alone: statements to databases, retrievals, requests of tools, and
/// tools under which nothing was seen.
enum LeafStage {
    static func activities(
        _ runtime: Runtime, _ servers: Servers, besides told: Set<Int>, into facts: inout ObservedFacts
    ) -> [Activity] {
        let leaves = Leaves(runtime)
        var activities: [Activity] = []
        for call in ToolCalls(runtime, leaves).calls {
            activities.append(
                call.asked.map { asked($0, call, runtime, servers, into: &facts) }
                    ?? tool(call, runtime, servers, into: &facts))
        }
        for span in leaves.statements {
            if let act = statement(span, runtime, servers, into: &facts) { activities.append(act) }
        }
        for span in leaves.storeCalls {
            if let act = lookup(span, runtime, servers, into: &facts) { activities.append(act) }
        }
        for span in leaves.requests where !told.contains(span) {
            if let act = request(span, runtime, servers, into: &facts) { activities.append(act) }
        }
        return activities
    }

    private static func tool(
        _ call: ToolCalls.Call, _ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts
    ) -> Activity {
        let span = call.span
        let attribution = Attribution(of: span, isToolItself: true, runtime, servers)
        let use = runtime.use(of: span)
        let name = use?.method ?? attribution.toolName ?? runtime.spans[span].name
        let store = use?.resource.map { SpanStore(resource: $0, of: attribution.server, runtime.process(of: span)) }
        var activity = activity(span, action: name, attribution, store: store, runtime, servers, into: &facts)
        if let use {
            let isRead = UTF8Order.equal(use.method, "resources/read")
            activity.missing.removeAll { $0 == "tool" || (!isRead && $0 == "target") }
            activity.effect = isRead ? .read : nil
            activity.object = store?.object
        }
        take(call.others, into: &activity, runtime)
        if let teller = call.failedIn, activity.outcome == .succeeded {
            activity.outcome = .failed
            activity.evidence = Set(activity.evidence + [runtime.spans[teller].evidence]).sorted()
        }
        return activity
    }

    /// A call of which only messages tell: the model asked for it, and its result came back.
    private static func asked(
        _ asked: MessageCalls.Call, _ call: ToolCalls.Call, _ runtime: Runtime, _ servers: Servers,
        into facts: inout ObservedFacts
    ) -> Activity {
        let span = call.span
        let record = runtime.spans[span]
        var attribution = Attribution(asked: asked.tool, by: span, runtime, servers)
        let name = attribution.toolName ?? asked.tool
        attribution.toolName = name
        var activity = activity(span, action: name, attribution, runtime, servers, into: &facts)
        activity.id = "call/\(record.traceID)/\(record.spanID)/\(asked.id)"
        activity.time = record.end
        activity.outcome = asked.hasFailed ? .failed : .succeeded
        // It ran between the answer that asks for it and the question that holds its result, or inside of the one span.
        let end = call.others.map { runtime.spans[$0].start }.min()
        let begin = end == nil ? record.start : record.end
        activity.end = max(record.end, end ?? record.end)
        activity.toolCall = Activity.ToolCall(id: activity.id, begin: begin, end: max(record.end, end ?? record.end))
        activity.joins.append(
            asked.isNumbered
                ? Activity.Join("model → tool", method: "tool call id in messages", confidence: .high)
                : Activity.Join("model → tool", method: "order of calls in messages", confidence: .medium))
        activity.labels = []
        for teller in [span] + call.others {
            let record = runtime.spans[teller]
            activity.evidence.append(record.evidence)
            activity.labels += record.labels.filter { asked.isCalled($0.callID, trace: record.traceID) }.map {
                PlacedLabel($0, span: record.evidence.locator)
            }
        }
        activity.labels = Set(activity.labels).sorted()
        activity.evidence = Set(activity.evidence).sorted()
        return activity
    }

    /// Takes what other records tell of the same call.
    private static func take(_ others: [Int], into activity: inout Activity, _ runtime: Runtime) {
        for other in others {
            let record = runtime.spans[other]
            activity.evidence.append(record.evidence)
            activity.labels += record.labels.map { PlacedLabel($0, span: record.evidence.locator) }
            let outcome = Outcomes.outcome(record)
            if outcome == .denied || (outcome == .failed && activity.outcome == .succeeded) {
                // That the model's own span failed says nothing of the tool.
                if runtime.readings[other].isTool { activity.outcome = outcome }
            }
        }
        activity.evidence = Set(activity.evidence).sorted()
    }

    private static func statement(
        _ span: Int, _ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts
    ) -> Activity? {
        guard case .databaseCall(let system) = runtime.readings[span].step else { return nil }
        let record = runtime.spans[span]
        let operation = record.value(.databaseOperation)
        let attribution = Attribution(of: span, isToolItself: false, runtime, servers)
        let place = SpanStore(database: system, record, runtime.process(of: span))
        var activity = activity(
            span, action: "\(system):\(operation ?? "statement")", attribution, store: place, runtime, servers,
            into: &facts)
        activity.effect = operation.flatMap(Outcomes.effect(ofStatement:)) ?? runtime.readings[span].storeEffect
        activity.object = place.object
        return activity
    }

    /// A retrieval, or a use of memory.
    private static func lookup(
        _ span: Int, _ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts
    ) -> Activity? {
        guard case .storeCall(let id) = runtime.readings[span].step else { return nil }
        let record = runtime.spans[span]
        let attribution = Attribution(of: span, isToolItself: false, runtime, servers)
        let place = SpanStore(source: id, runtime.process(of: span))
        let action = record.value(.operation) ?? record.value(.stepKind)?.lowercased() ?? "retrieval"
        var activity = activity(
            span, action: action, attribution, store: place, runtime, servers, into: &facts)
        activity.effect = runtime.readings[span].storeEffect
        activity.object = place.object
        return activity
    }

    private static func request(
        _ span: Int, _ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts
    ) -> Activity? {
        guard case .webCall(let call) = runtime.readings[span].step else { return nil }
        let attribution = Attribution(of: span, isToolItself: false, runtime, servers)
        let place = SpanStore(web: call, runtime.process(of: span))
        var activity = activity(
            span, action: "http:\(call.method)", attribution, store: place, runtime, servers, into: &facts)
        activity.effect = call.effect
        activity.object = place.object
        // What an agent's own code asks for needs no tool.
        if case .none = runtime.chains.links[span].boundary, !activity.agents.isEmpty {
            activity.missing.removeAll { $0 == "server" || $0 == "tool" }
        }
        return activity
    }

    private static func activity(
        _ span: Int, action: String, _ attribution: Attribution, store: SpanStore? = nil, _ runtime: Runtime,
        _ servers: Servers, into facts: inout ObservedFacts
    ) -> Activity {
        let record = runtime.spans[span]
        var activity = Activity(
            id: CloudActs.id(of: record), time: record.start, action: action, isCloudCall: false,
            outcome: Outcomes.outcome(record))
        ActChain.fill(&activity, from: span, attribution, runtime, servers)
        activity.evidence = [record.evidence]
        activity.target = store?.key
        if let store { facts.node(store.key, name: store.name, evidence: record.evidence) }
        activity.missing = ActChain.missing(
            activity,
            ActChain.Needs(isOwnTool: attribution.isOwnTool, isBroken: runtime.chains.links[span].isBroken))
        attribution.state(for: activity, evidence: record.evidence, runtime, servers, into: &facts)
        return activity
    }
}

/// A data store that spans name: a database by system, address and name, a web API by its origin.
struct SpanStore {
    let key: Key
    let name: String
    /// What exactly was touched, as far as the span says it.
    let object: String

    /// `postgresql://db.internal:5432/shop`, and of it `…/customers`.
    init(database system: String, _ span: SpanRecord, _ process: ProcessFacts) {
        let address = span.value(.serverAddress)
        let port = span.value(.serverPort).map { ":\($0)" } ?? ""
        let (name, collection) = (span.value(.databaseName), span.value(.databaseCollection))
        let place = "\(system)://" + (address.map { $0 + port } ?? "")
        let id = [place, name].compactMap { $0 }.joined(separator: "/")
        // An address of the machine's own, or none, means another store on every machine.
        let isElsewhere = address.map { !HostPlace.isLoopback(HostPlace.host(ofOrigin: $0)) } ?? false
        key = Key(NodeType(ServiceNode.database), scope: isElsewhere ? "" : SpanStore.place(of: process), id: id)
        self.name = name ?? address ?? system
        object = [id, collection].compactMap { $0 }.joined(separator: "/")
    }

    /// `crm://customers` of a server: what its resources are called by, up to the path.
    init(resource: String, of server: Key?, _ process: ProcessFacts) {
        key = Key(
            NodeType(ServiceNode.resource), scope: server?.text ?? SpanStore.place(of: process), id: resource)
        name = resource
        object = resource
    }

    /// `handbook`: an id that means the same only in one service.
    init(source id: String, _ process: ProcessFacts) {
        key = Key(
            NodeType(ServiceNode.dataSource),
            scope: process.service.isEmpty ? SpanStore.place(of: process) : process.serviceName, id: id)
        name = id
        object = id
    }

    /// `https://api.example.com`.
    init(web call: WebCall, _ process: ProcessFacts) {
        let authority = call.origin.firstRange(of: "://").map { String(call.origin[$0.upperBound...]) } ?? call.origin
        let isLocal = HostPlace.isLoopback(HostPlace.host(ofOrigin: call.origin))
        key = Key(NodeType(ServiceNode.webAPI), scope: isLocal ? SpanStore.place(of: process) : "", id: call.origin)
        name = authority
        object = call.origin
    }

    private static func place(of process: ProcessFacts) -> String {
        if !process.location.host.isEmpty { return process.location.host }
        return process.workload?.key.text ?? (process.service.isEmpty ? Servers.unknown : process.service)
    }
}

extension Attribution {
    /// States the server and the tool of an act where no span of the server itself did.
    func state(
        for activity: Activity, evidence: Evidence, _ runtime: Runtime, _ servers: Servers,
        into facts: inout ObservedFacts
    ) {
        if let server, let serverName, isServerInferred {
            if let serverProcess {
                ServerStage.server(
                    server, name: serverName, serverProcess, transport: nil, runtime, servers, evidence: evidence,
                    into: &facts)
            } else {
                facts.node(server, name: serverName, [(PropertyName.serverName, serverName)], evidence: evidence)
            }
            if let agent = activity.agents.last {
                facts.edge(agent, AgentEdge.calls, server, evidence: evidence)
            }
        }
        if let toolName, tool != nil, server == nil || isServerInferred,
            let owner = server ?? activity.agents.last
        {
            ServerStage.tool(toolName, of: owner, evidence: evidence, into: &facts)
        }
    }
}
