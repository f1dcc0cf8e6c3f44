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
    private var placesByKind = KindPlaces()
    private var outgoing = Chains()
    private var incoming = Chains()
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
        for edge in self.edges {
            placesByKind.append(edge.kind)
            outgoing.append(edge.from)
            incoming.append(edge.to)
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
        outgoing.places(of: key).map { edges[$0] }.filter { UTF8Order.equal($0.kind.name, kind.rawValue) }
    }

    /// Edges of a kind that enter a node.
    public func edges(_ kind: some EdgeDomain, to key: Key) -> [EdgeFact] {
        incoming.places(of: key).map { edges[$0] }.filter { UTF8Order.equal($0.kind.name, kind.rawValue) }
    }

    /// Edges of a kind.
    public func edges(_ kind: some EdgeDomain) -> [EdgeFact] {
        placesByKind.places(of: EdgeKind(kind)).map { edges[Int($0)] }
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
        placesByKind.append(edge.kind)
        outgoing.append(edge.from)
        incoming.append(edge.to)
        edges.append(edge)
    }
}

/// The places at which each kind of edges stands in a list that grows.
private struct KindPlaces: Sendable {
    private var numbers: [EdgeKind: Int] = [:]
    private var places: [[UInt32]] = []  // by number, ascending
    private var count: UInt32 = 0
    private var last: (kind: EdgeKind, number: Int)?  // neighbours are often of one kind

    /// An edge of the kind stands at the next place.
    mutating func append(_ kind: EdgeKind) {
        let number: Int
        if let last, last.kind == kind {
            number = last.number
        } else {
            number = numbers[kind] ?? places.count
            if numbers.updateValue(number, forKey: kind) == nil { places.append([]) }
            last = (kind, number)
        }
        places[number].append(count)
        count += 1
    }

    func places(of kind: EdgeKind) -> [UInt32] { numbers[kind].map { places[$0] } ?? [] }
}

/// The places at which each key stands in a list that grows: one number a place, whatever many keys there are.
private struct Chains: Sendable {
    private var last: [Key: UInt32] = [:]  // by key: its latest place
    private var before: [UInt32] = []  // by place: the key's place before, or itself where there is none

    /// The key stands at the next place.
    mutating func append(_ key: Key) {
        let place = UInt32(before.count)
        before.append(last.updateValue(place, forKey: key) ?? place)
    }

    /// The places of the key, ascending.
    func places(of key: Key) -> [Int] {
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
