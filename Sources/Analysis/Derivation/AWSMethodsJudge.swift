internal import OverreachModel
internal import OverreachPolicy

/// A method as one set of statements gives it to a principal, with what it leads to.
struct AWSMethodFound {
    /// What it leads to, and on what that hangs.
    struct Way {
        let verdict: Verdict
        let conditions: [String]

        init(_ conditions: [String]) {
            if conditions.isEmpty {
                self.conditions = []
                verdict = .allowed
                return
            }
            self.conditions = Set(conditions.map { Text($0) }).sorted().map(\.string)
            verdict = conditions.isEmpty ? .allowed : .conditional
        }

        func isAsGood(as other: Way) -> Bool { verdict == .allowed || conditions == other.conditions }
    }

    let method: AWSMethod
    /// The statements without any of which it falls.
    let statements: [HeldStatement]
    /// Roles, users or workloads.
    var targets: [Key: Way] = [:]
    /// The services for which all targets that are certain are reached for certain; not in `targets` again.
    var whole: Set<Text> = []
}

extension AWSMethodFound {
    /// All targets, those of the whole services as well.
    func reached(in world: AWSMethodsWorld, _ account: String) -> [Key: Way] {
        var all = targets
        for service in whole {
            for key in world.targets(method, service.string, in: account)?.certain ?? [] { all[key] = Way([]) }
        }
        return all
    }

    /// How one target is reached; nil where it is not.
    func way(to target: Key, in world: AWSMethodsWorld, _ account: String) -> Way? {
        if let way = targets[target] { return way }
        let isWhole = whole.contains {
            world.targets(method, $0.string, in: account)?.certain.contains(target) ?? false
        }
        return isWhole ? Way([]) : nil
    }
}

/// A statement that a principal holds.
struct HeldStatement: Hashable, Comparable {
    /// The id of its grant, without the mark of a class.
    let id: String
    /// What people call it.
    let name: String
    /// The policy, as a place among those of the principal.
    let policy: Int
    /// The statement, as a place in the policy.
    let place: Int

    init(_ policies: AWSPrincipalPolicies, policy: Int, place: Int) {
        let attached = policies.identity[policy]
        let grant = Grant(statement: attached.document.statements[place], of: attached)
        id = grant.id
        name = grant.name
        self.policy = policy
        self.place = place
    }

    static func < (a: HeldStatement, b: HeldStatement) -> Bool { UTF8Order.less(a.id, b.id) }

    static func == (a: HeldStatement, b: HeldStatement) -> Bool { UTF8Order.equal(a.id, b.id) }

    func hash(into hasher: inout Hasher) { UTF8Order.hash(id, into: &hasher) }
}

/// Judges the methods of one principal, or of all that hold the same policies.
struct AWSMethodsJudge {
    let principal: AWSPrincipal
    let policies: AWSPrincipalPolicies
    let world: AWSMethodsWorld
    /// Statements by the action that they may give.
    private let givers: [Text: [HeldStatement]]
    private var known: [Question: [Giver]] = [:]

    /// Ways in which the rights of one method may be put together before alternatives are no longer told apart.
    private static let budget = 128

    private struct Question: Hashable {
        let action: Text
        let pattern: Text
        let service: Text
    }

    /// What gives one right: one statement, or several that are not told apart.
    struct Giver {
        let statements: [HeldStatement]
        let reach: AWSMethodReach
        let isNamed: Bool
    }

    init(
        _ principal: AWSPrincipal, _ policies: AWSPrincipalPolicies, world: AWSMethodsWorld,
        givers: [Text: [HeldStatement]]
    ) {
        self.principal = principal
        self.policies = policies
        self.world = world
        self.givers = givers
    }

    /// Whether some statement speaks of every action of some variant of the method.
    func mayHave(_ method: AWSMethod) -> Bool {
        method.steps.allSatisfy { $0.contains { $0.allSatisfy { givers[Text($0.action)] != nil } } }
    }

    /// The method in all the ways in which statements give it.
    mutating func judge(_ method: AWSMethod) -> [AWSMethodFound] {
        guard mayHave(method) else { return [] }
        var found: [[HeldStatement]: AWSMethodFound] = [:]
        for service in method.services {
            guard let targets = world.targets(method, service, in: principal.account) else { continue }
            for variant in method.variants {
                for taken in combinations(of: variant, service: service) {
                    let statements = taken.statements
                    var entry = found[statements] ?? AWSMethodFound(method: method, statements: statements)
                    add(taken, targets, service, to: &entry)
                    if !entry.targets.isEmpty || !entry.whole.isEmpty { found[statements] = entry }
                }
            }
        }
        return AWSMethodsJudge.minimal(Array(found.values))
    }

    // MARK: - Targets

