internal import OverreachModel
internal import OverreachPolicy

/// A right of a cluster that a what-if makes up: a role of one rule, and its binding to one subject.
struct ClusterGrant {
    /// The role and the binding.
    let documents: [Document]
    /// What it lets the subject do, in words.
    let meaning: String
    /// What is not known of it.
    let notes: [Caveat]

    /// `verbs` are `get`, `get,list` or `*`; `resource` is `[NAMESPACE:]RESOURCE[/SUBRESOURCE][=NAME]`.
    ///
    /// Without a namespace it is that of a service account, and all of them for users and groups; `*` means all. The right
    /// holds in every API group, since a resource's name alone does not tell its group. `known` are the roles that there are:
    /// what they name is no slip. Errors: `ChangeError.noGrant`, of slips as well: they would be answered with "nothing".
    init(
        _ verbs: String, _ resource: String, to subject: Key, number: Int, file: String, among known: [Document]
    ) throws {
        let words = verbs.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard words.allSatisfy({ $0 == "*" || ClusterGrant.isWord($0) }) else {
            throw ChangeError.noGrant("\"\(verbs)\" are no verbs of Kubernetes, expected get, get,list or *")
        }
        let place = resource.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let object = (place.last ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        let parts = object[0].split(separator: "/", omittingEmptySubsequences: false)
        let space = place.count == 2 ? place[0] : nil
        guard parts.count < 3, parts.allSatisfy({ $0 == "*" || ClusterGrant.isWord(String($0)) }),
            object.count < 2 || !object[1].isEmpty, space.map({ $0 == "*" || ClusterGrant.isWord($0) }) ?? true
        else {
            throw ChangeError.noGrant(
                "\"\(resource)\" is no resource of Kubernetes, expected [NAMESPACE:]RESOURCE[/SUBRESOURCE][=NAME] such as "
                    + "secrets, jobs:pods/exec or secrets=token")
        }

        let named = KubernetesWords(known)
        notes =
            try words.compactMap { try named.note(onVerb: $0, in: file) }
            + [String(parts[0])].compactMap { try named.note(onResource: $0, in: file) }
        let account = subject.type == NodeType(KubernetesNode.serviceAccount)
        let ids = subject.id.split(separator: "/", maxSplits: 1).map(String.init)
        let own = account && ids.count == 2 ? ids[0] : ""
        let namespace = space.map { $0 == "*" ? "" : $0 } ?? own
        let name = "what-if grant \(number)"
        let evidence = Evidence(source: "what-if", file: file, locator: "")
        func texts(_ texts: [String]) -> Value { .array(texts.map { Value.Element(.string($0)) }) }
        var rule = [
            Value.Member("apiGroups", texts(["*"])), Value.Member("resources", texts([object[0]])),
            Value.Member("verbs", texts(words)),
        ]
        if object.count == 2 { rule.append(Value.Member("resourceNames", texts([object[1]]))) }

        var who = [Value.Member("kind", .string(ClusterGrant.kind(of: subject)))]
        who.append(Value.Member("name", .string(account ? ids.last ?? subject.id : subject.id)))
        if account { who.append(Value.Member("namespace", .string(own))) }
        let isWide = namespace.isEmpty
        let role = Value.object([
            Value.Member("kind", .string(isWide ? "ClusterRole" : "Role")), Value.Member("name", .string(name)),
        ])
        var binding = [
            Value.Member("roleRef", role), Value.Member("subjects", .array([Value.Element(.object(who))])),
        ]
        if !isWide { binding.append(Value.Member("namespace", .string(namespace))) }
        documents = [
            Document(
                .kubernetesRole,
                subject: .kubernetes(.role, cluster: subject.scope, namespace: namespace, name: name), name: name,
                body: .object([Value.Member("rules", .array([Value.Element(.object(rule))]))]), evidence: evidence),
            Document(
                .kubernetesBinding,
                subject: .kubernetes(.binding, cluster: subject.scope, namespace: namespace, name: name), name: name,
                body: .object(binding), evidence: evidence),
        ]
        meaning =
            "\(words.joined(separator: ", ")) \(object.joined(separator: " ")) "
            + (isWide ? "in all namespaces" : "in the namespace \(namespace)")
    }

    /// Whether the node may be given rights of a cluster.
    static func isSubject(_ type: NodeType?) -> Bool {
        [NodeType(KubernetesNode.serviceAccount), NodeType(KubernetesNode.user), NodeType(KubernetesNode.group)]
            .contains { $0 == type }
    }

    private static func kind(of subject: Key) -> String {
        switch KubernetesNode(rawValue: String(subject.typeName)) {
        case .serviceAccount: "ServiceAccount"
        case .group: "Group"
        default: "User"
        }
    }

    /// Lower-case letters, digits, dots and dashes: what verbs, resources and namespaces are made of.
    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: ".")
            }
    }
}

