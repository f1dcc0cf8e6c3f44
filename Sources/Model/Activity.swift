/// One observed act at the leaf, with the chain above it: who asked, which agents, which tool, as whom, on what.
public struct Activity: Sendable, Hashable {
    /// How the act ended.
    public enum Outcome: String, Sendable, Codable, CaseIterable { case succeeded, denied, failed }

    /// How one link of the chain was made.
    public struct Join: Sendable, Hashable {
        /// The link, such as `tool → cloud call`.
        public var link: String
        /// What made it, such as `aws.request_id`.
        public var method: String
        /// How sure it is.
        public var confidence: Confidence
        /// Others that fitted as well, as ids.
        public var rivals: [String]

        /// Makes a join.
        public init(_ link: String, method: String, confidence: Confidence, rivals: [String] = []) {
            self.link = link
            self.method = method
            self.confidence = confidence
            self.rivals = rivals
        }
    }

    /// A call of a tool as the agent made it: what went in was fixed when it began, and what came out was there when it
    /// ended.
    public struct ToolCall: Sendable, Hashable {
        /// The trace and the span, or the id that the model gave it.
        public var id: String
        /// Nanoseconds since 1970, UTC.
        public var begin: Int64
        /// Not before the beginning.
        public var end: Int64

        /// Makes a call.
        public init(id: String, begin: Int64, end: Int64) {
            self.id = id
            self.begin = begin
            self.end = end
        }
    }

    /// The same for the same act, whatever the order of arrival: from request id, event id or span id.
    public var id: String
    /// Nanoseconds since 1970, UTC.
    public var time: Int64
    /// The trace, 32 hex digits.
    public var trace: String?
    /// The person who asked.
    public var initiator: Key?
    /// The agents, outermost first; the last one acted.
    public var agents: [Key] = []
    /// The MCP server whose tool acted.
    public var server: Key?
    /// The tool.
    public var tool: Key?
    /// The lasting credential the call was signed with.
    public var credential: Key?
    /// The role or user that acted.
    public var identity: Key?
    /// The session's ARN.
    public var session: String?
    /// The workload that the acting code runs in.
    public var workload: Key?
    /// The act: an IAM-style action (`s3:GetObject`), or the tool's name where nothing was seen under it.
    public var action: String
    /// Whether `action` is a call to a cloud (`service:Action`) and not a tool call.
    public var isCloudCall: Bool
    /// The data store that was touched.
    public var target: Key?
    /// What exactly was touched, as the world calls it (an object's or a role's ARN): for the use of grants.
    public var object: String?
    /// What it did to the target.
    public var effect: Effect?
    /// How it ended.
    public var outcome: Outcome
    /// The joins that the chain rests on.
    public var joins: [Join] = []
    /// Links that are missing, in the order of the chain.
    public var missing: [String] = []
    /// The spans and events of the act.
    public var evidence: [Evidence] = []
    /// The conversation or session that it was part of, as its emitter names it.
    public var conversation: String?
    /// Among whom that id means the same: the first of the services that name the conversation and share traces.
    public var conversationScope: String?
    /// When it ended; nil where nothing tells of an end apart from the beginning.
    public var end: Int64?
    /// The call of a tool that it is or is part of; nil where it is none, or nobody saw when that began and ended.
    public var toolCall: ToolCall?
    /// The program that called, as it says itself: anybody may say anything.
    public var client: String?
    /// The service whose process acted, `namespace/name` as its telemetry says; nil where only an audit log tells.
    public var service: String?
    /// The address that the call came from, as the audit log says.
    public var address: String?
    /// The service of a cloud that called on the identity's behalf.
    public var via: String?
    /// What detectors found in the act's own arguments and results, sorted.
    public var labels: [PlacedLabel] = []
    /// What they found in what the agent had read by then, in the same trace or conversation, sorted.
    public var inputLabels: [PlacedLabel] = []
    /// How many acts it stands for: more than one where those of a past day that are alike are kept as one.
    public var count = 1
    /// When the first of these happened; nil where it is one act, which happened at `time`.
    public var firstTime: Int64?

    /// Makes an act without a chain.
    public init(id: String, time: Int64, action: String, isCloudCall: Bool, outcome: Outcome) {
        self.id = id
        self.time = time
        self.action = action
        self.isCloudCall = isCloudCall
        self.outcome = outcome
    }

    /// When the first of the acts that it stands for happened.
    public var first: Int64 { firstTime ?? time }

    /// The id of the call that it is an act of: one on several stores is an act on each.
    public var call: String {
        // What is numbered stands behind an empty part, which no other id has.
        id.firstRange(of: "//").map { String(id[..<$0.lowerBound]) } ?? id
    }

    /// Whether the node is part of the act's chain.
    public func involves(_ key: Key) -> Bool { agents.contains(key) || others.contains { $0 == key } }

    /// What acts call a service: `namespace/name`, the name alone where it has no namespace.
    public static func service(namespace: String, name: String) -> String {
        namespace.isEmpty ? name : "\(namespace)/\(name)"
    }

    /// The nodes of the act's chain.
    public var chain: [Key] { agents + others.compactMap { $0 } }

    private var others: [Key?] { [initiator, server, tool, credential, identity, workload] }
}

extension Sequence<Activity> {
    /// How many acts these stand for.
    public var total: Int { reduce(0) { $0 &+ $1.count } }
}

/// What correlation may ask of posture.
public protocol CorrelationIndex {
    /// The lasting workload (the pod's owner, or the pod) of a pod uid.
    func workload(podUID: String) -> Key?
    /// The workload known to posture by namespace, kind (`Deployment`, …, `Pod`) and name, where only one cluster has it.
    func workload(namespace: String, kind: String, name: String) -> Key?
    /// The service account that a workload runs as.
    func serviceAccount(ofWorkload workload: Key) -> Key?
    /// A service account known to posture by namespace and name, where only one cluster has it.
    func serviceAccount(namespace: String, name: String) -> Key?
    /// The lasting credential with this access key id.
    func credential(accessKeyID: String) -> Key?
    /// The identity that a lasting access key belongs to.
    func identity(accessKeyID: String) -> Key?
    /// The role or user with this ARN, whatever path it has in posture.
    func identity(arn: String) -> Key?
    /// The data store that a call touched, by ARN or by the name that the call used (bucket, table, secret, …).
    func dataStore(service: String, nameOrARN: String, account: String, region: String) -> Key?
    /// What an IAM action (`s3:GetObject`) does to data; nil for none.
    func effect(ofAction action: String) -> Effect?
    /// The one cluster that posture knows; nil where it knows none or several.
    var cluster: String? { get }
    /// The instance with this id (`i-…`) of an account; nil where posture does not know it.
    func workload(instance: String, account: String) -> Key?
    /// The IAM action that a CloudTrail event stands for, e.g. `s3:ListBucket` for `ListObjects`.
    func action(eventSource: String, eventName: String) -> String
}

extension CorrelationIndex {
    /// The one cluster that posture knows; nil where it knows none or several.
    public var cluster: String? { nil }

    /// The instance with this id (`i-…`) of an account; nil where posture does not know it.
    public func workload(instance: String, account: String) -> Key? { nil }
}

/// What correlation makes of all runtime records.
public struct Correlated: Sendable {
    /// The acts, in the order of time, then id.
    public var activities: [Activity] = []
    /// Nodes that only telemetry knows.
    public var nodes: [NodeFact] = []
    /// Observed edges.
    public var edges: [EdgeFact] = []

    /// Nothing.
    public init() {}
}
