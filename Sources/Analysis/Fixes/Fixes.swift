public import OverreachModel

/// Asks what to change first: what a person can change, ranked by the reach that it removes, each as a patch.
public struct Fixes: GroundQuestion {
    /// The question's name.
    public static let name = "fixes"
    /// What it answers, for help and catalogue.
    public static let summary = "what to change first: least-privilege fixes by the reach they remove, each as a patch"

    /// From where reach is measured; nil for every entry point.
    public var node: String?
    /// How many are wanted.
    public var limit: Int
    /// Whether the cheapest set is wanted that cuts the entry points from the crown jewels that they never used.
    public var isPlan: Bool
    /// Whether fixes count that would break something that was seen.
    public var breaks: Bool
    /// What is assumed to give way.
    public var assumptions: Assumptions

    /// Asks for fixes.
    public init(
        node: String? = nil, limit: Int = 10, isPlan: Bool = false, breaks: Bool = false,
        assumptions: Assumptions = .byDefault
    ) {
        self.node = node
        self.limit = limit
        self.isPlan = isPlan
        self.breaks = breaks
        self.assumptions = assumptions
    }

    /// An entry point and a data store.
    public struct Pair: Encodable, Sendable {
        /// From where.
        public let from: NodeRow
        /// The data store.
        public let to: NodeRow
    }

    /// Effects that an entry point no longer has on a data store that it still reaches.
    public struct NarrowedRow: Encodable, Sendable {
        /// From where.
        public let from: NodeRow
        /// The data store.
        public let to: NodeRow
        /// The effects that are gone.
        public let effects: [Effect]
    }

    /// Pairs of one classification.
    public struct Counts: Encodable, Sendable {
        /// By classification, in the order of bytes; `unclassified` where nobody says it.
        public let counts: [(name: String, count: Int)]
    }

    /// What a fix removes.
    public struct Removal: Encodable, Sendable {
        /// Pairs of entry point and data store that are closed.
        public let reach: Int
        /// The same by the classification of the store.
        public let byClassification: Counts
        /// The pairs.
        public let pairs: [Pair]
        /// What is lost of pairs that stay.
        public let narrowed: [NarrowedRow]
        /// Of the pairs those that telemetry from before the fix still shows as observed: what a fix breaks was seen.
        public let stillSeen: [Pair]

        enum CodingKeys: String, CodingKey {
            case reach
            case byClassification = "by_classification"
            case pairs, narrowed
            case stillSeen = "still_seen"
        }
    }

    /// A span of time.
    public struct Window: Encodable, Sendable {
        /// When it begins.
        public let first: String
        /// When it ends.
        public let last: String
    }

    /// What was seen of the use of what is changed.
    public struct Used: Encodable, Sendable {
        /// How often it was used.
        public let count: Int
        /// When last, or null.
        public let last: String?
        /// From when to when use was recorded, or null.
        public let window: Window?
        /// Whether use could have been seen.
        public let observable: Observable
        /// Why it could or could not.
        public let why: String
    }

    /// Something that was seen and would no longer be possible.
    public struct BreakRow: Encodable, Sendable {
        /// What was done.
        public let action: String
        /// On what.
        public let on: String
        /// How often; null where it is not counted.
        public let count: Int?
        /// When last, or null.
        public let last: String?
    }

    /// One fix.
    public struct Fix: Encodable, Sendable {
        /// The same as long as what it changes is the same.
        public let id: String
        /// What it does.
        public let kind: FixKind
        /// What is done, as a sentence.
        public let title: String
        /// The node that it changes.
        public let target: NodeRow
        /// Who answers for it, or null.
        public let owner: String?
        /// What it removes.
        public let removes: Removal
        /// Pairs of entry point and crown jewel that lose their best path.
        public let cuts: Int
        /// What was seen of its use.
        public let used: Used
        /// What would no longer be possible, of what was seen.
        public let breaks: [BreakRow]
        /// How sure it is that nothing else breaks.
        public let confidence: Confidence
        /// Why it is not surer, and what whoever applies it should know.
        public internal(set) var doubts: [String]
        /// How much work it is.
        public let effort: Effort
        /// The change in the form of its source.
        public let patch: Patch
    }

