public import OverreachModel

/// A right in a cluster that leads further, as data: which request, and to what it leads.
public struct KubernetesPower: Sendable {
    /// What the right leads to.
    public enum Target: String, Sendable {
        /// The workload that is named, and what it runs as.
        case workload
        /// Any service account of the namespace, as which a new pod may run, or whose token is made.
        case serviceAccount
        /// A secret's content, or the secret.
        case secret
        /// The user, group or service account that is impersonated.
        case identity
        /// Whatever rights a role gives: the holder may give itself more than it has.
        case role
    }

    /// Its name, such as `pods-exec`.
    public let id: String
    /// The right in words.
    public let title: String
    /// Verbs, any one of which is enough.
    public let verbs: [String]
    /// The API group.
    public let apiGroup: String
    /// The resource, without its subresource.
    public let resource: String
    /// The subresource, empty for none.
    public let subresource: String
    /// What it leads to.
    public let target: Target
    /// What it does to the target.
    public let effect: Effect
    /// The kind of edge from the rule to the target; nil where the catalogue has none.
    public let edge: KubernetesEdge?

    /// Whether a rule gives the power, over the object of this name; nil asks for any name.
    public func isGiven(by rule: KubernetesRule, name: String? = nil) -> Bool {
        let names = name.map { [$0] } ?? [""] + rule.resourceNames
        return verbs.contains { verb in
            // Requests that make a whole object carry no name, whatever the object is to be called.
            let asked = verb == "create" && subresource.isEmpty ? [""] : names
            return asked.contains {
                rule.allows(verb: verb, apiGroup: apiGroup, resource: resource, subresource: subresource, name: $0)
            }
        }
    }

    /// Every power, in a fixed order.
    ///
    /// Sources: Kubernetes documentation, "Role Based Access Control Good Practices"; DataDog, KubeHound.
    public static let all: [KubernetesPower] =
        commands + newPods + changes + identities + secrets + roles

    // `exec` and `attach` are asked for with `get` by WebSocket clients and with `create` by others.
    private static let commands = [
        KubernetesPower(
            "pods-exec", "runs commands in a pod", ["create", "get"], "", "pods", "exec", .workload, .control, .executes
        ),
        KubernetesPower(
            "pods-attach", "attaches to a pod", ["create", "get"], "", "pods", "attach", .workload, .control, .executes),
        KubernetesPower(
            "pods-ephemeralcontainers", "adds a container to a running pod", ["patch", "update"], "", "pods",
            "ephemeralcontainers", .workload, .control, .executes),
    ]

    private static let controllers: [(group: String, resource: String)] = [
        ("apps", "daemonsets"), ("apps", "deployments"), ("apps", "replicasets"), ("apps", "statefulsets"),
        ("batch", "cronjobs"), ("", "replicationcontrollers"),
    ]

    private static let newPods =
        ([("", "pods"), ("batch", "jobs")] + controllers).map { group, resource in
            KubernetesPower(
                "\(resource)-create", "starts pods as any service account of the namespace", ["create"], group,
                resource, "", .serviceAccount, .control, .startsAs)
        }

    // A pod's image may be changed in place; a job's template may not.
    private static let changes =
        ([("", "pods")] + controllers).map { group, resource in
            KubernetesPower(
                "\(resource)-change", "changes what a workload runs", ["patch", "update"], group, resource, "",
                .workload, .control, .changes)
        }

    private static let identities = [
        KubernetesPower(
            "serviceaccounts-token", "makes a token of a service account", ["create"], "", "serviceaccounts", "token",
            .serviceAccount, .control, .issuesToken),
        KubernetesPower(
            "serviceaccounts-impersonate", "acts as a service account", ["impersonate"], "", "serviceaccounts", "",
            .identity, .control, .impersonates),
        KubernetesPower(
            "users-impersonate", "acts as a user", ["impersonate"], "", "users", "", .identity, .control, .impersonates),
        KubernetesPower(
            "groups-impersonate", "acts as a member of a group", ["impersonate"], "", "groups", "", .identity,
            .control, .impersonates),
    ]

    // `list` and `watch` return contents as `get` does.
    private static let secrets = [
        KubernetesPower(
            "secrets-read", "reads a secret", ["get", "list", "watch"], "", "secrets", "", .secret, .read, nil),
        KubernetesPower(
            "secrets-write", "writes a secret", ["create", "patch", "update"], "", "secrets", "", .secret, .write, nil),
        KubernetesPower(
            "secrets-delete", "deletes a secret", ["delete", "deletecollection"], "", "secrets", "", .secret, .delete,
            nil),
    ]

    private static let roles = ["clusterroles", "roles"].flatMap { resource in
        [
            KubernetesPower(
                "\(resource)-bind", "binds a role whose rights it does not have", ["bind"],
                "rbac.authorization.k8s.io", resource, "", .role, .control, nil),
            KubernetesPower(
                "\(resource)-escalate", "gives a role rights that it does not have", ["escalate"],
                "rbac.authorization.k8s.io", resource, "", .role, .control, nil),
        ]
    }

    private init(
        _ id: String, _ title: String, _ verbs: [String], _ apiGroup: String, _ resource: String,
        _ subresource: String, _ target: Target, _ effect: Effect, _ edge: KubernetesEdge?
    ) {
        self.id = id
        self.title = title
        self.verbs = verbs
        self.apiGroup = apiGroup
        self.resource = resource
        self.subresource = subresource
        self.target = target
        self.effect = effect
        self.edge = edge
    }
}
