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
        private let unknown: [Caveat]
        private let takenOver: [Key]
        private let entriesBefore: Set<Key>
        private let findings: (before: [Finding], after: [Finding])
        private let counts: (before: Counts, after: Counts)

        /// Errors: `NodeError`, `ChangeError`.
        init(of question: WhatIf, in ground: Ground) throws {
            guard !question.changes.isEmpty else { throw ChangeError.nothing }
            let reader = ChangeReader(ground)
            let understood = try question.changes.enumerated().map { try reader.read($1, number: $0 + 1) }
            let revision = understood.reduce(Revision()) { $0 + $1.revision }
            takenOver = understood.flatMap(\.takenOver)
            let takenOver = Set(takenOver)
            worlds = (ground.world, try ground.judged(revision))
            changes = understood.map(\.row)
            unknown = understood.flatMap(\.notes)

            var filter = Filter()
            filter.assumptions = question.assumptions
            // Only what is new may begin where nothing began: a client whose agent is gone is none.
            let old = ground.world.snapshot
            let known = HouseView(worlds.before).entryKeys
            let new = HouseView(worlds.after).entryKeys.filter { old.node($0) == nil }
            entriesBefore = Set(known)
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
        var notes: [Caveat] { unknown + (HouseView(worlds.before).precious.isSaid ? [] : [HouseView.nobodySaid]) }

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
            var (old, new) = (ReachTable.Walks(), ReachTable.Walks())
            let gone = difference.closed.map(\.pair)
            let use =
                gone.isEmpty
                ? nil : PairUse(TrustUse(worlds.before), by: Set(gone.map(\.from)), of: Set(gone.map(\.to)))
            return Result(
                changes: changes, closed: difference.closed.flatMap { rows($0, in: before, &old, use) },
                opened: difference.opened.flatMap { rows($0, in: after, &new, nil) },
                rerouted: difference.rerouted.flatMap(rerouted), compromised: compromised, before: counts.before,
                after: counts.after,
                findingsClosed: Outcome.missing(in: findings.after, of: findings.before),
                findingsOpened: Outcome.missing(in: findings.before, of: findings.after))
        }

        /// A row for each way by which the effects came or will come: a path gives what it is shown for.
        private func rows(
            _ part: ReachDifference.Part, in table: ReachTable, _ walks: inout ReachTable.Walks, _ use: PairUse?
        ) -> [PairRow] {
            let snapshot = table.snapshot
            let acts = use?[part.pair] ?? []
            return table.ways(of: part.pair, giving: part.effects, &walks).map { way, effects in
                PairRow(
                    from: NodeRow(part.pair.from, in: snapshot), to: NodeRow(part.pair.to, in: snapshot),
                    effects: effects, whole: part.isWhole,
                    classification: snapshot.classification(of: part.pair.to), verdict: way.verdict,
                    assumes: way.path.reduce(Assumptions()) { $0.union(snapshot.assumes($1)) }.names,
                    used: UseRow(acts.filter { act in act.effect.map(effects.contains) ?? false }),
                    path: table.steps(way))
            }
        }

        /// A row for each way that is another; where only the extent is, a row for each way.
        private func rerouted(_ pair: ReachTable.Pair) -> [ReroutedRow] {
            guard let old = before.rows[pair], let new = after.rows[pair] else { return [] }
            let all = Detour.all(from: old, to: new)
            let others = all.filter(\.isOther)
            return (others.isEmpty ? all : others).map { detour in
                ReroutedRow(
                    from: NodeRow(pair.from, in: after.snapshot), to: NodeRow(pair.to, in: after.snapshot),
                    effects: detour.effects, verdictBefore: detour.before.verdict, verdict: detour.after.verdict,
                    scope: new.scope, path: after.steps(detour.after), was: before.steps(detour.before))
            }
        }

        /// What somebody reaches from each node that was taken over, each node once.
        private var compromised: [CompromisedRow] {
            var known: Set<Key> = []
            let snapshot = after.snapshot
            return takenOver.filter { known.insert($0).inserted }.compactMap { key in
                guard let node = snapshot.node(key) else { return nil }
                let places = Takeover(of: node, in: snapshot).starts.dropFirst()
                func assumed(_ way: [EdgeID]) -> Assumptions {
                    way.reduce(Assumptions()) { $0.union(snapshot.assumes($1)) }
                }
                let gaveWay = places.reduce(Assumptions()) { $0.union(assumed($1.way)) }
                var walks = ReachTable.Walks()
                return CompromisedRow(
                    node: NodeRow(node, in: snapshot), isEntryPoint: entriesBefore.contains(key),
                    places: places.map {
                        PlaceRow(node: NodeRow($0.node, in: snapshot), assumes: assumed($0.way).names)
                    },
                    assumed: gaveWay.subtracting(after.assumptions).names,
                    reach: after.pairs.filter { $0.from == key }.flatMap { held($0, &walks) })
            }
        }

        private func held(_ pair: ReachTable.Pair, _ walks: inout ReachTable.Walks) -> [HeldRow] {
            guard let row = after.rows[pair] else { return [] }
            let (snapshot, old) = (after.snapshot, before.rows[pair]?.effects ?? [])
            let parts = [
                (row.effects.filter { old.contains($0) }, false), (row.effects.filter { !old.contains($0) }, true),
            ]
            return parts.flatMap { effects, isNew in
                after.ways(of: pair, giving: effects, &walks).map { way, effects in
                    HeldRow(
                        to: NodeRow(pair.to, in: snapshot), effects: effects, isNew: isNew,
                        classification: snapshot.classification(of: pair.to), verdict: way.verdict,
                        assumes: way.path.reduce(Assumptions()) { $0.union(snapshot.assumes($1)) }.names,
                        path: after.steps(way))
                }
            }
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
