internal import OverreachModel

extension AWSEvaluator {
    /// Whether the principal can use a method to start compute with a role; nil where it cannot, or the method has
    /// another target.
    ///
    /// A role is passed inside its account only, must trust the method's service, and must not be linked to a service.
    public static func judge(
        method: AWSMethod, principal: AWSPrincipal, policies: AWSPrincipalPolicies, role: AWSRole,
        context: RequestContext
    ) -> AWSMethodJudgement? {
        guard method.target == .role, let service = method.service,
            UTF8Order.equal(role.account, principal.account), !role.arn.contains(":role/aws-service-role/")
        else { return nil }
        var trusting = context
        if !role.account.isEmpty { trusting.set("aws:SourceAccount", [role.account]) }
        guard let trust = trusts(service: service, trust: role.trust, context: trusting) else { return nil }

        var passing = context
        passing.set("iam:PassedToService", [service])
        let resources = resources(of: principal, passedRole: role.resource, function: nil)
        return judge(
            method, principal, policies, resources, passing, also: trust.verdict == .allowed ? [] : trust.conditions)
    }

    /// Whether the principal can use a method on a function that exists; nil where it cannot, or the method has
    /// another target.
    public static func judge(
        method: AWSMethod, principal: AWSPrincipal, policies: AWSPrincipalPolicies, function: AWSResource,
        context: RequestContext
    ) -> AWSMethodJudgement? {
        guard method.target == .function else { return nil }
        let resources = resources(of: principal, passedRole: nil, function: function)
        return judge(method, principal, policies, resources, context, also: [])
    }

    private static func resources(
        of principal: AWSPrincipal, passedRole: AWSResource?, function: AWSResource?
    ) -> (AWSMethod.Place) -> AWSResource? {
        let partition = ARN(principal.arn)?.partition ?? "aws"
        let account = principal.account
        return { place in
            switch place {
            case .passedRole: passedRole
            case .function: function
            case .newFunction:
                AWSResource(arn: "arn:\(partition):lambda:*:\(account):function:*", account: account, tags: nil)
            case .anything: AWSResource(arn: "*", account: account, tags: nil)
            }
        }
    }

    private static func judge(
        _ method: AWSMethod, _ principal: AWSPrincipal, _ policies: AWSPrincipalPolicies,
        _ resource: (AWSMethod.Place) -> AWSResource?, _ context: RequestContext, also: [String]
    ) -> AWSMethodJudgement? {
        // Each state: what is still possible of the function that all its rights share, under what conditions.
        var shared: Region?
        var conditions = also
        var uses: [AWSMethodJudgement.Use] = []
        for step in method.steps {
            var best: (shared: Region?, conditions: [String])?
            for way in step {
                guard let taken = take(way, shared, principal, policies, resource, context) else { continue }
                uses += taken.uses
                if best.map({ taken.conditions.count < $0.conditions.count }) ?? true {
                    best = (taken.shared, taken.conditions)
                }
            }
            guard let best else { return nil }
            shared = best.shared
            conditions += best.conditions
        }
        let sentences = Array(Set(conditions)).sorted(by: UTF8Order.less)
        return AWSMethodJudgement(
            verdict: sentences.isEmpty ? .allowed : .conditional, conditions: sentences, uses: uses)
    }

    private static func take(
        _ way: [AWSMethod.Right], _ shared: Region?, _ principal: AWSPrincipal, _ policies: AWSPrincipalPolicies,
        _ resource: (AWSMethod.Place) -> AWSResource?, _ context: RequestContext
    ) -> (shared: Region?, conditions: [String], uses: [AWSMethodJudgement.Use])? {
        var shared = shared
        var conditions: [String] = []
        var uses: [AWSMethodJudgement.Use] = []
        for right in way {
            guard let target = resource(right.on) else { return nil }
            let question = PolicyQuestion(principal, policies, right.action, target, context)
            var region = question.overall
            if right.on == .newFunction {
                if let shared { region = region.intersection(shared) }
                shared = region.certain.isEmpty ? region : region.certain
                region = shared ?? region
            }
            guard let judged = AWSGrantJudgement(region, question.target) else { return nil }
            if judged.verdict != .allowed { conditions += judged.conditions }
            for (place, policy) in policies.identity.enumerated() {
                for (index, statement) in policy.document.statements.enumerated()
                where !question.region(byIdentity: statement).isEmpty {
                    uses.append(AWSMethodJudgement.Use(action: right.action, policy: place, statement: index))
                }
            }
        }
        return (shared, conditions, uses)
    }
}
