/// The kind of policy that a statement stands in, which decides how it is read and what it is worth.
public enum PolicyLevel: String, Sendable, Hashable, CaseIterable {
    /// What AWS itself settles, whatever policies say.
    case aws = "AWS"
    /// A policy of the principal.
    case identity
    /// The principal's permissions boundary.
    case boundary = "permissions boundary"
    /// A policy of the session.
    case session
    /// A service control policy of the principal's organisation.
    case serviceControl = "service control policy"
    /// The resource's own policy, or a role's trust policy.
    case resource
    /// A resource control policy of the resource's organisation.
    case resourceControl = "resource control policy"
    /// The policy of the VPC endpoint that the request goes through.
    case endpoint = "endpoint policy"
    /// S3's setting that keeps strangers out of a bucket with a public policy.
    case publicAccessBlock = "public access block"

    /// Whether statements name principals.
    var namesPrincipals: Bool { self == .resource || self == .endpoint }

    /// How AWS reads an ARN of fewer than six parts here.
    var shortARNs: ResourceTemplate.ShortARN {
        switch self {
        case .identity, .boundary, .session: .completed
        case .resource, .endpoint: .completedIfWild
        case .serviceControl: .asWritten
        case .resourceControl: .never
        case .aws, .publicAccessBlock: .asWritten
        }
    }
}
