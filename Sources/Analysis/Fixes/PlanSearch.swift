internal import OverreachGraph
internal import OverreachModel

/// Looks for the cheapest set of candidates that closes what all of them together close.
///
/// Each way that is left open says that one of the candidates must go by whom one of its steps is taken away. The cheapest
/// set that has one for each way is found, tried on the graphs that are known, and where it leaves no way open there, it is
/// judged; what judging leaves open says more. So the set that closes everything is no dearer than any other, as far as
/// `Takings` knows all that a candidate takes away.
///
/// ```
///   e ──{a}──▶ x ──{b, c}──▶ s       one of a, b, c
///   e ──{d}──▶ y ──{c}─────▶ s       one of c, d            ⇒  c
/// ```
///
/// Reference: E. Moreno-Centeno, R. M. Karp, "The implicit hitting set approach to solve combinatorial optimization
/// problems with an application to multigenome alignment", 2013, DOI 10.1287/opre.1120.1139.
struct PlanSearch {
    /// A set that was judged.
    struct Found {
        /// Those without which most stays open first.
        let members: [Candidate]
        /// How many pairs of the goal stay open.
        let open: Int
        /// Whether no cheaper set was left that the known ways allow.
        let isCheapest: Bool
    }

    /// A bound at which the search stopped before it was done.
    enum Limit: CaseIterable {
        case judgements, trials, steps, pruning

        /// What was left, and what that means for the plan.
        var sentence: String {
            switch self {
            case .judgements:
                "the search ended after \(PlanSearch.mostJudgements) judgements with ways still open: another set "
                    + "may close more"
            case .trials:
                "the search ended after \(PlanSearch.mostTrials) trials of sets without one that is worth judging: "
                    + "another set may close more"
            case .steps:
                "the choice of the cheapest set ended after \(HittingSet.usualSteps) steps: a cheaper set may close as much"
            case .pruning:
                "after \(PlanSearch.mostJudgements) judgements not every fix of the plan was tried without: some may not "
                    + "be needed"
            }
        }
    }

    /// What was found; nil where nothing that is known closes any pair.
    private(set) var found: Found?
    /// How many pairs stay open when all candidates are applied.
    private(set) var least: Int
    /// How many sets were judged.
    private(set) var judgements = 0
    /// The bounds at which it stopped, in the order of their cases.
    var limits: [Limit] { Limit.allCases.filter(reached.contains) }

    /// How many sets are judged at most.
    static let mostJudgements = 40
    /// How many sets are tried on known graphs at most between two judgements.
    static let mostTrials = 400
    /// How many judged graphs are kept at most to try sets on: that of the facts, and the latest.
    ///
    /// What the others said is kept as conditions, so without them a set may be judged that could have been ruled out.
    static let mostGraphs = 8

    private let bench: FixBench
    private let candidates: [Candidate]
    private let costs: [Int]
    private let groups: [Int?]
    private var pairs: [ReachTable.Pair]  // those that can be closed
    private var graphs: [TakenGraph]
    private var conditions: [[Int]] = []
    private var known: Set<[Int]> = []
    private var reached: Set<Limit> = []
    private let budget: Int  // of judgements

    /// Complexity: that of judging everything as often as `judgements` says, and of walks over what was judged; keeps no
    /// more graphs than `mostGraphs`.
    init(
        _ bench: FixBench, _ all: [Candidate], goal: PlanGoal, judgements budget: Int = PlanSearch.mostJudgements
    ) throws {
        self.budget = budget
        self.bench = bench
        candidates = PlanSearch.telling(all)
        costs = candidates.map(\.cost)
        groups = PlanSearch.groups(candidates)
        let takings = Takings(candidates, bench.ground.stated)
        graphs = [TakenGraph(bench.before.snapshot, takings)]
        pairs = goal.pairs
        least = goal.pairs.count
        guard !candidates.isEmpty else { return }

        let everything = PlanPatch.speakable(all.sorted { ($1.breadth, Text($0.id)) < ($0.breadth, Text($1.id)) })
        let open = try self.open(in: everything.map(\.revision), among: goal.pairs).open
        least = open.count
        let closed = Set(goal.pairs).subtracting(open)
        pairs = goal.pairs.filter(closed.contains)
        try search()
        try prune()
        if let found, found.open == closed.count { self.found = nil }
    }

    // MARK: - Candidates

