import Foundation
import GRDB
import OverreachModel
import Testing

@testable import OverreachStore

@Suite struct FactTests {
    let store: Store
    private let folder: Folder

    init() throws {
        folder = try Folder()
        store = try folder.open()
    }

    /// Ids that Swift's `String ==` takes for one.
    @Test func keysAndTextsThatSwiftTakesForEqualStayTwo() throws {
        let ids = ["caf\u{e9}", "cafe\u{301}", "K", "\u{212A}"]
        let nodes = ids.flatMap { id in
            [node(id, [Property("a", id), Property(id, "x")], file: id)]
        }

        try store.state(
            fragment(nodes, ids.map { edge($0, ids[1], conditions: ids, file: $0) }, ids.map { document($0) }))

        let facts = try store.currentFacts()
        #expect(facts.nodes.map { Text($0.key.id) } == ids.map { Text($0) }.sorted())
        #expect(facts.nodes.map { Text($0.evidence[0].file) } == ids.map { Text($0) }.sorted())
        #expect(facts.nodes.allSatisfy { node in node.properties.contains { UTF8Order.equal($0.name, node.key.id) } })
        #expect(facts.edges.map { Text($0.from.id) } == ids.map { Text($0) }.sorted())
        #expect(facts.edges[0].conditions.map { Text($0) } == ids.map { Text($0) }.sorted())
        #expect(facts.documents.map { Text($0.name) } == ids.map { Text($0) }.sorted())
    }

    @Test(arguments: [
        "", "\u{0}", "a\u{0}b", "a\u{0}c", "'; DROP TABLE node; --", "\u{202E}", String(repeating: "x", count: 70_000),
    ])
    func anyTextComesBackAsItWas(text: String) throws {
        let odd = NodeFact(
            Key(text: text), name: text, id: text, properties: [Property(text, text)],
            evidence: [Evidence(source: text, file: text, line: nil, locator: text, time: .min)])
        let scope = RunScope(source: text, instance: text, part: text)

        try store.state(fragment([odd], [], [document(text, .string(text))], scope: scope))

        let facts = try store.currentFacts()
        let read = try #require(facts.nodes.first)
        #expect(read.key == odd.key)
        for part in [read.name, read.id, read.properties[0].name, read.properties[0].value] {
            #expect(UTF8Order.equal(part, text))
        }
        #expect(read.evidence == odd.evidence)
        #expect(facts.documents.first?.body == .string(text))
        #expect(try store.runs().first?.scope == scope)
    }

    @Test func nodesKeepTheirNumbersWhereAllAreReadAtOnceOrOneByOne() throws {
        let all = (0..<200).map { String($0) }
        try store.state(fragment(all.map { node($0) }, all.map { edge($0, all[0]) }))

        for (part, count) in [("few", 3), ("many", 200)] {
            let scope = RunScope(source: "s", instance: "i", part: part)
            let known = all.prefix(count) + [part]
            try store.state(fragment(known.map { node($0) }, known.map { edge($0, part) }, scope: scope))
        }

        let facts = try store.currentFacts()
        #expect(try store.count("node") == 202)
        #expect(facts.nodes.map(\.key.id) == (all + ["few", "many"]).sorted())
        #expect(facts.edges.count == 200 + 4 + 201)
        #expect(facts.edges.count { $0.to.id == "few" } == 4)
    }

    @Test func aNodeWhoseRowHasAFarNumberIsRead() throws {
        try store.state(fragment([node("a"), node("b")]))
        try store.pool.write { db in
            try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
            let far = Int64.max - 7
            try db.execute(sql: "UPDATE property SET node = ? WHERE node = 2", arguments: [far])
            try db.execute(sql: "UPDATE node SET id = ? WHERE id = 2", arguments: [far])
        }

        #expect(try store.currentFacts().nodes.map(\.key.id) == ["a", "b"])
    }

