/// What a node is, in the twelve words that every answer uses.
public enum NodeKind: String, Sendable, Codable, CaseIterable, Comparable {
    case person, agent, client, model
    case mcpServer = "mcp_server"
    case tool, credential, identity, workload
    case dataStore = "data_store"
    case grant, scope

    /// The order of the chain, from person to data.
    public static func < (a: NodeKind, b: NodeKind) -> Bool { a.rank < b.rank }

    private var rank: Int { NodeKind.allCases.firstIndex(of: self) ?? 0 }
}

/// How a walk may go over an edge.
public enum Traversal: Sendable, Hashable {
    /// Who has the source can act as or through the target.
    case control
    /// Data is reached; the walk goes on only through what the data yields.
    case access(Effect)
    /// Never followed.
    case structural
}

/// What there is to say of one type of node.
public struct NodeSpec: Sendable {
    /// The word of the answers.
    public let kind: NodeKind
    /// The type's name for people, such as `S3 bucket`.
    public let title: String
    /// One sentence, third person.
    public let summary: String
    /// What the id looks like.
    public let idForm: String

    init(_ kind: NodeKind, _ title: String, _ summary: String, id idForm: String) {
        self.kind = kind
        self.title = title
        self.summary = summary
        self.idForm = idForm
    }
}

/// What there is to say of one kind of edge.
public struct EdgeSpec: Sendable {
    /// One sentence with both ends.
    public let summary: String
    /// The verb that stands on an arrow.
    public let verb: String
    /// Kinds it may begin at.
    public let from: [NodeKind]
    /// Kinds it may end at.
    public let to: [NodeKind]
    /// How a walk may go over it.
    public let traversal: Traversal
    /// What it always assumes.
    public let assumes: Assumptions
    /// What a step costs an attacker: 1 is a matter of course, 4 needs work.
    ///
    /// Paths are ranked by the sum.
    public let cost: UInt8

    init(
        _ verb: String, _ summary: String, from: [NodeKind], to: [NodeKind], _ traversal: Traversal,
        assumes: Assumptions = [], cost: UInt8 = 1
    ) {
        self.verb = verb
        self.summary = summary
        self.from = from
        self.to = to
        self.traversal = traversal
        self.assumes = assumes
        self.cost = cost
    }
}

/// A domain of the catalogue: the only place where its types of nodes are described.
public protocol NodeDomain: RawRepresentable<String>, CaseIterable, Sendable {
    /// What there is to say of the type.
    var spec: NodeSpec { get }
}

/// A domain of the catalogue: the only place where its kinds of edges are described.
public protocol EdgeDomain: RawRepresentable<String>, CaseIterable, Sendable {
    /// What there is to say of the kind.
    var spec: EdgeSpec { get }
}

/// A type of node from the catalogue, such as `AWS_ROLE`.
public struct NodeType: Sendable, Hashable {
    /// Its name in keys, in the store and in the catalogue.
    public let name: String
    /// What there is to say of it.
    public var spec: NodeSpec { entry.spec }

    private let entry: NodeTypeEntry

    init(_ entry: NodeTypeEntry) {
        self.name = entry.name
        self.entry = entry
    }

    /// The type with this name, or nil where the catalogue has none.
    public init?(name: String) {
        guard let entry = Catalogue.nodeEntries[Text(name)] else { return nil }
        self.init(entry)
    }

    /// The type of a domain's case.
    public init(_ domainCase: some NodeDomain) {
        self.init(NodeTypeEntry(name: domainCase.rawValue, spec: domainCase.spec))
    }

    /// Types are equal when their names are.
    public static func == (a: NodeType, b: NodeType) -> Bool { UTF8Order.equal(a.name, b.name) }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { UTF8Order.hash(name, into: &hasher) }
}

/// A kind of edge from the catalogue, such as `AGENT_CALLS`.
public struct EdgeKind: Sendable, Hashable {
    /// Its name in answers, in the store and in the catalogue.
    public let name: String
    /// What there is to say of it.
    public var spec: EdgeSpec { entry.spec }

    private let entry: EdgeKindEntry

    init(_ entry: EdgeKindEntry) {
        self.name = entry.name
        self.entry = entry
    }

    /// The kind with this name, or nil where the catalogue has none.
    public init?(name: String) {
        guard let entry = Catalogue.edgeEntries[Text(name)] else { return nil }
        self.init(entry)
    }

    /// The kind of a domain's case.
    public init(_ domainCase: some EdgeDomain) {
        self.init(EdgeKindEntry(name: domainCase.rawValue, spec: domainCase.spec))
    }

    /// Kinds are equal when their names are.
    public static func == (a: EdgeKind, b: EdgeKind) -> Bool { UTF8Order.equal(a.name, b.name) }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { UTF8Order.hash(name, into: &hasher) }
}

struct NodeTypeEntry: Sendable {
    let name: String
    let spec: NodeSpec
}

struct EdgeKindEntry: Sendable {
    let name: String
    let spec: EdgeSpec
}

/// All types of nodes and kinds of edges, domain by domain.
public enum Catalogue {
    /// Every type of node, in the order of the domains.
    public static let nodeTypes: [NodeType] =
        AgentNode.allCases.map { NodeType($0) } + AWSNode.allCases.map { NodeType($0) }
        + KubernetesNode.allCases.map { NodeType($0) } + ServiceNode.allCases.map { NodeType($0) }
        + OtherCloudNode.allCases.map { NodeType($0) }

    /// Every kind of edge, in the order of the domains.
    public static let edgeKinds: [EdgeKind] =
        AgentEdge.allCases.map { EdgeKind($0) } + AccessEdge.allCases.map { EdgeKind($0) }
        + AWSEdge.allCases.map { EdgeKind($0) } + KubernetesEdge.allCases.map { EdgeKind($0) }
        + ObservedIdentityEdge.allCases.map { EdgeKind($0) }

    static let nodeEntries: [Text: NodeTypeEntry] = Dictionary(
        uniqueKeysWithValues: nodeTypes.map { (Text($0.name), NodeTypeEntry(name: $0.name, spec: $0.spec)) })

    static let edgeEntries: [Text: EdgeKindEntry] = Dictionary(
        uniqueKeysWithValues: edgeKinds.map { (Text($0.name), EdgeKindEntry(name: $0.name, spec: $0.spec)) })
}
