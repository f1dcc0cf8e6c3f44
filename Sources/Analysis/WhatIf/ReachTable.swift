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
        /// For each effect the surest, then shortest way that gives it, the best way first; each effect once.
        let ways: [Way]

        /// The shortest path with that verdict.
        var path: [EdgeID] { ways.first?.path ?? [] }
        /// The digest of that path.
        var way: UInt64 { ways.first?.digest ?? 0 }

        /// The way that gives an effect; nil for an effect that the row lacks.
        func way(giving effect: Effect) -> Way? { ways.first { $0.effects.contains(effect) } }
    }

    /// A path with the effects that it gives: its last step is one of those by which the place before the store gives them.
    struct Way {
        /// What it gives, of what no better way gives.
        let effects: [Effect]
        /// How sure it is.
        let verdict: Verdict
        let path: [EdgeID]
        /// Tells the way from others by the kinds and nodes of its path, in whatever snapshot.
        let digest: UInt64
    }

    /// The graph.
    let snapshot: Snapshot
    /// The rows.
    private(set) var rows: [Pair: Row] = [:]
    private let filter: Filter
    private let takenOver: Set<Key>
    private var steps = StepDigests()

    /// What the entry points reach; those that are taken over reach also what lies in the same process or listens.
    ///
    /// Complexity: three walks for each entry point, and the edges into what it reaches.
    init(_ snapshot: Snapshot, from entries: [Key], takenOver: Set<Key> = [], following filter: Filter) {
        self.snapshot = snapshot
        self.filter = filter
        self.takenOver = takenOver
        for entry in entries {
            guard let start = snapshot.node(entry) else { continue }
            add(entry, reaches(from: entry, start))
        }
    }

    /// What is assumed to give way.
    var assumptions: Assumptions { filter.assumptions }

    /// The pairs, in the order of their keys.
    var pairs: [Pair] { rows.keys.sorted() }

    /// Leaves the rows that are wanted.
    mutating func keep(_ isWanted: (Pair) -> Bool) { rows = rows.filter { isWanted($0.key) } }

    /// The steps of a way.
    func steps(_ way: Way) -> [StepRow] { way.path.map { StepRow($0, in: snapshot) } }

    /// The ways by which a pair has these effects, each with those of them that it gives: one alone where one gives all of
    /// them as surely as any does, though others are shorter for some of them.
    ///
    /// Complexity: where several ways are needed, that of three walks for each entry point after another.
    func ways(of pair: Pair, giving effects: [Effect], _ walks: inout Walks) -> [(way: Way, effects: [Effect])] {
        let ways = (rows[pair]?.ways ?? []).compactMap { way -> (way: Way, effects: [Effect])? in
            let given = way.effects.filter { effects.contains($0) }
            return given.isEmpty ? nil : (way, given)
        }
        if ways.count > 1, let one = commonWay(of: pair, giving: effects, &walks) { return [(one, effects)] }
        return ways
    }

    /// The walks from the entry point that was asked about last, since pairs are asked about in their order; of one table.
    struct Walks {
        fileprivate var entry: Key?
        fileprivate var reaches: [(Takeover.Start, BestReach)] = []
    }

    private func commonWay(of pair: Pair, giving effects: [Effect], _ walks: inout Walks) -> Way? {
        guard let start = snapshot.node(pair.from), let store = snapshot.node(pair.to) else { return nil }
        if walks.entry != pair.from {
            walks.entry = pair.from
            walks.reaches = reaches(from: pair.from, start)
        }
        let reaches = walks.reaches
        let lasts = reaches.enumerated().flatMap { number, found in
            lastSteps(to: store, from: found.0, found.1, number: number)
        }.filter { effects.contains($0.access.effect) }
        var surest: [Effect: Verdict] = [:]
        for last in lasts {
            surest[last.access.effect] = min(surest[last.access.effect] ?? .conditional, last.access.verdict)
        }
        let verdicts = Set(effects.map { surest[$0] })
        guard verdicts.count == 1, let verdict = surest[effects[0]] else { return nil }

        let sure = lasts.filter { $0.access.verdict == verdict }
        let best = sure.filter { one in
            effects.allSatisfy { effect in
                sure.contains {
                    $0.access.effect == effect && $0.start == one.start
                        && snapshot.from($0.edge) == snapshot.from(one.edge)
                }
            }
        }.min { $0.isBetter(than: $1) }
        var digests = StepDigests()
        return best.map { ReachTable.way($0, reaches, giving: effects, in: snapshot, &digests) }
    }

    private func reaches(from entry: Key, _ node: NodeID) -> [(Takeover.Start, BestReach)] {
        let starts = takenOver.contains(entry) ? Takeover(of: node, in: snapshot).starts : [.init(node: node)]
        return starts.map { ($0, snapshot.bestReach(from: $0.node, following: filter)) }
    }

    private mutating func add(_ entry: Key, _ reaches: [(Takeover.Start, BestReach)]) {
        for store in Set(reaches.flatMap { $0.1.nodes }) where snapshot.kind(store) == .dataStore {
            let lasts = reaches.enumerated().flatMap { number, found in
                lastSteps(to: store, from: found.0, found.1, number: number)
            }
            guard let sum = AccessSum(lasts.map(\.access)) else { continue }
            rows[Pair(from: entry, to: snapshot.key(store))] = Row(
                effects: sum.effects, verdict: sum.verdict, scope: sum.scope, ways: ways(lasts, reaches))
        }
    }

    /// An edge into a store, from a place that is reached.
    private struct LastStep {
        let edge: EdgeID
        let access: DataAccess
        /// The steps of the path that ends with it.
        let count: Int
        /// From which start.
        let start: Int

        /// Whether it is surer, or as sure and shorter.
        func isBetter(than other: LastStep) -> Bool {
            access.verdict == other.access.verdict ? count < other.count : access.verdict < other.access.verdict
        }
    }

    private func lastSteps(
        to store: NodeID, from start: Takeover.Start, _ reach: BestReach, number: Int
    ) -> [LastStep] {
        snapshot.incoming(store).compactMap { edge in
            guard filter.admits(edge, in: snapshot) else { return nil }
            let source = snapshot.from(edge)
            let isStart = source == start.node
            guard let verdict = isStart ? .allowed : reach.verdict(of: source),
                let steps = isStart ? 0 : reach.steps(source),
                let access = DataAccess(edge, reachedWith: verdict, in: snapshot)
            else { return nil }
            return LastStep(edge: edge, access: access, count: start.way.count + steps + 1, start: number)
        }
    }

    /// The best way to each effect; effects that come from one place with the same certainty share it.
    private mutating func ways(_ lasts: [LastStep], _ reaches: [(Takeover.Start, BestReach)]) -> [Way] {
        // By effect, of equals the first: edges stand in the order of their keys.
        var bests: [Effect: LastStep] = [:]
        for last in lasts {
            if let known = bests[last.access.effect], !last.isBetter(than: known) { continue }
            bests[last.access.effect] = last
        }
        var left = bests.values.sorted {
            $0.isBetter(than: $1) || (!$1.isBetter(than: $0) && $0.access.effect < $1.access.effect)
        }
        var ways: [Way] = []
        while let best = left.first {
            let source = snapshot.from(best.edge)
            let open = Set(left.filter { !best.isBetter(than: $0) }.map(\.access.effect))
            let effects = Set(
                lasts.filter { other in
                    open.contains(other.access.effect) && other.start == best.start
                        && snapshot.from(other.edge) == source && other.access.verdict == best.access.verdict
                }.map(\.access.effect))
            ways.append(ReachTable.way(best, reaches, giving: effects.sorted(), in: snapshot, &steps))
            left.removeAll { effects.contains($0.access.effect) }
        }
        return ways
    }

    /// By which edge of several the last place does it makes no other way.
    private static func way(
        _ last: LastStep, _ reaches: [(Takeover.Start, BestReach)], giving effects: [Effect], in snapshot: Snapshot,
        _ steps: inout StepDigests
    ) -> Way {
        let (start, reach) = reaches[last.start]
        let source = snapshot.from(last.edge)
        let before = start.way + (source == start.node ? [] : reach.path(to: source)?.edges ?? [])
        var digest = StableDigest()
        for edge in before { digest.add(steps.digest(of: edge, in: snapshot)) }
        digest.add(snapshot.key(snapshot.to(last.edge)).text)
        return Way(
            effects: effects, verdict: last.access.verdict, path: before + [last.edge], digest: digest.value)
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
        var found: [DataAccess] = []
        forEachAccess(to: store, from: start, by: reach, following: filter) { edge, _, way in
            if let access = DataAccess(edge, reachedWith: way, in: self) { found.append(access) }
        }
        return found
    }

    /// Verdict and effects of the same accesses, without what they cover and hang on; nil where there is none.
    func standing(
        of store: NodeID, from start: NodeID, by reach: BestReach, following filter: Filter
    ) -> (verdict: Verdict, effects: [Effect])? {
        var (best, effects): (Verdict?, [Effect]) = (nil, [])
        forEachAccess(to: store, from: start, by: reach, following: filter) { edge, effect, way in
            let own = max(way, verdict(edge))
            best = min(best ?? own, own)
            if !effects.contains(effect) { effects.append(effect) }
        }
        return best.map { ($0, effects.sorted()) }
    }

    /// Calls the body with each edge by which a node that reaches it may do something to a store, and how sure the way to the
    /// edge is.
    private func forEachAccess(
        to store: NodeID, from start: NodeID, by reach: BestReach, following filter: Filter,
        _ body: (_ edge: EdgeID, _ effect: Effect, _ way: Verdict) -> Void
    ) {
        for edge in incoming(store) where filter.admits(edge, in: self) {
            guard case .access(let effect) = kind(edge).spec.traversal else { continue }
            let source = from(edge)
            guard let way = source == start ? .allowed : reach.verdict(of: source) else { continue }
            body(edge, effect, way)
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
