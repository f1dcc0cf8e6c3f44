import OverreachModel

/// A small AWS account, written down as sources would state it.
struct Account {
    static let id = "111122223333"

    var nodes: [NodeFact] = []
    var edges: [EdgeFact] = []
    var documents: [Document] = []

    /// An identity with inline statements; a role also has a trust.
    mutating func add(_ type: AWSNode, _ name: String, _ statements: [Value], trust: [Value] = []) {
        let key = Self.key(type, name)
        nodes.append(NodeFact(key, name: name, evidence: [.test]))
        if !statements.isEmpty {
            documents.append(
                Document(.awsInlinePolicy, subject: key, name: "inline", body: policy(statements), evidence: .test))
        }
        if !trust.isEmpty {
            documents.append(
                Document(.awsTrustPolicy, subject: key, name: "trust policy", body: policy(trust), evidence: .test))
        }
    }

    /// A managed policy with those it is attached to.
    mutating func attach(_ name: String, _ statements: [Value], to holders: [Key]) {
        let arn = "arn:aws:iam::\(Self.id):policy/\(name)"
        let key = Key.aws(.managedPolicy, arn: arn, account: Self.id)
        documents.append(
            Document(.awsManagedPolicy, subject: key, name: name, body: policy(statements), evidence: .test))
        for holder in holders {
            documents.append(Document(.awsAttachment, subject: holder, name: arn, body: .null, evidence: .test))
        }
    }

    /// A boundary by ARN.
    mutating func bound(_ holder: Key, by arn: String) {
        documents.append(Document(.awsBoundary, subject: holder, name: arn, body: .null, evidence: .test))
    }

    mutating func addBucket(_ name: String, _ statements: [Value] = []) {
        let key = Key.awsBucket(name: name, account: Self.id)
        nodes.append(NodeFact(key, name: name, evidence: [.test]))
        if !statements.isEmpty {
            documents.append(
                Document(
                    .awsResourcePolicy, subject: key, name: "bucket policy", body: policy(statements), evidence: .test))
        }
    }

    mutating func addFunction(_ name: String, role: String) {
        let key = Key.aws(.function, arn: "arn:aws:lambda:eu-west-1:\(Self.id):function:\(name)", account: Self.id)
        nodes.append(NodeFact(key, name: name, evidence: [.test]))
        edges.append(.declared(key, .runsAs, Self.key(.role, role)))
    }

    static func key(_ type: AWSNode, _ name: String) -> Key {
        .aws(
            type, arn: "arn:aws:iam::\(id):\(type == .user ? "user" : type == .role ? "role" : "group")/\(name)",
            account: id)
    }

    func policy(_ statements: [Value]) -> Value {
        .object([
            Value.Member("Version", .string("2012-10-17")),
            Value.Member("Statement", .array(statements.map { Value.Element($0) })),
        ])
    }
}

/// A statement of a policy.
func statement(
    _ effect: String = "Allow", _ actions: String..., on resource: String? = nil, sid: String? = nil,
    principal: (kind: String, name: String)? = nil, condition: (test: String, key: String, value: String)? = nil
) -> Value {
    var members = [
        Value.Member("Effect", .string(effect)),
        Value.Member("Action", .array(actions.map { Value.Element(.string($0)) })),
    ]
    if let sid { members.append(Value.Member("Sid", .string(sid))) }
    if let resource { members.append(Value.Member("Resource", .string(resource))) }
    if let principal {
        members.append(Value.Member("Principal", .object([Value.Member(principal.kind, .string(principal.name))])))
    }
    if let condition {
        let test = Value.object([Value.Member(condition.key, .string(condition.value))])
        members.append(Value.Member("Condition", .object([Value.Member(condition.test, test)])))
    }
    return .object(members)
}
