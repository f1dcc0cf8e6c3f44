public import OverreachModel
internal import OverreachPolicy

/// What is different from what was stated: edits, applied one after another in memory, before rules judge.
///
/// Statements and rules keep their places when others are taken away, so that revisions can be put together in any
/// order, and what is left keeps its names.
public struct Revision: Sendable {
    /// One difference.
    public enum Edit: Sendable {
        /// The statement at this place of a policy says nothing any more.
        case silenceStatement(DocumentKey, Int)
        /// Another statement stands at this place, unless it says nothing any more.
        case replaceStatement(DocumentKey, Int, Value)
        /// A part of the statement at this place is gone, whatever else of it is.
        case cutStatement(DocumentKey, Int, StatementCut)
        /// The rule at this place of a Kubernetes role says nothing any more.
        case silenceRule(DocumentKey, Int)
        /// The binding gives its role to this subject no more.
        case dropSubject(DocumentKey, Value)
        /// The document says something else.
        case rewrite(DocumentKey, Value)
        /// The document is gone: a policy, an attachment, a boundary, a binding.
        case drop(DocumentKey)
        /// A document is new; one of that name is replaced.
        case add(Document)
        /// No source states the node and its plain edges any more, though telemetry may still have seen it.
        case unstateNode(Key)
        /// No source states these edges any more, though telemetry may still have seen them.
        case unstateEdges(EdgeMatch)
        /// Facts are new.
        case state(nodes: [NodeFact], edges: [EdgeFact])
        /// The node is gone with its edges, and with what rests on it.
        case removeNode(Key)
        /// These edges are gone.
        case removeEdges(EdgeMatch)
    }

    /// Which edges are meant: of a kind, or of any, between two nodes.
    public struct EdgeMatch: Sendable, Hashable {
        /// Where they begin.
        public let from: Key
        /// What they mean; nil for whatever.
        public let kind: EdgeKind?
        /// Where they end; nil for wherever.
        public let to: Key?

        /// Names edges.
        public init(_ from: Key, _ kind: EdgeKind? = nil, to: Key? = nil) {
            self.from = from
            self.kind = kind
            self.to = to
        }

        func means(_ edge: EdgeFact) -> Bool {
            edge.from == from && (to == nil || edge.to == to) && (kind == nil || edge.kind == kind)
        }
    }

    /// The edits, in their order.
    public var edits: [Edit]

    /// Nothing, or these edits.
    public init(_ edits: [Edit] = []) { self.edits = edits }

    /// Both, one after the other.
    public static func + (a: Revision, b: Revision) -> Revision { Revision(a.edits + b.edits) }

    /// The same as far as sources state it: what telemetry saw of what is gone stays.
    var ofSourcesAlone: Revision {
        Revision(
            edits.map { edit in
                switch edit {
                case .removeNode(let key): .unstateNode(key)
                case .removeEdges(let match): .unstateEdges(match)
                case .silenceStatement, .replaceStatement, .cutStatement, .silenceRule, .dropSubject, .rewrite, .drop,
                    .add, .unstateNode, .unstateEdges, .state:
                    edit
                }
            })
    }

    /// Whether nodes or plain edges differ, on which correlation rests, and not only policies.
    public var changesNodesOrEdges: Bool {
        edits.contains { edit in
            switch edit {
            case .silenceStatement, .replaceStatement, .cutStatement, .silenceRule, .dropSubject, .rewrite, .drop, .add:
                false
            case .unstateNode, .unstateEdges, .state, .removeNode, .removeEdges: true
            }
        }
    }

    /// The documents that it touches, each once, in the order of their names.
    public var documents: [DocumentKey] {
        let touched = edits.compactMap { edit -> DocumentKey? in
            switch edit {
            case .silenceStatement(let key, _), .replaceStatement(let key, _, _), .cutStatement(let key, _, _),
                .silenceRule(let key, _), .dropSubject(let key, _), .rewrite(let key, _), .drop(let key):
                key
            case .add(let document): DocumentKey(document)
            case .unstateNode, .unstateEdges, .state, .removeNode, .removeEdges: nil
            }
        }
        return Set(touched).sorted()
    }

