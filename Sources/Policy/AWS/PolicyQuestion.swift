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
        self.init(principal, policies, action, resource, Target(resource.arn), context)
    }

    init(
        _ principal: AWSPrincipal, _ policies: AWSPrincipalPolicies, _ action: String, _ resource: AWSResource,
        _ target: Target, _ context: RequestContext
    ) {
        self.principal = principal
        self.policies = policies
        self.action = action
        self.resource = resource
        self.target = target
        facts = RequestFacts(principal: principal, action: action, resource: resource, context: context)
    }

    /// Whether an IAM principal asks, whose own policies count.
    var isSigned: Bool { principal.isSigned }

    var isSameAccount: Bool {
        isSigned && (resource.account.isEmpty || UTF8Order.equal(principal.account, resource.account))
    }

    /// Whether the resource's own policy must consent even inside the account: trust policies and key policies.
    var needsConsent: Bool {
        if hasPrefix(action, "sts:") {
            return hasPrefix(action, "sts:assumerole") || hasPart(resource.arn, ":role/")
        }
        return hasPrefix(action, "kms:") && hasPart(resource.arn, ":key/")
    }

    /// The part of the target that a statement speaks of for this request; empty where it does not apply.
    ///
    /// Only as far as a policy that names principals names this one in one of these ways.
    func region(
        of statement: Statement, at level: PolicyLevel, naming: PrincipalNamings = .all
    ) -> Region {
        guard statement.maySpeak(of: action, on: target) else { return Region() }
        var matches: [PrincipalElement.Match] = []
        if level.namesPrincipals {
            matches = namings(statement, level).filter { naming.contains($0.naming) }
            if matches.isEmpty { return Region() }
        }
        var answer = statement.doubts.isEmpty ? Answer.yes : .unknown(statement.doubts)
        for test in statement.conditions {
            answer = answer && test.holds(in: facts)
            if answer == .no { return Region() }
        }
        var terms = terms(statement, level)
        if terms.isEmpty { return Region() }
        if case .unknown(let sentences) = answer { for index in terms.indices { terms[index].conditions += sentences } }

        guard matches.contains(where: { !$0.conditions.isEmpty }) else { return Region(terms) }
        return Region(
            matches.flatMap { match in
                terms.map {
                    Region.Term(include: $0.include, exclude: $0.exclude, conditions: $0.conditions + match.conditions)
                }
            })
    }

    /// The union of what the allowing (or denying) statements of policies speak of.
    func region(
        of documents: [PolicyDocument], allows: Bool, at level: PolicyLevel, naming: PrincipalNamings = .all
    ) -> Region {
        Region(documents.flatMap { terms(of: $0, allows: allows, at: level, naming: naming) })
    }

    /// As above of one document, before what is said twice is merged.
    func terms(
        of document: PolicyDocument, allows: Bool, at level: PolicyLevel, naming: PrincipalNamings = .all
    ) -> [Region.Term] {
        var out: [Region.Term] = []
        for statement in allows ? document.allowing : document.denying {
            out += region(of: statement, at: level, naming: naming).terms
        }
        return out
    }

    /// By what a statement of a policy that names principals names this one.
    func namings(_ statement: Statement, _ level: PolicyLevel) -> [PrincipalElement.Match] {
        guard let element = statement.principals else {
            // An endpoint's policy must name principals; where one does not, it is read as meaning everybody.
            return level == .endpoint ? [PrincipalElement.Match(naming: .everyone)] : []
        }
        // AWS: such a deny hits every principal that has a boundary, whatever NotPrincipal lists (IAM User Guide,
        // "AWS JSON policy elements: NotPrincipal").
        if element.isNot, !statement.isAllow, isSigned, policies.boundary != nil {
            return [PrincipalElement.Match(naming: .everyone)]
        }
        return element.matches(principal, denies: !statement.isAllow)
    }

    /// What `Resource` or `NotResource` says about the target.
    private func terms(_ statement: Statement, _ level: PolicyLevel) -> [Region.Term] {
        guard statement.hasResources else {
            // Trust policies have no Resource; in a policy of a principal AWS does not accept that.
            if level.namesPrincipals { return [Region.Term(include: target.tail)] }
            return statement.isAllow
                ? [] : [Region.Term(include: target.tail, conditions: ["the deny counts though it names no Resource"])]
        }
        var included: [Region.Term] = []
        var excluded: [Pattern] = []
        var doubts: [String] = []
        for template in statement.resources {
            guard
                case .pattern(let pattern, let isKnown) = template.resolved(
                    in: facts, at: level, isNot: statement.isNotResource)
            else {
                // AWS: a Resource or NotResource with a variable that has no value matches no resource.
                if statement.isNotResource { return [] }
                continue
            }
            let parts = target.part(of: pattern)
            if parts.isEmpty { continue }
            let doubt = isKnown ? [] : ["the resource matches \"\(template.written)\""]
            for part in parts { included.append(Region.Term(include: part, conditions: doubt)) }
            if isKnown { excluded += parts } else { doubts += doubt.map { "not: \($0)" } }
        }
        guard statement.isNotResource else { return included }
        return [Region.Term(include: target.tail, exclude: excluded, conditions: doubts)]
    }
}
