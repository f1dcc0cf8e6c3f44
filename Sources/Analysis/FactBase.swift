public import OverreachModel
internal import Synchronization

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
    private var ends = EndsByKind()
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
        for edge in self.edges { placesByKind.append(edge.kind) }
    }

    /// Adds what a rule concluded.
    public mutating func add(_ conclusions: Conclusions) {
        if AWSAccounts.hang(on: conclusions) { readyAccounts = nil }
        for node in conclusions.nodes { add(node) }
        guard !conclusions.edges.isEmpty else { return }
        ends = ends.without(Set(conclusions.edges.lazy.map(\.kind)))
        for edge in conclusions.edges {
            placesByKind.append(edge.kind)
            edges.append(edge)
        }
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
        edges(EdgeKind(kind), at: .from, key)
    }

    /// Edges of a kind that enter a node.
    public func edges(_ kind: some EdgeDomain, to key: Key) -> [EdgeFact] {
        edges(EdgeKind(kind), at: .to, key)
    }

    private func edges(_ kind: EdgeKind, at end: EndsByKind.End, _ key: Key) -> [EdgeFact] {
        let places = placesByKind.places(of: kind)
        let chains = ends.chains(of: kind, end) {
            var chains = Chains()
            for place in places { chains.append(end.key(edges[Int(place)])) }
            return chains
        }
        return chains.places(of: key).map { edges[Int(places[$0])] }
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
}

/// At which edges of a kind each key stands, made for a kind when it is first asked for: most kinds never are.
///
/// Shared by copies of a fact base until one of them grows.
private final class EndsByKind: Sendable {
    /// An end of an edge.
    enum End: Hashable {
        case from, to

        func key(_ edge: EdgeFact) -> Key {
            switch self {
            case .from: edge.from
            case .to: edge.to
            }
        }
    }

    private struct Asked: Hashable {
        let kind: EdgeKind
        let end: End
    }

    private let known: Mutex<[Asked: Chains]>

    convenience init() { self.init([:]) }

    private init(_ known: [Asked: Chains]) { self.known = Mutex(known) }

    func chains(of kind: EdgeKind, _ end: End, _ make: () -> Chains) -> Chains {
        known.withLock { known in
            let asked = Asked(kind: kind, end: end)
            if let chains = known[asked] { return chains }
            let chains = make()
            known[asked] = chains
            return chains
        }
    }

    /// What is known of other kinds than these, of which there are more edges now.
    func without(_ grown: Set<EdgeKind>) -> EndsByKind {
        EndsByKind(known.withLock { $0 }.filter { !grown.contains($0.key.kind) })
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

/// The places at which each key stands in a list: one number a place, whatever many keys there are.
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
