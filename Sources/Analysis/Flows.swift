internal import OverreachGraph
public import OverreachModel

/// Asks what risky input led to, which risky acts nothing risky led to, and what restricted data may have gone outside.
public struct Flows: Question {
    /// The question's name.
    public static let name = "flows"
    /// What it answers, for help and catalogue.
    public static let summary = "what followed risky prompts, risky acts after harmless ones, and observed data flows"

    /// Only acts whose chain holds this node; nil for all.
    public var node: String?

    /// Asks about everything, or about one node.
    public init(node: String? = nil) { self.node = node }

    /// An act with what speaks against it.
    public struct RiskyAct: Encodable, Sendable {
        /// The act.
        public let act: ActBrief
        /// What is risky about what it does; empty where nothing is.
        public let execution: [ExecutionRisk]
        /// What was risky in what the agent had read by then.
        public let input: [LabelRow]
    }

    /// Restricted data that was read, and something that was sent outside after that in the same trace or conversation: the
    /// call that sends begins when the one that reads has ended, or both are one.
    public struct Flow: Encodable, Sendable {
        /// The read.
        public let read: ActBrief
        /// The sending.
        public let send: ActBrief
        /// From the data over server, tool and agents to where it may have gone; the identity where no agent is known.
        public let path: [NodeRow]
        /// What ties both: a trace or a conversation, with its id, or the one call that copied.
        public let within: String
        /// How sure it is that both are of one agent's work; low too where one code sends while it still reads.
        public internal(set) var confidence: Confidence
    }

    /// How often a detector found something.
    public struct Count: Encodable, Sendable, Hashable {
        /// What was found.
        public let category: ContentLabel.Category
        /// What found it.
        public let detector: String
        /// Where it stood.
        public let place: ContentLabel.Place
        /// In how many spans and log records that acts rest on.
        public let spans: Int
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// Acts whose agent is known.
        public let agentActs: Int
        /// Acts of which no agent is known, beside those of clouds and clusters themselves: prompts are sought for none.
        public let otherActs: Int
        /// Of these, acts that are risky by what they did.
        public let otherRisky: Int
        /// Acts before which the agent had read something risky.
        public let afterRiskyInput: [RiskyAct]
        /// Risky acts of agents before which nothing risky was read, or no content was recorded.
        public let riskyAfterHarmless: [RiskyAct]
        /// Risky acts of which no agent is known.
        public let riskyOthers: [RiskyAct]
        /// Observed flows.
        public let flows: [Flow]
        /// What was found in all.
        public let labels: [Count]

        enum CodingKeys: String, CodingKey {
            case agentActs = "agent_acts"
            case otherActs = "other_acts"
            case otherRisky = "other_risky"
            case afterRiskyInput = "after_risky_input"
            case riskyAfterHarmless = "risky_after_harmless"
            case riskyOthers = "risky_others"
            case flows, labels
        }
    }

    /// The answer: acts in the order of time.
    ///
    /// Errors: `NodeError`. Complexity: O(n log n) in the acts.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        var acts = world.activities
        if let node {
            let key = snapshot.key(try NodeResolver(snapshot).resolve(node))
            acts = acts.filter { $0.involves(key) || $0.target == key }
        }
        let (result, cut) = Flows.result(of: acts, flowsAmong: acts, in: world)
        let hasAgents = acts.contains { !$0.agents.isEmpty }
        return Answer(
            Flows.name, of: world, cut: cut,
            noted: hasAgents && !world.coverage.hasContent ? [Flows.nothingWasRead] : [], result: result)
    }

    /// What there is to say of acts, and what was cut.
    ///
    /// Flows are sought among others as well, which hold them: a read before a period may be in what was sent in it.
    static func result(
        of acts: [Activity], flowsAmong all: [Activity], in world: World
    ) -> (result: Result, cut: [Caveat]) {
        let snapshot = world.snapshot
        let risks = ActRisks(world)
        let judged = acts.map { act in
            (act: act, execution: risks.risks(of: act), input: act.inputLabels.map(LabelRow.init))
        }
        func row(_ one: (act: Activity, execution: [ExecutionRisk], input: [LabelRow])) -> RiskyAct {
            RiskyAct(act: ActBrief(one.act, in: snapshot), execution: one.execution, input: one.input)
        }
        let others = judged.filter { $0.act.agents.isEmpty && $0.input.isEmpty && !$0.act.isSystem }
        let risky = others.filter { !$0.execution.isEmpty }
        let search = FlowSearch(all, risks, in: snapshot)
        let known = Set(acts.map { Text($0.id) })
        let result = Result(
            agentActs: acts.filter { !$0.agents.isEmpty }.total, otherActs: others.map(\.act).total,
            otherRisky: risky.map(\.act).total,
            afterRiskyInput: judged.filter { !$0.input.isEmpty }.map(row),
            riskyAfterHarmless: judged.filter {
                $0.input.isEmpty && !$0.execution.isEmpty && !$0.act.agents.isEmpty
            }
            .map(row),
            riskyOthers: risky.map(row),
            flows: search.flows.filter { known.contains(Text($0.send.id)) }, labels: Flows.counts(acts))
        return (result, [search.caveat].compactMap(\.self))
    }

    private static let nothingWasRead = Caveat(
        reason: Caveat.notKnown, source: "otlp",
        detail:
            "no span or log record carried content: what agents had read is not known, and no input is told from harmless input"
    )

    /// From the agent that read up to the first one that both share, and down to the one that sent; where they share none,
    /// all of both.
    static func way(from readers: [Key], to senders: [Key]) -> [Key] {
        guard let shared = readers.last(where: { senders.contains($0) }),
            let up = readers.lastIndex(of: shared), let down = senders.lastIndex(of: shared)
        else { return readers.reversed() + senders }
        return readers[up...].reversed() + senders[(down + 1)...]
    }

    private static func counts(_ acts: [Activity]) -> [Count] {
        struct Kind: Hashable {
            let category: ContentLabel.Category
            let detector: Text
            let place: ContentLabel.Place
        }
        var spans: [Kind: Set<Text>] = [:]
        for placed in acts.flatMap({ $0.labels + $0.inputLabels }) {
            let label = placed.label
            let kind = Kind(category: label.category, detector: Text(label.detector), place: label.place)
            spans[kind, default: []].insert(Text(placed.span))
        }
        return spans.map { kind, spans in
            Count(category: kind.category, detector: kind.detector.string, place: kind.place, spans: spans.count)
        }.sorted { a, b in
            if a.category != b.category { return UTF8Order.less(a.category.rawValue, b.category.rawValue) }
            return a.detector == b.detector
                ? UTF8Order.less(a.place.rawValue, b.place.rawValue) : UTF8Order.less(a.detector, b.detector)
        }
    }
}
