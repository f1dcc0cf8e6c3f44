public import OverreachGraph
public import OverreachModel

/// A node as every answer shows it.
public struct NodeRow: Encodable, Sendable, Hashable, Comparable {
    /// The full key.
    public let key: String
    /// One of the twelve words.
    public let kind: NodeKind
    /// What the world calls it.
    public let id: String
    /// What people call it.
    public let name: String

    /// By kind, then key.
    public static func < (a: NodeRow, b: NodeRow) -> Bool {
        a.kind == b.kind ? UTF8Order.less(a.key, b.key) : a.kind < b.kind
    }

    /// Data first, then the rest from the data's end of the chain to its beginning, the surest first; ids decide between
    /// equals.
    static func listOrder(_ a: (node: NodeRow, verdict: Verdict), _ b: (node: NodeRow, verdict: Verdict)) -> Bool {
        if a.node.kind != b.node.kind { return a.node.kind > b.node.kind }
        if a.verdict != b.verdict { return a.verdict < b.verdict }
        return UTF8Order.equal(a.node.id, b.node.id)
            ? UTF8Order.less(a.node.key, b.node.key) : UTF8Order.less(a.node.id, b.node.id)
    }

    init(_ node: NodeID, in snapshot: Snapshot) {
        self.init(
            key: snapshot.key(node).text, kind: snapshot.kind(node), id: snapshot.worldID(node),
            name: snapshot.name(node))
    }

    /// A node that acts name; where the graph lacks it, what the key says.
    init(_ key: Key, in snapshot: Snapshot) {
        if let node = snapshot.node(key) {
            self.init(node, in: snapshot)
        } else {
            self.init(key: key.text, kind: key.type?.spec.kind ?? .scope, id: key.id, name: key.id)
        }
    }

    private init(key: String, kind: NodeKind, id: String, name: String) {
        self.key = key
        self.kind = kind
        self.id = id
        self.name = name
    }
}

/// Where something was said.
public struct EvidenceRow: Encodable, Sendable, Hashable {
    /// The source that read it.
    public let source: String
    /// The file, relative to what was ingested.
    public let file: String
    /// The line, or null where the file has none.
    public let line: Int?
    /// The place inside: a JSON pointer, a statement, a span, an event.
    public let id: String
    /// When it happened, for what was observed.
    public let time: String?

    /// Where it is said, for people: the file and the line, or what a record of runtime calls itself.
    public var place: String {
        if file.isEmpty { return "\(source) \(id)" }
        return line.map { "\(file):\($0)" } ?? file
    }

    /// The source of what the policy of the house says, whose file is named as the user named it.
    public static let policy = "policy"

    /// A place in the policy of the house.
    init(_ place: HousePlace, in file: String) {
        source = EvidenceRow.policy
        self.file = file
        line = place.line
        id = place.path
        time = nil
    }

    init(_ evidence: Evidence) {
        source = evidence.source
        file = evidence.file
        line = evidence.line
        id = evidence.locator
        time = evidence.time.map(Timestamp.text)
    }
}

/// One step of a path.
public struct StepRow: Encodable, Sendable, Hashable {
    /// Where it begins.
    public let from: NodeRow
    /// The kind of the edge.
    public let edge: String
    /// Where it ends.
    public let to: NodeRow
    /// Who says so.
    public let origin: Origin
    /// Where it is said.
    public let evidence: [EvidenceRow]

    init(_ edge: EdgeID, in snapshot: Snapshot) {
        var maker = RowMaker(snapshot)
        self.init(edge, &maker)
    }

    fileprivate init(_ edge: EdgeID, _ maker: inout RowMaker) {
        let snapshot = maker.snapshot
        from = maker.node(snapshot.from(edge))
        self.edge = snapshot.kind(edge).name
        to = maker.node(snapshot.to(edge))
        origin = snapshot.origin(edge)
        evidence = snapshot.evidence(edge).map(EvidenceRow.init)
    }
}

/// Makes the rows of one answer, where many ways go by the same nodes and edges: each is read once.
struct RowMaker {
    let snapshot: Snapshot
    private var nodes: [NodeID: NodeRow] = [:]
    private var steps: [EdgeID: StepRow] = [:]

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    mutating func node(_ node: NodeID) -> NodeRow {
        if let known = nodes[node] { return known }
        let row = NodeRow(node, in: snapshot)
        nodes[node] = row
        return row
    }

    mutating func steps(of path: Path) -> [StepRow] {
        path.edges.map { edge in
            if let known = steps[edge] { return known }
            let row = StepRow(edge, &self)
            steps[edge] = row
            return row
        }
    }
}

/// What was used, of a row.
public struct UseRow: Encodable, Sendable, Hashable {
    /// Acts.
    public let count: Int
    /// What they did.
    public let effects: [Effect]
    /// When the first happened, RFC 3339.
    public let first: String
    /// When the last happened, RFC 3339.
    public let last: String

    /// Nil where there was no act.
    init?(_ acts: [Activity]) {
        guard let first = acts.map(\.first).min(), let last = acts.map(\.time).max() else { return nil }
        count = acts.total
        effects = Set(acts.map { $0.effect ?? .control }).sorted()
        self.first = Timestamp.text(first)
        self.last = Timestamp.text(last)
    }
}

/// The part of a data store that a row covers.
public struct ScopeRow: Encodable, Sendable, Hashable {
    /// Patterns below the store; `*` alone is the whole.
    public let allow: [String]
    /// What an explicit deny takes away.
    public let deny: [String]
}

/// One node that is reached, or that reaches.
public struct ReachRow: Encodable, Sendable {
    /// The node.
    public let node: NodeRow
    /// What may be done: to data its effects, to a workload `write` or `delete` where that is all, else `control`.
    public let effects: [Effect]
    /// The best over all paths.
    public let verdict: Verdict
    /// What would have to hold: of the row where its verdict is conditional, of single effects otherwise.
    public let conditions: [String]
    /// What part of the data is covered.
    public let scope: ScopeRow
    /// What the path assumes.
    public let assumes: [String]
    /// Edges of the path.
    public let steps: Int
    /// What of it was used, or null.
    public let used: UseRow?
    /// Effects that lie outside of the task of the agent that reaches; null where no task says what it may do.
    public let outside: [Effect]?
    /// Whether the node is one that matters most.
    public let crownJewel: Bool
    /// Whether an attack may begin at the node.
    public let entryPoint: Bool
    /// Who answers for the node, or null.
    public let owner: String?
    /// The shortest path with that verdict.
    public let path: [StepRow]

    enum CodingKeys: String, CodingKey {
        case node, effects, verdict, conditions, scope, assumes, steps, used, outside
        case crownJewel = "crown_jewel"
        case entryPoint = "entry_point"
        case owner, path
    }
}

/// The name of a member that is not known when the program is written.
struct MemberName: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}

/// Numbers of nodes by kind, in the order of the chain; kinds without a node are left out.
public struct KindCounts: Encodable, Sendable {
    /// The counts.
    public let counts: [(kind: NodeKind, count: Int)]

    init(_ kinds: some Sequence<NodeKind>) {
        var counts: [NodeKind: Int] = [:]
        for kind in kinds { counts[kind, default: 0] += 1 }
        self.counts = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// How many nodes of a kind there are.
    public subscript(kind: NodeKind) -> Int { counts.first { $0.kind == kind }?.count ?? 0 }

    /// How many there are in all.
    public var total: Int { counts.reduce(0) { $0 + $1.count } }

    /// Writes an object, kind by kind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MemberName.self)
        for (kind, count) in counts { try container.encode(count, forKey: MemberName(stringValue: kind.rawValue)) }
    }
}
