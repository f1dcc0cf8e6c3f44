internal import OverreachGraph
internal import OverreachModel

/// Finds servers that agents used though the configuration that is known does not name them.
struct UndeclaredServer: FindingRule {
    let id = "undeclared-server"
    let title = "An agent used a server that its configuration does not name."
    let severity = Severity.high
    let remedy =
        "Find out who started the server and why; declare it in the client's configuration with a credential of its "
        + "own, or stop it."
    let controls: [Control] = [.shadowServers, .rogueAgents, .lackOfAudit]

    func findings(in world: World) -> [Finding] {
        let snapshot = world.snapshot
        return Declarations(snapshot).undeclared.map { undeclared in
            let calls = snapshot.incoming(undeclared.server).filter {
                snapshot.kind($0) == EdgeKind(AgentEdge.calls) && undeclared.agents.contains(snapshot.from($0))
            }
            let agents = undeclared.agents.map { snapshot.name($0) }.joined(separator: ", ")
            var finding = Finding(
                self,
                title: "\(agents) used server \"\(snapshot.name(undeclared.server))\", which "
                    + "\(snapshot.name(undeclared.client)) does not name",
                subject: undeclared.server, place: snapshot.key(undeclared.client).text, path: Array(calls.prefix(1)),
                evidence: calls.flatMap { snapshot.evidence($0) }, in: snapshot)
            finding.fix = snapshot.evidence(undeclared.client)
            return finding
        }
    }
}
