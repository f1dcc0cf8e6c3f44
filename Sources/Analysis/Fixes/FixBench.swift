internal import OverreachGraph
internal import OverreachModel

/// Measures what candidates remove, by judging each anew.
struct FixBench {
    /// A candidate with what it was found to remove.
    struct Measured {
        let candidate: Candidate
        let difference: ReachDifference
        /// What is reached then.
        let after: ReachTable
        /// Pairs that are closed.
        let closed: [ReachDifference.Part]
        /// Effects that are lost of pairs that stay.
        let narrowed: [ReachDifference.Part]
        /// Pairs of entry point and crown jewel that lose their best path.
        let cuts: Int

        /// Whether it changes anything that matters.
        var isWorthwhile: Bool { !closed.isEmpty || !narrowed.isEmpty || cuts > 0 }
    }

    let ground: Ground
    let filter: Filter
    let entries: [Key]
    let jewels: Set<Key>
    /// The only store that counts; nil for all.
    let store: Key?
    let before: ReachTable
    private let guards: Guards
    private(set) var caveats: [Caveat] = []

    /// How many candidates are judged at least, whatever was asked for.
    static let shortlist = 20
    /// Edges of the graph times candidates up to which all are judged: some seconds' work, so that accounts of a few
    /// hundred policies are judged whole and larger ones are screened.
    static let budget = 100_000

    /// Errors: `NodeError`.
    init(_ ground: Ground, for node: String?, assumptions: Assumptions) throws {
        self.ground = ground
        let snapshot = ground.world.snapshot
        var filter = Filter()
        filter.assumptions = assumptions
        self.filter = filter
        let asked = try node.map { try NodeResolver(snapshot).resolve($0) }
        let isStore = asked.map { snapshot.kind($0) == .dataStore } ?? false
        store = isStore ? asked.map { snapshot.key($0) } : nil
        let view = HouseView(ground.world)
        entries = isStore || asked == nil ? view.entryKeys : asked.map { [snapshot.key($0)] } ?? []
        let precious = view.precious
        jewels = store.map { [$0] } ?? precious.keys
        if store == nil, !precious.isSaid { caveats.append(HouseView.nobodySaid) }
        before = ReachTable(snapshot, from: entries, following: filter).limited(to: store)
        guards = Guards(ground.world)
    }

    /// How many changes can be judged in some seconds.
    var affordable: Int { FixBench.budget / max(ground.world.snapshot.edgeCount, 1) }

    // MARK: - Measuring

    /// What the entry points reach once something is different.
    func table(after revision: Revision) throws -> ReachTable {
        ReachTable(try ground.graph(after: revision), from: entries, following: filter).limited(to: store)
    }

    /// The same of several, in their order.
    func tables(after revisions: [Revision]) throws -> [ReachTable] {
        // A few graphs at a time are held.
        try stride(from: 0, to: revisions.count, by: FixBench.atOnce).flatMap { first in
            try ground.graphs(after: Array(revisions[first...].prefix(FixBench.atOnce))).map {
                ReachTable($0, from: entries, following: filter).limited(to: store)
            }
        }
    }

    /// How many changes are judged together.
    private static let atOnce = 8

    /// Pairs that ingesting the changed posture beside the telemetry of before would show, and a table of what will be
    /// possible does not hold: what was seen stays in what saw it.
    func stillSeen(after revision: Revision, beside table: ReachTable) throws -> [ReachTable.Pair] {
        let snapshot = try ground.graph(after: revision, past: .kept)
        let all = ReachTable(snapshot, from: entries, following: filter).limited(to: store)
        return all.pairs.filter { table.rows[$0] == nil }
    }

    /// What each candidate removes by itself, in their order.
    func measured(_ candidates: [Candidate]) throws -> [Measured] {
        let tables = try tables(after: candidates.map(\.revision))
        return zip(candidates, tables).map { measured($0, from: before, to: $1) }
    }

    /// The same, of which some were judged already.
    func measured(_ candidates: [Candidate], but judged: [Measured]) throws -> [Measured] {
        var known: [Text: Measured] = [:]
        for one in judged { known[Text(one.candidate.id)] = one }
        for one in try measured(candidates.filter { known[Text($0.id)] == nil }) { known[Text(one.candidate.id)] = one }
        return candidates.compactMap { known[Text($0.id)] }
    }

    private func measured(_ candidate: Candidate, from old: ReachTable, to new: ReachTable) -> Measured {
        let difference = ReachDifference(from: old, to: new)
        let closed = difference.closed.filter(\.isWhole)
        let rerouted = old.rows.count { pair, row in
            jewels.contains(pair.to) && new.rows[pair].map { $0.way != row.way } ?? false
        }
        return Measured(
            candidate: candidate, difference: difference, after: new, closed: closed,
            narrowed: difference.closed.filter { !$0.isWhole },
            cuts: closed.filter { jewels.contains($0.pair.to) }.count + rerouted)
    }

    /// The best candidates, each judged.
    mutating func ranked(_ candidates: [Candidate], limit: Int) throws -> [Measured] {
        let chosen = shortlist(of: candidates, limit: limit)
        let measured = try measured(chosen).filter(\.isWorthwhile).sorted(by: FixBench.isBetter)
        return Array(FixBench.withoutEchoes(measured).prefix(limit))
    }

