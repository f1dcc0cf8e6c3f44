import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// Two moments of one store: what opened, what closed, and what the store was.
struct DiffTests {
    /// A copy of the lab that can be changed and read again.
    struct Growing {
        let scratch: Scratch
        var folder: String { scratch.path + "/lab" }
        var store: String { scratch.path + "/lab.db" }

        init(_ lab: Lab, without parts: [String] = []) throws {
            scratch = try Scratch()
            try FileManager.default.copyItem(atPath: lab.folder, toPath: scratch.path + "/lab")
            for part in parts { try FileManager.default.removeItem(atPath: folder + "/" + part) }
        }

        /// Reads the folder; every file is as old as is said, if it is said.
        func ingest(writtenAt date: Date? = nil, into store: String? = nil) throws {
            if let date {
                for file in FileManager.default.enumerator(atPath: folder)!.compactMap({ $0 as? String }) {
                    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: folder + "/" + file)
                }
            }
            _ = try IngestRun(storePath: store ?? self.store, options: IngestOptions(cluster: "c", host: "h")).run([
                folder
            ])
        }

        /// Takes away what lets the forgotten statement of the lab replace a function's code.
        func removeHotfix() throws {
            let path = folder + "/aws/iam/get-account-authorization-details.json"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let changed = text.replacing("lambda:UpdateFunctionCode", with: "lambda:GetFunction")
            try #require(changed != text)
            try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
        }

