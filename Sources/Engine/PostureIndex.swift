internal import OverreachModel
internal import OverreachPolicy

/// Answers correlation's questions from the facts of posture.
struct PostureIndex: CorrelationIndex {
    private var workloadByPod: [Text: Key] = [:]
    private var workloads: [Text: Set<Key>] = [:]
    private var serviceAccountByWorkload: [Key: Key] = [:]
    private var serviceAccounts: [Text: [Key]] = [:]
    private var credentials: [Text: Key] = [:]
    private var identityByAccessKey: [Text: Key] = [:]
    private var identityByARN: [Text: Key] = [:]
    private var rolesByName: [Text: [Key]] = [:]
    private var storesByID: [Text: Key] = [:]
    private var storesByName: [Text: [Key]] = [:]

    init(nodes: [NodeFact], edges: [EdgeFact]) {
        for node in nodes {
            guard let type = node.key.type else { continue }
            for property in node.properties where UTF8Order.equal(property.name, PropertyName.podUID) {
                workloadByPod[Text(property.value)] = node.key
            }
            if type == NodeType(KubernetesNode.workload) { workloads[Text(node.key.id), default: []].insert(node.key) }
            switch type.spec.kind {
            case .identity: add(identity: node, type: type)
            case .credential where type == NodeType(AWSNode.accessKey): credentials[Text(node.key.id)] = node.key
            case .dataStore:
                storesByID[Text(node.id)] = node.key
                storesByName[Text("\(type.name) \(node.name)"), default: []].append(node.key)
            default: break
            }
        }
        for edge in edges {
            if edge.kind == EdgeKind(AgentEdge.runsAs), edge.to.type == NodeType(KubernetesNode.serviceAccount) {
                serviceAccountByWorkload[edge.from] = edge.to
            }
            if edge.kind == EdgeKind(AgentEdge.authenticates) { identityByAccessKey[Text(edge.from.id)] = edge.to }
        }
    }

    private mutating func add(identity node: NodeFact, type: NodeType) {
        identityByARN[Text(node.id)] = node.key
        if type == NodeType(AWSNode.role) {
            let name = node.id.split(separator: "/").last.map(String.init) ?? node.id
            rolesByName[Text("\(node.key.scope)/\(name)"), default: []].append(node.key)
        }
        if type == NodeType(KubernetesNode.serviceAccount) {
            serviceAccounts[Text(node.key.id), default: []].append(node.key)
        }
    }

    func workload(podUID: String) -> Key? { workloadByPod[Text(podUID)] }

    func workload(namespace: String, kind: String, name: String) -> Key? {
        let known = workloads[Text("\(namespace)/\(kind)/\(name)")] ?? []
        return known.count == 1 ? known.first : nil
    }

    func serviceAccount(ofWorkload workload: Key) -> Key? { serviceAccountByWorkload[workload] }

    func serviceAccount(namespace: String, name: String) -> Key? {
        let known = serviceAccounts[Text("\(namespace)/\(name)")] ?? []
        return known.count == 1 ? known.first : nil
    }

    func credential(accessKeyID: String) -> Key? { credentials[Text(accessKeyID)] }

    func identity(accessKeyID: String) -> Key? { identityByAccessKey[Text(accessKeyID)] }

    /// An assumed role's ARN carries no path (AWS IAM user guide, IAM identifiers), so the role is found by its name.
    func identity(arn: String) -> Key? {
        if let known = identityByARN[Text(arn)] { return known }
        guard let parts = ARN(arn) else { return nil }
        let names = parts.resource.split(separator: "/")
        let isRole = parts.resource.hasPrefix("role/")
        let isSession = parts.service == "sts" && parts.resource.hasPrefix("assumed-role/")
        guard isRole || isSession, let name = isSession ? names.dropFirst().first : names.last else { return nil }
        let known = rolesByName[Text("\(parts.account)/\(name)")] ?? []
        return known.count == 1 ? known.first : nil
    }

    func dataStore(service: String, nameOrARN: String, account: String, region: String) -> Key? {
        if let known = storesByID[Text(nameOrARN)] { return known }
        let type: AWSNode
        switch service {
        case "s3": type = .bucket
        case "dynamodb": type = .table
        case "secretsmanager": type = .secret
        default: return nil
        }
        var name = nameOrARN
        if let arn = ARN(nameOrARN) {
            switch type {
            case .bucket: name = arn.resource.split(separator: "/").first.map(String.init) ?? arn.resource
            case .table: name = arn.resource.split(separator: "/").dropFirst().first.map(String.init) ?? arn.resource
            default: name = arn.resource.hasPrefix("secret:") ? String(arn.resource.dropFirst(7)) : arn.resource
            }
        }
        let named = storesByName[Text("\(type.rawValue) \(name)")] ?? []
        // Names of tables and secrets are unique in an account's region only.
        let fitting = named.filter { key in
            let arn = ARN(key.id)
            return type == .bucket || ((arn?.region ?? region) == region && (key.scope == account || account.isEmpty))
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    func effect(ofAction action: String) -> Effect? { AWSEffects.effect(of: action) }

    func action(eventSource: String, eventName: String) -> String {
        AWSEvents.action(eventSource: eventSource, eventName: eventName)
    }
}
