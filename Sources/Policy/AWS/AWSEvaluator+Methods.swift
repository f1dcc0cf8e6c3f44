internal import OverreachModel

extension AWSEvaluator {
    /// Whether a service may take a role of the account on its own account's behalf; nil where it may not.
    ///
    /// The account that the service works for is the role's, since a role is passed inside its account only. No
    /// service takes a role that is linked to another one.
    public static func lends(_ role: AWSRole, to service: String) -> AWSGrantJudgement? {
        guard !role.arn.contains(":role/aws-service-role/") else { return nil }
        var context = RequestContext()
        if !role.account.isEmpty { context.set("aws:SourceAccount", [role.account]) }
        return judge(
            principal: .service(service), policies: AWSPrincipalPolicies(), action: "sts:AssumeRole",
            resource: role.resource, context: context)
    }

    /// Whether guests of an identity pool could get a role; nil where they could not.
    public static func lends(_ role: AWSRole, toGuestsOf provider: String) -> AWSGrantJudgement? {
        let ways = judgeAssume(
            principal: .federated(provider: provider), policies: AWSPrincipalPolicies(), role: role,
            action: "sts:AssumeRoleWithWebIdentity", context: RequestContext())
        let best = ways.first { $0.verdict == .allowed } ?? ways.first
        return best.map { AWSGrantJudgement(verdict: $0.verdict, conditions: $0.conditions) }
    }

    /// Whether the principal could take the role once its trust policy named it.
    ///
    /// In the account that is enough, unless a deny, the boundary of a role or the organisation stands against it.
    public static func couldAssume(
        _ role: AWSResource, principal: AWSPrincipal, policies: AWSPrincipalPolicies
    ) -> AWSGrantJudgement? {
        let trust = PolicyDocument.trust(naming: principal.arn)
        let named = AWSRole(
            arn: role.arn, account: role.account, trust: trust, tags: role.tags?.map { ($0.key, $0.value) },
            controlPolicies: role.controlPolicies, membership: role.membership)
        let ways = judgeAssume(
            principal: principal, policies: policies, role: named, context: RequestContext())
        let best = ways.first { $0.verdict == .allowed } ?? ways.first
        return best.map { AWSGrantJudgement(verdict: $0.verdict, conditions: $0.conditions) }
    }
}

extension PolicyDocument {
    fileprivate static func trust(naming arn: String) -> PolicyDocument {
        PolicyDocument(
            .object([
                Value.Member("Version", .string("2012-10-17")),
                Value.Member(
                    "Statement",
                    .object([
                        Value.Member("Effect", .string("Allow")), Value.Member("Action", .string("sts:AssumeRole")),
                        Value.Member("Principal", .object([Value.Member("AWS", .string(arn))])),
                    ])),
            ]))
    }
}
