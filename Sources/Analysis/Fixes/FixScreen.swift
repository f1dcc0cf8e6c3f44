internal import OverreachGraph
internal import OverreachModel

/// Estimates what candidates remove, so that the best are judged: what is lost without each node and each edge is found
/// for all of them at once, and nothing is judged anew.
struct FixScreen {
    /// What an estimate says of a candidate.
    struct Score: Comparable {
        /// Pairs that it closes; where there are many entry points, entry points that lose all that is asked about.
        let closed: Int
        /// Best paths that go by what it changes.
        let touched: Int

        static func < (a: Score, b: Score) -> Bool { (a.closed, a.touched) < (b.closed, b.touched) }
    }

    private let graph: TakenGraph
    private var nodeLosses: [NodeID: Int] = [:]
    private var edgeLosses: [EdgeID: Int] = [:]
    private var touched: [NodeID: Int] = [:]  // best paths by node

    /// Edges of the graph times entry points up to which each entry point has dominators of its own: some seconds' work.
    private static let budget = 500_000_000

    /// Complexity: that of `Dominators` for each entry point, or once where there are many.
    init(
        _ graph: TakenGraph, _ table: ReachTable, entries: [Key], jewels: Set<Key>, store: Key?, _ filter: Filter
    ) {
        self.graph = graph
        let snapshot = table.snapshot
        let starts = entries.compactMap { snapshot.node($0) }
        let condensed = snapshot.condensed(following: filter)
        let counted = store.flatMap { snapshot.node($0) }
        if starts.count * max(snapshot.edgeCount, 1) <= FixScreen.budget {
            for start in starts {
                add(
                    condensed.chokePoints(from: start) { node in
                        counted.map { $0 == node } ?? (snapshot.kind(node) == .dataStore)
                    })
            }
        } else {
            let ends = counted.map { [$0] } ?? jewels.compactMap { snapshot.node($0) }.sorted()
            add(condensed.chokePoints(from: starts, to: ends))
        }
        for row in table.rows.values {
            for edge in row.path { touched[snapshot.to(edge), default: 0] += 1 }
        }
    }

    private mutating func add(_ chokes: ChokePoints) {
        for choke in chokes.nodes { nodeLosses[choke.node, default: 0] += choke.lost }
        for choke in chokes.edges { edgeLosses[choke.edge, default: 0] += choke.lost }
    }

    /// What the estimate says of each candidate.
    ///
    /// Complexity: linear in what the candidates change.
    var scores: [(candidate: Candidate, score: Score)] {
        graph.takings.candidates.enumerated().map { ($1, score(of: $0)) }
    }

    private func score(of number: Int) -> Score {
        let snapshot = graph.snapshot
        let (nodes, edges) = graph.taken(by: number)
        let inside = edges.filter { !nodes.contains(snapshot.from($0)) && !nodes.contains(snapshot.to($0)) }
        let closed =
            nodes.reduce(0) { $0 + (nodeLosses[$1] ?? 0) } + inside.reduce(0) { $0 + (edgeLosses[$1] ?? 0) }
        let ends = Set(inside.map { snapshot.to($0) }).union(nodes)
        return Score(closed: closed, touched: ends.reduce(0) { $0 + (touched[$1] ?? 0) })
    }
}
