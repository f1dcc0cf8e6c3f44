internal import OverreachModel
internal import OverreachSecrets
internal import OverreachWire

/// The objects of one file on their way to facts.
struct KubernetesObjects {
    let cluster: String
    let owners: KubernetesOwners
    let isWhole: Bool
    var gathering: Gathering

    /// An object with what every object has.
    struct Object {
        let item: KubernetesDocument.Item
        let kind: KubernetesKind
        let name: String
        let namespace: String
        let scope: RunScope
        let evidence: Evidence

        var value: JSONValue { item.value }
    }

    /// Reads one object; kinds that say nothing of reach are counted and named in a note.
    mutating func read(_ item: KubernetesDocument.Item) {
        gathering.beginRecord()
        defer { gathering.endRecord() }
        guard item.value.object != nil else {
            gathering.problem("item is no object", line: item.line)
            return
        }
        guard let name = item.kind else {
            gathering.problem("object without kind", line: item.line)
            return
        }
        guard let kind = KubernetesKind(name, api: item.api) else {
            gathering.note("kind \(name) is not used")
            return
        }
        guard let object = object(item, kind) else { return }

        switch kind {
        case .pod: readPod(object)
        case .deployment, .statefulSet, .daemonSet, .replicationController: readController(object)
        // What a Deployment or CronJob made follows its owner; older revisions must not speak for it.
        case .replicaSet, .job: if KubernetesOwners.controller(of: item) == nil { readController(object) }
        case .cronJob: readController(object)
        case .service: readService(object)
        case .serviceAccount: readServiceAccount(object)
        case .role, .clusterRole: readRole(object)
        case .roleBinding, .clusterRoleBinding: readBinding(object)
        case .secret: add(object, .secret, [])
        case .namespace: add(object, .namespace, answering(for: item.metadata))
        }
    }

    private mutating func object(_ item: KubernetesDocument.Item, _ kind: KubernetesKind) -> Object? {
        let namespace = kind.isNamespaced ? item.metadata?["namespace"]?.string ?? "" : ""
        let isPlaced = !kind.isNamespaced || !namespace.isEmpty
        if isPlaced { gathering.open(scope(kind, namespace), isWhole: isWhole) }
        guard let name = item.metadata?["name"]?.string, !name.isEmpty else {
            gathering.problem("\(kind.rawValue) without metadata.name", line: item.line)
            return nil
        }
        guard isPlaced else {
            gathering.problem("\(kind.rawValue) without metadata.namespace", line: item.line)
            return nil
        }
        return Object(
            item: item, kind: kind, name: name, namespace: namespace, scope: scope(kind, namespace),
            evidence: gathering.evidence(item.line, item.pointer))
    }

    private func scope(_ kind: KubernetesKind, _ namespace: String) -> RunScope {
        let part = kind.isNamespaced ? "\(kind.rawValue)/\(namespace)" : kind.rawValue
        return RunScope(source: "kubernetes", instance: cluster, part: part)
    }

    // MARK: - Parts that several kinds share

    /// States an object that is a node by its namespace and name.
    @discardableResult
    mutating func add(_ object: Object, _ type: KubernetesNode, _ properties: [Property]) -> Key {
        let key = Key.kubernetes(type, cluster: cluster, namespace: object.namespace, name: object.name)
        let place = object.namespace.isEmpty ? [] : [Property(PropertyName.namespace, object.namespace)]
        gathering.add(
            NodeFact(key, name: key.id, properties: properties + place, evidence: [object.evidence]),
            in: object.scope)
        return key
    }

    /// Who answers for an object, by its labels and annotations.
    func answering(for metadata: JSONValue?) -> [Property] {
        ["labels", "annotations"].flatMap { metadata?[$0]?.object ?? [] }.compactMap { member in
            guard Ownership.namesOwner(member.key), let value = member.value.string, !value.isEmpty else { return nil }
            return Property(PropertyName.owner, SecretDetector.redact(name: member.key, value: value))
        }
    }

    /// The members of an object as properties `name=value`.
    func pairs(_ value: JSONValue?, as property: String) -> [Property] {
        (value?.object ?? []).compactMap { member in
            guard let text = member.value.string else { return nil }
            let kept = SecretDetector.redact(name: member.key, value: text)
            return Property(property, "\(member.key)=\(kept)")
        }
    }
}
