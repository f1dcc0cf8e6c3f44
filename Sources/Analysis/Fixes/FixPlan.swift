internal import OverreachGraph
internal import OverreachModel

/// The cheapest set of fixes that closes every pair of an entry point and a crown jewel that was never used.
///
/// Two sets are made and judged, and the cheaper one that closes more is taken: a minimum cut, where each right that a
/// fix takes away can be cut at the fix's cost, and a greedy choice, which takes in each step the fix that closes most
/// for its cost, or, where none closes anything by itself, cuts most of the best paths that are left. Where both leave open
/// what all fixes together would close, a minimal set is looked for among fixes that cover the ways. What a set can do without
/// is left out, as far as the judgements go. Beside these stands every fix that was judged alone.
struct FixPlan {
    /// A step with what it was found to remove.
    struct Step {
        let measured: FixBench.Measured
        let by: String
        let cost: Int
        let remaining: Fixes.Remaining
        let patch: Patch
    }

    /// The steps, in the order in which they are applied.
    private(set) var steps: [Step] = []
    /// The pairs of the goal that stay open once all are applied.
    private(set) var open: [ReachTable.Pair] = []
    private(set) var caveats: [Caveat] = []

    /// Steps that a plan may have.
    private static let mostSteps = 25

    /// How many fixes are judged for one step: fewer in a large account, where judging takes long.
    private static func trials(_ bench: FixBench) -> Int { max(1, min(12, bench.affordable / mostSteps)) }

    /// `breaking` says whether steps count that break something that was seen; fixes that were judged alone need not be again.
    ///
    /// Complexity: that of judging everything some times for each step.
    init(_ bench: inout FixBench, _ all: [Candidate], judged: [FixBench.Measured], breaking: Bool) throws {
        let candidates = all.filter { breaking || !$0.breaksUse }
        let goal = PlanGoal(bench)
        guard !goal.pairs.isEmpty else {
            if bench.jewels.isEmpty {
                caveats.append(
                    Caveat(
                        reason: Caveat.notCollected, source: "plan",
                        detail: "no crown jewel is known, so there is nothing to close"))
            }
            return
        }

        let spoken = FixPlan.speakable(PlanCut(bench, candidates, goal: goal).chosen)
        open = goal.pairs
        var sets = [(by: "minimum cut", choice: try FixPlan.completed(spoken, bench, goal))]
        // A fix that closes all by itself, as leaving a group may, takes away what the cut takes one by one.
        for one in judged where breaking || !one.candidate.breaksUse {
            sets.append(("single fix", Choice(members: [one.candidate], open: goal.open(in: one.after).count)))
        }
        func addGreedy() throws {
            sets.append(("greedy", try FixPlan.greedy(bench, candidates, goal)))
        }
        func isOpen() -> Bool { sets.allSatisfy { $0.choice.map { $0.open > 0 } ?? true } }
        // One fix after the other takes the most judging: a large account comes to it where nothing else was judged.
        let isLarge = FixPlan.trials(bench) == 1
        if !isLarge { try addGreedy() }
        var least = 0  // what stays open when all fixes are applied
        if isOpen() {
            let all = Choice(members: FixPlan.speakable(candidates), open: 0)
            least = goal.open(in: try bench.table(after: all.revision)).count
            let known = sets.compactMap { $0.choice?.open }.min() ?? goal.pairs.count
            if least < known {
                sets.append(("minimal set", try FixPlan.minimal(bench, candidates, goal, least: least)))
            }
        }
        if isLarge, sets.allSatisfy({ $0.choice == nil }), least < goal.pairs.count { try addGreedy() }

        let found = sets.compactMap { set in set.choice.map { (set.by, $0) } }.filter { $0.1.open < goal.pairs.count }
        if let (method, set) = found.min(by: { ($0.1.open, $0.1.cost) < ($1.1.open, $1.1.cost) }) {
            (steps, open) = try FixPlan.steps(set.members, by: method, bench, goal)
        }
        if !open.isEmpty {
            let known = candidates.count < all.count
            let why =
                open.count > least
                ? "all fixes together leave \(least) open, and no smaller set was found in the time"
                : "no fix that is known closes them"
            caveats.append(
                Caveat(
                    reason: Caveat.estimated, source: "plan",
                    detail:
                        "\(open.count) of \(goal.pairs.count) unused pairs of entry point and crown jewel stay open: \(why)"
                        + (known ? " without breaking something that was seen, which --breaking counts in" : "")))
        }
    }

    /// The rows of the answer.
    var rows: [Fixes.Step] {
        steps.map {
            Fixes.Step(
                fix: $0.measured.candidate.id, by: $0.by, cost: $0.cost, breaks: $0.measured.candidate.use.breaks,
                observable: $0.measured.candidate.use.observable, remaining: $0.remaining, patch: $0.patch)
        }
    }