    /// Reach removed, then never used before used, then broader permission first, then id.
    static func isBetter(_ a: Measured, _ b: Measured) -> Bool {
        if a.closed.count != b.closed.count { return a.closed.count > b.closed.count }
        let (x, y) = (a.candidate.use.count > 0, b.candidate.use.count > 0)
        if x != y { return !x }
        if a.candidate.breadth != b.candidate.breadth { return a.candidate.breadth > b.candidate.breadth }
        return UTF8Order.less(a.candidate.id, b.candidate.id)
    }

    /// Without parts of a statement that remove no more than the statement's own fix does, and removals that break what
    /// a narrowing of the same statement keeps and close no more.
    private static func withoutEchoes(_ all: [Measured]) -> [Measured] {
        all.filter { one in
            guard one.candidate.kind == .removeAction || one.candidate.kind == .removeResource else { return true }
            return !all.contains { other in
                [.removeStatement, .narrowStatement, .removeResourceStatement].contains(other.candidate.kind)
                    && other.candidate.target == one.candidate.target
                    && Set(other.closed.map(\.pair)).isSuperset(of: one.closed.map(\.pair))
                    && (other.candidate.breaksUse == false || one.candidate.breaksUse)
            }
        }
    }

    private mutating func shortlist(of candidates: [Candidate], limit: Int) -> [Candidate] {
        let affordable = max(affordable, FixBench.shortlist, limit)
        guard candidates.count > affordable else { return candidates }

        let graph = TakenGraph(before.snapshot, Takings(candidates, ground.stated))
        let screen = FixScreen(graph, before, entries: entries, jewels: jewels, store: store, filter)
        let scored = screen.scores.sorted { a, b in
            if a.score != b.score { return a.score > b.score }
            let (x, y) = (a.candidate.use.count > 0, b.candidate.use.count > 0)
            if x != y { return !x }
            if a.candidate.breadth != b.candidate.breadth { return a.candidate.breadth > b.candidate.breadth }
            return UTF8Order.less(a.candidate.id, b.candidate.id)
        }
        let chosen = scored.filter { $0.score.closed > 0 || $0.score.touched > 0 }.prefix(affordable).map(\.candidate)
        caveats.append(
            Caveat(
                reason: Caveat.estimated, source: "fixes",
                detail:
                    "of \(candidates.count) changes that are possible, the \(chosen.count) that an estimate puts first "
                    + "were judged; what is printed is exact, what was left out is estimated to remove less"))
        return chosen
    }

    // MARK: - Answers

    /// A candidate as the answer shows it.
    ///
    /// Complexity: that of judging everything once more where it breaks something that was seen.
    func fix(_ measured: Measured) throws -> Fixes.Fix {
        let (candidate, snapshot) = (measured.candidate, ground.world.snapshot)
        let (confidence, doubts) = guards.confidence(of: candidate)
        let use = candidate.use
        func row(_ key: Key) -> NodeRow { NodeRow(key, in: snapshot) }
        let closed = Set(measured.closed.map(\.pair))
        let (patch, notes) = candidate.patch.first
        let stillSeen =
            candidate.breaksUse
            ? try stillSeen(after: candidate.revision, beside: measured.after).filter { closed.contains($0) } : []
        return Fixes.Fix(
            id: candidate.id, kind: candidate.kind, title: candidate.sentence, target: row(candidate.target),
            owner: owner(of: candidate),
            removes: Fixes.Removal(
                reach: measured.closed.count, byClassification: counts(measured.closed),
                pairs: measured.closed.map { self.row($0.pair) },
                narrowed: measured.narrowed.map {
                    Fixes.NarrowedRow(from: row($0.pair.from), to: row($0.pair.to), effects: $0.effects)
                }, stillSeen: stillSeen.map { self.row($0) }), cuts: measured.cuts,
            used: Fixes.Used(
                count: use.count, last: use.last.map(Timestamp.text), window: window(of: use.accounts),
                observable: use.observable, why: use.why), breaks: use.breaks, confidence: confidence,
            doubts: doubts + candidate.notes + notes, effort: candidate.effort, patch: patch)
    }

    /// A pair as the answer shows it.
    func row(_ pair: ReachTable.Pair) -> Fixes.Pair {
        let snapshot = ground.world.snapshot
        return Fixes.Pair(from: NodeRow(pair.from, in: snapshot), to: NodeRow(pair.to, in: snapshot))
    }

    private func counts(_ parts: [ReachDifference.Part]) -> Fixes.Counts {
        var counts: [Text: Int] = [:]
        for part in parts {
            let word = ground.world.snapshot.classification(of: part.pair.to)
            counts[Text(word.isEmpty ? "unclassified" : word), default: 0] += 1
        }
        return Fixes.Counts(counts: counts.sorted { $0.key < $1.key }.map { ($0.key.string, $0.value) })
    }

    private func window(of accounts: Set<Text>) -> Fixes.Window? {
        let logs = accounts.compactMap { ground.world.coverage.window(ofAccount: $0.string) }
        guard let first = logs.map(\.first).min(), let last = logs.map(\.last).max() else { return nil }
        return Fixes.Window(first: Timestamp.text(first), last: Timestamp.text(last))
    }

    private func owner(of candidate: Candidate) -> String? {
        let (snapshot, view) = (ground.world.snapshot, HouseView(ground.world))
        return ([candidate.target] + candidate.holders).lazy.compactMap { snapshot.node($0) }
            .compactMap { view.owner(of: $0) }.first
    }
}

extension ReachTable {
    /// The rows of one store alone; all where none is named.
    func limited(to store: Key?) -> ReachTable {
        guard let store else { return self }
        var table = self
        table.keep { $0.to == store }
        return table
    }
}
