internal import OverreachModel
internal import OverreachWire

/// The lasting owner of a pod: its Deployment, StatefulSet, DaemonSet, CronJob, …, or the pod itself.
///
/// A ReplicaSet and a Job of a CronJob come and go; they are resolved through their own owner references where the
/// file holds them, else by how the controllers name what they make.
struct KubernetesOwners {
    /// Kind and name of a workload.
    struct Owner: Equatable {
        let kind: String
        let name: String

        static func == (a: Owner, b: Owner) -> Bool {
            UTF8Order.equal(a.kind, b.kind) && UTF8Order.equal(a.name, b.name)
        }
    }

    /// What the ReplicaSets and Jobs of the file are owned by; an inner nil for those that nobody owns.
    private var middle: [Text: Owner?] = [:]

    init(_ items: [KubernetesDocument.Item]) {
        for item in items {
            guard let kind = item.kind.flatMap({ KubernetesKind($0, api: item.api) }),
                kind == .replicaSet || kind == .job,
                let name = item.metadata?["name"]?.string
            else { continue }
            let namespace = item.metadata?["namespace"]?.string ?? ""
            middle[KubernetesOwners.id(kind.rawValue, namespace, name)] = .some(KubernetesOwners.controller(of: item))
        }
    }

    /// The lasting owner of a pod.
    func lastingOwner(ofPod pod: KubernetesDocument.Item, name: String, namespace: String) -> Owner {
        let own = Owner(kind: KubernetesKind.pod.rawValue, name: name)
        // A static pod is mirrored with its node as owner; it has nobody else.
        guard let owner = KubernetesOwners.controller(of: pod), !UTF8Order.equal(owner.kind, "Node") else { return own }
        if let known = middle[KubernetesOwners.id(owner.kind, namespace, owner.name)] { return known ?? owner }

        if UTF8Order.equal(owner.kind, KubernetesKind.replicaSet.rawValue),
            let hash = pod.metadata?["labels"]?["pod-template-hash"]?.string,
            let name = KubernetesOwners.stripped(owner.name, ending: hash)
        {
            return Owner(kind: KubernetesKind.deployment.rawValue, name: name)
        }
        if UTF8Order.equal(owner.kind, KubernetesKind.job.rawValue), let name = KubernetesOwners.cronJob(of: owner.name)
        {
            return Owner(kind: KubernetesKind.cronJob.rawValue, name: name)
        }
        return owner
    }

    /// The owner that controls the object; an object has one at most.
    static func controller(of item: KubernetesDocument.Item) -> Owner? {
        let references = item.metadata?["ownerReferences"]?.array ?? []
        let reference =
            references.first { $0["controller"]?.bool == true } ?? (references.count == 1 ? references.first : nil)
        guard let kind = reference?["kind"]?.string, let name = reference?["name"]?.string, !kind.isEmpty, !name.isEmpty
        else { return nil }
        return Owner(kind: kind, name: name)
    }

    private static func stripped(_ name: String, ending hash: String) -> String? {
        let (bytes, end) = (Array(name.utf8), Array("-\(hash)".utf8))
        guard !hash.isEmpty, bytes.count > end.count, bytes.suffix(end.count).elementsEqual(end) else { return nil }
        return String(decoding: bytes.dropLast(end.count), as: UTF8.self)
    }

    /// A CronJob names its Jobs `name-<scheduled minute since 1970>`, which has had eight digits since 1989.
    ///
    /// Older versions wrote seconds. Source: getJobName of the CronJob controller.
    private static func cronJob(of job: String) -> String? {
        let bytes = Array(job.utf8)
        let digits = bytes.reversed().prefix { (0x30...0x39).contains($0) }.count
        guard (8...10).contains(digits), bytes.count > digits + 1, bytes[bytes.count - digits - 1] == UInt8(ascii: "-")
        else { return nil }
        return String(decoding: bytes.dropLast(digits + 1), as: UTF8.self)
    }

    private static func id(_ kind: String, _ namespace: String, _ name: String) -> Text {
        Text("\(kind)/\(namespace)/\(name)")
    }
}
