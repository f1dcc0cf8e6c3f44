public import OverreachModel
internal import OverreachPolicy

/// Asks what a principal may do with the data that is known, what it may do elsewhere, and which roles it may take.
public struct AccessList: AccessQuestion {
    /// The question's name.
    public static let name = "access list"
    /// What it answers, for help and catalogue.
    public static let summary = "what a principal may do with data, and which roles it may take"

    /// Who is asked about, as a user writes it.
    public var principal: String
    /// What is known of its requests.
    public var context: AccessContext

    /// Asks about a principal.
    public init(principal: String, context: AccessContext = AccessContext()) {
        self.principal = principal
        self.context = context
    }

    /// What may be done to a resource with one effect.
    public struct Right: Encodable, Sendable {
        /// What it does to the data.
        public let effect: OverreachModel.Effect
        /// Whether it may.
        public let verdict: AccessVerdict
        /// The actions with this effect and this verdict.
        public let actions: [String]
        /// What would have to hold.
        public let conditions: [String]
    }

    /// A resource that may be used.
    public struct Resource: Encodable, Sendable {
        /// Its type, as the catalogue names it.
        public let type: String
        /// Its ARN; a pattern where it stands for what no list that was given holds.
        public let id: String
        /// What may be done to it.
        public let rights: [Right]
    }

    /// A role that may be taken.
    public struct Role: Encodable, Sendable {
        /// Its ARN.
        public let id: String
        /// Whether it may.
        public let verdict: AccessVerdict
        /// What would have to hold.
        public let conditions: [String]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// Who was asked about.
        public let principal: String
        /// Resources that are known, by type, then ARN.
        public let resources: [Resource]
        /// Patterns of resources that its own policies name and no list that was given holds.
        public let outside: [Resource]
        /// Roles that it may take.
        public let roles: [Role]
    }

    /// Everything: any policy may speak of it.
    public var needs: AccessNeeds { AccessNeeds(actions: nil, resource: nil, principal: principal) }

    /// The answer.
    ///
    /// Errors: `AccessError`, `NodeError`. Complexity: a judgement for each resource and action that a statement speaks
    /// of; resources that nothing tells apart are judged once.
    public func answer(in facts: AccessFacts) throws -> Answer<Result> {
        let access = AWSAccess(facts, context: context)
        let caller = try access.caller(named: principal, action: "")
        var survey = AccessSurvey(access, caller)
        let resources = survey.resources()
        let result = Result(
            principal: caller.principal.kind == .anonymous ? "anonymous" : caller.principal.arn, resources: resources,
            outside: survey.outside(), roles: survey.roles())
        return Answer(
            AccessList.name, of: facts, caveats: access.caveats + access.caveats(of: caller),
            result: result)
    }
}