/// What verbs and resources there are in a cluster, as far as is known.
struct KubernetesWords {
    private let resources: Set<Text>
    private let verbs: Set<Text>

    /// Complexity: linear in the rules of the roles.
    init(_ documents: [Document]) {
        let rules = documents.filter { $0.kind == .kubernetesRole }.flatMap { KubernetesRole($0.body).rules }
        verbs = KubernetesWords.verbs.union(rules.flatMap(\.verbs).map { Text($0) })
        resources = KubernetesWords.resources.union(
            rules.flatMap(\.resources).map { Text($0.split(separator: "/").first.map(String.init) ?? $0) })
    }

    /// What is not known of a verb that somebody typed.
    ///
    /// Errors: `ChangeError.noGrant` for what is nearly one that there is.
    func note(onVerb verb: String, in file: String) throws -> Caveat? {
        try note(verb, among: verbs, "verb", file, "so it gives what some extension asks for")
    }

    /// What is not known of a resource that somebody typed, as for verbs.
    func note(onResource resource: String, in file: String) throws -> Caveat? {
        try note(resource, among: resources, "resource", file, "so it gives what some extension keeps under this name")
    }

    private func note(
        _ word: String, among known: Set<Text>, _ kind: String, _ file: String, _ meaning: String
    ) throws -> Caveat? {
        if word == "*" || known.contains(Text(word)) { return nil }
        if let near = Spelling.nearest(word, among: known.lazy.map(\.string)) {
            throw ChangeError.noGrant(
                "\"\(word)\" is no \(kind) of Kubernetes, expected one that there is\(Spelling.hint([near]))")
        }
        return Caveat(
            reason: Caveat.notKnown, source: file,
            detail: "\"\(word)\" is no \(kind) that Kubernetes itself or a role that was given knows, \(meaning)")
    }

    /// Source: Kubernetes documentation, "Authorization Overview", request verbs, and what RBAC, certificates, admission
    /// and scheduling ask for.
    private static let verbs: Set<Text> = [
        "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use", "bind", "escalate",
        "impersonate", "approve", "sign", "attest", "proxy", "head", "post", "put",
    ]

    /// Source: Kubernetes API reference 1.33, `kubectl api-resources`, and what RBAC names besides.
    private static let resources: Set<Text> = [
        "bindings", "componentstatuses", "configmaps", "endpoints", "events", "limitranges", "namespaces", "nodes",
        "persistentvolumeclaims", "persistentvolumes", "pods", "podtemplates", "replicationcontrollers",
        "resourcequotas",
        "secrets", "serviceaccounts", "services", "mutatingwebhookconfigurations", "validatingadmissionpolicies",
        "validatingadmissionpolicybindings", "validatingwebhookconfigurations", "customresourcedefinitions",
        "apiservices",
        "controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets", "selfsubjectreviews",
        "tokenreviews", "localsubjectaccessreviews", "selfsubjectaccessreviews", "selfsubjectrulesreviews",
        "subjectaccessreviews", "horizontalpodautoscalers", "cronjobs", "jobs", "certificatesigningrequests", "signers",
        "leases", "endpointslices", "flowschemas", "prioritylevelconfigurations", "ingressclasses", "ingresses",
        "networkpolicies", "ipaddresses", "servicecidrs", "runtimeclasses", "poddisruptionbudgets",
        "podsecuritypolicies",
        "clusterrolebindings", "clusterroles", "rolebindings", "roles", "priorityclasses", "csidrivers", "csinodes",
        "csistoragecapacities", "storageclasses", "volumeattachments", "volumeattributesclasses", "deviceclasses",
        "resourceclaims", "resourceclaimtemplates", "resourceslices", "users", "groups", "uids", "userextras",
    ]
}
