internal import OverreachGraph
internal import OverreachModel

/// What entry points reach of data: one row for each pair of an entry point and a store.
struct ReachTable {
    /// Who reaches what.
    struct Pair: Hashable, Comparable {
        let from: Key
        let to: Key

        static func < (a: Pair, b: Pair) -> Bool { a.from == b.from ? a.to < b.to : a.from < b.from }
    }

    /// How it does.
    struct Row {
        let effects: [Effect]
        let verdict: Verdict
        let scope: ScopeRow
        /// The shortest path with that verdict.
        let path: [EdgeID]
        /// A digest of the path's kinds and nodes, by which it is told from others, in whatever snapshot.
        let way: UInt64
    }

    /// The graph.
    let snapshot: Snapshot
    /// The rows.
    private(set) var rows: [Pair: Row] = [:]
    private let filter: Filter
    private var steps = StepDigests()

    /// What the entry points reach; those that are taken over reach also what lies in the same process or listens.
    ///
    /// Complexity: three walks for each entry point, and the edges into what it reaches.
    init(_ snapshot: Snapshot, from entries: [Key], takenOver: Set<Key> = [], following filter: Filter) {
        self.snapshot = snapshot
        self.filter = filter
        for entry in entries {
            guard let start = snapshot.node(entry) else { continue }
            let starts = takenOver.contains(entry) ? Takeover(of: start, in: snapshot).starts : [.init(node: start)]
            add(entry, starts)
        }
    }

    /// The pairs, in the order of their keys.
    var pairs: [Pair] { rows.keys.sorted() }

    /// Leaves the rows that are wanted.
    mutating func keep(_ isWanted: (Pair) -> Bool) { rows = rows.filter { isWanted($0.key) } }

    /// The steps of a row's path.
    func steps(_ row: Row) -> [StepRow] { row.path.map { StepRow($0, in: snapshot) } }

    private mutating func add(_ entry: Key, _ starts: [Takeover.Start]) {
        let reaches = starts.map { ($0, snapshot.bestReach(from: $0.node, following: filter)) }
        for store in Set(reaches.flatMap { $0.1.nodes }) where snapshot.kind(store) == .dataStore {
            let accesses = reaches.flatMap { start, reach in
                snapshot.accesses(to: store, from: start.node, by: reach, following: filter)
            }
            let paths = reaches.compactMap { start, reach -> (verdict: Verdict, edges: [EdgeID])? in
                guard let path = reach.path(to: store), let verdict = reach.verdict(of: store) else { return nil }
                return (verdict, start.way + path.edges)
            }
            let best = paths.min { a, b in
                a.verdict == b.verdict ? a.edges.count < b.edges.count : a.verdict < b.verdict
            }
            guard let best, let sum = AccessSum(accesses) else { continue }
            rows[Pair(from: entry, to: snapshot.key(store))] = Row(
                effects: sum.effects, verdict: sum.verdict, scope: sum.scope, path: best.edges,
                way: best.edges.reduce(into: StableDigest()) { $0.add(steps.digest(of: $1, in: snapshot)) }.value)
        }
    }
}

/// Where somebody is who has taken over a node: in it, in the processes and hosts it runs in, in the agents that
/// listen to these.
struct Takeover {
    /// A place from which walks begin, and how it was come to.
    struct Start {
        let node: NodeID
        var way: [EdgeID] = []
    }

    /// The places, the node first.
    let starts: [Start]

    /// Only of what was taken over is it assumed that its process gives way; what is reached further on is not.
    init(of node: NodeID, in snapshot: Snapshot) {
        var processes = [Start(node: node)]
        var steered: [Start] = []
        var known: Set<NodeID> = [node]
        var next = 0
        while next < processes.count {
            let start = processes[next]
            next += 1
            for edge in snapshot.outgoing(start.node) where snapshot.kind(edge).spec.traversal != .structural {
                let assumed = snapshot.assumes(edge)
                let isProcess = assumed.contains(.processTakeover)
                guard isProcess || assumed.contains(.contextPoisoning), known.insert(snapshot.to(edge)).inserted else {
                    continue
                }
                let place = Start(node: snapshot.to(edge), way: start.way + [edge])
                if isProcess { processes.append(place) } else { steered.append(place) }
            }
        }
        starts = processes + steered
    }
}

extension Snapshot {
    /// All that a node may do with a store that it reaches; nil for nothing.
    func accessSum(of store: NodeID, from start: NodeID, by reach: BestReach, following filter: Filter) -> AccessSum? {
        AccessSum(accesses(to: store, from: start, by: reach, following: filter))
    }

    /// What each edge into a store gives a node that reaches it.
    func accesses(to store: NodeID, from start: NodeID, by reach: BestReach, following filter: Filter) -> [DataAccess] {
        incoming(store).compactMap { edge in
            guard filter.admits(edge, in: self) else { return nil }
            let source = from(edge)
            let verdict = source == start ? .allowed : reach.verdict(of: source)
            return verdict.flatMap { DataAccess(edge, reachedWith: $0, in: self) }
        }
    }
}

/// Digests of edges by what they mean in any snapshot, each made once.
private struct StepDigests {
    private var known: [EdgeID: UInt64] = [:]

    mutating func digest(of edge: EdgeID, in snapshot: Snapshot) -> UInt64 {
        if let found = known[edge] { return found }
        var digest = StableDigest()
        digest.add(snapshot.kind(edge).name)
        digest.add(snapshot.key(snapshot.to(edge)).text)
        known[edge] = digest.value
        return digest.value
    }
}
