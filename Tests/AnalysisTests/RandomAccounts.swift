import OverreachModel

/// A small made-up organization of two accounts with every feature of policies, from a seed.
struct RandomAccounts {
    private(set) var nodes: [NodeFact] = []
    private(set) var edges: [EdgeFact] = []
    private(set) var documents: [Document] = []

    private var state: UInt64
    private static let accounts = ["111122223333", "444455556666"]
    private static let buckets = ["data", "data-1", "logs-a", "logs-b"]
    private static let names = ["app", "app-1", "ops", "ci"]

    init(seed: UInt64) {
        state = seed
        for account in Self.accounts { addAccount(account) }
        if chance(2) { addOrganization() }
    }

    // MARK: - Parts

    private mutating func addAccount(_ account: String) {
        for name in Self.names { addIdentity(chance(2) ? .user : .role, name, account) }
        for (number, bucket) in Self.buckets.enumerated() where number % 2 == (account == Self.accounts[0] ? 0 : 1) {
            addResource(.bucket, "arn:aws:s3:::\(bucket)", account, key: keyARN(account))
        }
        for table in ["orders", "orders-eu"] {
            addResource(.table, "arn:aws:dynamodb:eu-west-1:\(account):table/\(table)", account, key: nil)
        }
        for secret in ["db-AbCdEf", "api-GhIjKl"] {
            addResource(
                .secret, "arn:aws:secretsmanager:eu-west-1:\(account):secret:\(secret)", account, key: keyARN(account))
        }
        addResource(.function, "arn:aws:lambda:eu-west-1:\(account):function:job", account, key: nil)
        let key = Key.aws(.key, arn: keyARN(account), account: account)
        nodes.append(NodeFact(key, name: "key", evidence: [.test]))
        var statements = [one(["kms:*"], .string("*"), principal: "arn:aws:iam::\(account):root")]
        if chance(2) { statements.append(random(principals: true, deny: chance(3), account)) }
        if chance(3) { statements.removeFirst() }
        add(.awsResourcePolicy, key, "key policy", statements)
    }

    private func keyARN(_ account: String) -> String { "arn:aws:kms:eu-west-1:\(account):key/k1" }

    private mutating func addIdentity(_ type: AWSNode, _ name: String, _ account: String) {
        let arn = "arn:aws:iam::\(account):\(type == .user ? "user" : "role")/\(name)"
        let key = Key.aws(type, arn: arn, account: account)
        let tags = chance(2) ? [Property(PropertyName.tag, "team=\(pick(["a", "b"]))")] : []
        nodes.append(
            NodeFact(
                key, name: name, properties: tags + [Property(PropertyName.uniqueID, "AID\(name)")], evidence: [.test]))
        for number in 0..<(1 + next(2)) {
            let statements = (0..<(2 + next(3))).map { _ in random(principals: false, deny: chance(6), account) }
            add(.awsInlinePolicy, key, "p\(number)", statements)
        }
        if chance(4) {
            let limits = Key.aws(.managedPolicy, arn: "arn:aws:iam::\(account):policy/b-\(name)", account: account)
            add(
                .awsManagedPolicy, limits, "b-\(name)",
                [one(["s3:*", "dynamodb:*", "kms:*", "sts:*"], .string("*"))]
                    + (chance(2) ? [random(principals: false, deny: true, account)] : []))
            documents.append(Document(.awsBoundary, subject: key, name: limits.id, body: .null, evidence: .test))
        }
        if type == .role {
            let trust = (0..<(1 + next(2))).map { _ in trustStatement() }
            add(.awsTrustPolicy, key, "trust policy", trust)
        }
    }

