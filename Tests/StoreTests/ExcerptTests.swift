import OverreachModel
import Testing

@testable import OverreachStore

/// A part of a store is what the whole would say of it.
@Suite struct ExcerptTests {
    private let store: Store
    private let folder: Folder

    init() throws {
        folder = try Folder()
        store = try folder.open()
    }

    @Test func nodesAndDocumentsAreThoseOfTheWholeStore() throws {
        let name = Property(PropertyName.tag, "team=a")
        try store.state(
            fragment([node("a", [name]), node("b")], [edge("a", "b")], [document("one"), document("two")]))
        let source = try #require(store.runs().first?.scope.source)
        let whole = try store.currentFacts()

        let part = try store.read { reader in
            var excerpt = try StoreExcerpt(reader, source: source)
            return (
                nodes: try excerpt.nodes(of: Self.types(of: whole)),
                edges: try excerpt.edges(Set(whole.edges.map(\.kind)).map { $0 }, from: Self.types(of: whole)),
                documents: try excerpt.documents(Document.Kind.allCases)
                    .sorted { UTF8Order.less($0.name, $1.name) }
            )
        }

        #expect(part.nodes.sorted { $0.key < $1.key } == whole.nodes)
        #expect(part.edges.map(\.to) == whole.edges.map(\.to))
        #expect(part.documents.map(\.name) == whole.documents.map(\.name))
        #expect(part.documents.map(\.body) == whole.documents.map(\.body))
        #expect(part.documents.map(\.evidence) == whole.documents.map(\.evidence))
    }

    @Test func ofADocumentAsMuchIsTakenAsIsWanted() throws {
        try store.state(fragment([node("a")], [], [document("one"), document("two"), document("three")]))
        let source = try #require(store.runs().first?.scope.source)

        let documents = try store.read { reader in
            var excerpt = try StoreExcerpt(reader, source: source)
            return try excerpt.documents(Document.Kind.allCases) { _, _, name, json in
                #expect(!json.isEmpty)
                return name == "one" ? .whole : name == "two" ? .withoutBody : .nothing
            }
        }

        #expect(documents.map(\.name).sorted() == ["one", "two"])
        #expect(documents.filter { $0.body == .null }.map(\.name) == ["two"])
    }

    @Test func nodesAreFoundByIDOrByAnyTextOfThem() throws {
        let alias = Property(PropertyName.alias, "alias/billing")
        try store.state(fragment([node("a", [alias]), node("b"), node("bc")]))
        let source = try #require(store.runs().first?.scope.source)
        let types = Self.types(of: try store.currentFacts())

        let found = try store.read { reader in
            var excerpt = try StoreExcerpt(reader, source: source)
            return (
                byID: try excerpt.nodes(of: types, withID: [Text(node("b").key.id)]).map(\.key),
                byName: try excerpt.nodes(of: types, holding: "alias/billing").map(\.key)
            )
        }

        #expect(found.byID == [node("b").key])
        #expect(found.byName == [node("a").key])
    }

    @Test func ofAnotherSourceNothingIsRead() throws {
        try store.state(fragment([node("a")], [], [document("one")]))
        let read = try store.read { reader in
            var excerpt = try StoreExcerpt(reader, source: "nobody")
            return try excerpt.nodes(of: Catalogue.nodeTypes).count
                + excerpt.documents(Document.Kind.allCases).count
        }
        #expect(read == 0)
    }

    @Test func theGraphIsNamedAsLongAsItIsTheOneOfTheStore() throws {
        let graph = StoredGraph(id: "g", nodes: 3, edges: 2)
        try store.write { try $0.keep(graph, rules: 1) }
        #expect(try store.read { try $0.graph(rules: 1) } == graph)
        #expect(try store.read { try $0.graph(rules: 2) } == nil)

        try store.state(fragment([node("a")]))
        #expect(try store.read { try $0.graph(rules: 1) } == nil)
    }

    private static func types(of facts: StoredFacts) -> [NodeType] {
        Set(facts.nodes.compactMap(\.key.type)).map { $0 }
    }
}
