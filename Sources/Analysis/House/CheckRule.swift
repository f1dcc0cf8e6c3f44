public import OverreachModel

/// A rule that `check` holds.
public struct CheckRule: Sendable {
    /// Its name in answers.
    public var id: String
    /// One sentence; empty for what its test says of itself.
    public var summary: String
    /// How much a violation matters; nil for what its test says.
    public var severity: Severity?
    /// What must hold.
    public var test: Test
    /// Whether it may be about nothing that is known; else it is not checked then.
    public var mayBeEmpty = false
    /// Where a house says it; nil of what is built in.
    public var place: HousePlace?

    /// Names a rule.
    public init(_ id: String, summary: String = "", severity: Severity? = nil, _ test: Test) {
        self.id = id
        self.summary = summary
        self.severity = severity
        self.test = test
    }

    /// What must hold.
    public enum Test: Sendable {
        /// Nothing of the first reaches anything of the second.
        case noReach(Reaching)
        /// None of these findings is there.
        case noFinding(FindingTest)
        /// No agent could, or did, what lies outside its task.
        case withinTask(TaskTest)
        /// Every agent has a task.
        case taskDeclared
        /// No path that the baseline does not know.
        case noNewPath(Reaching)
        /// No act of the first on the second.
        case noAct(Reaching)
        /// Nothing of these reaches more than so much, as weights count it.
        case maxWeight(of: [NodeSelector]?, limit: Int)
        /// These parts of the picture were collected.
        case collected([String])
    }

    /// From where to where, and doing what.
    public struct Reaching: Sendable {
        /// Where it begins; nil for entry points.
        public var from: [NodeSelector]?
        /// Where it ends; nil for all data.
        public var to: [NodeSelector]?
        /// What is done there; empty for whatever it is.
        public var effects: Set<Effect>
        /// What is assumed to give way.
        public var assumptions: Assumptions
        /// Whether what is merely conditional counts.
        public var countsConditional: Bool

        /// From entry points to all data.
        public init(
            from: [NodeSelector]? = nil, to: [NodeSelector]? = nil, effects: Set<Effect> = [],
            assumptions: Assumptions = .byDefault, countsConditional: Bool = true
        ) {
            self.from = from
            self.to = to
            self.effects = effects
            self.assumptions = assumptions
            self.countsConditional = countsConditional
        }
    }

    /// Which findings.
    public struct FindingTest: Sendable {
        /// Names of rules of findings; empty for all.
        public var rules: [String]
        /// The mildest that counts; nil for all.
        public var severity: Severity?

        /// Means findings.
        public init(rules: [String], severity: Severity? = nil) {
            self.rules = rules
            self.severity = severity
        }
    }

    /// What of an agent is held against its task.
    public enum TaskTest: String, Sendable, CaseIterable {
        case could, did, both
    }

    /// What is held where a house names no rules.
    public static let byDefault: [CheckRule] = [
        CheckRule(
            "no-agent-changes-restricted-data",
            summary: "No agent reaches restricted data to write, delete or administer it.", severity: .critical,
            .noReach(
                Reaching(
                    from: [NodeSelector(kind: .agent)], to: [NodeSelector(classification: "restricted")],
                    effects: [.write, .delete, .administer]))),
        CheckRule(
            "no-agent-outside-its-task", summary: "No agent could or did do what lies outside its task.",
            .withinTask(.both)),
        CheckRule(
            "no-escalation", summary: "No identity can make itself an administrator, and no agent can act as one.",
            .noFinding(FindingTest(rules: ["escalation-to-administrator", "agent-as-administrator"]))),
        CheckRule(
            "no-hard-coded-credential", summary: "No secret stands in clear in a configuration.",
            .noFinding(FindingTest(rules: ["hard-coded-credential"]))),
        CheckRule(
            "no-undeclared-server", summary: "No agent uses a server that its configuration does not name.",
            .noFinding(FindingTest(rules: ["undeclared-server"]))),
        CheckRule(
            "no-new-path", summary: "No entry point reaches data that it did not reach at the baseline.",
            severity: .high, .noNewPath(Reaching())),
    ]
}
