import OverreachGraph
import OverreachModel
import Testing

@testable import OverreachAnalysis

/// A saved list of tools is of the servers whose name it bears, and of no others.
struct ListedToolsTests {
    private static let list = NodeFact(
        .toolList(host: "laptop", file: "crm.tools.json"), name: "tools of crm-mcp-server",
        properties: [
            Property(PropertyName.serverName, "crm-mcp-server"), Property(PropertyName.listedTool, "find"),
            Property(PropertyName.listedTool, "drop"), Property(PropertyName.destructiveHint, "drop"),
        ], evidence: [.test])

    private static let client = Key.client(host: "laptop", file: "bot/.mcp.json")

    private static func entry(_ name: String) -> NodeFact {
        NodeFact(
            .serverEntry(host: "laptop", file: "bot/.mcp.json", name: name), name: name,
            properties: [Property(PropertyName.command, name), Property(PropertyName.file, "bot/.mcp.json")])
    }

    private static let server = NodeFact(
        .server(place: "h", service: "crm-mcp", name: "crm"), name: "crm",
        properties: [
            Property(PropertyName.serverName, "crm"), Property(PropertyName.serviceName, "crm-mcp"),
            Property(PropertyName.transport, "stdio"), Property(PropertyName.hostName, "h"),
        ])

    private static func made(_ nodes: NodeFact...) -> World {
        world(
            nodes: [NodeFact(client, name: "c"), list] + nodes,
            edges: nodes.filter { $0.key.type == NodeType(AgentNode.serverEntry) }
                .map { .declared(client, .configures, $0.key) })
    }

    @Test func aDeclaredServerOfThatNameHasTheTools() {
        #expect(
            edges(AgentEdge.provides, in: Self.made(Self.entry("crm"), Self.entry("notes"))) == [
                "bot/.mcp.json#crm → bot/.mcp.json#crm#drop (conditional)",
                "bot/.mcp.json#crm → bot/.mcp.json#crm#find (conditional)",
            ])
    }

    @Test func aServerThatWasSeenHasThemInsteadOfItsEntry() {
        let made = Self.made(Self.entry("crm"), Self.server)
        #expect(
            edges(AgentEdge.provides, in: made) == [
                "crm-mcp/crm → crm-mcp/crm#drop (conditional)", "crm-mcp/crm → crm-mcp/crm#find (conditional)",
            ])
        let drop = Key.tool(of: Self.server.key, name: "drop")
        #expect(made.snapshot.hints(of: drop) == [Text(PropertyName.destructiveHint)])
    }

    @Test func aToolThatWasCalledKeepsWhatWasSeenAndIsToldWhatTheListSays() {
        let drop = Key.tool(of: Self.server.key, name: "drop")
        let seen = NodeFact(
            drop, name: "drop", properties: [Property(PropertyName.hint, "open-world")], evidence: [.test])
        let made = Self.made(Self.server, seen)
        #expect(made.snapshot.hints(of: drop) == [Text("open-world"), Text("destructive")])
    }

    @Test func aListOfNoServerSaysSo() throws {
        func caveats(_ world: World) throws -> [String] {
            try Gaps().answer(in: world).caveats.filter { $0.source == "mcp crm.tools.json" }.map(\.detail)
        }
        let ofNobody = try caveats(Self.made(Self.entry("notes")))
        #expect(
            ofNobody == [
                "a list of the tools of crm-mcp-server, but no server that is declared or was seen has that name"
            ])
        let ofOne = try caveats(Self.made(Self.entry("crm")))
        #expect(ofOne.isEmpty)
    }

    @Test func severalServersOfOneNameAllHaveThemAndSaySo() throws {
        let other = NodeFact(
            .server(place: "k", service: "crm-mcp", name: "crm"), name: "crm",
            properties: [Property(PropertyName.serverName, "crm"), Property(PropertyName.transport, "http")])
        let snapshot = Self.made(Self.server, other).snapshot
        let conditions = snapshot.edges.filter { snapshot.kind($0) == EdgeKind(AgentEdge.provides) }
            .flatMap { snapshot.conditions($0) }
        #expect(conditions.count == 4)
        #expect(
            Set(conditions) == ["the list is of this server, whose name it bears; another server has that name"])
    }
}
