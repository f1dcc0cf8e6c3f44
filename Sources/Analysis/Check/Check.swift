internal import OverreachGraph
public import OverreachModel

/// Asks whether the rules of the house hold.
public struct Check: Question {
    /// The question's name.
    public static let name = "check"
    /// What it answers, for help and catalogue.
    public static let summary = "whether the rules of the house hold, and by which path they are broken"

    /// What was known before; nil where nothing was.
    public var baseline: Baseline?
    /// The mildest violation that breaks a rule.
    public var failOn: Severity
    /// What of the evidence is older than the house's window.
    public var stale: [Caveat]

    /// Asks for every rule.
    public init(baseline: Baseline? = nil, failOn: Severity = .low, stale: [Caveat] = []) {
        self.baseline = baseline
        self.failOn = failOn
        self.stale = stale
    }

    /// How a rule came out.
    public enum Status: String, Sendable, Codable, CaseIterable {
        /// It holds.
        case passed
        /// It is broken, but only by what is milder than what was asked for.
        case warned
        /// It is broken.
        case broken
        /// It could not be judged: what it compares with is missing.
        case skipped
        /// Nothing breaks it, but something that it names is not known, so that of this nothing was checked.
        case unchecked
    }

    /// One rule.
    public struct RuleRow: Encodable, Sendable {
        /// Its name.
        public let id: String
        /// One sentence.
        public let summary: String
        /// How it came out.
        public let status: Status
        /// Why it was skipped or left unchecked, or null.
        public let skipped: String?
        /// What breaks it: the worst first; what is known or accepted last.
        public let violations: [Violation]
    }

    /// Who reaches what, for the next baseline.
    public struct PathRow: Encodable, Sendable {
        /// The key of where it begins.
        public let from: String
        /// The key of the data.
        public let to: String
        /// What may be done to it.
        public let effects: [Effect]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The rules, in the order of the house.
        public let rules: [RuleRow]
        /// Who reaches what, as far as a rule about new paths asks: the next baseline.
        public let paths: [PathRow]

        /// Whether a rule is broken.
        public var isBroken: Bool { rules.contains { $0.status == .broken } }

        /// Whether what a rule names is not known, so that of this nothing was checked.
        public var isUnchecked: Bool { rules.contains { $0.status == .unchecked } }
    }

    /// The answer.
    ///
    /// Complexity: three walks over the graph for each node that a rule begins at.
    public func answer(in world: World) throws -> Answer<Result> {
        var judging = RuleJudging(world, baseline: baseline)
        var noted = judging.view.unmatchedPermissions
        if world.house.rules?.isEmpty ?? false {
            noted.append(judging.view.caveat(at: nil, "rules is an empty list: nothing is checked"))
        }
        let rules = (world.house.rules ?? CheckRule.byDefault).map { row($0, judging: &judging, noted: &noted) }
        return Answer(
            Check.name, of: world, cut: judging.cut + (world.isEmpty ? [Check.nothing] : []),
            noted: noted + judging.baselineCaveats + judging.acceptanceCaveats() + stale,
            result: Result(rules: rules, paths: judging.paths()))
    }

    /// What a gate must not pass on: a store into which nothing was read, a moment before the first statement.
    private static let nothing = Caveat(
        reason: Caveat.notRead, source: "evidence", detail: "nothing is known, so that nothing was checked")

    private func row(_ rule: CheckRule, judging: inout RuleJudging, noted: inout [Caveat]) -> RuleRow {
        let summary = rule.summary.isEmpty ? rule.test.summary : rule.summary
        let unchecked = rule.mayBeEmpty ? Unchecked() : judging.unchecked(rule)
        noted += unchecked.selectors.map(judging.view.caveat)
        switch judging.judge(rule) {
        case .skipped(let why):
            return RuleRow(
                id: rule.id, summary: summary, status: unchecked.isEmpty ? .skipped : .unchecked,
                skipped: unchecked.isEmpty ? why : unchecked.words, violations: [])
        case .empty(let why):
            // What is built in need not be said by every house; what a house says must be about something.
            let isAsked = rule.place != nil && !rule.mayBeEmpty
            return RuleRow(
                id: rule.id, summary: summary, status: isAsked || !unchecked.isEmpty ? .unchecked : .skipped,
                skipped: unchecked.isEmpty ? why : unchecked.words, violations: [])
        case .violations(let found):
            judging.judged += found.map { (rule.id, $0) }
            let open = found.filter { $0.accepted == nil && $0.known != true }
            var status: Status = open.contains { $0.severity <= failOn } ? .broken : open.isEmpty ? .passed : .warned
            if status != .broken, !unchecked.isEmpty { status = .unchecked }
            return RuleRow(
                id: rule.id, summary: summary, status: status, skipped: unchecked.isEmpty ? nil : unchecked.words,
                violations: found.sorted(by: Violation.order))
        }
    }
}

extension CheckRule.Test {
    /// What holds, where the rule does not say it itself.
    fileprivate var summary: String {
        switch self {
        case .noReach: "None of these reaches what it must not."
        case .noFinding: "None of these findings is there."
        case .withinTask(.could): "No agent could do what lies outside its task."
        case .withinTask(.did): "No agent did what lies outside its task."
        case .withinTask(.both): "No agent could or did do what lies outside its task."
        case .taskDeclared: "Every agent has a task."
        case .noNewPath: "Nothing is reached that was not reached at the baseline."
        case .noAct: "Nothing was done that must not be done."
        case .maxWeight(_, let limit): "Nothing reaches data of more weight than \(limit)."
        case .collected(let parts): "Nothing is missing of \(parts.joined(separator: ", "))."
        }
    }
}

extension World {
    /// Whether nothing at all is known.
    fileprivate var isEmpty: Bool { snapshot.nodeCount == 0 && documents.isEmpty && activities.isEmpty }
}
