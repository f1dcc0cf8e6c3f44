internal import OverreachGraph
public import OverreachModel

/// Asks who acted in this trace: person, agents, server, tool, identity, data; how each link is known, and which is
/// missing.
public struct Trace: Question {
    /// The question's name.
    public static let name = "trace"
    /// What it answers, for help and catalogue.
    public static let summary = "who acted, link by link, in one trace or act"

    /// A trace id, the beginning of one (at least 4 digits), a conversation's id, or an act's id.
    public var id: String

    /// Asks about a trace.
    public init(id: String) { self.id = id }

    /// One link of the tree.
    public struct Link: Encodable, Sendable {
        /// What the link is in the chain: `initiator`, `agent`, `server`, `tool`, `identity`, `act`.
        public let role: String
        /// The node, or null where it is missing, or an act without a data store.
        public let node: NodeRow?
        /// What an act did, or null.
        public let action: String?
        /// What it did to the node, or null.
        public let effect: Effect?
        /// What an act without a data store was about, as the world calls it, or null.
        public let object: String?
        /// How many acts, in this trace.
        public let count: Int
        /// How the link to what stands above is known; empty where it is missing.
        public let joins: [ActivityRow.JoinRow]
        /// What follows.
        public let children: [Link]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The trace's id, or null for an act outside of traces.
        public let trace: String?
        /// The acts as sentences.
        public let story: [String]
        /// The tree.
        public let tree: [Link]
        /// Links that are missing, of any act.
        public let missing: [String]
        /// The acts.
        public let acts: [ActivityRow]
    }

    /// Why a trace could not be told.
    public enum Failure: Error, Sendable, CustomStringConvertible {
        case unknown(String)
        case tooShort(String)
        case ambiguous(String, candidates: [String])
        case severalTalks(String, candidates: [String])

        /// What, and what was expected.
        public var description: String {
            switch self {
            case .tooShort(let id):
                "\"\(id)\" is too short to tell a trace, expected at least 4 digits of its id"
            case .severalTalks(let id, let candidates):
                "\"\(id)\" is a conversation of \(candidates.count) services that no trace ties to each other:\n"
                    + candidates.map { "  \($0)" }.joined(separator: "\n")
            case .unknown(let id):
                "no trace, conversation, act, request or event has the id \"\(id)\", expected one of those that "
                    + "`overreach activities --format json` tells"
            case .ambiguous(let id, let candidates):
                "\"\(id)\" begins \(candidates.count) traces:\n"
                    + candidates.map { "  \($0)" }.joined(separator: "\n")
            }
        }
    }

    /// The answer.
    ///
    /// Errors: `Failure`. Complexity: one pass over the acts.
    public func answer(in world: World) throws -> Answer<Result> {
        let acts = try acts(in: world)
        let (snapshot, tasks) = (world.snapshot, TaskJudges(world))
        let sessions = MachineSessions(world.activities)
        var missing: [String] = []
        for link in acts.flatMap(\.missing) where !missing.contains(where: { UTF8Order.equal($0, link) }) {
            missing.append(link)
        }
        return Answer(
            Trace.name, of: world,
            result: Result(
                trace: acts.first?.trace, story: Story(world).sentences(of: acts),
                tree: Trace.tree(of: acts.map { Chain($0, sessions) }, in: snapshot), missing: missing,
                acts: acts.map { ActivityRow($0, outsideTaskOf: tasks.exceeded(by: $0), in: snapshot) }))
    }

    private func acts(in world: World) throws -> [Activity] {
        let exact = world.activities.filter {
            // A call on several stores is an act for each.
            UTF8Order.equal($0.id, id) || $0.id.utf8.starts(with: "\(id)//".utf8)
                || $0.trace.map { UTF8Order.equal($0, id) } == true
        }
        let talk = try exact.isEmpty ? conversation(in: world) : []
        if !exact.isEmpty || !talk.isEmpty { return exact + talk }
        // As logs and spans write it: the id of a request, of an event, or of a span behind its trace's.
        let told = world.activities.filter { act in
            UTF8Order.equal(act.call, "request/\(id)")
                || act.evidence.contains { evidence in
                    UTF8Order.equal(evidence.locator, id)
                        || (id.utf8.count == 16
                            && evidence.locator.utf8.reversed().starts(with: "/\(id)".utf8.reversed()))
                }
        }
        if !told.isEmpty { return told }
        let lower = id.lowercased()
        let begun =
            lower.utf8.count < 4 ? [] : world.activities.filter { $0.trace?.utf8.starts(with: lower.utf8) == true }
        let traces = Set(begun.compactMap(\.trace).map { Text($0) }).sorted().map(\.string)
        if traces.count > 1 { throw Failure.ambiguous(id, candidates: traces) }
        if begun.isEmpty { throw lower.utf8.count < 4 ? Failure.tooShort(id) : Failure.unknown(id) }
        return begun
    }

