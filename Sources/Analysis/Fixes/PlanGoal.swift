internal import OverreachGraph
internal import OverreachModel

/// What a plan is to close: pairs of an entry point and a crown jewel that the entry point never used.
struct PlanGoal {
    /// The pairs, in the order of their keys.
    let pairs: [ReachTable.Pair]

    /// Complexity: linear in the pairs and the acts on crown jewels, times the calls that issued their sessions.
    init(_ bench: FixBench, _ use: TrustUse) {
        let used = PairUse(use, by: Set(bench.entries), of: bench.jewels).pairs
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
