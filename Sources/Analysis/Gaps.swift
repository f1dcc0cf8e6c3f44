internal import OverreachGraph
public import OverreachModel

/// Asks where declaration and use disagree: used but not declared, declared but never used, acts nobody can attribute.
public struct Gaps: Question {
    /// The question's name.
    public static let name = "gaps"
    /// What it answers, for help and catalogue.
    public static let summary = "used but not declared, declared but never used, acts nobody can attribute"

    /// Asks about everything that is known.
    public init() {}

    /// A server that was used though the client that is known does not name it.
    public struct UndeclaredServer: Encodable, Sendable {
        /// The server that was seen.
        public let server: NodeRow
        /// The agents that called it.
        public let agents: [NodeRow]
        /// The configuration that does not name it.
        public let client: NodeRow
    }

    /// A server that a configuration names and none of its agents called.
    public struct DeclaredServer: Encodable, Sendable {
        /// The entry.
        public let server: NodeRow
        /// The configuration's file.
        public let file: String
        /// Whether a call could have been seen: unknown where no agent of the client is known.
        public let observable: Observable
    }

    /// A credential that several servers hold.
    public struct SharedCredential: Encodable, Sendable {
        /// The credential.
        public let credential: NodeRow
        /// Whose it is, where known.
        public let identity: NodeRow?
        /// The servers.
        public let servers: [NodeRow]
    }

    /// A remote server for which nobody configured a credential: in whose name it acts is not told by posture.
    public struct RemoteServer: Encodable, Sendable {
        /// The entry.
        public let server: NodeRow
        /// The configuration's file.
        public let file: String
    }

    /// What the answer holds.
    public struct Result: Encodable, Sendable {
        /// Used but not declared.
        public let undeclaredServers: [UndeclaredServer]
        /// Declared but never used.
        public let declaredNeverUsed: [DeclaredServer]
        /// Every granted action with its use: of identity policies only, since what a resource's own policy or a trust
        /// allows is no policy of the identity.
        public let grants: [GrantRow]
        /// Credentials of several servers.
        public let sharedCredentials: [SharedCredential]
        /// Remote servers without a configured credential.
        public let remoteServersWithoutCredential: [RemoteServer]
        /// Acts without an agent.
        public let unattributed: [ActivityRow]

        enum CodingKeys: String, CodingKey {
            case undeclaredServers = "undeclared_servers"
            case declaredNeverUsed = "declared_never_used"
            case grants
            case sharedCredentials = "shared_credentials"
            case remoteServersWithoutCredential = "remote_servers_without_credential"
            case unattributed
        }
    }

    /// The answer.
    ///
    /// Complexity: linear in the graph, and granted actions times the acts of their holder.
    public func answer(in world: World) throws -> Answer<Result> {
        let snapshot = world.snapshot
        let declarations = Declarations(snapshot)
        func row(_ node: NodeID) -> NodeRow { NodeRow(node, in: snapshot) }
        func file(of entry: NodeID) -> String { snapshot.property(PropertyName.file, of: entry) ?? "" }

        let shared = declarations.sharedCredentials().map { shared in
            SharedCredential(
                credential: row(shared.credential),
                identity: snapshot.outgoing(shared.credential)
                    .first { snapshot.kind($0) == EdgeKind(AgentEdge.authenticates) }.map { row(snapshot.to($0)) },
                servers: shared.servers.map(row))
        }
        let remote = snapshot.nodes.filter { snapshot.property("credential", of: $0) == "none" }
            .filter { snapshot.kind($0) == .mcpServer }

        return Answer(
            Gaps.name, of: world, noted: Gaps.listsOfNobody(snapshot),
            result: Result(
                undeclaredServers: declarations.undeclared.map {
                    UndeclaredServer(server: row($0.server), agents: $0.agents.map(row), client: row($0.client))
                },
                declaredNeverUsed: declarations.neverUsed.map {
                    DeclaredServer(server: row($0.entry), file: file(of: $0.entry), observable: $0.observable)
                },
                grants: GrantUse(world).rows(), sharedCredentials: shared,
                remoteServersWithoutCredential: remote.map { RemoteServer(server: row($0), file: file(of: $0)) },
                unattributed: world.activities.filter(\.isUnattributed).map {
                    ActivityRow($0, outsideTaskOf: [], in: snapshot)
                }))
    }

    /// Says of saved lists of tools that bear the name of no server.
    private static func listsOfNobody(_ snapshot: Snapshot) -> [Caveat] {
        var tied: Set<Text> = []
        for edge in snapshot.edges where snapshot.kind(edge) == EdgeKind(AgentEdge.listed) {
            let owner = snapshot.from(edge)
            let names = [PropertyName.serverName, PropertyName.serviceName].compactMap {
                snapshot.property($0, of: owner)
            }
            for name in names + [snapshot.name(owner)] { tied.insert(Text(EntryMatch.plain(name))) }
        }
        return snapshot.nodes.compactMap { list in
            guard snapshot.type(list) == NodeType(AgentNode.toolList),
                let server = snapshot.property(PropertyName.serverName, of: list),
                !tied.contains(Text(EntryMatch.plain(server)))
            else { return nil }
            return Caveat(
                reason: Caveat.notKnown, source: "mcp \(snapshot.worldID(list))",
                detail: "a list of the tools of \(server), but no server that is declared or was seen has that name")
        }
    }
}

extension Activity {
    /// Whether nobody can say on whose behalf it was: no agent stands above it, no person did it by hand, and no cloud,
    /// cluster or workload did it for itself.
    public var isUnattributed: Bool {
        agents.isEmpty && !isSystem && (missing.contains("agent") || missing.contains("initiator"))
    }
}
