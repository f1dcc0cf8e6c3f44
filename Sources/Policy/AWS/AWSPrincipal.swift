internal import OverreachModel

/// Who asks.
public struct AWSPrincipal: Sendable, Hashable {
    /// What kind of principal asks, which decides how policies may name it.
    public enum Kind: String, Sendable, Hashable {
        /// An IAM user.
        case user
        /// A role, which always acts as one of its sessions: any session unless `sessionName` names one.
        case role
        /// The root user of an account.
        case root
        /// A session that a user made by GetFederationToken; ARN `arn:aws:sts::A:federated-user/N`.
        case federatedUser
        /// An AWS service; ARN: its name, e.g. `lambda.amazonaws.com`.
        case service
        /// An identity of an outside provider before it has a role; ARN: the provider's.
        case federated
        /// Nobody: an unsigned request.
        case anonymous
    }

    /// What kind of principal it is.
    public let kind: Kind
    /// The ARN with its path; for services the name, for federated identities the provider's ARN.
    public let arn: String
    /// The account, empty for services, federated identities and anonymous.
    public let account: String
    /// The unique id (AIDA…, AROA…), if known.
    public let uniqueID: String?
    /// The principal's tags; nil where nobody collected them.
    public let tags: [AWSTag]?
    /// The name of a role's session; nil means any session.
    public let sessionName: String?
    /// The tags that whoever takes the role may give its session; none for all but roles.
    public var sessionTags = AWSSessionTags.none
    /// The organization that its account is in.
    public var membership = AWSMembership.unknown
    /// The canonical user id of its account, by which policies of S3 may name it; nil where nobody collected it.
    public var canonicalUserID: String?

    /// The last part of the ARN in lower case: the name of a user or role without its path.
    let loweredName: String
    /// The partition of an IAM principal; nil where its ARN names none.
    let partition: String?
    /// Whether it is a role that a service has linked to itself, which no control policy of an organization bounds.
    let isServiceLinked: Bool

    /// Makes a principal; the account is taken from the ARN unless given.
    public init(
        kind: Kind, arn: String, account: String? = nil, uniqueID: String? = nil, tags: [(String, String)]? = [],
        sessionName: String? = nil
    ) {
        self.kind = kind
        self.arn = arn
        self.account = account ?? ARN(arn)?.account ?? ""
        self.uniqueID = uniqueID
        self.tags = tags?.map { AWSTag($0.0, $0.1) }
        self.sessionName = sessionName
        loweredName = asciiLowered(arn.split(separator: "/").last.map(String.init) ?? arn)
        partition = ARN(arn)?.partition
        isServiceLinked = kind == .role && hasPart(arn, ":role/aws-service-role/")
    }

    /// The principal that an ARN of IAM or STS names; nil for any other text.
    ///
    /// An assumed-role ARN carries no path: the role's ARN is then taken without one.
    public init?(arn: String, uniqueID: String? = nil, tags: [(String, String)]? = []) {
        guard let parts = ARN(arn) else { return nil }
        let names = parts.resource.split(separator: "/", omittingEmptySubsequences: false)
        switch (parts.service, names.first) {
        case ("iam", "user"): self.init(kind: .user, arn: arn, uniqueID: uniqueID, tags: tags)
        case ("iam", "role"): self.init(kind: .role, arn: arn, uniqueID: uniqueID, tags: tags)
        case ("iam", "root"): self.init(kind: .root, arn: arn)
        case ("sts", "federated-user"): self.init(kind: .federatedUser, arn: arn)
        case ("sts", "assumed-role") where names.count == 3:
            self.init(
                kind: .role, arn: "arn:\(parts.partition):iam::\(parts.account):role/\(names[1])", uniqueID: uniqueID,
                tags: tags, sessionName: String(names[2]))
        default: return nil
        }
    }

    /// A service, such as `lambda.amazonaws.com`.
    public static func service(_ name: String) -> AWSPrincipal { AWSPrincipal(kind: .service, arn: name, account: "") }

    /// An identity of an outside provider: an OIDC or SAML provider's ARN, or a name such as `accounts.google.com`.
    public static func federated(provider: String) -> AWSPrincipal {
        AWSPrincipal(kind: .federated, arn: provider, account: "")
    }

    /// An unsigned request.
    public static let anonymous = AWSPrincipal(kind: .anonymous, arn: "", account: "")

    /// Whether an IAM principal asks, whose own policies count.
    var isSigned: Bool {
        switch kind {
        case .user, .role, .root, .federatedUser: true
        case .service, .federated, .anonymous: false
        }
    }

    /// The last part of the ARN: the name of a user or role without its path.
    var name: String { arn.split(separator: "/").last.map(String.init) ?? arn }
}