        var newestRun: Int64 {
            get throws {
                let value = try json(Engine(storePath: store).status())
                return try #require(value["result"]?["posture"]?.array?.compactMap { $0["run"]?.int }.max())
            }
        }
    }

    private static func pairs(_ rows: [Diff.Row]) -> [String] {
        rows.filter { $0.what == .path }.map { row in
            "\(row.from?.name ?? "?") \(row.to?.name ?? "?") \(row.effects.map(\.rawValue).joined(separator: ","))"
        }
    }

    /// Every question, as users get it.
    private static func answers(_ engine: Engine, _ access: AccessEngine) throws -> [String] {
        let nodes = try engine.ask(Nodes())
        var answers = [
            try JSONText.encode(nodes, indented: false), try JSONText.encode(engine.ask(Findings()), indented: false),
            try JSONText.encode(engine.ask(Gaps()), indented: false),
            try JSONText.encode(engine.ask(Activities()), indented: false),
            try JSONText.encode(engine.ask(Check()), indented: false),
        ]
        for node in nodes.result where [.agent, .dataStore, .identity].contains(node.kind) {
            answers.append(try JSONText.encode(engine.ask(Radius(node: node.key)), indented: false))
            answers.append(try JSONText.encode(engine.ask(Exposure(node: node.key)), indented: false))
        }
        for node in nodes.result where node.key.hasPrefix("AWS_ROLE:") {
            answers.append(try JSONText.encode(access.ask(AccessList(principal: node.id)), indented: false))
        }
        for node in nodes.result where node.key.hasPrefix("AWS_BUCKET:") {
            answers.append(
                try JSONText.encode(access.ask(WhoCan(action: "s3:GetObject", resource: node.id)), indented: false))
        }
        return answers
    }

    @Test(arguments: Lab.all) func asOfNowIsThePresentToTheByte(_ lab: Lab) throws {
        let ingested = try lab.ingested()
        let store = ingested.scratch.path + "/lab.db"
        let now = try Self.answers(ingested.engine, ingested.access)
        let past = try Self.answers(
            Engine(storePath: store, asOf: .time(.max)), AccessEngine(storePath: store, asOf: .time(.max)))
        #expect(past == now)
    }

    @Test func asOfARunIsWhatAStoreAnsweredThatHadOnlyTheRunsUpToIt() throws {
        let lab = try Growing(.supportDesk)
        try lab.ingest()
        let run = try lab.newestRun
        let before = try Self.answers(Engine(storePath: lab.store), AccessEngine(storePath: lab.store))
        try lab.removeHotfix()
        try lab.ingest()

        let now = try Self.answers(Engine(storePath: lab.store), AccessEngine(storePath: lab.store))
        let past = try Self.answers(
            Engine(storePath: lab.store, asOf: .run(run)), AccessEngine(storePath: lab.store, asOf: .run(run)))
        #expect(past == before)
        #expect(now != before)
    }

    @Test func asOfATimeIsWhatSourcesHadStatedByThen() throws {
        let lab = try Growing(.supportDesk, without: ["otlp", "cloudtrail"])
        let (first, second) = (Date(timeIntervalSince1970: 1_600_000_000), Date(timeIntervalSince1970: 1_700_000_000))
        try lab.ingest(writtenAt: first)
        let before = try Self.answers(Engine(storePath: lab.store), AccessEngine(storePath: lab.store))
        try lab.removeHotfix()
        try lab.ingest(writtenAt: second)

        let moment = try #require(Moment("2021-01-01"))
        let past = try Self.answers(
            Engine(storePath: lab.store, asOf: moment), AccessEngine(storePath: lab.store, asOf: moment))
        #expect(past == before)
        #expect(throws: NodeError.self) {
            try Engine(storePath: lab.store, asOf: Moment("2020-01-01")).ask(Radius(node: "support-mcp"))
        }
    }

    @Test func whatARemovedStatementClosesIsSaidWithTheStatement() throws {
        let lab = try Growing(.supportDesk)
        try lab.ingest()
        let run = try lab.newestRun
        try lab.removeHotfix()
        try lab.ingest()

        let diff = try Comparison(storePath: lab.store, from: .run(run), to: nil).answer().result
        #expect(Self.pairs(diff.opened) == [])
        #expect(
            Self.pairs(diff.closed) == [
                "support-bot acme-billing read,write,delete,administer",
                "triage-bot acme-billing read,write,delete,administer",
            ])
        #expect(Self.pairs(diff.changed) == [])
        let closed = try #require(diff.closed.first { $0.what == .path })
        #expect(closed.because.allSatisfy { $0.change == .closed })
        #expect(closed.because.contains { $0.step.to.name == "lambda-update by support-data/Hotfix" })
        #expect(closed.after == nil && closed.before?.verdict == .allowed && !closed.path.isEmpty)
        #expect(diff.closed.contains { $0.what == .node && $0.node?.name == "lambda-update by support-data/Hotfix" })
    }

    @Test(arguments: Lab.all) func theOtherWayRoundOpenedAndClosedChangePlaces(_ lab: Lab) throws {
        let growing = try Growing(lab)
        try growing.ingest()
        let times = try Engine(storePath: growing.store).ask(Activities()).result.map(\.time).sorted()
        let middle = try #require(Moment(times[times.count / 2]))
        let newest = try growing.newestRun
        for (a, b) in [(middle, nil), (.run(1), .run(newest)), (.time(0), middle)] as [(Moment?, Moment?)] {
            let there = try Comparison(storePath: growing.store, from: a, to: b).answer().result
            let back = try Comparison(storePath: growing.store, from: b, to: a).answer().result
            func said(_ rows: [Diff.Row], swapped: Bool = false) throws -> [String] {
                try rows.map { row in
                    let (before, after) = swapped ? (row.after, row.before) : (row.before, row.after)
                    let states = try JSONText.encode([before, after], indented: false)
                    return "\(row.what) \(row.node?.key ?? "") \(row.from?.key ?? "") \(row.edge ?? "") "
                        + "\(row.to?.key ?? "") \(row.effects) \(states)"
                }
            }
            #expect(try said(there.opened) == said(back.closed, swapped: true))
            #expect(try said(there.closed) == said(back.opened, swapped: true))
            #expect(try said(there.changed) == said(back.changed, swapped: true))
            #expect(!there.opened.isEmpty)
        }
        let same = try Comparison(storePath: growing.store, from: middle, to: middle).answer().result
        #expect(same.opened.isEmpty && same.closed.isEmpty && same.changed.isEmpty)
    }

    @Test func everyPathThatOpenedOrClosedHasACause() throws {
        let lab = try Growing(.supportDesk)
        try lab.ingest()
        let times = try Engine(storePath: lab.store).ask(Activities()).result.map(\.time).sorted()
        for time in times.map({ Moment($0) }) {
            let diff = try Comparison(storePath: lab.store, from: time, to: nil).answer().result
            for row in diff.opened + diff.closed + diff.changed where row.what == .path {
                #expect(!row.because.isEmpty, "\(row.from?.name ?? "") → \(row.to?.name ?? "")")
            }
        }
    }

    @Test(arguments: [
        "run:0", "run:", "run:-1", "run:x", "2026-13-01", "yesterday", "", "2026-11-22T25:00:00Z", "0",
        "2026-11-22 25:00",
    ])
    func whatIsNoMomentIsRefused(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test(arguments: ["run:7", "2026-11-22T14:19:46Z", "2026-11-22T14:19:46.5Z"]) func momentsReadAsTheyAreWritten(
        text: String
    ) {
        #expect(Moment(text)?.text == text)
    }

    @Test(
        arguments: [
            "2026-11-22 14:00", "2026-11-22T14:00", "2026-11-22 14:00:00", "2026-11-22T14:00:00", "2026-11-22 14:00Z",
            "2026-11-22T15:00:00+01:00", "2026-11-22 14:00:00Z",
        ])
    func momentsReadAsPeopleWriteThem(text: String) {
        #expect(Moment(text)?.text == "2026-11-22T14:00:00Z")
    }

    @Test func aNumberAloneIsARun() {
        #expect(Moment("7") == .run(7))
    }
}
