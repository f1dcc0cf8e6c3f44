internal import OverreachModel
internal import OverreachWire

/// What an MCP server answered to `tools/list`, as clients and inspectors save it.
///
/// Source: Model Context Protocol, schema 2024-11-05 to 2026-07-28: `ListToolsResult`, `Tool`, `ToolAnnotations`,
/// `JSONRPCResponse`.
struct ToolListDocument {
    /// One element of a list of tools.
    struct Element {
        let value: JSONValue
        let pointer: JSONPointer
    }

    /// The tools of all pages, in their order.
    private(set) var elements: [Element] = []
    /// Whether the last page names another one.
    private(set) var isTruncated = false
    /// What the server calls itself in the answer; nil where it does not.
    private(set) var serverName: String?

    /// A result, the response that carries it, several of these, or the tools alone; nil where there is no tool.
    init?(_ value: JSONValue) {
        if let list = value.array, !list.isEmpty {
            if list.contains(where: ToolListDocument.isTool) {
                elements = list.enumerated().map { Element(value: $1, pointer: .root[$0]) }
                return
            }
            for (place, page) in list.enumerated() { take(page, at: .root[place]) }
        } else {
            take(value, at: .root)
        }
        guard elements.contains(where: { ToolListDocument.isTool($0.value) }) else { return nil }
    }

    private mutating func take(_ value: JSONValue, at pointer: JSONPointer) {
        let isResponse = value["jsonrpc"]?.string == "2.0"
        guard let page = isResponse ? value["result"] : value else { return }
        let place = isResponse ? pointer["result"] : pointer
        // The answer to `initialize` or `server/discover` names the server too, and may stand before the list.
        let said = page["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] ?? page["serverInfo"]?["name"]
        if let name = said?.string, !name.isEmpty { serverName = serverName ?? name }
        guard let tools = page["tools"]?.array else { return }
        elements += tools.enumerated().map { Element(value: $1, pointer: place["tools"][$0]) }
        isTruncated = page["nextCursor"]?.string.map { !$0.isEmpty } ?? false
    }

    /// A tool has a name and a schema of its input, which tools of model APIs call otherwise.
    private static func isTool(_ value: JSONValue) -> Bool {
        value["name"]?.string?.isEmpty == false && value["inputSchema"]?.object != nil
    }

    // MARK: - Whose list it is

    private static let words: [Text] = ["tools_list", "tools-list", "tools.list", "list_tools", "list-tools", "tools"]

    /// The server that the name of a file or of its folder tells: `NAME.tools-list.json`, `NAME/tools.json`,
    /// `tools-list/NAME.json`; nil where they tell none.
    static func serverName(inPath path: String) -> String? {
        var parts = path.split(separator: "/").map(String.init)
        guard var file = parts.popLast() else { return nil }
        for suffix in [".json", ".jsonc"] where file.lowercased().hasSuffix(suffix) {
            file = String(file.dropLast(suffix.count))
        }
        let folder = parts.last
        let isFolderOfLists = folder.map { words.contains(Text($0.lowercased())) } ?? false

        for word in words.map(\.string) where file.lowercased().hasSuffix(word) {
            let name = file.dropLast(word.count)
            if name.isEmpty { return isFolderOfLists ? nil : folder }
            guard let divider = name.utf8.last, "._- ".utf8.contains(divider), name.utf8.count > 1 else { continue }
            return String(name.dropLast())
        }
        return isFolderOfLists ? file : nil
    }
}
