internal import OverreachModel
internal import OverreachPolicy

/// Ties workloads to the roles of AWS that code in them acts as, where no list says so in one place.
///
/// - An instance, and a cluster that starts instances, runs as the role of its instance profile, which may have another
///   name than the role.
/// - A service of ECS runs as the task role of its task definition, not as the execution role, which only starts it.
/// - A service account of EKS has a role by its annotation (IRSA) or by a pod identity association.
struct WorkloadIdentity: DerivationRule {
    let name = "workload-identity"

    func conclude(from base: FactBase) -> Conclusions {
        var conclusions = Conclusions()
        conclusions.edges = instances(base) + containerServices(base)
        let accounts = ServiceAccountRoles(base).grants().conclusions()
        conclusions.nodes += accounts.nodes
        conclusions.edges += accounts.edges
        return conclusions
    }

    private func instances(_ base: FactBase) -> [EdgeFact] {
        var roles: [Text: [NodeFact]] = [:]
        for role in base.nodes(of: AWSNode.role) {
            for profile in role.values(of: PropertyName.instanceProfile) {
                roles[Text(profile), default: []].append(role)
            }
        }
        let types = AWSNode.allCases.filter { $0.spec.kind == .workload }
        return types.flatMap { base.nodes(of: $0) }.flatMap { instance in
            instance.values(of: PropertyName.instanceProfile).flatMap { profile in
                (roles[Text(profile)] ?? []).map { role in
                    EdgeFact(
                        instance.key, EdgeKind(AgentEdge.runsAs), role.key, origin: .derived,
                        evidence: Set(instance.evidence + role.evidence).sorted(), premises: [instance.key, role.key])
                }
            }
        }
    }

    private func containerServices(_ base: FactBase) -> [EdgeFact] {
        base.nodes(of: AWSNode.containerService).flatMap { service in
            service.values(of: PropertyName.taskDefinition).flatMap { arn -> [EdgeFact] in
                let definition = Key.aws(.taskDefinition, arn: arn, account: service.key.scope)
                return base.edges(AgentEdge.runsAs, from: definition).map { edge in
                    EdgeFact(
                        service.key, EdgeKind(AgentEdge.runsAs), edge.to, origin: .derived,
                        evidence: Set(service.evidence + edge.evidence).sorted(), premises: [service.key, definition])
                }
            }
        }
    }
}

/// The roles that pods get by their service account.
private struct ServiceAccountRoles {
    let accounts: [NodeFact]
    let roles: [Text: (key: Key, role: AWSRole, trust: AWSHoldings.Trust)]
    /// Who issues the tokens of a cluster's pods, by the cluster's ARN and by its name.
    let issuers: [Text: Set<Text>]

    init(_ base: FactBase) {
        accounts = base.nodes(of: KubernetesNode.serviceAccount).filter { account in
            [PropertyName.roleARN, PropertyName.podIdentityRole].contains { account.property($0) != nil }
        }
        issuers = ServiceAccountRoles.issuers(base)
        guard !accounts.isEmpty else {
            roles = [:]
            return
        }
        let holdings = base.accounts.holdings
        let organization = base.accounts.inventory.organization
        var roles: [Text: (key: Key, role: AWSRole, trust: AWSHoldings.Trust)] = [:]
        for node in base.nodes(of: AWSNode.role) {
            guard let trust = holdings.trusts[node.key] else { continue }
            let account = node.key.scope
            let role = AWSRole(
                arn: node.id, account: account, trust: trust.document, tags: node.tags,
                controlPolicies: organization.levels(.resource, of: account),
                membership: organization.membership(of: account))
            roles[Text(node.id)] = (node.key, role, trust)
        }
        self.roles = roles
    }

    func grants() -> GrantClasses {
        var grants = GrantClasses()
        for account in accounts {
            for arn in account.values(of: PropertyName.roleARN) { addToken(of: account, arn, &grants) }
            for arn in account.values(of: PropertyName.podIdentityRole) { addPodIdentity(of: account, arn, &grants) }
        }
        return grants
    }

