internal import OverreachGraph
internal import OverreachModel

/// What a plan is to close: pairs of an entry point and a crown jewel that the entry point never used.
struct PlanGoal {
    /// The pairs, in the order of their keys.
    let pairs: [ReachTable.Pair]

    /// An act counts as use by an entry point that is part of its chain, or of that of a call that issued its session.
    ///
    /// Complexity: linear in the pairs and the acts on crown jewels, times the calls that issued their sessions.
    init(_ bench: FixBench, _ use: TrustUse) {
        let entries = Set(bench.entries)
        var used: Set<ReachTable.Pair> = []
        for act in use.acts {
            guard let target = act.target, bench.jewels.contains(target), act.isUse(of: target) else { continue }
            for link in [act] + use.issuers(of: act) {
                for entry in link.chain where entries.contains(entry) {
                    used.insert(ReachTable.Pair(from: entry, to: target))
                }
            }
        }
        pairs = bench.before.pairs.filter { bench.jewels.contains($0.to) && !used.contains($0) }
    }

    /// Those that are open.
    func open(in table: ReachTable) -> [ReachTable.Pair] { pairs.filter { table.rows[$0] != nil } }

    /// What remains, in figures.
    func remaining(in table: ReachTable, _ bench: FixBench, stillSeen: Int) -> Fixes.Remaining {
        Fixes.Remaining(
            reach: table.rows.count, crownJewelReach: table.rows.keys.count { bench.jewels.contains($0.to) },
            unused: open(in: table).count, stillSeen: stillSeen)
    }
}
