internal import OverreachModel
internal import OverreachPolicy

/// Judges every AWS policy: which identity holds which statement, and what each statement gives it.
///
/// A statement is one grant node for all principals for whom it gives the same; where boundary, denies or tags make a
/// difference it becomes one node a class. So edges grow with principals plus resources, not with their product.
struct AWSGrants: DerivationRule {
    let name = "aws-grants"

    func conclude(from base: FactBase) -> Conclusions {
        let holdings = AWSHoldings(base.documents)
        let inventory = AWSInventory(base, holdings: holdings)
        var grants = GrantClasses()

        for holder in inventory.principals {
            for policy in holder.policies.identity {
                for statement in policy.document.statements where statement.isAllow {
                    let outcomes = AWSGrants.outcomes(of: statement, in: policy, for: holder, inventory: inventory)
                    let evidence = holdings.evidence(of: policy).map { $0.at(statement) }
                    grants.add(
                        Grant(statement: statement, of: policy), heldBy: holder.key, evidence: evidence, gives: outcomes
                    )
                }
            }
        }
        AWSGrants.addResourcePolicies(to: &grants, inventory: inventory, holdings: holdings)
        AWSGrants.addTrusts(to: &grants, inventory: inventory, holdings: holdings, base: base)

        var conclusions = grants.conclusions()
        conclusions.edges += AWSGrants.accountControl(inventory: inventory, base: base)
        return conclusions
    }

    // MARK: - Identity policies

    private static func outcomes(
        of statement: Statement, in policy: AttachedPolicy, for holder: AWSInventory.Principal, inventory: AWSInventory
    ) -> [Outcome] {
        var outcomes: [Outcome] = []
        for store in inventory.stores {
            outcomes += access(to: store) { action, resource, context in
                AWSEvaluator.judge(
                    statement: statement, of: policy, principal: holder.principal, policies: holder.policies,
                    action: action, resource: resource, context: context)
            }
        }
        for action in AWSMethod.all.compactMap(\.onlyActionOnFunction) {
            for function in inventory.functions {
                let judgement = AWSEvaluator.judge(
                    statement: statement, of: policy, principal: holder.principal, policies: holder.policies,
                    action: action, resource: function.resource(), context: RequestContext())
                if let judgement {
                    outcomes.append(Outcome(EdgeKind(AWSEdge.updatesCode), function.key, judgement))
                }
            }
        }
        let administers = AWSEvaluator.administers(
            statement: statement, principal: holder.principal, policies: holder.policies)
        if let administers {
            outcomes.append(
                Outcome(EdgeKind(AWSEdge.administers), .awsAccount(holder.principal.account), administers))
        }
        return outcomes
    }

    /// What a right gives on a store, an effect at a time: the union over the actions that have the effect.
    private static func access(
        to store: AWSInventory.Resource,
        judge: (_ action: String, _ resource: AWSResource, _ context: RequestContext) -> AWSGrantJudgement?
    ) -> [Outcome] {
        var ways: [Effect: [AWSGrantJudgement]] = [:]
        for row in AWSEffects.effects(on: store.type) {
            for resource in store.resources(for: row) {
                if let judgement = judge(row.action, resource, RequestContext()) {
                    ways[row.effect, default: []].append(judgement)
                }
            }
        }
        return ways.sorted { $0.key < $1.key }.flatMap { effect, judgements -> [Outcome] in
            guard let kind = AccessEdge(granting: effect) else { return [] }
            return Verdict.allCases.compactMap { verdict in
                let equal = judgements.filter { $0.verdict == verdict }
                if equal.isEmpty { return nil }
                var outcome = Outcome(EdgeKind(kind), store.key, union: equal)
                if store.isAccountTaken {
                    outcome.verdict = .conditional
                    outcome.conditions.append("the account of the store, which no file names, is \(store.account)")
                }
                return outcome
            }
        }
    }

    // MARK: - Resource policies

    private static func addResourcePolicies(
        to grants: inout GrantClasses, inventory: AWSInventory, holdings: AWSHoldings
    ) {
        for store in inventory.stores {
            guard let policy = holdings.resourcePolicies[store.key] else { continue }
            for statement in policy.document.statements where statement.isAllow {
                for holder in inventory.principals {
                    let outcomes = access(to: store) { action, resource, context in
                        AWSEvaluator.judge(
                            resourceStatement: statement, principal: holder.principal, policies: holder.policies,
                            action: action, resource: resource, context: context)
                    }
                    if outcomes.isEmpty { continue }
                    grants.add(
                        Grant(statement: statement, ofResource: store.key, title: "policy"), heldBy: holder.key,
                        evidence: policy.evidence.at(statement), gives: outcomes)
                }
            }
        }
    }

    // MARK: - Trust policies

