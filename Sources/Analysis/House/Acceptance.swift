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
    private struct Taken {
        let risk: AcceptedRisk
        let finding: Pattern?
    }

    private let risks: [Taken]
    private let expired: [AcceptedRisk]
    private let view: HouseView

    init(_ world: World) {
        view = HouseView(world)
        func isOver(_ risk: AcceptedRisk) -> Bool {
            guard let expires = risk.expires, let now = world.askedAt else { return false }
            return now >= expires
        }
        risks = world.house.acceptedRisks.filter { !isOver($0) }.map { risk in
            Taken(risk: risk, finding: risk.finding.map { Pattern($0) })
        }
        expired = world.house.acceptedRisks.filter(isOver)
    }

    /// The finding with its owner, and with who took the risk.
    func applied(to finding: Finding) -> Finding {
        var finding = finding
        finding.owner = view.owner(of: finding.node)
        finding.accepted = accepted(
            id: finding.id, rules: [finding.rule], about: [finding.node], effects: finding.effects)
        return finding
    }

    /// Who took the risk of something that one of these rules found, with all that is done.
    func accepted(id: String, rules: [String], about nodes: [NodeID], effects: [Effect]) -> AcceptanceRow? {
        risks.first { means($0, id: id, rules: rules, about: nodes, effects: effects) }.map { AcceptanceRow($0.risk) }
    }

    private func means(
        _ taken: Taken, id: String, rules: [String], about nodes: [NodeID], effects: [Effect]
    ) -> Bool {
        if let most = taken.risk.effects, !effects.allSatisfy(most.contains) { return false }
        if let pattern = taken.finding, !pattern.matches(id) { return false }
        if let rule = taken.risk.rule, !rules.contains(where: { UTF8Order.equal($0, rule) }) { return false }
        guard let subjects = taken.risk.subjects else { return true }
        return nodes.contains { view.isAny(of: subjects, $0) }
    }

    // MARK: - What a reader must know

    /// Risks that are accepted no more, and such of which it is not said why, by whom or until when.
    var caveats: [Caveat] {
        expired.map { risk in
            let end = risk.expires.map(Timestamp.text) ?? ""
            return caveat(risk, "ran out at \(end): what it accepted is accepted no more")
        }
            + risks.compactMap { taken in
                let missing = [
                    taken.risk.reason == nil ? "a reason" : nil, taken.risk.owner == nil ? "an owner" : nil,
                    taken.risk.expires == nil ? "an end (expires)" : nil,
                ].compactMap { $0 }
                return missing.isEmpty ? nil : caveat(taken.risk, "accepts without \(missing.joined(separator: ", "))")
            }
    }

    /// Risks that are accepted in vain, as nothing that was found is meant: what was mended, or a slip of the pen.
    func unused(among findings: [Finding], violations: [(rule: String, violation: Violation)]) -> [Caveat] {
        risks.filter { taken in
            !findings.contains { means(taken, id: $0.id, rules: [$0.rule], about: [$0.node], effects: $0.effects) }
                && !violations.contains { rule, violation in
                    let ends = [violation.from, violation.to].compactMap { row in
                        row.flatMap { view.snapshot.node(Key(text: $0.key)) }
                    }
                    return means(taken, id: violation.id, rules: [rule], about: ends, effects: violation.effects)
                }
        }.map { caveat($0.risk, "accepts nothing that is found") }
    }

    private func caveat(_ risk: AcceptedRisk, _ words: String) -> Caveat {
        view.caveat(at: risk.place, "\(risk.place?.path ?? "an accepted risk") \(words)")
    }
}
