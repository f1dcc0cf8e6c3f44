internal import OverreachModel
internal import OverreachPolicy

/// Says what who administers an account controls: its identities, whatever runs in it, and all of its data.
///
/// It comes after everything that can make an administrator: statements, and methods of giving oneself rights. Whoever
/// becomes one by a method holds no statement yet that names the data, so the account leads there as well.
struct AccountControl: DerivationRule {
    let name = "account-control"

    func conclude(from base: FactBase) -> Conclusions {
        var conclusions = Conclusions()
        let accounts = base.accounts
        for account in Set(base.edges(AWSEdge.administers).map(\.to)).sorted() {
            addActors(of: account, base, to: &conclusions)
            addData(of: account, base, accounts, to: &conclusions)
        }
        return conclusions
    }

    private func addActors(of account: Key, _ base: FactBase, to conclusions: inout Conclusions) {
        let types = AWSNode.allCases.filter { [.user, .role].contains($0) || $0.spec.kind == .workload }
        for node in types.flatMap({ base.nodes(of: $0) }) where node.key.scope == account.scope {
            // Only the service that made a role of this kind can use it.
            if node.id.contains(":role/aws-service-role/") { continue }
            conclusions.edges.append(
                EdgeFact(
                    account, EdgeKind(AWSEdge.accountControls), node.key, origin: .derived, evidence: node.evidence,
                    premises: [node.key]))
        }
    }

    /// All stores of the account as one set, with every effect on each that nothing outside the account forbids.
    private func addData(
        of account: Key, _ base: FactBase, _ accounts: AWSAccounts, to conclusions: inout Conclusions
    ) {
        let set = Key(NodeType(AWSNode.resourceSet), scope: account.scope, id: "\(account.id)/everything")
        var gifts: [EdgeFact] = []
        var administrator = AdministratorGifts(of: account, accounts)
        for store in accounts.inventory.stores where store.type.spec.kind == .dataStore {
            guard store.key.scope == account.scope, let node = base.nodes[store.key] else { continue }
            gifts += administrator.outcomes(on: store).map { outcome in
                EdgeFact(
                    set, outcome.kind, store.key, origin: .derived, verdict: outcome.verdict,
                    conditions: outcome.conditions, scope: outcome.scope, evidence: node.evidence,
                    premises: [account, store.key])
            }
        }
        guard !gifts.isEmpty else { return }
        let evidence = base.nodes[account]?.evidence ?? []
        conclusions.nodes.append(NodeFact(set, name: "all data of \(account.id)", evidence: evidence))
        conclusions.edges.append(
            EdgeFact(
                account, EdgeKind(AWSEdge.accountControls), set, origin: .derived, evidence: evidence,
                premises: [account]))
        conclusions.edges += gifts
    }
}
