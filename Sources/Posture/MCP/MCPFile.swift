internal import OverreachModel
internal import OverreachSecrets

/// States what one configuration file says; credentials last, since equal secrets of the file are one.
struct MCPFile {
    let path: String
    let host: String
    let scope: RunScope

    private var held: [Held] = []

    /// A credential with the entry that holds it.
    private struct Held {
        let entry: Key
        let key: Key
        let credential: MCPCredential
        /// What orders places: server, then place.
        let order: (Text, Text)
    }

    init(path: String, host: String, scope: RunScope) {
        self.path = path
        self.host = host
        self.scope = scope
    }

    /// States the client and its entries.
    mutating func state(_ section: MCPDocument.Section, fingerprinter: Fingerprinter, in gathering: inout Gathering) {
        let file = section.project.map { "\(path)#\($0)" } ?? path
        let client = Key.client(host: host, file: file)
        let name = section.project.map { "\(MCPFile.shortName(path)) (\($0))" } ?? MCPFile.shortName(path)
        gathering.add(
            NodeFact(
                client, name: name, properties: [Property(PropertyName.file, path)],
                evidence: [gathering.evidence(section.line, section.pointer)]), in: scope)

        for entry in section.entries {
            gathering.beginRecord()
            switch MCPServer.read(entry, fingerprinter: fingerprinter) {
            case .success(let server): state(server, of: client, file: file, in: &gathering)
            case .failure(let problem): gathering.problem(problem.reason, line: entry.line)
            }
            gathering.endRecord()
        }
    }

    private mutating func state(_ server: MCPServer, of client: Key, file: String, in gathering: inout Gathering) {
        let key = Key.serverEntry(host: host, file: file, name: server.name)
        let evidence = gathering.evidence(server.line, server.pointer)
        gathering.add(
            NodeFact(key, name: server.name, properties: properties(of: server), evidence: [evidence]), in: scope)
        gathering.add(client, AgentEdge.configures, key, evidence, in: scope)
        if server.isDisabled {
            gathering.limit(client, AgentEdge.configures, key, to: "the server is switched on again", in: scope)
        }

        var accounted: Set<[Text]> = []
        for accessKey in server.accessKeys where accessKey.isLasting {
            let secret = partner(of: accessKey, in: server)
            if let secret { accounted.insert(MCPFile.identity(of: secret)) }
            let credential = MCPCredential(
                place: secret?.place ?? accessKey.name, held: secret?.held ?? .reference,
                type: secret?.type ?? .awsSecretAccessKey, fingerprint: secret?.fingerprint,
                line: secret?.line ?? accessKey.line, pointer: secret?.pointer ?? accessKey.pointer)
            hold(credential, key: .awsAccessKey(id: accessKey.id), entry: key, server: server.name)
        }
        for credential in server.credentials where !accounted.contains(MCPFile.identity(of: credential)) {
            let place = Key.secret(host: host, file: file, server: server.name, place: credential.place)
            hold(credential, key: place, entry: key, server: server.name)
        }
    }

    private static func identity(of credential: MCPCredential) -> [Text] {
        [Text(credential.pointer.text), Text(credential.place)]
    }

    private func properties(of server: MCPServer) -> [Property] {
        var properties = [
            Property(PropertyName.transport, server.transport), Property(PropertyName.file, path),
            Property(PropertyName.line, "\(server.line)"),
        ]
        if let url = server.url { properties.append(Property(PropertyName.url, url)) }
        if let command = server.command { properties.append(Property(PropertyName.command, command)) }
        if !server.arguments.isEmpty { properties.append(Property(PropertyName.arguments, server.arguments)) }
        if server.isDisabled { properties.append(Property("disabled", "true")) }
        properties += server.accessKeys.map { Property(PropertyName.accessKeyID, $0.id) }
        properties += server.credentials.filter { $0.held == .hardCoded }.map {
            Property(MCPCredential.Held.hardCoded.rawValue, $0.place)
        }
        let holdsNone = server.credentials.isEmpty && server.accessKeys.isEmpty && !server.signsInByItself
        if server.url != nil, holdsNone { properties.append(Property("credential", "none")) }
        return properties
    }

    /// The secret half of an access key: by the usual pair of names, else the only one there is.
    private func partner(of accessKey: MCPAccessKey, in server: MCPServer) -> MCPCredential? {
        if let name = accessKey.partner,
            let named = server.credentials.first(where: { UTF8Order.equal($0.place, name) })
        {
            return named
        }
        let secrets = server.credentials.filter { $0.type == .awsSecretAccessKey }
        return server.accessKeys.count == 1 && secrets.count == 1 ? secrets.first : nil
    }

    private mutating func hold(_ credential: MCPCredential, key: Key, entry: Key, server: String) {
        held.append(
            Held(entry: entry, key: key, credential: credential, order: (Text(server), Text(credential.place))))
    }

    /// States the credentials; of equal secrets the one with an access key's id, else the first place, names them all.
    func stateCredentials(in gathering: inout Gathering) {
        var named: [Text: Key] = [:]
        var places: [Key: String] = [:]
        let ranked = held.sorted { a, b in
            let (x, y) = (a.key.type == NodeType(AWSNode.accessKey), b.key.type == NodeType(AWSNode.accessKey))
            return x == y ? a.order < b.order : x
        }
        for one in ranked {
            if one.key.type == NodeType(AgentNode.secret) { places[one.key] = one.credential.place }
            guard let fingerprint = one.credential.fingerprint else { continue }
            if named[Text(fingerprint)] == nil { named[Text(fingerprint)] = one.key }
        }

        for one in held {
            let credential = one.credential
            let isPlace = one.key.type == NodeType(AgentNode.secret)
            let shared = credential.fingerprint.flatMap { named[Text($0)] }
            let key = isPlace ? shared ?? one.key : one.key
            let evidence = gathering.evidence(credential.line, credential.pointer)
            var properties = [
                Property(PropertyName.held, credential.held.rawValue), Property(PropertyName.place, credential.place),
                Property(PropertyName.secretType, credential.type.rawValue), Property(PropertyName.file, path),
                Property(PropertyName.line, "\(credential.line)"),
            ]
            if let fingerprint = credential.fingerprint {
                properties.append(Property(PropertyName.fingerprint, fingerprint))
            }
            gathering.add(
                NodeFact(key, name: places[key] ?? key.id, properties: properties, evidence: [evidence]), in: scope)
            gathering.add(one.entry, AgentEdge.usesCredential, key, evidence, in: scope)
        }
    }

    /// The file with the folder that tells it apart: `release-bot/.mcp.json`, `driver-app/.vscode/mcp.json`.
    static func shortName(_ path: String) -> String {
        let parts = path.split(separator: "/")
        guard var start = parts.indices.last, start > 0 else { return path }
        repeat { start -= 1 } while start > 0 && parts[start].utf8.first == UInt8(ascii: ".")
        return parts[start...].joined(separator: "/")
    }
}
