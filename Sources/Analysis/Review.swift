internal import OverreachGraph
public import OverreachModel

/// Asks what an agent, or anybody and anything else that acts, did in a period, as an access review needs it: every line
/// with its evidence.
public struct Review: Question {
    /// The question's name.
    public static let name = "review"
    /// What it answers, for help and catalogue.
    public static let summary =
        "the review of an agent or an identity: what it did, for whom, as whom, what it did not need, what is risky and open"

    /// The agent, person, server, tool, credential, identity or workload, as a user writes it.
    public var node: String
    /// The beginning, nanoseconds since 1970; nil for the first act.
    public var from: Int64?
    /// The end, which is not part of it; nil for the last act.
    public var to: Int64?

    /// Asks about a node in a period.
    public init(node: String, from: Int64? = nil, to: Int64? = nil) {
        self.node = node
        self.from = from
        self.to = to
    }

    /// Somebody or something that acts of the period name.
    public struct Use: Encodable, Sendable {
        /// The node.
        public let node: NodeRow
        /// Acts, however they ended.
        public let acts: Int
        /// Acts that were refused.
        public let denied: Int
        /// Acts that failed otherwise.
        public let failed: Int
        /// What was done to data; empty where nothing was.
        public let effects: [Effect]
        /// When the first happened.
        public let first: String
        /// When the last happened.
        public let last: String
        /// The spans and events of the first and the last.
        public let evidence: [EvidenceRow]
    }

    /// A right that the agent has by an identity and did not use.
    public struct Unused: Encodable, Sendable {
        /// The identity.
        public let identity: NodeRow
        /// The policy.
        public let policy: String
        /// The statement's id, or its place.
        public let statement: String
        /// The action as written.
        public let action: String
        /// Whether use could have been seen.
        public let observable: Observable
        /// Why.
        public let why: String
        /// Where the policy stands.
        public let evidence: [EvidenceRow]
    }

    /// Data that the agent can reach and did not touch.
    public struct Unreached: Encodable, Sendable {
        /// The data store.
        public let node: NodeRow
        /// What may be done to it.
        public let effects: [Effect]
        /// How sure that is.
        public let verdict: Verdict
        /// Of it, what the agent's task does not name; null where no task is declared.
        public let outside: [Effect]?
        /// Where the path's last step is said.
        public let evidence: [EvidenceRow]
    }

    /// An act that does not fit the agent's task: as the house declares it, or as configuration and past tell it.
    public struct Outside: Encodable, Sendable {
        /// The act.
        public let act: ActBrief
        /// Why.
        public let reasons: [String]
    }

    /// A link that acts lack.
    public struct Gap: Encodable, Sendable {
        /// The link.
        public let link: String
        /// Acts that lack it.
        public let acts: Int
        /// The spans and events of the first of them.
        public let evidence: [EvidenceRow]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// Whose review it is.
        public let node: NodeRow
        /// What it is for, where the house says it; null otherwise.
        ///
        /// What it did outside of that is counted in the period.
        public let task: TaskRow?
        /// The beginning of the period, or of what was seen.
        public let from: String?
        /// The end of the period, or of what was seen.
        public let to: String?
        /// Acts of the period.
        public let acts: Int
        /// On whose behalf.
        public let initiators: [Use]
        /// Other agents of the chains.
        public let otherAgents: [Use]
        /// Servers that it called.
        public let servers: [Use]
        /// Tools that ran.
        public let tools: [Use]
        /// As whom it acted.
        public let identities: [Use]
        /// What was touched.
        public let data: [Use]
        /// Granted and unused.
        public let unusedGrants: [Unused]
        /// Reachable and untouched.
        public let unusedData: [Unreached]
        /// Outside of its task.
        public let outside: [Outside]
        /// Findings that concern it, whatever the period.
        public let findings: [Concern]
        /// What followed risky prompts in the period, risky acts after harmless ones, and flows whose sending lies in it.
        public let prompts: Flows.Result
        /// Whether telemetry of the services of these acts and their agents carried content; where it did not, what was
        /// read is not known.
        public let contentRecorded: Bool
        /// Acts that sections do not list, and why.
        public let unlisted: [Unlisted]
        /// Links that the evidence lacks.
        public let gaps: [Gap]
        /// What would close them.
        public let advice: [Advice]

        enum CodingKeys: String, CodingKey {
            case node, task, from, to, acts, initiators
            case otherAgents = "other_agents"
            case servers, tools, identities, data
            case unusedGrants = "unused_grants"
            case unusedData = "unused_data"
            case outside, findings, prompts
            case contentRecorded = "content_recorded"
            case unlisted, gaps, advice
        }
    }

