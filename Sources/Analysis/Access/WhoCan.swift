internal import OverreachModel
internal import OverreachPolicy

/// Asks who may do an action on a resource.
public struct WhoCan: AccessQuestion {
    /// The question's name.
    public static let name = "access who-can"
    /// What it answers, for help and catalogue.
    public static let summary = "which users, roles and others may do an action on a resource"

    /// The action, such as `s3:GetObject`.
    public var action: String
    /// The resource, as a user writes it: an ARN with wildcards or without, `*`, a name or an alias.
    public var resource: String
    /// What is known of the request.
    public var context: AccessContext

    /// Asks about an action on a resource.
    public init(action: String, resource: String, context: AccessContext = AccessContext()) {
        self.action = action
        self.resource = resource
        self.context = context
    }

    /// A user or role that may if conditions hold.
    public struct Conditional: Encodable, Sendable {
        /// Its ARN.
        public let id: String
        /// What would have to hold.
        public let conditions: [String]
    }

    /// Somebody who is no known user or role.
    public struct Other: Encodable, Sendable {
        /// A service's name, a provider, an ARN, or `*` for everybody.
        public let id: String
        /// What it is.
        public let kind: String
        /// Whether it may.
        public let verdict: AccessVerdict
        /// What would have to hold.
        public let conditions: [String]
    }

    /// The part of a set of resources that somebody may use.
    public struct Part: Encodable, Sendable {
        /// Whose part it is.
        public let id: String
        /// The ARNs that are allowed, as patterns.
        public let allow: [String]
        /// What is denied of them.
        public let deny: [String]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The action that was asked about.
        public let action: String
        /// The ARN that was asked about.
        public let resource: String
        /// Users and roles that may.
        public let allowed: [String]
        /// Users and roles that may if conditions hold.
        public let conditional: [Conditional]
        /// Services, providers, accounts and everybody, whom the resource itself lets in.
        public let others: [Other]
        /// Of a resource with wildcards: which part of it each of them may use.
        public let parts: [Part]
    }

    /// Everything that speaks of the action, and of what its content may need besides.
    public var needs: AccessNeeds {
        AccessNeeds(
            actions: [action], actionsOnContent: AWSAccess.actionsOnContent, resource: resource, principal: nil)
    }

    /// The answer.
    ///
    /// Errors: `AccessError`, `NodeError`. Complexity: one judgement for each principal with a right that speaks of the
    /// action, or for all where the resource's own policy does.
    public func answer(in facts: AccessFacts) throws -> Answer<Result> {
        try AccessAction.check(action)
        let access = AWSAccess(facts, context: context)
        let target = try access.target(resource, action: action)
        let screen = AWSAccess.Screen(access, action: action, target: target)
        let key = access.contentKey(of: target, action: action)
        var lacking = key.map { ContentTally($0) }

        var allowed: [String] = []
        var conditional: [Conditional] = []
        var parts: [Part] = []
        var judged: [AWSAccess.Caller] = []
        for node in access.principals where screen.admits(node) {
            let caller = access.caller(node)
            let alone = access.decide(caller, action, target)
            guard alone.isPossible else { continue }
            judged.append(caller)
            let verdict = access.narrowed(alone, caller, by: key)
            guard verdict.isPossible else {
                lacking?.add(node.id)
                continue
            }
            if verdict.outcome == .allowed {
                allowed.append(node.id)
            } else {
                conditional.append(Conditional(id: node.id, conditions: verdict.conditions))
            }
            if target.isSet { parts.append(Part(id: node.id, allow: verdict.allow, deny: verdict.deny)) }
        }
        let others = access.outsiders(of: target, action: action).compactMap { outsider -> Other? in
            guard let verdict = access.decide(outsider, action, target, key) else { return nil }
            guard verdict.isPossible else {
                lacking?.add(outsider.id.string)
                return nil
            }
            if target.isSet { parts.append(Part(id: outsider.id.string, allow: verdict.allow, deny: verdict.deny)) }
            return Other(
                id: outsider.id.string, kind: outsider.kind.rawValue, verdict: AccessVerdict(verdict.outcome),
                conditions: verdict.conditions)
        }

        let result = Result(
            action: action, resource: target.resource.arn, allowed: allowed.sorted(by: UTF8Order.less),
            conditional: conditional.sorted { UTF8Order.less($0.id, $1.id) }, others: others,
            parts: parts.sorted { UTF8Order.less($0.id, $1.id) })
        let open = judged.flatMap { access.caveats(of: $0) } + access.caveats(besides: judged)
        return Answer(
            WhoCan.name, of: facts,
            caveats: access.caveats + target.caveats + open + (lacking?.caveats ?? []), result: result)
    }
}
