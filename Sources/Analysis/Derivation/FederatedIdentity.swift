internal import OverreachModel
internal import OverreachPolicy

/// Whoever has a token of a provider that holds certain claims: what a node of such identities stands for.
///
/// Its id is the provider, the subjects, and the other claims in braces: `PROVIDER repo:o/r:* {ref=refs/heads/main}`. A
/// blank in any of them is written `%20`, a wildcard that is meant as a character `${*}` or `${?}`.
struct FederatedIdentity: Equatable {
    /// A claim other than the subject.
    struct Claim: Equatable {
        let name: String
        /// Patterns, one of which it is.
        let values: [String]
    }

    let provider: String
    /// Patterns; none where any subject will do.
    let subjects: [String]
    /// In the order of their names.
    let claims: [Claim]

    init(_ federation: AWSFederation) {
        provider = federation.provider
        subjects = federation.subjects.map(\.text).sorted(by: UTF8Order.less)
        let prefix = federation.key(of: "").string
        claims = federation.claims.compactMap { key, patterns in
            let name = String(key.string.dropFirst(prefix.count))
            if name == "sub" || (name == "aud" && !TokenIssuer.namesApplication(federation.issuer)) { return nil }
            return Claim(name: name, values: patterns.map(\.text).sorted(by: UTF8Order.less))
        }.sorted { UTF8Order.less($0.name, $1.name) }
    }

    /// Reads an id.
    init?(id: String) {
        var parts = id.split(separator: " ").map { FederatedIdentity.plain(String($0)) }
        guard !parts.isEmpty else { return nil }
        provider = parts.removeFirst()
        let isClaim = { (part: String) in part.hasPrefix("{") && part.hasSuffix("}") && part.contains("=") }
        subjects = parts.filter { !isClaim($0) && $0 != "*" }
        claims = parts.filter(isClaim).map { part in
            let sides = part.dropFirst().dropLast().split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Claim(name: String(sides[0]), values: sides[1].split(separator: "|").map(String.init))
        }
    }

    var id: String {
        let accepted = subjects.isEmpty ? ["*"] : subjects
        let others = claims.map { "{\($0.name)=\($0.values.joined(separator: "|"))}" }
        return ([provider] + accepted + others).map(FederatedIdentity.joined).joined(separator: " ")
    }

    /// The patterns of a claim; nil where the token may hold anything.
    func values(of claim: String) -> [String]? { claims.first { UTF8Order.equal($0.name, claim) }?.values }

    private static func joined(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20")
    }

    private static func plain(_ text: String) -> String {
        var (out, rest) = ("", Substring(text))
        while let found = rest.firstRange(of: "%20") {
            out += rest[..<found.lowerBound] + " "
            rest = rest[found.upperBound...]
        }
        return out + rest
    }
}

/// What is known of issuers of tokens.
enum TokenIssuer {
    /// Whether the audience of a token is the application that it was issued to, not what whoever asks for it wants.
    static func namesApplication(_ issuer: String) -> Bool {
        ["cognito-identity.amazonaws.com", "accounts.google.com"].contains { UTF8Order.equal($0, issuer) }
    }

    /// Whether the issuer can put a subject that fits the pattern into a token.
    ///
    /// GitHub's names of organizations and repositories, and git's names of references, have no `*` and no `?`: where a
    /// policy compares letter by letter, these letters are in no subject. Names of environments may hold any.
    ///
    /// Sources: GitHub documentation, "OpenID Connect reference"; git documentation, "git-check-ref-format".
    static func canIssue(_ subject: Pattern, of issuer: String) -> Bool {
        guard issuer.split(separator: "/").first == "token.actions.githubusercontent.com",
            let text = subject.literal, text.hasPrefix("repo:")
        else { return true }
        let parts = text.dropFirst("repo:".count).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let isWild = { (part: Substring) in part.contains { $0 == "*" || $0 == "?" } }
        if isWild(parts[0]) { return false }
        return parts.count < 2 || !parts[1].hasPrefix("ref:") || !isWild(parts[1])
    }
}
