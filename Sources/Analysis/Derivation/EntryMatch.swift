internal import OverreachModel

/// How well a declared server entry fits a server that was seen: the marks that agree, in the order of certainty.
struct EntryMatch {
    /// What agrees, the surest first: what the entry starts, its URL, its credential, its name.
    struct Marks: OptionSet {
        let rawValue: Int
        static let folder = Marks(rawValue: 1)
        static let host = Marks(rawValue: 2)
        static let name = Marks(rawValue: 4)
        static let credential = Marks(rawValue: 8)
        static let url = Marks(rawValue: 16)
        static let command = Marks(rawValue: 32)

        /// The words that a join's method is made of.
        var words: [String] {
            let all: [(Marks, String)] = [
                (.command, "command"), (.url, "URL"), (.credential, "access key"), (.name, "name"),
                (.host, "host"), (.folder, "folder"),
            ]
            return all.filter { contains($0.0) }.map(\.1)
        }
    }

    let entry: NodeFact
    let server: NodeFact
    let marks: Marks
    /// Whether only the name ties a URL, whose host nothing resolves, to the server.
    let isGuess: Bool

    /// Nil where nothing ties the two, or where something says that they are two.
    init?(entry: NodeFact, server: NodeFact, base: FactBase) {
        var marks: Marks = []
        var isGuess = false
        let url = entry.property(PropertyName.url).flatMap(ServerURL.init)
        let runsOverPipes = server.property(PropertyName.transport).map { $0 == "stdio" }
        if let runsOverPipes, (url == nil) != runsOverPipes { return nil }

        let configured = Set(entry.values(of: PropertyName.accessKeyID).map { Text($0) })
        let signedWith = Set(server.values(of: PropertyName.accessKeyID).map { Text($0) })
        if !configured.isEmpty, !signedWith.isEmpty {
            if configured.isDisjoint(with: signedWith) { return nil }
            marks.insert(.credential)
        }

        let names = [PropertyName.serverName, PropertyName.serviceName]
            .compactMap { server.property($0) }.map(EntryMatch.plain)
        let entryName = EntryMatch.plain(entry.name)
        if names.contains(where: { UTF8Order.equal($0, entryName) }) { marks.insert(.name) }

        if let url {
            switch EntryMatch.place(of: url, server: server, base: base) {
            case .same(let rivals):
                marks.insert(.url)
                // Ports are not in telemetry: of several servers in one place the name must tell which is meant.
                isGuess = rivals && !marks.contains(.name)
            case .other: return nil
            case .unknown:
                // A name alone ties nothing to a host that anybody may run; inside a network it may.
                guard url.isPrivate, marks.contains(.name) else { return nil }
                isGuess = true
            }
        } else if EntryMatch.started(by: entry).contains(where: { word in names.contains { $0 == word } }) {
            marks.insert(.command)
        }

        // A key that two servers share ties neither: it only supports another mark.
        guard !marks.subtracting([.credential, .host, .folder]).isEmpty || (names.isEmpty && !marks.isEmpty) else {
            return nil
        }

        let services = [PropertyName.parentService, PropertyName.serviceName].compactMap { server.property($0) }
        if EntryMatch.isInFolder(entry, ofAny: services) { marks.insert(.folder) }
        if url == nil, let host = server.property(PropertyName.hostName), EntryMatch.isOn(host, entry.key) {
            marks.insert(.host)
        }
        self.entry = entry
        self.server = server
        self.marks = marks
        self.isGuess = isGuess
    }

    private enum Place {
        /// Where the server runs; `rivals`: other servers run there too.
        case same(rivals: Bool)
        case other
        case unknown
    }

    /// Whether the URL leads to where the server runs.
    private static func place(of url: ServerURL, server: NodeFact, base: FactBase) -> Place {
        let running = Set(base.edges(AgentEdge.serverRunsIn, from: server.key).map(\.to))
        let served = base.workloads(servedBy: url)
        if !served.isEmpty {
            let there = Set(
                running.intersection(served).flatMap { base.edges(AgentEdge.serverRunsIn, to: $0).map(\.from) })
            return there.isEmpty ? .other : .same(rivals: there.count > 1)
        }
        if let host = server.property(PropertyName.hostName), UTF8Order.equal(host.lowercased(), url.host) {
            let there = base.nodes(of: AgentNode.server).filter { other in
                other.property(PropertyName.hostName).map { UTF8Order.equal($0, host) } == true
            }
            return .same(rivals: there.count > 1)
        }
        return .unknown
    }

    /// Whether the entry's file was read of this host, which an ingest names: `host:/folder`.
    private static func isOn(_ host: String, _ entry: Key) -> Bool {
        entry.scope.utf8.starts(with: "\(host):/".utf8)
    }

    /// Whether the entry's file lies in a folder that is named like one of the services.
    static func isInFolder(_ entry: NodeFact, ofAny services: [String]) -> Bool {
        guard let file = entry.property(PropertyName.file) else { return false }
        let folders = file.split(separator: "/").dropLast().map { plain(String($0)) }
        return services.map { plain($0) }.contains { service in
            // `claims` and `claims-desk` are one house's words for one thing.
            folders.contains { $0 == service || $0.hasPrefix(service + "-") || service.hasPrefix($0 + "-") }
        }
    }

    /// The words of what the entry starts: module, script, package, image, in plain form.
    private static func started(by entry: NodeFact) -> [String] {
        let command = [PropertyName.command, PropertyName.arguments].flatMap { entry.values(of: $0) }
        return command.flatMap { $0.split(separator: " ") }.map { word in
            var last = word.split(separator: "/").last.map(String.init) ?? String(word)
            for suffix in [".py", ".js", ".mjs", ".ts", ".sh", ".jar"] where last.hasSuffix(suffix) {
                last = String(last.dropLast(suffix.count))
            }
            return plain(last.split(separator: "@").first.map(String.init) ?? last)
        }
    }

    /// A name without case, with `-` for `_`, and without what only says that it is an MCP server.
    static func plain(_ name: String) -> String {
        let dashed = name.lowercased().split { "-_. ".contains($0) }
        let telling = dashed.filter { $0 != "mcp" && $0 != "server" }
        return (telling.isEmpty ? dashed : telling).joined(separator: "-")
    }
}

extension FactBase {
    /// The workloads behind the Kubernetes service that the URL names; empty where posture has no such service.
    ///
    /// Two clusters may have a service of the same name: then both answer, and the reader sees both.
    func workloads(servedBy url: ServerURL) -> Set<Key> {
        guard let service = url.kubernetesService else { return [] }
        let id = "\(service.namespace)/\(service.name)"
        let services = keys(of: KubernetesNode.service).filter { UTF8Order.equal($0.id, id) }
        return Set(services.flatMap { edges(KubernetesEdge.serves, from: $0).map(\.to) })
    }
}
