public import OverreachModel
internal import OverreachSecrets
internal import OverreachWire

/// Reads answers of MCP servers to `tools/list` that stand in files of their own.
///
/// States the list, with the tools' names and what the server says of them. Whose tools they are is told by the answer, by
/// the name of the file or by its folder; a file that tells none of it is not taken.
public struct ToolListSource: Source {
    /// `mcp-tools`.
    public let name = "mcp-tools"

    /// The most tools of one list: the largest servers offer some hundreds.
    private static let toolLimit = 4_096
    /// The most bytes of a name; the protocol recommends 128 characters at most.
    private static let nameLimit = 256

    /// Makes the source.
    public init() {}

    /// A `ListToolsResult`, in a JSON-RPC response or bare, or the tools alone.
    public func recognise(_ file: SourceFile) -> Recognition? {
        guard ToolListSource.mayBeList(file.bytes), document(file) != nil else { return nil }
        return Recognition(form: "MCP tools/list")
    }

    /// What the file states; its scope is the file on its host.
    public func read(_ file: SourceFile, in context: SourceContext) -> Reading {
        var gathering = Gathering(source: name, file: file.path)
        guard let document = document(file) else {
            gathering.reject("no list of tools", line: 1)
            return gathering.reading()
        }
        guard let server = document.serverName ?? ToolListDocument.serverName(inPath: file.path) else {
            for element in document.elements {
                gathering.reject(
                    "a tool of a server that neither the list nor the name of its file or folder tells, expected "
                        + "NAME.tools-list.json, NAME/tools-list.json or tools-list/NAME.json", line: element.value.line
                )
            }
            return gathering.reading()
        }

        let scope = RunScope(source: name, instance: "\(context.host)/\(file.path)", part: "tools")
        gathering.open(scope, isWhole: !document.isTruncated)
        if document.isTruncated { gathering.note("list is truncated: it names another page, which is not here") }

        let name = SecretDetector.redact(String(server.prefix(ToolListSource.nameLimit)))
        var properties = [
            Property(PropertyName.serverName, name),
            Property(PropertyName.file, file.path),
        ]
        for (place, element) in document.elements.enumerated() {
            gathering.beginRecord()
            switch ToolListSource.properties(of: element.value) {
            case .success(let found) where place < ToolListSource.toolLimit: properties += found
            case .success: gathering.problem("more than \(ToolListSource.toolLimit) tools", line: element.value.line)
            case .failure(let problem): gathering.problem(problem.reason, line: element.value.line)
            }
            gathering.endRecord()
        }
        let first = document.elements.first
        gathering.add(
            NodeFact(
                .toolList(host: context.host, file: file.path), name: "tools of \(name)", properties: properties,
                evidence: [gathering.evidence(first?.value.line ?? 1, .root)]), in: scope)
        return gathering.reading()
    }

    /// Its name, and what is said of it; only what is said counts, not what MCP takes for granted.
    private static func properties(of tool: JSONValue) -> Result<[Property], Rejection> {
        guard let said = tool["name"]?.string, !said.isEmpty else {
            return .failure(Rejection("a tool without a name"))
        }
        let name = SecretDetector.redact(said)
        guard name.utf8.count <= nameLimit else { return .failure(Rejection("a tool with a name of over 256 bytes")) }
        guard tool["inputSchema"]?.object != nil else {
            return .failure(Rejection("a tool without an object \"inputSchema\""))
        }
        let hints = [
            ("readOnlyHint", PropertyName.readOnlyHint), ("destructiveHint", PropertyName.destructiveHint),
            ("openWorldHint", PropertyName.openWorldHint),
        ]
        return .success(
            [Property(PropertyName.listedTool, name)]
                + hints.filter { tool["annotations"]?[$0.0]?.bool == true }.map { Property($0.1, name) })
    }

    private func document(_ file: SourceFile) -> ToolListDocument? {
        (try? JSONValue.parse(file.bytes)).flatMap(ToolListDocument.init)
    }

    /// Whether it is worth parsing, by the first object of the file.
    private static func mayBeList(_ bytes: [UInt8]) -> Bool {
        if let members = TopLevelMembers(bytes) {
            return members["tools"] == .array || (members["jsonrpc"] == .string && members["result"] == .object)
        }
        let start = TopLevelMembers.skipBlank(bytes, from: 0)
        guard start < bytes.count, bytes[start] == UInt8(ascii: "["),
            let first = TopLevelMembers(bytes, from: TopLevelMembers.skipBlank(bytes, from: start + 1))
        else { return false }
        return first["inputSchema"] == .object || first["tools"] == .array || first["jsonrpc"] == .string
    }
}
