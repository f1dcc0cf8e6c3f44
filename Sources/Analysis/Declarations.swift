internal import OverreachGraph
internal import OverreachModel

/// Which servers the configurations declare, which were seen, and whether the two agree.
struct Declarations {
    /// A server that an agent called though its client, which is known, does not name it.
    struct Undeclared {
        let server: NodeID
        var agents: [NodeID]
        let client: NodeID
    }

    /// An entry that no agent of its client was seen calling.
    struct NeverUsed {
        let entry: NodeID
        let observable: Observable
    }

    let undeclared: [Undeclared]
    let neverUsed: [NeverUsed]

    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        let nodes = snapshot.nodes
        func targets(_ kind: AgentEdge, from node: NodeID) -> [NodeID] {
            snapshot.outgoing(node).filter { snapshot.kind($0) == EdgeKind(kind) }.map { snapshot.to($0) }
        }
        func sources(_ kind: AgentEdge, to node: NodeID) -> [NodeID] {
            snapshot.incoming(node).filter { snapshot.kind($0) == EdgeKind(kind) }.map { snapshot.from($0) }
        }

        var undeclared: [NodeID: Undeclared] = [:]
        for agent in nodes where snapshot.kind(agent) == .agent {
            let clients = Set(targets(.usesClient, from: agent)).sorted()
            guard let client = clients.first else { continue }
            let declared = Set(
                clients.flatMap { targets(.configures, from: $0) }.flatMap { targets(.instance, from: $0) })
            for server in Set(targets(.calls, from: agent)).sorted() where !declared.contains(server) {
                undeclared[server, default: Undeclared(server: server, agents: [], client: client)].agents.append(agent)
            }
        }
        self.undeclared = undeclared.values.sorted { $0.server < $1.server }

        var neverUsed: [NeverUsed] = []
        for client in nodes where snapshot.kind(client) == .client {
            let agents = Set(sources(.usesClient, to: client))
            let called = Set(agents.flatMap { targets(.calls, from: $0) })
            for entry in Set(targets(.configures, from: client)).sorted() {
                if targets(.instance, from: entry).contains(where: { called.contains($0) }) { continue }
                neverUsed.append(NeverUsed(entry: entry, observable: agents.isEmpty ? .unknown : .yes))
            }
        }
        self.neverUsed = neverUsed.sorted { $0.entry < $1.entry }
    }

    /// Credentials that several servers hold, with the servers; an entry and the server it is count once.
    func sharedCredentials() -> [(credential: NodeID, servers: [NodeID])] {
        snapshot.nodes.filter { snapshot.kind($0) == .credential }.compactMap { credential in
            let holders = snapshot.incoming(credential)
                .filter { snapshot.kind($0) == EdgeKind(AgentEdge.usesCredential) }
                .map { lasting(snapshot.from($0)) }
            let servers = Set(holders).sorted()
            return servers.count > 1 ? (credential, servers) : nil
        }
    }

    /// The server that was seen, of an entry that is known to be it.
    private func lasting(_ server: NodeID) -> NodeID {
        snapshot.outgoing(server).first { snapshot.kind($0) == EdgeKind(AgentEdge.instance) }
            .map { snapshot.to($0) } ?? server
    }
}
