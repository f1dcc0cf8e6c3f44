internal import OverreachModel
internal import OverreachPolicy

/// What principals may do with the customer's keys that stores are encrypted with, judged in classes.
///
/// Source: AWS KMS Developer Guide, "Key policies in AWS KMS", "AWS KMS condition keys", "Encryption context".
struct AWSKeyRights {
    /// The right to an operation of a key.
    struct Right: Hashable {
        let verdict: Verdict
        let conditions: [Text]
        /// The principal's policies that give it; the key's own is the key's.
        let policies: [Key]

        /// In the account of a key that AWS manages nobody needs a right of his own.
        static let notNeeded = Right(verdict: .allowed, conditions: [], policies: [])
        /// What is left where nobody gave the key's policy.
        static let notGiven = Right(
            verdict: .conditional, conditions: [Text(KeyRequest.isNotGiven)], policies: [])
    }

    private var universe: AWSUniverse
    private let places: [Key: Int]
    /// Whether a policy asks by which service a key is used, or for what.
    private let asksForService: Bool
    private let asksForPurpose: Bool

    private var profiles = Numbering<Text>()
    private var views = Numbering<[Int]>()
    private var principalOf: [Int] = []  // by view: one who has it
    private var viewOf: [Int: Int] = [:]  // by principal
    private var classOf: [Int: [Int]] = [:]  // by profile: by key
    private var uses = Numbering<Text>()
    private var contexts: [RequestContext] = []  // by use
    private var usages = Numbering<Usage>()
    private var rights = Numbering<Right?>()
    private var decisions = Numbering<[Int]>()
    private var judged: [Question: Int] = [:]
    private var decided: [Ask: Int] = [:]
    private var policiesOf: [Int: AWSPrincipalPolicies] = [:]  // by profile
    private let standings: AWSStandings
    private let guardPlaces: [Int: Int]  // by guard: its look's place in a view

    private struct Question: Hashable {
        let profile: Int
        let keyClass: Int
        let look: Int
        let action: Int
        let use: Int
    }

    /// The key that a store is encrypted with, and how it is used.
    private enum Usage: Hashable {
        case known(key: Int, use: Int)  // the key's place among the keys
        case unknown
        case managed(account: Text)
    }

    private struct Ask: Hashable {
        let view: Int
        let usage: Int
    }

    /// The operations of a key that stores need, in the order of a decision.
    static let actions = Set(
        AWSNode.allCases.flatMap { AWSEffects.effects(on: $0).flatMap(\.keyActions) }.map { Text($0) }
    ).sorted().map(\.string)

    init(
        _ inventory: AWSInventory, standings: AWSStandings, facts: inout Numbering<Text>, guards: inout AWSGuards
    ) {
        self.standings = standings
        let deeds = AWSKeyRights.actions.map {
            AWSDeed(action: $0, kind: EdgeKind(AccessEdge.reads), keyActions: [], row: nil)
        }
        universe = AWSUniverse(
            type: .key, deeds: deeds, resources: inventory.keys, facts: &facts, guards: &guards)
        places = Dictionary(
            universe.resources.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })

