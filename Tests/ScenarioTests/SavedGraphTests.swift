import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import Testing

/// The graph that lies beside a store changes no answer, whatever becomes of it.
@Suite struct SavedGraphTests {
    /// Every question about the graph, as users get it.
    private static func answers(_ engine: Engine, isWhole: Bool = true) throws -> [String] {
        let nodes = try engine.ask(Nodes())
        var answers = [
            try JSONText.encode(nodes, indented: false), try JSONText.encode(engine.status(), indented: false),
        ]
        let asked = nodes.result.filter { [.agent, .dataStore, .identity].contains($0.kind) }
        for node in isWhole ? asked : Array(asked.prefix(2)) + asked.suffix(2) {
            answers.append(try JSONText.encode(engine.ask(Radius(node: node.key)), indented: false))
            // What a user writes may be the name of several: then that is the answer.
            for text in [node.id, node.name] {
                let found = Result { try engine.ask(Radius(node: text)).result.node.key }
                answers.append("\(text): \(found)")
            }
            answers.append(try JSONText.encode(engine.ask(Exposure(node: node.key)), indented: false))
            let paths = Paths(from: asked.first?.key ?? "", to: node.key, limit: 3)
            answers.append(try JSONText.encode(engine.ask(paths), indented: false))
        }
        guard isWhole else { return answers }
        return answers + [
            try JSONText.encode(engine.ask(Findings()), indented: false),
            try JSONText.encode(engine.ask(Gaps()), indented: false),
            try JSONText.encode(engine.ask(Activities()), indented: false),
            try JSONText.encode(engine.ask(Check()), indented: false),
        ]
    }

    private static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test(arguments: Lab.all) func answersAreTheSameWithTheFileAndWithoutIt(_ lab: Lab) throws {
        let ingested = try lab.ingested()
        let store = ingested.scratch.path + "/lab.db"
        let saved = try Self.bytes(store + ".graph")
        let with = try Self.answers(Engine(storePath: store))

        try FileManager.default.removeItem(atPath: store + ".graph")
        let without = try Self.answers(Engine(storePath: store))
        #expect(with == without)
        #expect(try Self.bytes(store + ".graph") == saved, "who asks first makes it again")
        #expect(try Self.answers(Engine(storePath: store, asOf: .time(.max))).dropFirst(2) == with.dropFirst(2))
    }

    @Test func aFileOfAnotherStoreOrOfAnEarlierStateIsNotUsed() throws {
        let (lab, other) = (try Lab.supportDesk.ingested(), try Lab.northbay.ingested())
        let (store, foreign) = (lab.scratch.path + "/lab.db", other.scratch.path + "/lab.db")
        let before = try Self.answers(Engine(storePath: store), isWhole: false)
        let saved = try Self.bytes(store + ".graph")

        try Self.bytes(foreign + ".graph").write(to: URL(fileURLWithPath: store + ".graph"))
        #expect(try Self.answers(Engine(storePath: store), isWhole: false) == before)
        #expect(try Self.bytes(store + ".graph") == saved)

        _ = try IngestRun(storePath: store, options: IngestOptions()).run([Lab.northbay.folder])
        let after = try Self.answers(Engine(storePath: store), isWhole: false)
        try saved.write(to: URL(fileURLWithPath: store + ".graph"))
        #expect(try Self.answers(Engine(storePath: store), isWhole: false) == after)
        #expect(after != before)
    }

    /// A store that is brought back from a copy and goes on differently counts as it did before.
    @Test func aFileOfAFutureThatNeverWasIsNotUsed() throws {
        let lab = try Lab.supportDesk.ingested()
        let (store, copy) = (lab.scratch.path + "/lab.db", lab.scratch.path + "/copy.db")
        try FileManager.default.copyItem(atPath: store, toPath: copy)
        try FileManager.default.copyItem(atPath: store + ".key", toPath: copy + ".key")
        let folder = lab.scratch.path + "/more"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func ingest(_ name: String, into store: String) throws {
            let text = #"{"mcpServers": {"\#(name)": {"command": "npx", "args": ["\#(name)"]}}}"#
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/mcp.json"))
            _ = try IngestRun(storePath: store, options: IngestOptions(host: "h")).run([folder])
        }
        try ingest("one", into: store)
        try ingest("two", into: copy)
        let right = try Self.answers(Engine(storePath: copy), isWhole: false)

        try Self.bytes(store + ".graph").write(to: URL(fileURLWithPath: copy + ".graph"))
        #expect(try Self.answers(Engine(storePath: copy), isWhole: false) == right)
    }

    @Test func damageIsNoticedWhereverItIs() throws {
        let lab = try Lab.supportDesk.ingested()
        let (store, file) = (lab.scratch.path + "/lab.db", lab.scratch.path + "/lab.db.graph")
        let right = try Self.answers(Engine(storePath: store), isWhole: false)
        let saved = try Self.bytes(file)
        var random = SystemRandomNumberGenerator()
        let places = saved.indices.filter { saved[$0] != 0 }
        for round in 0..<40 {
            var changed = saved
            let place = places[(places.count - 1) * round / 39]
            changed[place] = UInt8.random(in: 0...255, using: &random)
            if round % 8 == 7 { changed = changed.prefix(place) }
            try changed.write(to: URL(fileURLWithPath: file))
            #expect(try Self.answers(Engine(storePath: store), isWhole: false) == right, "byte \(place)")
        }
    }

    @Test func whoMayNotWriteBesideTheStoreIsAnsweredToo() throws {
        let lab = try Lab.supportDesk.ingested()
        let store = lab.scratch.path + "/lab.db"
        let right = try Self.answers(Engine(storePath: store), isWhole: false)
        try FileManager.default.removeItem(atPath: store + ".graph")
        try FileManager.default.createDirectory(atPath: store + ".graph", withIntermediateDirectories: true)
        #expect(try Self.answers(Engine(storePath: store), isWhole: false) == right)
    }

    @Test func anOpenEngineAnswersFromTheStateThatItWasOpenedAt() throws {
        let lab = try Lab.supportDesk.ingested()
        let store = lab.scratch.path + "/lab.db"
        let right = try Self.answers(Engine(storePath: store))
        let open = try Engine(storePath: store)
        _ = try IngestRun(storePath: store, options: IngestOptions()).run([Lab.northbay.folder])
        #expect(try Self.answers(open) == right)
    }
}
