internal import OverreachGraph
internal import OverreachModel

/// Finds agents for which nobody answers: neither telemetry nor the workload names an owner.
struct AgentWithoutOwner: FindingRule {
    let id = "agent-without-owner"
    let title = "Nobody answers for an agent."
    let severity = Severity.low
    let remedy =
        "Name an owner: in `overreach.yaml`, by the resource attribute `owner` or `team` of the agent's telemetry, or a label or annotation "
        + "`owner` or `team` of its workload."
    let controls: [Control] = [.offboarding, .identitiesManaged]

    func findings(in world: World) -> [Finding] {
        let (snapshot, view) = (world.snapshot, HouseView(world))
        return snapshot.nodes.filter { snapshot.kind($0) == .agent }.compactMap { agent in
            let workloads = snapshot.outgoing(agent)
                .filter { snapshot.kind($0) == EdgeKind(AgentEdge.runsIn) }.map { snapshot.to($0) }
            let owned = ([agent] + workloads).contains { snapshot.property(PropertyName.owner, of: $0) != nil }
            guard !owned, view.ownerByHouse(of: agent) == nil else { return nil }
            return Finding(
                self, title: "nobody answers for the agent \"\(snapshot.name(agent))\"", subject: agent,
                evidence: snapshot.evidence(agent), in: snapshot)
        }
    }
}
