internal import OverreachModel
internal import OverreachSecrets
internal import OverreachWire

extension KubernetesObjects {
    /// A service: its selector, which a rule joins with the labels of workloads.
    mutating func readService(_ service: Object) {
        let selector = pairs(service.value["spec"]?["selector"], as: PropertyName.selector)
        add(service, .service, selector + answering(for: service.item.metadata))
    }

    /// A service account, with the role of AWS that it is annotated with.
    ///
    /// Source: Amazon EKS user guide, IAM roles for service accounts.
    mutating func readServiceAccount(_ account: Object) {
        var properties = answering(for: account.item.metadata)
        if let arn = account.item.metadata?["annotations"]?["eks.amazonaws.com/role-arn"]?.string, !arn.isEmpty {
            properties.append(Property(PropertyName.roleARN, arn))
        }
        add(account, .serviceAccount, properties)
    }

    /// A role with its rules as they are stated; those of an aggregated role are what the cluster filled in.
    mutating func readRole(_ role: Object) {
        let key = add(role, .role, [])
        let rules = role.value["rules"]
        if let rules, !rules.isNull, rules.array == nil {
            gathering.problem("\(role.kind.rawValue) whose rules are no list", line: rules.line)
            return
        }
        var members = [
            Value.Member(
                "rules", rules?.array == nil ? .array([]) : rules.map { Value(redacting: $0) } ?? .array([]),
                line: rules?.line ?? 0)
        ]
        if let aggregation = role.value["aggregationRule"], !aggregation.isNull {
            members.append(Value.Member("aggregationRule", Value(redactingAll: aggregation), line: aggregation.line))
        }
        members += written(on: role.item.metadata)
        gathering.add(
            Document(.kubernetesRole, subject: key, name: role.name, body: .object(members), evidence: role.evidence),
            in: role.scope)
    }

    /// The labels and annotations that whoever writes the object anew must write too, and the names of those that hold
    /// what looks like a secret, which are not kept.
    private func written(on metadata: JSONValue?) -> [Value.Member] {
        var (kept, leftOut): ([Value.Member], [Value.Element]) = ([], [])
        for list in ["labels", "annotations"] {
            var pairs: [Value.Member] = []
            for member in metadata?[list]?.object ?? [] {
                // What kubectl keeps of the last manifest that it applied, it writes itself.
                guard let text = member.value.string,
                    !UTF8Order.equal(member.key, "kubectl.kubernetes.io/last-applied-configuration")
                else { continue }
                if UTF8Order.equal(SecretDetector.redact(name: member.key, value: text), text) {
                    pairs.append(Value.Member(member.key, .string(text)))
                } else {
                    leftOut.append(Value.Element(.string(member.key)))
                }
            }
            kept.append(Value.Member(list, .object(pairs)))
        }
        return [Value.Member("metadata", .object(kept))]
            + (leftOut.isEmpty ? [] : [Value.Member("leftOut", .array(leftOut))])
    }

    /// A binding: its role, its subjects, and its namespace where it has one.
    mutating func readBinding(_ binding: Object) {
        let key = add(binding, .binding, [])
        guard let reference = binding.value["roleRef"], let kind = reference["kind"]?.string,
            let name = reference["name"]?.string
        else {
            gathering.problem("\(binding.kind.rawValue) without roleRef", line: binding.item.line)
            return
        }
        var members = [Value.Member("roleRef", Value(redacting: reference), line: reference.line)]
        if let subjects = binding.value["subjects"], !subjects.isNull {
            members.append(Value.Member("subjects", Value(redacting: subjects), line: subjects.line))
        }
        if !binding.namespace.isEmpty { members.append(Value.Member("namespace", .string(binding.namespace))) }
        members += written(on: binding.item.metadata)
        gathering.add(
            Document(
                .kubernetesBinding, subject: key, name: binding.name, body: .object(members),
                evidence: binding.evidence), in: binding.scope)

        let namespace = UTF8Order.equal(kind, "Role") ? binding.namespace : ""
        gathering.add(
            key, KubernetesEdge.bindsRole,
            .kubernetes(.role, cluster: cluster, namespace: namespace, name: name),
            gathering.evidence(reference.line, binding.item.pointer["roleRef"]), in: binding.scope)
    }
}
