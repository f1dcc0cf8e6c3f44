internal import OverreachGraph
internal import OverreachModel

/// What a rule is about and nobody knows: of that it says nothing, and must not be taken for one that holds.
struct Unchecked {
    /// The selectors of the rule itself that mean nothing.
    var selectors: [NodeSelector] = []
    /// Why else nothing, or not all, was checked.
    var reasons: [String] = []

    var isEmpty: Bool { selectors.isEmpty && reasons.isEmpty }

    fileprivate static func words(_ selector: NodeSelector) -> String {
        "\(selector.placedWords) means nothing that is known"
    }

    /// All of it, as one sentence.
    var words: String {
        (selectors.map(Unchecked.words) + reasons).joined(separator: "; ")
    }
}

extension RuleJudging {
    /// What the rule names in vain.
    ///
    /// What is built in is not misspelt: of it counts only what the house says, its entry points, crown jewels and tasks.
    /// Complexity: a pass over the nodes for each selector that means few.
    func unchecked(_ rule: CheckRule) -> Unchecked {
        var found = Unchecked()
        let selectors = rule.test.selectors
        if rule.place != nil { found.selectors = view.unmatched(selectors) }

        if selectors.contains(where: { $0.crownJewel != nil }) {
            lean(on: (view.house.crownJewels ?? []).map(HouseView.withoutJewel), &found)
        }
        if selectors.contains(where: { $0.owner != nil }) {
            lean(on: view.house.owners.flatMap(\.nodes).map(HouseView.withoutOwner), &found)
        }
        if rule.test.beginsAtEntryPoints {
            lean(on: view.house.entryPoints ?? [], &found)
            if rule.place != nil, view.entryPoints.isEmpty { found.reasons.append("no entry point is known") }
        }
        if rule.place != nil, rule.test.endsAtAllData, !snapshot.nodes.contains(where: { isData($0) }) {
            found.reasons.append("no data is known")
        }
        switch rule.test {
        case .withinTask:
            for task in view.unmatchedTasks where task.may != nil {
                found.reasons.append("no agent \"\(task.agent)\" is known, of which the policy has a task")
            }
        case .taskDeclared:
            if rule.place != nil, !snapshot.nodes.contains(where: { snapshot.kind($0) == .agent }) {
                found.reasons.append("no agent is known")
            }
        default: break
        }
        return found
    }

    private func lean(on selectors: [NodeSelector], _ found: inout Unchecked) {
        for selector in view.unmatched(selectors) {
            found.reasons.append(Unchecked.words(selector))
        }
    }

    private func isData(_ node: NodeID) -> Bool { snapshot.kind(node) == .dataStore }
}

extension CheckRule.Test {
    /// All selectors.
    fileprivate var selectors: [NodeSelector] {
        switch self {
        case .noReach(let reaching), .noNewPath(let reaching), .noAct(let reaching):
            (reaching.from ?? []) + (reaching.to ?? [])
        case .maxWeight(let nodes, _): nodes ?? []
        case .noFinding, .withinTask, .taskDeclared, .collected: []
        }
    }

    /// Whether it begins at whatever is an entry point.
    fileprivate var beginsAtEntryPoints: Bool {
        switch self {
        case .noReach(let reaching), .noNewPath(let reaching), .noAct(let reaching): reaching.from == nil
        case .maxWeight(let nodes, _): nodes == nil
        case .noFinding, .withinTask, .taskDeclared, .collected: false
        }
    }

    /// Whether it ends at whatever is data.
    fileprivate var endsAtAllData: Bool {
        switch self {
        case .noReach(let reaching), .noNewPath(let reaching): reaching.to == nil
        case .maxWeight: true
        case .noAct, .noFinding, .withinTask, .taskDeclared, .collected: false
        }
    }
}
