public import OverreachModel
internal import OverreachSecrets
internal import OverreachWire

/// Reads inventories that no other source reads, in Overreach's own form: JSON lines of nodes and edges.
///
/// Its types of nodes and kinds of edges are those of the catalogue, or the inventory's own (`ExternalKind`). Lines may come
/// in any order. A line that is wrong is rejected by its number and does not sink the file.
public struct InterchangeSource: Source {
    /// `interchange`.
    public let name = InterchangeLine.source

    /// Makes the source.
    public init() {}

    /// A file whose first line is an object of one of the forms.
    public func recognise(_ file: SourceFile) -> Recognition? {
        guard let members = TopLevelMembers(file.bytes) else { return nil }
        let isPlain = ["src", "dst", "kind"].allSatisfy { members[Text($0)] == .string }
        let isLine = InterchangeLine.words.contains { members[Text($0)] == .object } && members.count == 1
        guard isPlain || isLine, JSONRecords.shape(of: file.bytes, members: []) == .lines else { return nil }
        return Recognition(form: "inventory of JSON lines")
    }

    /// What the file states; its scope is the inventory that it names, or the file on its host.
    public func read(_ file: SourceFile, in context: SourceContext) -> Reading {
        var inventory = Inventory(file: file.path, host: context.host)
        JSONRecords.forEach(in: file.bytes, shape: .lines) { record, _ in inventory.take(record) }
        return inventory.reading()
    }
}

/// What one file says of an inventory.
private struct Inventory {
    private let file: String
    private let host: String
    private var header: (name: String, isWhole: Bool, line: Int)?
    private var nodeKinds: [Text: NodeType] = [:]
    private var edgeKinds: [Text: EdgeKind] = [:]
    private var nodes: [(node: InterchangeNode, line: Int)] = []
    private var edges: [Edge] = []
    private var ends: [InterchangeEnd] = []  // each end once
    private var endNumbers: [Text: UInt32] = [:]
    private var latest: (id: String, number: UInt32)?  // of the ends at which edges begin
    private var kinds: [String] = []  // each word for a kind of edges once
    private var kindNumbers: [Text: UInt32] = [:]
    private var received = 0
    private var weights = 0
    private var rejections: [Rejection] = []

    /// An edge whose ends and kind stand once in lists of their own.
    private struct Edge {
        let from: UInt32
        let to: UInt32
        let kind: UInt32
        let line: Int32
        let details: Details?  // nil for one that says nothing else

        struct Details {
            let origin: Origin
            let verdict: Verdict
            let assumes: Assumptions
            let conditions: [String]
            let evidence: [Evidence]
        }
    }

    init(file: String, host: String) {
        self.file = file
        self.host = host
    }

    // MARK: - Lines

    mutating func take(_ record: Result<JSONValue, WireError>) {
        received += 1
        let json: JSONValue
        switch record {
        case .success(let value): json = value
        case .failure(let error):
            rejections.append(Rejection(error.message, line: error.line, offset: error.offset))
            return
        }
        switch InterchangeLine.read(json) {
        case .failure(let rejection): rejections.append(rejection)
        case .success(.inventory(let name, let isWhole)):
            if let header, !UTF8Order.equal(header.name, name) {
                reject("the file names another inventory at line \(header.line)", json.line)
            } else {
                header = (name, isWhole && header?.isWhole ?? true, header?.line ?? json.line)
            }
        case .success(.nodeKind(let name, let kind)): declare(node: name, kind, at: json.line)
        case .success(.edgeKind(let name, let traversal)): declare(edge: name, traversal, at: json.line)
        case .success(.node(let node)): nodes.append((node, json.line))
        case .success(.edge(let edge)): take(edge, at: json.line)
        }
    }

    private mutating func reject(_ reason: String, _ line: Int) { rejections.append(Rejection(reason, line: line)) }

    private mutating func declare(node name: String, _ word: String, at line: Int) {
        guard let kind = NodeKind(rawValue: word) else {
            return reject(
                "node_kind: kind is none of \(NodeKind.allCases.map(\.rawValue).joined(separator: ", "))", line)
        }
        guard let type = NodeType(external: name, kind) else { return reject(Self.nameForm("node_kind"), line) }
        guard nodeKinds[Text(name)] ?? type == type else {
            return reject("node_kind: the name was declared as another kind before", line)
        }
        nodeKinds[Text(name)] = type
    }

