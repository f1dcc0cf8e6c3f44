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
    private var clusters: Set<Text> = []
    private var instances: [Text: Key] = [:]
    private var storesByID: [Text: Key] = [:]
    private var storesByName: [Text: [Key]] = [:]

    init(nodes: [NodeFact], edges: [EdgeFact]) {
        for node in nodes {
            guard let type = node.key.type else { continue }
            for property in node.properties where UTF8Order.equal(property.name, PropertyName.podUID) {
                workloadByPod[Text(property.value)] = node.key
            }
            if KubernetesNode(rawValue: type.name) != nil { clusters.insert(Text(node.key.scope)) }
            if type == NodeType(AWSNode.instance), let id = node.key.id.split(separator: "/").last {
                instances[Text("\(node.key.scope)/\(id)")] = node.key
            }
            if type == NodeType(KubernetesNode.workload) { workloads[Text(node.key.id), default: []].insert(node.key) }
            switch type.spec.kind {
            case .identity: add(identity: node, type: type)
            case .credential where type == NodeType(AWSNode.accessKey): credentials[Text(node.key.id)] = node.key
            case .dataStore: add(store: node, type: type)
            case .workload where type == NodeType(AWSNode.function): add(store: node, type: type)
            default: break
            }
        }
        let (runsAs, authenticates) = (EdgeKind(AgentEdge.runsAs), EdgeKind(AgentEdge.authenticates))
        // By their places: an inventory's millions are not copied to be passed over.
        for place in edges.indices where edges[place].kind == runsAs || edges[place].kind == authenticates {
            let edge = edges[place]
            if edge.kind == authenticates { identityByAccessKey[Text(edge.from.id)] = edge.to }
            if edge.kind == runsAs, edge.to.type == NodeType(KubernetesNode.serviceAccount) {
                serviceAccountByWorkload[edge.from] = edge.to
            }
        }
    }

    private mutating func add(store node: NodeFact, type: NodeType) {
        storesByID[Text(node.id)] = node.key
        storesByName[Text("\(type.name) \(node.name)"), default: []].append(node.key)
        for property in node.properties where UTF8Order.equal(property.name, PropertyName.alias) {
            storesByName[Text("\(type.name) \(property.value)"), default: []].append(node.key)
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

    var cluster: String? { clusters.count == 1 ? clusters.first?.string : nil }

    func workload(instance: String, account: String) -> Key? { instances[Text("\(account)/\(instance)")] }

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

    /// The store by its ARN; by an alias; else by its name, of which AWS sees to it that it is the only one in an
    /// account's region, of a bucket everywhere.
    func dataStore(service: String, nameOrARN: String, account: String, region: String) -> Key? {
        if let known = storesByID[Text(nameOrARN)] { return known }
        let arn = ARN(nameOrARN)
        let named = PostureIndex.names(nameOrARN, service: arn?.service ?? service)
            .flatMap { storesByName[$0] ?? [] }
        let (wantedAccount, wantedRegion) = (arn?.account ?? account, arn?.region ?? region)
        let fitting = Set(named).filter { key in
            if key.type == NodeType(AWSNode.bucket) { return true }
            let ownRegion = ARN(key.id)?.region ?? wantedRegion
            return (wantedRegion.isEmpty || UTF8Order.equal(ownRegion, wantedRegion))
                && (wantedAccount.isEmpty || UTF8Order.equal(key.scope, wantedAccount))
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    /// What the types of a service are called by their names: the type, then what stands before the name in ARNs.
    private static let named: [(service: String, type: AWSNode, start: String)] = [
        ("s3", .bucket, ""), ("dynamodb", .table, "table/"), ("secretsmanager", .secret, "secret:"),
        ("kms", .key, "key/"),
        ("kms", .key, ""), ("sqs", .queue, ""), ("sns", .topic, ""), ("ssm", .parameter, "parameter/"),
        ("ssm", .parameter, "parameter"), ("ecr", .repository, "repository/"), ("kinesis", .stream, "stream/"),
        ("logs", .logGroup, "log-group:"), ("bedrock", .knowledgeBase, "knowledge-base/"),
        ("lambda", .function, "function:"),
    ]

    /// The names under which a store may be known that a call names so.
    private static func names(_ nameOrARN: String, service: String) -> [Text] {
        named.filter { UTF8Order.equal($0.service, service) }.compactMap { form in
            guard let arn = ARN(nameOrARN) else { return Text("\(form.type.rawValue) \(nameOrARN)") }
            guard arn.resource.utf8.starts(with: form.start.utf8) else { return nil }
            let rest = String(arn.resource.dropFirst(form.start.count))
            // What follows is a part of the store: an object, an index.
            let isOfParts = form.type == .bucket || form.type == .table
            let name = isOfParts ? rest.split(separator: "/").first.map(String.init) ?? rest : rest
            return Text("\(form.type.rawValue) \(name)")
        }
    }

    func effect(ofAction action: String) -> Effect? { AWSEffects.effect(of: action) }

    func action(eventSource: String, eventName: String) -> String {
        AWSEvents.action(eventSource: eventSource, eventName: eventName)
    }
}
