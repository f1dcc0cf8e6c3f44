import OverreachModel

/// States agents, who asks them, whom they delegate to, and what they run in.
enum AgentStage {
    static func state(_ runtime: Runtime, into facts: inout ObservedFacts) {
        for link in runtime.chains.agents {
            let evidence = runtime.spans[link.span].evidence
            let process = runtime.process(of: link.span)
            facts.node(
                link.key, name: link.name,
                [
                    (PropertyName.serviceName, process.service), (PropertyName.serviceNamespace, process.namespace),
                    (PropertyName.hostName, process.location.host), (PropertyName.owner, process.owner),
                ], evidence: evidence)

            if link.outer >= 0 {
                facts.edge(runtime.chains.agents[link.outer].key, AgentEdge.delegates, link.key, evidence: evidence)
            } else if let initiator = runtime.people.initiator(of: link.span) {
                facts.edge(initiator.key, AgentEdge.asks, link.key, evidence: evidence)
            }
            if let workload = WorkloadStage.state(process, evidence: evidence, into: &facts) {
                facts.edge(link.key, AgentEdge.runsIn, workload, evidence: evidence)
                facts.edge(workload, AgentEdge.runsAgent, link.key, evidence: evidence)
            }
        }

        for span in runtime.spans.indices {
            guard let said = runtime.readings[span].person else { continue }
            let person = Person(said, runtime.people.names)
            facts.node(
                person.key, name: person.name, [("email", person.email)], evidence: runtime.spans[span].evidence)
        }
    }
}

/// States workloads that posture does not know, and the hosts under them.
enum WorkloadStage {
    /// The process's workload, stated where it is new; nil where the resource names none.
    static func state(_ process: ProcessFacts, evidence: Evidence, into facts: inout ObservedFacts) -> Key? {
        guard let workload = process.workload else { return nil }
        guard let name = workload.name else { return workload.key }

        if workload.key.type == NodeType(AgentNode.process) {
            let host = Key.host(process.location.host)
            facts.node(
                workload.key, name: name,
                [
                    (PropertyName.serviceName, process.service), (PropertyName.hostName, process.location.host),
                    (PropertyName.commandLine, process.commandLine),
                ], evidence: evidence)
            facts.node(host, name: process.location.host, evidence: evidence)
            facts.edge(workload.key, AgentEdge.runsOn, host, evidence: evidence)
            facts.edge(host, AgentEdge.hostRuns, workload.key, evidence: evidence)
        } else {
            facts.node(
                workload.key, name: name,
                [(PropertyName.podUID, process.location.podUID), (PropertyName.podName, process.podName)],
                evidence: evidence)
        }
        return workload.key
    }
}
