internal import OverreachModel
internal import OverreachPolicy

/// Judges statements over classes of principals and classes of resources.
///
/// A judgement depends on the principal through its standing, on how it looks to the conditions and variables in play,
/// and on how the resource's own policy names it; on the resource through where the patterns in play stand after its
/// ARN, its own policy, and how it looks to the conditions. So one judgement stands for all pairs that agree in these.
struct AWSReach {
    let inventory: AWSInventory
    let standings: AWSStandings
    private(set) var universes: [AWSUniverse] = []
    /// Every list of gifts that was found; the empty one is nothing.
    private(set) var gifts = Numbering<[AWSGift]>()
    /// Every group of resources with what is given on them.
    private(set) var given = Numbering<AWSGiven>()
    /// Questions that were put to the evaluator.
    private(set) var judgements = 0

    var guards = AWSGuards()
    var keys: AWSKeyRights
    private var facts = Numbering<Text>()
    private var usages: [[Int?]] = []  // by universe: by resource; see `AWSKeyRights`
    /// Statements of resource control policies, once each.
    private let controls: [Statement]

    // What was found, by numbers.
    private var statementLooks = Numbering<Text>()
    private var askings = Numbering<Asking>()
    private var partitions: [[Part]] = []
    private var partitionNumbers = Numbering<[Int]>()
    private var partsOfAsking: [Int: (deeds: [Int], partition: Int)] = [:]
    private var standingTexts = Numbering<Text>()
    private var standingIn: [Pair: Int] = [:]  // by standing and universe
    private var isSpoken: [Pair: Bool] = [:]  // by statement and universe
    private var found: [Place: [Int]] = [:]
    private var judgedParts: [Place: Judged] = [:]  // without a view
    private var factLooks: [Pair: Int] = [:]
    private var rows = AWSDeedRows()

    /// A statement as it is for a class of principals.
    private struct Asking: Hashable {
        let content: Int
        let look: Int
        let universe: Int
        let standing: Int  // in the universe
    }

    /// Resources that are alike to the statements in play.
    struct Part {
        let guardID: Int
        let members: [Int32]
        /// The members by how they use keys, where any does, in the order of the first of each; see `AWSKeyRights`.
        let usages: [(value: Int?, members: [Int32])]
    }

    private struct Place: Hashable {
        let asking: Int
        let part: Int
        let look: Int
        var view = -1
    }

    struct Pair: Hashable {
        let a: Int
        let b: Int
    }

    init(_ inventory: AWSInventory) {
        self.inventory = inventory
        standings = AWSStandings(inventory.principals)
        var controls: [Text: Statement] = [:]
        for resource in inventory.stores + inventory.roles {
            for statement in resource.controlPolicies.flatMap({ $0.flatMap(\.statements) }) {
                controls[statement.content] = statement
            }
        }
        self.controls = controls.sorted { $0.key < $1.key }.map(\.value)
        _ = gifts.number(of: [])

        var byType: [AWSNode: [AWSInventory.Resource]] = [:]
        for resource in inventory.stores { byType[resource.type, default: []].append(resource) }
        byType[.role] = inventory.roles
        for type in AWSNode.allCases {
            guard let resources = byType[type], !resources.isEmpty else { continue }
            universes.append(
                AWSUniverse(
                    type: type, deeds: AWSDeed.all(on: type), resources: resources, facts: &facts, guards: &guards))
        }
        keys = AWSKeyRights(inventory, standings: standings, facts: &facts, guards: &guards)
        for universe in universes { usages.append(universe.resources.map { keys.usage(of: $0) }) }
    }

    // MARK: - Statements of principals

