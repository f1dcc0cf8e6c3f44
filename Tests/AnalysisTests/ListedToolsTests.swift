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

    private static func tools(of node: NodeFact, in world: World) -> [String] {
        let snapshot = world.snapshot
        return snapshot.node(node.key).map { snapshot.tools(of: $0).map { snapshot.name($0) } } ?? []
    }

    @Test func aDeclaredServerOfThatNameHasTheTools() {
        let made = Self.made(Self.entry("crm"), Self.entry("notes"))
        #expect(
            edges(AgentEdge.provides, in: made) == [
                "crm.tools.json → crm.tools.json#drop", "crm.tools.json → crm.tools.json#find",
            ])
        #expect(edges(AgentEdge.listed, in: made) == ["bot/.mcp.json#crm → crm.tools.json (conditional)"])
        #expect(Self.tools(of: Self.entry("crm"), in: made) == ["drop", "find"])
        #expect(Self.tools(of: Self.entry("notes"), in: made).isEmpty)
    }

    @Test func aServerThatWasSeenHasThemInsteadOfItsEntry() {
        let made = Self.made(Self.entry("crm"), Self.server)
        #expect(edges(AgentEdge.listed, in: made) == ["crm-mcp/crm → crm.tools.json (conditional)"])
        #expect(Self.tools(of: Self.server, in: made) == ["drop", "find"])
        let drop = Key.tool(of: Self.list.key, name: "drop")
        #expect(made.snapshot.hints(of: drop) == [Text(PropertyName.destructiveHint)])
    }

    @Test func aToolThatWasCalledIsOneThoughAListHasItToo() {
        let drop = NodeFact(Key.tool(of: Self.server.key, name: "drop"), name: "drop", evidence: [.test])
        let made = world(
            nodes: [Self.list, Self.server, drop],
            edges: [
                EdgeFact(Self.server.key, EdgeKind(AgentEdge.provides), drop.key, origin: .observed, evidence: [.test])
            ])
        #expect(Self.tools(of: Self.server, in: made) == ["drop", "find"])
        #expect(made.snapshot.hints(of: drop.key) == [Text(PropertyName.destructiveHint)])
    }

    /// As many edges as servers and tools together, however many lists there are of one name.
    @Test func manyServersAndManyToolsDoNotMultiply() {
        let (entries, lists, tools) = (200, 20, 150)
        func list(_ number: Int) -> NodeFact {
            NodeFact(
                .toolList(host: "h\(number)", file: "crm.tools.json"), name: "tools of crm",
                properties: [Property(PropertyName.serverName, "crm")]
                    + (0..<tools).map { Property(PropertyName.listedTool, "t\($0)") }, evidence: [.test])
        }
        let servers = (0..<entries).map { number in
            NodeFact(
                .serverEntry(host: "h\(number)", file: ".mcp.json", name: "crm"), name: "crm",
                properties: [Property(PropertyName.command, "crm")], evidence: [.test])
        }
        let made = world(nodes: servers + (0..<lists).map(list), edges: [])
        #expect(edges(AgentEdge.listed, in: made).count == entries)
        #expect(edges(AgentEdge.provides, in: made).count == tools)
        #expect(made.snapshot.nodes.filter { made.snapshot.kind($0) == .tool }.count == tools)
        #expect(servers.allSatisfy { Self.tools(of: $0, in: made).count == tools })
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
        let conditions = snapshot.edges.filter { snapshot.kind($0) == EdgeKind(AgentEdge.listed) }
            .flatMap { snapshot.conditions($0) }
        #expect(conditions.count == 2)
        #expect(
            Set(conditions) == ["the list is of this server, whose name it bears; another server has that name"])
    }
}
