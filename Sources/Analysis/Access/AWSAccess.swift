internal import OverreachModel
internal import OverreachPolicy

/// Says who may do what in the AWS accounts that are known: the one place where facts become requests.
struct AWSAccess {
    /// Who asks, with everything that bounds it.
    struct Caller {
        /// The node, where it is known.
        let node: NodeFact?
        let principal: AWSPrincipal
        let policies: AWSPrincipalPolicies
        /// What must hold besides, since nobody gave it.
        let open: [String]
    }

    /// How a request ends.
    struct Verdict {
        let outcome: AWSDecision.Outcome
        let conditions: [String]
        /// The parts of a set that are allowed, as ARNs; `*` alone is all of it.
        let allow: [String]
        /// What is denied of these parts.
        let deny: [String]

        var isPossible: Bool { outcome == .allowed || outcome == .conditional }
    }

    let base: FactBase
    let holdings: AWSHoldings
    let organization: AWSOrganization
    /// Users and roles, in the order of their keys.
    let principals: [NodeFact]
    /// The accounts that they are in.
    let accounts: Set<Text>
    let names: AccessNames
    /// Resources with policies of their own.
    let ownPolicies: [NodeFact]
    /// What resources and roles say of themselves, as it is written.
    let voices: [Key: [Document]]
    private let given: AccessContext

    init(_ facts: AccessFacts, context: AccessContext) {
        base = facts.base
        given = context
        holdings = AWSHoldings(base.documents)
        organization = AWSOrganization(base)
        // Each list is in the order of its keys, and these begin with the type.
        principals = base.nodes(of: AWSNode.role) + base.nodes(of: AWSNode.user)
        accounts = Set(principals.map { Text($0.key.scope) })
        names = AccessNames(base.nodes.values.filter { AWSNode(rawValue: String($0.key.typeName)) != nil })
        let base = facts.base
        voices = Dictionary(
            grouping: base.documents.filter {
                [.awsTrustPolicy, .awsResourcePolicy, .awsKeyGrant].contains($0.kind)
            }, by: \.subject)
        ownPolicies = holdings.resourcePolicies.keys.sorted().compactMap { base.nodes[$0] }
    }

    /// What is open for every answer: policies that were not understood, an organization that was given in part.
    var caveats: [Caveat] {
        holdings.problems + organization.gaps.map { Caveat.access($0) }
    }

    /// What is open for answers about this caller: policies of it that nobody gave.
    func caveats(of caller: Caller) -> [Caveat] {
        guard let node = caller.node else { return [] }
        let holders = Set([node.key] + groups(of: node.key))
        return holdings.missing.filter { holders.contains($0.holder) }.map { holder, arn in
            .access("the policy \(arn) of \(holder.id) was not given: what it allows or denies is not shown")
        }
    }

    // MARK: - Callers

    /// A user or role that is known, as one of its sessions if a name is given.
    func caller(_ node: NodeFact, sessionName: String? = nil) -> Caller {
        var policies = holdings.everything(attachedTo: node.key, groups: groups(of: node.key))
        if !isServiceLinked(node.id) {
            policies.serviceControlPolicies = organization.levels(.service, of: node.key.scope)
        }
        let isUser = node.key.type == NodeType(AWSNode.user)
        let principal = AWSPrincipal(
            kind: isUser ? .user : .role, arn: node.id, account: node.key.scope,
            uniqueID: node.property(PropertyName.uniqueID), tags: node.tags, sessionName: sessionName)
        return Caller(node: node, principal: principal, policies: policies, open: [])
    }

