internal import OverreachGraph
internal import OverreachModel

/// Judges the rules of a house in one world; what several rules ask is found once.
struct RuleJudging {
    /// How a rule came out.
    enum Outcome {
        case violations([Violation])
        case skipped(String)
        /// There is nothing that it is about.
        case empty(String)
    }

    let world: World
    let baseline: Check.Baseline?
    let snapshot: Snapshot
    let view: HouseView
    let acceptance: Acceptance
    let names: PortableNames
    let places: FixPlaces
    /// Budgets that were hit.
    private(set) var cut: [Caveat] = []
    /// What was found so far, by the rules that were judged.
    var judged: [(rule: String, violation: Violation)] = []
    private var findings: [Finding]?
    private var known: [Pair: Set<Effect>] = [:]  // what rules about new paths asked for

    typealias Pair = Check.Baseline.Pair

    /// Paths of a rule about new ones: a baseline of so many has some hundred megabytes.
    private static let mostPaths = 1_000_000

    init(_ world: World, baseline: Check.Baseline?) {
        self.world = world
        self.baseline = baseline
        snapshot = world.snapshot
        view = HouseView(world)
        acceptance = Acceptance(world)
        names = PortableNames(world.snapshot)
        places = FixPlaces(world)
    }

    mutating func judge(_ rule: CheckRule) -> Outcome {
        switch rule.test {
        case .noReach(let reaching):
            return .violations(reached(reaching, rule))
        case .noNewPath(let reaching):
            return newPaths(reaching, rule)
        case .noFinding(let test):
            return .violations(allFindings().filter { test.means($0) }.map { violation($0, of: rule) })
        case .withinTask(let test):
            return outsideTask(test, rule)
        case .taskDeclared:
            return .violations(agentsWithoutTask(rule))
        case .noAct(let reaching):
            return .violations(deeds(reaching, rule))
        case .maxWeight(let nodes, let limit):
            return .violations(tooHeavy(nodes, limit, rule))
        case .collected(let parts):
            return .violations(missing(parts, rule))
        }
    }

    /// Who reaches what, as far as rules about new paths asked for it, in the order of the keys.
    func paths() -> [Check.PathRow] {
        known.sorted { a, b in a.key.from == b.key.from ? a.key.to < b.key.to : a.key.from < b.key.from }.map {
            Check.PathRow(from: $0.key.from.text, to: $0.key.to.text, effects: $0.value.sorted())
        }
    }

    // MARK: - Reach

    /// One node that reaches another, doing what a rule is about.
    struct Reached {
        let from: NodeID
        let to: NodeID
        var effects: [Effect]
        let reach: ReachOfNode
    }

    /// Every pair of a rule, in the order of the keys; `body` says whether to go on.
    private func forEachReached(_ reaching: CheckRule.Reaching, _ body: (Reached) -> Bool) {
        for from in starts(reaching.from) {
            let reach = ReachOfNode(from, assuming: reaching.assumptions, in: world)
            let ends =
                reaching.to.map { selectors in reach.reach.nodes.filter { view.isAny(of: selectors, $0) } }
                ?? reach.storeNodes
            for to in ends.sorted() where to != from {
                let effects = effects(on: to, reach, reaching)
                guard effects.isEmpty || body(Reached(from: from, to: to, effects: effects, reach: reach)) else {
                    return
                }
            }
        }
    }

    /// What may be done there, as far as the rule asks.
    private func effects(on to: NodeID, _ reach: ReachOfNode, _ reaching: CheckRule.Reaching) -> [Effect] {
        let rights = reach.rights(to: to).filter {
            reaching.countsConditional || reach.verdict(with: $0) != .conditional
        }
        let effects = rights.isEmpty ? [] : snapshot.effects(of: rights)
        // Data is reached by an access only.
        if snapshot.kind(to) == .dataStore, effects == [.control] { return [] }
        return reaching.effects.isEmpty ? effects : effects.filter { reaching.effects.contains($0) }
    }