    private func add(
        _ taken: Taken, _ targets: AWSMethodsWorld.Targets, _ service: String, to entry: inout AWSMethodFound
    ) {
        let isWhole = entry.whole.contains(Text(service))
        let reachesAll =
            taken.conditions.isEmpty && taken.beside.isEmpty && taken.moving.allSatisfy(\.isWhole)
            && (entry.method.effect != .takes(.role) || assumesFreely)
        if reachesAll, !isWhole, !targets.certain.isEmpty {
            entry.whole.insert(Text(service))
            entry.targets = entry.targets.filter { !targets.certain.contains($0.key) }
        }

        let places =
            isWhole || reachesAll
            ? targets.open
            : taken.moving.map { targets.places(beginningWith: $0.beginnings) }.min { $0.count < $1.count }
        for place in places ?? Array(targets.all.indices) {
            let target = targets.all[place]
            guard let way = way(taken, to: target, entry.method) else { continue }
            if entry.targets[target.key].map({ !$0.isAsGood(as: way) }) ?? true { entry.targets[target.key] = way }
        }
    }

    /// Whether nothing could stand against the principal's taking a role that trusts it.
    private var assumesFreely: Bool {
        guard policies.boundary == nil, policies.serviceControlPolicies.isEmpty,
            !world.controlled.contains(Text(principal.account))
        else { return false }
        return !policies.identity.contains { policy in
            policy.document.statements.contains { !$0.isAllow && $0.matches(action: "sts:AssumeRole") }
        }
    }

    private func way(
        _ taken: Taken, to target: AWSMethodsWorld.Target, _ method: AWSMethod
    ) -> AWSMethodFound.Way? {
        var conditions = target.conditions + taken.conditions
        for reach in taken.moving {
            guard let judged = reach.judge(target.resource) else { return nil }
            conditions += judged.conditions
        }
        for (form, reach) in taken.beside {
            guard let arn = AWSMethod.arn(of: form, beside: target.resource.arn),
                let judged = reach.judge(AWSResource(arn: arn, account: target.resource.account, tags: nil))
            else { return nil }
            conditions += judged.conditions
        }
        if method.effect == .takes(.role) {
            // A role that trusts the principal must still not be denied to it.
            let judged = AWSEvaluator.couldAssume(target.resource, principal: principal, policies: policies)
            guard let judged else { return nil }
            if judged.verdict != .allowed { conditions += judged.conditions }
        }
        return AWSMethodFound.Way(conditions)
    }

    // MARK: - Rights

    /// One statement for each right.
    struct Taken {
        var statements: [HeldStatement] = []
        var conditions: [String] = []
        /// What must be looked up for each target.
        var moving: [AWSMethodReach] = []
        /// The same of what stands beside each target, by its form.
        var beside: [(form: String, reach: AWSMethodReach)] = []
        fileprivate var shared: [AWSMethod.Place: [AWSMethodReach]] = [:]
    }

    /// The ways in which statements give all rights of a variant.
    mutating func combinations(
        of variant: [AWSMethod.Right], service: String, settling context: [String: [String]] = [:]
    ) -> [Taken] {
        var options: [[Giver]] = []
        for right in variant {
            let found = giving(right, service: service, context)
            if found.isEmpty { return [] }
            options.append(found)
        }
        // Too many alternatives: those of the right that has most are taken for one, which no statement alone holds up.
        while options.reduce(1, { $0 * $1.count }) > AWSMethodsJudge.budget {
            guard let most = options.indices.max(by: { options[$0].count < options[$1].count }) else { break }
            options[most] = [merged(variant[most], service: service, context)]
        }

        var taken = [Taken()]
        for (right, givers) in zip(variant, options) {
            taken = taken.flatMap { state in givers.compactMap { AWSMethodsJudge.add($0, for: right, to: state) } }
        }
        return taken.compactMap(finished)
    }

    private static func add(_ giver: Giver, for right: AWSMethod.Right, to state: Taken) -> Taken? {
        var next = state
        if giver.isNamed {
            next.statements = Set(state.statements + giver.statements).sorted()
        }
        switch right.on {
        case .role, .target: next.moving.append(giver.reach)
        case .beside(let form): next.beside.append((form, giver.reach))
        case .made:
            let reach = state.shared[right.on]?.first.map { $0.sharing(with: giver.reach) } ?? giver.reach
            if reach.isEmpty { return nil }
            next.shared[right.on] = [reach]
        case .existing: next.shared[right.on, default: []].append(giver.reach)
        case .own, .aws, .nothing: next.conditions += AWSMethodsJudge.open(giver.reach)
        }
        return next
    }

    private static func open(_ reach: AWSMethodReach) -> [String] {
        guard let judged = reach.judgement, judged.verdict != .allowed else { return [] }
        return judged.conditions
    }

