/// By what a policy names a principal, which decides what else limits the right.
public enum PrincipalNaming: UInt8, Sendable, Hashable {
    /// The very user, session, service or federated identity.
    case direct = 1
    /// The role behind the session.
    case role = 2
    /// The account, which only delegates to its administrators.
    case account = 4
    /// `*`, or all but some.
    case everyone = 8
}

/// Several ways of being named.
struct PrincipalNamings: OptionSet {
    let rawValue: UInt8

    static let direct = PrincipalNamings(rawValue: PrincipalNaming.direct.rawValue)
    static let role = PrincipalNamings(rawValue: PrincipalNaming.role.rawValue)
    static let account = PrincipalNamings(rawValue: PrincipalNaming.account.rawValue)
    static let everyone = PrincipalNamings(rawValue: PrincipalNaming.everyone.rawValue)
    static let all: PrincipalNamings = [.direct, .role, .account, .everyone]

    func contains(_ naming: PrincipalNaming) -> Bool { rawValue & naming.rawValue != 0 }
}