    /// The acts of a conversation, by its id, or by `service/id` where services that have nothing in common have such a one.
    private func conversation(in world: World) throws -> [Activity] {
        let acts = world.activities.filter { act in
            guard let talk = act.conversation else { return false }
            return UTF8Order.equal(talk, id)
                || act.conversationScope.map { UTF8Order.equal("\($0)/\(talk)", id) } == true
        }
        let full = acts.filter { act in
            act.conversationScope.map { UTF8Order.equal("\($0)/\(act.conversation ?? "")", id) } == true
        }
        if !full.isEmpty { return full }
        let scopes = Set(acts.map { Text($0.conversationScope ?? "") }).sorted()
        guard scopes.count < 2 else { throw Failure.severalTalks(id, candidates: scopes.map { "\($0.string)/\(id)" }) }
        return acts
    }

    /// The links of one act, from the person down to the act.
    private struct Chain {
        struct Step: Hashable {
            let role: String
            let key: Key?
            let action: String?
            let effect: Effect?
            var object: Text?
        }

        var steps: [(step: Step, joins: [Activity.Join])] = []
        /// How many acts it stands for.
        let count: Int

        init(_ act: Activity, _ sessions: MachineSessions) {
            count = act.count
            let elsewhere = sessions.elsewhere(act).map { ", used from \($0.address)" } ?? ""
            func joins(to role: String) -> [Activity.Join] {
                act.joins.filter {
                    $0.link.hasSuffix("→ \(role)") || role == "initiator" && $0.link == "initiator → act"
                }.map { join in
                    var join = join
                    if role == "workload" { join.method += elsewhere }
                    return join
                }
            }
            func add(_ role: String, _ key: Key?) {
                guard key != nil || act.missing.contains(role) else { return }
                steps.append((Step(role: role, key: key, action: nil, effect: nil), key == nil ? [] : joins(to: role)))
            }
            add("initiator", act.initiator)
            if act.agents.isEmpty { add("agent", nil) }
            for agent in act.agents { add("agent", agent) }
            add("server", act.server)
            add("tool", act.tool)
            add("workload", act.workload)
            add("credential", act.credential)
            add("identity", act.identity)
            let rest = act.joins.filter { join in
                join.link != "initiator → act"
                    && !["initiator", "agent", "server", "tool", "workload", "credential", "identity"]
                        .contains { join.link.hasSuffix("→ \($0)") }
            }
            let object = act.target == nil ? act.object.map { Text($0) } : nil
            steps.append(
                (Step(role: "act", key: act.target, action: act.action, effect: act.effect, object: object), rest))
        }
    }

    /// Chains with the same beginning share it; order is that of the first act.
    private static func tree(of chains: [Chain], in snapshot: Snapshot) -> [Link] {
        var order: [Chain.Step] = []
        var groups: [Chain.Step: [Chain]] = [:]
        for chain in chains {
            guard let first = chain.steps.first?.step else { continue }
            if groups[first] == nil { order.append(first) }
            groups[first, default: []].append(chain)
        }
        return order.map { step in
            let group = groups[step] ?? []
            let rests = group.map { chain in
                var rest = chain
                rest.steps.removeFirst()
                return rest
            }
            var joins: [ActivityRow.JoinRow] = []
            for join in group.flatMap({ $0.steps.first?.joins ?? [] }) {
                let known = joins.contains {
                    UTF8Order.equal($0.link, join.link) && UTF8Order.equal($0.method, join.method)
                }
                if !known { joins.append(ActivityRow.JoinRow(join)) }
            }
            return Link(
                role: step.role, node: step.key.map { NodeRow($0, in: snapshot) }, action: step.action,
                effect: step.effect, object: step.object?.string, count: group.reduce(0) { $0 &+ $1.count },
                joins: joins,
                children: tree(of: rests.filter { !$0.steps.isEmpty }, in: snapshot))
        }
    }
}
