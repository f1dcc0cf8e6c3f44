internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

/// Who took a risk.
public struct AcceptanceRow: Encodable, Sendable, Hashable {
    /// Why, or null.
    public let reason: String?
    /// Who, or null.
    public let owner: String?
    /// The first moment at which it is no longer accepted, RFC 3339; null for never.
    public let expires: String?

    init(_ risk: AcceptedRisk) {
        reason = risk.reason
        owner = risk.owner
        expires = risk.expires.map(Timestamp.text)
    }
}

/// The risks that a house took, as of when the question is asked.
struct Acceptance {
    private let risks: [(risk: AcceptedRisk, finding: Pattern?)]
    private let view: HouseView

    init(_ world: World) {
        view = HouseView(world)
        risks = world.house.acceptedRisks.filter { risk in
            guard let expires = risk.expires, let now = world.askedAt else { return true }
            return now < expires
        }.map { ($0, $0.finding.map { Pattern($0) }) }
    }

    /// The finding with its owner, and with who took the risk.
    func applied(to finding: Finding) -> Finding {
        var finding = finding
        finding.owner = view.owner(of: finding.node)
        finding.accepted = accepted(id: finding.id, rules: [finding.rule], about: [finding.node])
        return finding
    }

    /// Who took the risk of something that one of these rules found.
    func accepted(id: String, rules: [String], about nodes: [NodeID]) -> AcceptanceRow? {
        risks.first { risk, pattern in
            if let pattern, !pattern.matches(id) { return false }
            if let rule = risk.rule, !rules.contains(where: { UTF8Order.equal($0, rule) }) { return false }
            guard let subjects = risk.subjects else { return true }
            return nodes.contains { view.isAny(of: subjects, $0) }
        }.map { AcceptanceRow($0.risk) }
    }
}
