import OverreachAnalysis
import OverreachModel

/// Organizations in the folder format of iam-lens, as facts.
struct IAMLensFolder {
    private var nodes: [Key: NodeFact] = [:]
    private var edges: [EdgeFact] = []
    private var documents: [Document] = []

    /// The facts; `abac` is what every bucket's setting is to be instead of its own.
    init(_ value: Value, abac: String?) {
        for member in value["files"]?.members ?? [] {
            let parts = member.name.split(separator: "/").map { String($0) }
            guard parts.count > 3, parts[0] == "aws", parts[1] == "aws" else { continue }
            switch parts[2] {
            case "accounts": read(account: parts[3], Array(parts.dropFirst(4)), member.value, among: value, abac)
            case "organizations": read(organization: parts[3], Array(parts.dropFirst(4)), member.value, among: value)
            default: continue
            }
        }
        for member in value["files"]?["aws/aws/indexes/accounts-to-orgs.json"]?.members ?? [] {
            let account = member.name
            let isPlaced = edges.contains { $0.from == .awsAccount(account) && $0.kind == EdgeKind(AWSEdge.isIn) }
            add(.awsAccount(account), [])
            if !isPlaced, let id = member.value.string {
                place(.awsAccount(account), in: Key(NodeType(AWSNode.organization), scope: "", id: id))
            }
        }
        settleBlocks()
    }

    /// The format has a file for a public access block where there is one: without it there is none.
    private mutating func settleBlocks() {
        let accounts = nodes.keys.filter { $0.type == NodeType(AWSNode.bucket) }.map { Key.awsAccount($0.scope) }
        for account in Set(accounts) where nodes[account] == nil { add(account, []) }
        for (key, node) in nodes where node.property(PropertyName.restrictsPublicBuckets) == nil {
            guard [NodeType(AWSNode.bucket), NodeType(AWSNode.account)].contains(where: { $0 == key.type }) else {
                continue
            }
            add(key, [Property(PropertyName.restrictsPublicBuckets, "false")])
        }
    }

    var facts: AccessFacts {
        AccessFacts(
            base: FactBase(nodes: nodes.values.map { $0 }, edges: edges, documents: documents, activities: []),
            graph: AccessFacts.Graph(id: "", nodes: 0, edges: 0), caveats: [])
    }

    private mutating func add(_ key: Key, name: String? = nil, _ properties: [Property]) {
        var node = nodes[key] ?? NodeFact(key, name: name ?? key.id)
        node.properties += properties
        nodes[key] = node
    }

    private mutating func place(_ key: Key, in container: Key) {
        edges.append(EdgeFact(key, EdgeKind(AWSEdge.isIn), container, origin: .declared, evidence: []))
    }

    private mutating func keep(_ kind: Document.Kind, _ subject: Key, _ name: String, _ body: Value = .null) {
        let place = Evidence(source: "iam-lens", file: "", line: nil, locator: name)
        documents.append(Document(kind, subject: subject, name: name, body: body, evidence: place))
    }

    // MARK: - Accounts

    private mutating func read(
        account: String, _ path: [String], _ value: Value, among all: Value, _ abac: String?
    ) {
        guard let file = path.last else { return }
        let folder = (["aws", "aws", "accounts", account] + path.dropLast()).joined(separator: "/")
        let metadata = all["files"]?["\(folder)/metadata.json"]
        let arn = metadata?["arn"]?.string
        if path == ["s3-bpa.json"] {
            return add(.awsAccount(account), restriction(value))
        }
        switch (path.first, path.dropFirst().first) {
        case ("iam", "aws"), ("iam", "policy"):
            guard file == "current-policy.json", let arn else { return }
            let key = Key.aws(.managedPolicy, arn: arn, account: ARN(arn)?.account ?? "")
            keep(.awsManagedPolicy, key, arn, value)
        case ("iam", "role"), ("iam", "user"), ("iam", "group"):
            if let arn, let key = Key.awsIdentity(arn: arn) { read(identity: key, file, value) }
        case ("s3", _):
            guard let name = metadata?["name"]?.string else { return }
            read(bucket: .awsBucket(name: name, account: account), file, value, abac)
        case ("kms", _):
            guard let arn else { return }
            let key = Key.aws(.key, arn: arn, account: account)
            add(key, [])
            if file == "policy.json" { keep(.awsResourcePolicy, key, "policy", value) }
            if file == "grants.json" {
                for (number, grant) in (value.elements ?? []).enumerated() {
                    keep(.awsKeyGrant, key, "\(number)", grant.value)
                }
            }
        default: return
        }
    }

