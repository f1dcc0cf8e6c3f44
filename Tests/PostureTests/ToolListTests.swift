import Foundation
import OverreachModel
import Testing

@testable import OverreachPosture

/// Answers to `tools/list` in files of their own.
struct ToolListTests {
    private static let tools = """
        [{"name":"find","inputSchema":{"type":"object"},"annotations":{"readOnlyHint":true,"destructiveHint":false}},
         {"name":"drop","description":"d","inputSchema":{"type":"object"},"annotations":{"destructiveHint":true}},
         {"name":"tell","inputSchema":{"type":"object"}}]
        """

    @Test(arguments: [
        (#"{"tools":TOOLS}"#, "crm.tools_list.json", "crm"),
        (#"{"tools":TOOLS,"ttlMs":0,"cacheScope":"private","resultType":"complete"}"#, "crm/tools-list.json", "crm"),
        (#"{"jsonrpc":"2.0","id":2,"result":{"tools":TOOLS}}"#, "tools-list/crm.json", "crm"),
        ("TOOLS", "a/crm.tools.json", "crm"),
        (
            #"{"tools":TOOLS,"_meta":{"io.modelcontextprotocol/serverInfo":{"name":"crm","version":"1"}}}"#,
            "other.tools_list.json", "crm"
        ),
        (
            #"[{"jsonrpc":"2.0","id":1,"result":{"serverInfo":{"name":"crm","version":"1"},"capabilities":{}}},"#
                + #"{"jsonrpc":"2.0","id":2,"result":{"tools":TOOLS}}]"#, "frames.json", "crm"
        ),
    ])
    func aListIsReadHoweverItWasSaved(text: String, path: String, server: String) throws {
        let reading = try #require(read(text.replacing("TOOLS", with: Self.tools), path: path))
        let list = try #require(reading.nodes.first)

        #expect((reading.received, reading.rejections.count) == (3, 0))
        #expect(list.key == .toolList(host: "laptop", file: path) && list.name == "tools of \(server)")
        #expect(list.values(PropertyName.serverName) == [server])
        #expect(list.values(PropertyName.listedTool).sorted() == ["drop", "find", "tell"])
        #expect(list.values(PropertyName.readOnlyHint) == ["find"])
        #expect(list.values(PropertyName.destructiveHint) == ["drop"])
        #expect(list.values(PropertyName.openWorldHint) == [])
        #expect(reading.fragments.map(\.isWhole) == [true])
    }

    @Test(arguments: ["answer.json", "a/answer.json", "tools.json", "tools-list/tools.json", "2026-01-01/dump.json"])
    func aListOfNobodyIsNotGuessed(path: String) throws {
        let reading = try #require(read("{\"tools\":\(Self.tools)}", path: path))

        #expect((reading.received, reading.rejections.count) == (3, 3))
        #expect(reading.nodes.isEmpty)
        #expect(reading.rejections.allSatisfy { $0.reason.contains("expected NAME.tools-list.json") })
    }

    @Test func aPageOfSeveralSaysSo() throws {
        let text = "{\"tools\":\(Self.tools),\"nextCursor\":\"c\"}"
        let reading = try #require(read(text, path: "crm.tools.json"))
        #expect(reading.fragments.map(\.isWhole) == [false])
        #expect(reading.notes == ["list is truncated: it names another page, which is not here"])
    }

    @Test func aBadToolDoesNotSinkTheList() throws {
        let secret = "ghp_" + String(repeating: "a1B2c3D4e5", count: 4).prefix(36)
        let text = """
            {"tools":[{"name":"ok","inputSchema":{}},{"name":"","inputSchema":{}},{"inputSchema":{}},{"name":"x"},7,
            {"name":"\(String(repeating: "n", count: 300))","inputSchema":{}},{"name":"\(secret)","inputSchema":{}}]}
            """
        let reading = try #require(read(text, path: "crm.tools.json"))
        #expect((reading.received, reading.rejections.count) == (7, 5))
        #expect(reading.nodes.first?.values(PropertyName.listedTool).contains("ok") == true)
        #expect(!reading.allStrings.contains { $0.contains(secret) })
    }

    @Test(arguments: [
        #"{"tools":[{"type":"function","function":{"name":"f","parameters":{}}}]}"#,
        #"{"tools":[{"name":"f","input_schema":{}}]}"#, #"{"tools":[]}"#, #"{"tools":{}}"#,
        #"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}"#, #"[{"name":"f"}]"#, "[]", "[1]", "[",
    ])
    func whatIsNoListOfAnMCPServerIsNotTakenForOne(text: String) {
        let file = SourceFile(path: "crm.tools.json", bytes: Array(text.utf8))
        #expect(ToolListSource().recognise(file) == nil)
    }

    @Test(arguments: [
        ("github-mcp-server.tools_list.json", 117, 58, 10, 26), ("mcp-sdk-2.3.0.tools_list.json", 2, 0, 0, 0),
    ])
    func realListsAreReadWhole(file: String, tools: Int, readOnly: Int, destructive: Int, openWorld: Int) throws {
        guard let shared = TestData.shared else {
            print("skipped: no shared data")
            return
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(shared)/tools-list/\(file)"))
        let reading = try #require(read(Array(bytes), path: "tools-list/\(file)"))
        let list = try #require(reading.nodes.first)

        #expect((reading.received, reading.rejections.count) == (tools, 0))
        #expect(list.values(PropertyName.listedTool).count == tools)
        let hints = [PropertyName.readOnlyHint, PropertyName.destructiveHint, PropertyName.openWorldHint]
        #expect(hints.map { list.values($0).count } == [readOnly, destructive, openWorld])
    }
}
