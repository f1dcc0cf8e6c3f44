internal import OverreachModel

/// A `Principal` or `NotPrincipal`.
struct PrincipalElement: Sendable {
    enum Name: Sendable, Hashable {
        case aws(String)
        case service(String)
        case federated(String)
        case canonicalUser(String)
    }

    /// By what a policy names a principal, which decides what else limits the right.
    enum Naming: Hashable {
        /// The very user, session, service or federated identity.
        case direct
        /// The role behind the session.
        case role
        /// The account, which only delegates to its administrators.
        case account
        /// `*`.
        case everyone
    }

    /// One way in which the principal is named, and what would have to hold for it.
    struct Match {
        var naming: Naming
        var conditions: [String] = []
    }

    let isNot: Bool
    let named: [Name]

    /// The ways in which the element means the principal; empty where it does not.
    func matches(_ principal: AWSPrincipal) -> [Match] {
        let positive = named.compactMap { match($0, principal) }
        guard isNot else { return positive }

        if positive.contains(where: \.conditions.isEmpty) { return [] }
        return [Match(naming: .everyone, conditions: positive.flatMap(\.conditions).map { "not: \($0)" })]
    }

    private func match(_ name: Name, _ principal: AWSPrincipal) -> Match? {
        switch name {
        case .service(let service):
            let isIt = principal.kind == .service && UTF8Order.equal(asciiLowered(service), asciiLowered(principal.arn))
            return isIt || (service == "*" && principal.kind == .service) ? Match(naming: .direct) : nil
        case .federated(let provider):
            let isIt = principal.kind == .federated && UTF8Order.equal(provider, principal.arn)
            return isIt || (provider == "*" && principal.kind == .federated) ? Match(naming: .direct) : nil
        case .canonicalUser: return nil
        case .aws(let text): return match(aws: text, principal)
        }
    }

    private func match(aws text: String, _ principal: AWSPrincipal) -> Match? {
        if text == "*" { return Match(naming: .everyone) }
        switch principal.kind {
        case .service, .federated, .anonymous: return nil
        case .user, .role, .root, .federatedUser: break
        }
        if UTF8Order.equal(text, principal.account) { return account(principal) }
        if let id = principal.uniqueID, !id.isEmpty {
            if UTF8Order.equal(text, id) { return Match(naming: principal.kind == .role ? .role : .direct) }
            if principal.kind == .role, text.hasPrefix("\(id):") {
                return session(text.dropFirst(id.count + 1), principal)
            }
        }
        guard let arn = ARN(text), UTF8Order.equal(arn.account, principal.account) else { return nil }
        let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false)

        switch (arn.service, parts.first) {
        case ("iam", "root") where parts.count == 1: return account(principal)
        case ("iam", "user"):
            return principal.kind == .user && UTF8Order.equal(text, principal.arn) ? Match(naming: .direct) : nil
        case ("iam", "role"):
            return isRole(parts.last, principal) ? Match(naming: .role) : nil
        case ("sts", "assumed-role") where parts.count == 3:
            return isRole(parts[1], principal) ? session(parts[2], principal) : nil
        case ("sts", "federated-user"):
            return principal.kind == .federatedUser && UTF8Order.equal(text, principal.arn)
                ? Match(naming: .direct) : nil
        default: return nil
        }
    }

    private func account(_ principal: AWSPrincipal) -> Match {
        Match(naming: principal.kind == .root ? .direct : .account)
    }

    /// Whether the role has this name: names are unique in an account without regard to case, whatever their path.
    private func isRole(_ name: Substring?, _ principal: AWSPrincipal) -> Bool {
        guard principal.kind == .role, let name else { return false }
        return UTF8Order.equal(asciiLowered(String(name)), asciiLowered(principal.name))
    }

    private func session(_ name: Substring, _ principal: AWSPrincipal) -> Match? {
        guard let session = principal.sessionName else {
            return Match(naming: .direct, conditions: ["the session is named \"\(name)\""])
        }
        return UTF8Order.equal(session, String(name)) ? Match(naming: .direct) : nil
    }
}
