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

    /// Restricted data that was read, and something that was sent outside after that in the same trace or conversation.
    public struct Flow: Encodable, Sendable {
        /// The read.
        public let read: ActBrief
        /// The sending.
        public let send: ActBrief
        /// From the data over server, tool and agents to where it may have gone; the identity where no agent is known.
        public let path: [NodeRow]
        /// What ties both: a trace or a conversation, with its id, or the one call that copied.
        public let within: String
        /// How sure it is that both are of one agent's work.
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
    /// Errors: `NodeError`. Complexity: linear in the acts.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        var acts = world.activities
        if let node {
            let key = snapshot.key(try NodeResolver(snapshot).resolve(node))
            acts = acts.filter { $0.involves(key) || $0.target == key }
        }
        let risks = ActRisks(world)
        let judged = acts.map { act in
            (act: act, execution: risks.risks(of: act), input: act.inputLabels.map(LabelRow.init))
        }
        func row(_ one: (act: Activity, execution: [ExecutionRisk], input: [LabelRow])) -> RiskyAct {
            RiskyAct(act: ActBrief(one.act, in: snapshot), execution: one.execution, input: one.input)
        }
        let hasAgents = acts.contains { !$0.agents.isEmpty }
        let others = judged.filter { $0.act.agents.isEmpty && $0.input.isEmpty && !$0.act.isSystem }
        let risky = others.filter { !$0.execution.isEmpty }
        let (flows, left) = Flows.flows(acts, risks, in: snapshot)
        return Answer(
            Flows.name, of: world,
            cut: [left].compactMap(\.self),
            noted: hasAgents && !world.coverage.hasContent ? [Flows.nothingWasRead] : [],
            result: Result(
                agentActs: acts.filter { !$0.agents.isEmpty }.total, otherActs: others.map(\.act).total,
                otherRisky: risky.map(\.act).total,
                afterRiskyInput: judged.filter { !$0.input.isEmpty }.map(row),
                riskyAfterHarmless: judged.filter {
                    $0.input.isEmpty && !$0.execution.isEmpty && !$0.act.agents.isEmpty
                }
                .map(row),
                riskyOthers: risky.map(row),
                flows: flows, labels: Flows.counts(acts)))
    }

    private static let nothingWasRead = Caveat(
        reason: Caveat.notKnown, source: "otlp",
        detail:
            "no span or log record carried content: what agents had read is not known, and no input is told from harmless input"
    )

    /// The most flows of one trace or conversation: a loop that reads and sends makes as many as it has turns.
    private static let flowLimit = 64

    /// What is said of flows beyond the limit; nil where there are none.
    private static func left(_ pairs: Int, of groups: Int) -> Caveat? {
        guard pairs > 0 else { return nil }
        return Caveat(
            reason: Caveat.cut, source: "flows",
            detail:
                "of a trace or conversation the first \(flowLimit) flows are listed: up to \(pairs) more, in \(groups) "
                + "traces or conversations, are left out")
    }

    /// The flows, and what is said of those that are left out.
    private static func flows(
        _ acts: [Activity], _ risks: ActRisks, in snapshot: Snapshot
    ) -> (flows: [Flow], left: Caveat?) {
        var flows = copies(acts, risks, in: snapshot)
        var groups: [Text: [Activity]] = [:]
        for act in acts {
            if let trace = act.trace { groups[Text("trace \(trace)"), default: []].append(act) }
            if let talk = act.conversation { groups[Text("conversation \(talk)"), default: []].append(act) }
        }
        var known: Set<Text> = []
        var (left, cutGroups) = (0, 0)
        // Traces come behind conversations in the order of bytes, and are the surer tie: so from behind.
        for group in groups.keys.sorted().reversed() {
            let acts = groups[group] ?? []
            let sends = acts.filter(risks.sendsOutside)
            var (next, found, pairs, seen) = (0, 0, 0, 0)  // the first sending after the read
            for read in acts where risks.isRestrictedRead(read) {
                while next < sends.count, sends[next].time <= read.time { next += 1 }
                pairs += sends.count - next
                for send in sends[next...] {
                    guard found < flowLimit else { break }
                    seen += 1
                    guard known.insert(Text("\(read.id)\u{0}\(send.id)")).inserted else { continue }
                    found += 1
                    flows.append(flow(read, send, within: group.string, in: snapshot))
                }
                if next == sends.count { break }
            }
            left += pairs - seen
            if pairs > seen { cutGroups += 1 }
        }
        let inOrder = flows.sorted { a, b in
            a.send.time == b.send.time ? UTF8Order.less(a.read.id, b.read.id) : UTF8Order.less(a.send.time, b.send.time)
        }
        return (inOrder, Flows.left(left, of: cutGroups))
    }

    /// Copies of restricted data to elsewhere: one call reads and writes, so it needs no trace and no conversation.
    private static func copies(_ acts: [Activity], _ risks: ActRisks, in snapshot: Snapshot) -> [Flow] {
        var sends: [Text: Activity] = [:]
        for act in acts where act.isCloudCall && act.effect == .write { sends[Text(act.call)] = act }
        return acts.compactMap { read in
            guard risks.isRestrictedRead(read), let send = sends[Text(read.call)], send.id != read.id,
                risks.sendsOutside(send) || risks.isElsewhere(send, than: read) || risks.isByOutsider(read)
            else { return nil }
            var flow = flow(read, send, within: "call \(read.call)", in: snapshot)
            flow.confidence = .certain
            return flow
        }
    }

    private static func flow(_ read: Activity, _ send: Activity, within: String, in snapshot: Snapshot) -> Flow {
        let shared = read.agents.contains { send.agents.contains($0) }
        var keys: [Key] = [read.target, read.tool, read.server].compactMap { $0 }
        let isAnonymous = read.agents.isEmpty && send.agents.isEmpty
        keys +=
            isAnonymous ? [read.identity, send.identity].compactMap { $0 } : way(from: read.agents, to: send.agents)
        keys += [send.server, send.tool, send.target].compactMap { $0 }
        var path: [Key] = []
        for key in keys where path.last != key { path.append(key) }
        let isTrace = within.utf8.starts(with: "trace".utf8)
        return Flow(
            read: ActBrief(read, in: snapshot), send: ActBrief(send, in: snapshot),
            path: path.map { NodeRow($0, in: snapshot) }, within: within,
            confidence: isTrace && shared ? .high : isTrace || shared ? .medium : .low)
    }

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
