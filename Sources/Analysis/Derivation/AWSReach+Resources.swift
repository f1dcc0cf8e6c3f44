internal import OverreachModel
internal import OverreachPolicy

/// What statements of resources' own policies give, principal by principal only where they name single ones.
struct AWSResourceReach {
    private let byName: [Text: [Int]]
    private let byAccount: [(anybody: AWSPrincipal, principals: [Int])]
    private var profiles = Numbering<Text>()
    private var profileOf: [AWSReach.Pair: Int?] = [:]  // by principal and universe; nil: no right of its own

    /// Who is given the same.
    typealias Class = (principals: [Int], given: [Int])

    init(_ standings: AWSStandings) {
        var byName: [Text: [Int]] = [:]
        var byAccount: [Text: [Int]] = [:]
        for principal in standings.principals.indices {
            for name in standings.names[principal] { byName[name, default: []].append(principal) }
            byAccount[Text(standings.principals[principal].principal.account), default: []].append(principal)
        }
        self.byName = byName
        self.byAccount = byAccount.sorted { $0.key < $1.key }.map { account, principals in
            let first = principals.first.map { standings.principals[$0].principal }
            let partition = (first?.arn).flatMap { ARN($0) }?.partition ?? "aws"
            var anybody = AWSPrincipal(
                kind: .role, arn: "arn:\(partition):iam::\(account):role/\u{0}", account: account.string, tags: nil)
            anybody.canonicalUserID = first?.canonicalUserID
            return (anybody, principals)
        }
    }

    private struct Asked: Hashable {
        let standing: Int
        let look: Int
        let profile: Int
    }

    private struct Decided: Hashable {
        let asked: Asked
        let decision: Int?  // of the key
    }

    /// To whom a statement of the resource's own policy gives something, in classes.
    mutating func given(
        by statement: Statement, of universe: Int, _ member: Int, in reach: inout AWSReach
    ) -> [Class] {
        let all = reach.universes[universe]
        let resource = all.resources[member]
        let deeds = all.deeds.indices.filter { statement.matches(action: all.deeds[$0].action) }
        guard !deeds.isEmpty else { return [] }
        let part = reach.part(of: universe, guardID: all.wholeGuards[member], [Int32(member)])

        var judged: [Asked: AWSReach.Judged] = [:]
        var found: [Decided: [Int]] = [:]
        var classes: [[Int]: [Int]] = [:]
        for principal in named(by: statement, owner: resource.account, needsOwn: true) {
            let holder = reach.standings.principals[principal]
            if all.type == .role, holder.key == resource.key { continue }
            let isOwn =
                resource.account.isEmpty || UTF8Order.equal(resource.account, holder.principal.account)
            // A trust across accounts gives nothing by itself: it is a condition of the identity's own statement.
            if all.type == .role, !isOwn { continue }
            var profile = -1
            if !isOwn {
                guard let own = self.profile(of: principal, universe, in: reach) else { continue }
                profile = own
            }
            let look = reach.guards.look(of: part.guardID, at: principal, in: reach.standings)
            let asked = Asked(standing: reach.standing(of: principal, in: universe), look: look, profile: profile)
            let view = part.usages.isEmpty ? -1 : reach.view(of: principal)
            let decided = Decided(asked: asked, decision: reach.decision(on: part, view: view))
            let given: [Int]
            if let known = found[decided] {
                given = known
            } else if all.type == .role {
                given = reach.trusted(by: statement, universe, member, principal)
            } else {
                let own = isOwn ? [] : rights(of: principal, universe, in: reach)
                let ways =
                    judged[asked]
                    ?? reach.judged(
                        byResource: statement, part, universe, deeds, principal, isOwn: isOwn, own: own)
                judged[asked] = ways
                given = reach.combined(part, universe, view, ways)
            }
            found[decided] = given
            if !given.isEmpty { classes[given, default: []].append(principal) }
        }
        return classes.map { (principals: $0.value, given: $0.key) }
            .sorted { $0.principals.lexicographicallyPrecedes($1.principals) }
    }

