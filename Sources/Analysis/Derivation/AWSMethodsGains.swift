internal import OverreachModel
internal import OverreachPolicy

/// What an identity would have if it held statements that it does not hold, or were free of its boundary.
struct AWSMethodsGains {
    /// What is changed of the identity.
    struct Change {
        /// Policies that it gets.
        var added: [AttachedPolicy] = []
        /// A policy whose text is replaced, and so no longer counts.
        var replaced: Key?
        /// Whether its permissions boundary is taken away.
        var isUnbound = false
    }

    let world: AWSMethodsWorld
    let index: AWSMethodsIndex

    /// The edges that follow for whoever has the identity; empty where it gains nothing.
    ///
    /// An identity whose policy allows everything, and that nothing narrows, administers its account. One that is
    /// narrowed gets what is left: stores, roles to assume, methods.
    func outcomes(of identity: AWSInventory.Principal, after change: Change) -> [Outcome] {
        outcomes(of: identity.principal, key: identity.key, before: identity.policies, after: change)
    }

    /// The same for an identity that does not exist yet.
    func outcomes(
        of principal: AWSPrincipal, key: Key, before: AWSPrincipalPolicies, after change: Change
    ) -> [Outcome] {
        var policies = before
        if let replaced = change.replaced { policies.identity.removeAll { $0.key == replaced } }
        let kept = policies.identity.count
        policies.identity += change.added
        if change.isUnbound { policies.boundary = nil }
        // Where only the boundary goes, all statements give more; else only the new ones.
        let places = change.added.isEmpty ? 0..<kept : kept..<policies.identity.count

        var out: [Outcome] = []
        for place in places {
            let policy = policies.identity[place]
            for statement in policy.document.statements where statement.isAllow {
                let judged = AWSEvaluator.administers(statement: statement, principal: principal, policies: policies)
                if let judged {
                    if change.added.isEmpty,
                        AWSEvaluator.administers(statement: statement, principal: principal, policies: before)
                            == judged
                    {
                        return []
                    }
                    return [Outcome(EdgeKind(AWSEdge.administers), .awsAccount(principal.account), judged)]
                }
                out += access(
                    by: statement, of: policy, principal, policies, before: change.added.isEmpty ? before : nil)
            }
        }
        if let own = everything(at: places, principal, key, policies) { return own }
        out += roles(at: places, principal, key, policies)
        out += methods(at: places, principal, key, policies)
        return Array(Set(out)).sorted(by: Outcome.listOrder)
    }

    private func access(
        by statement: Statement, of policy: AttachedPolicy, _ principal: AWSPrincipal, _ policies: AWSPrincipalPolicies,
        before: AWSPrincipalPolicies?
    ) -> [Outcome] {
        world.inventory.stores.filter { UTF8Order.equal($0.account, principal.account) }.flatMap { store in
            world.stores.outcomes(on: store, for: principal, policies) { action, resource in
                guard statement.matches(action: action) else { return nil }
                let judge = { (all: AWSPrincipalPolicies) in
                    AWSEvaluator.judge(
                        statement: statement, of: policy, principal: principal, policies: all, action: action,
                        resource: resource, context: RequestContext())
                }
                guard let judged = judge(policies) else { return nil }
                if let before, judge(before) == judged { return nil }
                return judged
            }
        }
    }

    /// What the identity gives itself where the statements let it write its own policy.
    private func everything(
        at places: Range<Int>, _ principal: AWSPrincipal, _ key: Key, _ policies: AWSPrincipalPolicies
    ) -> [Outcome]? {
        let added = AttachedPolicy.allowingEverything(of: key)
        var all = policies
        all.identity.append(added)
        let actions =
            principal.kind == .user
            ? ["iam:AttachUserPolicy", "iam:PutUserPolicy"] : ["iam:AttachRolePolicy", "iam:PutRolePolicy"]
        let isWriter = places.contains { place in
            policies.identity[place].document.statements.contains { statement in
                actions.contains { action in
                    AWSEvaluator.judge(
                        statement: statement, of: policies.identity[place], principal: principal, policies: policies,
                        action: action, resource: AWSResource(arn: principal.arn, account: principal.account),
                        context: RequestContext())?.verdict == .allowed
                }
            }
        }
        guard isWriter, let statement = added.document.statements.first,
            let judged = AWSEvaluator.administers(statement: statement, principal: principal, policies: all)
        else { return nil }
        return [Outcome(EdgeKind(AWSEdge.administers), .awsAccount(principal.account), judged)]
    }

    private func roles(
        at places: Range<Int>, _ principal: AWSPrincipal, _ key: Key, _ policies: AWSPrincipalPolicies
    ) -> [Outcome] {
        world.roles(in: principal.account).flatMap { role -> [Outcome] in
            guard role.key != key, let target = role.role else { return [] }
            return AWSEvaluator.judgeAssume(
                principal: principal, policies: policies, role: target, context: RequestContext()
            ).compactMap { judged in
                guard let own = judged.identityStatement, places.contains(own.policy) else { return nil }
                return Outcome(
                    kind: EdgeKind(AWSEdge.assumes), target: role.key, verdict: judged.verdict,
                    conditions: judged.conditions)
            }
        }
    }

    private func methods(
        at places: Range<Int>, _ principal: AWSPrincipal, _ key: Key, _ policies: AWSPrincipalPolicies
    ) -> [Outcome] {
        var judge = AWSMethodsJudge(principal, policies, world: world, givers: index.givers(of: policies))
        var out: [Outcome] = []
        for method in AWSMethod.all {
            guard let edge = method.edge else { continue }
            for found in judge.judge(method) where found.statements.contains(where: { places.contains($0.policy) }) {
                for (target, way) in found.reached(in: world, principal.account) where target != key {
                    out.append(
                        Outcome(
                            kind: EdgeKind(edge), target: target, verdict: way.verdict, conditions: way.conditions))
                }
            }
        }
        return out
    }
}

/// Which statements of a policy speak of which actions of methods.
struct AWSMethodsIndex {
    private let actions: AWSMethodActions

    init(_ inventory: AWSInventory) {
        let statements = inventory.principals.lazy.flatMap { $0.policies.identity }.flatMap(\.document.statements)
        actions = AWSMethodActions(
            Set(AWSMethod.all.flatMap(\.actions).map { Text($0) }).sorted().map(\.string), in: statements)
    }

    /// The allowing statements of the policies, by the action that they speak of.
    func givers(of policies: AWSPrincipalPolicies) -> [Text: [HeldStatement]] {
        var out: [Text: [HeldStatement]] = [:]
        var seen: Set<HeldStatement> = []
        for (policy, attached) in policies.identity.enumerated() {
            for (place, statement) in attached.document.statements.enumerated() where statement.isAllow {
                let matched = actions.matched(by: statement)
                if matched.isEmpty { continue }
                let held = HeldStatement(policies, policy: policy, place: place)
                // A policy may come to the principal twice: by itself and by a group.
                guard seen.insert(held).inserted else { continue }
                for action in matched.sorted() { out[Text(actions.actions[action]), default: []].append(held) }
            }
        }
        return out
    }
}
