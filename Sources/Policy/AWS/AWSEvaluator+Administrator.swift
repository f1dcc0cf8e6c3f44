internal import OverreachModel

extension AWSEvaluator {
    /// Whether the principal is an administrator: everything on everything, not narrowed by a boundary or the
    /// organisation, and with no deny that takes the power over identities away.
    ///
    /// What hangs on conditions makes no administrator.
    public static func isAdministrator(policies: AWSPrincipalPolicies, principal: AWSPrincipal) -> Bool {
        if principal.kind == .root { return true }
        return policies.identity.contains { policy in
            policy.document.statements.contains {
                administers(statement: $0, principal: principal, policies: policies)?.verdict == .allowed
            }
        }
    }

    /// Whether this statement makes its principal an administrator; nil where it does not.
    ///
    /// A deny of something else than the ways to take over identities leaves an administrator what it is: it could
    /// give itself the rest back. Only if every one of `takeover` is denied on all identities does nothing remain.
    public static func administers(
        statement: Statement, principal: AWSPrincipal, policies: AWSPrincipalPolicies
    ) -> AWSGrantJudgement? {
        guard statement.isAllow, givesAll(statement) else { return nil }
        let limits = [policies.boundary.map { [$0] }].compactMap { $0 } + policies.serviceControlPolicies
        let isBounded = limits.contains { level in !level.contains { $0.statements.contains(where: boundsNothing) } }
        let session = policies.sessionPolicies
        if isBounded || (!session.isEmpty && !session.contains { $0.statements.contains(where: boundsNothing) }) {
            return nil
        }

        let partition = principal.partition ?? "aws"
        var best: AWSGrantJudgement?
        for (action, type) in takeover {
            let all = AWSResource(
                arn: "arn:\(partition):iam::\(principal.account):\(type)/*", account: principal.account, tags: nil)
            let question = PolicyQuestion(principal, policies, action, all, RequestContext())
            let judged = AWSGrantJudgement(question.region(byIdentity: statement), question.target)
            guard let judged else { continue }
            if judged.verdict == .allowed { return judged }
            best = best ?? judged
        }
        return best
    }

    /// Actions with which an administrator of identities makes itself anything, with what they are asked on.
    private static let takeover = [
        ("iam:AttachRolePolicy", "role"), ("iam:AttachUserPolicy", "user"), ("iam:CreateAccessKey", "user"),
        ("iam:CreatePolicyVersion", "policy"), ("iam:PutRolePolicy", "role"), ("iam:PutUserPolicy", "user"),
        ("iam:UpdateAssumeRolePolicy", "role"),
    ]

    private static func givesAll(_ statement: Statement) -> Bool {
        let actions = statement.actions.contains { $0.isEverything || $0.text == "*:*" }
        let resources = statement.resourcePatterns.contains { UTF8Order.equal($0, "*") }
        return actions && !statement.isNotAction && resources && !statement.isNotResource
    }

    private static func boundsNothing(_ statement: Statement) -> Bool {
        statement.isAllow && givesAll(statement) && !statement.isConditional
    }
}
