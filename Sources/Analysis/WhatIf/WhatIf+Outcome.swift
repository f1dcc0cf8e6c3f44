internal import OverreachGraph
internal import OverreachModel

extension WhatIf {
    /// The two worlds of a what-if, and what they differ in.
    struct Outcome {
        let before: ReachTable
        let after: ReachTable
        let difference: ReachDifference
        let worlds: (before: World, after: World)
        private let changes: [ChangeRow]
        private let findings: (before: [Finding], after: [Finding])
        private let counts: (before: Counts, after: Counts)

        /// Errors: `NodeError`, `ChangeError`.
        init(of question: WhatIf, in ground: Ground) throws {
            guard !question.changes.isEmpty else { throw ChangeError.nothing }
            let reader = ChangeReader(ground)
            let understood = try question.changes.enumerated().map { try reader.read($1, number: $0 + 1) }
            let revision = understood.reduce(Revision()) { $0 + $1.revision }
            let takenOver = Set(understood.flatMap(\.takenOver))
            worlds = (ground.world, try ground.judged(revision))
            changes = understood.map(\.row)

            var filter = Filter()
            filter.assumptions = question.assumptions
            // Only what is new may begin where nothing began: a client whose agent is gone is none.
            let old = ground.world.snapshot
            let known = HouseView(worlds.before).entryKeys
            let new = HouseView(worlds.after).entryKeys.filter { old.node($0) == nil }
            let entries = (known, Set(known + new).union(takenOver).sorted())
            before = ReachTable(worlds.before.snapshot, from: entries.0, following: filter)
            after = ReachTable(
                worlds.after.snapshot, from: entries.1, takenOver: takenOver, following: filter)
            difference = ReachDifference(from: before, to: after)
            findings = (FindingList.findings(in: worlds.before), FindingList.findings(in: worlds.after))
            counts = (
                Counts(before, worlds.before, entryPoints: entries.0.count, findings: findings.before),
                Counts(after, worlds.after, entryPoints: entries.1.count, findings: findings.after)
            )
        }

        /// What could be read of the changed world only, such as a policy whose text is missing then.
        var newCaveats: [Caveat] {
            worlds.after.caveats.filter { !worlds.before.caveats.contains($0) }
        }

        /// What a reader should know of the figures.
        var notes: [Caveat] { HouseView(worlds.before).precious.isSaid ? [] : [HouseView.nobodySaid] }

        /// What is changed, in words.
        var meaning: String { changes.map(\.meaning).joined(separator: "; ") }

        /// A sentence for each pair that closes or opens.
        var sentences: [String] {
            func sentence(_ part: ReachDifference.Part, _ verb: String, in snapshot: Snapshot) -> String {
                let effects = part.effects.map(\.rawValue).joined(separator: ", ")
                let (from, to) = (NodeRow(part.pair.from, in: snapshot), NodeRow(part.pair.to, in: snapshot))
                return "\(from.name) \(verb) \(effects) on \(to.name)."
            }
            return difference.closed.map { sentence($0, "loses", in: before.snapshot) }
                + difference.opened.map { sentence($0, "gains", in: after.snapshot) }
        }

        func result() -> Result {
            Result(
                changes: changes, closed: difference.closed.compactMap { row($0, in: before) },
                opened: difference.opened.compactMap { row($0, in: after) },
                rerouted: difference.rerouted.compactMap(rerouted), before: counts.before, after: counts.after,
                findingsClosed: Outcome.missing(in: findings.after, of: findings.before),
                findingsOpened: Outcome.missing(in: findings.before, of: findings.after))
        }

        private func row(_ part: ReachDifference.Part, in table: ReachTable) -> PairRow? {
            guard let row = table.rows[part.pair] else { return nil }
            let steps = table.steps(row)
            let snapshot = table.snapshot
            return PairRow(
                from: NodeRow(part.pair.from, in: snapshot), to: NodeRow(part.pair.to, in: snapshot),
                effects: part.effects, whole: part.isWhole, classification: snapshot.classification(of: part.pair.to),
                verdict: row.verdict,
                assumes: row.path.reduce(Assumptions()) { $0.union(snapshot.assumes($1)) }.names, path: steps)
        }

        private func rerouted(_ pair: ReachTable.Pair) -> ReroutedRow? {
            guard let old = before.rows[pair], let new = after.rows[pair] else { return nil }
            return ReroutedRow(
                from: NodeRow(pair.from, in: after.snapshot), to: NodeRow(pair.to, in: after.snapshot),
                effects: new.effects.filter { old.effects.contains($0) }, verdictBefore: old.verdict,
                verdict: new.verdict, scope: new.scope, path: after.steps(new), was: before.steps(old))
        }

        private static func missing(in others: [Finding], of findings: [Finding]) -> [FindingRow] {
            let known = Set(others.map { Text($0.id) })
            return findings.filter { !known.contains(Text($0.id)) }.sorted { a, b in
                a.severity == b.severity ? UTF8Order.less(a.id, b.id) : a.severity < b.severity
            }.map { FindingRow(id: $0.id, severity: $0.severity, title: $0.title, accepted: $0.accepted) }
        }
    }
}

extension WhatIf.Counts {
    init(_ table: ReachTable, _ world: World, entryPoints: Int, findings: [Finding]) {
        let jewels = HouseView(world).precious.keys
        let pairs = table.pairs
        let precious = pairs.filter { jewels.contains($0.to) }
        self.entryPoints = entryPoints
        reach = pairs.count
        dataStores = Set(pairs.map(\.to)).count
        crownJewelReach = precious.count
        crownJewels = Set(precious.map(\.to)).count
        self.findings = findings.filter { $0.accepted == nil }.count
    }
}

extension Snapshot {
    /// How sensitive a data store is said to be; empty where nobody says it.
    func classification(of store: Key) -> String {
        node(store).flatMap { property(PropertyName.classification, of: $0) } ?? ""
    }
}
