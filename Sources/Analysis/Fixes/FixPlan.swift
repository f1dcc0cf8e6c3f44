internal import OverreachGraph
internal import OverreachModel

/// The cheapest set of fixes that closes every pair of an entry point and a crown jewel that was never used, or as many as
/// all fixes together close.
struct FixPlan {
    /// A step with what it was found to remove.
    struct Step {
        let measured: FixBench.Measured
        let by: String
        let cost: Int
        let closed: [ReachTable.Pair]
        let remaining: Fixes.Remaining
        let patch: Patch
    }

    /// The steps, in the order in which they are applied.
    private(set) var steps: [Step] = []
    /// The pairs of the goal that stay open once all are applied.
    private(set) var open: [ReachTable.Pair] = []
    private(set) var caveats: [Caveat] = []

    /// Steps that a plan may have: each is judged twice.
    private static let mostSteps = 50

    /// `judged` are candidates that were judged alone already, which need not be again; `breaking` says whether steps count
    /// that break something that was seen.
    ///
    /// Complexity: that of judging everything as often as `PlanSearch` does, and twice for each step.
    init(
        _ bench: FixBench, _ all: [Candidate], _ use: TrustUse, judged: [FixBench.Measured], breaking: Bool
    ) throws {
        let goal = PlanGoal(bench, use)
        guard !goal.pairs.isEmpty else {
            if bench.jewels.isEmpty {
                note("no crown jewel is known, so there is nothing to close", reason: Caveat.notCollected)
            }
            return
        }

        let candidates = all.filter { breaking || !$0.breaksUse }
        let search = try PlanSearch(bench, candidates, goal: goal)
        open = goal.pairs
        if let found = search.found {
            let members = Array(found.members.prefix(FixPlan.mostSteps))
            try addSteps(members, by: found.isCheapest ? "minimum cut" : "greedy", bench, goal, judged)
        }
        for limit in search.limits { note(limit.sentence) }
        guard !open.isEmpty else { return }
        let why =
            if let found = search.found, found.members.count > steps.count {
                "the set that closes all but \(found.open) has \(found.members.count) fixes, of which the first "
                    + "\(steps.count) are shown"
            } else if open.count > search.least {
                "all fixes together leave \(search.least) open, and in \(search.judgements) judgements no smaller set was "
                    + "found that does"
            } else { "no fix that is known closes them" }
        let isLimited = candidates.count < all.count
        note(
            "\(open.count) of \(goal.pairs.count) unused pairs of entry point and crown jewel stay open: \(why)"
                + (isLimited ? " without breaking something that was seen, which --breaking counts in" : ""))
    }

    private mutating func note(_ detail: String, reason: String = Caveat.estimated) {
        caveats.append(Caveat(reason: reason, source: "plan", detail: detail))
    }

    /// The rows of the answer.
    func rows(_ bench: FixBench) -> [Fixes.Step] {
        steps.map {
            Fixes.Step(
                fix: $0.measured.candidate.id, by: $0.by, cost: $0.cost, breaks: $0.measured.candidate.use.breaks,
                observable: $0.measured.candidate.use.observable, closes: $0.closed.map { bench.row($0) },
                remaining: $0.remaining, patch: $0.patch)
        }
    }

    // MARK: - Steps

    /// The set in the order to apply, each step judged after those before it.
    private mutating func addSteps(
        _ members: [Candidate], by method: String, _ bench: FixBench, _ goal: PlanGoal, _ judged: [FixBench.Measured]
    ) throws {
        let ordered = try FixPlan.ordered(members, bench, goal)
        let revisions = ordered.indices.map { last in
            ordered[...last].reduce(Revision()) { $0 + $1.revision }
        }
        let tables = try bench.tables(after: revisions)
        let measured = try bench.measured(ordered, but: judged)

        var (hasBroken, before) = (false, bench.before)
        for (place, candidate) in ordered.enumerated() {
            hasBroken = hasBroken || candidate.breaksUse
            let after = tables[place]
            let seen = hasBroken ? try bench.stillSeen(after: revisions[place], beside: after).count : 0
            let prior = place > 0 ? revisions[place - 1] : Revision()
            steps.append(
                Step(
                    measured: measured[place], by: method, cost: candidate.cost,
                    closed: before.pairs.filter { after.rows[$0] == nil },
                    remaining: goal.remaining(in: after, bench, stillSeen: seen),
                    patch: PlanPatch.patch(
                        of: candidate, after: prior, Array(ordered[..<place]), bench.ground.stated)))
            open = goal.open(in: after)
            before = after
        }
    }

    /// What breaks nothing before what does, then what closes most; where judging all that could come next takes too long,
    /// in the order in which they were found.
    private static func ordered(
        _ members: [Candidate], _ bench: FixBench, _ goal: PlanGoal
    ) throws -> [Candidate] {
        var (left, ordered, revision) = ([Candidate](), [Candidate](), Revision())
        for isBreaking in [false, true] {
            left = members.filter { $0.breaksUse == isBreaking }
            guard members.count * members.count / 2 <= max(bench.affordable, mostSteps / 2) else {
                ordered += left
                continue
            }
            while left.count > 1 {
                let tables = try bench.tables(after: left.map { revision + $0.revision })
                let next = zip(left, tables).map { ($0, goal.open(in: $1).count) }.min { a, b in
                    a.1 == b.1 ? UTF8Order.less(a.0.id, b.0.id) : a.1 < b.1
                }
                guard let (candidate, _) = next else { break }
                ordered.append(candidate)
                revision = revision + candidate.revision
                left.removeAll { UTF8Order.equal($0.id, candidate.id) }
            }
            ordered += left
            revision = left.reduce(revision) { $0 + $1.revision }
        }
        return ordered
    }
}
