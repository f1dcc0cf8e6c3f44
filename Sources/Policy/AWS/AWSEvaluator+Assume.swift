public import OverreachModel

/// A way in which a principal may take a role: by which statements.
public struct AWSAssumeJudgement: Sendable, Hashable {
    /// A statement of one of the principal's policies.
    public struct IdentityStatement: Sendable, Hashable {
        /// The policy's place in `AWSPrincipalPolicies.identity`.
        public let policy: Int
        /// The statement's place in `PolicyDocument.statements`.
        public let statement: Int
    }

    /// Allowed, or conditional.
    public let verdict: Verdict
    /// What would have to hold.
    public let conditions: [String]
    /// The statement of the principal's own that takes part; nil where the trust alone is enough.
    public let identityStatement: IdentityStatement?
    /// The place of the role's statement in `PolicyDocument.statements` of its trust policy.
    public let trustStatement: Int
}

extension AWSEvaluator {
    /// In which ways the principal may take the role, by which statements; empty where it may not.
    ///
    /// In the role's account, a trust statement that names the principal is enough by itself (one result without an
    /// identity statement); an identity statement that also allows it is listed too, as a right of its own. A trust
    /// in the account, and every trust across accounts, needs an identity statement. Services and federated
    /// identities have no policies: the trust is enough.
    public static func judgeAssume(
        principal: AWSPrincipal, policies: AWSPrincipalPolicies, role: AWSRole, action: String = "sts:AssumeRole",
        context: RequestContext
    ) -> [AWSAssumeJudgement] {
        let question = PolicyQuestion(principal, policies, action, role.resource, context)
        var out: [AWSAssumeJudgement] = []
        for (place, trust) in role.trust.statements.enumerated() where trust.isAllow {
            let consent = question.region(of: trust, at: .resource)
            if consent.isEmpty { continue }
            if question.isSameAccount || !question.isSigned {
                out += judgement(question.region(byResource: trust), question, nil, place)
            }
            guard question.isSigned else { continue }
            for (number, policy) in policies.identity.enumerated() {
                for (index, statement) in policy.document.statements.enumerated() {
                    let own = question.region(byIdentity: statement)
                    let identity = AWSAssumeJudgement.IdentityStatement(policy: number, statement: index)
                    out += judgement(own.intersection(consent), question, identity, place)
                }
            }
        }
        return out
    }

    private static func judgement(
        _ region: Region, _ question: PolicyQuestion, _ identity: AWSAssumeJudgement.IdentityStatement?, _ trust: Int
    ) -> [AWSAssumeJudgement] {
        guard let judged = AWSGrantJudgement(region, question.target) else { return [] }
        return [
            AWSAssumeJudgement(
                verdict: judged.verdict, conditions: judged.conditions, identityStatement: identity,
                trustStatement: trust)
        ]
    }
}
