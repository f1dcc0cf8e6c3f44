internal import OverreachGraph
internal import OverreachModel

/// A graph that was judged of the facts, and which candidates take away which of its steps.
struct TakenGraph {
    let snapshot: Snapshot
    /// The candidates that are applied in it already.
    let applied: Set<Int>
    let takings: Takings
    private var grants: [Text: [NodeID]] = [:]
    private var bindings: [Text: [NodeID]] = [:]  // grants by the id of their binding
    private var stems: [NodeID: [Text]] = [:]  // of each grant what the ids of the statements that it needs begin with

    /// Complexity: linear in the nodes.
    init(_ snapshot: Snapshot, _ takings: Takings, applied: Set<Int> = []) {
        self.snapshot = snapshot
        self.takings = takings
        self.applied = applied
        for node in snapshot.nodes where snapshot.kind(node) == .grant {
            let id = snapshot.key(node).id
            for name in TakenGraph.names(of: id) { grants[name, default: []].append(node) }
            if snapshot.type(node) == NodeType(KubernetesNode.rule) {
                bindings[TakenGraph.binding(of: id), default: []].append(node)
            }
            stems[node] = stems(of: node)
        }
    }

    /// What a grant may be called: behind an `@` may stand the first holder of its class.
    private static func names(of id: String) -> [Text] {
        var (names, end) = ([Text(id)], id.endIndex)
        while names.count < 4, let mark = id[..<end].lastIndex(of: "@") {
            names.append(Text(String(id[..<mark])))
            end = mark
        }
        return names
    }

    private static func binding(of id: String) -> Text { Text(String(id.prefix { $0 != "#" })) }

    /// What the ids of the grants of its policy begin with.
    private static func stem(of id: String) -> Text? { id.lastIndex(of: "#").map { Text(String(id[..<$0])) } }

    // MARK: - Who takes a step

    /// The conditions under which a step is gone, each the candidates of which one must be applied.
    ///
    /// The step is gone once all of them hold; one without candidates never does.
    func conditions(of edge: EdgeID) -> [[Int]] {
        let always = takers(of: edge)
        return ways(of: edge).map { way in Set(always + way).subtracting(applied).sorted() }
    }

    /// Whether the step is gone once these are applied as well.
    func isTaken(_ edge: EdgeID, by chosen: Set<Int>) -> Bool {
        if takers(of: edge).contains(where: chosen.contains) { return true }
        return ways(of: edge).allSatisfy { $0.contains(where: chosen.contains) }
    }

    /// Each of which takes the edge alone.
    private func takers(of edge: EdgeID) -> [Int] {
        let (from, to) = (snapshot.key(snapshot.from(edge)), snapshot.key(snapshot.to(edge)))
        var found = takers(of: from) + takers(of: to)
        for match in takings.byEdge[from] ?? [] where match.match.to == nil || match.match.to == to {
            if match.match.kind == nil || match.match.kind == snapshot.kind(edge) { found.append(match.candidate) }
        }
        // What another account's resource gives, its own policy allows.
        if from.scope != to.scope { found += takings.byResource[to] ?? [] }
        for premise in snapshot.premises(edge) where premise != from {
            found += takers(of: premise) + (takings.byResource[premise] ?? [])
            if premise != to { found += takings.byPolicy[premise] ?? [] }
        }
        return found
    }

    private func takers(of key: Key) -> [Int] {
        let found = takings.byNode[key] ?? []
        guard key.type?.spec.kind == .grant else { return found }
        return found + TakenGraph.names(of: key.id).flatMap { takings.byGrant[$0] ?? [] }
            + (takings.byBinding[TakenGraph.binding(of: key.id)] ?? [])
    }

    /// For each way in which somebody has a right, the candidates that take it; one without any where it is no right.
    private func ways(of edge: EdgeID) -> [[Int]] {
        guard snapshot.kind(edge) == EdgeKind(AccessEdge.holds) else { return [[]] }
        let holder = snapshot.key(snapshot.from(edge))
        // A method is gone with any of the statements that it needs: of each the ways, of which one of each must go.
        let each = (stems[snapshot.to(edge)] ?? []).compactMap { stem -> [[Int]]? in
            let ways = takings.ways[.init(holder: holder, stem: stem)]?.filter { !$0.contains(where: applied.contains) }
            return ways?.isEmpty == false ? ways : nil
        }
        guard let first = each.first else { return [[]] }
        return each.dropFirst().reduce(first) { known, more in
            // Many ways multiply; that one of all must go is then all that is said.
            if known.count * more.count > TakenGraph.mostWays { return [known.flatMap { $0 } + more.flatMap { $0 }] }
            return known.flatMap { one in more.map { one + $0 } }
        }
    }

