public import OverreachModel
public import OverreachSecrets
internal import OverreachWire

/// Reads configurations of MCP clients that have `mcpServers` (Claude, Cursor, Windsurf, Cline, Gemini, Amazon Q, …).
///
/// States the client, its server entries and the credentials they hold. Each place of a secret is a node of its own
/// within its file (equal secrets of one file share the first); the property `fingerprint` lets a rule merge across
/// files.
public struct MCPSource: Source {
    /// `mcp`.
    public let name = "mcp"

    private let fingerprinter: Fingerprinter

    /// Makes the source; the fingerprinter must be that of the store.
    public init(fingerprinter: Fingerprinter) { self.fingerprinter = fingerprinter }

    /// An object with an object `mcpServers` (VS Code: `servers`), at the top or in one of `projects`.
    public func recognise(_ file: SourceFile) -> Recognition? {
        guard let members = TopLevelMembers(file.bytes),
            ["mcpServers", "projects", "servers"].contains(where: { members[$0] == .object }),
            members["apiVersion"] == nil, document(file) != nil
        else { return nil }
        return Recognition(form: "MCP client configuration")
    }

    /// What the file states; its scope is the file on its host.
    public func read(_ file: SourceFile, in context: SourceContext) -> Reading {
        var gathering = Gathering(source: name, file: file.path)
        let scope = RunScope(source: name, instance: "\(context.host)/\(file.path)", part: "mcpServers")
        gathering.open(scope, isWhole: true)
        guard let document = document(file) else {
            gathering.reject("no MCP client configuration", line: 1)
            return gathering.reading()
        }

        var read = MCPFile(path: file.path, host: context.host, scope: scope)
        for section in document.sections { read.state(section, fingerprinter: fingerprinter, in: &gathering) }
        read.stateCredentials(in: &gathering)
        return gathering.reading()
    }

    private func document(_ file: SourceFile) -> MCPDocument? {
        (try? JSONValue.parse(file.bytes, dialect: .jsonc)).flatMap(MCPDocument.init)
    }
}
