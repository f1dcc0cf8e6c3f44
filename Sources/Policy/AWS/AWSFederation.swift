public import OverreachModel

/// Whom of an outside provider a statement lets in: whoever has a token that holds these claims.
public struct AWSFederation: Sendable, Hashable {
    /// The provider: the ARN of one of the account, or a name such as `accounts.google.com`.
    public let provider: String
    /// What the provider is called in condition keys, such as `token.actions.githubusercontent.com`; `saml` for SAML.
    public let issuer: String
    /// What the token must hold, by condition key in lower case: one of these patterns, of which there is at least one.
    ///
    /// A text that the policy compares letter by letter is a pattern without wildcards, whatever is in it.
    public private(set) var claims: [Text: [Pattern]]
    /// What the token may leave out and must otherwise hold, by condition key: one value that fits.
    public private(set) var optional: [Text: String]

    init(provider: String) {
        self.provider = provider
        issuer = AWSFederation.issuer(of: provider)
        claims = [:]
        optional = [:]
    }

    /// The condition key of a claim.
    public func key(of claim: String) -> Text { Text("\(asciiLowered(issuer)):\(claim)") }

    /// The subjects that it accepts; empty where it accepts any.
    public var subjects: [Pattern] { claims[key(of: "sub")] ?? [] }

    /// The same for those subjects only.
    public func accepting(_ subjects: [Pattern]) -> AWSFederation {
        var narrowed = self
        narrowed.claims[key(of: "sub")] = subjects.isEmpty ? nil : subjects
        return narrowed
    }

    /// A request with such a token.
    public var context: RequestContext {
        var context = RequestContext()
        for (key, value) in optional { context.allow(key.string, value) }
        for (key, patterns) in claims { context.set(key.string, oneOf: patterns) }
        return context
    }

    /// What the condition keys of a provider begin with: the URL without its scheme, `saml`, or the name itself.
    static func issuer(of provider: String) -> String {
        guard let resource = ARN(provider)?.resource else { return provider }
        return resource.hasPrefix("saml-provider/") ? "saml" : String(resource.drop { $0 != "/" }.dropFirst())
    }

    /// Asks for one more claim; false where no token can hold all that is asked for.
    mutating func demand(_ key: String, _ patterns: [Pattern]) -> Bool {
        let key = Text(key)
        let fitting =
            claims[key].map { known in
                Pattern.minimal(known.flatMap { a in patterns.flatMap { a.intersection($0) ?? [a] } })
            } ?? Pattern.minimal(patterns)
        claims[key] = fitting
        return !fitting.isEmpty
    }

    /// Lets a claim be absent or hold the value.
    mutating func permit(_ key: String, _ value: String) { optional[Text(key)] = value }
}

/// What an identity provider puts into its tokens, as far as AWS looks at it.
enum FederatedClaims {
    /// What STS reads of a token of GitHub besides its subject and audience.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS condition context keys", Available keys for AWS OIDC federation, as of
    /// October 2026. Other claims of the token are no condition keys.
    private static let gitHub: Set<String> = [
        "actor", "actor_id", "amr", "aud", "enterprise_id", "environment", "job_workflow_ref", "ref", "repository",
        "repository_id", "repository_owner_id", "sub", "workflow",
    ]

    /// Whether every token has the claim (OpenID Connect Core 1.0, "ID Token").
    static func isAlwaysPresent(_ claim: Substring) -> Bool { claim == "sub" || claim == "aud" }

    /// What is known of a key of a request with a token of the provider; nil for nothing.
    static func value(of key: String, provider: String) -> KeyValue? {
        guard let colon = key.lastIndex(of: ":") else { return nil }
        let named = key[..<colon]
        let issuer = asciiLowered(AWSFederation.issuer(of: provider))
        guard UTF8Order.equal(String(named), issuer) else {
            // Keys of another provider; those of AWS's own services have no dot before the colon.
            return named.contains(".") || named == "saml" ? .absent : nil
        }
        if issuer == "saml" { return nil }
        let claim = key[key.index(after: colon)...]
        if isAlwaysPresent(claim) { return .within(.everything) }
        let isGitHub = issuer.split(separator: "/").first == "token.actions.githubusercontent.com"
        return isGitHub && !gitHub.contains(String(claim)) ? .absent : nil
    }
}
