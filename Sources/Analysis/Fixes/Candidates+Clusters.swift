internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

extension Candidates {
    /// Subjects of role bindings, and rules of roles.
    func clusterCandidates() -> [Candidate] {
        let rights = ClusterRights(ground.stated.documents, ClusterUse(world))
        return ground.stated.documents.flatMap { document -> [Candidate] in
            switch document.kind {
            case .kubernetesBinding: subjectCandidates(of: document, rights)
            case .kubernetesRole: ruleCandidates(of: document, rights)
            default: []
            }
        }
    }

    private func subjectCandidates(of binding: Document, _ rights: ClusterRights) -> [Candidate] {
        guard !ManifestPatch.isSystem(binding) else { return [] }
        let rules = rights.rules(of: binding)
        let (observable, why) = rights.use.observable(rules, in: binding.subject.scope)
        return KubernetesText.subjects(of: binding.body).compactMap { subject in
            guard let kind = subject["kind"]?.string, let name = subject["name"]?.string else { return nil }
            let edit = Revision.Edit.dropSubject(DocumentKey(binding), subject)
            let place = [subject["namespace"]?.string, name].compactMap { $0 }.joined(separator: "/")
            let used = rights.use.acts(allowedBy: rules, of: binding, to: rights.subjects([subject], of: binding))
            return Candidate(
                kind: .removeBindingSubject, target: binding.subject, part: "\(kind) \(place)",
                sentence: "take \(kind) \(place) out of the binding \(binding.name)", revision: Revision([edit]),
                holders: [binding.subject], newest: [binding.subject],
                use: use(of: used, observable: observable, why: why), breadth: 1,
                notes: Candidates.notes(of: binding),
                patch: .ready(ManifestPatch.patch(of: binding, after: edit)))
        }
    }

    /// Roles that every cluster has, and whose rules its API server writes anew at every start.
    ///
    /// Source: Kubernetes documentation, "Using RBAC Authorization", default roles and auto-reconciliation.
    /// So it does with the rules of a role that is put together of others.
    private static func isRestored(_ role: Document) -> Bool {
        role.body["aggregationRule"] != nil
            || ["cluster-admin", "admin", "edit", "view"].contains { UTF8Order.equal(role.subject.id, $0) }
    }

    /// What a manifest lacks of the object.
    private static func notes(of document: Document) -> [String] {
        if document.body["metadata"] == nil {
            return [
                "labels and annotations that were set by kubectl apply go when the manifest is applied: put them in, or "
                    + "edit the object where it is kept"
            ]
        }
        return (document.body["leftOut"]?.elements ?? []).compactMap(\.value.string).map {
            "\($0) looks like a secret and is not in the manifest: put it in, or edit the object where it is kept"
        }
    }

    private func ruleCandidates(of role: Document, _ rights: ClusterRights) -> [Candidate] {
        guard !ManifestPatch.isSystem(role), !Candidates.isRestored(role) else { return [] }
        let bindings = rights.bindings(of: role)
        return (role.body["rules"]?.elements ?? []).enumerated().map { place, rule in
            let edit = Revision.Edit.silenceRule(DocumentKey(role), place)
            let verbs = PolicyStatements.texts(rule.value["verbs"])
            let resources = PolicyStatements.texts(rule.value["resources"])
            let own = KubernetesRule(rule.value)
            let (observable, why) = rights.use.observable([own], in: role.subject.scope)
            let used = bindings.flatMap { binding in
                rights.use.acts(
                    allowedBy: [own], of: binding,
                    to: rights.subjects(KubernetesText.subjects(of: binding.body), of: binding))
            }
            return Candidate(
                kind: .removeRoleRule, target: role.subject, part: "\(place)",
                sentence:
                    "take \(verbs.joined(separator: ", ")) of \(resources.joined(separator: ", ")) out of the role "
                    + role.name, revision: Revision([edit]), holders: [role.subject], newest: [role.subject],
                use: use(of: used, observable: observable, why: why),
                breadth: Candidates.breadth(of: verbs, on: resources), effort: .medium,
                notes: Candidates.notes(of: role),
                patch: .ready(ManifestPatch.patch(of: role, after: edit)))
        }
    }
}

/// Which binding gives which role, and what was seen of it.
private struct ClusterRights {
    let use: ClusterUse
    private var roles: [Key: Document] = [:]
    private var bindings: [Key: [Document]] = [:]  // by role

    init(_ documents: [Document], _ use: ClusterUse) {
        self.use = use
        for document in documents {
            if document.kind == .kubernetesRole { roles[document.subject] = document }
            if document.kind == .kubernetesBinding {
                bindings[ClusterRights.role(of: document), default: []].append(document)
            }
        }
    }

    func bindings(of role: Document) -> [Document] { bindings[role.subject] ?? [] }

    func rules(of binding: Document) -> [KubernetesRule] {
        roles[ClusterRights.role(of: binding)].map { KubernetesText.rules(of: $0.body).map { KubernetesRule($0) } }
            ?? []
    }

    /// Subjects as they are written, understood.
    func subjects(_ written: [Value], of binding: Document) -> [KubernetesSubject] {
        let body = Value.object([Value.Member("subjects", .array(written.map { Value.Element($0) }))])
        return KubernetesBinding(body, namespace: binding.body["namespace"]?.string).subjects
    }

    private static func role(of binding: Document) -> Key {
        KubernetesBinding(binding.body, namespace: binding.body["namespace"]?.string).role(in: binding.subject.scope)
    }
}
