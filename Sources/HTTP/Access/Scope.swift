/// What a token allows.
public enum Scope: String, Sendable, CaseIterable, Comparable {
    /// Evidence may be added: never read, ended or deleted.
    case ingest
    /// Questions may be asked.
    case read
    /// All of it; what is uploaded may also end what is no longer stated.
    case admin

    /// In the order of what they allow.
    public static func < (a: Scope, b: Scope) -> Bool {
        let order = Scope.allCases
        return (order.firstIndex(of: a) ?? 0) < (order.firstIndex(of: b) ?? 0)
    }
}

/// Who sends a request, and what that one may.
struct Caller: Sendable, Equatable {
    /// The name of the token, or the address.
    var name: String
    /// What is allowed.
    var scopes: Set<Scope>

    /// Whether the scope, or one that includes it, is allowed.
    func may(_ scope: Scope) -> Bool { scopes.contains(scope) || scopes.contains(.admin) }
}