    private mutating func read(identity key: Key, _ file: String, _ value: Value) {
        switch file {
        case "metadata.json":
            add(
                key, name: value["name"]?.string,
                (value["id"]?.string).map { [Property(PropertyName.uniqueID, $0)] } ?? [])
            if let boundary = value["permissionBoundary"]?.string { keep(.awsBoundary, key, boundary) }
        case "inline-policies.json":
            for policy in value.elements ?? [] {
                keep(
                    .awsInlinePolicy, key, policy.value["PolicyName"]?.string ?? "",
                    policy.value["PolicyDocument"] ?? .null)
            }
        case "managed-policies.json":
            for arn in value.texts { keep(.awsAttachment, key, arn) }
        case "groups.json":
            for group in value.texts.compactMap({ Key.awsIdentity(arn: $0) }) {
                edges.append(EdgeFact(key, EdgeKind(AWSEdge.memberOf), group, origin: .declared, evidence: []))
            }
        case "trust-policy.json": keep(.awsTrustPolicy, key, "trust policy", value)
        case "tags.json": add(key, tags(value))
        default: return
        }
    }

    private mutating func read(bucket key: Key, _ file: String, _ value: Value, _ abac: String?) {
        switch file {
        case "metadata.json":
            let own = value["abacEnabled"]?.isTrue == true ? "Enabled" : "Disabled"
            add(key, [Property(PropertyName.attributeBasedAccess, abac ?? own)])
        case "policy.json": keep(.awsResourcePolicy, key, "bucket policy", value)
        case "bpa.json": add(key, restriction(value))
        case "tags.json": add(key, tags(value))
        default: return
        }
    }

    private func restriction(_ value: Value) -> [Property] {
        [
            Property(
                PropertyName.restrictsPublicBuckets, value["RestrictPublicBuckets"]?.isTrue == true ? "true" : "false")
        ]
    }

    private func tags(_ value: Value) -> [Property] {
        (value.members ?? []).map { Property(PropertyName.tag, "\($0.name)=\($0.value.string ?? "")") }
    }

    // MARK: - Organizations

    private mutating func read(organization id: String, _ path: [String], _ value: Value, among all: Value) {
        let organization = Key(NodeType(AWSNode.organization), scope: "", id: id)
        let unit = { (name: String) in Key(NodeType(AWSNode.organizationalUnit), scope: id, id: name) }
        switch (path.first, path.last) {
        case ("metadata.json", _):
            let manager = value["rootAccountId"]?.string
            add(organization, manager.map { [Property(PropertyName.managementAccount, $0)] } ?? [])
        case ("ous.json", _):
            for (name, description) in pairs(value) {
                add(unit(name), [])
                place(unit(name), in: description["parent"]?.string.map(unit) ?? organization)
                attach(unit(name), description)
            }
        case ("accounts.json", _):
            for (account, description) in pairs(value) {
                add(.awsAccount(account), [])
                place(.awsAccount(account), in: description["ou"]?.string.map(unit) ?? organization)
                attach(.awsAccount(account), description)
            }
        case ("scps", "policy.json"), ("rcps", "policy.json"):
            let folder = (["aws", "aws", "organizations", id] + path.dropLast()).joined(separator: "/")
            guard let arn = all["files"]?["\(folder)/metadata.json"]?["arn"]?.string else { return }
            let type = path.first == "scps" ? "SERVICE_CONTROL_POLICY" : "RESOURCE_CONTROL_POLICY"
            let key = Key.aws(.controlPolicy, arn: arn, account: ARN(arn)?.account ?? "")
            keep(
                .awsControlPolicy, key, arn,
                .object([Value.Member("Type", .string(type)), Value.Member("Content", value)]))
        default: return
        }
    }

    private func pairs(_ value: Value) -> [(String, Value)] { (value.members ?? []).map { ($0.name, $0.value) } }

    private mutating func attach(_ target: Key, _ description: Value) {
        for (list, type) in [("scps", "SERVICE_CONTROL_POLICY"), ("rcps", "RESOURCE_CONTROL_POLICY")] {
            for arn in description[list]?.texts ?? [] {
                keep(.awsControlAttachment, target, arn, .object([Value.Member("Type", .string(type))]))
            }
        }
    }
}
