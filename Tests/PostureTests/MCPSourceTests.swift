internal import OverreachModel
internal import Testing

@Suite struct MCPSourceTests {
    @Test func entriesBecomeNodesBelowTheirClient() throws {
        let reading = try #require(
            read(
                """
                {
                  // a comment
                  "mcpServers": {
                    "local": {"command": "npx", "args": ["-y", "pkg"]},
                    "remote": {"type": "sse", "url": "https://h.example/mcp", "headers": {}},
                  },
                }
                """, path: "mcp/release-bot/.mcp.json"))
        let client = try #require(reading.node(AgentNode.client, "release-bot/.mcp.json"))
        #expect(client.key == .client(host: "laptop", file: "mcp/release-bot/.mcp.json"))
        let local = try #require(reading.node(AgentNode.serverEntry, "local"))
        #expect(local.key == .serverEntry(host: "laptop", file: "mcp/release-bot/.mcp.json", name: "local"))
        #expect(local.value("transport") == "stdio")
        #expect(local.value("command") == "npx")
        #expect(local.value("arguments") == "-y pkg")
        #expect(local.value("line") == "4")
        #expect(local.value("credential") == nil)
        #expect(local.evidence.first?.locator == "/mcpServers/local")
        let remote = try #require(reading.node(AgentNode.serverEntry, "remote"))
        #expect(remote.value("transport") == "http")
        #expect(remote.value("url") == "https://h.example/mcp")
        #expect(remote.value("credential") == "none")
        #expect(reading.edges.count == 2)
        #expect(reading.edges.allSatisfy { $0.from == client.key && $0.kind == EdgeKind(AgentEdge.configures) })
        #expect(reading.fragments.map(\.isWhole) == [true])
        #expect(reading.received == 2)
    }

    @Test func oneBadEntryDoesNotSinkTheFile() throws {
        let reading = try #require(
            read(
                "{\"mcpServers\": {\n\"a\": 5,\n\"b\": {\"command\": \"x\", \"args\": null},\n\"c\": {\"disabled\": true}\n}}"
            ))
        #expect(reading.received == 3)
        #expect(reading.rejections.map(\.line) == [2, 4])
        #expect(reading.node(AgentNode.serverEntry, "b") != nil)
    }

    @Test(arguments: [
        (#"{"serverUrl": "https://h/a"}"#, "http", "https://h/a"),
        (#"{"httpUrl": "https://h/a"}"#, "http", "https://h/a"),
        (#"{"uri": "https://h/a", "type": "remote"}"#, "http", "https://h/a"),
        (#"{"transport": {"type": "streamableHttp", "url": "https://h/a"}}"#, "http", "https://h/a"),
        (#"{"url": "https://h/a", "command": "x", "type": "http"}"#, "http", "https://h/a"),
        (#"{"url": "https://h/a", "command": "x"}"#, "stdio", ""), (#"{"command": ["node", "a.js"]}"#, "stdio", ""),
    ])
    func unusualFormsAreUnderstood(entry: String, transport: String, url: String) throws {
        let node = try #require(read("{\"mcpServers\":{\"s\":\(entry)}}")?.node(AgentNode.serverEntry, "s"))
        #expect(node.value("transport") == transport)
        #expect(node.value("url") ?? "" == url)
    }

    @Test(arguments: [
        ("npx -y 'a b' pkg", "npx", "-y «value» «value»"),
        (#"C:\\Program Files\\node.exe"#, #"C:\Program Files\node.exe"#, nil),
        ("/usr/bin/env node /srv/x.js", "/usr/bin/env", "node /srv/x.js"),
        ("/Applications/My App.app/Contents/MacOS/app", "/Applications/My App.app/Contents/MacOS/app", nil),
    ])
    func commandWithBlanksIsDivided(command: String, program: String, arguments: String?) throws {
        let node = try #require(
            read("{\"mcpServers\":{\"s\":{\"command\": \"\(command)\"}}}")?.node(AgentNode.serverEntry, "s"))
        #expect(node.value("command") == program)
        #expect(node.value("arguments") == arguments)
    }

    @Test func serversOfAProjectBelongToAClientOfTheirOwn() throws {
        let reading = try #require(
            read(
                #"{"projects": {"/repo": {"mcpServers": {"s": {"command": "x"}}}, "/empty": {"mcpServers": {}}}}"#,
                path: ".claude.json"))
        #expect(reading.node(AgentNode.client, ".claude.json (/repo)")?.key.id == ".claude.json#/repo")
        #expect(reading.node(AgentNode.serverEntry, "s")?.key.id == ".claude.json#/repo#s")
        #expect(reading.nodes.count == 2)
    }

    @Test func serversOfVSCodeAreReadWhereTheyAreServers() throws {
        let reading = try #require(
            read(#"{"inputs": [], "servers": {"s": {"url": "https://h"}, "t": {"command": "x"}}}"#))
        #expect(reading.node(AgentNode.serverEntry, "s")?.evidence.first?.locator == "/servers/s")
        #expect(reading.received == 2)
    }

    @Test(arguments: [
        #"{"servers": {"s": {"image": "nginx"}}}"#, #"{"servers": {}}"#, #"{"mcpServers": [{"name": "s"}]}"#,
        #"{"mcp": {}}"#, "[]", "",
        "{",
        #"{"projects": {"/a": {}}}"#, #"{"mcpServers": {"#, "mcpServers: {}", #"{"mcpServers": {}, "mcpServers": {}}"#,
    ])
    func otherFormsAreLeftToOthers(text: String) {
        #expect(read(text) == nil)
    }

    @Test(arguments: [
        ("a/mcp/bot/.mcp.json", "bot/.mcp.json"), ("x/driver-app/.vscode/mcp.json", "driver-app/.vscode/mcp.json"),
        ("mcp.json", "mcp.json"), (".cursor/mcp.json", ".cursor/mcp.json"),
    ])
    func clientIsNamedByItsFolder(path: String, name: String) throws {
        let reading = try #require(read(#"{"mcpServers": {}}"#, path: path))
        #expect(reading.nodes.map(\.name) == [name])
        #expect(reading.received == 0)
    }

    @Test(arguments: [
        ("python", #""-B", "deploy_mcp.py""#, "-B deploy_mcp.py"),
        ("node", #""--no-warnings", "server.js""#, "--no-warnings server.js"),
        ("npx", #""--prefer-online", "deploy-mcp""#, "--prefer-online deploy-mcp"),
        ("deno", #""run", "--allow-net", "x.ts""#, "run --allow-net x.ts"),
        ("node", #""--token", "hunter2hunter2", "x.js""#, "--token x.js"),
    ])
    func aSwitchOfTheRunnerHidesNotWhatIsStarted(command: String, arguments: String, kept: String) throws {
        let reading = try #require(
            read(#"{"mcpServers": {"s": {"command": "\#(command)", "args": [\#(arguments)]}}}"#))
        #expect(reading.node(AgentNode.serverEntry, "s")?.value("arguments") == kept)
    }
}
