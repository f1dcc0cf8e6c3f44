public import OverreachModel

/// What sources state: what rules judge.
public struct StatedFacts: Sendable {
    /// Nodes, as every source says them.
    public var nodes: [NodeFact]
    /// Plain edges.
    public var edges: [EdgeFact]
    /// Policies, trusts, bindings.
    public var documents: [Document]

    /// Gathers what was stated.
    public init(nodes: [NodeFact] = [], edges: [EdgeFact] = [], documents: [Document] = []) {
        self.nodes = nodes
        self.edges = edges
        self.documents = documents
    }
}

/// What names a document: no two of a store share it.
public struct DocumentKey: Sendable, Hashable, Comparable {
    /// What the body is.
    public let kind: Document.Kind
    /// Whom or what it is attached to.
    public let subject: Key
    /// The policy's name or ARN.
    public let name: Text

    /// Names a document.
    public init(_ kind: Document.Kind, _ subject: Key, _ name: String) {
        self.kind = kind
        self.subject = subject
        self.name = Text(name)
    }

    /// The name of a document that is there.
    public init(_ document: Document) { self.init(document.kind, document.subject, document.name) }

    /// By kind, subject, name.
    public static func < (a: DocumentKey, b: DocumentKey) -> Bool {
        if a.kind != b.kind { return UTF8Order.less(a.kind.rawValue, b.kind.rawValue) }
        return a.subject == b.subject ? a.name < b.name : a.subject < b.subject
    }
}
