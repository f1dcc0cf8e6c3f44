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
    func matches(_ principal: AWSPrincipal) -> [Match] {
        var positive: [Match] = []
        for name in named { if let match = name.match(principal) { positive.append(match) } }
        guard isNot else { return positive }

        if positive.contains(where: \.conditions.isEmpty) { return [] }
        return [Match(naming: .everyone, conditions: positive.flatMap(\.conditions).map { "not: \($0)" })]
    }
}