    private mutating func declare(edge name: String, _ word: String, at line: Int) {
        guard ExternalKind.traversal(word) != nil else {
            let words = ExternalKind.traversals.map(\.word).joined(separator: ", ")
            return reject("edge_kind: traversal is none of \(words)", line)
        }
        guard let kind = EdgeKind(external: name, traversal: word) else {
            return reject(Self.nameForm("edge_kind"), line)
        }
        guard edgeKinds[Text(name)] ?? kind == kind else {
            return reject("edge_kind: the name was declared with another traversal before", line)
        }
        edgeKinds[Text(name)] = kind
    }

    private static func nameForm(_ object: String) -> String {
        "\(object): name is not made of letters, digits, _, - and ., at most 64"
    }

    private mutating func take(_ edge: InterchangeEdge, at line: Int) {
        if edge.hasWeight { weights += 1 }
        let isPlain =
            edge.origin == .declared && edge.verdict == .allowed && edge.assumes.isEmpty && edge.conditions.isEmpty
            && edge.evidence.isEmpty
        edges.append(
            Edge(
                from: number(ofSource: edge.from), to: number(of: edge.to), kind: number(ofKind: edge.kind),
                line: Int32(clamping: line),
                details: isPlain
                    ? nil
                    : Edge.Details(
                        origin: edge.origin, verdict: edge.verdict, assumes: edge.assumes, conditions: edge.conditions,
                        evidence: edge.evidence)))
    }

    /// The number of an end that is likely to be that of the edge before.
    private mutating func number(ofSource end: InterchangeEnd) -> UInt32 {
        if case .id(let id) = end, let latest, UTF8Order.equal(latest.id, id) { return latest.number }
        let number = number(of: end)
        if case .id(let id) = end { latest = (id, number) }
        return number
    }

    private mutating func number(of end: InterchangeEnd) -> UInt32 {
        // An id and a key never share a text: no id begins with a byte that no text has.
        let text =
            switch end {
            case .id(let id): Text(id)
            case .key(let key): Text("\u{0}" + key.text)
            }
        if let number = endNumbers[text] { return number }
        let number = UInt32(ends.count)
        endNumbers[text] = number
        ends.append(end)
        return number
    }

    private mutating func number(ofKind word: String) -> UInt32 {
        if let number = kindNumbers[Text(word)] { return number }
        let number = UInt32(kinds.count)
        kindNumbers[Text(word)] = number
        kinds.append(word)
        return number
    }

    // MARK: - Facts

    private var instance: String { header?.name ?? "\(host)/\(file)" }

    func reading() -> Reading {
        var stated = Stated(instance: instance, file: file)
        for (node, line) in nodes { stated.add(node, line, nodeKinds) }
        let kinds = kinds.map { stated.kind(of: $0, edgeKinds) }
        let keys = ends.map { stated.key(of: $0, nodeKinds) }
        var facts: [EdgeFact] = []
        facts.reserveCapacity(edges.count)
        for edge in edges {
            let line = Int(edge.line)
            guard let kind = kinds[Int(edge.kind)] else {
                stated.reject("edge: kind is not declared, and its name is not one that a kind can have", line)
                continue
            }
            guard let from = keys[Int(edge.from)], let to = keys[Int(edge.to)] else {
                stated.reject(
                    "edge: an end has no kind, expected a line for the node, or an id that begins with a kind and a colon",
                    line)
                continue
            }
            let here = Evidence(source: InterchangeLine.source, file: file, line: line)
            let details = edge.details
            facts.append(
                EdgeFact(
                    from, kind, to, origin: details?.origin ?? .declared, verdict: details?.verdict ?? .allowed,
                    assumes: details?.assumes ?? [], conditions: details?.conditions ?? [],
                    evidence: details.map { $0.evidence + [here] } ?? [here]))
        }

        var reading = Reading()
        reading.received = received
        reading.rejections = (rejections + stated.rejections).sorted { ($0.line ?? 0) < ($1.line ?? 0) }
        reading.notes = stated.notes
        if weights > 0 {
            reading.notes.append("weights of \(weights) edges are not used: a step costs what its kind costs")
        }
        reading.fragments = [
            Fragment(
                RunScope(source: InterchangeLine.source, instance: instance, part: "inventory"),
                isWhole: header?.isWhole ?? true, nodes: stated.nodes, edges: facts)
        ]
        return reading
    }
}

