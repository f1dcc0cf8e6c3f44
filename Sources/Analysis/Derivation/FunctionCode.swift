internal import OverreachModel
internal import OverreachPolicy

/// States whom the own policy of a function lets replace its code: a way of becoming its role that no right of the
/// principal's own shows.
struct FunctionCode: DerivationRule {
    let name = "function-code"

    func conclude(from base: FactBase) -> Conclusions {
        let (holdings, inventory) = (base.accounts.holdings, base.accounts.inventory)
        var grants = GrantClasses()
        for function in inventory.stores where function.type == .function {
            guard let policy = holdings.resourcePolicies[function.key] else { continue }
            for statement in policy.document.statements where FunctionCode.isReplacedBy(statement) {
                for holder in inventory.principals where !statement.naming(of: holder.principal).string.isEmpty {
                    guard
                        let outcome = FunctionCode.outcome(
                            of: statement, on: function, for: holder.principal, holder.policies)
                    else { continue }
                    grants.add(
                        Grant(statement: statement, ofResource: function.key, title: "policy").marked("code"),
                        heldBy: holder.key, evidence: policy.evidence(of: statement), gives: [outcome])
                }
            }
        }
        return grants.conclusions()
    }

    /// What replaces the code of a function.
    private static let action = "lambda:UpdateFunctionCode"

    /// Whether the statement may let somebody replace the code.
    static func isReplacedBy(_ statement: Statement) -> Bool { statement.isAllow && statement.matches(action: action) }

    /// What the statement of the function's own policy gives the principal of the code; nil for nothing.
    static func outcome(
        of statement: Statement, on function: AWSInventory.Resource, for principal: AWSPrincipal,
        _ policies: AWSPrincipalPolicies
    ) -> Outcome? {
        guard function.type == .function, isReplacedBy(statement) else { return nil }
        let judged = AWSEvaluator.judge(
            resourceStatement: statement, principal: principal, policies: policies, action: action,
            resource: function.resource(), context: RequestContext())
        return judged.map {
            Outcome(
                kind: EdgeKind(AWSEdge.updatesCode), target: function.key, verdict: $0.verdict,
                conditions: $0.verdict == .allowed ? [] : $0.conditions, premises: [function.key])
        }
    }
}
