internal import OverreachGraph
public import OverreachModel

/// Asks what was really done: every act with the chain above it.
public struct Activities: Question {
    /// The question's name.
    public static let name = "activities"
    /// What it answers, for help and catalogue.
    public static let summary = "what was done: every act with the chain above it"

    /// Only acts whose chain holds this node or touch it; nil for all.
    public var node: String?

    /// Asks for acts.
    public init(node: String? = nil) { self.node = node }

    /// The answer: one row an act, in the order of time.
    ///
    /// Errors: `NodeError`. Complexity: one pass over the acts.
    public func answer(in world: World) throws -> Answer<[ActivityRow]> {
        var acts = world.activities
        if let node {
            let key = world.snapshot.key(try NodeResolver(world.snapshot).resolve(node))
            acts = acts.filter { $0.involves(key) || $0.target == key }
        }
        let tasks = TaskJudges(world)
        return Answer(
            Activities.name, of: world,
            result: acts.map { ActivityRow($0, outsideTaskOf: tasks.exceeded(by: $0), in: world.snapshot) })
    }
}

/// One observed act.
public struct ActivityRow: Encodable, Sendable {
    /// One link and how it was made.
    public struct JoinRow: Encodable, Sendable {
        /// The link.
        public let link: String
        /// What made it.
        public let method: String
        /// How sure it is.
        public let confidence: Confidence
        /// Others that fitted as well.
        public let rivals: [String]

        init(_ join: Activity.Join) {
            link = join.link
            method = join.method
            confidence = join.confidence
            rivals = join.rivals
        }
    }

    /// The same for the same act.
    public let id: String
    /// RFC 3339.
    public let time: String
    /// The trace.
    public let trace: String?
    /// The person who asked.
    public let initiator: NodeRow?
    /// Outermost first.
    public let agents: [NodeRow]
    /// The MCP server.
    public let server: NodeRow?
    /// The tool.
    public let tool: NodeRow?
    /// The lasting credential.
    public let credential: NodeRow?
    /// The role or user that acted.
    public let identity: NodeRow?
    /// The session's ARN.
    public let session: String?
    /// What the acting code runs in.
    public let workload: NodeRow?
    /// The act.
    public let action: String
    /// The data store whose contents or settings the act touched; null where it did neither.
    public let target: NodeRow?
    /// What exactly was asked for, as the world calls it: an object's, a store's or a role's ARN.
    public let object: String?
    /// What was done to it.
    public let effect: Effect?
    /// How it ended.
    public let outcome: Activity.Outcome
    /// Agents of the chain outside of whose task it lies.
    public let outsideTaskOf: [NodeRow]
    /// The links and how they were made.
    public let joins: [JoinRow]
    /// Links that are missing.
    public let missing: [String]
    /// The spans and events.
    public let evidence: [EvidenceRow]
    /// The conversation.
    public let conversation: String?
    /// Among whom that id means the same: the first of the services that share it.
    public let conversationScope: String?
    /// The service whose process acted.
    public let service: String?
    /// The address that the call came from.
    public let address: String?
    /// The program that called, as it says itself.
    public let client: String?
    /// The service of a cloud that called on the identity's behalf.
    public let via: String?
    /// What its own arguments and results held.
    public let labels: [LabelRow]
    /// What the agent had read by then.
    public let inputLabels: [LabelRow]
    /// How many acts it stands for.
    public let count: Int

    enum CodingKeys: String, CodingKey {
        case id, time, trace, initiator, agents, server, tool, credential, identity, session, workload, action, target
        case object, effect, outcome
        case outsideTaskOf = "outside_task_of"
        case joins, missing, evidence, conversation
        case conversationScope = "conversation_scope"
        case service, address, client, via, labels
        case inputLabels = "input_labels"
        case count
    }

    init(_ act: Activity, outsideTaskOf agents: [NodeID], in snapshot: Snapshot) {
        func row(_ key: Key?) -> NodeRow? { key.map { NodeRow($0, in: snapshot) } }
        id = act.id
        time = Timestamp.text(act.time)
        trace = act.trace
        initiator = row(act.initiator)
        self.agents = act.agents.map { NodeRow($0, in: snapshot) }
        outsideTaskOf = agents.map { NodeRow($0, in: snapshot) }
        server = row(act.server)
        tool = row(act.tool)
        credential = row(act.credential)
        identity = row(act.identity)
        session = act.session
        workload = row(act.workload)
        action = act.action
        target = act.effect == nil ? nil : row(act.target)
        object = act.object ?? act.target?.id
        effect = act.effect
        outcome = act.outcome
        joins = act.joins.map(JoinRow.init)
        missing = act.missing
        evidence = act.evidence.map(EvidenceRow.init)
        conversation = act.conversation
        conversationScope = act.conversationScope
        service = act.service
        address = act.address
        client = act.client
        via = act.via
        count = act.count
        labels = act.labels.map(LabelRow.init)
        inputLabels = act.inputLabels.map(LabelRow.init)
    }
}

/// What a detector found in content, without the content.
public struct LabelRow: Encodable, Sendable, Hashable {
    /// What was found.
    public let category: ContentLabel.Category
    /// What found it.
    public let detector: String
    /// In which part of the conversation.
    public let place: ContentLabel.Place
    /// The span or log record that carried the content.
    public let span: String
    /// The call of a tool that it belongs to, or null.
    public let callID: String?

    enum CodingKeys: String, CodingKey {
        case category, detector, place, span
        case callID = "call_id"
    }

    init(_ placed: PlacedLabel) {
        category = placed.label.category
        detector = placed.label.detector
        place = placed.label.place
        span = placed.span
        callID = placed.label.callID.isEmpty ? nil : placed.label.callID
    }
}

/// An act in one line, for answers that list acts under something else.
public struct ActBrief: Encodable, Sendable {
    /// The act's id: `overreach trace` tells its chain.
    public let id: String
    /// RFC 3339.
    public let time: String
    /// The agent that acted.
    public let agent: NodeRow?
    /// The tool.
    public let tool: NodeRow?
    /// The role, user or service account.
    public let identity: NodeRow?
    /// The act.
    public let action: String
    /// The data store that it touched.
    public let target: NodeRow?
    /// What exactly it was about, as the world calls it.
    public let object: String?
    /// What it did to it.
    public let effect: Effect?
    /// How it ended.
    public let outcome: Activity.Outcome
    /// The spans and events.
    public let evidence: [EvidenceRow]

    init(_ act: Activity, in snapshot: Snapshot) {
        func row(_ key: Key?) -> NodeRow? { key.map { NodeRow($0, in: snapshot) } }
        id = act.id
        time = Timestamp.text(act.time)
        agent = row(act.agents.last)
        tool = row(act.tool)
        identity = row(act.identity)
        action = act.action
        target = row(act.target)
        object = act.object
        effect = act.effect
        outcome = act.outcome
        evidence = act.evidence.map(EvidenceRow.init)
    }
}
