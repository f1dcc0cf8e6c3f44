internal import OverreachModel

/// Why a question about access makes no sense.
public enum AccessError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The action is no `service:Name`, or holds a wildcard.
    case noAction(String)
    /// A context key was given without `=`.
    case noContext(String)
    /// What was named can ask for nothing, such as a group.
    case noPrincipal(String)
    /// The ARN names a principal of an account whose principals are known, and it is not among them.
    case unknownPrincipal(String, nearest: [String])

    /// What, and what was expected.
    public var description: String {
        switch self {
        case .noAction(let text): return "\"\(text)\" is no action, expected one such as s3:GetObject"
        case .noContext(let text): return "\"\(text)\" is no context, expected KEY=VALUE such as aws:SourceVpc=vpc-1"
        case .noPrincipal(let text):
            return "\"\(text)\" asks for nothing itself, expected a user, a role, a session, a service or anonymous"
        case .unknownPrincipal(let text, let nearest):
            return "the account of \"\(text)\" was given, but no such user or role in it\(Spelling.hint(nearest))"
        }
    }
}
