internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

/// What the audit logs of clusters tell of the use of roles and bindings.
struct ClusterUse {
    /// A request that was seen and allowed.
    private struct Request {
        let act: Activity
        let verb: String
        let resource: String
        let subresource: String
        let namespace: String
        let name: String
        /// The binding that allowed it, as the log names it; nil where it does not say.
        let binding: Text?

        init?(_ act: Activity) {
            let words = act.action.dropFirst(ClusterUse.mark.count).split(separator: " ", maxSplits: 1)
            guard act.isUse, words.count == 2 else { return nil }
            self.act = act
            verb = String(words[0])
            let parts = words[1].split(separator: "/", maxSplits: 1)
            guard let kind = parts.first.map(String.init) else { return nil }
            resource = kind
            subresource = parts.count == 2 ? String(parts[1]) : ""
            // What it was about: `namespace/resource/name`, of which the first and the last may be missing.
            let object = (act.object ?? "").split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            let isBare = object.first.map { UTF8Order.equal($0, kind) } ?? true
            namespace = isBare ? "" : object[0]
            name = object.dropFirst(isBare ? 1 : 2).joined(separator: "/")
            let join = act.joins.first { UTF8Order.equal($0.link, "binding → act") }
            binding = join.map { Text($0.method.split(separator: " ").prefix(2).joined(separator: " ")) }
        }
    }

    private static let mark = "kubernetes:"
    private var requests: [Text: [Request]] = [:]  // by cluster

    /// Complexity: linear in the acts.
    init(_ world: World) {
        for act in world.recentActivities where act.action.utf8.starts(with: ClusterUse.mark.utf8) {
            guard let identity = act.identity, let request = Request(act) else { continue }
            requests[Text(identity.scope), default: []].append(request)
        }
    }

    /// The requests that these rules of a binding allowed to one of these subjects.
    ///
    /// Where the log names the binding that allowed a request, it counts for that one alone.
    func acts(
        allowedBy rules: [KubernetesRule], of binding: Document, to subjects: [KubernetesSubject]
    ) -> [Activity] {
        let title = ClusterUse.title(of: binding)
        let namespace = binding.body["namespace"]?.string ?? ""
        return (requests[Text(binding.subject.scope)] ?? []).filter { request in
            if let known = request.binding, known != title { return false }
            guard namespace.isEmpty || UTF8Order.equal(namespace, request.namespace),
                rules.contains(where: { ClusterUse.allows($0, request) })
            else { return false }
            let isNamed = subjects.contains { ClusterUse.means($0, request.act.identity) }
            // Of which groups a user is, the log does not tell: where it names the binding, some group of it.
            return isNamed
                || (request.binding != nil && subjects.contains { if case .group = $0 { true } else { false } })
        }.map(\.act)
    }

    /// Whether such requests could have been seen, and why: a cluster's audit policy may leave any of them out, so only
    /// what was recorded of somebody shows that it is.
    func observable(_ rules: [KubernetesRule], in cluster: String) -> (Observable, why: String) {
        guard let all = requests[Text(cluster)], let first = all.map(\.act.time).min(),
            let last = all.map(\.act.time).max()
        else { return (.unknown, "no audit log of the cluster \(cluster) was given") }
        let period = "between \(Timestamp.text(first)) and \(Timestamp.text(last))"
        let areSeen = rules.allSatisfy { rule in
            rule.verbs.allSatisfy { verb in
                rule.resources.allSatisfy { resource in
                    all.contains {
                        UTF8Order.equal($0.verb, verb) && UTF8Order.equal(ClusterUse.resource($0), resource)
                    }
                }
            }
        }
        return areSeen && !rules.isEmpty
            ? (.yes, "such requests were recorded \(period)")
            : (
                .unknown,
                "requests to the cluster were recorded \(period), but none of some of these: they may be left out"
            )
    }

    private static func resource(_ request: Request) -> String {
        request.subresource.isEmpty ? request.resource : "\(request.resource)/\(request.subresource)"
    }

    private static func allows(_ rule: KubernetesRule, _ request: Request) -> Bool {
        // The log keeps no group of the resource.
        rule.apiGroups.contains { group in
            rule.allows(
                verb: request.verb, apiGroup: group, resource: request.resource, subresource: request.subresource,
                name: request.name)
        }
    }

    private static func means(_ subject: KubernetesSubject, _ identity: Key?) -> Bool {
        guard let identity else { return false }
        if identity.type == NodeType(KubernetesNode.serviceAccount) {
            let parts = identity.id.split(separator: "/", maxSplits: 1).map(String.init)
            return parts.count == 2 && subject.means(serviceAccount: parts[1], in: parts[0])
        }
        return subject.means(user: identity.id, groups: [])
    }

    /// What an audit log calls a binding: `RoleBinding namespace/name`, `ClusterRoleBinding name`.
    private static func title(of binding: Document) -> Text {
        let isWide = (binding.body["namespace"]?.string ?? "").isEmpty
        return Text("\(isWide ? "ClusterRoleBinding" : "RoleBinding") \(binding.subject.id)")
    }
}
