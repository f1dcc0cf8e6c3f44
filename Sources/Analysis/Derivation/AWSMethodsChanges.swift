internal import OverreachModel
internal import OverreachPolicy

/// A change of rights that a principal may make, of itself or of an identity that it can then become.
struct AWSMethodsChange {
    let method: AWSMethod
    /// Whose rights are changed.
    let identity: Key
    /// What is changed: the identity, its group, its policy.
    let changed: String
    let statements: [HeldStatement]
    let outcomes: [Outcome]
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
        let account = holder.principal.account
        var out: [AWSMethodsChange] = []
        switch method.effect {
        case .changes(.group), .attaches(.group):
            for group in world.groups[Text(account)] ?? [] {
                for member in world.members[group] ?? [] {
                    out += change(method, of: member, on: group.id, AWSMethodsGains.Change(), "all")
                }
            }
        case .changes(let type), .attaches(let type), .unbinds(let type):
            let isUnbinding = method.effect == .unbinds(type)
            for identity in all(type) where !isUnbinding || world.principals[identity]?.policies.boundary != nil {
                out += change(
                    method, of: identity, on: identity.id, AWSMethodsGains.Change(isUnbound: isUnbinding),
                    isUnbinding ? "unbound" : "all")
            }
        case .rewrites, .restores:
            for policy in world.written[Text(account)] ?? [] {
                let holders = policy.holders.flatMap { world.members[$0] ?? [$0] }
                for identity in Set(holders).sorted() {
                    out += change(
                        method, of: identity, on: policy.arn, AWSMethodsGains.Change(replaced: policy.key),
                        "without \(policy.key.text)")
                }
            }
        case .joins:
            for group in world.groups[Text(account)] ?? [] {
                let policies = world.holdings.policies(of: group)
                if policies.isEmpty { continue }
                for user in becoming(.user) where !(world.members[group] ?? []).contains(user) {
                    out += change(
                        method, of: user, on: group.id, AWSMethodsGains.Change(added: policies),
                        "in \(group.text)")
                }
            }
        case .creates(let type): out += creations(method, type)
        case .passes, .lends, .updates, .runs, .takes: break
        }
        return AWSMethodsChanges.minimal(out)
    }

    /// The identities of a type that the principal is or can become, in the order of their keys.
    private mutating func becoming(_ type: AWSNode) -> [Key] {
        all(type).filter { !ways(to: $0).isEmpty }
    }

    private func all(_ type: AWSNode) -> [Key] {
        let account = holder.principal.account
        return type == .role ? world.roles(in: account).map(\.key) : (world.users[Text(account)] ?? []).map(\.key)
    }

    private func assuming(_ role: AWSInventory.Resource) -> [Way] {
        guard let trust = role.policy else { return [] }
        let target = AWSRole(arn: role.arn, account: role.account, trust: trust, tags: role.tags)
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
        _ method: AWSMethod, of identity: Key, on changed: String, _ change: AWSMethodsGains.Change, _ kind: String
    ) -> [AWSMethodsChange] {
        guard let target = world.principals[identity] else { return [] }
        let tags = UTF8Order.equal(identity.id, changed) ? target.resource.tags : nil
        let resource = AWSResource(
            arn: changed, account: holder.principal.account, tags: tags?.map { ($0.key, $0.value) })
        let rights = taken(method, on: resource, bounded: world.boundaries[identity])
        if rights.isEmpty { return [] }
        if identity.id.contains(":role/aws-service-role/") { return [] }
        // Who is an administrator already is worth becoming, but gains nothing by more rights.
        if target.isAdministrator, identity != holder.key { return [] }
        let ways = ways(to: identity)
        if ways.isEmpty { return [] }

        var change = change
        if !change.isUnbound, change.added.isEmpty {
            change.added = AWSMethodsGains.everything(identity).map { [$0] } ?? []
        }
        let effect = Effect(identity: identity, kind: Text(kind))
        let isOwn = identity == holder.key
        let outcomes =
            effects[effect]
            ?? gains.outcomes(
                of: target.principal, key: identity, before: isOwn ? judge.policies : target.policies, after: change)
        effects[effect] = outcomes
        if outcomes.isEmpty { return [] }

        var out: [AWSMethodsChange] = []
        for (taken, open) in rights {
            for way in ways {
                let conditions = open + way.conditions + (method.condition.map { [$0] } ?? [])
                out.append(
                    AWSMethodsChange(
                        method: method, identity: identity, changed: changed,
                        statements: Set(taken + way.statements).sorted(),
                        outcomes: outcomes.map { $0.under(conditions) }))
            }
        }
        return out
    }

    /// The statements that let the method be done to something, with what they leave open.
    private mutating func taken(
        _ method: AWSMethod, on resource: AWSResource, bounded boundary: String?
    ) -> [(statements: [HeldStatement], conditions: [String])] {
        let settled = AWSMethodsChanges.settled(method, boundary: boundary)
        return method.variants.flatMap { variant in
            judge.combinations(of: variant, service: "", settling: settled).compactMap { taken in
                var open = taken.conditions
                for reach in taken.moving {
                    guard let judged = reach.judge(resource) else { return nil }
                    open += judged.conditions
                }
                return (taken.statements, open)
            }
        }
    }

    /// The keys of the request that the method itself settles.
    private static func settled(_ method: AWSMethod, boundary: String?) -> [String: [String]] {
        var settled = ["iam:PermissionsBoundary": boundary.map { [$0] } ?? []]
        if case .attaches = method.effect {
            settled["iam:PolicyARN"] = ["arn:aws:iam::aws:policy/AdministratorAccess"]
        }
        if case .unbinds = method.effect { settled["iam:PermissionsBoundary"] = nil }
        return settled
    }

    /// An identity that the principal makes, gives everything and becomes.
    private mutating func creations(_ method: AWSMethod, _ type: AWSNode) -> [AWSMethodsChange] {
        let account = holder.principal.account
        let partition = ARN(holder.principal.arn)?.partition ?? "aws"
        let isRole = type == .role
        let arn = "arn:\(partition):iam::\(account):\(isRole ? "role" : "user")/new"
        var also: [String] = []
        if isRole {
            let judged = AWSEvaluator.couldAssume(
                AWSResource(arn: arn, account: account), principal: holder.principal, policies: judge.policies)
            guard let judged else { return [] }
            if judged.verdict != .allowed { also = judged.conditions }
        }
        let made = AWSPrincipal(kind: isRole ? .role : .user, arn: arn, account: account, tags: nil)
        var policies = AWSPrincipalPolicies()
        policies.serviceControlPolicies = holder.policies.serviceControlPolicies
        guard let everything = AWSMethodsGains.everything(holder.key) else { return [] }
        let outcomes = gains.outcomes(
            of: made, key: .aws(type, arn: arn, account: account), before: policies,
            after: AWSMethodsGains.Change(added: [everything]))
        if outcomes.isEmpty { return [] }

        var settled = ["iam:PermissionsBoundary": [String]()]
        settled["iam:PolicyARN"] = ["arn:\(partition):iam::aws:policy/AdministratorAccess"]
        return method.variants.flatMap { variant in
            judge.combinations(of: variant, service: "", settling: settled).map { taken in
                AWSMethodsChange(
                    method: method, identity: holder.key, changed: arn, statements: taken.statements,
                    outcomes: outcomes.map { $0.under(taken.conditions + also) })
            }
        }
    }

    /// Without those of which fewer statements give the same.
    private static func minimal(_ changes: [AWSMethodsChange]) -> [AWSMethodsChange] {
        let ordered = changes.sorted { a, b in
            if a.statements.count != b.statements.count { return a.statements.count < b.statements.count }
            if a.identity != b.identity { return a.identity < b.identity }
            if !UTF8Order.equal(a.changed, b.changed) { return UTF8Order.less(a.changed, b.changed) }
            return a.statements.lexicographicallyPrecedes(b.statements)
        }
        var kept: [AWSMethodsChange] = []
        for change in ordered {
            let own = Set(change.statements)
            let isNeedless = kept.contains { other in
                other.identity == change.identity && UTF8Order.equal(other.changed, change.changed)
                    && own.isSuperset(of: other.statements)
                    && Set(other.outcomes).isSuperset(of: change.outcomes)
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
