internal import OverreachModel

extension PolicyDocument {
    /// The providers that its statements name as federated principals, without repeats, in the order of the document.
    public var federatedProviders: [String] {
        var found: [String] = []
        for name in statements.compactMap(\.principals).flatMap(\.named)
        where name.kind == .federated && !found.contains(where: { UTF8Order.equal($0, name.text) }) {
            found.append(name.text)
        }
        return found
    }

    /// The outside identities that a statement of this trust policy names, one entry a provider; none for whom no token
    /// can hold what is asked for.
    ///
    /// A deny of all but some values of a claim asks for one of these as the statement itself would.
    public func federations(of statement: Statement) -> [AWSFederation] {
        providers(of: statement).compactMap { federation(of: statement, $0).federation }
    }

    /// Providers of which no token can hold what a statement of this trust policy asks for, each with what that is.
    public func impossibleFederations(of statement: Statement) -> [(provider: String, test: String)] {
        providers(of: statement).compactMap { provider in
            federation(of: statement, provider).failed.map { (provider, $0.sentence) }
        }
    }

    private func providers(of statement: Statement) -> [String] {
        guard statement.isAllow, let principals = statement.principals, !principals.isNot else { return [] }
        return principals.named.filter { $0.kind == .federated }.map(\.text)
    }

    /// Whom of a provider the statement lets in, or the test that no token passes.
    private func federation(
        of statement: Statement, _ provider: String
    ) -> (federation: AWSFederation?, failed: ConditionTest?) {
        var federation = AWSFederation(provider: provider)
        let prefix = asciiLowered(federation.issuer) + ":"
        let action = federation.issuer == "saml" ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity"
        for test in statement.conditions where test.key.hasPrefix(prefix) {
            guard test.demand(of: &federation, prefix) else { return (nil, test) }
        }
        let asking = AWSPrincipal.federated(provider: provider)
        for deny in denying where deny.confines(asking, action) {
            for test in deny.conditions where test.key.hasPrefix(prefix) {
                guard federation.demand(test.key, test.patterns) else { return (nil, test) }
            }
        }
        return (federation, nil)
    }
}

extension Statement {
    /// Whether the deny hits all tokens but those with certain values of one claim.
    fileprivate func confines(_ principal: AWSPrincipal, _ action: String) -> Bool {
        guard doubts.isEmpty, !hasResources, conditions.count == 1, let test = conditions.first,
            test.operation.isNegated, test.quantifier == .none, test.isFixed, matches(action: action)
        else { return false }
        return principals?.matches(principal, denies: !isAllow).contains { $0.conditions.isEmpty } ?? false
    }
}

extension ConditionTest {
    /// Whether no value has a variable.
    fileprivate var isFixed: Bool { values.allSatisfy { $0.parts.allSatisfy(\.isFixed) } }

    /// The texts that the operator, without its negation, looks for.
    fileprivate var patterns: [Pattern] {
        values.map { value in
            Pattern(
                tokens: value.parts.flatMap { part -> [Pattern.Token] in
                    switch part {
                    case .text(let text):
                        text.unicodeScalars.map { operation.hasGlobs ? Pattern.token($0) : $0.value }
                    case .literal(let text): text.unicodeScalars.map(\.value)
                    case .variable, .redacted: [Pattern.star]
                    }
                })
        }
    }

    /// Notes what the test asks of the token; false where no token can hold all that is asked for.
    ///
    /// What is asked otherwise than by listing what the claim may be is left to the evaluator.
    fileprivate func demand(of federation: inout AWSFederation, _ prefix: String) -> Bool {
        switch operation {
        case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .numericEquals, .bool, .binaryEquals, .arnEquals,
            .arnLike:
            break
        default: return true
        }
        let mayBeAbsent = ifExists || quantifier == .forAllValues
        if case .absent? = FederatedClaims.value(of: key, provider: federation.provider) { return mayBeAbsent }
        guard mayBeAbsent, !FederatedClaims.isAlwaysPresent(key.dropFirst(prefix.count)) else {
            return federation.demand(key, patterns)
        }
        if let value = patterns.compactMap(\.literal).first { federation.permit(key, value) }
        return true
    }
}

extension TextTemplate.Part {
    fileprivate var isFixed: Bool {
        switch self {
        case .variable, .redacted: false
        case .text, .literal: true
        }
    }
}
