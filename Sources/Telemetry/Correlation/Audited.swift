import OverreachModel

/// What one event of an audit log other than AWS's did: the action, its effect, the store.
struct Audited {
    /// `kubernetes:get secrets`, `google:storage.objects.get`, `azure:SecretGet`.
    let action: String
    /// What it did to contents of a store; nil for all else.
    let effect: Effect?
    /// The store that it touched.
    let store: (key: Key, name: String)?
    /// What exactly it was about, as the system calls it.
    let object: String?
    /// The cluster, of events of one.
    let cluster: String
    /// Whether a store may be stated though the call failed.
    let mayBeNew: Bool

    private typealias Parameter = CloudCallRecord.Parameter

    init(_ call: CloudCallRecord, cluster known: String?) {
        cluster = call.recipientAccount.isEmpty ? known ?? Servers.unknown : call.recipientAccount
        mayBeNew = Outcomes.isDenied(call.errorCode)
        switch call.system {
        case .kubernetes, .aws:
            action = "kubernetes:\(call.eventName)"
            (effect, store, object) = Audited.inCluster(call, cluster)
        case .google:
            action = "google:\(call.eventName)"
            let store = Audited.googleStore(call)
            self.store = store
            effect = store == nil ? nil : Audited.googleEffect(call)
            object = call.resources.first
        case .azure:
            action = "azure:\(call.eventName)"
            let store = Audited.azureStore(call)
            self.store = store
            effect = store == nil ? nil : Audited.azureEffect(call.eventName)
            object = call.resources.first
        }
    }

    /// Whether an identity is a person's own: an address that is no service's.
    func isPerson(_ identity: String) -> Bool {
        let text = identity.utf8
        return text.contains(UInt8(ascii: "@")) && !identity.hasSuffix("gserviceaccount.com")
            && !text.contains(UInt8(ascii: "/"))
    }

    // MARK: - Kubernetes

    private static func inCluster(
        _ call: CloudCallRecord, _ cluster: String
    ) -> (Effect?, (key: Key, name: String)?, String?) {
        let namespace = call.parameter(Parameter.namespace) ?? ""
        let name = call.parameter(Parameter.name) ?? ""
        let resource = call.parameter(Parameter.resource) ?? ""
        let object = [namespace, resource, name].filter { !$0.isEmpty }.joined(separator: "/")
        guard UTF8Order.equal(resource, "secrets"), call.parameter(Parameter.subresource) == nil else {
            return (nil, nil, object)
        }
        let effect = secretEffects.first { UTF8Order.equal($0.verb, call.parameter(Parameter.verb) ?? "") }?.effect
        guard !name.isEmpty else { return (effect, nil, object) }
        let key = Key.kubernetes(.secret, cluster: cluster, namespace: namespace, name: name)
        return (effect, (key, name), object)
    }

    /// A list or watch of secrets returns their contents.
    private static let secretEffects: [(verb: String, effect: Effect)] = [
        ("get", .read), ("list", .read), ("watch", .read), ("create", .write), ("update", .write), ("patch", .write),
        ("delete", .delete), ("deletecollection", .delete),
    ]

    // MARK: - Google Cloud

    /// Parts of resource names behind which the name of a store stands.
    private static let googleStores: Set<Text> = [
        "buckets", "secrets", "datasets", "databases", "topics", "subscriptions", "instances", "repositories",
        "collections", "indexes", "dataStores", "corpora",
    ]
    /// Services whose `instances` are machines.
    private static let machines: Set<Text> = ["compute.googleapis.com", "notebooks.googleapis.com"]

    private static func googleStore(_ call: CloudCallRecord) -> (key: Key, name: String)? {
        guard let resource = call.resources.first, !machines.contains(Text(call.eventSource)) else { return nil }
        let parts = resource.split(separator: "/").map(String.init)
        guard let place = parts.firstIndex(where: { googleStores.contains(Text($0)) }), place + 1 < parts.count else {
            return nil
        }
        let id = "\(call.eventSource)/" + parts[0...(place + 1)].joined(separator: "/")
        return (Key(NodeType(OtherCloudNode.googleStore), scope: call.recipientAccount, id: id), parts[place + 1])
    }

    private static func googleEffect(_ call: CloudCallRecord) -> Effect? {
        let verb = String(call.eventName.split(separator: ".").last ?? "").lowercased()
        let accesses = call.parameters.filter { $0.name == Parameter.access }.map(\.value)
        if verb.hasPrefix("setiam") { return .administer }
        if verb.hasPrefix("list") { return nil }
        if verb.hasPrefix("delete") || verb.hasPrefix("destroy") { return .delete }
        for (words, effect) in googleVerbs where words.contains(where: { verb.hasPrefix($0) }) { return effect }
        if accesses.contains("DATA_WRITE") { return .write }
        return accesses.contains("DATA_READ") && !verb.hasPrefix("get") ? .read : nil
    }

    private static let googleVerbs: [(words: [String], effect: Effect)] = [
        (["access", "read", "download", "pull", "select", "execute", "export", "search", "stream"], .read),
        (["create", "insert", "update", "write", "patch", "publish", "upload", "add", "import", "commit"], .write),
    ]

    // MARK: - Azure

    private static let azureStores: Set<Text> = [
        "storageaccounts", "vaults", "servers", "databaseaccounts", "namespaces", "redis", "searchservices",
        "workspaces",
    ]

    private static func azureStore(_ call: CloudCallRecord) -> (key: Key, name: String)? {
        let parts = (call.resources.first ?? "").lowercased().split(separator: "/").map(String.init)
        guard let providers = parts.firstIndex(of: "providers"), providers + 3 < parts.count,
            azureStores.contains(Text(parts[providers + 2]))
        else { return nil }
        let id = "/" + parts[0...(providers + 3)].joined(separator: "/")
        return (Key(NodeType(OtherCloudNode.azureStore), scope: "", id: id), parts[providers + 3])
    }

    /// Resource logs name operations in words of their own, the activity log by type and verb.
    private static func azureEffect(_ operation: String) -> Effect? {
        let name = operation.lowercased()
        if name.contains("roleassignments/write") || name.contains("setacl") || name.contains("accesspolicies/write") {
            return .administer
        }
        if name.contains("/") {
            return name.hasSuffix("/delete") ? .delete : nil
        }
        if name.hasPrefix("list") || name.hasSuffix("list") { return nil }
        for (words, effect) in azureVerbs where words.contains(where: { name.hasPrefix($0) || name.hasSuffix($0) }) {
            return effect
        }
        return nil
    }

    private static let azureVerbs: [(words: [String], effect: Effect)] = [
        (["delete", "purge"], .delete), (["put", "set", "create", "import", "update", "append", "copy"], .write),
        (["get", "read", "query", "decrypt", "backup"], .read),
    ]
}
