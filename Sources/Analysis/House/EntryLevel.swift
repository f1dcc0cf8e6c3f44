internal import OverreachGraph
internal import OverreachModel

/// Where attacks begin where nobody says it: from whom an attacker would be steered, else from where one may have got in.
enum EntryLevel: Int, Comparable {
    /// Agents, and clients that no agent is known for certain to run with.
    case agents
    /// MCP servers.
    case servers
    /// Identities, those from outside among them; of a group its members.
    case identities

    static func < (a: EntryLevel, b: EntryLevel) -> Bool { a.rawValue < b.rawValue }

    /// The first of which there is a node.
    init(of snapshot: Snapshot) {
        let kinds = Set(snapshot.nodes.lazy.map { snapshot.kind($0) })
        if kinds.contains(.agent) || kinds.contains(.client) {
            self = .agents
        } else {
            self = kinds.contains(.mcpServer) ? .servers : .identities
        }
    }

    /// Whether attacks begin at the node.
    func holds(_ node: NodeID, in snapshot: Snapshot) -> Bool {
        switch (self, snapshot.kind(node)) {
        case (.agents, .agent): true
        case (.agents, .client):
            // An agent that merely shares a server with it may run with another, and whoever does run with it begins here.
            !snapshot.incoming(node).contains {
                snapshot.kind($0) == EdgeKind(AgentEdge.usesClient) && snapshot.verdict($0) != .conditional
            }
        case (.servers, .mcpServer): snapshot.isListed(node)
        case (.identities, .identity): snapshot.isListed(node) && !EntryLevel.isGroup(node, in: snapshot)
        default: false
        }
    }

    private static func isGroup(_ node: NodeID, in snapshot: Snapshot) -> Bool {
        let type = snapshot.type(node)
        return type == NodeType(AWSNode.group) || type == NodeType(KubernetesNode.group)
    }
}
