internal import OverreachModel
internal import OverreachPolicy

/// Where each grant of Kubernetes stands: the binding, the role, and the place of the rule in it.
struct KubernetesRights {
    /// A rule as one binding gives it.
    struct Rule {
        let binding: Document
        let role: Document
        let place: Int

        /// What takes the rule from the binding's subjects, and from nobody else's.
        func removal(among documents: [Document]) -> Revision {
            let cluster = binding.subject.scope
            let others = documents.contains { other in
                other.kind == .kubernetesBinding && other.subject != binding.subject
                    && other.subject.scope == cluster
                    && KubernetesBinding(other.body, namespace: other.body["namespace"]?.string).role(in: cluster)
                        == role.subject
            }
            guard others else { return Revision([.silenceRule(DocumentKey(role), place)]) }

            // Others keep the role, so this binding is given what is left of it under another name.
            let name = "\(role.name) without rule \(place) for \(binding.name)"
            let namespace = role.subject.id.split(separator: "/").dropLast().first.map(String.init) ?? ""
            let key = Key.kubernetes(.role, cluster: cluster, namespace: namespace, name: name)
            let rest = KubernetesText.silencing(rule: place, of: role.body)
            return Revision([
                .add(Document(.kubernetesRole, subject: key, name: name, body: rest, evidence: role.evidence)),
                .rewrite(DocumentKey(binding), KubernetesText.renaming(role: name, of: binding.body)),
            ])
        }
    }

    private var roles: [Key: Document] = [:]
    private var bindings: [Text: Document] = [:]

    init(_ documents: [Document]) {
        for document in documents {
            if document.kind == .kubernetesRole { roles[document.subject] = document }
            if document.kind == .kubernetesBinding {
                bindings[Text("\(document.subject.scope)\u{0}\(document.subject.id)")] = document
            }
        }
    }

    /// The rule of a grant; nil for what is no rule of a binding that was given.
    func rule(of grant: Key) -> Rule? {
        guard grant.type == NodeType(KubernetesNode.rule), let mark = grant.id.lastIndex(of: "#") else { return nil }
        let place = grant.id[grant.id.index(after: mark)...].prefix { $0 != "@" }
        guard let number = Int(place),
            let binding = bindings[Text("\(grant.scope)\u{0}\(grant.id[..<mark])")],
            let role = roles[
                KubernetesBinding(binding.body, namespace: binding.body["namespace"]?.string).role(in: grant.scope)]
        else { return nil }
        return Rule(binding: binding, role: role, place: number)
    }
}