    @Test func aKeyThatEndsAtANULIsAnotherThanTheLongerOne() throws {
        try store.state(fragment([node("a"), node("a\u{0}"), node("a\u{0}b")]))

        #expect(try store.nodes().count == 3)
    }

    @Test func documentsKeepTheLineOfEveryMember() throws {
        try store.state(fragment([], [], [document("p", Sample.policy, line: 42)]))

        let read = try #require(try store.currentFacts().documents.first)

        #expect(read.body == Sample.policy)
        #expect(read.evidence == place("iam.json", 42))
        #expect(read.kind == .awsInlinePolicy && read.subject == role("subject") && read.name == "p")
    }

    @Test func aDocumentWhoseLinesMovedIsChanged() throws {
        let body = Value.object([.init("a", .null, line: 1)])
        try store.state(fragment([], [], [document("p", body)]), at: 1)

        let change = try store.state(fragment([], [], [document("p", .object([.init("a", .null, line: 2)]))]), at: 2)

        #expect(change == RunChange(changed: 1))
        #expect(try store.currentFacts().documents.map(\.body) == [.object([.init("a", .null, line: 2)])])
    }

    @Test func ofTwoScopesThatHoldADocumentTheOneStatedLastStands() throws {
        let other = RunScope(source: "aws", instance: "111122223333", part: "policies")
        try store.state(fragment([], [], [document("p", .string("old"))]), at: 1)
        try store.state(fragment([], [], [document("p", .string("new"))], scope: other), at: 2)
        #expect(try store.currentFacts().documents.map(\.body) == [.string("new")])

        try store.state(fragment([], [], [document("p", .string("old"))]), at: 3)

        #expect(try store.currentFacts().documents.map(\.body) == [.string("old")])
    }

    @Test(arguments: [
        Value.object([.init("a", .null), .init("a", .null)]), .number("x"), .number("1 "), .number(""),
        (0..<300).reduce(Value.null) { value, _ in .array([.init(value)]) },
    ])
    func aDocumentThatJSONCannotHoldIsRefusedAndNothingIsKept(body: Value) throws {
        let error = #expect(throws: StoreError.self) {
            try store.state(fragment([node("a")], [], [document("p", body)]))
        }

