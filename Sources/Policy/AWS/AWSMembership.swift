/// Whether an account is in an organization, as far as anybody said.
public enum AWSMembership: Sendable, Hashable {
    /// Nobody collected it.
    case unknown
    /// The account is in no organization.
    case none
    /// The account is in this one; the path, which ends in a slash, begins with it: `o-1/r-1/ou-1/`.
    case member(of: String, path: String?)

    /// A membership from what was collected; nothing collected is unknown.
    public init(organization: String?, path: String?) {
        self = organization.map { .member(of: $0, path: path) } ?? .unknown
    }

    /// What the key of the organization's id holds.
    var id: KeyValue {
        switch self {
        case .unknown: .unknown
        case .none: .absent
        case .member(let organization, _): .values([organization])
        }
    }

    /// What the key of the path in the organization holds.
    var paths: KeyValue {
        switch self {
        case .unknown: .unknown
        case .none: .absent
        case .member(_, let path?): .values([path])
        case .member(let organization, nil): .within(Pattern(literal: organization + "/", then: .everything))
        }
    }
}
