internal import OverreachModel
internal import OverreachPolicy

/// Asks whether a principal may do an action on a resource, and why.
public struct Can: AccessQuestion {
    /// The question's name.
    public static let name = "access can"
    /// What it answers, for help and catalogue.
    public static let summary = "whether a principal may do an action on a resource, and which policy decides"

    /// Who asks, as a user writes it: an ARN, a service, `anonymous`, a name.
    public var principal: String
    /// The action, such as `s3:GetObject`.
    public var action: String
    /// The resource, as a user writes it: an ARN with wildcards or without, `*`, a name or an alias.
    public var resource: String
    /// What is known of the request.
    public var context: AccessContext

    /// Asks about a principal, an action and a resource.
    public init(
        principal: String, action: String, resource: String, context: AccessContext = AccessContext()
    ) {
        self.principal = principal
        self.action = action
        self.resource = resource
        self.context = context
    }

    /// What a statement says, or what a level leaves out.
    public enum Effect: String, Encodable, Sendable, CaseIterable {
        /// A statement allows it.
        case allows
        /// A statement, or a setting, forbids it.
        case denies
        /// No statement of the level allows it.
        case doesNotAllow = "does not allow"
        /// The level's policies are not known.
        case notGiven = "not given"
    }

    /// A statement that speaks of the request, or a level that says nothing of it.
    public struct Reason: Encodable, Sendable {
        /// The kind of policy.
        public let level: String
        /// The policy's name; empty for a level with no policy that speaks.
        public let policy: String
        /// The user, role, group, account, unit or resource that has the policy.
        public let attachedTo: String
        /// The statement's name, or `#` with its place; null for a level that says nothing.
        public let statement: String?
        /// What it says.
        public let effect: Effect
        /// What that hangs on.
        public let conditions: [String]
        /// Where it is written, or null.
        public let evidence: EvidenceRow?

        private enum CodingKeys: String, CodingKey {
            case level, policy
            case attachedTo = "attached_to"
            case statement, effect, conditions, evidence
        }
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// Who was asked about.
        public let principal: String
        /// The action that was asked about.
        public let action: String
        /// The ARN that was asked about.
        public let resource: String
        /// Whether it may.
        public let verdict: AccessVerdict
        /// What would have to hold.
        public let conditions: [String]
        /// Of a resource with wildcards: the ARNs that are allowed, as patterns.
        public let allow: [String]
        /// What is denied of them.
        public let deny: [String]
        /// What each level says, in the order in which AWS looks at them.
        public let reasons: [Reason]
    }

    /// Everything that speaks of the action, and of what its content may need besides.
    public var needs: AccessNeeds {
        AccessNeeds(
            actions: [action], actionsOnContent: AWSAccess.actionsOnContent, resource: resource, principal: principal)
    }

    /// The answer.
    ///
    /// Errors: `AccessError`, `NodeError`. Complexity: one judgement, two where the content has a key.
    public func answer(in facts: AccessFacts) throws -> Answer<Result> {
        try AccessAction.check(action)
        let access = AWSAccess(facts, context: context)
        let caller = try access.caller(named: principal, action: action)
        let target = try access.target(resource, action: action)
        let (alone, levels) = access.explain(caller, action, target)
        var (verdict, reasons) = (alone, levels)
        var caveats = access.caveats + target.caveats + access.caveats(of: caller)
        if alone.isPossible, let key = access.contentKey(of: target, action: action) {
            reasons += key.actions.map { Reason($0, of: key, access.decide(caller, $0, on: key)) }
            verdict = access.narrowed(alone, caller, by: key)
            if !verdict.isPossible { caveats += key.caveats }
        }
        let principal = caller.principal
        let result = Result(
            principal: principal.kind == .anonymous ? "anonymous" : principal.arn, action: action,
            resource: target.resource.arn, verdict: AccessVerdict(verdict.outcome), conditions: verdict.conditions,
            allow: verdict.allow, deny: verdict.deny, reasons: reasons)
        return Answer(Can.name, of: facts, caveats: caveats, result: result)
    }
}

extension Can.Reason {
    /// What the key that content is under says of an action that the content needs.
    fileprivate init(_ action: String, of key: ContentKey, _ verdict: AWSAccess.Verdict) {
        let effect: Can.Effect =
            verdict.outcome == .explicitlyDenied ? .denies : verdict.isPossible ? .allows : .doesNotAllow
        self.init(
            level: "encryption key", policy: action, attachedTo: key.name, statement: nil, effect: effect,
            conditions: verdict.conditions, evidence: nil)
    }
}