    /// What the right gives the principal, as numbers in `given`.
    mutating func given(by right: AWSStandings.Right, to principal: Int) -> [Int] {
        let who = standings.principals[principal].principal
        let look = statementLooks.number(of: right.statement.look(of: who))
        var out: [Int] = []
        for universe in universes.indices where speaks(right.statement, right.content, of: universe) {
            let asking = askings.number(
                of: Asking(
                    content: right.content, look: look, universe: universe,
                    standing: standing(of: principal, in: universe)))
            let (deeds, partition) = parts(of: asking, universe, right, principal)
            for (number, part) in partitions[partition].enumerated() {
                let seen = guards.look(of: part.guardID, at: principal, in: standings)
                let isRole = universes[universe].type == .role
                if isRole, !guards.names(seen) { continue }
                let view = part.usages.isEmpty ? -1 : keys.view(of: principal, in: standings, &guards)
                var place = Place(asking: asking, part: number, look: seen)
                let unseen = place
                place.view = view
                if let known = found[place] {
                    out += known
                    continue
                }
                let made: [Int]
                if isRole {
                    made = taken(part, universe, by: right, principal)
                } else {
                    let ways = judgedParts[unseen] ?? judged(part, universe, deeds, by: right, principal)
                    if view >= 0 { judgedParts[unseen] = ways }
                    made = combined(part, universe, view, ways)
                }
                found[place] = made
                out += made
            }
        }
        return out
    }

    /// Whether the statement, whose number is given, speaks of any deed on the type.
    private mutating func speaks(_ statement: Statement, _ content: Int, of universe: Int) -> Bool {
        let pair = Pair(a: content, b: universe)
        if let known = isSpoken[pair] { return known }
        let answer = universes[universe].deeds.contains { statement.matches(action: $0.action) }
        isSpoken[pair] = answer
        return answer
    }

    /// The number of what a principal's standing comes to for a type of resource.
    mutating func standing(of principal: Int, in universe: Int) -> Int {
        let pair = Pair(a: standings.standing[principal], b: universe)
        if let known = standingIn[pair] { return known }
        let deeds = universes[universe].deeds
        let text = standings.standings[pair.a].text { statement in
            deeds.contains { statement.matches(action: $0.action) }
        }
        let number = standingTexts.number(of: text)
        standingIn[pair] = number
        return number
    }

    /// The classes of resources that the right can touch, by type.
    private mutating func parts(
        of asking: Int, _ universe: Int, _ right: AWSStandings.Right, _ principal: Int
    ) -> (deeds: [Int], partition: Int) {
        if let known = partsOfAsking[asking] { return known }
        let deeds = universes[universe].deeds.indices.filter {
            right.statement.matches(action: universes[universe].deeds[$0].action)
        }
        let found = (deeds, partition(universe, deeds, for: right.statement, principal))
        partsOfAsking[asking] = found
        return found
    }

    /// Divides the resources that a statement touches so that those of one part are alike.
    private mutating func partition(
        _ universe: Int, _ deeds: [Int], for statement: Statement, _ principal: Int
    ) -> Int {
        let who = standings.principals[principal].principal
        let actions = deeds.map { universes[universe].deeds[$0].action }
        let limits = standings.standings[standings.standing[principal]].limits.filter { limit in
            actions.contains { limit.statement.matches(action: $0) }
        }
        let above = controls.filter { control in actions.contains { control.matches(action: $0) } }
            .map { AWSStandings.Limit(statement: $0, level: .resourceControl) }

        let own = (statement.patterns(for: who, at: .identity) ?? []).map { universes[universe].touch($0) }
        let others = (limits + above).flatMap { limit in
            (limit.statement.patterns(for: who, at: limit.level) ?? []).map {
                universes[universe].touch($0)
            }
        }
        let looking = ([statement] + (limits + above).map(\.statement)).filter { !$0.isBlind }
        let lookIDs = looking.map { statementLooks.number(of: $0.content) }
        let account = statementLooks.number(of: Text(who.account))
        let isDivided = looking.contains(where: \.hasResourceVariables)
        let key =
            [universe, account, statement.isNotResource ? 1 : 0, isDivided ? 1 : 0, own.count] + own
            + Set(others).sorted() + [-1] + Set(lookIDs).sorted()
        let number = partitionNumbers.number(of: key)
        if number < partitions.count { return number }

        let candidates = candidates(universe, own, isNot: statement.isNotResource)
        var classes = Classes(candidates, count: universes[universe].resources.count)
        let needsConsent = universes[universe].type == .role || universes[universe].type == .key
        let resources = universes[universe].resources
        let (denies, wholes) = (universes[universe].denyGuards, universes[universe].wholeGuards)
        let guardOf = { (member: Int) -> Int in
            let owner = resources[member].account
            let isOwn = owner.isEmpty || UTF8Order.equal(owner, who.account)
            return isOwn && !needsConsent ? denies[member] : wholes[member]
        }
        classes.refine(by: guardOf)
        for touch in Set(own + others).sorted() { classes.refine(by: universes[universe][touch: touch]) }
        for (statement, id) in zip(looking, lookIDs) {
            classes.refine { self.look(of: statement, id, at: $0, universe) }
        }
        if isDivided { classes.refine { $0 } }
        partitions.append(
            classes.members.map { members in
                part(of: universe, guardID: guardOf(Int(members[0])), members)
            })
        return number
    }