    /// What cannot be reviewed since it does not act.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        let name: String
        let kind: NodeKind

        /// What, and what was expected.
        public var description: String {
            "\(kind.rawValue) \"\(name)\" does not act, expected \(Review.actors.map(\.rawValue).joined(separator: ", "))"
                + (kind == .dataStore ? "; `overreach exposure` tells who reaches it" : "")
        }
    }

    /// What chains of acts are made of.
    private static let actors: [NodeKind] = [.agent, .person, .mcpServer, .tool, .credential, .identity, .workload]

    /// The answer.
    ///
    /// Errors: `NodeError`, `Failure`. Complexity: that of `radius` and of the granted actions.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        let id = try NodeResolver(snapshot).resolve(node)
        guard Review.actors.contains(snapshot.kind(id)) else {
            throw Failure(name: snapshot.name(id), kind: snapshot.kind(id))
        }
        let key = snapshot.key(id)
        let all = world.activities.filter { $0.involves(key) }
        let acts = all.filter { act in (from.map { act.time >= $0 } ?? true) && (to.map { act.time < $0 } ?? true) }
        let pack = ReviewPack(key, acts, before: all.filter { act in from.map { act.time < $0 } ?? false }, in: world)

        // What was read before the period may be in what was sent in it.
        let (prompts, cut) = Flows.result(
            of: acts, flowsAmong: all.filter { act in to.map { act.time < $0 } ?? true }, in: world)
        let advice = AdviceList(acts, in: world).ranked
        return Answer(
            Review.name, of: world, cut: cut + Caveat.uncovered(from: from, to: to, in: world, Review.name),
            noted: Acceptance(world).caveats,
            result: Result(
                node: NodeRow(id, in: snapshot),
                task: HouseView(world).task(of: id).map {
                    TaskRow($0, of: ReachOfNode(id, in: world), in: world, acts: acts)
                }, from: (from ?? acts.first?.time).map(Timestamp.text),
                to: (to ?? acts.last?.time).map(Timestamp.text), acts: acts.total,
                initiators: pack.uses(.initiators), otherAgents: pack.uses(.otherAgents),
                servers: pack.uses(.servers), tools: pack.uses(.tools), identities: pack.uses(.identities),
                data: pack.uses(.data),
                unusedGrants: pack.unusedGrants(), unusedData: try pack.unusedData(),
                outside: pack.outside(), findings: Review.concerns(of: id, acts, in: world), prompts: prompts,
                contentRecorded: world.coverage.senders.sentContent(of: acts),
                unlisted: Review.unlisted(acts, of: key), gaps: pack.gaps(), advice: advice))
    }
}

extension Caveat {
    /// What is said of a period that lies wholly before or after all telemetry: that nothing was seen there says nothing.
    static func uncovered(from: Int64?, to: Int64?, in world: World, _ question: String) -> [Caveat] {
        guard let first = world.activities.map(\.first).min(), let last = world.activities.map(\.time).max(),
            from ?? .min > last || to ?? .max <= first
        else { return [] }
        return [
            Caveat(
                reason: cut, source: question,
                detail: "no telemetry is of this period: what is known is of \(Timestamp.text(first)) to "
                    + "\(Timestamp.text(last)), so what was not seen may have happened all the same")
        ]
    }
}

/// Gathers the parts of a review from the acts of its period.
private struct ReviewPack {
    private let key: Key
    private let acts: [Activity]
    private let before: [Activity]
    private let world: World
    private var snapshot: Snapshot { world.snapshot }

    init(_ key: Key, _ acts: [Activity], before: [Activity], in world: World) {
        self.key = key
        self.acts = acts
        self.before = before
        self.world = world
    }

    /// The nodes that acts name beside the one whose review it is, in the order of their keys.
    func uses(_ section: Review.Section) -> [Review.Use] {
        var groups: [Key: [Activity]] = [:]
        for act in acts {
            for key in Set(section.keys(of: act)) where key != self.key { groups[key, default: []].append(act) }
        }
        return groups.keys.sorted().compactMap { key in
            guard let acts = groups[key], let first = acts.first, let last = acts.last else { return nil }
            return Review.Use(
                node: NodeRow(key, in: snapshot), acts: acts.total,
                denied: acts.filter { $0.outcome == .denied }.total,
                failed: acts.filter { $0.outcome == .failed }.total,
                effects: Set(acts.filter(\.isUse).compactMap(\.effect)).sorted(), first: Timestamp.text(first.time),
                last: Timestamp.text(last.time), evidence: ReviewPack.rows(first, last))
        }
    }

