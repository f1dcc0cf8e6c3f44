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
    /// The roles among them by name.
    let roles: RoleIndex
    /// The accounts that they are in.
    let accounts: Set<Text>
    /// What resources and roles say of themselves, as policies are written.
    let voices: [Key: [Document]]
    /// The canonical user ids of accounts, by account.
    let canonicalIDs: [Text: String]
    /// Which keys the files of stores mean.
    let encryptionKeys: EncryptionKeys
    /// ARNs of policies that are attached and were not given, by holder.
    private let missing: [Key: [String]]
    private let standings: [Text: Standing]
    private let given: AccessContext
    private let endpoint: AccessEndpoint?

    /// What an account's place in the organization means for it.
    private struct Standing {
        let membership: AWSMembership
        let serviceControlPolicies: [[PolicyDocument]]
    }

    init(_ facts: AccessFacts, context: AccessContext) {
        base = facts.base
        given = context
        holdings = AWSHoldings(base.documents, asOf: base.asOf)
        encryptionKeys = EncryptionKeys(base)
        missing = Dictionary(grouping: holdings.missing) { $0.holder }.mapValues { $0.map(\.arn) }
        let organization = AWSOrganization(base)
        self.organization = organization
        // Each list is in the order of its keys, and these begin with the type.
        principals = base.nodes(of: AWSNode.role) + base.nodes(of: AWSNode.user)
        roles = RoleIndex(principals)
        accounts = Set(principals.map { Text($0.key.scope) })
        standings = Dictionary(
            uniqueKeysWithValues: accounts.map { account in
                let policies = organization.levels(.service, of: account.string)
                let membership = organization.membership(of: account.string)
                return (account, Standing(membership: membership, serviceControlPolicies: policies))
            })
        let lists = base.documents.filter { $0.kind == .awsAccessList }.map { BucketAccessList($0) }
        canonicalIDs = BucketAccessList.owners(lists)
        let spoken = base.documents.filter { [.awsTrustPolicy, .awsResourcePolicy, .awsKeyGrant].contains($0.kind) }
        voices = Dictionary(grouping: spoken + lists.map(\.policy), by: \.subject)
        endpoint = AccessEndpoint(context, base)
    }

    /// Everything of AWS that may be named.
    var names: AccessNames {
        AccessNames(base.nodes.values.filter { AWSAccess.typeNames.contains(Text(String($0.key.typeName))) })
    }

    private static let typeNames = Set(AWSNode.allCases.map { Text($0.rawValue) })

    /// Resources with policies of their own.
    var ownPolicies: [NodeFact] { holdings.resourcePolicies.keys.sorted().compactMap { base.nodes[$0] } }

    /// What is open for every answer: policies that were not understood, an organization that was given in part.
    var caveats: [Caveat] {
        holdings.problems + (organization.gaps + (endpoint?.gaps ?? [])).map { Caveat.access($0) }
    }

    /// What is open for answers about this caller: policies of it that nobody gave.
    func caveats(of caller: Caller) -> [Caveat] {
        guard let node = caller.node else { return [] }
        return ([node.key] + groups(of: node.key)).flatMap { holder in
            (missing[holder] ?? []).map { arn in
                .access("the policy \(arn) of \(holder.id) was not given: what it allows or denies is not shown")
            }
        }
    }

    /// What is open for an answer that leaves others out: whose policies nobody gave may be allowed by them.
    func caveats(besides judged: [Caller]) -> [Caveat] {
        let known = Set(judged.compactMap(\.node).flatMap { [$0.key] + groups(of: $0.key) })
        let types = [AWSNode.user, .role, .group].map { NodeType($0) }
        let others = missing.keys.filter { holder in
            !known.contains(holder) && types.contains { $0 == holder.type }
        }.map(\.id).sorted(by: UTF8Order.less)
        guard let first = others.first else { return [] }
        let more = others.count > 1 ? " and \(others.count - 1) others" : ""
        return [
            .access("policies of \(first)\(more) were not given: whether they may is not known")
        ]
    }

    // MARK: - Callers

    /// A user or role that is known, as one of its sessions if a name is given.
    func caller(_ node: NodeFact, sessionName: String? = nil) -> Caller {
        var policies = holdings.everything(attachedTo: node.key, groups: groups(of: node.key))
        let account = node.key.scope
        policies.serviceControlPolicies = standing(of: account).serviceControlPolicies
        let isUser = UTF8Order.equal(String(node.key.typeName), AWSNode.user.rawValue)
        var principal = AWSPrincipal(
            kind: isUser ? .user : .role, arn: node.id, account: account,
            uniqueID: node.property(PropertyName.uniqueID), tags: node.tags, sessionName: sessionName)
        if !isUser, let trust = holdings.trusts[node.key]?.document { principal.sessionTags = trust.sessionTags }
        return Caller(node: node, principal: placed(principal), policies: policies, open: [])
    }

    private func standing(of account: String) -> Standing {
        standings[Text(account)]
            ?? Standing(
                membership: organization.membership(of: account),
                serviceControlPolicies: organization.levels(.service, of: account))
    }

    /// The principal with what its account is known by.
    private func placed(_ principal: AWSPrincipal) -> AWSPrincipal {
        var placed = principal
        placed.membership = standing(of: principal.account).membership
        placed.canonicalUserID = principal.canonicalUserID ?? canonicalIDs[Text(principal.account)]
        return placed
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
            policies.serviceControlPolicies = standing(of: principal.account).serviceControlPolicies
            let isKnown = accounts.contains(Text(principal.account))
            return Caller(
                node: nil, principal: placed(principal), policies: policies,
                open: isKnown ? [] : ["the account \(principal.account) allows it too"])
        case .user, .role, .federatedUser:
            let policies = AWSPrincipalPolicies(identity: [.allowingEverything(of: .awsAccount(principal.account))])
            return Caller(
                node: nil, principal: placed(principal), policies: policies,
                open: ["the account \(principal.account) allows it too"])
        }
    }

    /// The groups that a user is in.
    func groups(of key: Key) -> [Key] { base.edges(AWSEdge.memberOf, from: key).map(\.to) }

    // MARK: - Judging

    /// What a store's content may need of its key.
    static let actionsOnContent = AWSKeyRights.actions

    /// How the request ends, without telling the kinds of denial apart.
    func decide(_ caller: Caller, _ action: String, _ target: AccessTarget) -> Verdict {
        if let request = request(of: caller, action, target) {
            return verdict(request.judge(action), caller, target, denied: .implicitlyDenied)
        }
        let judged = AWSEvaluator.judge(
            principal: caller.principal, policies: caller.policies, action: action, resource: target.resource,
            context: target.context)
        return verdict(judged, caller, target, denied: .implicitlyDenied)
    }

    /// The request for a key of which nobody gave the policy, or only grants: what the policy may allow is open.
    func request(of caller: Caller, _ action: String, _ target: AccessTarget) -> KeyRequest? {
        guard action.lowercased().hasPrefix("kms:"), let arn = ARN(target.resource.arn), arn.service == "kms",
            arn.resource.hasPrefix("key/")
        else { return nil }
        let isPartial = target.node.map { holdings.keysByGrantsOnly.contains($0.key) } ?? false
        guard isPartial || target.resource.policy == nil else { return nil }
        return KeyRequest(
            caller.principal, caller.policies, key: target.resource, isPolicyPartial: isPartial, context: target.context
        )
    }

    /// A judgement as a verdict, with what is open of the caller.
    func verdict(
        _ judged: AWSGrantJudgement?, _ caller: Caller, _ target: AccessTarget, denied: AWSDecision.Outcome
    ) -> Verdict {
        guard let judged else { return Verdict(outcome: denied, conditions: [], allow: [], deny: []) }
        let isCertain = judged.verdict == .allowed && caller.open.isEmpty
        return Verdict(
            outcome: isCertain ? .allowed : .conditional, conditions: judged.conditions + caller.open,
            allow: shown(judged.allow, of: target), deny: shown(judged.deny, of: target))
    }

    /// What is known of every request for a resource with these keys settled.
    func context(settling settled: [(key: String, values: [String])] = []) -> RequestContext {
        var context = RequestContext()
        for (key, values) in settled { context.set(key, values) }
        given.settle(&context)
        context.endpointPolicy = endpointDocument
        return context
    }

    /// The policy of the endpoint that the request goes through, as it was read.
    var endpointDocument: PolicyDocument? { endpoint?.policy?.document }

    /// The same as it is written.
    var endpointPolicy: Document? { endpoint?.policy?.source }

    /// Patterns below the literal beginning of a set, as ARNs.
    private func shown(_ parts: [String], of target: AccessTarget) -> [String] {
        guard target.isSet else { return [] }
        let beginning = target.resource.arn.prefix { $0 != "*" && $0 != "?" }
        return parts.map { beginning + $0 }
    }
}
