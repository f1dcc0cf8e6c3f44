internal import OverreachModel

/// Says which client configuration an agent runs with, by the servers that both know (`AGENT_USES_CLIENT`).
///
/// A client is given to the service whose agents call most of its servers; a service that is named like the client's
/// folder wins a tie. The edge is certain only where the service started one of the servers or is named like the
/// folder: a remote server that both know is open to others too. Services that fit equally well all keep the client,
/// as conditional edges. A service has no client that fits it less well than another which explains every server that it
/// shares with it: that one is somebody else's, with whose credentials the service has nothing to do.
struct ClientOfAgent: DerivationRule {
    let name = "client-of-agent"

    func conclude(from base: FactBase) -> Conclusions {
        var found: [(client: Key, candidate: Candidate, rivals: Int)] = []
        let callers = base.edges(AgentEdge.calls)
        for client in base.keys(of: AgentNode.client) where !GivenConfiguration.isOf(client) {
            let entries = base.edges(AgentEdge.configures, from: client).map(\.to)
            var shared: [Text: Candidate] = [:]
            for entry in entries {
                for instance in base.edges(AgentEdge.instance, from: entry) {
                    for call in callers where call.to == instance.to {
                        let service = ClientOfAgent.service(of: call.from)
                        shared[Text(service), default: Candidate(service: service)]
                            .add(agent: call.from, entry: entry, instance: instance)
                    }
                }
            }

            for entry in entries.compactMap({ base.nodes[$0] }) {
                for service in shared.keys {
                    let last = service.string.split(separator: "/").last.map(String.init) ?? service.string
                    if EntryMatch.isInFolder(entry, ofAny: [last]) { shared[service]?.isNamedLikeFolder = true }
                }
            }
            for service in shared.keys where shared[service]?.startsServers(base) == true {
                shared[service]?.isOwnProcess = true
            }
            let best = shared.values.map(\.weight).max()
            let fitting = shared.values.filter { $0.weight == best }.sorted { UTF8Order.less($0.service, $1.service) }
            found += fitting.map { (client, $0, fitting.count - 1) }
        }

        var conclusions = Conclusions()
        let byService = Dictionary(grouping: found) { Text($0.candidate.service) }.mapValues { ofService in
            Dictionary(ofService.map { ($0.candidate.servers, $0.candidate.fit) }, uniquingKeysWith: max)
        }
        for (client, candidate, rivals) in found {
            let (servers, fit) = (candidate.servers, candidate.fit)
            let others = byService[Text(candidate.service)] ?? [:]
            if others.contains(where: { fit < $0.value && servers.isSubset(of: $0.key) }) { continue }
            conclusions.edges += candidate.edges(to: client, rivals: rivals)
        }
        return conclusions
    }

    /// Namespace and service of an agent: one process configuration.
    private static func service(of agent: Key) -> String {
        agent.id.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    private struct Candidate {
        let service: String
        var agents: [Key: [EdgeFact]] = [:]
        var entries: Set<Key> = []
        var isNamedLikeFolder = false
        /// Whether it started one of the servers itself, as only its own configuration tells it to.
        var isOwnProcess = false

        init(service: String) { self.service = service }

        /// Shared servers count, the folder's name decides between equals.
        var weight: Int { entries.count * 2 + (isNamedLikeFolder ? 1 : 0) }

        /// The servers that are shared.
        var servers: Set<Key> { Set(agents.values.joined().map(\.to)) }

        /// How well it fits: what is sure is better than any number of servers.
        var fit: Int {
            let isSure =
                (isNamedLikeFolder || isOwnProcess) && agents.values.joined().contains { $0.verdict == .allowed }
            return isSure ? weight + (1 << 32) : weight
        }

        mutating func add(agent: Key, entry: Key, instance: EdgeFact) {
            agents[agent, default: []].append(instance)
            entries.insert(entry)
        }

        /// Whether a shared server is a child of the service's process.
        func startsServers(_ base: FactBase) -> Bool {
            agents.values.joined().contains { instance in
                base.nodes[instance.to]?.property(PropertyName.transport) == "stdio"
            }
        }

        func edges(to client: Key, rivals: Int) -> [EdgeFact] {
            agents.keys.sorted().map { agent in
                let instances = agents[agent] ?? []
                let isCertain = instances.contains { $0.verdict == .allowed }
                var edge = EdgeFact(
                    agent, EdgeKind(AgentEdge.usesClient), client, origin: .derived,
                    evidence: Set(instances.flatMap(\.evidence)).sorted(),
                    premises: Set(instances.flatMap { [$0.from, $0.to] }).sorted())
                if rivals > 0 {
                    edge.verdict = .conditional
                    edge.conditions = [
                        "the agent runs with this configuration; \(rivals) other services fit it as well"
                    ]
                } else if !isCertain || !(isNamedLikeFolder || isOwnProcess) {
                    edge.verdict = .conditional
                    edge.conditions = [
                        "the agent runs with this configuration; the servers they share are open to others"
                    ]
                }
                return edge
            }
        }
    }
}
