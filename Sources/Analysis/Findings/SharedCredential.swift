internal import OverreachGraph
internal import OverreachModel

/// Finds credentials that several servers hold, so that a log cannot tell them apart.
struct SharedCredential: FindingRule {
    let id = "shared-credential"
    let title = "Several servers hold one credential."
    let severity = Severity.medium
    let remedy =
        "Give every server a credential of its own, with only what its tools need: then use can be told apart, and one "
        + "can be revoked without the others."
    let controls: [Control] = [.reuse, .tokenMismanagement, .identitiesManaged]

    func findings(in world: World) -> [Finding] {
        let snapshot = world.snapshot
        return Declarations(snapshot).sharedCredentials().filter { !snapshot.isRotated($0.credential) }.map { shared in
            let names = shared.servers.map { "\"\(snapshot.name($0))\"" }.joined(separator: ", ")
            let held = snapshot.incoming(shared.credential).filter {
                snapshot.kind($0) == EdgeKind(AgentEdge.usesCredential)
            }
            let used = snapshot.outgoing(shared.credential).filter {
                snapshot.kind($0) == EdgeKind(AgentEdge.authenticates)
            }
            let whose = used.first.map { " of \(snapshot.name(snapshot.to($0)))" } ?? ""
            return Finding(
                self, title: "the servers \(names) share \(snapshot.name(shared.credential))\(whose)",
                subject: shared.credential, path: Array(used.prefix(1)),
                evidence: held.flatMap { snapshot.evidence($0) }, in: snapshot)
        }
    }
}
