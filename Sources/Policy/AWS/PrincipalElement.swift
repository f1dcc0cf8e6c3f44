internal import OverreachModel

/// A `Principal` or `NotPrincipal`.
struct PrincipalElement: Sendable {
    /// One way in which the principal is named, and what would have to hold for it.
    struct Match {
        var naming: PrincipalNaming
        var conditions: [String] = []
    }

    let isNot: Bool
    let named: [PrincipalName]

    /// The ways in which the element means the principal; empty where it does not.
    ///
    /// `NotPrincipal` of a deny lists an account beside those of it that are spared, and a role beside its session:
    /// the whole spares nobody then whom the part does not name. Source: IAM User Guide, "AWS JSON policy elements:
    /// NotPrincipal", Specifying NotPrincipal with Deny.
    func matches(_ principal: AWSPrincipal, denies: Bool) -> [Match] {
        var positive: [Match] = []
        for name in named { if let match = name.match(principal) { positive.append(match) } }
        guard isNot else { return positive }

        if denies {
            positive.removeAll { match in named.contains { $0.isPart(of: match.naming, principal) } }
        }
        if positive.contains(where: \.conditions.isEmpty) { return [] }
        return [Match(naming: .everyone, conditions: positive.flatMap(\.conditions).map { "not: \($0)" })]
    }
}
