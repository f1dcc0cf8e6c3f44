internal import OverreachModel

/// Says which client configuration an agent runs with, by the servers that both know (`AGENT_USES_CLIENT`).
///
/// A client is given to the service whose agents call most of its servers; a service that is named like the client's
/// folder wins a tie. The edge is certain only where the service started one of the servers or is named like the
/// folder: a remote server that both know is open to others too. Services that fit equally well all keep the client,
/// as conditional edges.
struct ClientOfAgent: DerivationRule {
    let name = "client-of-agent"

    func conclude(from base: FactBase) -> Conclusions {
        var conclusions = Conclusions()
        let callers = base.edges(AgentEdge.calls)
        for client in base.keys(of: AgentNode.client) {
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
            for candidate in fitting {
                conclusions.edges += candidate.edges(to: client, rivals: fitting.count - 1)
            }
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
