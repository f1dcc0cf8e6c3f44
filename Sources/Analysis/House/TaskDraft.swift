internal import OverreachGraph
public import OverreachModel

/// Asks what an agent used, as the draft of its task.
public struct TaskDraft: Question {
    /// The question's name.
    public static let name = "task draft"
    /// What it answers, for help and catalogue.
    public static let summary = "what an agent used in the window, as the draft of its task"

    /// The agent, as a user writes it.
    public var agent: String

    /// Asks for a draft.
    public init(agent: String) { self.agent = agent }

    /// Something that was used, and so may stay.
    public struct Row: Encodable, Sendable {
        /// What was done.
        public let effects: [Effect]
        /// A pattern of the data that it was done to, or null.
        public let resource: String?
        /// The tool that was called, with its server, or null.
        public let tool: String?
        /// How often, and when.
        public let used: UseRow
    }

    /// Something that is reached and was not used, and so is left out.
    public struct Unused: Encodable, Sendable {
        /// The data.
        public let node: NodeRow
        /// What could be done to it and was not.
        public let effects: [Effect]
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// The agent.
        public let agent: NodeRow
        /// What the draft lets it do: data first, then tools.
        public let may: [Row]
        /// What the draft leaves out.
        public let unused: [Unused]
        /// The draft, to be put into `overreach.yaml`.
        public let yaml: String
    }

    /// Why there is no draft.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        /// What, and what was expected.
        public let description: String
    }

    /// The answer.
    ///
    /// Errors: `NodeError`, `Failure` for what is no agent. Complexity: a walk over the graph, a pass over the acts.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        let node = try NodeResolver(snapshot).resolve(agent)
        guard snapshot.kind(node) == .agent else {
            throw Failure(
                description: "\"\(agent)\" is of kind \(snapshot.kind(node).rawValue), expected an agent, "
                    + "see `overreach nodes --kind agent`")
        }
        let key = snapshot.key(node)
        let acts = world.recentActivities.filter { $0.agents.contains(key) && $0.isUse }
        let may = TaskDraft.resources(acts, in: snapshot) + TaskDraft.tools(acts, in: snapshot)
        let unused = ReachOfNode(node, in: world).stores.compactMap { row -> Unused? in
            let rest = row.effects.filter { !(row.used?.effects ?? []).contains($0) }
            return rest.isEmpty ? nil : Unused(node: row.node, effects: rest)
        }.sorted { $0.node < $1.node }

        let namesakes = snapshot.nodes.filter {
            snapshot.kind($0) == .agent && UTF8Order.equal(snapshot.name($0), snapshot.name(node))
        }
        let yaml = TaskYAML.text(
            agent: namesakes.count == 1 ? snapshot.name(node) : key.text, owner: HouseView(world).owner(of: node),
            acts: UseRow(acts), may: may, unused: unused)
        return Answer(
            TaskDraft.name, of: world,
            result: Result(agent: NodeRow(node, in: snapshot), may: may, unused: unused, yaml: yaml))
    }

    private static func resources(_ acts: [Activity], in snapshot: Snapshot) -> [Row] {
        var byTarget: [Key: [Activity]] = [:]
        for act in acts where act.effect != nil { act.target.map { byTarget[$0, default: []].append(act) } }
        return byTarget.sorted { $0.key < $1.key }.compactMap { target, acts in
            guard let used = UseRow(acts) else { return nil }
            return Row(effects: used.effects, resource: pattern(of: target, in: snapshot), tool: nil, used: used)
        }
    }

    private static func tools(_ acts: [Activity], in snapshot: Snapshot) -> [Row] {
        var byTool: [Text: [Activity]] = [:]
        for act in acts {
            guard let tool = act.tool else { continue }
            let name = snapshot.toolNames(tool, of: act.server.flatMap { snapshot.node($0) })[0]
            byTool[Text(name), default: []].append(act)
        }
        return byTool.sorted { $0.key < $1.key }.compactMap { name, acts in
            UseRow(acts).map { Row(effects: [], resource: nil, tool: name.string, used: $0) }
        }
    }

    /// The id, of a secret without the six characters that AWS adds: these change when it is made anew.
    private static func pattern(of target: Key, in snapshot: Snapshot) -> String {
        let id = snapshot.node(target).map { snapshot.worldID($0) } ?? target.id
        let suffix = id.utf8.suffix(7)
        guard target.type == NodeType(AWSNode.secret), suffix.first == UInt8(ascii: "-"), suffix.count == 7 else {
            return id
        }
        return String(Substring(id.utf8.dropLast(6))) + "??????"
    }
}