    /// Resources that are alike to the statements in play, divided by how they use keys.
    func part(of universe: Int, guardID: Int, _ members: [Int32]) -> Part {
        let groups = members.grouped { usages[universe][Int($0)] }
        let hasKeys = groups.contains { $0.value != nil }
        return Part(guardID: guardID, members: members, usages: hasKeys ? groups : [])
    }

    private func candidates(_ universe: Int, _ touches: [Int], isNot: Bool) -> [Int32] {
        let all = Array(0..<Int32(universes[universe].resources.count))
        if isNot { return all }
        var out: Set<Int32> = []
        for number in Set(touches) {
            let touch = universes[universe][touch: number]
            if touch.isUniform { return all }
            out.formUnion(touch.members)
        }
        return out.sorted()
    }

    /// How a resource looks to a statement, in all the parts of it that deeds are asked for.
    private mutating func look(of statement: Statement, _ id: Int, at member: Int, _ universe: Int) -> Int {
        let pair = Pair(a: id, b: universes[universe].facts[member])
        if let known = factLooks[pair] { return known }
        let text = Set(universes[universe].forms).sorted().flatMap { universes[universe].targets(of: $0, on: member) }
            .map { statement.look(of: $0).string }.joined(separator: "\u{0}")
        let number = statementLooks.number(of: Text(text))
        factLooks[pair] = number
        return number
    }

    // MARK: - Judging

    /// Judgements of a class of resources, each with the deed that it is of.
    typealias Judged = [(deed: AWSDeed, judgement: AWSGrantJudgement)]

    private mutating func judged(
        _ part: Part, _ universe: Int, _ deeds: [Int], by right: AWSStandings.Right, _ principal: Int
    ) -> Judged {
        let holder = standings.principals[principal]
        let policies = standings.limited[principal]
        return judged(part, universe, deeds, isAlike: right.statement.isBlind, principal) { action, resource in
            AWSEvaluator.judge(
                statement: right.statement, of: right.policy, principal: holder.principal, policies: policies,
                action: action, resource: resource, context: RequestContext())
        }
    }

    /// Judges every deed once that the statements in play tell apart.
    mutating func judged(
        _ part: Part, _ universe: Int, _ deeds: [Int], isAlike: Bool, _ principal: Int,
        _ judge: (_ action: String, _ resource: AWSResource) -> AWSGrantJudgement?
    ) -> Judged {
        let standing = standings.standing[principal]
        let deedsOfType = universes[universe].deeds
        let limits = rows.row(of: .standing(standing), universe, deedsOfType) {
            standings.standings[standing].limits.map(\.statement)
        }
        let own = rows.row(of: .resource(part.guardID), universe, deedsOfType) {
            guards.guards[part.guardID].statements
        }
        let member = Int(part.members[0])
        var asked: [[Int]: [AWSGrantJudgement]] = [:]
        var targets: [Int: [AWSResource]] = [:]
        var out: Judged = []
        for number in deeds {
            let deed = universes[universe].deeds[number]
            let form = universes[universe].forms[number]
            let key = [form, limits[number], own[number], isAlike ? -1 : number]
            let found: [AWSGrantJudgement]
            if let known = asked[key] {
                found = known
            } else {
                let asking = targets[form] ?? universes[universe].targets(of: form, on: member)
                targets[form] = asking
                judgements += asking.count
                found = asking.compactMap { judge(deed.action, $0) }
                asked[key] = found
            }
            out += found.map { (deed, $0) }
        }
        return out
    }

