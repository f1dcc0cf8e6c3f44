internal import OverreachModel
internal import OverreachPolicy

/// A change of rights as one set of statements gives it to a principal: of itself, or of an identity that it can become.
struct AWSMethodsChange {
    let method: AWSMethod
    /// The first whose rights are changed.
    let identity: Key
    /// What is changed of it: the identity, its group, its policy.
    let changed: String
    let statements: [HeldStatement]
    fileprivate(set) var outcomes: Set<Outcome>

    /// Whether nothing can be added: everything in the account, without a condition.
    var isWhole: Bool {
        outcomes.contains { $0.verdict == .allowed && $0.kind == EdgeKind(AWSEdge.administers) }
    }
}

/// Finds the changes of rights of one principal.
///
/// Whoever may write a policy writes `Allow` everything on everything. That gives the identity what its boundary, its
/// denies and its organisation leave of it, and the principal has it if it is that identity or can become it in one
/// step of its own: by assuming the role, by a new key, a new trust or compute that runs as it.
struct AWSMethodsChanges {
    let holder: AWSInventory.Principal
    let world: AWSMethodsWorld
    let gains: AWSMethodsGains
    private var judge: AWSMethodsJudge
    private let found: [AWSMethodFound]
    private var ways: [Key: [Way]]
    private var effects: [Effect: [Outcome]] = [:]
    private var merged: [[HeldStatement]: AWSMethodsChange] = [:]
    private var taken: [Text: [AWSMethodsJudge.Taken]] = [:]
    private var candidates: [AWSNode: [Key]] = [:]

    /// How the principal becomes an identity.
    private struct Way {
        var statements: [HeldStatement]
        var conditions: [String]
    }

    private struct Effect: Hashable {
        let identity: Key
        let kind: Text
    }

    init(
        _ holder: AWSInventory.Principal, judge: AWSMethodsJudge, found: [AWSMethodFound], world: AWSMethodsWorld,
        gains: AWSMethodsGains
    ) {
        self.holder = holder
        self.judge = judge
        self.world = world
        self.gains = gains
        self.found = found
        ways = [holder.key: [Way(statements: [], conditions: [])]]
    }

    /// How the principal becomes an identity in one step.
    private mutating func ways(to identity: Key) -> [Way] {
        if let known = ways[identity] { return known }
        var out: [Way] = []
        let account = holder.principal.account
        for item in found {
            for target in [identity] + world.runners(as: identity) {
                guard let way = item.way(to: target, in: world, account) else { continue }
                out.append(Way(statements: item.statements, conditions: way.conditions))
            }
        }
        if let role = world.roles[identity] { out += assuming(role) }
        ways[identity] = out
        return out
    }

    /// The changes by a method that ends in rights.
    mutating func changes(by method: AWSMethod) -> [AWSMethodsChange] {
        guard judge.mayHave(method) else { return [] }
        let account = Text(holder.principal.account)
        merged = [:]
        taken = [:]
        switch method.effect {
        case .changes(.group), .attaches(.group):
            for group in world.groups[account] ?? [] {
                for member in world.members[group] ?? [] {
                    change(method, of: member, on: group.id, AWSMethodsGains.Change(), "all")
                }
            }
        case .changes(let type), .attaches(let type):
            let attachable = attachable(by: method)
            for identity in becoming(type) {
                change(method, of: identity, on: identity.id, AWSMethodsGains.Change(), "all")
                for policy in attachable {
                    change(
                        method, of: identity, on: identity.id, AWSMethodsGains.Change(added: [policy]),
                        "with \(policy.key.id)", attaching: policy.key.id)
                }
            }
        case .unbinds(let type):
            for identity in becoming(type) where world.principals[identity]?.policies.boundary != nil {
                change(method, of: identity, on: identity.id, AWSMethodsGains.Change(isUnbound: true), "unbound")
            }
        case .rewrites, .restores:
            for policy in world.written[account] ?? [] {
                let holders = Set(policy.holders.flatMap { world.members[$0] ?? [$0] })
                for identity in holders.sorted() {
                    var rewritten = AWSMethodsGains.Change(replaced: policy.key)
                    if policy.bounded.contains(identity) {
                        rewritten.isUnbound = true
                        rewritten.added = [.allowingEverything(of: identity)]
                    }
                    change(method, of: identity, on: policy.arn, rewritten, "without \(policy.key.text)")
                }
                for identity in policy.bounded where !holders.contains(identity) {
                    change(method, of: identity, on: policy.arn, AWSMethodsGains.Change(isUnbound: true), "unbound")
                }
            }
        case .joins:
            for group in world.groups[account] ?? [] {
                let policies = world.holdings.policies(of: group)
                if policies.isEmpty { continue }
                for user in becoming(.user) where !(world.members[group] ?? []).contains(user) {
                    change(method, of: user, on: group.id, AWSMethodsGains.Change(added: policies), "in \(group.text)")
                }
            }
        case .creates(let type): create(method, type)
        case .passes, .lends, .updates, .runs, .takes: break
        }
        return AWSMethodsChanges.minimal(Array(merged.values))
    }

