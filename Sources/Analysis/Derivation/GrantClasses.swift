internal import OverreachModel
internal import OverreachPolicy

/// What a grant gives: the end of one edge that leaves it.
struct Outcome: Hashable {
    var kind: EdgeKind
    var target: Key
    var verdict = Verdict.allowed
    var conditions: [String] = []
    var scope: AccessScope?
    var premises: [Key] = []

    init(
        kind: EdgeKind, target: Key, verdict: Verdict = .allowed, conditions: [String] = [],
        scope: AccessScope? = nil, premises: [Key] = []
    ) {
        self.kind = kind
        self.target = target
        self.verdict = verdict
        self.conditions = conditions
        self.scope = scope
        self.premises = premises
    }

    init(_ kind: EdgeKind, _ target: Key, _ judgement: AWSGrantJudgement) {
        self.init(kind: kind, target: target, verdict: judgement.verdict, conditions: judgement.conditions)
    }

    /// Several ways to one effect with one verdict: what is covered adds up.
    init(_ kind: EdgeKind, _ target: Key, union ways: [AWSGrantJudgement]) {
        let conditions = Set(ways.flatMap(\.conditions).map { Text($0) }).sorted().map(\.string)
        let scope = AccessScope(union: ways.map { AccessScope(allow: $0.allow, deny: $0.deny) })
        self.init(
            kind: kind, target: target, verdict: ways.first?.verdict ?? .conditional, conditions: conditions,
            scope: scope == .whole ? nil : scope)
    }

    static func listOrder(_ a: Outcome, _ b: Outcome) -> Bool {
        if a.kind != b.kind { return UTF8Order.less(a.kind.name, b.kind.name) }
        if a.target != b.target { return a.target < b.target }
        return a.verdict < b.verdict
    }
}

/// A right before it is known who shares it.
struct Grant: Hashable {
    let type: NodeType
    let scope: String
    let id: String
    let name: String
    let aliases: [String]
    /// What a user writes behind the holder's name: `principal/Sid`.
    let localName: String
    let origin: Origin

    /// A statement of an inline, attached or group policy.
    init(statement: Statement, of policy: AttachedPolicy) {
        let owner = policy.key
        let isManaged = owner.type == NodeType(AWSNode.managedPolicy)
        let place = "#\(statement.index)"
        type = NodeType(AWSNode.statement)
        scope = owner.scope
        // A colon is in no name of IAM, so a policy that is called `trust` is not the trust.
        id = isManaged ? "\(owner.id)/\(place)" : "\(owner.id):inline/\(policy.name)/\(place)"
        name = "\(policy.name)/\(statement.sid ?? place)"
        aliases = ["\(policy.name)/\(place)"]
        localName = statement.sid ?? place
        origin = .declared
    }

    /// A statement of a resource's own policy or of a role's trust.
    init(statement: Statement, ofResource resource: Key, title: String) {
        let place = "#\(statement.index)"
        let short = resource.id.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? resource.id
        type = NodeType(AWSNode.statement)
        scope = resource.scope
        id = "\(resource.id):\(title)/\(place)"
        name = "\(title) of \(short)/\(statement.sid ?? place)"
        aliases = ["\(short)/\(title)/\(place)"]
        localName = statement.sid ?? place
        origin = .declared
    }

    static func == (a: Grant, b: Grant) -> Bool {
        UTF8Order.equal(a.id, b.id) && UTF8Order.equal(a.name, b.name) && UTF8Order.equal(a.scope, b.scope)
            && a.type == b.type && a.origin == b.origin && UTF8Order.equal(a.localName, b.localName)
    }

    func hash(into hasher: inout Hasher) { UTF8Order.hash(id, into: &hasher) }

    /// Any other right.
    init(type: NodeType, scope: String, id: String, name: String, localName: String, origin: Origin) {
        self.type = type
        self.scope = scope
        self.id = id
        self.name = name
        aliases = []
        self.localName = localName
        self.origin = origin
    }
}

/// Gathers grants holder by holder and lets those share a node to whom it gives the same.
struct GrantClasses {
    private struct Held {
        var evidence: Evidence?
        var outcomes: Set<Int> = []
        var given: [Int] = []
    }

    /// What holders of one class have in common.
    private struct Content: Hashable {
        /// Their numbers, ascending.
        var outcomes: [Int]
        var given: [Int]
    }

