internal import OverreachModel

/// Says who may do what on which resource, and under what conditions.
///
/// Source: IAM User Guide, "Policy evaluation logic" with its pages on single-account and cross-account requests.
public enum AWSEvaluator {
    /// What the principal may do *by this statement* of one of its policies; nil for nothing.
    ///
    /// Everything that narrows it counts: denies anywhere, boundary, session, organisation; across accounts, and for
    /// roles to be taken, also the consent of the resource's own policy.
    public static func judge(
        statement: Statement, of policy: AttachedPolicy, principal: AWSPrincipal, policies: AWSPrincipalPolicies,
        action: String, resource: AWSResource, context: RequestContext
    ) -> AWSGrantJudgement? {
        guard statement.isAllow, statement.matches(action: action) else { return nil }
        let target = Target(resource.arn)
        guard statement.mayMean(target) else { return nil }
        let question = PolicyQuestion(principal, policies, action, resource, target, context)
        return AWSGrantJudgement(question.region(byIdentity: statement), target)
    }

    /// What the principal may do *by this statement* of the resource's own policy; nil for nothing.
    ///
    /// In the principal's account a statement that names it is enough; one that names the account only delegates and
    /// gives nothing by itself. Across accounts the principal's own policies must allow it as well.
    public static func judge(
        resourceStatement statement: Statement, principal: AWSPrincipal, policies: AWSPrincipalPolicies,
        action: String, resource: AWSResource, context: RequestContext
    ) -> AWSGrantJudgement? {
        guard statement.isAllow, statement.matches(action: action) else { return nil }
        let target = Target(resource.arn)
        guard statement.mayMean(target) else { return nil }
        let question = PolicyQuestion(principal, policies, action, resource, target, context)
        return AWSGrantJudgement(question.region(byResource: statement), target)
    }

    /// What the principal may do by all policies together; nil for nothing.
    ///
    /// The judgement of `decide` without its reasons, for asking of many principals.
    public static func judge(
        principal: AWSPrincipal, policies: AWSPrincipalPolicies, action: String, resource: AWSResource,
        context: RequestContext
    ) -> AWSGrantJudgement? {
        let question = PolicyQuestion(principal, policies, action, resource, context)
        return question.isAlwaysAllowed
            ? AWSGrantJudgement(verdict: .allowed) : AWSGrantJudgement(question.overall, question.target)
    }

    /// Whether a statement speaks of an action on a resource, whatever its conditions: for counting its use.
    ///
    /// Variables count as wildcards. Without a resource only the action is compared.
    public static func covers(statement: Statement, action: String, resourceARN: String?) -> Bool {
        guard statement.matches(action: action) else { return false }
        guard let resourceARN, statement.hasResources else { return true }
        let nobody = AWSPrincipal(kind: .role, arn: "", account: "", tags: nil)
        let facts = RequestFacts(
            principal: nobody, resource: AWSResource(arn: "*", account: "", tags: nil), context: RequestContext())
        let isListed = statement.resources.contains {
            guard case .pattern(let pattern, _) = $0.resolved(in: facts, at: .identity, isNot: false) else {
                return false
            }
            return pattern.matches(resourceARN)
        }
        return isListed != statement.isNotResource
    }

    /// Whether a pattern of an `Action` means the action, without regard to case.
    public static func actionPattern(_ pattern: String, matches action: String) -> Bool {
        Pattern(asciiLowered(pattern)).matchesIgnoringCase(action)
    }
}