    // MARK: - Sets

    private struct Choice {
        var members: [Candidate]
        /// Pairs of the goal that stay open.
        let open: Int

        var cost: Int { members.reduce(0) { $0 + $1.cost } }
        var revision: Revision { members.reduce(Revision()) { $0 + $1.revision } }
    }

    /// The set without what it can do without; nil for no set.
    private static func completed(_ members: [Candidate], _ bench: FixBench, _ goal: PlanGoal) throws -> Choice? {
        guard !members.isEmpty else { return nil }
        let all = Choice(members: members, open: 0)
        let open = goal.open(in: try bench.table(after: all.revision)).count
        return try pruned(Choice(members: members, open: open), bench, goal)
    }

    /// Leaves out, the most expensive first, what the others do without it.
    private static func pruned(_ choice: Choice, _ bench: FixBench, _ goal: PlanGoal) throws -> Choice {
        var left = choice
        guard left.members.count > 1 else { return left }
        for member in choice.members.sorted(by: {
            $0.cost == $1.cost ? UTF8Order.less($0.id, $1.id) : $0.cost > $1.cost
        }) {
            let rest = Choice(members: left.members.filter { $0.id != member.id }, open: left.open)
            if goal.open(in: try bench.table(after: rest.revision)).count <= left.open { left = rest }
        }
        return left
    }

    /// Those that can be said in the words of their services, one after the other.
    private static func speakable(_ candidates: [Candidate], after revision: Revision = Revision()) -> [Candidate] {
        var (kept, prior) = ([Candidate](), revision)
        for one in candidates where !PlanPatch.isUnspeakable(one, after: prior) {
            kept.append(one)
            prior = prior + one.revision
        }
        return kept
    }

    /// How many sets are judged in the search for a minimal one.
    private static let questions = 64

    /// Fixes by which all best paths go, then others by which the paths go that are left without them, until no more can be
    /// closed; of these the ones that are needed, or all where finding out takes too many judgements.
    ///
    /// `least` is how many pairs stay open when all fixes are applied. Nil where nothing is closed.
    private static func minimal(
        _ bench: FixBench, _ candidates: [Candidate], _ goal: PlanGoal, least: Int
    ) throws -> Choice? {
        func after(_ set: [Candidate]) throws -> ReachTable {
            try bench.table(after: Choice(members: set, open: 0).revision)
        }
        var (pool, table, budget) = ([Candidate](), bench.before, questions)
        var open = goal.open(in: table)
        while open.count > least, budget > 0 {
            let known = Set(pool.map { Text($0.id) })
            // What is in the pool already does not close what is left, whatever it touches.
            let left = candidates.filter { !known.contains(Text($0.id)) }
            let more = speakable(
                cover(PlanTouch(table, pairs: open), by: left), after: Choice(members: pool, open: 0).revision)
            if more.isEmpty { break }
            pool += more
            table = try after(pool)
            budget -= 1
            open = goal.open(in: table)
        }
        guard open.count < goal.pairs.count else { return nil }

        var search = MinimalSet<Candidate>(budget: budget) { goal.open(in: try after($0)).count <= open.count }
        let found = try search.find(in: pool) ?? pool
        return found.count > mostSteps ? nil : Choice(members: found, open: open.count)
    }

    /// Candidates by which all paths go that go by any, one after the other the one by which most of the others go.
    ///
    /// More is asked of one that costs more; a path counts more the nearer to its beginning it is touched, since ways part
    /// further on.
    ///
    /// Reference: V. Chvátal, "A greedy heuristic for the set-covering problem", 1979, DOI 10.1287/moor.4.3.233.
    private static func cover(_ touching: PlanTouch, by candidates: [Candidate]) -> [Candidate] {
        func weight(_ places: PlanTouch.Places) -> Int { places.values.reduce(0) { $0 + 1000 / (1 + $1) } }
        var left = candidates.map { ($0, places: touching.places(of: $0)) }.filter { !$0.places.isEmpty }
        var chosen: [Candidate] = []
        while let (best, covered) = left.max(by: { a, b in
            let (x, y) = (weight(a.places) * b.0.cost, weight(b.places) * a.0.cost)
            return x == y ? UTF8Order.less(b.0.id, a.0.id) : x < y
        }) {
            chosen.append(best)
            left = left.map { ($0.0, $0.places.filter { covered[$0.key] == nil }) }.filter { !$0.places.isEmpty }
        }
        return chosen
    }

    /// Those by which paths go, the ones first by which most go for their cost.
    private static func byTouch(_ candidates: [Candidate], _ touching: PlanTouch) -> [Candidate] {
        candidates.map { ($0, touching.paths(of: $0)) }.filter { $0.1 > 0 }.sorted { a, b in
            let (x, y) = (a.1 * b.0.cost, b.1 * a.0.cost)
            return x == y ? UTF8Order.less(a.0.id, b.0.id) : x > y
        }.map(\.0)
    }