    private mutating func addResource(_ type: AWSNode, _ arn: String, _ account: String, key encryption: String?) {
        let key = Key.aws(type, arn: arn, account: account)
        var properties = chance(2) ? [Property(PropertyName.tag, "env=\(pick(["dev", "prod"]))")] : []
        if let encryption, chance(2) { properties.append(Property(PropertyName.encryptionKey, encryption)) }
        nodes.append(NodeFact(key, name: arn, properties: properties.sorted(), evidence: [.test]))
        if chance(2), type != .function {
            let statements = (0..<(1 + next(2))).map { _ in
                random(principals: true, deny: chance(2), account, own: arn)
            }
            add(.awsResourcePolicy, key, "policy", statements)
        }
    }

    private mutating func addOrganization() {
        let organization = Key(NodeType(AWSNode.organization), scope: "", id: "o-1")
        let unit = Key(NodeType(AWSNode.organizationalUnit), scope: "o-1", id: "ou-1")
        nodes += [NodeFact(organization, name: "o"), NodeFact(unit, name: "u")]
        edges.append(EdgeFact(unit, EdgeKind(AWSEdge.isIn), organization, origin: .declared, evidence: [.test]))
        for type in ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] where chance(2) {
            let arn = "arn:aws:organizations::1:policy/o-1/\(type)"
            let policy = Key(NodeType(AWSNode.controlPolicy), scope: "o-1", id: arn)
            let isResource = type.hasPrefix("RESOURCE")
            let statements = [
                one(["*"], .string("*"), principal: isResource ? "*" : nil),
                random(principals: isResource, deny: true, Self.accounts[0]),
            ]
            let content = RandomAccounts.policy(statements)
            documents.append(
                Document(
                    .awsControlPolicy, subject: policy, name: arn,
                    body: .object([Value.Member("Type", .string(type)), Value.Member("Content", content)]),
                    evidence: .test))
            documents.append(
                Document(
                    .awsControlAttachment, subject: unit, name: arn,
                    body: .object([Value.Member("Type", .string(type))]), evidence: .test))
        }
        for account in Self.accounts where chance(2) {
            let key = Key.awsAccount(account)
            nodes.append(NodeFact(key, name: account))
            edges.append(EdgeFact(key, EdgeKind(AWSEdge.isIn), unit, origin: .declared, evidence: [.test]))
        }
    }

    // MARK: - Statements

    private mutating func trustStatement() -> Value {
        let account = pick(Self.accounts)
        let name = pick(Self.names)
        let who = pick([
            "arn:aws:iam::\(account):root", "arn:aws:iam::\(account):role/\(name)",
            "arn:aws:iam::\(account):user/\(name)", "*", account, "AID\(name)",
        ])
        return one(
            ["sts:AssumeRole"], nil, principal: who, effect: chance(6) ? "Deny" : "Allow", condition: condition())
    }

    private mutating func random(principals: Bool, deny: Bool, _ account: String, own: String? = nil) -> Value {
        let bucket = pick(Self.buckets)
        let services: [(actions: [[String]], resources: [String])] = [
            (
                [["s3:*"], ["s3:GetObject", "s3:PutObject"], ["s3:GetObject"], ["s3:Put*", "s3:Get*", "kms:*"]],
                [
                    "arn:aws:s3:::*", "arn:aws:s3:::\(bucket)/*", "arn:aws:s3:::\(bucket)", "arn:aws:s3:::data*",
                    "arn:aws:s3:::*/public/*", "arn:aws:s3:::\(bucket)/home/${aws:username}/*",
                    "arn:aws:s3:::logs-?/${aws:ResourceTag/env}/*",
                ]
            ),
            (
                [["dynamodb:*"], ["dynamodb:Query"]],
                ["arn:aws:dynamodb:*:*:table/o*", "arn:aws:dynamodb:eu-west-1:\(account):table/orders"]
            ),
            (
                [["secretsmanager:*", "kms:Decrypt"], ["secretsmanager:GetSecretValue"]],
                [
                    "arn:aws:secretsmanager:*:*:secret:db-*",
                    "arn:aws:secretsmanager:eu-west-1:\(account):secret:${aws:PrincipalTag/team}*",
                ]
            ),
            ([["kms:*"], ["kms:Decrypt"], ["kms:Decrypt", "kms:GenerateDataKey"]], ["arn:aws:kms:*:*:key/*"]),
            ([["sts:AssumeRole"]], ["arn:aws:iam::\(account):role/app*", "arn:aws:iam::*:role/*"]),
            ([["*"], ["lambda:*"]], ["*"]),
        ]
        let service = pick(services)
        let actions = pick(service.actions)
        let resource = chance(2) ? "*" : pick(service.resources)
        let whole = own.map { chance(2) ? $0 : "\($0)/*" } ?? resource
        var principal: String?
        if principals {
            let name = pick(Self.names)
            principal = pick([
                "*", "arn:aws:iam::\(pick(Self.accounts)):root", "arn:aws:iam::\(account):role/\(name)",
                "arn:aws:iam::\(account):user/\(name)", "arn:aws:sts::\(account):assumed-role/\(name)/s",
            ])
        }
        return one(
            actions, .string(chance(3) ? resource : whole), principal: principal, effect: deny ? "Deny" : "Allow",
            condition: condition(), isNotAction: chance(8), isNotResource: chance(8),
            isNotPrincipal: principals && deny && chance(3))
    }

    private mutating func condition() -> (String, String, String)? {
        guard chance(3) else { return nil }
        return pick([
            ("StringEquals", "aws:PrincipalTag/team", "a"), ("StringEquals", "aws:ResourceTag/env", "prod"),
            ("StringNotEquals", "aws:ResourceTag/env", "prod"), ("IpAddress", "aws:SourceIp", "10.0.0.0/8"),
            ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/app*"),
            ("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:user/*"),
            ("StringEquals", "kms:ViaService", "s3.eu-west-1.amazonaws.com"),
            ("StringEquals", "aws:PrincipalTag/team", "${aws:ResourceTag/env}"),
            (
                "StringEquals", "kms:EncryptionContext:SecretARN",
                "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf"
            ),
            ("Bool", "aws:SecureTransport", "false"), ("StringEquals", "aws:RequestedRegion", "eu-west-1"),
        ])
    }

    private func one(
        _ actions: [String], _ resource: Value?, principal: String? = nil, effect: String = "Allow",
        condition: (String, String, String)? = nil, isNotAction: Bool = false, isNotResource: Bool = false,
        isNotPrincipal: Bool = false
    ) -> Value {
        var members = [
            Value.Member("Effect", .string(effect)),
            Value.Member(
                isNotAction ? "NotAction" : "Action", .array(actions.map { Value.Element(.string($0)) })),
        ]
        if let resource { members.append(Value.Member(isNotResource ? "NotResource" : "Resource", resource)) }
        if let principal {
            members.append(
                Value.Member(
                    isNotPrincipal ? "NotPrincipal" : "Principal",
                    .object([Value.Member("AWS", .string(principal))])))
        }
        if let condition {
            let test = Value.object([Value.Member(condition.1, .string(condition.2))])
            members.append(Value.Member("Condition", .object([Value.Member(condition.0, test)])))
        }
        return .object(members)
    }

    private mutating func add(_ kind: Document.Kind, _ subject: Key, _ name: String, _ statements: [Value]) {
        documents.append(
            Document(
                kind, subject: subject, name: name, body: RandomAccounts.policy(statements), evidence: .test))
    }

    private static func policy(_ statements: [Value]) -> Value {
        .object([
            Value.Member("Version", .string("2012-10-17")),
            Value.Member("Statement", .array(statements.map { Value.Element($0) })),
        ])
    }

    // MARK: - Chance

    /// SplitMix64.
    private mutating func draw() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private mutating func next(_ count: Int) -> Int { Int(draw() % UInt64(count)) }
    private mutating func chance(_ one: Int) -> Bool { next(one) == 0 }
    private mutating func pick<T>(_ values: [T]) -> T { values[next(values.count)] }
}