    func starts(_ selectors: [NodeSelector]?) -> [NodeID] {
        guard let selectors else { return view.entryPoints }
        return snapshot.nodes.filter { view.isAny(of: selectors, $0) }
    }

    private func reached(_ reaching: CheckRule.Reaching, _ rule: CheckRule) -> [Violation] {
        var violations: [Violation] = []
        forEachReached(reaching) { pair in
            violations.append(violation(of: rule, pair, severity: .high))
            return true
        }
        return violations
    }

    /// The key of a node as a baseline of any checkout has it.
    private func portable(_ node: NodeID) -> Key { Key(text: names.text(snapshot.key(node).text)) }

    private mutating func newPaths(_ reaching: CheckRule.Reaching, _ rule: CheckRule) -> Outcome {
        var found: [Pair: Set<Effect>] = [:]
        var violations: [Violation] = []
        let old = baseline.map { KnownPaths($0.paths) }
        forEachReached(reaching) { pair in
            let ends = Pair(from: portable(pair.from), to: portable(pair.to))
            found[ends] = Set(pair.effects)
            if let old {
                var new = pair
                let before = old.effects(between: ends)
                new.effects = pair.effects.filter { !before.contains($0) }
                if !new.effects.isEmpty { violations.append(violation(of: rule, new, severity: .high, word: "now ")) }
            }
            return found.count < RuleJudging.mostPaths
        }
        guard found.count < RuleJudging.mostPaths else {
            let detail =
                "the rule \(rule.id) asks for \(RuleJudging.mostPaths) paths or more: name where they begin and end"
            cut.append(Caveat(reason: Caveat.cut, source: Check.name, detail: detail))
            return .skipped(detail)
        }
        known.merge(found) { $0.union($1) }
        if baseline == nil {
            return .skipped("no baseline was given: --baseline takes an earlier answer of check")
        }
        return .violations(violations)
    }

    private func violation(
        of rule: CheckRule, _ reached: Reached, severity: Severity, word: String = ""
    ) -> Violation {
        let (from, to) = (reached.from, reached.to)
        let way = reached.reach.way(to: to, doing: reached.effects)
        let path = way.map { StepRow($0, in: snapshot) }
        let verdict = way.map { snapshot.verdict($0) }.max()
        let can = verdict == .conditional ? "may" : "can"
        let effects = reached.effects.map(\.rawValue).joined(separator: ", ")
        let jewel = view.isCrownJewel(to) ? ", a crown jewel" : ""
        return violation(
            of: rule, severity: severity,
            title: "\(snapshot.name(from)) \(word)\(can) \(effects) \(snapshot.name(to))\(jewel)", from: from, to: to,
            effects: reached.effects, verdict: verdict, path: path, evidence: path.flatMap(\.evidence),
            remedy:
                "Narrow or remove the last grant of the path, or what leads to it; or accept the risk in the house's "
                + "policy, with a reason and an expiry.")
    }

    /// A violation that is no finding.
    func violation(
        of rule: CheckRule, severity: Severity, title: String, from: NodeID?, to: NodeID? = nil,
        effects: [Effect] = [], verdict: Verdict? = nil, weight: Int? = nil, path: [StepRow] = [],
        evidence: [EvidenceRow], remedy: String, place: String = ""
    ) -> Violation {
        let ends = [from, to].map { $0.map { snapshot.key($0).text } ?? "" }
        let identity = names.text("\(ends[0])\u{0}\(ends[1])\u{0}\(place)")
        let id = "\(rule.id)-\(StableDigest.of(identity))"
        // Data that only a policy named when the baseline was written.
        let unlisted = to.flatMap { snapshot.key($0).unlisted }.map { key in
            "\(rule.id)-\(StableDigest.of(names.text("\(ends[0])\u{0}\(key.text)\u{0}\(place)")))"
        }
        let extent = Check.Extent(
            rule: Text(rule.id), severity: nil, effects: Set(effects), verdict: verdict, weight: weight)
        return Violation(
            id: id, severity: rule.severity ?? severity, title: title,
            from: from.map { NodeRow($0, in: snapshot) }, to: to.map { NodeRow($0, in: snapshot) }, effects: effects,
            verdict: verdict, weight: weight, path: path,
            fix: places.place(
                of: Violation.lastGrant(of: path) ?? Violation.stated(evidence), on: path, else: rule, about: from),
            evidence: evidence.uniqued(), remedy: remedy,
            owner: from.flatMap { view.owner(of: $0) },
            known: baseline.map { baseline in
                var asNamed = extent
                asNamed.verdict = nil  // whether it exists hung on the inventory
                return baseline.memory(of: id, extent) == .known
                    || unlisted.map { baseline.memory(of: $0, asNamed) == .known } ?? false
            },
            accepted: acceptance.accepted(
                id: id, rules: [rule.id], about: [from, to].compactMap { $0 }, effects: effects))
    }