    private static func addTrusts(
        to grants: inout GrantClasses, inventory: AWSInventory, holdings: AWSHoldings, base: FactBase
    ) {
        for role in inventory.roles {
            guard let trust = holdings.trusts[role.key] else { continue }
            let target = AWSRole(arn: role.arn, account: role.account, trust: trust.document, tags: role.tags)
            for holder in inventory.principals where holder.key != role.key {
                let judgements = AWSEvaluator.judgeAssume(
                    principal: holder.principal, policies: holder.policies, role: target, action: "sts:AssumeRole",
                    context: RequestContext())
                for judgement in judgements {
                    let outcome = Outcome(
                        kind: EdgeKind(AWSEdge.assumes), target: role.key, verdict: judgement.verdict,
                        conditions: judgement.conditions, premises: [role.key])
                    if let own = judgement.identityStatement {
                        let policy = holder.policies.identity[own.policy]
                        let statement = policy.document.statements[own.statement]
                        grants.add(
                            Grant(statement: statement, of: policy), heldBy: holder.key,
                            evidence: holdings.evidence(of: policy).map { $0.at(statement) }, gives: [outcome])
                    } else {
                        let statement = trust.document.statements[judgement.trustStatement]
                        grants.add(
                            Grant(statement: statement, ofResource: role.key, title: "trust"), heldBy: holder.key,
                            evidence: trust.evidence.at(statement), gives: [outcome])
                    }
                }
            }
            addServiceAccounts(to: &grants, role: target, key: role.key, trust: trust, base: base)
        }
    }

    /// Service accounts that are annotated with the role and whose token its trust accepts.
    ///
    /// Source: Amazon EKS user guide, IAM roles for service accounts: the token's subject is
    /// `system:serviceaccount:namespace:name`, its audience `sts.amazonaws.com`. Which issuer is the cluster's own is
    /// not in a list of service accounts, so every issuer that the trust names is taken for it.
    private static func addServiceAccounts(
        to grants: inout GrantClasses, role: AWSRole, key: Key, trust: AWSHoldings.Trust, base: FactBase
    ) {
        for account in base.nodes(of: KubernetesNode.serviceAccount) {
            guard let arn = account.property(PropertyName.roleARN), UTF8Order.equal(arn, role.arn) else { continue }
            let subject = "system:serviceaccount:" + account.key.id.split(separator: "/").joined(separator: ":")
            for provider in trust.document.federatedProviders {
                guard let slash = provider.firstIndex(of: "/") else { continue }
                let issuer = String(provider[provider.index(after: slash)...])
                var context = RequestContext()
                context.set("\(issuer):sub", [subject])
                context.set("\(issuer):aud", ["sts.amazonaws.com"])
                let judgements = AWSEvaluator.judgeAssume(
                    principal: .federated(provider: provider),
                    policies: AWSPrincipalPolicies(), role: role, action: "sts:AssumeRoleWithWebIdentity",
                    context: context)
                for judgement in judgements {
                    let statement = trust.document.statements[judgement.trustStatement]
                    grants.add(
                        Grant(statement: statement, ofResource: key, title: "trust"), heldBy: account.key,
                        evidence: trust.evidence.at(statement),
                        gives: [
                            Outcome(
                                kind: EdgeKind(AWSEdge.assumes), target: key, verdict: judgement.verdict,
                                conditions: judgement.conditions, premises: [key, account.key])
                        ])
                }
            }
        }
    }

    // MARK: - Accounts

    /// Who administers an account has its identities and its code.
    private static func accountControl(inventory: AWSInventory, base: FactBase) -> [EdgeFact] {
        let administered = Set(inventory.principals.filter(\.isAdministrator).map(\.principal.account).map { Text($0) })
        let principals = inventory.principals.map { ($0.key, $0.principal.account, $0.principal.arn) }
        let functions = inventory.functions.map { ($0.key, $0.account, $0.arn) }
        return (principals + functions)
            .filter { administered.contains(Text($0.1)) && !$0.2.contains(":role/aws-service-role/") }
            .map { key, account, _ in
                EdgeFact(
                    .awsAccount(account), EdgeKind(AWSEdge.accountControls), key, origin: .derived,
                    evidence: base.nodes[key]?.evidence ?? [], premises: [key])
            }
    }
}

extension Evidence {
    /// The place of a statement in the policy that stands here.
    func at(_ statement: Statement) -> Evidence {
        var place = self
        if statement.line > 0 { place.line = statement.line }
        place.locator += "/Statement/\(statement.index)"
        return place
    }
}

extension AWSMethod {
    /// The action of a method on functions that needs no other: such a right is the statement's own.
    var onlyActionOnFunction: String? {
        guard target == .function, steps.count == 1, steps[0].count == 1, steps[0][0].count == 1 else { return nil }
        return steps[0][0][0].action
    }
}
