internal import OverreachModel
internal import OverreachSecrets
internal import OverreachWire

/// One entry of a configuration, without secrets.
struct MCPServer {
    let name: String
    let line: Int
    let pointer: JSONPointer
    /// `stdio` or `http`.
    let transport: String
    let url: String?
    let command: String?
    let arguments: String
    let isDisabled: Bool
    let credentials: [MCPCredential]
    let accessKeys: [MCPAccessKey]
    /// Whether the client obtains a credential when it connects: OAuth, a helper program, a cloud's identity.
    let signsInByItself: Bool

    /// Nil with the reason where the entry is none.
    static func read(_ entry: MCPDocument.Entry, fingerprinter: Fingerprinter) -> Result<MCPServer, MCPEntryProblem> {
        guard !entry.name.isEmpty else { return .failure(MCPEntryProblem("server entry has no name")) }
        guard entry.value.object != nil else { return .failure(MCPEntryProblem("server entry is no object")) }
        let command = MCPCommand(entry.value, at: entry.pointer)
        let url = ["url", "serverUrl", "httpUrl", "uri", "endpoint"]
            .compactMap { entry.value[$0]?.string ?? entry.value["transport"]?[$0]?.string }.first { !$0.isEmpty }
        let program = command.program.flatMap { $0.text.isEmpty ? nil : $0.text }
        guard program != nil || url != nil else {
            return .failure(MCPEntryProblem("server entry has neither a command nor a URL"))
        }

        let secrets = MCPSecrets(entry, command: command, fingerprinter: fingerprinter)
        let isRemote = url != nil && (program == nil || !saysStdio(entry.value))
        return .success(
            MCPServer(
                name: entry.name, line: entry.line, pointer: entry.pointer, transport: isRemote ? "http" : "stdio",
                url: isRemote ? url.map(MCPRedaction.url) : nil,
                command: isRemote ? nil : program.map(MCPArguments.command),
                arguments: MCPArguments.kept(command.arguments, of: program),
                isDisabled: entry.value["disabled"]?.bool == true || entry.value["enabled"]?.bool == false,
                credentials: secrets.credentials, accessKeys: secrets.accessKeys,
                signsInByItself: signsIn(entry.value)))
    }

    /// Whether an entry with both a command and a URL is spoken to over pipes: by what it says, else by the command.
    private static func saysStdio(_ entry: JSONValue) -> Bool {
        let word =
            entry["type"]?.string ?? entry["transportType"]?.string ?? entry["transport"]?.string
            ?? entry["transport"]?["type"]?.string
        guard let word else { return true }
        let plain = word.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return ["stdio", "local", "command"].contains(String(decoding: plain, as: UTF8.self))
    }

    private static func signsIn(_ entry: JSONValue) -> Bool {
        func isFilled(_ name: String) -> Bool {
            guard let value = entry[name] else { return false }
            if let members = value.object { return !members.isEmpty }
            if let text = value.string { return !text.isEmpty && !UTF8Order.equal(text, "none") }
            return value.bool == true
        }
        return ["oauth", "auth", "authProviderType", "headersHelper", "obo", "requiresOAuth", "oauthScopes"]
            .contains(where: isFilled) || entry["oauthScopes"]?.array?.isEmpty == false
    }
}

/// Why an entry is not taken.
struct MCPEntryProblem: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
