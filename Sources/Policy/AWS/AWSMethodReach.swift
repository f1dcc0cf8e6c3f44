public import OverreachModel

/// What a principal may do with one action among many resources: asked once, looked up for each.
public struct AWSMethodReach: Sendable {
    private let principal: AWSPrincipal
    private let policies: AWSPrincipalPolicies
    private let action: String
    private let statements: [Statement]
    private let context: RequestContext
    private let target: Target
    let region: Region

    /// What these statements of the principal's own give of the action within a pattern of ARNs.
    ///
    /// Everything that narrows it counts: denies, boundary, session, organisation.
    public init(
        _ statements: [Statement], principal: AWSPrincipal, policies: AWSPrincipalPolicies, action: String,
        within pattern: String, context: RequestContext
    ) {
        self.principal = principal
        self.policies = policies
        self.action = action
        self.statements = statements
        self.context = context
        let set = AWSResource(arn: pattern, account: principal.account, tags: nil)
        let question = PolicyQuestion(principal, policies, action, set, context)
        target = question.target
        region = AWSMethodReach.region(statements, question)
    }

    private init(_ other: AWSMethodReach, _ region: Region) {
        principal = other.principal
        policies = other.policies
        action = other.action
        statements = other.statements
        context = other.context
        target = other.target
        self.region = region
    }

    /// Whether every resource of the pattern is allowed, without conditions, but for what AWS keeps to itself.
    public var isWhole: Bool {
        region.terms.contains {
            $0.conditions.isEmpty && $0.exclude.isEmpty && $0.include == target.tail
        }
    }

    /// What the ARN of a resource must begin with to be allowed: one of these.
    public var beginnings: [String] {
        let prefix = String(decoding: target.prefix, as: UTF8.self)
        return region.terms.map { prefix + $0.include.literalBeginning }
    }

    /// Whether nothing is allowed.
    public var isEmpty: Bool { region.isEmpty }

    /// What is allowed of the whole pattern; nil for nothing.
    public var judgement: AWSGrantJudgement? { AWSGrantJudgement(region, target) }

    /// What both allow of the same resources: what is certain of it, else what is open.
    public func sharing(with other: AWSMethodReach) -> AWSMethodReach {
        let common = region.intersection(other.region)
        return AWSMethodReach(self, common.certain.isEmpty ? common : common.certain)
    }

    /// Whether the action is allowed on one resource of the pattern, and on what that hangs; nil for no.
    public func judge(_ resource: AWSResource) -> (verdict: Verdict, conditions: [String])? {
        guard resource.arn.utf8.starts(with: target.prefix),
            !ImmutableResource.forbids(asciiLowered(action), on: resource.arn)
        else { return nil }
        let rest = String(decoding: resource.arn.utf8.dropFirst(target.prefix.count), as: UTF8.self)
        let matching = region.terms.filter { term in
            term.include.matches(rest) && !term.exclude.contains { $0.matches(rest) }
        }
        if matching.isEmpty { return nil }
        if matching.contains(where: \.conditions.isEmpty) { return (.allowed, []) }

        // What is open of the set may be settled of the one: by its tags, its region, its account.
        let question = PolicyQuestion(principal, policies, action, resource, context)
        let judged = AWSGrantJudgement(AWSMethodReach.region(statements, question), question.target)
        return judged.map { ($0.verdict, $0.verdict == .allowed ? [] : $0.conditions) }
    }

    private static func region(_ statements: [Statement], _ question: PolicyQuestion) -> Region {
        var terms: [Region.Term] = []
        for statement in statements { terms += question.region(byIdentity: statement).terms }
        return Region(terms)
    }
}

/// Which of some actions statements speak of, found once for each pattern of an `Action`.
public struct AWSMethodActions: Sendable {
    /// The actions, as they were given.
    public let actions: [String]
    private let lowered: [String]
    private var known: [Text: Set<Int>] = [:]

    /// Takes the actions that will be asked for, and statements that will be asked about.
    public init(_ actions: [String], in statements: some Sequence<Statement>) {
        self.actions = actions
        lowered = actions.map(asciiLowered)
        for statement in statements {
            for text in statement.actionPatterns where known[Text(text)] == nil { known[Text(text)] = places(text) }
        }
    }

    /// The places, in `actions`, of those that the statement speaks of.
    public func matched(by statement: Statement) -> Set<Int> {
        var found: Set<Int> = []
        for text in statement.actionPatterns { found.formUnion(known[Text(text)] ?? places(text)) }
        return statement.isNotAction ? Set(lowered.indices).subtracting(found) : found
    }

    private func places(_ text: String) -> Set<Int> {
        let pattern = Pattern(asciiLowered(text))
        return Set(lowered.indices.filter { pattern.matches(lowered[$0]) })
    }
}

extension Statement {
    /// Whether what it gives may differ between principals that hold the same policies: by a variable, or a condition
    /// on who asks.
    public var hangsOnPrincipal: Bool {
        let keys = ["aws:principal", "aws:username", "aws:userid", "aws:source", "aws:federated", "aws:role", "saml:"]
        return resourcePatterns.contains { $0.contains("${") }
            || conditions.contains { test in
                keys.contains { test.key.hasPrefix($0) } || test.values.contains { $0.written.contains("${") }
            }
    }
}

extension AWSPrincipalPolicies {
    /// The same without the statements that make the principal an administrator.
    public func withoutAdministration(of principal: AWSPrincipal) -> AWSPrincipalPolicies {
        var rest = self
        rest.identity = identity.map { policy in
            let kept = policy.document.statements.filter {
                AWSEvaluator.administers(statement: $0, principal: principal, policies: self) == nil
            }
            guard kept.count < policy.document.statements.count else { return policy }
            return AttachedPolicy(
                key: policy.key, name: policy.name,
                document: PolicyDocument(only: kept, version: policy.document.version), source: policy.source)
        }
        return rest
    }
}

extension PolicyDocument {
    /// The service principals that some statement allows something, in small letters, without repeats.
    public var namedServices: [String] {
        var found: Set<Text> = []
        for statement in statements where statement.isAllow {
            for name in statement.principals?.named ?? [] where name.kind == .service {
                found.insert(Text(PrincipalName.globalService(name.text)))
            }
        }
        return found.sorted().map(\.string)
    }
}