/// The nodes that an inventory states, and what its words mean.
private struct Stated {
    let instance: String
    let file: String
    private(set) var nodes: [NodeFact] = []
    private(set) var rejections: [Rejection] = []
    private var keys: [Text: Key] = [:]  // by the inventory's id
    private var guessedNodes: Set<Text> = []
    private var guessedEdges: Set<Text> = []

    init(instance: String, file: String) {
        self.instance = instance
        self.file = file
    }

    mutating func reject(_ reason: String, _ line: Int) { rejections.append(Rejection(reason, line: line)) }

    mutating func add(_ node: InterchangeNode, _ line: Int, _ declared: [Text: NodeType]) {
        guard let type = type(of: node.kind, declared) else {
            return reject("node: kind is not declared, and none of the catalogue's", line)
        }
        let key = Key(type, scope: node.scope ?? instance, id: node.id)
        guard keys[Text(node.id)] ?? key == key else {
            return reject("node: the id is that of a node of another kind or scope", line)
        }
        keys[Text(node.id)] = key
        let here = Evidence(source: InterchangeLine.source, file: file, line: line)
        nodes.append(
            NodeFact(
                key, name: node.name.map(SecretDetector.redact) ?? key.id,
                properties: node.properties.map {
                    Property($0.name, SecretDetector.redact(name: $0.name, value: $0.value))
                }, evidence: node.evidence + [here]))
    }

    /// The type of a word: declared, of the catalogue, or one of the words of the answers.
    private func type(of word: String, _ declared: [Text: NodeType]) -> NodeType? {
        declared[Text(word)] ?? NodeType(name: word)
            ?? InterchangeWords.kind(ofNode: word).flatMap { NodeType(external: word, $0) }
    }

    /// The key of an end; that of a node without a line of its own comes of the kind that its id begins with.
    mutating func key(of end: InterchangeEnd, _ declared: [Text: NodeType]) -> Key? {
        switch end {
        case .key(let key): return key
        case .id(let id):
            if let key = keys[Text(id)] { return key }
            guard let colon = id.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let word = String(id[..<colon])
            guard let type = type(of: word, declared) else { return nil }
            if declared[Text(word)] == nil { guessedNodes.insert(Text(word)) }
            return Key(type, scope: instance, id: id)
        }
    }

    /// The kind of a word: declared, of the catalogue, or else by what the word says.
    mutating func kind(of word: String, _ declared: [Text: EdgeKind]) -> EdgeKind? {
        if let kind = declared[Text(word)] ?? EdgeKind(name: word) { return kind }
        guard let kind = EdgeKind(external: word, traversal: InterchangeWords.traversal(ofEdge: word)) else {
            return nil
        }
        guessedEdges.insert(Text(word))
        return kind
    }

    /// What was taken for granted.
    var notes: [String] {
        var notes: [String] = []
        if !guessedEdges.isEmpty {
            let words = guessedEdges.sorted().map { "\($0.string) as \(InterchangeWords.traversal(ofEdge: $0.string))" }
            notes.append(
                "kinds of edges that are not declared are taken for what they are called: \(words.joined(separator: ", "))"
            )
        }
        if !guessedNodes.isEmpty {
            let words = guessedNodes.sorted().map(\.string).joined(separator: ", ")
            notes.append("nodes without a line of their own have the kind that their id begins with: \(words)")
        }
        return notes
    }
}

/// What words mean that an inventory uses and does not declare.
enum InterchangeWords {
    private static let nodeKinds: [Text: NodeKind] = [
        "datastore": .dataStore, "database": .dataStore, "bucket": .dataStore, "secret": .dataStore,
        "group": .identity, "role": .identity, "user": .identity, "service_account": .identity, "server": .mcpServer,
    ]

    private static let traversals: [Text: String] = [
        "read": "read", "reads": "read", "can_read": "read", "reads_secret": "read",
        "write": "write", "writes": "write", "can_write": "write",
        "delete": "delete", "deletes": "delete", "can_delete": "delete",
        "administers": "administer", "can_administer": "administer",
        "owns": "structural", "contains": "structural",
    ]

    /// The kind of a word for nodes; nil for one that says nothing.
    static func kind(ofNode word: String) -> NodeKind? { NodeKind(rawValue: word) ?? nodeKinds[Text(word)] }

    /// The word of the traversal of a word for edges; who has the one controls the other, where it says nothing else.
    static func traversal(ofEdge word: String) -> String { traversals[Text(word)] ?? "control" }
}
