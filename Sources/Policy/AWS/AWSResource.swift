/// What is asked for.
public struct AWSResource: Sendable {
    /// The ARN; `*` in it makes it a set (`arn:aws:s3:::bucket/*`), `*` alone is a request without a resource.
    ///
    /// A `?` stands for itself, as in the key of an object.
    public let arn: String
    /// The account that owns it.
    public let account: String
    /// Its own policy, if it has one; a role's is its trust policy.
    public var policy: PolicyDocument?
    /// Its tags; nil where nobody collected them.
    public let tags: [AWSTag]?
    /// Resource control policies, one list a level of the organisation; empty where none were collected.
    public var controlPolicies: [[PolicyDocument]] = []
    /// The organization that its account is in.
    public var membership = AWSMembership.unknown
    /// Whether tags of a bucket count in policies (S3 attribute-based access control); of S3 only.
    public var attributeBasedAccess = AWSSetting.unknown
    /// The aliases of a key, as far as they are known.
    public var aliases: [String] = []
    /// Where it is, if its ARN does not say so: the region of a bucket.
    public var region: String?
    /// Whether S3 keeps strangers out of a bucket with a public policy (`RestrictPublicBuckets` of the bucket or its
    /// account); of S3 only.
    public var restrictsPublicPolicy = AWSSetting.off
    /// Whether S3 ignores what an access list gives everybody (`IgnorePublicAcls` of the bucket or its account); of S3
    /// only.
    public var ignoresPublicLists = AWSSetting.unknown

    /// Makes a resource.
    public init(arn: String, account: String, policy: PolicyDocument? = nil, tags: [(String, String)]? = []) {
        self.arn = arn
        self.account = account
        self.policy = policy
        self.tags = tags?.map { AWSTag($0.0, $0.1) }
    }
}

/// A role as something to be taken.
public struct AWSRole: Sendable {
    /// Its ARN with its path.
    public let arn: String
    /// Its account.
    public let account: String
    /// Who may take it.
    public let trust: PolicyDocument
    /// Its tags; nil where nobody collected them.
    public let tags: [(String, String)]?
    /// Resource control policies, one list a level of the organisation; empty where none were collected.
    public let controlPolicies: [[PolicyDocument]]
    /// The organization that its account is in.
    public let membership: AWSMembership

    /// Makes a role.
    public init(
        arn: String, account: String, trust: PolicyDocument, tags: [(String, String)]? = [],
        controlPolicies: [[PolicyDocument]] = [], membership: AWSMembership = .unknown
    ) {
        self.arn = arn
        self.account = account
        self.trust = trust
        self.tags = tags
        self.controlPolicies = controlPolicies
        self.membership = membership
    }

    /// The role as a resource with its trust policy.
    public var resource: AWSResource {
        var resource = AWSResource(arn: arn, account: account, policy: trust, tags: tags)
        resource.controlPolicies = controlPolicies
        resource.membership = membership
        return resource
    }
}