    /// The identities of a type that the principal is or may become, itself first, then in the order of their keys.
    ///
    /// Roles that trust only services, and that no method of the principal leads to, are left out beforehand.
    private mutating func becoming(_ type: AWSNode) -> [Key] {
        if let known = candidates[type] { return known }
        let account = holder.principal.account
        var all = Set<Key>()
        for item in found {
            for target in item.reached(in: world, account).keys {
                if target.type == NodeType(type) { all.insert(target) }
                for role in world.rolesOf[target] ?? [] where role.type == NodeType(type) { all.insert(role) }
            }
        }
        if type == .role { all.formUnion(world.assumable[Text(account)] ?? []) }
        all.remove(holder.key)
        let isOwn = holder.key.type == NodeType(type)
        let answer = (isOwn ? [holder.key] : []) + all.sorted()
        candidates[type] = answer
        return answer
    }

    /// Where only certain policies may be attached: those of the account.
    private func attachable(by method: AWSMethod) -> [AttachedPolicy] {
        guard case .attaches = method.effect, asksForPolicy(method) else { return [] }
        return world.attachable[Text(holder.principal.account)] ?? []
    }

    /// Whether a right to the method asks which policy is attached.
    private func asksForPolicy(_ method: AWSMethod) -> Bool {
        judge.policies.identity.contains { policy in
            policy.document.statements.contains { statement in
                statement.looksAt(keyPrefix: "iam:policyarn")
                    && method.actions.contains { statement.matches(action: $0) }
            }
        }
    }

    private mutating func add(
        _ method: AWSMethod, _ identity: Key, _ changed: String, _ statements: [HeldStatement], _ outcomes: [Outcome]
    ) {
        if merged[statements] == nil {
            merged[statements] = AWSMethodsChange(
                method: method, identity: identity, changed: changed, statements: statements, outcomes: [])
        }
        merged[statements]?.outcomes.formUnion(outcomes)
    }

    private func assuming(_ role: AWSInventory.Resource) -> [Way] {
        guard let target = role.role else { return [] }
        return AWSEvaluator.judgeAssume(
            principal: holder.principal, policies: judge.policies, role: target, context: RequestContext()
        ).map { judged in
            let own = judged.identityStatement.map {
                [HeldStatement(judge.policies, policy: $0.policy, place: $0.statement)]
            }
            return Way(statements: own ?? [], conditions: judged.verdict == .allowed ? [] : judged.conditions)
        }
    }

    private mutating func change(
        _ method: AWSMethod, of identity: Key, on changed: String, _ change: AWSMethodsGains.Change, _ kind: String,
        attaching policy: String? = nil
    ) {
        let isOwn = identity == holder.key
        guard let target = world.principals[identity], !identity.id.contains(":role/aws-service-role/"),
            // Who is an administrator already is worth becoming, but gains nothing by more rights.
            isOwn || !target.isAdministrator
        else { return }
        let tags = UTF8Order.equal(identity.id, changed) ? target.resource.tags : nil
        let resource = AWSResource(
            arn: changed, account: holder.principal.account, tags: tags?.map { ($0.key, $0.value) })
        let rights = rights(method, on: resource, bounded: world.boundaries[identity], attaching: policy)
        if rights.isEmpty { return }

        var pairs: [(statements: [HeldStatement], conditions: [String])] = []
        for way in ways(to: identity) {
            for right in rights {
                let statements = Set(right.statements + way.statements).sorted()
                if merged[statements]?.isWhole ?? false { continue }
                pairs.append((statements, right.conditions + way.conditions))
            }
        }
        if pairs.isEmpty { return }

        var change = change
        if !change.isUnbound, change.added.isEmpty {
            change.added = [.allowingEverything(of: identity)]
        }
        let effect = Effect(identity: identity, kind: Text(kind))
        let outcomes =
            effects[effect]
            ?? gains.outcomes(
                of: target.principal, key: identity, before: isOwn ? judge.policies : target.policies, after: change)
        effects[effect] = outcomes
        if outcomes.isEmpty { return }
        let also = method.condition.map { [$0] } ?? []
        for (statements, conditions) in pairs {
            add(method, identity, changed, statements, outcomes.map { $0.under(conditions + also) })
        }
    }

