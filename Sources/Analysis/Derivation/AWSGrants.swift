internal import OverreachModel
internal import OverreachPolicy

/// Judges every AWS policy: which identity holds which statement, and what each statement gives it.
///
/// A statement is one grant node for all principals for whom it gives the same; where boundary, denies or tags make a
/// difference it becomes one node a class. What many rights give alike on many resources is a set, which they cover. So
/// edges grow with principals plus resources, not with their product.
struct AWSGrants: DerivationRule {
    let name = "aws-grants"
    /// From how many on resources or holders stand as a set.
    var threshold = GrantSets.usualThreshold

    func conclude(from base: FactBase) -> Conclusions {
        let holdings = AWSHoldings(base.documents)
        let inventory = AWSInventory(base, holdings: holdings)
        var reach = AWSReach(inventory)
        var outside = AWSOutsideResources(reach)
        var grants = GrantClasses()

        for (number, holder) in inventory.principals.enumerated() {
            for right in reach.standings.rights[number] {
                let evidence = holdings.evidence(of: right.policy).map { $0.at(right.statement) }
                var outcomes = outside.outcomes(of: right, for: number, evidence: evidence, in: &reach)
                let administers = AWSEvaluator.administers(
                    statement: right.statement, principal: holder.principal, policies: reach.standings.limited[number])
                if let administers {
                    outcomes.append(
                        Outcome(EdgeKind(AWSEdge.administers), .awsAccount(holder.principal.account), administers))
                }
                grants.add(
                    Grant(statement: right.statement, of: right.policy), heldBy: holder.key, evidence: evidence,
                    gives: outcomes, given: reach.without(holder.key, reach.given(by: right, to: number), below: threshold))
            }
        }
        AWSGrants.addResourcePolicies(to: &grants, reach: &reach, holdings: holdings)
        for role in inventory.roles {
            guard let trust = holdings.trusts[role.key], let target = role.role else { continue }
            AWSGrants.addServiceAccounts(to: &grants, role: target, key: role.key, trust: trust, base: base)
        }

        var sets = GrantSets(reach, threshold: threshold)
        var conclusions = grants.conclusions(with: &sets)
        conclusions.nodes += outside.nodes.sorted { $0.key < $1.key }.map(\.value)
        conclusions.edges += AWSGrants.accountControl(inventory: inventory, base: base)
        return conclusions
    }

    // MARK: - Policies of resources

    /// What resources' own policies and the trusts of roles give by themselves.
    private static func addResourcePolicies(
        to grants: inout GrantClasses, reach: inout AWSReach, holdings: AWSHoldings
    ) {
        var resources = AWSResourceReach(reach.standings)
        for universe in reach.universes.indices {
            let isTrust = reach.universes[universe].type == .role
            for (member, resource) in reach.universes[universe].resources.enumerated() {
                let policies = isTrust ? holdings.trusts : holdings.resourcePolicies
                guard let policy = policies[resource.key] else { continue }
                for statement in policy.document.statements where statement.isAllow {
                    for (principals, given) in resources.given(by: statement, of: universe, member, in: &reach) {
                        grants.add(
                            Grant(
                                statement: statement, ofResource: resource.key, title: isTrust ? "trust" : "policy"),
                            sharedBy: principals.map { reach.standings.principals[$0].key },
                            evidence: policy.evidence.at(statement), given: given)
                    }
                }
            }
        }
    }

    // MARK: - Service accounts

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
