internal import OverreachGraph
internal import OverreachModel

/// Finds roles that outsiders may take: everybody, another account without an external id, tokens of an issuer that
/// many share without a subject of one's own.
struct TrustTooWide: FindingRule {
    let id = "trust-too-wide"
    let title = "A role trusts more than it needs to."
    let severity = Severity.high
    let remedy =
        "Name in the role's trust policy exactly who needs it: the role or user instead of everybody; an external id "
        + "for another company; for tokens of a shared issuer the `sub` of one repository and branch or environment."
    let controls: [Control] = [.identityAbuse, .overprivileged, .leastPrivilege]

    func findings(in world: World) -> [Finding] {
        let snapshot = world.snapshot
        return snapshot.nodes.flatMap { outsider -> [Finding] in
            guard let type = snapshot.type(outsider).flatMap({ AWSNode(rawValue: $0.name) }) else { return [] }
            return snapshot.outgoing(outsider)
                .filter { snapshot.kind($0) == EdgeKind(AccessEdge.holds) }
                .flatMap { held in
                    snapshot.outgoing(snapshot.to(held))
                        .filter { snapshot.kind($0) == EdgeKind(AWSEdge.assumes) }
                        .compactMap { assumed -> Finding? in
                            let role = snapshot.to(assumed)
                            let asked = snapshot.conditions(assumed)
                            guard
                                let judged = judge(
                                    type, snapshot.key(outsider).id, asked, name: snapshot.name(outsider))
                            else { return nil }
                            return Finding(
                                self, severity: judged.severity,
                                title: "\(judged.who) may take the role \(snapshot.name(role))", subject: role,
                                place: snapshot.key(outsider).text, path: [held, assumed],
                                evidence: snapshot.evidence(assumed), in: snapshot)
                        }
                }
        }
    }

    private func judge(
        _ type: AWSNode, _ id: String, _ conditions: [String], name: String
    ) -> (severity: Severity, who: String)? {
        switch type {
        case .everybody:
            return (
                conditions.isEmpty ? .critical : .high, conditions.isEmpty ? "everybody" : "everybody, on conditions,"
            )
        case .foreignPrincipal:
            let asksForID = conditions.contains { $0.lowercased().contains("sts:externalid") }
            return asksForID ? nil : (.medium, "\(name), of which no posture was given, without an external id")
        case .federated:
            let parts = id.split(separator: " ").map(String.init)
            guard let provider = parts.first, SharedIssuer.isShared(provider) else { return nil }
            let widest = parts.dropFirst().compactMap(SharedIssuer.width).max { $0.rank < $1.rank }
            return widest.map { ($0.severity, $0.words) }
        default: return nil
        }
    }
}

/// An issuer of tokens that tells its customers apart by the subject only.
enum SharedIssuer {
    /// How many a subject lets in.
    struct Width: Equatable {
        let rank: Int
        let severity: Severity
        let words: String
    }

    private static let hosts = [
        "token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io", "agent.buildkite.com",
        "oidc.circleci.com", "api.bitbucket.org", "oidc.vercel.com", "pipelines.actions.githubusercontent.com",
        "accounts.google.com", "www.amazon.com", "graph.facebook.com",
    ]

    /// Whether the provider's tokens are also given to strangers.
    static func isShared(_ provider: String) -> Bool {
        hosts.contains { provider.hasSuffix($0) || provider.contains("/\($0)") }
    }

    /// How wide a subject is; nil where it is one repository's own branch, tag, environment or pull requests.
    ///
    /// Source: GitHub documentation, "OpenID Connect reference": `repo:ORG/REPO:ref:refs/heads/BRANCH`,
    /// `repo:ORG/REPO:environment:NAME`, `repo:ORG/REPO:pull_request`.
    static func width(_ subject: String) -> Width? {
        guard let wildcard = subject.firstIndex(where: { $0 == "*" || $0 == "?" }) else { return nil }
        let head = subject[..<wildcard]
        let parts = head.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else {
            return Width(rank: 4, severity: .critical, words: "anybody with a token of the issuer")
        }
        let path = parts[1]
        guard let slash = path.firstIndex(of: "/") else {
            return Width(
                rank: 3, severity: .high, words: "every organization whose name begins with \"\(path)\"")
        }
        let owner = path[..<slash]
        let rest = path[path.index(after: slash)...]
        guard rest.contains(":") else {
            let isWhole = rest.isEmpty
            return Width(
                rank: 2, severity: .high,
                words: isWhole
                    ? "every repository of \"\(owner)\""
                    : "every repository of \"\(owner)\" that begins with \"\(rest)\"")
        }
        let repository = rest.prefix { $0 != ":" }
        let claim = rest.dropFirst(repository.count + 1)
        guard claim.isEmpty || !claim.contains(":") || claim == "ref:" || claim.hasPrefix("ref:refs/heads/") else {
            return nil
        }
        return Width(
            rank: 1, severity: .medium,
            words: "every workflow of \"\(owner)/\(repository)\" that matches \"\(subject)\"")
    }
}
