internal import OverreachGraph
internal import OverreachModel

/// Everything that a person can change, with what was seen of its use.
struct Candidates {
    let ground: Ground
    let documents: [DocumentKey: Document]
    let statements: StatementIndex
    let use: GrantUse
    /// What was done through which trusts and keys.
    let trustUse: TrustUse
    let patches: PolicyPatch
    /// Who holds each managed policy, by its ARN.
    let attachments: [Text: [Key]]
    /// That identities hold managed policies.
    let attachmentDocuments: [Document]
    /// Managed policies, by their ARNs.
    let managed: [Text: Document]
    /// The statements of each policy, in their order.
    let entries: [DocumentKey: [StatementIndex.Entry]]
    /// The acts that count as use.
    private let uses: [Activity]
    /// Where principals differ: the first of the nodes of a statement, by the statement's own id.
    let grantKeys: [Text: Key]

    /// Complexity: linear in the facts and the acts.
    init(_ ground: Ground) {
        self.ground = ground
        documents = Dictionary(ground.stated.documents.map { (DocumentKey($0), $0) }) { first, _ in first }
        statements = StatementIndex(ground.stated.documents)
        use = GrantUse(ground.world)
        trustUse = TrustUse(ground.world)
        patches = PolicyPatch(ground.stated.documents, PolicyVersions(ground.stated.nodes))
        attachments = Dictionary(
            grouping: ground.stated.documents.filter { $0.kind == .awsAttachment }, by: { Text($0.name) }
        ).mapValues { $0.map(\.subject).sorted() }
        attachmentDocuments = ground.stated.documents.filter { $0.kind == .awsAttachment }
        managed = Dictionary(
            ground.stated.documents.filter { $0.kind == .awsManagedPolicy }.map { (Text($0.subject.id), $0) }
        ) { first, _ in first }
        entries = Dictionary(grouping: statements.entries) { $0.key }
        uses = ground.world.recentActivities.filter(\.isUse)
        grantKeys = Candidates.grantKeys(in: ground.world.snapshot, statements)
    }

    private static func grantKeys(in snapshot: Snapshot, _ statements: StatementIndex) -> [Text: Key] {
        var keys: [Text: Key] = [:]
        for node in snapshot.nodes where snapshot.type(node) == NodeType(AWSNode.statement) {
            guard let entry = statements.entry(of: snapshot.key(node)) else { continue }
            let id = Text(StatementIndex.grant(of: entry).id)
            if keys[id] == nil { keys[id] = snapshot.key(node) }
        }
        return keys
    }

    var world: World { ground.world }
    var snapshot: Snapshot { ground.world.snapshot }

    /// All of them, in the order of their ids; each changes something that is there.
    func all() -> [Candidate] {
        let found =
            statementCandidates() + attachmentCandidates() + groupCandidates() + trustCandidates()
            + resourcePolicyCandidates() + keyCandidates() + configurationCandidates() + clusterCandidates()
        var known: Set<Text> = []
        return found.sorted { UTF8Order.less($0.id, $1.id) }.filter { known.insert(Text($0.id)).inserted }.map {
            var candidate = $0
            candidate.work = max(1, world.house.costs.cost(of: candidate.kind.change))
            return candidate
        }
    }

    /// What people call a node; the end of its id where the graph lacks it.
    func name(_ key: Key) -> String {
        snapshot.node(key).map { snapshot.name($0) }
            ?? key.id.split(separator: "/").last.map(String.init) ?? key.id
    }

    /// Acts that count as use, of those that hold.
    func acts(_ holds: (Activity) -> Bool) -> [Activity] { uses.filter(holds) }

    /// Use that is told by acts and not by rights; what was used would break.
    func use(
        of acts: [Activity], observable: Observable, why: String, accounts: Set<Text> = [],
        isBroken: Bool = true
    ) -> CandidateUse {
        var rows: [Text: (count: Int, last: Int64, row: (action: String, on: String))] = [:]
        for act in acts {
            let on = act.target.map { name($0) } ?? act.object ?? ""
            let place = Text("\(act.action)\u{0}\(on)")
            let known = rows[place]
            rows[place] = ((known?.count ?? 0) + act.count, max(known?.last ?? .min, act.time), (act.action, on))
        }
        let breaks = rows.sorted { $0.key < $1.key }.map { _, entry in
            Fixes.BreakRow(
                action: entry.row.action, on: entry.row.on, count: entry.count, last: Timestamp.text(entry.last))
        }
        return CandidateUse(
            count: acts.total, last: acts.map(\.time).max(), breaks: isBroken ? breaks : [], observable: observable,
            why: why, accounts: accounts)
    }
}