    private static func greedy(_ bench: FixBench, _ candidates: [Candidate], _ goal: PlanGoal) throws -> Choice {
        var (members, table, revision) = ([Candidate](), bench.before, Revision())
        while members.count < mostSteps {
            let open = goal.open(in: table)
            if open.isEmpty { break }
            let trials = byTouch(
                candidates.filter { one in
                    !members.contains { $0.id == one.id } && !PlanPatch.isUnspeakable(one, after: revision)
                }, PlanTouch(table, pairs: open)
            ).prefix(trials(bench))
            var best: (candidate: Candidate, gain: (closed: Int, cut: Int), table: ReachTable)?
            for trial in trials {
                let after = try bench.table(after: revision + trial.revision)
                let closed = open.count - goal.open(in: after).count
                let cut = open.filter { table.rows[$0]?.way != after.rows[$0]?.way }.count
                guard cut > 0 else { continue }
                if let known = best, !isBetter((closed, cut), trial, than: known.gain, known.candidate) { continue }
                best = (trial, (closed, cut), after)
            }
            guard let best else { break }
            members.append(best.candidate)
            revision = revision + best.candidate.revision
            table = best.table
        }
        return try pruned(Choice(members: members, open: goal.open(in: table).count), bench, goal)
    }

    /// More closed for the cost, then more cut for it, then the cheaper, then the id.
    private static func isBetter(
        _ a: (closed: Int, cut: Int), _ one: Candidate, than b: (closed: Int, cut: Int), _ other: Candidate
    ) -> Bool {
        if a.closed * other.cost != b.closed * one.cost { return a.closed * other.cost > b.closed * one.cost }
        if a.cut * other.cost != b.cut * one.cost { return a.cut * other.cost > b.cut * one.cost }
        return one.cost == other.cost ? UTF8Order.less(one.id, other.id) : one.cost < other.cost
    }

    // MARK: - Steps

    /// The set in the order to apply: what breaks nothing before what does, then what closes most; where judging all that
    /// could come next takes too long, in the order in which they were chosen.
    private static func steps(
        _ members: [Candidate], by method: String, _ bench: FixBench, _ goal: PlanGoal
    ) throws -> (steps: [Step], open: [ReachTable.Pair]) {
        var (left, steps, revision, hasBroken) = (members, [Step](), Revision(), false)
        var open = goal.pairs
        let isTried = members.count * members.count / 2 <= max(bench.affordable, mostSteps)
        if !isTried { left = left.filter { !$0.breaksUse } + left.filter(\.breaksUse) }
        while !left.isEmpty {
            let tried = try (isTried ? left : Array(left.prefix(1))).map {
                ($0, try bench.table(after: revision + $0.revision))
            }
            let next = tried.min { a, b in
                if a.0.breaksUse != b.0.breaksUse { return !a.0.breaksUse }
                let (x, y) = (goal.open(in: a.1).count, goal.open(in: b.1).count)
                return x == y ? UTF8Order.less(a.0.id, b.0.id) : x < y
            }
            guard let (candidate, after) = next else { break }
            hasBroken = hasBroken || candidate.breaksUse
            let seen = hasBroken ? try bench.stillSeen(after: revision + candidate.revision, beside: after).count : 0
            steps.append(
                Step(
                    measured: try bench.measure(candidate), by: method, cost: candidate.cost,
                    remaining: goal.remaining(in: after, bench, stillSeen: seen),
                    patch: PlanPatch.patch(
                        of: candidate, after: revision, steps.map(\.measured.candidate), bench.ground.stated)))
            revision = revision + candidate.revision
            open = goal.open(in: after)
            left.removeAll { $0.id == candidate.id }
        }
        return (steps, open)
    }
}

/// What a plan is to close: pairs of an entry point and a crown jewel that the entry point never used.
struct PlanGoal {
    /// The pairs, in the order of their keys.
    let pairs: [ReachTable.Pair]

    init(_ bench: FixBench) {
        let acts = bench.ground.world.recentActivities
        pairs = bench.before.pairs.filter { pair in
            bench.jewels.contains(pair.to) && !acts.contains { $0.isUse(of: pair.to) && $0.involves(pair.from) }
        }
    }

    /// Those that are open.
    func open(in table: ReachTable) -> [ReachTable.Pair] { pairs.filter { table.rows[$0] != nil } }

    /// What remains, in figures.
    func remaining(in table: ReachTable, _ bench: FixBench, stillSeen: Int) -> Fixes.Remaining {
        Fixes.Remaining(
            reach: table.rows.count, crownJewelReach: table.pairs.filter { bench.jewels.contains($0.to) }.count,
            unused: open(in: table).count, stillSeen: stillSeen)
    }
}
