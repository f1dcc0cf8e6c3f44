public import OverreachModel

/// The policy of a house, as its `overreach.yaml` says it: what matters most, whose it is, what is accepted, which rules
/// hold, and what each agent is for.
///
/// Every value has a sensible default, so an empty house changes no answer.
public struct House: Sendable {
    /// Where it is said, as a user named the file; nil where no file was given.
    public var file: String?
    /// The nodes that matter most; nil where nobody said, then data that is classified as restricted.
    public var crownJewels: [NodeSelector]?
    /// Where an attack may begin; nil where nobody said, then agents (see `World.entryKinds`).
    public var entryPoints: [NodeSelector]?
    /// Who answers for what; the first that fits holds, before what sources say.
    public var owners: [Ownership] = []
    /// How far back use counts, in nanoseconds before the newest act; nil for all of it.
    public var window: Int64?
    /// What reaching counts for.
    public var weights = Weights()
    /// What a change costs, by its kind.
    public var costs = ChangeCosts()
    /// Risks that somebody took.
    public var acceptedRisks: [AcceptedRisk] = []
    /// What `check` holds; nil where nobody said, then `CheckRule.byDefault`.
    public var rules: [CheckRule]?
    /// What agents are for, in the order of the file.
    public var tasks: [AgentTask] = []

    /// A house that says nothing.
    public init() {}
}

/// Who answers for the nodes that a selector means.
public struct Ownership: Sendable {
    /// Which nodes.
    public var nodes: [NodeSelector]
    /// Who: a person, a team.
    public var owner: String

    /// Names an owner.
    public init(_ nodes: [NodeSelector], owner: String) {
        self.nodes = nodes
        self.owner = owner
    }
}

/// A risk that somebody took, until when, and why.
public struct AcceptedRisk: Sendable {
    /// Ids of findings or violations; `*` and `?` stand for any characters.
    public var finding: String?
    /// The rule of such findings or violations.
    public var rule: String?
    /// What they are about; nil for whatever it is.
    public var subjects: [NodeSelector]?
    /// The most that is done there; nil for whatever it is.
    public var effects: Set<Effect>?
    /// Why.
    public var reason: String?
    /// Who took it.
    public var owner: String?
    /// The first moment at which it is no longer accepted, in nanoseconds since 1970; nil for never.
    public var expires: Int64?
    /// Where a house says it; nil of what no file says.
    public var place: HousePlace?

    /// Accepts nothing yet.
    public init() {}
}

/// What reaching counts for: the weight of data times that of the worst effect.
public struct Weights: Sendable {
    /// By classification, in lower case.
    public var classifications: [Text: Int] = [:]
    /// By effect.
    public var effects: [Effect: Int] = [:]
    /// Of a crown jewel; nil for that of its classification.
    public var crownJewel: Int?
    /// Where a house says the weight of a classification.
    public var places: [Text: HousePlace] = [:]

    private static let byClassification: [Text: Int] = [
        "restricted": 10, "confidential": 5, "internal": 2, "public": 0,
    ]
    private static let byEffect: [Effect: Int] = [.read: 1, .write: 2, .delete: 2, .administer: 3, .control: 1]

    /// What is counted unless a house says otherwise.
    public init() {}

    /// The weight of data of this classification; what nobody classified counts as internal does.
    public func weight(ofClassification word: String?) -> Int {
        let word = Text((word ?? "internal").lowercased())
        return classifications[word] ?? Weights.byClassification[word] ?? weight(ofClassification: nil)
    }

    /// The classifications that have a weight unless a house says otherwise.
    static var knownClassifications: [String] { byClassification.keys.sorted().map(\.string) }

    /// The weight of an effect.
    public func weight(of effect: Effect) -> Int { effects[effect] ?? Weights.byEffect[effect] ?? 1 }
}

/// What a change costs whoever makes it: the effort, and what it may break.
public struct ChangeCosts: Sendable {
    /// A kind of change.
    public enum Change: String, Sendable, CaseIterable {
        /// A statement of a policy, or an action or resource of one.
        case statement
        /// The attachment of a policy.
        case attachment
        /// Membership in a group.
        case membership
        /// A statement of a trust policy.
        case trust
        /// An access key, or another credential.
        case credential
        /// A server entry of a configuration.
        case server
        /// A role binding.
        case binding
        /// A tool that an agent may call.
        case tool
    }

    /// By kind of change, where the house says it.
    public var costs: [Change: Int] = [:]

    private static let byDefault: [Change: Int] = [
        .statement: 1, .tool: 1, .membership: 2, .attachment: 2, .binding: 2, .server: 3, .trust: 3, .credential: 4,
    ]

    /// What changes cost unless a house says otherwise.
    public init() {}

    /// The cost of a kind of change, at least 1.
    public func cost(of change: Change) -> Int { costs[change] ?? ChangeCosts.byDefault[change] ?? 1 }
}
