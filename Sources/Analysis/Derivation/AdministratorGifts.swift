internal import OverreachModel
internal import OverreachPolicy

/// What whoever administers an account may do with its data.
///
/// Policies inside the account are no wall to it, as it can change them or become whom they let in. What bounds the whole
/// account is: control policies of the organization, and keys of other accounts.
struct AdministratorGifts {
    private let principal: AWSPrincipal
    private let policies: AWSPrincipalPolicies
    private let controls: [PolicyDocument]
    private let stores: AWSStoreAccess
    private var touched: [Text: Bool] = [:]

    init(of account: Key, _ accounts: AWSAccounts) {
        // Whoever administers the account may be any of its identities, so nothing is known of the ARN.
        var principal = AWSPrincipal(kind: .role, arn: "", account: account.id, tags: nil)
        principal.membership = accounts.inventory.organization.membership(of: account.id)
        self.principal = principal
        var policies = AWSPrincipalPolicies(identity: [.allowingEverything(of: account)])
        policies.serviceControlPolicies = accounts.inventory.organization.levels(.service, of: account.id)
        self.policies = policies
        controls =
            policies.serviceControlPolicies.flatMap { $0 }
            + accounts.inventory.organization.levels(.resource, of: account.id).flatMap { $0 }
        stores = AWSStoreAccess(accounts.inventory)
    }

    /// The effects on a store, with what they hang on.
    ///
    /// Complexity: a judgement for each action that a control policy speaks of; constant for a store where none does.
    mutating func outcomes(on store: AWSInventory.Resource) -> [Outcome] {
        let rows = AWSEffects.effects(on: store.type)
        var open = store
        open.policy = store.type == .key ? .allowsEverything : nil
        open.restrictsPublicPolicy = .off
        let isUnderForeignKey = store.encryptionKey.map { !UTF8Order.equal($0.scope, store.account) } ?? false
        if !isUnderForeignKey { open.encryption = .free }
        guard isUnderForeignKey || rows.contains(where: { isTouched($0.action) }) else {
            return Set(rows.map(\.effect)).sorted().compactMap { AccessEdge(granting: $0) }.map {
                Outcome(kind: EdgeKind($0), target: store.key)
            }
        }
        let touched = Set(rows.map { Text($0.action) }.filter { isTouched($0.string) })
        return stores.outcomes(on: open, for: principal, policies) { action, resource in
            guard touched.contains(Text(action)) else { return AWSGrantJudgement(verdict: .allowed) }
            return AWSEvaluator.judge(
                principal: principal, policies: policies, action: action, resource: resource,
                context: RequestContext())
        }
    }

    /// Whether a control policy stands in the way of the action somewhere.
    private mutating func isTouched(_ action: String) -> Bool {
        if controls.isEmpty { return false }
        if let known = touched[Text(action)] { return known }
        let isDenied = controls.contains { document in
            document.statements.contains { !$0.isAllow && $0.matches(action: action) }
        }
        let isBounded = policies.serviceControlPolicies.contains { level in
            !level.contains { document in
                document.statements.contains { statement in
                    statement.isAllow && !statement.isConditional && !statement.isNotResource
                        && statement.matches(action: action)
                        && statement.resourcePatterns.contains { UTF8Order.equal($0, "*") }
                }
            }
        }
        touched[Text(action)] = isDenied || isBounded
        return isDenied || isBounded
    }
}
