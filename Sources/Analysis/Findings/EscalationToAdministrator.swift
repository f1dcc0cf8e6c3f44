internal import OverreachGraph
internal import OverreachModel

/// Finds users and roles that are no administrators and can become one.
///
/// Agents, servers and workloads that lead to such an identity are in its exposure; they are not named again here. Those that
/// lead to an administrator itself are found by `AgentAsAdministrator`.
struct EscalationToAdministrator: FindingRule {
    let id = "escalation-to-administrator"
    let title = "An identity can make itself an administrator."
    let severity = Severity.critical
    let remedy =
        "Break the path at its first step: narrow the named permission to the resources that the task needs, or put a "
        + "permissions boundary on the identity."
    let controls: [Control] = [.identityAbuse, .overprivileged, .scopeCreep, .leastPrivilege]

    func findings(in world: World) -> [Finding] {
        let snapshot = world.snapshot
        let accounts = snapshot.nodes.filter { snapshot.type($0) == NodeType(AWSNode.account) }
        return accounts.flatMap { account -> [Finding] in
            let reach = snapshot.bestReach(to: account, following: Filter())
            return reach.nodes.compactMap { identity in
                guard
                    [NodeType(AWSNode.user), NodeType(AWSNode.role)].contains(snapshot.type(identity)),
                    !snapshot.administered(by: identity).contains(where: { $0.account == account }),
                    let path = reach.path(from: identity), let verdict = reach.verdict(of: identity)
                else { return nil }
                let grants = path.edges.map { snapshot.to($0) }.filter { snapshot.kind($0) == .grant }
                let by = grants.first.map { " by \(snapshot.name($0))" } ?? ""
                let may = verdict == .conditional ? "may" : "can"
                return Finding(
                    self, severity: verdict == .conditional ? .high : nil,
                    title: "\(snapshot.name(identity)) \(may) become administrator of \(snapshot.name(account))\(by)",
                    subject: identity, place: snapshot.key(account).text, path: path.edges,
                    evidence: path.edges.flatMap { snapshot.evidence($0) }, in: snapshot)
            }
        }
    }
}
