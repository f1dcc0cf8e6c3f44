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
    public var name: String { entry.name }
    /// What there is to say of it.
    public var spec: NodeSpec { entry.spec }
    /// Whether it is an inventory's own (`ExternalKind`).
    public var isExternal: Bool { entry.isExternal }

    private let entry: NodeTypeEntry  // one for all facts of a catalogue's type: facts are many

    init(_ entry: NodeTypeEntry) { self.entry = entry }

    /// The type with this name, of the catalogue or an inventory's own (`ExternalKind`); nil where it is neither.
    public init?(name: String) {
        guard let entry = Catalogue.nodeEntries[Text(name)] ?? ExternalKind.nodeEntry(name) else { return nil }
        self.init(entry)
    }

    /// The type of a domain's case.
    public init(_ domainCase: some NodeDomain) {
        self.init(
            Catalogue.nodeEntries[Text(domainCase.rawValue)]
                ?? NodeTypeEntry(name: domainCase.rawValue, spec: domainCase.spec))
    }

    /// Types are equal when their names are.
    public static func == (a: NodeType, b: NodeType) -> Bool {
        a.entry === b.entry || UTF8Order.equal(a.name, b.name)
    }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { UTF8Order.hash(name, into: &hasher) }
}

/// A kind of edge from the catalogue, such as `AGENT_CALLS`.
public struct EdgeKind: Sendable, Hashable {
    /// Its name in keys, in the store and in the catalogue.
    public var name: String { entry.name }
    /// What there is to say of it.
    public var spec: EdgeSpec { entry.spec }
    /// Whether it is an inventory's own (`ExternalKind`), which no rule knows.
    public var isExternal: Bool { entry.isExternal }

    private let entry: EdgeKindEntry  // one for all facts of a catalogue's kind: facts are many

    init(_ entry: EdgeKindEntry) { self.entry = entry }

    /// The kind with this name, of the catalogue or an inventory's own (`ExternalKind`); nil where it is neither.
    public init?(name: String) {
        guard let entry = Catalogue.edgeEntries[Text(name)] ?? ExternalKind.edgeEntry(name) else { return nil }
        self.init(entry)
    }

    /// The kind of a domain's case.
    public init(_ domainCase: some EdgeDomain) {
        self.init(
            Catalogue.edgeEntries[Text(domainCase.rawValue)]
                ?? EdgeKindEntry(name: domainCase.rawValue, spec: domainCase.spec))
    }

    /// Kinds are equal when their names are.
    public static func == (a: EdgeKind, b: EdgeKind) -> Bool {
        a.entry === b.entry || UTF8Order.equal(a.name, b.name)
    }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { UTF8Order.hash(name, into: &hasher) }
}

final class NodeTypeEntry: Sendable {
    let name: String
    let spec: NodeSpec
    let isExternal: Bool

    init(name: String, spec: NodeSpec, isExternal: Bool = false) {
        self.name = name
        self.spec = spec
        self.isExternal = isExternal
    }
}

final class EdgeKindEntry: Sendable {
    let name: String
    let spec: EdgeSpec
    let isExternal: Bool

    init(name: String, spec: EdgeSpec, isExternal: Bool = false) {
        self.name = name
        self.spec = spec
        self.isExternal = isExternal
    }
}

/// All types of nodes and kinds of edges, domain by domain.
public enum Catalogue {
    /// Every type of node, in the order of the domains.
    public static let nodeTypes: [NodeType] = nodeList.map { NodeType($0) }

    /// Every kind of edge, in the order of the domains.
    public static let edgeKinds: [EdgeKind] = edgeList.map { EdgeKind($0) }

    private static let nodeList: [NodeTypeEntry] =
        entries(AgentNode.self) + entries(AWSNode.self) + entries(KubernetesNode.self) + entries(ServiceNode.self)
        + entries(OtherCloudNode.self)

    private static let edgeList: [EdgeKindEntry] =
        entries(AgentEdge.self) + entries(AccessEdge.self) + entries(AWSEdge.self) + entries(KubernetesEdge.self)
        + entries(ObservedIdentityEdge.self)

    static let nodeEntries: [Text: NodeTypeEntry] = Dictionary(
        uniqueKeysWithValues: nodeList.map { (Text($0.name), $0) })

    static let edgeEntries: [Text: EdgeKindEntry] = Dictionary(
        uniqueKeysWithValues: edgeList.map { (Text($0.name), $0) })

    private static func entries<Domain: NodeDomain>(_: Domain.Type) -> [NodeTypeEntry] {
        Domain.allCases.map { NodeTypeEntry(name: $0.rawValue, spec: $0.spec) }
    }

    private static func entries<Domain: EdgeDomain>(_: Domain.Type) -> [EdgeKindEntry] {
        Domain.allCases.map { EdgeKindEntry(name: $0.rawValue, spec: $0.spec) }
    }
}