    /// What is stated then.
    ///
    /// Complexity: linear in the facts.
    public func applied(to stated: StatedFacts) -> StatedFacts {
        var facts = stated
        var places: [DocumentKey: Int] = [:]
        for (place, document) in facts.documents.enumerated() { places[DocumentKey(document)] = place }
        var dropped: Set<Int> = []

        func cuts(of key: DocumentKey, _ place: Int) -> [StatementCut] {
            edits.compactMap { edit in
                guard case .cutStatement(key, place, let cut) = edit else { return nil }
                return cut
            }
        }
        func change(_ key: DocumentKey, _ body: (Value) -> Value) {
            guard let place = places[key], !dropped.contains(place) else { return }
            facts.documents[place].body = body(facts.documents[place].body)
        }
        for edit in edits {
            switch edit {
            case .silenceStatement(let key, let place):
                change(key) { PolicyText($0).silencing(place).body }
            case .replaceStatement(let key, let place, let statement):
                change(key) { body in
                    let policy = PolicyText(body)
                    guard !policy.isSilent(place) else { return body }
                    // What others took out stays out, in whatever order they come.
                    return cuts(of: key, place).reduce(policy.replacing(place, by: statement)) { policy, cut in
                        cut.taken(outOf: place, of: policy)
                    }.body
                }
            case .cutStatement(let key, let place, let cut):
                change(key) { cut.taken(outOf: place, of: PolicyText($0)).body }
            case .silenceRule(let key, let place):
                change(key) { KubernetesText.silencing(rule: place, of: $0) }
            case .dropSubject(let key, let subject):
                change(key) { KubernetesText.dropping(subject: subject, of: $0) }
            case .rewrite(let key, let body): change(key) { _ in body }
            case .drop(let key): if let place = places[key] { dropped.insert(place) }
            case .add(let document):
                if let place = places[DocumentKey(document)] {
                    facts.documents[place] = document
                    dropped.remove(place)
                } else {
                    places[DocumentKey(document)] = facts.documents.count
                    facts.documents.append(document)
                }
            case .state(let nodes, let edges):
                facts.nodes += nodes
                facts.edges += edges
            case .removeNode(let key):
                for (place, document) in facts.documents.enumerated() where Revision.isOf(key, document) {
                    dropped.insert(place)
                }
            case .unstateNode(let key):
                facts.nodes.removeAll { $0.key == key }
                facts.edges.removeAll { $0.from == key || $0.to == key }
            case .unstateEdges(let match): facts.edges.removeAll { match.means($0) }
            case .removeEdges: break
            }
        }
        if !dropped.isEmpty {
            facts.documents = facts.documents.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
        }
        let kept = Revision.keeps(nodesAndEdgesOf: removedNodes)
        if !removedNodes.isEmpty { facts.nodes.removeAll { !kept($0.key) } }
        facts.edges = without(facts.edges)
        return facts
    }

    /// The edges that are not gone: those whose ends are there, that nobody removed, and whose premises are there.
    func without(_ edges: [EdgeFact]) -> [EdgeFact] {
        let (nodes, matches) = (removedNodes, removedEdges)
        if nodes.isEmpty, matches.isEmpty { return edges }
        return edges.filter { edge in
            !nodes.contains(edge.from) && !nodes.contains(edge.to)
                && !matches.contains { $0.means(edge) } && !edge.premises.contains { nodes.contains($0) }
        }
    }

    /// The nodes that are not gone.
    func without(_ nodes: [NodeFact]) -> [NodeFact] {
        let removed = removedNodes
        return removed.isEmpty ? nodes : nodes.filter { !removed.contains($0.key) }
    }

    /// Whether nodes are gone.
    var removesNodes: Bool { !removedNodes.isEmpty }

    private var removedNodes: Set<Key> {
        Set(
            edits.compactMap { edit in
                guard case .removeNode(let key) = edit else { return nil }
                return key
            })
    }

    private var removedEdges: [EdgeMatch] {
        edits.compactMap { edit in
            guard case .removeEdges(let match) = edit else { return nil }
            return match
        }
    }

    /// Which stated nodes stay for the rules to look at.
    ///
    /// What AWS lists stays in the inventory, since a policy that names it would otherwise be taken to name something
    /// outside; no edge leads to it any more.
    private static func keeps(nodesAndEdgesOf removed: Set<Key>) -> (Key) -> Bool {
        { key in
            guard removed.contains(key) else { return true }
            return AWSNode(rawValue: String(key.typeName)).map { $0 != .accessKey } ?? false
        }
    }

    /// Whether a document goes with a node: it is what the node may do, or, of a managed policy, it or its attachment.
    private static func isOf(_ key: Key, _ document: Document) -> Bool {
        if key.type == NodeType(AWSNode.managedPolicy), document.kind == .awsAttachment {
            return UTF8Order.equal(document.name, key.id)
        }
        return document.subject == key
    }
}
