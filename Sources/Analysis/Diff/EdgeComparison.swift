internal import OverreachGraph
internal import OverreachModel

/// The edges of two graphs, side by side.
///
/// An edge is its ends, kind and origin, a statement by its name and not by its place; what else is said of it (verdict,
/// conditions, part, assumptions) may differ, and may be several things at once. Where it is said is no difference.
struct EdgeComparison {
    struct Identity: Hashable {
        let from: Key
        let kind: EdgeKind
        let to: Key
        let origin: Origin
    }

    private struct Details: Hashable {
        let verdict: Verdict
        let assumes: Assumptions
        let conditions: [Text]
        let scope: AccessScope?
    }

    private struct Side {
        let snapshot: Snapshot
        private let names: StatementNames
        var edges: [Identity: [EdgeID]] = [:]

        init(_ world: World, _ names: StatementNames) {
            snapshot = world.snapshot
            self.names = names
            for edge in snapshot.edges { edges[identity(edge), default: []].append(edge) }
        }

        func identity(_ edge: EdgeID) -> Identity {
            Identity(
                from: names.key(snapshot.key(snapshot.from(edge))), kind: snapshot.kind(edge),
                to: names.key(snapshot.key(snapshot.to(edge))), origin: snapshot.origin(edge))
        }

        func details(_ edge: EdgeID) -> Details {
            Details(
                verdict: snapshot.verdict(edge), assumes: snapshot.assumes(edge),
                conditions: snapshot.conditions(edge).map { Text($0) }.sorted(), scope: snapshot.scope(edge))
        }

        func details(_ identity: Identity) -> Set<Details>? { edges[identity].map { Set($0.map(details)) } }
    }

    private let first: Side
    private let second: Side

    init(_ first: (world: World, names: StatementNames), _ second: (world: World, names: StatementNames)) {
        self.first = Side(first.world, first.names)
        self.second = Side(second.world, second.names)
    }

    /// What became of an edge of the second graph (`isSecond`) or of the first; nil where nothing did.
    func change(of edge: EdgeID, isSecond: Bool) -> Diff.Change? {
        let (own, other) = isSecond ? (second, first) : (first, second)
        guard let details = other.details(own.identity(edge)) else { return isSecond ? .opened : .closed }
        return details.contains(own.details(edge)) ? nil : .changed
    }

    /// A row an edge that is not alike in both, in no order.
    var rows: [Diff.Row] {
        var rows: [Diff.Row] = []
        for (identity, edges) in second.edges where first.details(identity) != second.details(identity) {
            rows.append(row(identity, before: first.edges[identity], after: edges))
        }
        for (identity, edges) in first.edges where second.edges[identity] == nil {
            rows.append(row(identity, before: edges, after: nil))
        }
        return rows
    }

    private func row(_ identity: Identity, before: [EdgeID]?, after: [EdgeID]?) -> Diff.Row {
        let (old, new) = (before.map { state($0, in: first.snapshot) }, after.map { state($0, in: second.snapshot) })
        let (edges, snapshot) = after.map { ($0, second.snapshot) } ?? (before ?? [], first.snapshot)
        func end(_ end: (EdgeID) -> NodeID) -> NodeRow? { edges.first.map { NodeRow(end($0), in: snapshot) } }
        return Diff.Row(
            what: .edge, node: nil, from: end { snapshot.from($0) }, to: end { snapshot.to($0) },
            edge: identity.kind.name, origin: identity.origin,
            effects: Set(old?.effects ?? []).symmetricDifference(new?.effects ?? []).sorted(), path: [], before: old,
            after: new, because: [],
            evidence: Set(edges.flatMap { snapshot.evidence($0) }).sorted().map(EvidenceRow.init))
    }

    /// All that is said of one edge.
    private func state(_ edges: [EdgeID], in snapshot: Snapshot) -> Diff.State {
        let effects = edges.compactMap { edge -> Effect? in
            guard case .access(let effect) = snapshot.kind(edge).spec.traversal else { return nil }
            return effect
        }
        let scopes = effects.isEmpty ? [] : edges.map { snapshot.scope($0) ?? .whole }
        let union = AccessScope(union: scopes)
        return Diff.State(
            effects: Set(effects).sorted(), verdict: edges.map { snapshot.verdict($0) }.min(),
            conditions: Set(edges.flatMap { snapshot.conditions($0) }.map { Text($0) }).sorted().map(\.string),
            scope: scopes.isEmpty ? nil : ScopeRow(allow: union.allow, deny: union.deny), properties: [])
    }
}

/// The nodes of two graphs, side by side.
enum NodeComparison {
    /// What only says where something stands, or which short-lived thing it was.
    private static let fleeting: Set<String> = [PropertyName.line, PropertyName.podUID, PropertyName.podName]

    /// A row a node that is not alike in both, in no order.
    static func rows(
        _ first: (world: World, names: StatementNames), _ second: (world: World, names: StatementNames)
    ) -> [Diff.Row] {
        let (a, b) = (first.world.snapshot, second.world.snapshot)
        let old = Dictionary(a.nodes.map { (first.names.key(a.key($0)), $0) }) { first, _ in first }
        let new = Set(b.nodes.map { second.names.key(b.key($0)) })
        let gone = old.filter { !new.contains($0.key) }.map { row(before: $0.value, after: nil, a, b) }
        return gone
            + b.nodes.compactMap { node -> Diff.Row? in
                guard let old = old[second.names.key(b.key(node))] else { return row(before: nil, after: node, a, b) }
                return said(of: old, in: a) == said(of: node, in: b) ? nil : row(before: old, after: node, a, b)
            }
    }

    private static func row(before: NodeID?, after: NodeID?, _ a: Snapshot, _ b: Snapshot) -> Diff.Row {
        let (old, new) = (before.map { said(of: $0, in: a) }, after.map { said(of: $0, in: b) })
        func state(_ own: Set<Text>?, _ other: Set<Text>?) -> Diff.State? {
            own.map {
                Diff.State(
                    effects: [], verdict: nil, conditions: [], scope: nil,
                    properties: $0.subtracting(other ?? $0).sorted().map(\.string))
            }
        }
        let evidence = after.map { b.evidence($0) } ?? before.map { a.evidence($0) } ?? []
        return Diff.Row(
            what: .node, node: after.map { NodeRow($0, in: b) } ?? before.map { NodeRow($0, in: a) }, from: nil,
            to: nil, edge: nil, origin: nil, effects: [], path: [], before: state(old, new), after: state(new, old),
            because: [], evidence: evidence.map(EvidenceRow.init))
    }

    private static func said(of node: NodeID, in snapshot: Snapshot) -> Set<Text> {
        // A grant is told by its name; what it is called besides names the place of its statement.
        let isGrant = snapshot.kind(node) == .grant
        var said = Set(
            snapshot.properties(node).filter {
                !fleeting.contains($0.name) && !(isGrant && UTF8Order.equal($0.name, PropertyName.alias))
            }.map { Text("\($0.name)=\($0.value)") })
        if isGrant { return said }
        said.insert(Text("name=\(snapshot.name(node))"))
        return said
    }
}