    /// In how many ways somebody is taken to have what a method needs.
    private static let mostWays = 16

    private func stems(of node: NodeID) -> [Text] {
        let key = snapshot.key(node)
        if key.type == NodeType(AWSNode.statement) { return [TakenGraph.stem(of: key.id)].compactMap { $0 } }
        guard key.type == NodeType(AWSNode.method), let edge = snapshot.outgoing(node).first else {
            return []
        }
        let statements = snapshot.premises(edge).filter { $0.type == NodeType(AWSNode.statement) }
        return Set(statements.compactMap { TakenGraph.stem(of: $0.id) }).sorted()
    }

    /// Of the conditions that these do not meet the one with the fewest candidates.
    func smallestCondition(of edge: EdgeID, unmetBy chosen: Set<Int>) -> [Int] {
        conditions(of: edge).filter { !$0.contains(where: chosen.contains) }.min {
            $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
        } ?? []
    }

    /// The candidates that have to do with a way, whatever it is: for where no name tells who takes any of its steps.
    func related(to way: [EdgeID], without chosen: Set<Int>) -> [Int] {
        let keys = Set(
            way.flatMap { edge in
                [snapshot.key(snapshot.from(edge)), snapshot.key(snapshot.to(edge))] + snapshot.premises(edge)
            })
        return takings.candidates.indices.filter { number in
            guard !applied.contains(number), !chosen.contains(number) else { return false }
            let one = takings.candidates[number]
            return ([one.target] + one.holders + one.revision.documents.map(\.subject)).contains(where: keys.contains)
        }
    }

    // MARK: - What is taken

    /// The nodes that a candidate takes away, and the edges beside theirs.
    ///
    /// Complexity: linear in the edges of what it changes.
    func taken(by number: Int) -> (nodes: Set<NodeID>, edges: Set<EdgeID>) {
        let nodes = Set(nodes(of: number))
        let dependents = nodes.flatMap { snapshot.dependents(of: $0) }
        return (nodes, Set(dependents + edges(of: number).filter { isTaken($0, by: [number]) }))
    }

    /// The graph without what these take away, those that are applied already aside.
    ///
    /// Complexity: linear in the edges of what they change.
    func without(_ chosen: Set<Int>) -> Snapshot {
        let more = chosen.subtracting(applied)
        var overlay = Overlay(snapshot)
        for number in more.sorted() {
            for node in nodes(of: number) { overlay.remove(node) }
            for edge in edges(of: number) where isTaken(edge, by: more) { overlay.remove(edge) }
        }
        return overlay.view
    }

    private func nodes(of number: Int) -> [NodeID] {
        let taking = takings.all[number]
        return taking.nodes.compactMap { snapshot.node($0) } + taking.grants.flatMap { grants[$0] ?? [] }
            + taking.bindings.flatMap { bindings[$0] ?? [] }
    }

    /// Edges that may be gone with it, beside those of its nodes.
    private func edges(of number: Int) -> Set<EdgeID> {
        let taking = takings.all[number]
        var found: Set<EdgeID> = []
        for node in (taking.resources + taking.policies).compactMap({ snapshot.node($0) }) {
            found.formUnion(snapshot.dependents(of: node))
        }
        for node in taking.resources.compactMap({ snapshot.node($0) }) { found.formUnion(snapshot.incoming(node)) }
        for match in taking.edges {
            guard let node = snapshot.node(match.from) else { continue }
            found.formUnion(
                snapshot.outgoing(node).filter { edge in
                    match.to.map { $0 == snapshot.key(snapshot.to(edge)) } ?? true
                })
        }
        for (holder, holdings) in Dictionary(grouping: taking.holdings, by: \.holder) {
            guard let node = snapshot.node(holder) else { continue }
            let lost = Set(holdings.map(\.stem))
            found.formUnion(
                snapshot.outgoing(node).filter { edge in
                    stems[snapshot.to(edge)]?.contains(where: lost.contains) ?? false
                })
        }
        return found
    }
}