    /// On what all rights on one thing hang; nil where one of them is not allowed.
    private static func open(_ reaches: [AWSMethodReach], on resource: AWSResource) -> [String]? {
        var open: [String] = []
        for reach in reaches {
            guard let judged = reach.judge(resource) else { return nil }
            open += judged.conditions
        }
        return open
    }

    /// Settles what the rights on one and the same thing leave open.
    private func finished(_ state: Taken) -> Taken? {
        var next = state
        for (place, reaches) in state.shared {
            guard case .existing(let type) = place else {
                next.conditions += reaches.flatMap(AWSMethodsJudge.open)
                continue
            }
            let workloads = world.workloads(type, in: principal.account)
            if workloads.isEmpty {
                next.conditions += reaches.flatMap(AWSMethodsJudge.open) + ["there is a \(type.spec.title)"]
                continue
            }
            var best: [String]?
            let beginnings = reaches.map(\.beginnings)
            for workload in workloads {
                let mayBe = beginnings.allSatisfy { $0.contains { workload.arn.utf8.starts(with: $0.utf8) } }
                guard mayBe, let open = AWSMethodsJudge.open(reaches, on: workload.resource()) else { continue }
                if best.map({ open.count < $0.count }) ?? true { best = open }
                if open.isEmpty { break }
            }
            guard let best else { return nil }
            next.conditions += best
        }
        return next
    }

    private mutating func giving(
        _ right: AWSMethod.Right, service: String, _ context: [String: [String]]
    ) -> [Giver] {
        let pattern = pattern(of: right)
        let settled = context.keys.sorted().map { "\($0)=\(context[$0] ?? [])" }.joined()
        let isPassing = right.on == .role
        let question = Question(
            action: Text(right.action), pattern: Text(pattern), service: Text((isPassing ? service : "") + settled))
        if let answer = known[question] { return answer }

        let request = self.context(right, service: service, context)
        let answer = (givers[Text(right.action)] ?? []).compactMap { held -> Giver? in
            let reach = AWSMethodReach(
                [policies.identity[held.policy].document.statements[held.place]], principal: principal,
                policies: policies, action: right.action, within: pattern, context: request)
            return reach.isEmpty || reach.isElsewhere(pattern)
                ? nil : Giver(statements: [held], reach: reach, isNamed: true)
        }
        known[question] = answer
        return answer
    }

    private func merged(_ right: AWSMethod.Right, service: String, _ context: [String: [String]]) -> Giver {
        let held = givers[Text(right.action)] ?? []
        let reach = AWSMethodReach(
            held.map { policies.identity[$0.policy].document.statements[$0.place] }, principal: principal,
            policies: policies, action: right.action, within: pattern(of: right),
            context: self.context(right, service: service, context))
        return Giver(statements: held, reach: reach, isNamed: false)
    }

    private func context(
        _ right: AWSMethod.Right, service: String, _ settled: [String: [String]]
    ) -> RequestContext {
        var context = RequestContext()
        // In China services have names of two forms, and which one a service is passed as nobody wrote down.
        if right.on == .role, ARN(principal.arn)?.partition != "aws-cn" {
            context.set("iam:PassedToService", [service])
        }
        for (key, values) in settled { context.set(key, values) }
        return context
    }

    private func pattern(of right: AWSMethod.Right) -> String {
        let partition = ARN(principal.arn)?.partition ?? "aws"
        let service = right.action.prefix { $0 != ":" }
        let region = service == "iam" ? "" : "*"
        switch right.on {
        case .role, .target, .existing, .beside: return "arn:*"
        case .made(let form), .own(let form):
            return "arn:\(partition):\(service):\(region):\(principal.account):\(form)"
        case .aws(let form): return "arn:\(partition):\(service):\(region)::\(form)"
        case .nothing: return "*"
        }
    }

    /// Without what a method has no need of: sets of statements of which a part leads to the same.
    static func minimal(_ found: [AWSMethodFound]) -> [AWSMethodFound] {
        let ordered = found.sorted { a, b in
            a.statements.count == b.statements.count
                ? a.statements.lexicographicallyPrecedes(b.statements) : a.statements.count < b.statements.count
        }
        var kept: [AWSMethodFound] = []
        for var entry in ordered {
            let own = Set(entry.statements)
            for smaller in kept where smaller.statements.count < own.count && own.isSuperset(of: smaller.statements) {
                entry.whole.subtract(smaller.whole)
                entry.targets = entry.targets.filter { key, way in
                    !(smaller.targets[key]?.isAsGood(as: way) ?? false)
                }
            }
            if !entry.targets.isEmpty || !entry.whole.isEmpty { kept.append(entry) }
        }
        return kept
    }
}

extension AWSInventory.Principal {
    /// The principal as something that is done to.
    var resource: AWSResource {
        AWSResource(
            arn: principal.arn, account: principal.account,
            tags: principal.tags.map { $0.map { ($0.key, $0.value) } })
    }
}