    /// Without parts of what another candidate takes away whole and no dearer: nothing is closed by a part alone.
    private static func telling(_ all: [Candidate]) -> [Candidate] {
        var whole: [Key: Int] = [:]
        for one in all where one.kind.share == .whole { whole[one.target] = min(one.cost, whole[one.target] ?? .max) }
        return all.filter { one in one.kind.share != .part || whole[one.target].map { $0 > one.cost } ?? true }
    }

    /// Of a policy that several candidates change and that cannot be without any statement, one may be applied.
    private static func groups(_ candidates: [Candidate]) -> [Int?] {
        var numbers: [DocumentKey: Int] = [:]
        return candidates.map { one in
            guard let key = one.revision.documents.first(where: PlanPatch.isNeverEmpty) else { return nil }
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            return number
        }
    }

    // MARK: - The search

    private mutating func search() throws {
        var judged: Set<[Int]> = []
        // A set that was judged already is all that the known ways lead to.
        while let (set, isCheapest) = cheapest(), judged.insert(set).inserted {
            guard judgements < budget else {
                reached.insert(.judgements)
                return
            }
            let members = set.map { candidates[$0] }
            let (left, snapshot) = try open(in: members.map(\.revision), among: pairs)
            if found.map({ left.count < $0.open }) ?? true {
                found = Found(members: members, open: left.count, isCheapest: isCheapest && left.isEmpty)
            }
            if left.isEmpty {
                if !isCheapest { reached.insert(.steps) }
                return
            }
            if graphs.count == PlanSearch.mostGraphs { graphs.remove(at: 1) }
            graphs.append(TakenGraph(snapshot, graphs[0].takings, applied: Set(set)))
        }
    }

    /// The cheapest set that leaves nothing open in the graphs that are known; nil where the known ways allow none.
    private mutating func cheapest() -> (set: [Int], isCheapest: Bool)? {
        for _ in 0..<PlanSearch.mostTrials {
            guard let set = HittingSet(of: conditions, costs: costs, groups: groups) else { return nil }
            if !learn(from: set.members) { return set.members.isEmpty ? nil : (set.members, set.isCheapest) }
        }
        reached.insert(.trials)
        return nil
    }

    /// Whether a known graph has open ways that the set does not close; what they ask for is kept.
    private mutating func learn(from set: [Int]) -> Bool {
        let chosen = Set(set)
        for graph in graphs.reversed() {
            let reach = PlanReach(graph.without(chosen), among: pairs, following: bench.filter)
            let count = conditions.count
            var asked: [EdgeID: [Int]] = [:]
            for way in reach.ways {
                var takers: Set<Int> = []
                for step in way {
                    let own = asked[step] ?? graph.smallestCondition(of: step, unmetBy: chosen)
                    asked[step] = own
                    takers.formUnion(own)
                }
                let condition = takers.isEmpty ? graph.related(to: way, without: chosen) : takers.sorted()
                guard !condition.isEmpty, known.insert(condition).inserted else { continue }
                conditions.append(condition)
            }
            if conditions.count > count { return true }
        }
        return false
    }

    /// Leaves out, the most expensive first, what the others do without it, as far as the judgements go.
    ///
    /// Those without which most stays open come first.
    private mutating func prune() throws {
        guard let all = found, all.members.count > 1 else { return }
        var (left, missed) = (all.members, [Text: Int]())
        for member in all.members.sorted(by: { ($1.cost, Text($0.id)) < ($0.cost, Text($1.id)) }) {
            guard judgements < budget else {
                reached.insert(.pruning)
                break
            }
            let rest = left.filter { !UTF8Order.equal($0.id, member.id) }
            let count = try open(in: rest.map(\.revision), among: pairs).open.count
            missed[Text(member.id)] = count
            if count <= all.open { left = rest }
        }
        let isSame = left.count == all.members.count
        left.sort { a, b in
            let (x, y) = (missed[Text(a.id)] ?? 0, missed[Text(b.id)] ?? 0)
            return x == y ? UTF8Order.less(a.id, b.id) : x > y
        }
        found = Found(members: left, open: all.open, isCheapest: all.isCheapest && isSame)
    }

    // MARK: - Judging

    private mutating func open(
        in revisions: [Revision], among pairs: [ReachTable.Pair]
    ) throws -> (open: [ReachTable.Pair], snapshot: Snapshot) {
        judgements += 1
        let snapshot = try bench.ground.graph(after: Revision(revisions.flatMap(\.edits)))
        return (PlanReach(snapshot, among: pairs, following: bench.filter).open, snapshot)
    }
}
