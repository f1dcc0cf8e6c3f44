internal import OverreachGraph
internal import OverreachModel

/// Which servers the configurations declare, which were seen, and whether the two agree.
struct Declarations {
    /// A server that agents of one client called though the client, which is known, does not name it.
    struct Undeclared {
        let server: NodeID
        var agents: [NodeID]
        let client: NodeID
    }

    private struct Pair: Hashable {
        let server: NodeID
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
        func service(of agent: NodeID) -> Text {
            Text(
                snapshot.key(agent).id.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                    separator: "/"))
        }
        func knownClients(of agent: NodeID) -> [NodeID] {
            snapshot.outgoing(agent).filter { edge in
                guard snapshot.kind(edge) == EdgeKind(AgentEdge.usesClient) else { return false }
                return snapshot.verdict(edge) != .conditional
                    || Set(sources(.usesClient, to: snapshot.to(edge)).map { service(of: $0) }).count == 1
            }.map { snapshot.to($0) }
        }

        // A client is known by the servers that it shares with the agents of one service; one that fits several
        // accuses nobody. What speaks for the agent may be guessed: a client or an instance that is merely likely names
        // the server too.
        var undeclared: [Pair: Undeclared] = [:]
        for agent in nodes where snapshot.kind(agent) == .agent {
            guard let client = knownClients(of: agent).min() else { continue }
            let declared = Set(
                targets(.usesClient, from: agent).flatMap { targets(.configures, from: $0) }
                    .flatMap { targets(.instance, from: $0) })
            for server in Set(targets(.calls, from: agent)).sorted() where !declared.contains(server) {
                let pair = Pair(server: server, client: client)
                undeclared[pair, default: Undeclared(server: server, agents: [], client: client)].agents.append(agent)
            }
        }
        self.undeclared = undeclared.values.sorted { ($0.server, $0.client) < ($1.server, $1.client) }

        var neverUsed: [NeverUsed] = []
        for client in nodes where snapshot.kind(client) == .client {
            let agents = Set(sources(.usesClient, to: client))
            let isSeen = agents.contains { knownClients(of: $0).contains(client) }
            let called = Set(agents.flatMap { targets(.calls, from: $0) })
            for entry in Set(targets(.configures, from: client)).sorted() {
                if targets(.instance, from: entry).contains(where: { called.contains($0) }) { continue }
                neverUsed.append(NeverUsed(entry: entry, observable: isSeen ? .yes : .unknown))
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
