/// What a Kubernetes cluster knows.
public enum KubernetesNode: String, NodeDomain {
    case cluster = "KUBERNETES_CLUSTER"
    case namespace = "KUBERNETES_NAMESPACE"
    case serviceAccount = "KUBERNETES_SERVICE_ACCOUNT"
    case user = "KUBERNETES_USER"
    case group = "KUBERNETES_GROUP"
    case workload = "KUBERNETES_WORKLOAD"
    case service = "KUBERNETES_SERVICE"
    case role = "KUBERNETES_ROLE"
    case binding = "KUBERNETES_BINDING"
    case rule = "KUBERNETES_RULE"
    case secret = "KUBERNETES_SECRET"

    /// What there is to say of the type.
    public var spec: NodeSpec {
        switch self {
        case .cluster: NodeSpec(.scope, "cluster", "A cluster with all that is in it.", id: "the cluster's name")
        case .namespace: NodeSpec(.scope, "namespace", "A namespace of a cluster.", id: "namespace")
        case .serviceAccount:
            NodeSpec(.identity, "service account", "The identity of pods.", id: "namespace/name")
        case .user: NodeSpec(.identity, "Kubernetes user", "A user that bindings name.", id: "the user's name")
        case .group: NodeSpec(.identity, "Kubernetes group", "A group that bindings name.", id: "the group's name")
        case .workload:
            NodeSpec(
                .workload, "workload", "A pod's lasting owner (Deployment, StatefulSet, …), or a pod that has none.",
                id: "namespace/kind/name")
        case .service: NodeSpec(.scope, "service", "A name and address before pods.", id: "namespace/name")
        case .role: NodeSpec(.scope, "role", "Rules that bindings give away.", id: "namespace/name, or name")
        case .binding: NodeSpec(.scope, "binding", "A role given to subjects.", id: "namespace/name, or name")
        case .rule:
            NodeSpec(
                .grant, "role binding", "A rule of a role, as one binding gives it to its subjects.",
                id: "binding#rule index")
        case .secret: NodeSpec(.dataStore, "Kubernetes secret", "A secret of a namespace.", id: "namespace/name")
        }
    }
}

/// How a cluster's parts hang together.
public enum KubernetesEdge: String, EdgeDomain {
    case memberOf = "KUBERNETES_MEMBER_OF"
    case executes = "GRANT_EXECUTES_IN"
    case changes = "GRANT_CHANGES_WORKLOAD"
    case startsAs = "GRANT_STARTS_POD_AS"
    case issuesToken = "GRANT_ISSUES_TOKEN"
    case impersonates = "GRANT_IMPERSONATES"
    case serves = "SERVICE_SERVES"
    case bindsRole = "BINDING_GIVES_ROLE"

    /// What there is to say of the kind.
    public var spec: EdgeSpec {
        switch self {
        case .memberOf:
            EdgeSpec(
                "member of", "The identity has what is bound to the group.", from: [.identity], to: [.identity],
                .control)
        case .executes:
            EdgeSpec(
                "execs in", "The grant lets commands run in the workload's pods.", from: [.grant],
                to: [.workload], .control)
        case .changes:
            EdgeSpec(
                "changes", "The grant lets the workload's definition be changed.", from: [.grant], to: [.workload],
                .control, cost: 2)
        case .startsAs:
            EdgeSpec(
                "starts as", "The grant lets a new pod run as the service account.", from: [.grant],
                to: [.identity], .control, cost: 2)
        case .issuesToken:
            EdgeSpec(
                "signs in as", "The grant lets a token of the service account be made.", from: [.grant],
                to: [.identity], .control)
        case .impersonates:
            EdgeSpec(
                "impersonates", "The grant lets requests be made as the identity.", from: [.grant], to: [.identity],
                .control)
        case .serves:
            EdgeSpec(
                "serves", "The service sends what it receives to the workload.", from: [.scope], to: [.workload],
                .structural)
        case .bindsRole:
            EdgeSpec("gives", "The binding gives the role.", from: [.scope], to: [.scope], .structural)
        }
    }
}
