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
        if question.isAlwaysAllowed {
            return AWSDecision(
                outcome: .allowed, conditions: [], judgement: AWSGrantJudgement(verdict: .allowed),
                reasons: [AWSDecision.Reason(.aws, .isAlwaysAllowed)])
        }

        let judged = AWSGrantJudgement(question.overall, question.target)
        let reasons = question.reasons
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
}

extension PolicyQuestion {
    /// Whether AWS answers the call even where a policy denies it (STS API Reference, GetCallerIdentity).
    var isAlwaysAllowed: Bool {
        isSigned && action.utf8.count == 21 && hasPrefix(action, "sts:getcalleridentity")
    }

    /// What every statement says that speaks of the request, and which level is silent.
    ///
    /// Sorted, so that the order in which policies were given shows nowhere.
    fileprivate var reasons: [AWSDecision.Reason] {
        var out: [AWSDecision.Reason] = []
        if let obstacle {
            out.append(AWSDecision.Reason(obstacle == .publicAccessIsBlocked ? .publicAccessBlock : .aws, obstacle))
        }
        if isSigned {
            if principal.kind == .root {
                out.append(AWSDecision.Reason(.identity, .isRoot))
            } else {
                out += reasons(policies.identity.map { ($0.name, $0.document) }, .identity)
            }
            if let boundary = policies.boundary { out += reasons([(boundary.name, boundary)], .boundary) }
            if !policies.sessionPolicies.isEmpty {
                out += reasons(policies.sessionPolicies.map { ($0.name, $0) }, .session)
            }
            for (depth, level) in serviceControls.enumerated() {
                out += reasons(level.map { ($0.name, $0) }, .serviceControl, depth: depth)
            }
        }
        let mustConsent = needsConsent || !isSameAccount
        if let policy = resource.policy {
            out += reasons([(policy.name, policy)], .resource, silence: mustConsent ? .doesNotConsent : .doesNotAllow)
        } else if mustConsent {
            out.append(AWSDecision.Reason(.resource, .doesNotConsent))
        }
        for (depth, level) in resourceControls.enumerated() {
            out += reasons(level.map { ($0.name, $0) }, .resourceControl, depth: depth)
        }
        if let policy = facts.context.endpointPolicy { out += reasons([(policy.name, policy)], .endpoint) }
        return out
    }

    private func reasons(
        _ documents: [(name: String, document: PolicyDocument)], _ level: PolicyLevel, depth: Int = 0,
        silence: AWSDecision.Finding = .doesNotAllow
    ) -> [AWSDecision.Reason] {
        var out: [AWSDecision.Reason] = []
        for (name, document) in documents {
            for statement in document.statements {
                let region = region(of: statement, at: level)
                if region.isEmpty { continue }
                let isCertain = region.terms.contains(where: \.conditions.isEmpty)
                let conditions = isCertain ? [] : region.terms.flatMap(\.conditions)
                out.append(
                    AWSDecision.Reason(
                        level: level, depth: depth, policy: name, statement: statement.index, sid: statement.sid,
                        line: statement.line, finding: statement.isAllow ? .allows : .denies,
                        naming: level == .resource ? naming(of: statement) : nil,
                        conditions: Array(Set(conditions)).sorted(by: UTF8Order.less)))
            }
        }
        out.sort(by: AWSDecision.Reason.isBefore)
        if level != .resourceControl, !out.contains(where: { $0.finding == .allows }) {
            out.append(AWSDecision.Reason(level, silence, depth: depth))
        }
        return out
    }

    /// The way of naming that gives most.
    private func naming(of statement: Statement) -> PrincipalNaming? {
        let found = namings(statement, .resource).map(\.naming)
        return [.direct, .everyone, .role, .account].first(where: found.contains)
    }
}

extension AWSDecision.Reason {
    /// What holds of a level as a whole.
    fileprivate init(_ level: PolicyLevel, _ finding: AWSDecision.Finding, depth: Int = 0) {
        self.init(
            level: level, depth: depth, policy: "", statement: nil, sid: nil, line: 0, finding: finding, naming: nil,
            conditions: [])
    }

    /// The order within one level.
    fileprivate static func isBefore(_ a: AWSDecision.Reason, _ b: AWSDecision.Reason) -> Bool {
        if !UTF8Order.equal(a.policy, b.policy) { return UTF8Order.less(a.policy, b.policy) }
        if a.statement != b.statement { return (a.statement ?? -1) < (b.statement ?? -1) }
        if a.finding != b.finding { return UTF8Order.less(a.finding.rawValue, b.finding.rawValue) }
        if a.line != b.line { return a.line < b.line }
        let (one, other) = (a.sid ?? "", b.sid ?? "")
        if !UTF8Order.equal(one, other) { return UTF8Order.less(one, other) }
        return a.conditions.lexicographicallyPrecedes(b.conditions, by: UTF8Order.less)
    }
}
