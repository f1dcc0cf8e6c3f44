internal import OverreachModel

/// The kinds of Kubernetes objects that are read.
enum KubernetesKind: String, CaseIterable {
    case pod = "Pod"
    case service = "Service"
    case serviceAccount = "ServiceAccount"
    case role = "Role"
    case clusterRole = "ClusterRole"
    case roleBinding = "RoleBinding"
    case clusterRoleBinding = "ClusterRoleBinding"
    case deployment = "Deployment"
    case statefulSet = "StatefulSet"
    case daemonSet = "DaemonSet"
    case replicaSet = "ReplicaSet"
    case replicationController = "ReplicationController"
    case job = "Job"
    case cronJob = "CronJob"
    case secret = "Secret"
    case namespace = "Namespace"

    /// The kind with this name in this API (`apps/v1`, `v1`); nil where the API's kind of that name is another.
    init?(_ name: String, api: String?) {
        guard let kind = KubernetesKind.allCases.first(where: { UTF8Order.equal($0.rawValue, name) }) else {
            return nil
        }
        if let api {
            let parts = api.split(separator: "/", omittingEmptySubsequences: false)
            let group = parts.count == 2 ? String(parts[0]) : ""
            guard kind.groups.contains(where: { UTF8Order.equal($0, group) }) else { return nil }
        }
        self = kind
    }

    /// The API groups that have the kind.
    private var groups: [String] {
        switch self {
        case .pod, .service, .serviceAccount, .secret, .namespace, .replicationController: [""]
        case .role, .clusterRole, .roleBinding, .clusterRoleBinding:
            ["rbac.authorization.k8s.io", "authorization.openshift.io"]
        case .deployment, .statefulSet, .daemonSet, .replicaSet: ["apps", "extensions"]
        case .job, .cronJob: ["batch"]
        }
    }

    /// Whether its objects lie in namespaces.
    var isNamespaced: Bool {
        switch self {
        case .clusterRole, .clusterRoleBinding, .namespace: false
        default: true
        }
    }
}
