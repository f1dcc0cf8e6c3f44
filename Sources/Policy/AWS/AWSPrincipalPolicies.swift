public import OverreachModel

/// A policy that gives a principal rights, and how it comes to it.
public struct AttachedPolicy: Sendable {
    /// How the principal comes to the policy.
    public enum Source: Sendable, Hashable {
        /// It stands inside the principal.
        case inline
        /// It is a managed policy that is attached to the principal.
        case attached
        /// It is inside or attached to this group, which the principal is in.
        case group(Key)
    }

    /// The managed policy, or the holder of an inline one.
    public let key: Key
    /// Its name.
    public let name: String
    /// What it says.
    public let document: PolicyDocument
    /// How the principal comes to it.
    public let source: Source

    /// Makes an attached policy.
    public init(key: Key, name: String, document: PolicyDocument, source: Source) {
        self.key = key
        self.name = name
        self.document = document
        self.source = source
    }
}

/// Everything that is attached to one principal.
public struct AWSPrincipalPolicies: Sendable {
    /// What gives it rights.
    public var identity: [AttachedPolicy]
    /// The permissions boundary; nil where it has none, an empty document denies all.
    public var boundary: PolicyDocument?
    /// Policies of the session, which together narrow it; empty where it has none.
    public var sessionPolicies: [PolicyDocument]
    /// Service control policies, one list a level from the root to the account; empty where none were collected.
    public var serviceControlPolicies: [[PolicyDocument]]

    /// Makes the policies of a principal.
    public init(
        identity: [AttachedPolicy] = [], boundary: PolicyDocument? = nil, sessionPolicies: [PolicyDocument] = [],
        serviceControlPolicies: [[PolicyDocument]] = []
    ) {
        self.identity = identity
        self.boundary = boundary
        self.sessionPolicies = sessionPolicies
        self.serviceControlPolicies = serviceControlPolicies
    }
}