    /// The statements that let the method be done to something, with what they leave open.
    private mutating func rights(
        _ method: AWSMethod, on resource: AWSResource, bounded boundary: String?, attaching policy: String?
    ) -> [(statements: [HeldStatement], conditions: [String])] {
        let mark = Text("\(boundary ?? "") \(policy ?? "")")
        if taken[mark] == nil {
            let settled = AWSMethodsChanges.settled(
                method, boundary: boundary, attaching: policy,
                partition: ARN(holder.principal.arn)?.partition ?? "aws")
            taken[mark] = method.variants.flatMap { judge.combinations(of: $0, service: "", settling: settled) }
        }
        return (taken[mark] ?? []).compactMap { taken in
            var open = taken.conditions
            for reach in taken.moving {
                guard let judged = reach.judge(resource) else { return nil }
                open += judged.conditions
            }
            return (taken.statements, open)
        }
    }

    /// The keys of the request that the method itself settles.
    private static func settled(
        _ method: AWSMethod, boundary: String?, attaching policy: String?, partition: String
    ) -> [String: [String]] {
        var settled = ["iam:PermissionsBoundary": boundary.map { [$0] } ?? []]
        if case .attaches = method.effect {
            settled["iam:PolicyARN"] = [policy ?? "arn:\(partition):iam::aws:policy/AdministratorAccess"]
        }
        if case .unbinds = method.effect { settled["iam:PermissionsBoundary"] = nil }
        return settled
    }

    /// An identity that the principal makes, gives everything and becomes.
    private mutating func create(_ method: AWSMethod, _ type: AWSNode) {
        let account = holder.principal.account
        let partition = ARN(holder.principal.arn)?.partition ?? "aws"
        let isRole = type == .role
        let arn = "arn:\(partition):iam::\(account):\(isRole ? "role" : "user")/new"
        var also: [String] = []
        if isRole {
            let judged = AWSEvaluator.couldAssume(
                AWSResource(arn: arn, account: account), principal: holder.principal, policies: judge.policies)
            guard let judged else { return }
            if judged.verdict != .allowed { also = judged.conditions }
        }
        let made = AWSPrincipal(kind: isRole ? .role : .user, arn: arn, account: account, tags: nil)
        var policies = AWSPrincipalPolicies()
        policies.serviceControlPolicies = holder.policies.serviceControlPolicies
        let outcomes = gains.outcomes(
            of: made, key: .aws(type, arn: arn, account: account), before: policies,
            after: AWSMethodsGains.Change(added: [.allowingEverything(of: holder.key)]))
        if outcomes.isEmpty { return }

        let settled = [
            "iam:PermissionsBoundary": [], "iam:PolicyARN": ["arn:\(partition):iam::aws:policy/AdministratorAccess"],
        ]
        for variant in method.variants {
            for taken in judge.combinations(of: variant, service: "", settling: settled) {
                add(
                    method, holder.key, arn, taken.statements,
                    outcomes.map { $0.under(taken.conditions + also) })
            }
        }
    }

    /// Without those of which fewer statements give the same.
    private static func minimal(_ changes: [AWSMethodsChange]) -> [AWSMethodsChange] {
        let ordered = changes.sorted { a, b in
            a.statements.count == b.statements.count
                ? a.statements.lexicographicallyPrecedes(b.statements) : a.statements.count < b.statements.count
        }
        var kept: [AWSMethodsChange] = []
        for change in ordered {
            let own = Set(change.statements)
            let isNeedless = kept.contains { other in
                own.isSuperset(of: other.statements)
                    && (other.isWhole || other.outcomes.isSuperset(of: change.outcomes))
            }
            if !isNeedless { kept.append(change) }
        }
        return kept
    }
}

extension Outcome {
    /// The same where more must hold.
    func under(_ more: [String]) -> Outcome {
        if more.isEmpty { return self }
        var out = self
        out.verdict = .conditional
        out.conditions = Set((conditions + more).map { Text($0) }).sorted().map(\.string)
        return out
    }
}
