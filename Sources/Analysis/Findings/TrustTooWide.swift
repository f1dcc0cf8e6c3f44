internal import OverreachGraph
internal import OverreachModel

/// Finds roles that outsiders may take: everybody, another account without an external id, tokens of an issuer that
/// many share without a subject of one's own.
struct TrustTooWide: FindingRule {
    let id = "trust-too-wide"
    let title = "A role trusts more than it needs to."
    let severity = Severity.high
    let remedy =
        "Name in the role's trust policy exactly who needs it: the role or user instead of everybody; an external id "
        + "for another company; for tokens of a shared issuer the `sub` of one repository and branch or environment."
    let controls: [Control] = [.identityAbuse, .overprivileged, .leastPrivilege]

    func findings(in world: World) -> [Finding] {
        let snapshot = world.snapshot
        return snapshot.nodes.flatMap { outsider -> [Finding] in
            guard let type = snapshot.type(outsider).flatMap({ AWSNode(rawValue: $0.name) }) else { return [] }
            return snapshot.outgoing(outsider)
                .filter { snapshot.kind($0) == EdgeKind(AccessEdge.holds) }
                .flatMap { held in
                    snapshot.outgoing(snapshot.to(held))
                        .filter { snapshot.kind($0) == EdgeKind(AWSEdge.assumes) }
                        .compactMap { assumed -> Finding? in
                            let role = snapshot.to(assumed)
                            let asked = snapshot.conditions(assumed)
                            guard
                                let judged = judge(
                                    type, snapshot.key(outsider).id, asked, name: snapshot.name(outsider))
                            else { return nil }
                            return Finding(
                                self, severity: judged.severity,
                                title: "\(judged.who) may take the role \(snapshot.name(role))", subject: role,
                                place: snapshot.key(outsider).text, path: [held, assumed],
                                evidence: snapshot.evidence(assumed), in: snapshot)
                        }
                }
        }
    }

    private func judge(
        _ type: AWSNode, _ id: String, _ conditions: [String], name: String
    ) -> (severity: Severity, who: String)? {
        switch type {
        case .everybody:
            return (
                conditions.isEmpty ? .critical : .high, conditions.isEmpty ? "everybody" : "everybody, on conditions,"
            )
        case .foreignPrincipal:
            let asksForID = conditions.contains { $0.lowercased().contains("sts:externalid") }
            return asksForID ? nil : (.medium, "\(name), of which no posture was given, without an external id")
        case .federated:
            guard let identity = FederatedIdentity(id: id), SharedIssuer.isShared(identity.provider) else { return nil }
            return SharedIssuer.width(identity).map { ($0.severity, $0.words) }
        default: return nil
        }
    }
}