        let ordered = Set(universe.wholeGuards).sorted()
        guardPlaces = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0 + 1) })
        let ofKeys = ordered.flatMap { guards.guards[$0].statements }
        let limits = standings.standings.flatMap { $0.limits.map(\.statement) }
        let own = standings.rights.flatMap { $0.map(\.statement) }
        let asking = (ofKeys + limits + own).filter { !$0.isBlind }
        asksForPurpose = asking.contains { $0.looksAt(keyPrefix: "kms:encryptioncontext") }
        asksForService = asking.contains { $0.looksAt(keyPrefix: "kms:") }
    }

    /// Those who have the same view of all keys are given the same on them.
    mutating func view(of principal: Int, in standings: AWSStandings, _ guards: inout AWSGuards) -> Int {
        if let known = viewOf[principal] { return known }
        let who = standings.principals[principal].principal
        let own = AWSKeyRights.rights(of: principal, in: standings)
        var text = "\(standings.standing[principal])"
        for right in own {
            text += "\u{0}\(right.content) \(right.policy.key) \(right.statement.look(of: who))"
        }
        let profile = profiles.number(of: Text(text))
        let seen = Set(universe.wholeGuards).sorted().map { guards.look(of: $0, at: principal, in: standings) }
        let view = views.number(of: [profile] + seen)
        if view == principalOf.count { principalOf.append(principal) }
        viewOf[principal] = view
        return view
    }

    /// The number of the key that a store is encrypted with and of how its service uses it; nil where no customer's
    /// key encrypts it.
    ///
    /// Stores with one number are treated alike by it.
    mutating func usage(of store: AWSInventory.Resource) -> Int? {
        guard store.isEncrypted else { return nil }
        if case .managed = store.encryption { return usages.number(of: .managed(account: Text(store.account))) }
        guard let place = store.encryptionKey.flatMap({ places[$0] }) else { return usages.number(of: .unknown) }
        return usages.number(of: .known(key: place, use: use(of: store, with: universe.resources[place])))
    }

    /// The number of what those with the view may do with a key that is used so.
    mutating func decision(on usage: Int, view: Int) -> Int {
        let ask = Ask(view: view, usage: usage)
        if let known = decided[ask] { return known }
        let found = decisions.number(of: judge(usages.values[usage], view))
        decided[ask] = found
        return found
    }

    /// The rights by the action that they are to; what is not among them is not allowed.
    func rights(_ decision: Int) -> [Text: Right] {
        var out: [Text: Right] = [:]
        for (action, number) in zip(AWSKeyRights.actions, decisions.values[decision]) {
            out[Text(action)] = rights.values[number]
        }
        return out
    }

    /// What is left of a right on a store where its key must allow actions as well; nil for nothing.
    static func narrowed(
        _ way: AWSGrantJudgement, _ actions: [String], by key: [Text: Right]?
    ) -> AWSGrantJudgement? {
        guard let key else { return way }
        var (verdict, conditions) = (way.verdict, way.conditions)
        for action in actions {
            guard let right = key[Text(action)] else { return nil }
            guard right.verdict != .allowed else { continue }
            verdict = max(verdict, right.verdict)
            conditions += right.conditions.map { "\(action) on its key: \($0)" }
        }
        return AWSGrantJudgement(verdict: verdict, conditions: conditions, allow: way.allow, deny: way.deny)
    }

    // MARK: -

    private static func rights(of principal: Int, in standings: AWSStandings) -> [AWSStandings.Right] {
        standings.rights[principal].filter { right in
            actions.contains { right.statement.matches(action: $0) }
        }
    }

    /// The numbers of the rights to `actions`.
    private mutating func judge(_ usage: Usage, _ view: Int) -> [Int] {
        let (key, use): (Int, Int)
        switch usage {
        case .known(let place, let number): (key, use) = (place, number)
        case .unknown: return AWSKeyRights.actions.map { _ in rights.number(of: .notGiven) }
        case .managed(let account):
            let isOwn = account == Text(standings.principals[principalOf[view]].principal.account)
            return AWSKeyRights.actions.map { _ in rights.number(of: isOwn ? .notNeeded : nil) }
        }
        let keyClass = classes(of: view)[key]
        let look = guardPlaces[universe.wholeGuards[key]].map { views.values[view][$0] } ?? -1
        let profile = views.values[view][0]
        return AWSKeyRights.actions.indices.map { action in
            let question = Question(
                profile: profile, keyClass: keyClass, look: look, action: action, use: use)
            if let known = judged[question] { return known }
            let right = right(
                to: AWSKeyRights.actions[action], on: universe.resources[key], view, contexts[use])
            let number = rights.number(of: right)
            judged[question] = number
            return number
        }
    }

    /// Keys that nothing in the principal's policies tells apart, by key.
    private mutating func classes(of view: Int) -> [Int] {
        let profile = views.values[view][0]
        if let known = classOf[profile] { return known }
        let principal = principalOf[view]
        let who = standings.principals[principal].principal
        let own = AWSKeyRights.rights(of: principal, in: standings).map {
            AWSStandings.Limit(statement: $0.statement, level: .identity)
        }
        let limits = standings.standings[standings.standing[principal]].limits.filter { limit in
            AWSKeyRights.actions.contains { limit.statement.matches(action: $0) }
        }
        let controls = universe.resources.flatMap { $0.controlPolicies.flatMap { $0.flatMap(\.statements) } }
        let above = Dictionary(controls.map { ($0.content, $0) }, uniquingKeysWith: { first, _ in first })
            .sorted { $0.key < $1.key }.map { AWSStandings.Limit(statement: $0.value, level: .resourceControl) }

        var classes = Classes(Array(0..<Int32(universe.resources.count)), count: universe.resources.count)
        for limit in own + limits + above {
            for pattern in limit.statement.patterns(for: who, at: limit.level) ?? [] {
                let touch = universe.touch(pattern)
                classes.refine(by: universe[touch: touch])
            }
            if limit.statement.isBlind { continue }
            var looks = Numbering<Text>()
            classes.refine { looks.number(of: limit.statement.look(of: universe.resources[$0].resource())) }
            if limit.statement.hasResourceVariables { classes.refine { $0 } }
        }
        var out = [Int](repeating: 0, count: universe.resources.count)
        for (number, members) in classes.members.enumerated() {
            for member in members { out[Int(member)] = number }
        }
        classOf[profile] = out
        return out
    }

    private mutating func right(
        to action: String, on key: AWSInventory.Resource, _ view: Int, _ context: RequestContext
    ) -> Right? {
        let principal = principalOf[view]
        let profile = views.values[view][0]
        let policies = policiesOf[profile] ?? limited(principal)
        policiesOf[profile] = policies

        let request = KeyRequest(
            standings.principals[principal].principal, policies, key: key.resource(),
            isPolicyPartial: key.isPolicyPartial, context: context)
        return request.judge(action).map { judged in
            Right(
                verdict: judged.verdict, conditions: judged.conditions.map { Text($0) },
                policies: request.givers(of: action))
        }
    }

    /// The principal's policies as far as they speak of keys.
    private func limited(_ principal: Int) -> AWSPrincipalPolicies {
        var policies = standings.limited[principal]
        policies.identity += AWSKeyRights.rights(of: principal, in: standings).map(\.alone)
        return policies
    }

    /// The number of how a store's service uses the key, as far as policies ask.
    private mutating func use(of store: AWSInventory.Resource, with key: AWSInventory.Resource) -> Int {
        var context = RequestContext()
        var text = ""
        if asksForService, let arn = ARN(store.arn), let region = ARN(key.arn)?.region {
            var settled = [KeyRequest.via(arn, in: region)]
            text = "\(arn.service)|\(region)|\(arn.partition)"
            if asksForPurpose {
                settled += KeyRequest.purpose(of: arn)
                text += "|\(store.arn)"
            }
            for (name, values) in settled { context.set(name, values) }
        }
        let number = uses.number(of: Text(text))
        if number == contexts.count { contexts.append(context) }
        return number
    }
}
