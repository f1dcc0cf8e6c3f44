extension Key {
    /// The key of something that AWS names by an ARN, in the scope of its account.
    public static func aws(_ type: AWSNode, arn: String, account: String) -> Key {
        Key(NodeType(type), scope: account, id: arn)
    }

    /// The key of an identity by its ARN, whose account is in it; nil where the ARN is no user, role or group.
    public static func awsIdentity(arn: String) -> Key? {
        let parts = ARN(arn)
        guard let parts, parts.service == "iam" else { return nil }
        if parts.resource.hasPrefix("user/") { return .aws(.user, arn: arn, account: parts.account) }
        if parts.resource.hasPrefix("role/") { return .aws(.role, arn: arn, account: parts.account) }
        if parts.resource.hasPrefix("group/") { return .aws(.group, arn: arn, account: parts.account) }
        return nil
    }

    /// The key of a bucket, whose ARN names no account.
    public static func awsBucket(name: String, account: String, partition: String = "aws") -> Key {
        .aws(.bucket, arn: "arn:\(partition):s3:::\(name)", account: account)
    }

    /// The key of an access key.
    public static func awsAccessKey(id: String) -> Key {
        Key(NodeType(AWSNode.accessKey), scope: "", id: id)
    }

    /// The key of a unit of an organization or of its root, by its id (`ou-…`, `r-…`).
    public static func awsUnit(id: String) -> Key {
        Key(NodeType(AWSNode.organizationalUnit), scope: "", id: id)
    }

    /// The key of an organization, by its id (`o-…`).
    public static func awsOrganization(id: String) -> Key {
        Key(NodeType(AWSNode.organization), scope: "", id: id)
    }

    /// The key of a service or resource control policy.
    public static func awsControlPolicy(arn: String) -> Key {
        Key(NodeType(AWSNode.controlPolicy), scope: "", id: arn)
    }

    /// The key of an account.
    public static func awsAccount(_ account: String) -> Key {
        Key(NodeType(AWSNode.account), scope: account, id: account)
    }
}

/// The six parts of an Amazon Resource Name.
public struct ARN: Sendable, Hashable {
    /// For example `aws`, `aws-cn`, `aws-us-gov`.
    public var partition: String
    /// For example `s3`.
    public var service: String
    /// The region, empty for global resources.
    public var region: String
    /// The account, empty for buckets.
    public var account: String
    /// All after the fifth colon.
    public var resource: String

    /// Makes an ARN of its parts.
    public init(partition: String, service: String, region: String, account: String, resource: String) {
        self.partition = partition
        self.service = service
        self.region = region
        self.account = account
        self.resource = resource
    }

    /// The parts of a text, or nil where it is no ARN.
    public init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.starts(with: "arn:".utf8) else { return nil }
        var rest = bytes.dropFirst(4)
        func next() -> String? {
            guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            defer { rest = rest[rest.index(after: colon)...] }
            return String(text[rest.startIndex..<colon])
        }
        guard let partition = next(), let service = next(), let region = next(), let account = next() else {
            return nil
        }
        self.init(
            partition: partition, service: service, region: region, account: account,
            resource: String(text[rest.startIndex...]))
    }

    /// The ARN as text.
    public var text: String { "arn:\(partition):\(service):\(region):\(account):\(resource)" }

    /// A session of a role.
    public struct Session: Sendable, Hashable {
        /// The ARN of the role, whose path a session does not tell.
        public let role: String
        /// What the session is called.
        public let name: String
    }

    /// The session that this is, nil where it is none: `arn:aws:sts::A:assumed-role/R/S` is S of `arn:aws:iam::A:role/R`.
    public var session: Session? {
        guard UTF8Order.equal(service, "sts") else { return nil }
        let parts = resource.split(separator: "/", maxSplits: 2)
        guard parts.count == 3, parts[0] == "assumed-role" else { return nil }
        return Session(role: "arn:\(partition):iam::\(account):role/\(parts[1])", name: String(parts[2]))
    }
}

extension ARN {
    private static let partitions: [(start: String, partition: String)] = [
        ("cn-", "aws-cn"), ("us-gov-", "aws-us-gov"), ("us-isob-", "aws-iso-b"), ("us-isof-", "aws-iso-f"),
        ("us-iso-", "aws-iso"), ("eu-isoe-", "aws-iso-e"), ("eusc-", "aws-eusc"),
    ]

    /// The partition that a region is in; the commercial one for a region that is not known.
    ///
    /// Source: AWS General Reference, "Amazon Resource Names"; botocore `endpoints.json`, `regionRegex`.
    public static func partition(ofRegion region: String) -> String {
        partitions.first { region.utf8.starts(with: $0.start.utf8) }?.partition ?? "aws"
    }
}