    /// Judgements and the rights on keys as gifts, by the resources that they are on.
    mutating func combined(_ part: Part, _ universe: Int, _ view: Int, _ judged: Judged) -> [Int] {
        if judged.isEmpty { return [] }
        let needsKeys = judged.contains { !$0.deed.keyActions.isEmpty }
        guard !part.usages.isEmpty, needsKeys else {
            return [number(part.members, universe, gifts(judged, universe, Int(part.members[0]), key: nil), [])]
                .compactMap { $0 }
        }

        let groups = part.usages.grouped { $0.value.map { keys.decision(on: $0, view: view) } }
        return groups.compactMap { decision, usages in
            let members = usages.count == 1 ? usages[0].members : usages.flatMap(\.members).sorted()
            let used = decision.map { keys.rights($0) }
            let gifts = gifts(judged, universe, Int(members[0]), key: used)
            let premises = gifts.contains(where: \.usesKey) ? Set(used?.values.flatMap(\.policies) ?? []).sorted() : []
            return number(members, universe, gifts, premises)
        }
    }

    private mutating func number(_ members: [Int32], _ universe: Int, _ list: [AWSGift], _ premises: [Key]) -> Int? {
        if list.isEmpty { return nil }
        return given.number(
            of: AWSGiven(gifts: gifts.number(of: list), premises: premises, universe: universe, members: members))
    }

    /// One edge for each kind and verdict: the union over the actions that have the effect.
    private func gifts(_ judged: Judged, _ universe: Int, _ member: Int, key: [Text: AWSKeyRights.Right]?) -> [AWSGift]
    {
        let resource = universes[universe].resources[member]
        var ways: [EdgeKind: [(AWSGrantJudgement, [String])]] = [:]
        for (deed, judgement) in judged {
            let known = ways[deed.kind] ?? []
            if known.contains(where: { $0.0 == judgement && $0.1 == deed.keyActions }) { continue }
            ways[deed.kind] = known + [(judgement, deed.keyActions)]
        }
        var out: [AWSGift] = []
        for (kind, judgements) in ways.sorted(by: { UTF8Order.less($0.key.name, $1.key.name) }) {
            let found = judgements.compactMap { way, actions in
                AWSKeyRights.narrowed(way, actions, by: key).map { ($0, key != nil && !actions.isEmpty) }
            }
            for verdict in Verdict.allCases {
                let equal = found.filter { $0.0.verdict == verdict }
                guard !equal.isEmpty else { continue }
                var union = Outcome(kind, resource.key, union: equal.map(\.0))
                if resource.isAccountTaken { union.limit(toAccountOf: resource) }
                out.append(
                    AWSGift(
                        kind: kind, verdict: union.verdict, conditions: union.conditions.map { Text($0) },
                        scope: union.scope, usesKey: equal.contains(where: \.1)))
            }
        }
        return out
    }

    // MARK: - Taking roles

    /// What an identity statement gives on roles whose trust consents.
    private mutating func taken(
        _ part: Part, _ universe: Int, by right: AWSStandings.Right, _ principal: Int
    ) -> [Int] {
        let holder = standings.principals[principal]
        var policies = standings.limited[principal]
        policies.identity.append(right.alone)
        let role = universes[universe].resources[Int(part.members[0])]
        guard let target = role.role else { return [] }
        judgements += 1
        let ways = AWSEvaluator.judgeAssume(
            principal: holder.principal, policies: policies, role: target, action: "sts:AssumeRole",
            context: RequestContext())
        let list = Set(ways.filter { $0.identityStatement != nil }.map(AWSGift.init(taking:)))
        return [number(part.members, universe, list.sorted(by: AWSGift.listOrder), [])].compactMap { $0 }
    }

    /// Whether the pattern can touch any resource of a type.
    mutating func touches(_ pattern: Pattern, in universe: Int) -> Bool {
        let touch = universes[universe].touch(pattern)
        return universes[universe][touch: touch].isUniform || !universes[universe][touch: touch].members.isEmpty
    }

    /// A single group, for rights that are judged pair by pair.
    mutating func number(of list: [AWSGift], on members: [Int32], of universe: Int) -> Int? {
        number(members, universe, list, [])
    }
}
