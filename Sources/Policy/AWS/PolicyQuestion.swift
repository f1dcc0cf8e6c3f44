internal import OverreachModel

/// One question to the evaluator: may this principal do this action on this target.
struct PolicyQuestion {
    let principal: AWSPrincipal
    let policies: AWSPrincipalPolicies
    let action: String
    let resource: AWSResource
    let target: Target
    let facts: RequestFacts

    init(
        _ principal: AWSPrincipal, _ policies: AWSPrincipalPolicies, _ action: String, _ resource: AWSResource,
        _ context: RequestContext
    ) {
        self.principal = principal
        self.policies = policies
        self.action = asciiLowered(action)
        self.resource = resource
        target = Target(resource.arn)
        facts = RequestFacts(principal: principal, resource: resource, context: context)
    }

    /// Whether an IAM principal asks, whose own policies count.
    var isSigned: Bool {
        switch principal.kind {
        case .user, .role, .root, .federatedUser: true
        case .service, .federated, .anonymous: false
        }
    }

    var isSameAccount: Bool {
        isSigned && (resource.account.isEmpty || UTF8Order.equal(principal.account, resource.account))
    }

    /// Whether the resource's own policy must consent even inside the account: trust policies and key policies.
    var needsConsent: Bool {
        let isAssuming = action.hasPrefix("sts:assumerole")
        return isAssuming || (action.hasPrefix("kms:") && resource.arn.contains(":key/"))
    }

    /// The part of the target that a statement speaks of for this request; empty where it does not apply.
    ///
    /// With `naming`, only as far as a resource policy names the principal in one of these ways.
    func region(
        of statement: Statement, at level: PolicyLevel, naming: Set<PrincipalElement.Naming>? = nil
    ) -> Region {
        guard statement.matches(action: action) else { return Region() }
        let matches = namings(statement, level).filter { naming?.contains($0.naming) ?? true }
        guard !matches.isEmpty else { return Region() }
        var answer = Answer.yes
        for test in statement.conditions {
            answer = answer && test.holds(in: facts)
            if answer == .no { return Region() }
        }
        var conditions: [String] = []
        if case .unknown(let sentences) = answer { conditions = sentences }

        var out: [Region.Term] = []
        for match in matches {
            for var term in terms(statement, level) {
                term.conditions += conditions + match.conditions
                out.append(term)
            }
        }
        return Region(out)
    }

    /// The union of what the allowing (or denying) statements of policies speak of.
    func region(
        of documents: [PolicyDocument], allows: Bool, at level: PolicyLevel,
        naming: Set<PrincipalElement.Naming>? = nil
    ) -> Region {
        var out: [Region.Term] = []
        for document in documents {
            for statement in document.statements where statement.isAllow == allows {
                out += region(of: statement, at: level, naming: naming).terms
            }
        }
        return Region(out)
    }

    private func namings(_ statement: Statement, _ level: PolicyLevel) -> [PrincipalElement.Match] {
        guard level.namesPrincipals else { return [PrincipalElement.Match(naming: .direct)] }
        guard let element = statement.principals else { return [] }
        // AWS: such a deny hits every principal that has a boundary, whatever NotPrincipal lists (IAM User Guide,
        // "AWS JSON policy elements: NotPrincipal").
        if element.isNot, !statement.isAllow, isSigned, policies.boundary != nil {
            return [PrincipalElement.Match(naming: .everyone)]
        }
        return element.matches(principal)
    }

    /// What `Resource` or `NotResource` says about the target.
    private func terms(_ statement: Statement, _ level: PolicyLevel) -> [Region.Term] {
        guard statement.hasResources else {
            // Trust policies have no Resource; in a policy of a principal AWS does not accept that.
            return level.namesPrincipals ? target.whole.terms : []
        }
        var included: [Region.Term] = []
        var excluded: [Pattern] = []
        var doubts: [String] = []
        for template in statement.resources {
            guard
                case .pattern(let pattern, let isKnown) = template.resolved(in: facts, completing: level.completesARNs)
            else {
                // AWS: a Resource or NotResource with a variable that has no value matches no resource.
                if statement.isNotResource { return [] }
                continue
            }
            let parts = target.part(of: pattern)
            if parts.isEmpty { continue }
            let sentence = "the resource matches \"\(template.written)\""
            included += parts.map { Region.Term(include: $0, conditions: isKnown ? [] : [sentence]) }
            if isKnown { excluded += parts } else { doubts.append("not: \(sentence)") }
        }
        guard statement.isNotResource else { return included }
        return [Region.Term(include: target.tail, exclude: excluded, conditions: doubts)]
    }
}