    /// Issuers without their scheme, as the ARNs of providers name them.
    private static func issuers(_ base: FactBase) -> [Text: Set<Text>] {
        var issuers: [Text: Set<Text>] = [:]
        for cluster in base.nodes(of: AWSNode.compute) {
            for issuer in cluster.values(of: PropertyName.tokenIssuer) {
                let plain = Text(String(issuer.hasPrefix("https://") ? issuer.dropFirst(8) : issuer[...]))
                for name in [cluster.id, cluster.id.split(separator: "/").last.map(String.init) ?? cluster.id] {
                    issuers[Text(name), default: []].insert(plain)
                }
            }
        }
        return issuers
    }

    /// Service accounts that are annotated with the role and whose token its trust accepts.
    ///
    /// Source: Amazon EKS user guide, "IAM roles for service accounts": the token's subject is
    /// `system:serviceaccount:namespace:name`, its audience `sts.amazonaws.com`. Which issuer is the cluster's own is
    /// not in a list of service accounts: it is known where a cluster of this ARN or name was described by EKS; else
    /// every issuer that the trust names is taken for it.
    private func addToken(of account: NodeFact, _ arn: String, _ grants: inout GrantClasses) {
        guard let (key, role, trust) = roles[Text(arn)] else { return }
        let subject = "system:serviceaccount:" + account.key.id.split(separator: "/").joined(separator: ":")
        let own = issuers[Text(account.key.scope)]
        for provider in trust.document.federatedProviders {
            guard let slash = provider.firstIndex(of: "/") else { continue }
            let issuer = String(provider[provider.index(after: slash)...])
            guard own?.contains(Text(issuer)) ?? true else { continue }
            var context = RequestContext()
            context.set("\(issuer):sub", [subject])
            context.set("\(issuer):aud", ["sts.amazonaws.com"])
            let judgements = AWSEvaluator.judgeAssume(
                principal: .federated(provider: provider), policies: AWSPrincipalPolicies(), role: role,
                action: "sts:AssumeRoleWithWebIdentity", context: context)
            add(judgements, of: account, key, trust, &grants)
        }
    }

    /// Service accounts that an association of the cluster ties to the role.
    ///
    /// Source: Amazon EKS user guide, "How EKS Pod Identity works": the service `pods.eks.amazonaws.com` takes the role
    /// and tags the session with the place of the pod, on which the trust may insist.
    private func addPodIdentity(of account: NodeFact, _ arn: String, _ grants: inout GrantClasses) {
        guard let (key, role, trust) = roles[Text(arn)] else { return }
        let place = account.key.id.split(separator: "/").map(String.init)
        var context = RequestContext()
        context.set("aws:SourceAccount", [role.account])
        if let name = place.last { context.set("aws:RequestTag/kubernetes-service-account", [name]) }
        if place.count > 1 { context.set("aws:RequestTag/kubernetes-namespace", [place[place.count - 2]]) }
        let judgements = AWSEvaluator.judgeAssume(
            principal: .service("pods.eks.amazonaws.com"), policies: AWSPrincipalPolicies(), role: role,
            context: context)
        add(judgements, of: account, key, trust, &grants)
    }

    private func add(
        _ judgements: [AWSAssumeJudgement], of account: NodeFact, _ role: Key, _ trust: AWSHoldings.Trust,
        _ grants: inout GrantClasses
    ) {
        for judgement in judgements {
            let statement = trust.document.statements[judgement.trustStatement]
            grants.add(
                Grant(statement: statement, ofResource: role, title: "trust").marked("workloads"), heldBy: account.key,
                evidence: trust.evidence.at(statement),
                gives: [
                    Outcome(
                        kind: EdgeKind(AWSEdge.assumes), target: role, verdict: judgement.verdict,
                        conditions: judgement.conditions, premises: [role, account.key])
                ])
        }
    }
}
