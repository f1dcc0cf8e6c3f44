public import OverreachModel

/// Whom of an outside provider a statement lets in.
public struct AWSFederation: Sendable, Hashable {
    /// The provider: the ARN of one of the account, or a name such as `accounts.google.com`.
    public let provider: String
    /// What the provider is called in condition keys, such as `token.actions.githubusercontent.com`; `saml` for SAML.
    public let issuer: String
    /// The subjects that it accepts, as patterns; empty where it accepts any.
    public let subjects: [String]
    /// What it wants of the token, by condition key.
    public let claims: [Text: [String]]
}

extension Statement {
    /// The outside identities that the statement names, one entry a provider.
    public var federations: [AWSFederation] {
        guard isAllow, let principals, !principals.isNot else { return [] }
        return principals.named.filter { $0.kind == .federated }.map { federation($0.text) }
    }

    private func federation(_ provider: String) -> AWSFederation {
        let resource = ARN(provider)?.resource
        let isSAML = resource?.hasPrefix("saml-provider/") ?? false
        let issuer =
            isSAML ? "saml" : resource.map { String($0.drop { $0 != "/" }.dropFirst()) } ?? provider
        let prefix = asciiLowered(issuer) + ":"
        var claims: [Text: [String]] = [:]
        for test in conditions where test.key.hasPrefix(prefix) && isWanted(test) {
            claims[Text(test.key)] = test.values.map(\.written)
        }
        return AWSFederation(
            provider: provider, issuer: issuer, subjects: claims[Text("\(prefix)sub")] ?? [], claims: claims)
    }

    /// Whether the test says what the token must hold, not what it must not.
    private func isWanted(_ test: ConditionTest) -> Bool {
        test.operation != .null && !test.operation.isNegated && !test.ifExists
    }
}
