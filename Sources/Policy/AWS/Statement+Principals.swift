internal import OverreachModel

extension Statement {
    /// Accounts, ARNs and canonical users whom the statement means, as written; services and identity providers are
    /// left out.
    ///
    /// Where it says `*` and a condition confines that to ARNs or accounts of principals, it means these.
    public var namedPrincipals: [String] {
        guard let principals else { return [] }
        let listed = namesAll ? confinement.flatMap { $0.values.map(\.written) } : []
        if principals.isNot { return listed }

        return listed
            + principals.named.compactMap { name in
                switch name.kind {
                case .aws: name.text == "*" ? nil : name.text
                case .canonicalUser: "canonical user \(name.text)"
                case .service, .federated: nil
                }
            }
    }

    /// Whether the statement means everybody, or everybody but some: by `*` or `NotPrincipal`, with no condition that
    /// surely keeps strangers out.
    public var namesEverybody: Bool {
        guard namesAll, confinement.isEmpty else { return false }
        let stranger = AWSPrincipal(kind: .user, arn: "arn:aws:iam::000000000000:user/stranger", tags: nil)
        let facts = RequestFacts(
            principal: stranger, resource: AWSResource(arn: "*", account: "", tags: nil), context: RequestContext())
        return conditions.allSatisfy { test in
            if case .no = test.holds(in: facts) { return false }
            return true
        }
    }

    private var namesAll: Bool {
        guard let principals else { return false }
        return principals.isNot
            || principals.named.contains { $0.kind == .aws && UTF8Order.equal($0.text, "*") }
    }

    /// Conditions that list who is meant.
    private var confinement: [ConditionTest] {
        conditions.filter { test in
            (test.key == "aws:principalarn" || test.key == "aws:principalaccount")
                && test.operation != .null && !test.operation.isNegated && !test.ifExists
        }
    }
}
