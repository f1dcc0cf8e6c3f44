internal import OverreachGraph
internal import OverreachModel

extension Candidates {
    /// Entries of clients' configurations, and credentials in them.
    func configurationCandidates() -> [Candidate] { entryCandidates() + credentialCandidates() }

    private func entryCandidates() -> [Candidate] {
        let (facts, held) = (entryFacts, heldPlaces)
        return ground.stated.edges.filter { $0.kind == EdgeKind(AgentEdge.configures) }.compactMap {
            edge -> Candidate? in
            let entry = edge.to
            guard let fact = facts[entry], let place = fact.evidence.first, !place.locator.isEmpty else {
                return nil
            }
            let servers = servers(of: entry)
            let used = acts { act in act.server.map { servers.contains($0) } ?? false }
            let (observable, why) = observability(ofEntry: entry)
            let file = fact.property(PropertyName.file) ?? place.file
            let (client, pointer) = (edge.from, place.locator)
            return Candidate(
                kind: .removeServerEntry, target: entry, sentence: "take the server \(fact.name) out of \(file)",
                revision: Revision([.unstateNode(entry)] + calls(of: servers, by: client)), holders: [client],
                use: use(of: used, observable: observable, why: why), breadth: 1,
                patch: .configuration(client: client, pointers: [pointer]) { earlier in
                    ConfigurationPatch.removing(
                        fact, at: pointer, from: file, held: held[entry] ?? [],
                        ground.configurations(client, [pointer], earlier))
                })
        }
    }

    private func credentialCandidates() -> [Candidate] {
        let facts = entryFacts
        let clients = Dictionary(
            ground.stated.edges.filter { $0.kind == EdgeKind(AgentEdge.configures) }.map { ($0.to, $0.from) }
        ) { first, _ in first }
        return ground.stated.edges.filter { edge in
            edge.kind == EdgeKind(AgentEdge.usesCredential) && edge.origin == .declared
        }.compactMap { edge -> Candidate? in
            let (entry, credential) = (edge.from, edge.to)
            guard let fact = facts[entry], let place = edge.evidence.first,
                let pointers = ConfigurationPatch.places(of: credential, at: place.locator)
            else { return nil }
            let servers = servers(of: entry)
            let used = trustUse.acts(with: credential).filter { act in act.server.map { servers.contains($0) } ?? false
            }
            let (observable, why) = observability(ofEntry: entry)
            let file = fact.property(PropertyName.file) ?? place.file
            let client = clients[entry]
            return Candidate(
                kind: .removeCredential, target: credential, part: entry.text,
                sentence: "take the credential \(name(credential)) away from the server \(fact.name) of \(file)",
                revision: Revision([.unstateEdges(.init(entry, edge.kind, to: credential))]), holders: [entry],
                use: use(of: used, observable: observable, why: why), breadth: 1, effort: .medium,
                patch: .configuration(client: client, pointers: pointers) { earlier in
                    ConfigurationPatch.removing(
                        pointers, of: credential, from: file,
                        client.flatMap { ground.configurations($0, pointers, earlier) })
                })
        }
    }

    /// That agents of the client were seen calling the servers.
    private func calls(of servers: Set<Key>, by client: Key) -> [Revision.Edit] {
        guard let node = snapshot.node(client) else { return [] }
        let agents = snapshot.incoming(node).filter { snapshot.kind($0) == EdgeKind(AgentEdge.usesClient) }
            .map { snapshot.key(snapshot.from($0)) }
        return Set(agents).sorted().flatMap { agent in
            servers.sorted().map { .removeEdges(.init(agent, EdgeKind(AgentEdge.calls), to: $0)) }
        }
    }

    private var entryFacts: [Key: NodeFact] {
        Dictionary(
            ground.stated.nodes.filter { $0.key.type == NodeType(AgentNode.serverEntry) }.map { ($0.key, $0) }
        ) { first, _ in first }
    }

    /// The entry, and the servers that were seen of it.
    private func servers(of entry: Key) -> Set<Key> {
        guard let node = snapshot.node(entry) else { return [entry] }
        let seen = snapshot.outgoing(node).filter { snapshot.kind($0) == EdgeKind(AgentEdge.instance) }
        return Set([entry] + seen.map { snapshot.key(snapshot.to($0)) })
    }

    /// Calls of a server are seen where agents of its client are.
    private func observability(ofEntry entry: Key) -> (Observable, String) {
        guard let node = snapshot.node(entry) else { return (.unknown, "the entry is not known") }
        let clients = snapshot.incoming(node).filter { snapshot.kind($0) == EdgeKind(AgentEdge.configures) }
            .map { snapshot.from($0) }
        let isSeen = clients.contains { client in
            snapshot.incoming(client).contains { snapshot.kind($0) == EdgeKind(AgentEdge.usesClient) }
        }
        return isSeen
            ? (.yes, "agents of the client were seen calling servers")
            : (.unknown, "no agent of the client was seen")
    }

    /// The credentials that each entry holds, and where, in the order of the places.
    private var heldPlaces: [Key: [(pointer: String, credential: Key)]] {
        let places = ground.stated.edges.filter { $0.kind == EdgeKind(AgentEdge.usesCredential) }
            .compactMap { edge in edge.evidence.first.map { (entry: edge.from, place: ($0.locator, edge.to)) } }
        return Dictionary(grouping: places) { $0.entry }.mapValues { places in
            places.map(\.place).sorted { UTF8Order.less($0.0, $1.0) }
        }
    }
}
