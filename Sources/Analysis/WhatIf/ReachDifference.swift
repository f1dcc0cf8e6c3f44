internal import OverreachGraph
internal import OverreachModel

/// What two tables of reach differ in.
struct ReachDifference {
    /// Effects that a pair had or has.
    struct Part {
        let pair: ReachTable.Pair
        let effects: [Effect]
        /// Whether nothing of the pair is left, or nothing of it was there.
        let isWhole: Bool
    }

    /// What is there no more.
    let closed: [Part]
    /// What was not there.
    let opened: [Part]
    /// Pairs that stay, by another best way, or with other certainty or extent.
    let rerouted: [ReachTable.Pair]

    /// Complexity: linear in the rows.
    init(from before: ReachTable, to after: ReachTable) {
        closed = ReachDifference.missing(in: after, of: before)
        opened = ReachDifference.missing(in: before, of: after)
        rerouted = before.pairs.filter { pair in
            guard let old = before.rows[pair], let new = after.rows[pair] else { return false }
            return !(old.verdict == new.verdict && old.scope == new.scope && old.way == new.way)
        }
    }

    private static func missing(in other: ReachTable, of table: ReachTable) -> [Part] {
        table.pairs.compactMap { pair in
            guard let row = table.rows[pair] else { return nil }
            let rest = other.rows[pair]?.effects ?? []
            let lost = row.effects.filter { !rest.contains($0) }
            return lost.isEmpty ? nil : Part(pair: pair, effects: lost, isWhole: other.rows[pair] == nil)
        }
    }
}
