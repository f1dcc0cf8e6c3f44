internal import OverreachModel
internal import OverreachWire

extension KubernetesObjects {
    /// A pod: its lasting owner is the workload, the pod a property of it.
    mutating func readPod(_ pod: Object) {
        let owner = owners.lastingOwner(ofPod: pod.item, name: pod.name, namespace: pod.namespace)
        var properties = answering(for: pod.item.metadata) + labels(of: pod.item.metadata)
        properties.append(Property(PropertyName.podName, pod.name))
        if let uid = pod.item.metadata?["uid"]?.string { properties.append(Property(PropertyName.podUID, uid)) }
        addWorkload(
            owner, of: pod, properties, podSpec: pod.value["spec"], at: pod.item.pointer["spec"])
    }

    /// A controller: what it will start is in its template.
    mutating func readController(_ controller: Object) {
        var template = controller.value["spec"]
        var pointer = controller.item.pointer["spec"]
        let path = controller.kind == .cronJob ? ["jobTemplate", "spec", "template"] : ["template"]
        for member in path {
            template = template?[member]
            pointer = pointer[member]
        }
        guard template?.object != nil else {
            gathering.problem("\(controller.kind.rawValue) without a template of its pods", line: controller.item.line)
            return
        }
        let properties =
            answering(for: controller.item.metadata) + answering(for: template?["metadata"])
            + labels(of: template?["metadata"])
        addWorkload(
            .init(kind: controller.kind.rawValue, name: controller.name), of: controller, properties,
            podSpec: template?["spec"], at: pointer["spec"])
    }

    /// Labels that controllers put on pods, other with each release or run.
    private static let passingLabels: Set<Text> = [
        "pod-template-hash", "controller-revision-hash", "pod-template-generation", "controller-uid", "job-name",
        "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name",
    ]

    private func labels(of metadata: JSONValue?) -> [Property] {
        let labels = metadata?["labels"]?.object?.filter {
            !KubernetesObjects.passingLabels.contains(Text($0.key))
        }
        return pairs(labels.map { JSONValue(.object($0)) }, as: PropertyName.label)
    }

    private mutating func addWorkload(
        _ owner: KubernetesOwners.Owner, of object: Object, _ properties: [Property], podSpec: JSONValue?,
        at pointer: JSONPointer
    ) {
        let key = Key.kubernetesWorkload(
            cluster: cluster, namespace: object.namespace, kind: owner.kind, name: owner.name)
        let containers = ["initContainers", "containers", "ephemeralContainers"].flatMap { podSpec?[$0]?.array ?? [] }
        let images = containers.compactMap { $0["image"]?.string }.map { Property("image", $0) }
        let place = [
            Property(PropertyName.namespace, object.namespace), Property(PropertyName.kubernetesKind, owner.kind),
        ]
        gathering.add(
            NodeFact(
                key, name: "\(object.namespace)/\(owner.name)", properties: properties + images + place,
                evidence: [object.evidence]),
            in: object.scope)

        // Source: Kubernetes documentation, service accounts: `serviceAccount` is the deprecated alias, `default` the
        // account of pods that name none.
        let named = ["serviceAccountName", "serviceAccount"].first { podSpec?[$0]?.string?.isEmpty == false }
        let account = named.flatMap { podSpec?[$0]?.string } ?? "default"
        let line = named.flatMap { podSpec?[$0]?.line } ?? podSpec?.line ?? object.item.line
        gathering.add(
            key, AgentEdge.runsAs,
            .kubernetesServiceAccount(cluster: cluster, namespace: object.namespace, name: account),
            gathering.evidence(line, named.map { pointer[$0] } ?? pointer), in: object.scope)
    }
}
