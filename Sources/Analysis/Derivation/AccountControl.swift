internal import OverreachModel

/// Says what who administers an account controls: its identities, and whatever runs in it.
///
/// It comes after everything that can make an administrator: statements, and methods of giving oneself rights.
struct AccountControl: DerivationRule {
    let name = "account-control"

    func conclude(from base: FactBase) -> Conclusions {
        let administered = Set(base.edges(AWSEdge.administers).map(\.to))
        let controlled = AWSNode.allCases.filter { type in
            [.user, .role].contains(type) || type.spec.kind == .workload
        }
        var conclusions = Conclusions()
        for node in controlled.flatMap({ base.nodes(of: $0) }) {
            let account = Key.awsAccount(node.key.scope)
            // Only the service that made a role of this kind can use it.
            guard administered.contains(account), !node.id.contains(":role/aws-service-role/") else { continue }
            conclusions.edges.append(
                EdgeFact(
                    account, EdgeKind(AWSEdge.accountControls), node.key, origin: .derived, evidence: node.evidence,
                    premises: [node.key]))
        }
        return conclusions
    }
}