    /// Principals that the statement may give something to.
    private func named(by statement: Statement, owner: String, needsOwn: Bool) -> [Int] {
        var out: Set<Int> = []
        for part in statement.namedParts { out.formUnion(byName[Text(part)] ?? []) }
        for (anybody, principals) in byAccount {
            let naming = statement.naming(of: anybody).string
            if naming.isEmpty { continue }
            // In its own account, to name the account only delegates.
            let isOwn = owner.isEmpty || UTF8Order.equal(owner, anybody.account)
            if isOwn, !naming.contains("everyone") { continue }
            out.formUnion(principals)
        }
        return out.sorted()
    }

    private func rights(of principal: Int, _ universe: Int, in reach: AWSReach) -> [AWSStandings.Right] {
        reach.standings.rights[principal].filter { right in
            reach.universes[universe].deeds.contains { right.statement.matches(action: $0.action) }
        }
    }

    /// What of its own policies a principal brings to a resource of another account; nil for nothing.
    private mutating func profile(of principal: Int, _ universe: Int, in reach: AWSReach) -> Int? {
        let pair = AWSReach.Pair(a: principal, b: universe)
        if let known = profileOf[pair] { return known }
        let own = rights(of: principal, universe, in: reach)
        let who = reach.standings.principals[principal].principal
        let text = own.map { "\($0.content) \($0.statement.look(of: who))" }.joined(separator: "\u{0}")
        let number = own.isEmpty ? nil : profiles.number(of: Text(text))
        profileOf[pair] = .some(number)
        return number
    }
}

extension AWSReach {
    /// Those who have the same view of keys are given the same on them.
    mutating func view(of principal: Int) -> Int { keys.view(of: principal, in: standings, &guards) }

    /// What those with the view may do with the key of a single resource; nil where none encrypts it.
    mutating func decision(on part: Part, view: Int) -> Int? {
        part.usages.first?.value.map { keys.decision(on: $0, view: view) }
    }

    /// What a statement of a resource's own policy gives a principal on it, before its key is asked.
    mutating func judged(
        byResource statement: Statement, _ part: Part, _ universe: Int, _ deeds: [Int], _ principal: Int,
        isOwn: Bool, own: [AWSStandings.Right]
    ) -> Judged {
        let holder = standings.principals[principal]
        var policies = standings.limited[principal]
        policies.identity += own.map(\.alone)
        return judged(part, universe, deeds, isAlike: isOwn, principal) { action, resource in
            AWSEvaluator.judge(
                resourceStatement: statement, principal: holder.principal, policies: policies, action: action,
                resource: resource, context: RequestContext())
        }
    }

    /// What a role's trust gives a principal of its account by itself.
    mutating func trusted(by statement: Statement, _ universe: Int, _ member: Int, _ principal: Int) -> [Int] {
        let holder = standings.principals[principal]
        guard let role = universes[universe].resources[member].role else { return [] }
        let ways = AWSEvaluator.judgeAssume(
            principal: holder.principal, policies: standings.limited[principal], role: role,
            action: "sts:AssumeRole", context: RequestContext())
        let own = ways.filter { way in
            way.identityStatement == nil && role.trust.statements[way.trustStatement].index == statement.index
        }
        let list = Set(own.map(AWSGift.init(taking:))).sorted(by: AWSGift.listOrder)
        return [number(of: list, on: [Int32(member)], of: universe)].compactMap { $0 }
    }

    /// The numbers without a role itself among those that it may take, where they are few.
    mutating func without(_ role: Key, _ numbers: [Int], below threshold: Int) -> [Int] {
        numbers.compactMap { number in
            let one = given.values[number]
            guard universes[one.universe].type == .role, one.members.count < threshold,
                let place = one.members.firstIndex(where: {
                    universes[one.universe].resources[Int($0)].key == role
                })
            else { return number }
            var members = one.members
            members.remove(at: place)
            return members.isEmpty ? nil : self.number(of: gifts.values[one.gifts], on: members, of: one.universe)
        }
    }
}

extension AWSInventory.Resource {
    /// The resource as a role to be taken; nil where it has no trust.
    var role: AWSRole? {
        policy.map {
            AWSRole(
                arn: arn, account: account, trust: $0, tags: tags, controlPolicies: controlPolicies,
                membership: membership)
        }
    }
}
