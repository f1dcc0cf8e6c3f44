/// The kind of policy that a statement stands in, which decides how it is read and what it is worth.
public enum PolicyLevel: String, Sendable, Hashable, CaseIterable {
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

    /// Whether statements name principals.
    var namesPrincipals: Bool { self == .resource }

    /// Whether AWS completes short ARNs with wildcards, as it does where a policy is attached to principals.
    var completesARNs: Bool { self == .identity || self == .boundary || self == .session }
}
