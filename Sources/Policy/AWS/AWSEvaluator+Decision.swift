internal import OverreachModel

extension AWSEvaluator {
    /// Whether the principal may do the action on the resource, with the reason at each level.
    ///
    /// For a set of resources the answer is whether any part of it is allowed.
    public static func decide(
        principal: AWSPrincipal, policies: AWSPrincipalPolicies, action: String, resource: AWSResource,
        context: RequestContext
    ) -> AWSDecision {
        let question = PolicyQuestion(principal, policies, action, resource, context)
        if question.action == "sts:getcalleridentity", question.isSigned {
            // AWS answers this one even where a policy denies it (STS API Reference, GetCallerIdentity).
            let judged = AWSGrantJudgement(verdict: .allowed)
            return AWSDecision(outcome: .allowed, conditions: [], judgement: judged, reasons: [])
        }

        let judged = AWSGrantJudgement(question.overall, question.target)
        let reasons = self.reasons(question)
        guard let judged else {
            let isDenied = !question.denied.certain.isEmpty
            return AWSDecision(
                outcome: isDenied ? .explicitlyDenied : .implicitlyDenied, conditions: [], judgement: nil,
                reasons: reasons)
        }
        return AWSDecision(
            outcome: judged.verdict == .allowed ? .allowed : .conditional, conditions: judged.conditions,
            judgement: judged, reasons: reasons)
    }

    private static func reasons(_ question: PolicyQuestion) -> [AWSDecision.Reason] {
        var out: [AWSDecision.Reason] = []
        let own = question.policies
        let identity = own.identity.map { ($0.name, $0.document) }
            .sorted { UTF8Order.less($0.0, $1.0) }
        if question.isSigned {
            out += reasons(identity, .identity, question)
            if let boundary = own.boundary { out += reasons([("", boundary)], .boundary, question) }
            if !own.sessionPolicies.isEmpty {
                out += reasons(own.sessionPolicies.map { ("", $0) }, .session, question)
            }
            for level in own.serviceControlPolicies {
                out += reasons(level.map { ("", $0) }, .serviceControl, question)
            }
        }
        if let policy = question.resource.policy {
            out += reasons([("", policy)], .resource, question)
        } else if question.needsConsent || !question.isSameAccount {
            out += reasons([], .resource, question)
        }
        for level in question.resource.controlPolicies {
            out += reasons(level.map { ("", $0) }, .resourceControl, question)
        }
        return out
    }

    private static func reasons(
        _ policies: [(name: String, document: PolicyDocument)], _ level: PolicyLevel, _ question: PolicyQuestion
    ) -> [AWSDecision.Reason] {
        var out: [AWSDecision.Reason] = []
        for policy in policies {
            for statement in policy.document.statements {
                let region = question.region(of: statement, at: level)
                if region.isEmpty { continue }
                let isCertain = region.terms.contains(where: \.conditions.isEmpty)
                let conditions = isCertain ? [] : region.terms.flatMap(\.conditions)
                out.append(
                    AWSDecision.Reason(
                        level: level, policy: policy.name, statement: statement.index, line: statement.line,
                        effect: statement.isAllow ? "allows" : "denies",
                        conditions: Array(Set(conditions)).sorted(by: UTF8Order.less)))
            }
        }
        if !out.contains(where: { $0.effect == "allows" }) {
            out.append(
                AWSDecision.Reason(
                    level: level, policy: "", statement: nil, line: 0, effect: "does not allow", conditions: []))
        }
        return out
    }
}
