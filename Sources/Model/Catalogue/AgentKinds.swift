/// People, agents, their clients, MCP servers, credentials, and what runs on a host.
public enum AgentNode: String, NodeDomain {
    case person = "PERSON"
    case agent = "AGENT"
    case client = "MCP_CLIENT"
    case model = "MODEL"
    case serverEntry = "MCP_SERVER_ENTRY"
    case server = "MCP_SERVER"
    case tool = "MCP_TOOL"
    case toolList = "MCP_TOOL_LIST"
    case secret = "SECRET"
    case process = "HOST_PROCESS"
    case host = "HOST"

    /// What there is to say of the type.
    public var spec: NodeSpec {
        switch self {
        case .person:
            NodeSpec(.person, "person", "A person on whose behalf agents act.", id: "user id, else e-mail address")
        case .agent:
            NodeSpec(
                .agent, "agent", "An AI agent that chooses tools.",
                id: "service namespace/service name/agent name")
        case .client:
            NodeSpec(
                .client, "MCP client configuration", "An application that starts MCP servers: one configuration.",
                id: "file, in the scope of its host")
        case .model:
            NodeSpec(.model, "model", "A language model that an agent asks.", id: "provider/model")
        case .serverEntry:
            NodeSpec(
                .mcpServer, "MCP server entry", "An MCP server as a client's configuration declares it.",
                id: "file#name, in the scope of its host")
        case .server:
            NodeSpec(
                .mcpServer, "MCP server", "An MCP server that telemetry saw running: the interface agents call.",
                id: "where it runs/service/name")
        case .tool:
            NodeSpec(.tool, "tool", "A tool that an MCP server or an agent offers.", id: "server's or agent's id#tool")
        case .toolList:
            NodeSpec(
                .scope, "list of tools", "What an MCP server answered to tools/list, as somebody saved it.",
                id: "file, in the scope of its host")
        case .secret:
            NodeSpec(
                .credential, "secret", "A credential known by its place: equal fingerprints make one.",
                id: "file#server/name of the place")
        case .process:
            NodeSpec(.workload, "process", "A long-lived service process on a host.", id: "host/service")
        case .host:
            NodeSpec(.workload, "host", "A machine.", id: "host name")
        }
    }
}

/// How people, agents, clients, servers, credentials and workloads hang together.
public enum AgentEdge: String, EdgeDomain {
    case asks = "PERSON_ASKS"
    case delegates = "AGENT_DELEGATES"
    case calls = "AGENT_CALLS"
    case usesClient = "AGENT_USES_CLIENT"
    case runsIn = "AGENT_RUNS_IN"
    case runsAgent = "WORKLOAD_RUNS_AGENT"
    case configures = "CLIENT_CONFIGURES"
    case instance = "MCP_INSTANCE"
    case usesCredential = "MCP_USES_CREDENTIAL"
    case authenticates = "CREDENTIAL_AUTHENTICATES"
    case serverRunsIn = "MCP_RUNS_IN"
    case runsServer = "WORKLOAD_RUNS_SERVER"
    case actsAs = "MCP_ACTS_AS"
    case steers = "WORKLOAD_STEERS_AGENT"
    case provides = "MCP_PROVIDES"
    case listed = "MCP_LISTED_IN"
    case runsAs = "WORKLOAD_RUNS_AS"
    case runsOn = "PROCESS_RUNS_ON"
    case hostRuns = "HOST_RUNS"