    /// Somebody without a node: a service, a provider, an account of which nothing is known.
    ///
    /// What its own account must allow is open where the principal is signed.
    func caller(_ principal: AWSPrincipal) -> Caller {
        switch principal.kind {
        case .service, .federated, .anonymous:
            return Caller(node: nil, principal: principal, policies: AWSPrincipalPolicies(), open: [])
        case .root:
            var policies = AWSPrincipalPolicies()
            policies.serviceControlPolicies = organization.levels(.service, of: principal.account)
            let isKnown = accounts.contains(Text(principal.account))
            return Caller(
                node: nil, principal: principal, policies: policies,
                open: isKnown ? [] : ["the account \(principal.account) allows it too"])
        case .user, .role, .federatedUser:
            let everything = AttachedPolicy(
                key: .awsAccount(principal.account), name: "", document: .allowsEverything, source: .inline)
            return Caller(
                node: nil, principal: principal, policies: AWSPrincipalPolicies(identity: [everything]),
                open: ["the account \(principal.account) allows it too"])
        }
    }

    /// The groups that a user is in.
    func groups(of key: Key) -> [Key] { base.edges(AWSEdge.memberOf, from: key).map(\.to) }

    private func isServiceLinked(_ arn: String) -> Bool { arn.contains(":role/aws-service-role/") }

    // MARK: - Judging

    /// How the request ends.
    func decide(_ caller: Caller, _ action: String, _ target: AccessTarget) -> Verdict {
        if isKeptOut(caller, of: target) {
            return Verdict(outcome: .implicitlyDenied, conditions: [], allow: [], deny: [])
        }
        let decision = decision(caller, action, target)
        guard let judged = decision.judgement else {
            return Verdict(outcome: decision.outcome, conditions: [], allow: [], deny: [])
        }
        let conditions = decision.conditions + caller.open
        let isCertain = decision.outcome == .allowed && caller.open.isEmpty
        return Verdict(
            outcome: isCertain ? .allowed : .conditional, conditions: conditions,
            allow: shown(judged.allow, of: target), deny: shown(judged.deny, of: target))
    }

    /// What the evaluator says, with the reasons of each level.
    func decision(_ caller: Caller, _ action: String, _ target: AccessTarget) -> AWSDecision {
        AWSEvaluator.decide(
            principal: caller.principal, policies: caller.policies, action: action,
            resource: resource(target, for: caller), context: context(caller.principal, action, target))
    }

    /// Whether the public access block keeps the caller away.
    func isKeptOut(_ caller: Caller, of target: AccessTarget) -> Bool {
        target.keepsOthersOut && caller.principal.kind != .service
            && !UTF8Order.equal(caller.principal.account, target.resource.account)
    }

    /// The resource as this caller meets it: what binds resources does not bind roles that are linked to services.
    func resource(_ target: AccessTarget, for caller: Caller) -> AWSResource {
        guard isServiceLinked(caller.principal.arn) else { return target.resource }
        var resource = target.resource
        resource.controlPolicies = []
        return resource
    }

    func context(_ principal: AWSPrincipal, _ action: String, _ target: AccessTarget) -> RequestContext {
        var context = RequestContext()
        switch principal.kind {
        case .service, .federated, .anonymous:
            context.markAbsent("aws:PrincipalOrgID")
            context.markAbsent("aws:PrincipalOrgPaths")
        case .user, .role, .root, .federatedUser:
            if let id = organization.organization(of: principal.account) { context.set("aws:PrincipalOrgID", [id]) }
            if let path = organization.path(of: principal.account) { context.set("aws:PrincipalOrgPaths", [path]) }
            if action.lowercased().hasPrefix("kms:") { context.set("kms:CallerAccount", [principal.account]) }
        }
        let owner = target.resource.account
        if let id = organization.organization(of: owner) { context.set("aws:ResourceOrgID", [id]) }
        if let path = organization.path(of: owner) { context.set("aws:ResourceOrgPaths", [path]) }
        for (key, values) in target.settled { context.set(key, values) }
        given.settle(&context)
        return context
    }

    /// Patterns below the literal beginning of a set, as ARNs.
    private func shown(_ parts: [String], of target: AccessTarget) -> [String] {
        guard target.isSet else { return [] }
        let beginning = target.resource.arn.prefix { $0 != "*" && $0 != "?" }
        return parts.map { beginning + $0 }
    }
}