    private static func rows(_ acts: Activity...) -> [EvidenceRow] {
        Set(acts.flatMap(\.evidence)).sorted().map(EvidenceRow.init)
    }

    /// What policies of the identities that it is or acted as allow, and these acts did not use.
    func unusedGrants() -> [Review.Unused] {
        let identities = Set(acts.compactMap(\.identity) + [key])
        let period = World(
            snapshot: snapshot, activities: acts, documents: world.documents, caveats: world.caveats,
            coverage: world.coverage)
        return GrantUse(period).rows().filter { row in
            row.used == 0 && identities.contains(Key(text: row.identity.key))
        }.map { row in
            let key = Key(text: row.identity.key)
            let documents = world.documents.filter { document in
                (document.subject == key || document.kind == .awsManagedPolicy)
                    && UTF8Order.equal(
                        document.name.split(separator: "/").last.map(String.init) ?? document.name, row.policy)
            }
            return Review.Unused(
                identity: row.identity, policy: row.policy, statement: row.sid ?? "#\(row.index)", action: row.action,
                observable: row.observable, why: row.why,
                evidence: Set(documents.map(\.evidence)).sorted().prefix(2).map(EvidenceRow.init))
        }
    }

    /// What can be reached, and these acts did not touch.
    func unusedData() throws -> [Review.Unreached] {
        let touched = Set(acts.filter(\.isUse).compactMap { $0.effect == nil ? nil : $0.target })
        return try Radius(node: key.text).answer(in: world).result.reached.filter { row in
            row.node.kind == .dataStore && !touched.contains(Key(text: row.node.key))
        }.map { row in
            Review.Unreached(
                node: row.node, effects: row.effects, verdict: row.verdict, outside: row.outside,
                evidence: row.path.last?.evidence ?? [])
        }
    }

    /// Acts outside of the declared task, acts by servers that no configuration names, refused ones, risky ones, and what
    /// is done for the first time.
    func outside() -> [Review.Outside] {
        let risks = ActRisks(world)
        let judge = snapshot.node(key).flatMap { TaskJudge(of: $0, in: world) }
        let undeclared = Set(
            Declarations(snapshot).undeclared.filter { $0.agents.contains { snapshot.key($0) == key } }
                .map { snapshot.key($0.server) })
        struct Habit: Hashable {
            let tool: Key?
            let target: Key?
            let effect: Effect?
        }
        let habits = Set(before.map { Habit(tool: $0.tool, target: $0.target, effect: $0.effect) })
        return acts.compactMap { act in
            var reasons: [String] = []
            if let judge, judge.isOutside(act) { reasons.append("its declared task does not name it") }
            if let server = act.server, undeclared.contains(server) {
                reasons.append("no configuration names the server")
            }
            if act.outcome == .denied { reasons.append("it was refused") }
            let steering = Set(act.inputLabels.map(\.label.category)).intersection([.injection, .hidden])
            for category in steering.sorted(by: { $0.rawValue < $1.rawValue }) {
                reasons.append("the agent had read \(category == .injection ? "orders in content" : "hidden text")")
            }
            for risk in risks.risks(of: act) {
                switch risk {
                case .sendsOutside: reasons.append("it sent something outside")
                case .administers: reasons.append("it changed who may have data")
                case .escalates: reasons.append("it gave rights or took an identity")
                case .runsCode: reasons.append("it ran code")
                case .changesRecording: reasons.append("it changed or ended what is recorded")
                case .usedElsewhere:
                    reasons.append("it was done with credentials of a machine from where a person acts")
                // Refused is said above; to read and to delete is what many are for.
                case .refused, .readsRestricted, .deletes: break
                }
            }
            let habit = Habit(tool: act.tool, target: act.target, effect: act.effect)
            if !before.isEmpty, !habits.contains(habit) { reasons.append("not done before the period") }
            return reasons.isEmpty ? nil : Review.Outside(act: ActBrief(act, in: snapshot), reasons: reasons)
        }
    }

    /// Links that acts lack.
    func gaps() -> [Review.Gap] {
        (Activity.links + ["parent span"]).compactMap { link in
            let lacking = acts.filter { $0.missing.contains(link) }
            guard let first = lacking.first else { return nil }
            return Review.Gap(link: link, acts: lacking.total, evidence: ReviewPack.rows(first))
        }
    }
}
