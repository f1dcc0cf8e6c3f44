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

    /// A fact whose word would be one too many.
    init(beyond limit: Int, _ words: String, _ evidence: [Evidence]) {
        self.init("inventories have more than \(limit) \(words) of their own", evidence)
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
        if !known.hasType(node.key), let problem = SnapshotProblem(of: node) ?? known.excess(of: node) {
            refused.append(problem)
        } else {
            nodes.append(node)
        }
    }

    /// Takes edges; where nothing is refused and these are the first, the list is shared, not copied.
    public mutating func add(_ more: [EdgeFact]) {
        var refused: Set<Int> = []
        // Its parts one by one: millions of facts are not copied to be looked at.
        for place in more.indices where !known.has(more[place].kind, from: more[place].from, to: more[place].to) {
            if !accepts(more[place]) { refused.insert(place) }
        }
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
        if known.has(edge.kind, from: edge.from, to: edge.to) { return true }
        guard let problem = SnapshotProblem(of: edge) ?? known.excess(of: edge) else { return true }
        refused.append(problem)
        return false
    }

    /// The snapshot of all that was taken.
    ///
    /// Complexity: O(n log n) comparisons of keys and edges.
    public func build() -> Snapshot {
        var numbering = KeyNumbering()
        let stated = nodes.indices.map { numbering.number(of: nodes[$0].key) }
        // Edges come by their source.
        let from = edges.indices.map { numbering.number(ofNext: edges[$0].from) }
        let to = edges.indices.map { numbering.number(of: edges[$0].to) }
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
///
/// A column holds 2^16 different words: those of inventories must leave room for the catalogue's.
private struct KnownWords: Sendable {
    private static let externalLimit = 60_000
    private static let firstLimit = 16

    private var kind: EdgeKind?
    private var kinds: Set<EdgeKind> = []
    private var types: Set<[UInt8]> = []  // with their colons
    private var firstTypes: [[UInt8]] = []  // the first that were met

    /// Whether the catalogue has the kind and the types of the ends.
    mutating func has(_ kind: EdgeKind, from: Key, to: Key) -> Bool { has(kind) && hasType(from) && hasType(to) }

    /// Whether the catalogue has the kind.
    private mutating func has(_ kind: EdgeKind) -> Bool {
        if self.kind == kind { return true }
        if !kinds.contains(kind) {
            guard EdgeKind(name: kind.name) != nil, !kind.isExternal || kinds.count < KnownWords.externalLimit else {
                return false
            }
            kinds.insert(kind)
        }
        self.kind = kind
        return true
    }

    /// Whether the catalogue has the type of the key.
    mutating func hasType(_ key: Key) -> Bool {
        var text = key.text
        // Looking through the first few costs less than making and hashing a name.
        let isKnown = text.withUTF8 { bytes in
            firstTypes.contains { type in
                bytes.count >= type.count
                    && type.withUnsafeBytes {
                        $0.isSame(as: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<type.count]))
                    }
            }
        }
        if isKnown { return true }
        let name = Array(key.typeName.utf8) + [UInt8(ascii: ":")]
        if types.contains(name) { return true }
        guard let found = key.type, text.utf8.count >= name.count,
            !found.isExternal || types.count < KnownWords.externalLimit
        else { return false }
        types.insert(name)
        if firstTypes.count < KnownWords.firstLimit { firstTypes.append(name) }
        return true
    }

    /// Why there is no room for the node; nil where there is.
    func excess(of node: NodeFact) -> SnapshotProblem? { excess(of: node.key, node.evidence) }

    /// Why there is no room for the edge; nil where there is.
    func excess(of edge: EdgeFact) -> SnapshotProblem? {
        if edge.kind.isExternal, kinds.count >= KnownWords.externalLimit, !kinds.contains(edge.kind) {
            return SnapshotProblem(beyond: KnownWords.externalLimit, "kinds of edges", edge.evidence)
        }
        return excess(of: edge.from, edge.evidence) ?? excess(of: edge.to, edge.evidence)
    }

    private func excess(of key: Key, _ evidence: [Evidence]) -> SnapshotProblem? {
        guard types.count >= KnownWords.externalLimit, key.type?.isExternal ?? false,
            !types.contains(Array(key.typeName.utf8) + [UInt8(ascii: ":")])
        else { return nil }
        return SnapshotProblem(beyond: KnownWords.externalLimit, "types of nodes", evidence)
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
