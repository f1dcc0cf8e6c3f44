internal import OverreachModel
internal import OverreachPolicy

/// Judges the methods of becoming somebody else that need several rights of one principal (conjunctions).
///
/// Each method of each principal is a grant node of its own, with the statements that give it as premises: a what-if
/// that takes one of them away must see the method fall. An administrator needs no method.
struct AWSMethods: DerivationRule {
    let name = "aws-methods"

    func conclude(from base: FactBase) -> Conclusions {
        let holdings = AWSHoldings(base.documents)
        let inventory = AWSInventory(base, holdings: holdings)
        var grants = GrantClasses()
        for holder in inventory.principals where !holder.isAdministrator {
            for method in AWSMethod.all where method.target == .role {
                for role in inventory.roles {
                    guard let trust = holdings.trusts[role.key] else { continue }
                    let target = AWSRole(arn: role.arn, account: role.account, trust: trust.document, tags: role.tags)
                    let judgement = AWSEvaluator.judge(
                        method: method, principal: holder.principal, policies: holder.policies, role: target,
                        context: RequestContext())
                    guard let judgement else { continue }

                    let rights = AWSMethods.rights(of: judgement, holder: holder)
                    let grant = Grant(
                        type: NodeType(AWSNode.method), scope: holder.principal.account,
                        id: "\(method.id)@\(holder.principal.arn)", name: rights.names.joined(separator: " + "),
                        localName: method.id, origin: .derived)
                    let outcome = Outcome(
                        kind: EdgeKind(method.edge), target: role.key, verdict: judgement.verdict,
                        conditions: judgement.conditions, premises: rights.policies + [role.key])
                    for evidence in rights.policies.isEmpty ? [] : rights.evidence(holdings) {
                        grants.add(grant, heldBy: holder.key, evidence: evidence, gives: [outcome])
                    }
                }
            }
        }
        return grants.conclusions()
    }

    /// The statements behind a method, without repeats, in the order of the method's steps.
    private struct Rights {
        var names: [String] = []
        var policies: [Key] = []
        var statements: [(policy: AttachedPolicy, statement: Statement)] = []

        func evidence(_ holdings: AWSHoldings) -> [Evidence] {
            statements.compactMap { policy, statement in holdings.evidence(of: policy)?.at(statement) }
        }
    }

    private static func rights(of judgement: AWSMethodJudgement, holder: AWSInventory.Principal) -> Rights {
        var rights = Rights()
        for use in judgement.uses {
            let policy = holder.policies.identity[use.policy]
            let statement = policy.document.statements[use.statement]
            let name = statement.sid ?? "\(policy.name) #\(statement.index)"
            let isKnown = rights.statements.contains { known in
                known.policy.key == policy.key && UTF8Order.equal(known.policy.name, policy.name)
                    && known.statement.index == statement.index
            }
            if isKnown { continue }
            rights.names.append(name)
            rights.statements.append((policy, statement))
            if !rights.policies.contains(policy.key) { rights.policies.append(policy.key) }
        }
        return rights
    }
}
