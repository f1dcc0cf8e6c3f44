internal import OverreachModel

/// Says whom a server's code may steer: the agents that listen to its answers (`WORKLOAD_STEERS_AGENT`).
struct Steering: DerivationRule {
    let name = "steering"

    func conclude(from base: FactBase) -> Conclusions {
        var conclusions = Conclusions()
        for call in base.edges(AgentEdge.calls) {
            for running in base.edges(AgentEdge.serverRunsIn, from: call.to) {
                conclusions.edges.append(
                    EdgeFact(
                        running.to, EdgeKind(AgentEdge.steers), call.from, origin: .derived,
                        evidence: Set(call.evidence + running.evidence).sorted(),
                        premises: [running.to, call.to, call.from]))
            }
        }
        return conclusions
    }
}
