public import OverreachModel

/// Whom a binding means.
public enum KubernetesSubject: Sendable, Hashable {
    case user(String)
    case group(String)
    case serviceAccount(namespace: String, name: String)

    /// Whether a request of this user with these groups comes from the subject.
    ///
    /// A service account's user name is `system:serviceaccount:namespace:name`.
    public func means(user: String, groups: [String]) -> Bool {
        switch self {
        case .user(let name): UTF8Order.equal(name, user)
        case .group(let name): groups.contains { UTF8Order.equal($0, name) }
        case .serviceAccount(let namespace, let name):
            UTF8Order.equal("system:serviceaccount:\(namespace):\(name)", user)
        }
    }

    /// Whether the subject means a service account: by itself, by its user name, or by a group that all are in.
    public func means(serviceAccount name: String, in namespace: String) -> Bool {
        means(
            user: "system:serviceaccount:\(namespace):\(name)",
            groups: [
                "system:authenticated", "system:serviceaccounts", "system:serviceaccounts:\(namespace)",
            ])
    }
}

/// A RoleBinding or ClusterRoleBinding.
public struct KubernetesBinding: Sendable {
    /// `Role` or `ClusterRole`.
    public let roleKind: String
    /// The role's name.
    public let roleName: String
    /// The namespace in which it gives the role; nil for a ClusterRoleBinding, which gives it everywhere.
    public let namespace: String?
    /// Whom it means; what is no user, group or service account, or lacks its name, is left out.
    public let subjects: [KubernetesSubject]

    /// Reads a binding; the namespace is that of its metadata unless given.
    ///
    /// A service account without a namespace is one of the binding's namespace; in a ClusterRoleBinding it is nobody.
    public init(_ value: Value, namespace: String? = nil) {
        let own = namespace ?? value["metadata"]?["namespace"]?.string
        roleKind = value["roleRef"]?["kind"]?.string ?? ""
        roleName = value["roleRef"]?["name"]?.string ?? ""
        self.namespace = own.flatMap { $0.isEmpty ? nil : $0 }
        let fallback = self.namespace
        subjects = (value["subjects"]?.elements ?? []).compactMap { KubernetesBinding.subject($0.value, fallback) }
    }

    /// The role that it gives: of the cluster where it names a ClusterRole, else of its own namespace.
    public func role(in cluster: String) -> Key {
        let isWide = roleKind == "ClusterRole"
        return .kubernetes(.role, cluster: cluster, namespace: isWide ? "" : namespace ?? "", name: roleName)
    }

    private static func subject(_ value: Value, _ namespace: String?) -> KubernetesSubject? {
        guard let name = value["name"]?.string else { return nil }
        switch value["kind"]?.string {
        case "User": return .user(name)
        case "Group": return .group(name)
        case "ServiceAccount":
            let own = value["namespace"]?.string ?? ""
            guard let place = own.isEmpty ? namespace : own else { return nil }
            return .serviceAccount(namespace: place, name: name)
        default: return nil
        }
    }
}