        #expect(error?.code == .invalid)
        #expect(try store.runs().isEmpty)
    }

    @Test func edgesOfTheSameEndsKindAndOriginThatDifferInDetailsAreKeptSideBySide() throws {
        let change = try store.state(
            fragment(
                [],
                [
                    edge("a", "b", verdict: .conditional, conditions: ["MFA"]),
                    edge("a", "b", verdict: .conditional, conditions: ["address"]),
                    edge("a", "b", verdict: .conditional, conditions: ["MFA"], file: "other.json"),
                ]))

        let edges = try store.currentFacts().edges
        #expect(change == RunChange(added: 1))
        #expect(edges.map(\.conditions) == [["MFA"], ["address"]])
        #expect(edges.map(\.evidence.count) == [2, 1])
    }

    @Test func theSameEndsMayCarryEveryOrigin() throws {
        let edges = Origin.allCases.map { origin in
            EdgeFact(role("a"), EdgeKind(AgentEdge.calls), role("b"), origin: origin, evidence: [place()])
        }

        try store.state(fragment([], edges.reversed()))

        #expect(try store.currentFacts().edges == edges)
    }

    @Test func everyVerdictAndKindComesBack() throws {
        let edges = Catalogue.edgeKinds.flatMap { kind in
            Verdict.allCases.map {
                EdgeFact(role("a"), kind, role($0.rawValue), origin: .declared, verdict: $0, evidence: [place()])
            }
        }

        try store.state(fragment([], edges))

        let read = try store.currentFacts().edges
        #expect(Set(read) == Set(edges))
        #expect(read.map { Text($0.kind.name) } == read.map { Text($0.kind.name) }.sorted())
    }

    @Test func aFanOfManyEdgesLiesInSeveralRowsAndChangesAlone() throws {
        let edges = (0..<9000).map { edge("hub", "n\($0)", line: $0) }
        try store.state(fragment([], edges), at: 1)
        #expect(try store.count("fan") == 3)

        let change = try store.state(fragment([], Array(edges.dropLast())), at: 2)

        #expect(change == RunChange(ended: 1, unchanged: 8999))
        #expect(try store.currentFacts().edges.count == 8999)
        #expect(try store.count("fan") == 4, "only the last row was written anew")
    }

    @Test func aKindOfEdgeThatTheCatalogueLacksIsCountedAndLeftOut() throws {
        try store.state(fragment([], [edge("a", "b"), edge("a", "c")]))
        try store.pool.write { db in
            let arguments: StatementArguments = [Blob("GONE_KIND"), Blob("AGENT_DELEGATES")]
            try db.execute(sql: "UPDATE text SET body = ? WHERE body = ?", arguments: arguments)
        }

        let facts = try store.currentFacts()

        #expect(facts.edges.isEmpty)
        #expect(facts.unknownKinds.map(\.name) == ["GONE_KIND"] && facts.unknownKinds.map(\.edges) == [2])
    }

    @Test func ofTwoNamesTheOneThatSaysMoreThanTheKeyStands() throws {
        let mention = NodeFact(role("a"), name: "a", evidence: [place("one.json")])
        let full = NodeFact(role("a"), name: "Alpha", id: "arn:a", evidence: [place("two.json")])

        try store.state(fragment([mention, full]), at: 1)
        try store.state(fragment([mention]), whole: false, at: 2)

        let read = try #require(try store.currentFacts().nodes.first)
        #expect(read.name == "Alpha" && read.id == "arn:a")
        #expect(read.evidence.count == 2)
    }

    @Test(arguments: 0..<20)
    func theOrderOfFragmentsFactsAndRunsDoesNotMatter(seed: Int) throws {
        let other = try Folder()
        let shuffled = try other.open()
        var steps = Steps(state: UInt64(seed))
        func run(_ time: Int) -> [Fragment] {
            (0..<4).map { file in
                let ids = (0..<6).map { "n\(($0 * time + file) % 9)" }
                return fragment(
                    ids.map { node($0, [Property("t", "\(file)")], file: "\(file).json") },
                    zip(ids, ids.reversed()).map { edge($0, $1, conditions: ["\(file % 2)"], file: "\(file).json") },
                    ids.map { document($0, .string("\(file)"), line: file) })
            }
        }
        func close(_ store: Store, _ time: Int, _ fragments: [Fragment]) throws {
            try store.write {
                _ = try $0.close(scope: iam, fragments: fragments, whole: true, statedAt: Int64(time), openedAt: 1)
            }
        }

        for time in 1...5 { try close(store, time, run(time)) }
        for time in (1...5).shuffled(using: &steps) {
            let fragments = run(time).shuffled(using: &steps).map { old in
                var new = old
                new.nodes.shuffle(using: &steps)
                new.edges.shuffle(using: &steps)
                new.documents.shuffle(using: &steps)
                return new
            }
            try close(shuffled, time, fragments)
        }

        #expect(try shuffled.lines() == store.lines())
    }

    /// What the store holds is what it was given and nothing else: no text is made up, none is kept twice elsewhere.
    @Test func nothingButWhatWasGivenIsWritten() throws {
        let canary = "canary-5b1f"
        try Sample.fill(store)
        let fact = node("a", [Property("fingerprint", canary)])
        try store.state(fragment([fact]), at: 9)
        try store.state(fragment(), at: 10)

        let hits = try folder.content.filter { $0.value.contains(canary) }.map(\.key)
        #expect(hits == ["store.db-wal"], "the property that was given, and neither key nor lock")
        let sample = try Folder()
        try Sample.fill(sample.open())
        #expect(try sample.content.allSatisfy { !$0.value.contains(canary) })
    }
}

extension [UInt8] {
    func contains(_ text: String) -> Bool {
        Data(self).range(of: Data(text.utf8)) != nil
    }
}