    /// What there is to say of the kind.
    public var spec: EdgeSpec {
        switch self {
        case .asks:
            EdgeSpec("asks", "The person has the agent act.", from: [.person], to: [.agent], .control)
        case .delegates:
            EdgeSpec("delegates to", "The agent has the other agent act.", from: [.agent], to: [.agent], .control)
        case .calls:
            EdgeSpec("calls", "The agent calls tools of the server.", from: [.agent], to: [.mcpServer], .control)
        case .usesClient:
            EdgeSpec(
                "configured by", "The agent runs in the client and may use every server that it configures.",
                from: [.agent], to: [.client], .control)
        case .runsIn:
            EdgeSpec(
                "runs in", "Code in the agent's process has the workload.", from: [.agent], to: [.workload], .control,
                assumes: .processTakeover, cost: 3)
        case .runsAgent:
            EdgeSpec(
                "runs", "Who has the workload has the agent in it.", from: [.workload], to: [.agent], .control, cost: 2)
        case .configures:
            EdgeSpec(
                "configures", "The client starts or connects the server.", from: [.client], to: [.mcpServer], .control)
        case .instance:
            EdgeSpec(
                "is", "The declared server is the one that was seen.", from: [.mcpServer], to: [.mcpServer], .control)
        case .usesCredential:
            EdgeSpec(
                "signs with", "The server's tools hold the credential.", from: [.mcpServer], to: [.credential],
                .control, assumes: .toolLatitude)
        case .authenticates:
            EdgeSpec(
                "authenticates", "Who has the credential is the identity.", from: [.credential], to: [.identity],
                .control)
        case .serverRunsIn:
            EdgeSpec(
                "runs in", "Code in the server's process has the workload.", from: [.mcpServer], to: [.workload],
                .control, assumes: .processTakeover, cost: 3)
        case .runsServer:
            EdgeSpec(
                "runs", "Who has the workload has the server's tools and credentials.", from: [.workload],
                to: [.mcpServer], .control, cost: 2)
        case .actsAs:
            EdgeSpec(
                "acts as", "The server's tools act as the identity.", from: [.mcpServer], to: [.identity], .control,
                assumes: .toolLatitude)
        case .steers:
            EdgeSpec(
                "steers", "Who has the server's code feeds the agent that listens.", from: [.workload], to: [.agent],
                .control, assumes: .contextPoisoning, cost: 4)
        case .provides:
            EdgeSpec(
                "provides", "The server offers the tool, or the list of a server's tools names it.",
                from: [.mcpServer, .agent, .scope], to: [.tool], .structural)
        case .listed:
            EdgeSpec(
                "listed in", "The server's tools stand in the list.", from: [.mcpServer, .agent], to: [.scope],
                .structural)
        case .runsAs:
            EdgeSpec(
                "runs as", "Code in the workload acts as the identity.", from: [.workload], to: [.identity], .control)
        case .runsOn:
            EdgeSpec(
                "runs on", "Code in the process reaches the host's files and processes.", from: [.workload],
                to: [.workload], .control, assumes: .processTakeover, cost: 3)
        case .hostRuns:
            EdgeSpec("runs", "Who has the host has the process on it.", from: [.workload], to: [.workload], .control)
        }
    }
}

/// What a grant gives on data, whatever system it is in.
public enum AccessEdge: String, EdgeDomain {
    case holds = "HOLDS_GRANT"
    case reads = "GRANTS_READ"
    case writes = "GRANTS_WRITE"
    case deletes = "GRANTS_DELETE"
    case administers = "GRANTS_ADMINISTER"
    case didRead = "DID_READ"
    case didWrite = "DID_WRITE"
    case didDelete = "DID_DELETE"
    case didAdminister = "DID_ADMINISTER"

    /// The grant's edge for an effect on data; nil for `control`.
    public init?(granting effect: Effect) {
        switch effect {
        case .read: self = .reads
        case .write: self = .writes
        case .delete: self = .deletes
        case .administer: self = .administers
        case .control: return nil
        }
    }

    /// The edge of an act that no posture covers; nil for `control`.
    public init?(observing effect: Effect) {
        switch effect {
        case .read: self = .didRead
        case .write: self = .didWrite
        case .delete: self = .didDelete
        case .administer: self = .didAdminister
        case .control: return nil
        }
    }

    /// What there is to say of the kind.
    public var spec: EdgeSpec {
        switch self {
        case .holds:
            EdgeSpec("holds", "The identity has the right.", from: [.identity], to: [.grant], .control)
        case .reads:
            EdgeSpec(
                "read", "The grant lets contents of the store come back.", from: [.grant], to: [.dataStore],
                .access(.read))
        case .writes:
            EdgeSpec(
                "write", "The grant lets contents of the store be written, or the workload be given work.",
                from: [.grant], to: [.dataStore, .workload], .access(.write))
        case .deletes:
            EdgeSpec(
                "delete", "The grant lets contents of the store, or the workload, be deleted.", from: [.grant],
                to: [.dataStore, .workload], .access(.delete))
        case .administers:
            EdgeSpec(
                "administer", "The grant lets be changed who may have what is in the store.", from: [.grant],
                to: [.dataStore], .access(.administer))
        case .didRead:
            EdgeSpec(
                "read",
                "Who is named, or whose code it was, read contents of the store, though no posture given allows it.",
                from: [.identity, .mcpServer, .agent, .workload], to: [.dataStore], .access(.read))
        case .didWrite:
            EdgeSpec(
                "wrote",
                "Who is named, or whose code it was, wrote to the store, or gave the workload work, though no posture given "
                    + "allows it.",
                from: [.identity, .mcpServer, .agent, .workload],
                to: [.dataStore, .workload], .access(.write))
        case .didDelete:
            EdgeSpec(
                "deleted",
                "Who is named, or whose code it was, deleted in the store, or the workload, though no posture given allows it.",
                from: [.identity, .mcpServer, .agent, .workload],
                to: [.dataStore, .workload], .access(.delete))
        case .didAdminister:
            EdgeSpec(
                "administered",
                "Who is named, or whose code it was, changed the store, though no posture given allows it.",
                from: [.identity, .mcpServer, .agent, .workload], to: [.dataStore], .access(.administer))
        }
    }
}
