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
        let accounts = base.accounts
        let (holdings, inventory) = (accounts.holdings, accounts.inventory)
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
                    gives: outcomes,
                    given: reach.without(holder.key, reach.given(by: right, to: number), below: threshold))
            }
        }
        AWSGrants.addResourcePolicies(to: &grants, reach: &reach, holdings: holdings)

        var sets = GrantSets(reach, threshold: threshold)
        var conclusions = grants.conclusions(with: &sets)
        conclusions.nodes += outside.nodes.sorted { $0.key < $1.key }.map(\.value)
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
                            evidence: policy.evidence(of: statement), given: given)
                    }
                }
            }
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
