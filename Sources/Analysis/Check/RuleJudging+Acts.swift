internal import OverreachGraph
internal import OverreachModel

extension RuleJudging {
    /// Agents of which nobody says what they may do.
    func agentsWithoutTask(_ rule: CheckRule) -> [Violation] {
        snapshot.nodes.filter { snapshot.kind($0) == .agent && view.task(of: $0)?.may == nil }.map { agent in
            violation(
                of: rule, severity: .medium, title: "\(snapshot.name(agent)) has no task that says what it may do",
                from: agent, evidence: snapshot.evidence(agent).map(EvidenceRow.init),
                remedy:
                    "Say in `overreach.yaml` what the agent may do; `overreach task draft` begins with what it used.")
        }
    }

    /// Where an act begins and what it touched.
    private struct Ends: Hashable, Comparable {
        let from: NodeID
        let to: NodeID

        static func < (a: Ends, b: Ends) -> Bool { a.from == b.from ? a.to < b.to : a.from < b.from }
    }

    /// What was done that must not be, a violation for each two ends.
    func deeds(_ reaching: CheckRule.Reaching, _ rule: CheckRule) -> [Violation] {
        let starts = Set(starts(reaching.from))
        var acts: [Ends: [Activity]] = [:]
        for act in world.recentActivities where act.isUse {
            guard let target = act.target.flatMap({ snapshot.node($0) }), let effect = act.effect,
                reaching.effects.isEmpty || reaching.effects.contains(effect),
                reaching.to.map({ view.isAny(of: $0, target) }) ?? true
            else { continue }
            let chain = [act.initiator, act.server, act.tool, act.credential, act.identity, act.workload]
            for key in Set(act.agents + chain.compactMap { $0 }) {
                guard let from = snapshot.node(key), starts.contains(from) else { continue }
                acts[Ends(from: from, to: target), default: []].append(act)
            }
        }
        var violations: [Violation] = []
        for ends in acts.keys.sorted() { violations.append(deed(acts[ends] ?? [], ends, reaching, rule)) }
        return violations
    }

    private func deed(
        _ acts: [Activity], _ ends: Ends, _ reaching: CheckRule.Reaching, _ rule: CheckRule
    ) -> Violation {
        let effects = Set(acts.compactMap(\.effect)).sorted()
        let words = effects.map(\.past).joined(separator: " and ")
        let reach = ReachOfNode(ends.from, assuming: reaching.assumptions, in: world)
        let path = reach.way(to: ends.to, doing: effects).map { StepRow($0, in: snapshot) }
        let times = acts.total == 1 ? "once" : "\(acts.total) times"
        let title = "\(snapshot.name(ends.from)) \(words) \(snapshot.name(ends.to)) \(times)"
        return violation(
            of: rule, severity: .high, title: title, from: ends.from, to: ends.to, effects: effects, path: path,
            evidence: acts.flatMap(\.evidence).map(EvidenceRow.init),
            remedy: "Find out who asked for it; then narrow or remove the grant that let it happen.")
    }

    /// What reaches more than so much.
    func tooHeavy(_ nodes: [NodeSelector]?, _ limit: Int, _ rule: CheckRule) -> [Violation] {
        starts(nodes).compactMap { tooHeavy($0, limit, rule) }
    }

    private func tooHeavy(_ node: NodeID, _ limit: Int, _ rule: CheckRule) -> Violation? {
        var total = 0
        var heaviest: (to: NodeID, effects: [Effect], weight: Int)?
        let reach = ReachOfNode(node, in: world)
        for to in reach.storeNodes.sorted() {
            guard let effects = reach.sum(of: to)?.effects else { continue }
            let weight = view.weight(of: to, effects)
            total += weight
            if weight > heaviest?.weight ?? 0 { heaviest = (to, effects, weight) }
        }
        guard total > limit, let (to, effects, _) = heaviest else { return nil }
        let path = reach.way(to: to, doing: effects).map { StepRow($0, in: snapshot) }
        let title =
            "\(snapshot.name(node)) reaches data of weight \(total), more than \(limit); most of it \(snapshot.name(to))"
        return violation(
            of: rule, severity: .medium, title: title, from: node, to: to, effects: effects, weight: total, path: path,
            evidence: path.flatMap(\.evidence), remedy: "Narrow what it reaches, the heaviest first.",
            place: "weight")
    }

    /// Parts of the picture that were never collected.
    func missing(_ parts: [String], _ rule: CheckRule) -> [Violation] {
        world.caveats.filter { caveat in
            caveat.reason == Caveat.notCollected
                && parts.contains {
                    UTF8Order.equal($0, caveat.source) || caveat.source.utf8.starts(with: "\($0) ".utf8)
                }
        }.map { caveat in
            violation(
                of: rule, severity: .medium, title: "\(caveat.source): \(caveat.detail)", from: nil, evidence: [],
                remedy: "Collect it; examples/collect has the calls and the rights that they need.",
                place: "\(caveat.source)\u{0}\(caveat.detail)")
        }
    }
}
