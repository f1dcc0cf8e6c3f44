internal import OverreachModel

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

    /// How many tokens of the identity let in; nil where only one repository's own branch, tag, environment or pull
    /// requests do.
    ///
    /// The narrowest of what is asked for decides: a token must hold all of it.
    static func width(_ identity: FederatedIdentity) -> Width? {
        let subjects = identity.subjects.isEmpty ? [Width?.some(anybody)] : identity.subjects.map(width)
        guard let bySubject = widest(subjects) else { return nil }
        var narrowest = bySubject
        for claim in identity.claims {
            guard let width = widest(claim.values.map { width(of: claim.name, $0) }), width.rank < narrowest.rank else {
                continue
            }
            narrowest = width
        }
        // A branch or an environment of one repository is as narrow as a subject that names both.
        let isPlaced = ["ref", "environment"].contains { name in
            identity.values(of: name)?.allSatisfy { wildcard(in: $0) == nil } ?? false
        }
        return narrowest.rank == 1 && isPlaced ? nil : narrowest
    }

    private static let anybody = Width(rank: 4, severity: .critical, words: "anybody with a token of the issuer")

    /// The widest of several; nil where one is as narrow as can be, and only such are there.
    private static func widest(_ widths: [Width?]) -> Width? { widths.compactMap { $0 }.max { $0.rank < $1.rank } }

    /// How wide a claim other than the subject leaves the token.
    ///
    /// A reference, an environment or a name of a workflow alone says nothing of whose repository it is in, nor does who
    /// started it. A called workflow may be called from any repository that may see it. Source: GitHub documentation,
    /// "OpenID Connect reference".
    private static func width(of claim: String, _ value: String) -> Width {
        switch claim {
        case "repository": width("repo:\(value):*") ?? anybody
        case "repository_id" where wildcard(in: value) == nil:
            Width(rank: 1, severity: .medium, words: "every workflow of the repository with the id \(value)")
        case "repository_owner_id" where wildcard(in: value) == nil:
            Width(rank: 2, severity: .high, words: "every repository of the owner with the id \(value)")
        case "enterprise_id" where wildcard(in: value) == nil:
            Width(rank: 3, severity: .high, words: "every repository of the enterprise with the id \(value)")
        case "job_workflow_ref":
            value.prefix(upTo: wildcard(in: value) ?? value.endIndex).contains("/.github/")
                ? Width(rank: 2, severity: .medium, words: "every repository that calls the workflow \"\(value)\"")
                : anybody
        case "aud", "app_id":
            Width(rank: 3, severity: .high, words: "whoever signs in to the application \"\(value)\"")
        default: anybody
        }
    }

    /// The first character of the text that stands for others.
    private static func wildcard(in text: String) -> String.Index? {
        text.indices.first { index in
            guard text[index] == "*" || text[index] == "?" else { return false }
            return !(text[..<index].hasSuffix("${") && text[index...].dropFirst().first == "}")
        }
    }

    /// How wide a subject is; nil where it is one repository's own branch, tag, environment or pull requests.
    ///
    /// Source: GitHub documentation, "OpenID Connect reference": `repo:ORG/REPO:ref:refs/heads/BRANCH`,
    /// `repo:ORG/REPO:environment:NAME`, `repo:ORG/REPO:pull_request`.
    static func width(_ subject: String) -> Width? {
        guard let wildcard = wildcard(in: subject) else { return nil }
        let head = subject[..<wildcard]
        let parts = head.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else {
            return anybody
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
