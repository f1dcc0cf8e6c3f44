public import OverreachModel

/// A fact that no snapshot can hold.
public struct SnapshotProblem: Sendable, Hashable, Comparable {
    /// What was refused and why.
    public let message: String
    /// Where the fact is said.
    public let evidence: [Evidence]

    /// By message, then evidence.
    public static func < (a: SnapshotProblem, b: SnapshotProblem) -> Bool {
        UTF8Order.equal(a.message, b.message)
            ? a.evidence.lexicographicallyPrecedes(b.evidence) : UTF8Order.less(a.message, b.message)
    }

    private init(_ message: String, _ evidence: [Evidence]) {
        self.message = message
        self.evidence = evidence.sorted()
    }

    /// What the catalogue lacks of the node; nil where it has all.
    init?(of node: NodeFact) {
        guard node.key.type == nil else { return nil }
        self.init("unknown type of node \"\(node.key)\"", node.evidence)
    }

    /// What the catalogue lacks of the edge; nil where it has all.
    init?(of edge: EdgeFact) {
        guard EdgeKind(name: edge.kind.name) != nil else {
            self.init("unknown kind of edge \"\(edge.kind.name)\" at node \"\(edge.from)\"", edge.evidence)
            return
        }
        guard let end = [edge.from, edge.to].first(where: { $0.type == nil }) else { return nil }
        self.init("unknown type of node \"\(end)\" at an edge of kind \"\(edge.kind.name)\"", edge.evidence)
    }
}

/// Collects facts and makes a snapshot of them, the same in whatever order they came.
///
/// Facts of one node are merged: properties and evidence are united, the name is that of the fact with the smallest
/// evidence, the id that of the first such fact that says more than the key. A node that only edges mention is called
/// by its key's id. Edges are merged where all but evidence and premises is equal; others stay parallel.
public struct SnapshotBuilder: Sendable {
    private var nodes: [NodeFact] = []
    private var edges: [EdgeFact] = []
    private var refused: [SnapshotProblem] = []
    private var known = KnownWords()

    /// An empty graph.
    public init() {}

    /// The facts that were refused, sorted: those whose types or kinds the catalogue lacks.
    public var problems: [SnapshotProblem] { refused.sorted() }

    /// Takes a node.
    public mutating func add(_ node: NodeFact) {
        if known.hasType(node.key) {
            nodes.append(node)
        } else if let problem = SnapshotProblem(of: node) {
            refused.append(problem)
        }
    }

    /// Takes edges; where nothing is refused and these are the first, the list is shared, not copied.
    public mutating func add(_ more: [EdgeFact]) {
        var refused: Set<Int> = []
        for place in more.indices where !accepts(more[place]) { refused.insert(place) }
        if edges.isEmpty, refused.isEmpty {
            edges = more
        } else {
            for place in more.indices where !refused.contains(place) { edges.append(more[place]) }
        }
    }

    /// Takes an edge.
    public mutating func add(_ edge: EdgeFact) {
        if accepts(edge) { edges.append(edge) }
    }

    /// Whether the catalogue has the edge's kind and its ends' types; refuses it where not.
    private mutating func accepts(_ edge: EdgeFact) -> Bool {
        if known.has(edge.kind), known.hasType(edge.from), known.hasType(edge.to) { return true }
        guard let problem = SnapshotProblem(of: edge) else { return true }
        refused.append(problem)
        return false
    }

    /// The snapshot of all that was taken.
    ///
    /// Complexity: O(n log n) comparisons of keys and edges.
    public func build() -> Snapshot {
        var numbering = KeyNumbering()
        let stated = nodes.map { numbering.number(of: $0.key) }
        // Edges come by their source.
        let from = edges.map { numbering.number(ofNext: $0.from) }
        let to = edges.map { numbering.number(of: $0.to) }
        let (keys, ranks) = numbering.ranked()

        return Snapshot(
            NodeColumns(merging: nodes, at: stated.map { ranks[Int($0)] }, keys: keys),
            EdgeColumns(merging: edges) { (ranks[Int(from[$0])], ranks[Int(to[$0])]) })
    }
}

/// Numbers for keys in the order in which they are met, so that each is looked up once and sorted once.
private struct KeyNumbering {
    private var numbers: [Key: UInt32] = [:]
    private var keys: [Key] = []
    private var last: (key: Key, number: UInt32)?

    mutating func number(of key: Key) -> UInt32 {
        let number = UInt32(keys.count)
        let known = numbers[key, default: number]
        return known == number ? add(key) : known
    }

    /// The number of a key that is likely to be the one asked for before.
    mutating func number(ofNext key: Key) -> UInt32 {
        if let last, last.key == key { return last.number }
        let number = number(of: key)
        last = (key, number)
        return number
    }

    private mutating func add(_ key: Key) -> UInt32 {
        let number = UInt32(keys.count)
        numbers[key] = number
        keys.append(key)
        return number
    }

    /// The keys in the order of their bytes, and by number the place of each in it.
    func ranked() -> (keys: [Key], ranks: [UInt32]) {
        let order = keys.indices.sorted { keys[$0] < keys[$1] }
        var ranks = [UInt32](repeating: 0, count: keys.count)
        for (rank, number) in order.enumerated() { ranks[number] = UInt32(rank) }
        return (order.map { keys[$0] }, ranks)
    }
}

/// The words of the catalogue that were met already, so that millions of facts are not looked up one by one.
private struct KnownWords: Sendable {
    private var kind: EdgeKind?
    private var kinds: Set<EdgeKind> = []
    private var type: [UInt8] = []  // with its colon
    private var types: Set<[UInt8]> = []

    /// Whether the catalogue has the kind.
    mutating func has(_ kind: EdgeKind) -> Bool {
        if self.kind == kind { return true }
        if !kinds.contains(kind) {
            guard EdgeKind(name: kind.name) != nil else { return false }
            kinds.insert(kind)
        }
        self.kind = kind
        return true
    }

    /// Whether the catalogue has the type of the key.
    mutating func hasType(_ key: Key) -> Bool {
        var text = key.text
        let isSame = text.withUTF8 { bytes in
            !type.isEmpty && bytes.count >= type.count
                && type.withUnsafeBytes { type in
                    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<type.count]).isSame(as: type)
                }
        }
        if isSame { return true }
        let name = Array(key.typeName.utf8) + [UInt8(ascii: ":")]
        if !types.contains(name) {
            guard key.type != nil, text.utf8.count >= name.count else { return false }
            types.insert(name)
        }
        type = name
        return true
    }
}

extension Array where Element: Comparable {
    /// Sorted, and of those that the order does not tell apart only the first.
    func sortedWithoutRepeats() -> [Element] {
        guard count > 1 else { return self }
        var kept: [Element] = []
        for element in sorted() where kept.last.map({ $0 < element }) ?? true { kept.append(element) }
        return kept
    }
}
