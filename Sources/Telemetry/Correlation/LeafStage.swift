import OverreachModel

/// Makes acts of what was seen by spans alone: statements to databases, and tools under which nothing was seen.
enum LeafStage {
    static func activities(
        _ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts
    ) -> [Activity] {
        let leaves = Leaves(runtime)
        let tools = leaves.tools.map { span in
            tool(span, runtime, servers, into: &facts)
        }
        let statements = leaves.statements.compactMap { span in
            statement(span, runtime, servers, into: &facts)
        }
        return tools + statements
    }

    private static func tool(
        _ span: Int, _ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts
    ) -> Activity {
        let attribution = Attribution(of: span, isToolItself: true, runtime, servers)
        let name = attribution.toolName ?? runtime.spans[span].name
        return activity(span, action: name, attribution, runtime, servers, into: &facts)
    }

    private static func statement(
        _ span: Int, _ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts
    ) -> Activity? {
        guard case .databaseCall(let system) = runtime.readings[span].step else { return nil }
        let record = runtime.spans[span]
        let operation = record.value(.databaseOperation)
        let attribution = Attribution(of: span, isToolItself: false, runtime, servers)
        var activity = activity(
            span, action: "\(system):\(operation ?? "statement")", attribution, runtime, servers, into: &facts)
        activity.effect = operation.flatMap(Outcomes.effect(ofStatement:))
        activity.object = database(system, record)
        return activity
    }

    private static func activity(
        _ span: Int, action: String, _ attribution: Attribution, _ runtime: Runtime, _ servers: Servers,
        into facts: inout ObservedFacts
    ) -> Activity {
        let record = runtime.spans[span]
        var activity = Activity(
            id: CloudActs.id(of: record), time: record.start, action: action, isCloudCall: false,
            outcome: Outcomes.outcome(record))
        ActChain.fill(&activity, from: span, attribution, runtime, servers)
        activity.evidence = [record.evidence]
        activity.missing = ActChain.missing(
            activity, isUser: false, needsTarget: true, isOwnTool: attribution.isOwnTool,
            isBroken: runtime.chains.links[span].isBroken)
        attribution.state(for: activity, evidence: record.evidence, runtime, servers, into: &facts)
        return activity
    }

    /// `postgresql://db.internal:5432/shop/customers`, as far as the span says it.
    private static func database(_ system: String, _ span: SpanRecord) -> String {
        let port = span.value(.serverPort).map { ":\($0)" } ?? ""
        let address = span.value(.serverAddress).map { $0 + port } ?? ""
        let path = [span.value(.databaseName), span.value(.databaseCollection)].compactMap { $0 }
        return "\(system)://" + ([address] + path).joined(separator: "/")
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
