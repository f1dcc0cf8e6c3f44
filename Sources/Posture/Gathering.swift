internal import OverreachModel

/// Gathers what one file states: facts by scope, and one rejection at most for each record.
struct Gathering {
    private let source: String
    private let file: String
    private var fragments: [RunScope: Builder] = [:]
    private var received = 0
    private var rejections: [Rejection] = []
    private var notes: Set<Text> = []
    private var problems: [(reason: String, line: Int)] = []
    private var stated: [(key: Key, scope: RunScope)] = []  // wholly, by the record that is being read

    private struct Builder {
        var isWhole = true
        var nodes: [Key: NodeFact] = [:]
        var edges: [EdgeEnds: EdgeFact] = [:]
        var documents: [Document] = []
        var whollyStated: Set<Key> = []
    }

    private struct EdgeEnds: Hashable {
        let from: Key
        let kind: EdgeKind
        let to: Key
    }

    init(source: String, file: String) {
        self.source = source
        self.file = file
    }

    /// Evidence in this file.
    func evidence(_ line: Int, _ pointer: JSONPointer) -> Evidence {
        Evidence(source: source, file: file, line: line > 0 ? line : nil, locator: pointer.text)
    }

    // MARK: - Records

    /// Begins a record of the list; what is reported until it ends makes one rejection, the rest of it stands.
    mutating func beginRecord() {
        received += 1
        problems = []
        stated = []
    }

    /// Ends the record.
    mutating func endRecord() {
        guard let first = problems.first else {
            for (key, scope) in stated { fragments[scope, default: Builder()].whollyStated.insert(key) }
            return
        }
        let reasons = problems.map(\.reason).joined(separator: "; ")
        rejections.append(Rejection(reasons, line: first.line > 0 ? first.line : nil))
        problems = []
    }

    /// Says that the record states all that the scope says of a node, unless there is a problem with it.
    mutating func stateWholly(_ key: Key, in scope: RunScope) { stated.append((key, scope)) }

    /// Counts a record that is not taken.
    mutating func reject(_ reason: String, line: Int) {
        beginRecord()
        problem(reason, line: line)
        endRecord()
    }

    /// Says what is wrong with the record; the text must not quote a value of the input.
    mutating func problem(_ reason: String, line: Int) {
        problems.append((reason, line))
    }

    /// Says what a reader should know though nothing was lost.
    mutating func note(_ text: String) { notes.insert(Text(text)) }

    // MARK: - Facts

    /// Opens a scope, so that it exists though nothing may be in it; once not whole, it stays so.
    mutating func open(_ scope: RunScope, isWhole: Bool) {
        var builder = fragments[scope] ?? Builder()
        builder.isWhole = builder.isWhole && isWhole
        fragments[scope] = builder
    }

    /// States a node; what is said of it before stays, and a name replaces an id.
    mutating func add(_ node: NodeFact, in scope: RunScope) {
        var builder = fragments.removeValue(forKey: scope) ?? Builder()
        if var known = builder.nodes.removeValue(forKey: node.key) {
            known.properties += node.properties
            known.evidence += node.evidence
            if UTF8Order.equal(known.name, known.key.id) { known.name = node.name }
            builder.nodes[node.key] = known
        } else {
            builder.nodes[node.key] = node
        }
        fragments[scope] = builder
    }

    /// States an edge as declared; the same edge once more only adds evidence.
    mutating func add(_ from: Key, _ kind: some EdgeDomain, _ to: Key, _ evidence: Evidence, in scope: RunScope) {
        let ends = EdgeEnds(from: from, kind: EdgeKind(kind), to: to)
        var builder = fragments.removeValue(forKey: scope) ?? Builder()
        var edge =
            builder.edges.removeValue(forKey: ends) ?? EdgeFact(from, ends.kind, to, origin: .declared, evidence: [])
        edge.evidence.append(evidence)
        builder.edges[ends] = edge
        fragments[scope] = builder
    }

    /// States that an edge that was stated hangs on something.
    mutating func limit(_ from: Key, _ kind: some EdgeDomain, _ to: Key, to condition: String, in scope: RunScope) {
        let ends = EdgeEnds(from: from, kind: EdgeKind(kind), to: to)
        fragments[scope]?.edges[ends]?.verdict = .conditional
        fragments[scope]?.edges[ends]?.conditions = [condition]
    }

    /// Keeps a document.
    mutating func add(_ document: Document, in scope: RunScope) {
        fragments[scope, default: Builder()].documents.append(document)
    }

    // MARK: - Result

    /// Everything, in a fixed order.
    func reading() -> Reading {
        var reading = Reading()
        reading.received = received
        reading.rejections = rejections
        reading.notes = notes.sorted().map(\.string)
        reading.fragments = fragments.keys.sorted().compactMap { scope in
            guard let builder = fragments[scope] else { return nil }
            let nodes = builder.nodes.values.map { node in
                var node = node
                node.properties = Set(node.properties).sorted()
                node.evidence = Set(node.evidence).sorted()
                return node
            }
            let edges = builder.edges.values.map { edge in
                var edge = edge
                edge.evidence = Set(edge.evidence).sorted()
                return edge
            }
            return Fragment(
                scope, isWhole: builder.isWhole, nodes: nodes.sorted { $0.key < $1.key },
                edges: edges.sorted { ($0.from, Text($0.kind.name), $0.to) < ($1.from, Text($1.kind.name), $1.to) },
                documents: builder.documents, whollyStated: builder.whollyStated)
        }
        return reading
    }
}
