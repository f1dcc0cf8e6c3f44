extension Key {
    /// The key of a namespaced or cluster-wide object: `namespace/name`, or `name` where the namespace is empty.
    public static func kubernetes(_ type: KubernetesNode, cluster: String, namespace: String, name: String) -> Key {
        Key(NodeType(type), scope: cluster, id: namespace.isEmpty ? name : "\(namespace)/\(name)")
    }

    /// The key of a workload by its kind (`Deployment`, `StatefulSet`, `Pod`, …).
    public static func kubernetesWorkload(cluster: String, namespace: String, kind: String, name: String) -> Key {
        Key(NodeType(KubernetesNode.workload), scope: cluster, id: "\(namespace)/\(kind)/\(name)")
    }

    /// The key of a service account.
    public static func kubernetesServiceAccount(cluster: String, namespace: String, name: String) -> Key {
        .kubernetes(.serviceAccount, cluster: cluster, namespace: namespace, name: name)
    }
}
