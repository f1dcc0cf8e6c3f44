internal import OverreachModel

/// Ties servers that configurations declare to servers that were seen (`MCP_INSTANCE`).
///
/// Within one client an entry and a server are matched one to one, the surest pair first: a client starts an entry
/// once, so the second server that merely shares its key is another. For a stdio server only the client that fits
/// its parent process best is taken, since a process has one configuration; clients that fit equally well all stay,
/// as conditional edges that name each other. A configuration that is not there yet started no process: what it would start
/// is, on condition, as the server that was seen, and takes it from nobody.
struct InstanceOf: DerivationRule {
    let name = "instance-of"

    func conclude(from base: FactBase) -> Conclusions {
        var conclusions = Conclusions()
        let servers = base.nodes(of: AgentNode.server)
        let clients = base.keys(of: AgentNode.client)
        var chosen: [(client: Key, match: EntryMatch)] = []

        for (_, group) in InstanceOf.groups(of: servers) {
            let candidates = clients.compactMap { client -> (client: Key, matches: [EntryMatch])? in
                let entries = base.edges(AgentEdge.configures, from: client).compactMap { base.nodes[$0.to] }
                let matches = InstanceOf.pairs(entries: entries, servers: group.servers, base: base)
                return matches.isEmpty ? nil : (client, matches)
            }
            guard group.isOneProcess else {
                chosen += candidates.flatMap { candidate in candidate.matches.map { (candidate.client, $0) } }
                continue
            }
            let best = candidates.filter { !GivenConfiguration.isOf($0.client) }
                .map { InstanceOf.weight($0.matches) }.max()
            let fitting = candidates.filter {
                InstanceOf.weight($0.matches) == best || GivenConfiguration.isOf($0.client)
            }
            chosen += fitting.flatMap { candidate in candidate.matches.map { (candidate.client, $0) } }
        }

        let sure = Set(
            chosen.filter { !$0.match.isGuess && !GivenConfiguration.isOf($0.client) }.map(\.match.server.key))
        for (_, match) in chosen where !match.isGuess || !sure.contains(match.server.key) {
            let isStdio = match.entry.property(PropertyName.url) == nil
            let rivals = chosen.filter {
                $0.match.server.key == match.server.key && $0.match.entry.key != match.entry.key
            }
            .filter { isStdio && !GivenConfiguration.isOf($0.client) }
            .map { $0.match.entry.key }
            let fits = match.marks.words.joined(separator: ", ")
            var edge = EdgeFact(
                match.entry.key, EdgeKind(AgentEdge.instance), match.server.key, origin: .derived,
                evidence: (match.entry.evidence + match.server.evidence).sorted(),
                premises: [match.entry.key, match.server.key])
            if match.isGuess {
                edge.verdict = .conditional
                edge.conditions = ["the entry's URL leads to this server; nothing that was given says so"]
            }
            if isStdio, GivenConfiguration.isOf(match.entry.key) {
                edge.verdict = .conditional
                edge.conditions = ["what this entry starts acts as the server that was seen (\(fits))"]
            } else if !rivals.isEmpty {
                edge.verdict = .conditional
                edge.conditions = [
                    "the running server is this entry (\(fits)); \(rivals.count) other entries fit as well"
                ]
            }
            conclusions.edges.append(edge)
        }
        return conclusions
    }

    private struct Group {
        var servers: [NodeFact] = []
        /// Whether the servers are children of one process, and so of one configuration.
        var isOneProcess: Bool
    }

    /// Servers by the process that started them; every other server stands alone.
    private static func groups(of servers: [NodeFact]) -> [(Text, Group)] {
        var groups: [Text: Group] = [:]
        for server in servers {
            if let parent = server.property(PropertyName.parentService) {
                let process = "process \(server.property(PropertyName.hostName) ?? server.key.scope) \(parent)"
                groups[Text(process), default: Group(isOneProcess: true)].servers.append(server)
            } else {
                groups[Text("server " + server.key.text)] = Group(servers: [server], isOneProcess: false)
            }
        }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// One-to-one pairs, the surest first; ties by key.
    private static func pairs(entries: [NodeFact], servers: [NodeFact], base: FactBase) -> [EntryMatch] {
        let matches = entries.flatMap { entry in
            servers.compactMap { EntryMatch(entry: entry, server: $0, base: base) }
        }.sorted { a, b in
            if a.marks.rawValue != b.marks.rawValue { return a.marks.rawValue > b.marks.rawValue }
            return a.entry.key == b.entry.key ? a.server.key < b.server.key : a.entry.key < b.entry.key
        }

        var taken: Set<Key> = []
        var result: [EntryMatch] = []
        for match in matches where !taken.contains(match.server.key) && !taken.contains(match.entry.key) {
            taken.insert(match.server.key)
            taken.insert(match.entry.key)
            result.append(match)
        }
        return result
    }

    private static func weight(_ matches: [EntryMatch]) -> Int {
        matches.reduce(0) { $0 + $1.marks.rawValue }
    }
}