    /// What remains after a step of a plan.
    public struct Remaining: Encodable, Sendable {
        /// Pairs of entry point and data store.
        public let reach: Int
        /// Of them crown jewels.
        public let crownJewelReach: Int
        /// Of these the ones that were never used, which the plan is to close.
        public let unused: Int
        /// Pairs beyond these that telemetry from before the steps still shows as observed.
        public let stillSeen: Int

        enum CodingKeys: String, CodingKey {
            case reach
            case crownJewelReach = "crown_jewel_reach"
            case unused
            case stillSeen = "still_seen"
        }
    }

    /// A step of a plan.
    public struct Step: Encodable, Sendable {
        /// The fix's id.
        public let fix: String
        /// How the set was found: `minimum cut` where no set is cheaper, `greedy` where not all were compared.
        public let by: String
        /// What the fix costs: more the more it breaks.
        public let cost: Int
        /// What would no longer be possible, of what was seen; empty where nothing that was seen breaks.
        public let breaks: [BreakRow]
        /// Whether what it breaks could have been seen.
        public let observable: Observable
        /// Pairs of entry point and data store that it closes after those before it.
        public let closes: [Pair]
        /// What remains once it and those before it are applied.
        public let remaining: Remaining
        /// The change after those before it: of a policy that several steps change, each step has the whole.
        public let patch: Patch
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The fixes, the best first; those of the plan among them.
        public let fixes: [Fix]
        /// The steps of the plan; empty where none was asked for, or nothing is to be cut.
        public let plan: [Step]
        /// Pairs that the plan was to close and that stay open once all of its steps are applied.
        public let open: [Pair]
    }

    /// The answer.
    ///
    /// Errors: `NodeError`. Complexity: that of judging everything once for each fix that is looked at exactly.
    public func answer(in ground: Ground) throws -> Answer<Result> {
        var bench = try FixBench(ground, for: node, assumptions: assumptions)
        let known = Candidates(ground)
        let candidates = known.all()
        var ranked = try bench.ranked(candidates.filter { breaks || !$0.breaksUse }, limit: limit)
        let plan = isPlan ? try FixPlan(bench, candidates, known.trustUse, judged: ranked, breaking: breaks) : nil
        for step in plan?.steps ?? [] where !ranked.contains(where: { $0.candidate.id == step.measured.candidate.id }) {
            ranked.append(step.measured)
        }
        ranked.sort(by: FixBench.isBetter)
        let fixes = Fixes.warned(try ranked.map { try bench.fix($0) })
        return Answer(
            Fixes.name, of: ground.world, noted: bench.caveats + (plan?.caveats ?? []),
            result: Result(
                fixes: fixes, plan: plan?.rows(bench) ?? [], open: (plan?.open ?? []).map { bench.row($0) }))
    }

    /// Of several fixes that write one document whole, each says so: what is applied last undoes the others.
    private static func warned(_ fixes: [Fix]) -> [Fix] {
        func isRewriting(_ fix: Fix) -> Bool { fix.patch.format == .policy || fix.patch.format == .manifest }
        let counts = Dictionary(grouping: fixes.filter(isRewriting)) { Text($0.patch.target) }.mapValues(\.count)
        return fixes.map { fix in
            guard isRewriting(fix), counts[Text(fix.patch.target)] ?? 0 > 1 else { return fix }
            var fix = fix
            fix.doubts.append(
                "another fix here writes \(fix.patch.target) too, each as a whole, so that the one applied last undoes the "
                    + "other: take both from --plan, or ingest anew and ask again in between")
            return fix
        }
    }
}

extension Fixes.Counts {
    /// Writes an object, one member a classification.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MemberName.self)
        for (name, count) in counts { try container.encode(count, forKey: MemberName(stringValue: name)) }
    }
}