    // MARK: - The baseline

    /// What a reader must know of a baseline of an earlier version, once every rule was judged.
    var baselineCaveats: [Caveat] {
        guard let baseline else { return [] }
        let unsaid = judged.filter { rule, violation in
            let extent = Check.Extent(
                rule: Text(rule), severity: nil, effects: Set(violation.effects), verdict: violation.verdict,
                weight: violation.weight)
            return baseline.memory(of: violation.id, extent) == .unsaid
        }
        if unsaid.isEmpty { return [] }
        let ids = Set(unsaid.map { Text($0.violation.id) }).sorted().map(\.string)
        let more = ids.count > RuleJudging.mostUnsaid ? " and \(ids.count - RuleJudging.mostUnsaid) more" : ""
        return [
            Caveat(
                reason: Caveat.notKnown, source: "baseline",
                detail: "it is of an earlier version and does not say how bad these were, so that they count as new: "
                    + ids.prefix(RuleJudging.mostUnsaid).joined(separator: ", ") + more
                    + "; write it anew with this version")
        ]
    }

    private static let mostUnsaid = 10

    // MARK: - Findings

    /// What a reader must know of the accepted risks, once every rule was judged.
    mutating func acceptanceCaveats() -> [Caveat] {
        if world.house.acceptedRisks.isEmpty { return [] }
        return acceptance.caveats + acceptance.unused(among: allFindings(), violations: judged)
    }

    private mutating func allFindings() -> [Finding] {
        if let findings { return findings }
        let found = FindingList.findings(in: world)
        findings = found
        return found
    }

    private func violation(_ finding: Finding, of rule: CheckRule) -> Violation {
        var finding = finding
        finding.accepted =
            finding.accepted
            ?? acceptance.accepted(
                id: finding.id, rules: [rule.id], about: [finding.node], effects: finding.effects)
        // What a rule says of its severity is no change of what was found.
        let extent = Check.Extent(
            rule: Text(rule.id), severity: rule.severity == nil ? finding.severity : nil,
            effects: Set(finding.effects), verdict: nil, weight: nil)
        let fix = places.place(of: Violation.fix(of: finding), on: finding.path, else: rule, about: finding.node)
        return Violation(
            finding, severity: rule.severity, fix: fix,
            known: baseline.map { $0.memory(of: finding.id, extent) == .known })
    }

    private mutating func outsideTask(_ test: CheckRule.TaskTest, _ rule: CheckRule) -> Outcome {
        guard world.house.tasks.contains(where: { $0.may != nil }) else {
            return .empty("no agent has a task that says what it may do: `overreach task draft` makes one")
        }
        let found = allFindings().filter { finding in
            guard UTF8Order.equal(finding.rule, AgentOutsideTask().id) else { return false }
            return test == .both || finding.isDeed == (test == .did)
        }
        return .violations(found.map { violation($0, of: rule) })
    }
}

extension CheckRule.FindingTest {
    fileprivate func means(_ finding: Finding) -> Bool {
        (rules.isEmpty || rules.contains { UTF8Order.equal($0, finding.rule) })
            && (severity.map { finding.severity <= $0 } ?? true)
    }
}

extension Array where Element: Hashable {
    /// The elements, each where it stands first.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
