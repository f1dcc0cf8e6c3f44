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

    /// Every list of statements the other way round, and written in other words that mean the same.
    private static func turned(_ value: Any, sids: Bool) -> Any {
        if let list = value as? [Any] { return list.map { turned($0, sids: sids) } }
        guard var members = value as? [String: Any] else { return value }
        for (name, value) in members { members[name] = turned(value, sids: sids) }
        if var statements = members["Statement"] as? [[String: Any]] {
            for place in statements.indices {
                if !sids { statements[place]["Sid"] = nil }
                if let action = statements[place]["Action"] as? String { statements[place]["Action"] = [action] }
            }
            members["Statement"] = Array(statements.reversed())
        }
        return members
    }

    @Test(arguments: Lab.all, [true, false]) func aStatementThatMovesIsTheSame(_ lab: Lab, sids: Bool) throws {
        let growing = try Growing(lab)
        let files = FileManager.default.enumerator(atPath: growing.folder)!.compactMap { $0 as? String }.filter {
            $0.hasSuffix("get-account-authorization-details.json")
        }
        try #require(!files.isEmpty)
        func turn() throws {
            for file in files {
                let url = URL(fileURLWithPath: growing.folder + "/" + file)
                let turned = Self.turned(try JSONSerialization.jsonObject(with: Data(contentsOf: url)), sids: sids)
                try JSONSerialization.data(withJSONObject: turned, options: .prettyPrinted).write(to: url)
            }
        }
        if !sids { try turn() }
        try growing.ingest()
        let run = try growing.newestRun
        try turn()
        try growing.ingest()
        try #require(growing.newestRun > run)
        let result = try Comparison(storePath: growing.store, from: .run(run), to: nil).answer().result
        for rows in [result.opened, result.closed, result.changed] {
            #expect(rows.map { "\($0.what) \($0.node?.key ?? "\($0.from?.key ?? "") \($0.to?.key ?? "")")" } == [])
        }
    }

    @Test func theMomentsAreSaidAndWhatIsOddAboutThem() throws {
        let lab = try Growing(.supportDesk, without: ["otlp", "cloudtrail"])
        try lab.ingest(writtenAt: Date(timeIntervalSince1970: 1_600_000_000))
        let run = try lab.newestRun
        try lab.removeHotfix()
        try lab.ingest(writtenAt: Date(timeIntervalSince1970: 1_700_000_000))
        let newest = try lab.newestRun
        func diff(_ from: Moment?, _ to: Moment?, at asked: String? = nil) throws -> Answer<Diff.Result> {
            try Comparison(
                storePath: lab.store, from: from, to: to, askedAt: asked.flatMap(Timestamp.nanoseconds)
            ).answer()
        }
        func notes(_ answer: Answer<Diff.Result>) -> [String] {
            answer.caveats.filter { $0.reason == Caveat.notKnown }.map(\.detail)
        }
        let forwards = try diff(.run(run), nil)
        #expect(forwards.result.from == "run:\(run)" && forwards.result.to == "now" && notes(forwards) == [])
        let backwards = try diff(.run(newest), .run(run))
        #expect(notes(backwards).contains { $0.hasPrefix("run:\(run) is before run:\(newest)") })
        #expect(backwards.result.opened.count == forwards.result.closed.count)
        let time = try #require(Moment("2020-01-01"))
        let before = try diff(time, nil)
        #expect(
            notes(before).contains { $0.hasPrefix("nothing was known then: the first that is known is of 2020-09-13") })
        let ahead = try diff(.run(run), #require(Moment("2031-01-01")), at: "2030-01-01T00:00:00Z")
        #expect(notes(ahead).contains { $0.contains("lies ahead") })

        // And so do all questions of the past.
        let nodes = try Engine(storePath: lab.store, asOf: time).ask(Nodes())
        #expect(nodes.result.isEmpty && nodes.caveats.contains { $0.detail.hasPrefix("nothing was known then") })
        let unknown = #expect(throws: NodeError.self) {
            try Engine(storePath: lab.store, asOf: time).ask(Radius(node: "support-bot"))
        }
        #expect(unknown?.description.contains("nothing is known at all") == true)
        let list = AccessList(principal: "arn:aws:iam::123456789012:role/support-mcp")
        let rights = try AccessEngine(storePath: lab.store, asOf: time).ask(list)
        #expect(rights.caveats.contains { $0.detail.hasPrefix("nothing was known then") })
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
