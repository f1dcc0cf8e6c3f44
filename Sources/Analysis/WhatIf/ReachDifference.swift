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
    /// Pairs that stay: some effect by another way, or with other certainty or extent.
    let rerouted: [ReachTable.Pair]

    /// Complexity: linear in the rows.
    init(from before: ReachTable, to after: ReachTable) {
        closed = ReachDifference.missing(in: after, of: before)
        opened = ReachDifference.missing(in: before, of: after)
        rerouted = before.pairs.filter { pair in
            guard let old = before.rows[pair], let new = after.rows[pair] else { return false }
            return old.verdict != new.verdict || old.scope != new.scope
                || Detour.all(from: old, to: new).contains(where: \.isOther)
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

/// How effects that stay are come to before and after.
struct Detour {
    let effects: [Effect]
    let before: ReachTable.Way
    let after: ReachTable.Way

    /// Whether it is another way, or the same with another certainty.
    var isOther: Bool { before.digest != after.digest || before.verdict != after.verdict }

    /// All of a pair that stays, in the order of its ways as they were.
    static func all(from old: ReachTable.Row, to new: ReachTable.Row) -> [Detour] {
        old.ways.flatMap { before in
            new.ways.compactMap { after in
                let shared = before.effects.filter { after.effects.contains($0) }
                return shared.isEmpty ? nil : Detour(effects: shared, before: before, after: after)
            }
        }
    }
}
