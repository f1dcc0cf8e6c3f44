internal import OverreachModel
internal import OverreachPolicy

/// Turns role bindings into grants: each rule of a bound role that leads further is a node, held by the subjects.
struct KubernetesGrants: DerivationRule {
    let name = "kubernetes-grants"

    func conclude(from base: FactBase) -> Conclusions {
        var roles: [Key: (role: KubernetesRole, evidence: Evidence)] = [:]
        for document in base.documents where document.kind == .kubernetesRole {
            roles[document.subject] = (KubernetesRole(document.body), document.evidence)
        }

        var grants = GrantClasses()
        var conclusions = Conclusions()
        for document in base.documents where document.kind == .kubernetesBinding {
            let cluster = document.subject.scope
            let binding = KubernetesBinding(document.body, namespace: document.body["namespace"]?.string)
            let key = binding.role(in: cluster)
            guard let (role, evidence) = roles[key] else { continue }

            let targets = KubernetesTargets(base, cluster: cluster, namespace: binding.namespace)
            for (index, rule) in role.rules.enumerated() {
                let outcomes = KubernetesPower.all.flatMap { targets.outcomes(of: $0, by: rule, premise: key) }
                if outcomes.isEmpty { continue }
                let grant = Grant(
                    type: NodeType(KubernetesNode.rule), scope: cluster, id: "\(document.subject.id)#\(index)",
                    name: "\(binding.roleName)/#\(index)", localName: "#\(index)", origin: .declared)
                var place = evidence
                if role.lines.indices.contains(index), role.lines[index] > 0 { place.line = role.lines[index] }
                for subject in binding.subjects {
                    let holder = KubernetesTargets.key(of: subject, cluster: cluster)
                    grants.add(grant, heldBy: holder, evidence: place, gives: outcomes)
                }
            }
            for subject in binding.subjects {
                conclusions.edges += KubernetesGrants.members(
                    of: subject, cluster: cluster, base: base, document.evidence)
            }
        }
        let judged = grants.conclusions()
        conclusions.nodes += judged.nodes
        conclusions.edges += judged.edges
        return conclusions
    }

    /// Service accounts are in groups by their namespace; only groups that some binding names matter.
    private static func members(
        of subject: KubernetesSubject, cluster: String, base: FactBase, _ evidence: Evidence
    ) -> [EdgeFact] {
        guard case .group = subject else { return [] }
        return base.nodes(of: KubernetesNode.serviceAccount).filter { $0.key.scope == cluster }.compactMap { account in
            let parts = account.key.id.split(separator: "/", maxSplits: 1)
            guard parts.count == 2, subject.means(serviceAccount: String(parts[1]), in: String(parts[0])) else {
                return nil
            }
            return EdgeFact(
                account.key, EdgeKind(KubernetesEdge.memberOf), KubernetesTargets.key(of: subject, cluster: cluster),
                origin: .declared, evidence: [evidence])
        }
    }
}

/// What a rule's powers lead to in one namespace, or in the whole cluster.
private struct KubernetesTargets {
    private let cluster: String
    private let workloads: [NodeFact]
    private let accounts: [NodeFact]
    private let secrets: [NodeFact]

    init(_ base: FactBase, cluster: String, namespace: String?) {
        self.cluster = cluster
        func within(_ type: KubernetesNode) -> [NodeFact] {
            base.nodes(of: type).filter { node in
                guard node.key.scope == cluster else { return false }
                guard let namespace else { return true }
                return UTF8Order.equal(String(node.key.id.prefix { $0 != "/" }), namespace)
            }
        }
        workloads = within(.workload)
        accounts = within(.serviceAccount)
        secrets = within(.secret)
    }

    /// The key of a subject.
    static func key(of subject: KubernetesSubject, cluster: String) -> Key {
        switch subject {
        case .user(let name): .kubernetes(.user, cluster: cluster, namespace: "", name: name)
        case .group(let name): .kubernetes(.group, cluster: cluster, namespace: "", name: name)
        case .serviceAccount(let namespace, let name):
            .kubernetesServiceAccount(cluster: cluster, namespace: namespace, name: name)
        }
    }

    func outcomes(of power: KubernetesPower, by rule: KubernetesRule, premise: Key) -> [Outcome] {
        switch power.target {
        case .workload:
            guard let edge = power.edge else { return [] }
            // A controller's pods bear names that its rules cannot know, so only pods are told apart by name.
            let isPods = power.resource == "pods"
            return workloads.filter { workload in
                isPods
                    ? names(of: workload).contains { power.isGiven(by: rule, name: $0) }
                    : isControlled(workload, by: power.resource) && power.isGiven(by: rule, name: name(of: workload))
            }.map { Outcome(kind: EdgeKind(edge), target: $0.key, premises: [premise]) }
        case .serviceAccount:
            guard let edge = power.edge else { return [] }
            // Whoever makes a pod names its service account freely; a token is made of the one that is named.
            let isNamed = power.resource == "serviceaccounts"
            return accounts.filter { power.isGiven(by: rule, name: isNamed ? name(of: $0) : nil) }
                .map { Outcome(kind: EdgeKind(edge), target: $0.key, premises: [premise]) }
        case .secret:
            guard let edge = AccessEdge(granting: power.effect) else { return [] }
            return secrets.filter { power.isGiven(by: rule, name: name(of: $0)) }
                .map { Outcome(kind: EdgeKind(edge), target: $0.key, premises: [premise]) }
        case .identity:
            guard let edge = power.edge, power.resource == "serviceaccounts" else { return [] }
            return accounts.filter { power.isGiven(by: rule, name: name(of: $0)) }
                .map { Outcome(kind: EdgeKind(edge), target: $0.key, premises: [premise]) }
        case .role:
            return []
        }
    }

    private func name(of node: NodeFact) -> String {
        node.key.id.split(separator: "/").last.map(String.init) ?? node.key.id
    }

    private func names(of workload: NodeFact) -> [String?] {
        let pods = workload.values(of: PropertyName.podName)
        return pods.isEmpty ? [nil] : pods
    }

    private func isControlled(_ workload: NodeFact, by resource: String) -> Bool {
        let kind = workload.key.id.split(separator: "/").dropFirst().first.map { $0.lowercased() } ?? ""
        return "\(kind)s" == resource
    }
}