    private struct Shared {
        let holders: [Key]
        let evidence: Evidence?
        let content: Content
    }

    private var held: [Grant: [Key: Held]] = [:]
    private var shared: [Grant: [Shared]] = [:]
    private var outcomes = Numbering<Outcome>()

    /// States that the holder has the grant and what it gives; several calls for one holder add up.
    ///
    /// A right that leads nowhere in the graph is a node all the same: users ask for it and fixes take it away. `given`
    /// are numbers of what is given on many resources, for the sets that `conclusions` is asked with.
    mutating func add(
        _ grant: Grant, heldBy holder: Key, evidence: Evidence?, gives outcomes: [Outcome], given: [Int] = []
    ) {
        let numbers = outcomes.map { self.outcomes.number(of: $0) }
        held[grant, default: [:]][holder, default: Held(evidence: evidence)].outcomes.formUnion(numbers)
        if !given.isEmpty { held[grant]?[holder]?.given += given }
    }

    /// States that many hold a grant of a resource, which gives each of them the same.
    mutating func add(_ grant: Grant, sharedBy holders: [Key], evidence: Evidence?, given: [Int]) {
        shared[grant, default: []].append(
            Shared(holders: holders.sorted(), evidence: evidence, content: Content(outcomes: [], given: given)))
    }

    /// The grant nodes with their edges, each holder's to the node of its class.
    func conclusions() -> Conclusions {
        var none = GrantSets()
        return conclusions(with: &none)
    }

    /// The same, where many resources or many holders stand as sets.
    func conclusions(with sets: inout GrantSets) -> Conclusions {
        var conclusions = Conclusions()
        for grant in Set(held.keys).union(shared.keys).sorted(by: { UTF8Order.less($0.id, $1.id) }) {
            var classes: [Content: [Key]] = [:]
            var evidences: [Content: Set<Evidence>] = [:]
            let holders = held[grant] ?? [:]
            for (holder, held) in holders {
                let content = Content(
                    outcomes: held.outcomes.sorted(), given: sets.merged(held.given))
                classes[content, default: []].append(holder)
                if let evidence = held.evidence { evidences[content, default: []].insert(evidence) }
            }
            for group in shared[grant] ?? [] {
                let content = Content(outcomes: [], given: sets.merged(group.content.given))
                classes[content, default: []] += group.holders
                if let evidence = group.evidence { evidences[content, default: []].insert(evidence) }
            }
            let ordered = classes.map { (content: $0.key, holders: $0.value.sorted()) }
                .sorted { a, b in a.holders.lexicographicallyPrecedes(b.holders) }

            for (content, members) in ordered {
                // The class of the first holder keeps the plain name only where there is one class.
                let mark = ordered.count > 1 ? "@\(members.first?.id ?? "")" : ""
                let evidence = (evidences[content] ?? []).sorted()
                let key = Key(grant.type, scope: grant.scope, id: grant.id + mark)
                let isSet = holders.isEmpty && members.count >= sets.threshold
                let short = isSet ? [] : members.map { $0.id.split(separator: "/").last.map(String.init) ?? $0.id }
                let aliases = grant.aliases + short.map { "\($0)/\(grant.localName)" }
                conclusions.nodes.append(
                    NodeFact(
                        key, name: grant.name, properties: aliases.map { Property(PropertyName.alias, $0) }.sorted(),
                        evidence: evidence))
                for member in isSet ? [sets.set(of: members, evidence: evidence)] : members {
                    let proof = holders[member]?.evidence.map { [$0] } ?? (holders.isEmpty ? evidence : [])
                    conclusions.edges.append(
                        EdgeFact(
                            member, EdgeKind(AccessEdge.holds), key, origin: grant.origin, evidence: proof,
                            premises: [member]))
                }
                for outcome in content.outcomes.map({ outcomes.values[$0] }).sorted(by: Outcome.listOrder) {
                    conclusions.edges.append(
                        EdgeFact(
                            key, outcome.kind, outcome.target, origin: grant.origin, verdict: outcome.verdict,
                            conditions: outcome.conditions, scope: outcome.scope, evidence: evidence,
                            premises: outcome.premises))
                }
                conclusions.edges += sets.edges(of: content.given, from: key, origin: grant.origin, evidence: evidence)
            }
        }
        let made = sets.conclusions()
        conclusions.nodes += made.nodes
        conclusions.edges += made.edges
        return conclusions
    }
}
