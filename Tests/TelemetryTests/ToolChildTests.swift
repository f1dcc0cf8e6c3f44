import OverreachModel
import OverreachTelemetry
import Testing

/// A call of a tool that names its server leads to the same server and tool whatever was seen under it.
@Suite struct ToolChildTests {
    private static let shop = Sketch.Process("shop", host: "h1")
    private static let other = Sketch.Process("worker", host: "h2")

    private static let call: [RuntimeRecord] = [
        Sketch.agent(1, "helper", in: shop),
        Sketch.span(
            2, under: 1, "execute_tool find", in: shop,
            ["gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "find", "mcp.server.name": "crm"]),
    ]

    private static let children: [[RuntimeRecord]] = [
        [],
        [Sketch.span(3, under: 2, "work", in: shop)],
        [Sketch.awsSpan(3, under: 2, "S3", "GetObject", request: "r", in: shop)],
        [Sketch.awsSpan(3, under: 2, "S3", "GetObject", request: "r", in: other)],
        [Sketch.span(3, under: 2, "SELECT", .client, in: shop, ["db.system": "postgresql", "db.operation": "SELECT"])],
        [
            Sketch.span(3, under: 2, "work", in: other),
            Sketch.span(
                4, under: 3, "SELECT", .client, in: other, ["db.system": "postgresql", "db.operation": "SELECT"]),
        ],
        // The client's own span of the call, which says neither.
        [Sketch.toolClient(3, under: 2, "find", in: shop)],
    ]

    @Test(arguments: children.indices) func theServerAndTheToolStay(child: Int) throws {
        let records = Self.call + Self.children[child]
        let result = Correlation.correlate(records: records, index: TableIndex())
        let act = try #require(result.activities.first)

        #expect(result.activities.count == 1)
        #expect(act.agents.map(\.id) == ["/shop/helper"])
        #expect(act.server == .server(place: "h1", service: "", name: "crm"))
        #expect(act.tool == act.server.map { .tool(of: $0, name: "find") })
        #expect(!act.missing.contains("server") && !act.missing.contains("tool"))
        #expect(result.node("crm", AgentNode.server) != nil)
    }
}
