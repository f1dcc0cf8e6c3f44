import OverreachModel

/// States MCP servers, their tools, who calls them and what they run in.
enum ServerStage {
    static func state(_ runtime: Runtime, _ servers: Servers, into facts: inout ObservedFacts) {
        for span in runtime.spans.indices where runtime.chains.links[span].boundary == .server(span) {
            let key = servers.key(ofEntry: span)
            let process = runtime.processes.ofSpan[span]
            let evidence = runtime.spans[span].evidence
            server(
                key, name: servers.name(ofEntry: span), process, transport: transport(of: span, runtime, servers),
                runtime, servers, evidence: evidence, into: &facts)

            if let tool = servers.tool(ofEntry: span) {
                self.tool(tool, of: key, evidence: evidence, into: &facts)
            }
            guard case .mcpServer(let method) = runtime.readings[span].step,
                SpanReading.methodsOfUse.contains(Text(method)), let agent = runtime.chains.agents(of: span).last
            else { continue }
            facts.edge(agent, AgentEdge.calls, key, evidence: evidence)
        }
    }

    /// States a server in a process.
    static func server(
        _ key: Key, name: String, _ process: Int, transport: String?, _ runtime: Runtime, _ servers: Servers,
        evidence: Evidence, into facts: inout ObservedFacts
    ) {
        let about = runtime.processes[process]
        facts.node(
            key, name: name,
            [
                (PropertyName.serverName, name), (PropertyName.serviceName, about.service),
                (PropertyName.serviceNamespace, about.namespace), (PropertyName.transport, transport),
                (PropertyName.hostName, about.location.host), (PropertyName.podUID, about.location.podUID),
                (PropertyName.parentService, servers.parentService(ofProcess: process)),
                (PropertyName.commandLine, about.commandLine), (PropertyName.owner, about.owner),
            ], evidence: evidence)

        if let workload = WorkloadStage.state(about, evidence: evidence, into: &facts) {
            facts.edge(key, AgentEdge.serverRunsIn, workload, evidence: evidence)
            facts.edge(workload, AgentEdge.runsServer, key, evidence: evidence)
        }
    }

    /// States a tool of a server or an agent.
    static func tool(_ name: String, of owner: Key, evidence: Evidence, into facts: inout ObservedFacts) {
        let key = Key.tool(of: owner, name: name)
        facts.node(key, name: name, evidence: evidence)
        facts.edge(owner, AgentEdge.provides, key, evidence: evidence)
    }

    /// `stdio` where a parent process or a pipe says so, `http` where the network does, else nothing.
    private static func transport(of span: Int, _ runtime: Runtime, _ servers: Servers) -> String? {
        if servers.parentService(ofProcess: runtime.processes.ofSpan[span]) != nil { return "stdio" }
        var witnesses = [span]
        let parent = runtime.forest.parents[span]
        if parent >= 0 { witnesses.append(parent) }
        for witness in witnesses {
            guard let transport = runtime.spans[witness].value(.transport) else { continue }
            if UTF8Order.equal(transport, "pipe") { return "stdio" }
            if UTF8Order.equal(transport, "tcp") || UTF8Order.equal(transport, "quic") { return "http" }
        }
        return nil
    }
}
