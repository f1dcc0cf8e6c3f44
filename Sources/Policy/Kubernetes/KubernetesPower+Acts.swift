internal import OverreachModel

/// What the table of powers says of a single request that was seen.
extension KubernetesPower {
    /// What a request may have been done for.
    public enum Act: Sendable {
        /// It gives rights, or makes another identity the caller's own.
        case escalates
        /// It runs commands in a pod that exists.
        case runsCode
    }

    /// Requests that give rights; RBAC lets nobody give more than they have, unless `bind` or `escalate` is theirs.
    ///
    /// Source: Kubernetes documentation, "Using RBAC Authorization", "Privilege escalation prevention and bootstrapping".
    private static let givers: Set<String> = ["clusterrolebindings", "clusterroles", "rolebindings", "roles"]
    private static let givingVerbs: Set<String> = ["create", "patch", "update"]

    /// What a request may have been done for; the resource is `pods/exec` where it is a part of an object.
    public static func act(verb: String, resource: String) -> Act? {
        if givers.contains(resource), givingVerbs.contains(verb) { return .escalates }
        let power = all.first { power in
            let name = power.subresource.isEmpty ? power.resource : "\(power.resource)/\(power.subresource)"
            return name == resource && power.verbs.contains(verb) && power.edge != nil
        }
        return power.map { $0.edge == .executes ? .runsCode : .escalates }
    }
}
