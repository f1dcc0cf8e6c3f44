import OverreachModel
import OverreachTelemetry
import Testing

/// What agents look up, and what they remember: acts on the store that is named.
@Suite struct LookupTests {
    private typealias Record = Export.Record

    private static let agent = Record.span(
        1, "invoke_agent helper", [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "helper")])

    private func acts(_ first: Record, _ second: Record = Record.span(9, "x")) -> [String] {
        let file = Export.spans("shop", [], Self.agent, first, second)
        return Export.correlate(file).activities.map { act in
            "\(act.agents.last?.id.split(separator: "/").last ?? "-") \(act.action) \(act.effect?.rawValue ?? "-") "
                + (act.target?.text ?? "-")
        }
    }

    @Test(arguments: [
        ("retrieval", "read"), ("retrieve", "read"), ("search_memory", "read"), ("create_memory", "write"),
        ("update_memory", "write"), ("upsert_memory", "write"), ("delete_memory", "delete"),
        ("create_memory_store", "administer"), ("delete_memory_store", "delete"),
    ])
    func anOperationOnADataSourceThatIsNamedIsAnAct(operation: String, effect: String) {
        let name = operation.contains("memory") ? "gen_ai.memory.store.id" : "gen_ai.data_source.id"
        let found = acts(Record.span(2, under: 1, "x", [("gen_ai.operation.name", operation), (name, "handbook")]))
        #expect(found == ["helper \(operation) \(effect) DATA_SOURCE:shop:handbook"])
    }

    @Test func aRetrieverThatNamesItsDatabaseReadsIt() {
        let found = acts(
            Record.span(
                2, under: 1, "retrieve",
                [
                    ("openinference.span.kind", "RETRIEVER"), ("db.system.name", "chroma"), ("db.namespace", "docs"),
                    ("server.address", "chroma.internal"),
                ]))
        #expect(found == ["helper chroma:statement read DATABASE::chroma://chroma.internal/docs"])
    }

    @Test func theStatementInsideARetrievalIsTheAct() {
        let found = acts(
            Record.span(
                2, under: 1, "retrieval", [("gen_ai.operation.name", "retrieval"), ("gen_ai.data_source.id", "docs")]),
            Record.span(
                3, under: 2, "chroma.query",
                [("db.system", "chroma"), ("db.operation", "query"), ("server.address", "chroma.internal")]))
        #expect(found == ["helper chroma:query read DATABASE::chroma://chroma.internal"])
    }

    @Test func aRetrievalByAToolIsTheActAndTheToolStaysOnItsChain() throws {
        let file = Export.spans(
            "shop", [], Self.agent,
            Record.span(
                2, under: 1, "execute_tool search",
                [
                    ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "search"),
                    ("mcp.server.name", "wiki"),
                ]),
            Record.span(
                3, under: 2, "x", [("gen_ai.operation.name", "retrieval"), ("gen_ai.data_source.id", "docs")]))
        #expect(Export.correlate(file).activities.map(\.story) == ["- > helper > wiki/search: retrieval succeeded"])
    }

    @Test func aRetrievalThatNamesNoStoreIsNoActAndCounted() {
        let file = Export.spans(
            "shop", [], Self.agent, Record.span(2, under: 1, "retrieve", [("openinference.span.kind", "RETRIEVER")]))

        #expect(Export.correlate(file).activities.isEmpty)
        #expect(
            OTLPDecoder().decode(file).passedOver.map(\.reason) == [
                "span of a retrieval or a memory that names no data store (gen_ai.data_source.id, db.system.name)"
            ])
    }
}
