public import OverreachModel

/// All that is known now: what sources state, what telemetry saw, what rules concluded so far.
public struct FactBase: Sendable {
    /// Nodes by key.
    public private(set) var nodes: [Key: NodeFact] = [:]
    /// Edges, in no order that means anything.
    public private(set) var edges: [EdgeFact] = []
    /// Policies, trusts, bindings.
    public let documents: [Document]
    /// Observed acts.
    public let activities: [Activity]
    /// When the newest posture was stated, in nanoseconds since 1970; nil where nobody said.
    ///
    /// No request is judged as of a time before.
    public let asOf: Int64?

    private var keysByType: [Text: [Key]] = [:]
    private var index = EdgeIndex()
    private var readyAccounts: AWSAccounts?

    /// Takes facts; equal fingerprints of secrets become one credential.
    public init(
        nodes: [NodeFact], edges: [EdgeFact], documents: [Document], activities: [Activity], asOf: Int64? = nil
    ) {
        self.documents = documents
        self.asOf = asOf
        self.activities = activities
        let merged = CredentialMerge(nodes: nodes, edges: edges)
        for node in merged.nodes { add(node) }
        self.edges = merged.edges  // the caller's own memory, as long as nothing is added
        for place in self.edges.indices where !self.edges[place].kind.isExternal {
            index.add(self.edges[place], at: place)
        }
    }

    /// Adds what a rule concluded.
    public mutating func add(_ conclusions: Conclusions) {
        if AWSAccounts.hang(on: conclusions) { readyAccounts = nil }
        for node in conclusions.nodes { add(node) }
        for edge in conclusions.edges { add(edge) }
    }

    /// The accounts of AWS, read off the facts anew unless `readAccounts` has.
    var accounts: AWSAccounts { readyAccounts ?? AWSAccounts(self) }

    /// Reads the accounts of AWS once for all rules that ask.
    mutating func readAccounts() {
        if readyAccounts == nil, !documents.isEmpty { readyAccounts = AWSAccounts(self) }
    }

    /// The keys of all nodes of a type, in the order of their bytes.
    public func keys(of type: some NodeDomain) -> [Key] {
        (keysByType[Text(type.rawValue)] ?? []).sorted()
    }

    /// The nodes of a type, in the order of their keys.
    public func nodes(of type: some NodeDomain) -> [NodeFact] {
        keys(of: type).compactMap { nodes[$0] }
    }

    /// Edges of a kind that leave a node.
    public func edges(_ kind: some EdgeDomain, from key: Key) -> [EdgeFact] {
        index.places(from: key).map { edges[$0] }.filter { UTF8Order.equal($0.kind.name, kind.rawValue) }
    }

    /// Edges of a kind that enter a node.
    public func edges(_ kind: some EdgeDomain, to key: Key) -> [EdgeFact] {
        index.places(to: key).map { edges[$0] }.filter { UTF8Order.equal($0.kind.name, kind.rawValue) }
    }

    /// Edges of a kind.
    public func edges(_ kind: some EdgeDomain) -> [EdgeFact] {
        index.places(of: EdgeKind(kind)).map { edges[$0] }
    }

    private mutating func add(_ node: NodeFact) {
        guard var known = nodes[node.key] else {
            nodes[node.key] = node
            keysByType[Text(String(node.key.typeName)), default: []].append(node.key)
            return
        }
        known.properties = Set(known.properties).union(node.properties).sorted()
        known.evidence = Set(known.evidence).union(node.evidence).sorted()
        if UTF8Order.equal(known.name, known.key.id) { known.name = node.name }
        nodes[node.key] = known
    }

    private mutating func add(_ edge: EdgeFact) {
        index.add(edge, at: edges.count)
        edges.append(edge)
    }
}

/// The places in a list of edges at which rules find them: those of the catalogue's kinds, since no rule can ask for the
/// kinds of an inventory's own, of which there may be millions.
private struct EdgeIndex: Sendable {
    private var places: [Int] = []  // of the edges that are indexed, ascending
    private var kinds = Chains<EdgeKind>()
    private var sources = Chains<Key>()
    private var targets = Chains<Key>()

    mutating func add(_ edge: EdgeFact, at place: Int) {
        guard !edge.kind.isExternal else { return }
        places.append(place)
        kinds.append(edge.kind)
        sources.append(edge.from)
        targets.append(edge.to)
    }

    func places(of kind: EdgeKind) -> [Int] { kinds.places(of: kind).map { places[$0] } }

    func places(from key: Key) -> [Int] { sources.places(of: key).map { places[$0] } }

    func places(to key: Key) -> [Int] { targets.places(of: key).map { places[$0] } }
}

/// The places at which each key stands in a list that grows: one number a place, however many keys there are.
private struct Chains<Element: Hashable & Sendable>: Sendable {
    private var last: [Element: UInt32] = [:]  // by key: its latest place
    private var before: [UInt32] = []  // by place: the key's place before, or itself where there is none

    /// The key stands at the next place.
    mutating func append(_ key: Element) {
        let place = UInt32(before.count)
        before.append(last.updateValue(place, forKey: key) ?? place)
    }

    /// The places of the key, ascending.
    func places(of key: Element) -> [Int] {
        guard var place = last[key] else { return [] }
        var places = [Int(place)]
        while before[Int(place)] != place {
            place = before[Int(place)]
            places.append(Int(place))
        }
        return places.reversed()
    }
}

extension NodeFact {
    /// The first value of a property.
    public func property(_ name: String) -> String? {
        properties.first { UTF8Order.equal($0.name, name) }?.value
    }

    /// All values of a property, in the order of their bytes.
    public func values(of name: String) -> [String] {
        properties.filter { UTF8Order.equal($0.name, name) }.map(\.value).sorted(by: UTF8Order.less)
    }
}
