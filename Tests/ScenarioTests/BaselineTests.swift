import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// A baseline excuses what it knew, and nothing that got worse since.
struct BaselineTests {
    /// An agent, a store of data, and how the one reaches the other.
    private struct House {
        let scratch: Scratch
        let rules: String

        init(_ rules: String) throws {
            scratch = try Scratch()
            self.rules = rules
        }

        /// What `check` says of a store of its own with these edges.
        func check(_ edges: [String], baseline: Check.Baseline? = nil) throws -> Answer<Check.Result> {
            let folder = try Scratch()
            let lines =
                [
                    #"{"inventory": {"name": "plant"}}"#, #"{"node": {"id": "a", "kind": "agent"}}"#,
                    #"{"node": {"id": "vault", "kind": "data_store", "properties": {"classification": "restricted"}}}"#,
                    #"{"node": {"id": "shed", "kind": "data_store", "properties": {"classification": "internal"}}}"#,
                ]
                + ["read", "write", "delete"].map { #"{"edge_kind": {"name": "\#($0)s", "traversal": "\#($0)"}}"# }
                + edges
            try Data(lines.joined(separator: "\n").utf8).write(
                to: URL(fileURLWithPath: folder.path + "/plant.jsonl"))
            let store = folder.path + "/s.db"
            _ = try IngestRun(storePath: store, options: IngestOptions(host: "h")).run([folder.path + "/plant.jsonl"])
            return try Engine(storePath: store, house: HouseFileTests.read(rules).get()).ask(Check(baseline: baseline))
        }

        /// The answer as the baseline that a file of it is, after `change` of its text.
        func baseline(_ edges: [String], change: (String) -> String = { $0 }) throws -> Check.Baseline {
            let file = scratch.path + "/baseline.json"
            let text = try JSONText.encode(check(edges), indented: true)
            try Data(change(text).utf8).write(to: URL(fileURLWithPath: file))
            return try BaselineFile.baseline(at: file)
        }
    }

    private static func edge(_ kind: String, to node: String = "vault", conditional: Bool = false) -> String {
        let doubt = conditional ? #", "verdict": "conditional", "conditions": ["by night"]"# : ""
        return #"{"edge": {"from": "a", "kind": "\#(kind)s", "to": "\#(node)"\#(doubt)}}"#
    }

    private static let vault = "rules: [{ id: r, no_reach: { from: a, to: vault } }]\n"

    /// Rules, what was reached when the baseline was written, what got worse, and what did not.
    static let worse: [(rules: String, then: [String], worse: [String], better: [String])] = [
        (vault, [edge("read")], [edge("read"), edge("write")], [edge("read", conditional: true)]),
        (vault, [edge("read"), edge("write")], [edge("read"), edge("write"), edge("delete")], [edge("write")]),
        (vault, [edge("read", conditional: true)], [edge("read")], [edge("read", conditional: true)]),
        (
            "rules: [{ id: r, max_weight: { of: a, limit: 1 } }]\n", [edge("read")],
            [edge("read"), edge("read", to: "shed")], [edge("read")]
        ),
        (
            "agents: { a: { may: [] } }\nrules: [{ id: r, within_task: could }]\n", [edge("read")],
            [edge("read"), edge("write")], [edge("read")]
        ),
        (
            "crown_jewels: [vault]\nagents: { a: { may: [] } }\nrules: [{ id: r, within_task: could }]\n",
            [edge("read")], [edge("read"), edge("delete")], [edge("read")]
        ),
    ]

    @Test(arguments: worse.indices) func whatGotWorseIsNotExcused(index: Int) throws {
        let (rules, then, worse, better) = Self.worse[index]
        let house = try House(rules)
        let baseline = try house.baseline(then)
        #expect(try house.check(then).verdict == .broken)
        #expect(try house.check(then, baseline: baseline).verdict == .holds)
        #expect(try house.check(better, baseline: baseline).verdict == .holds)
        let now = try house.check(worse, baseline: baseline)
        #expect(now.verdict == .broken)
        #expect(now.result.rules.flatMap(\.violations).map(\.known) == [false])
    }

    @Test func aFindingThatBecameWorseIsNotExcused() throws {
        let house = try House("agents: { a: { may: [] } }\nrules: [{ id: r, within_task: could }]\n")
        let then = [Self.edge("read")]
        let milder = try house.baseline(then) { $0.replacing(#""severity": "high""#, with: #""severity": "medium""#) }
        #expect(try house.check(then, baseline: milder).verdict == .broken)
        let worse = try house.baseline(then) { $0.replacing(#""severity": "high""#, with: #""severity": "critical""#) }
        #expect(try house.check(then, baseline: worse).verdict == .holds)
    }

    /// The answer as versions wrote it that said neither weight nor verdict, nor effects of findings.
    private static func old(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains(#""weight":"#) && !$0.contains(#""verdict":"#) }.joined(separator: "\n")
    }

    @Test func aBaselineOfBeforeExcusesByWhatItSaysAndSaysWhatItLacks() throws {
        // Its effects are there.
        let reach = try House(Self.vault)
        let known = try reach.baseline([Self.edge("read")], change: Self.old)
        #expect(try reach.check([Self.edge("read")], baseline: known).verdict == .holds)
        #expect(try reach.check([Self.edge("read"), Self.edge("write")], baseline: known).verdict == .broken)

        // Its weight is not.
        let weight = try House("rules: [{ id: r, max_weight: { of: a, limit: 1 } }]\n")
        let lacking = try weight.baseline([Self.edge("read")], change: Self.old)
        let answer = try weight.check([Self.edge("read")], baseline: lacking)
        #expect(answer.verdict == .broken)
        let said = answer.caveats.filter { $0.source == "baseline" }
        let id = try #require(answer.result.rules.first?.violations.first?.id)
        #expect(said.count == 1 && said[0].detail.contains(id) && said[0].detail.contains("write it anew"))
        #expect(MarkdownReport(answer).text.contains("write it anew"))
    }

    @Test func anAcceptanceOfEffectsAcceptsNoMore() throws {
        func house(_ effects: String) throws -> House {
            try House(
                Self.vault + "accepted_risks: [{ rule: r, \(effects)reason: b, owner: o, expires: 2099-01-01 }]\n")
        }
        let more = [Self.edge("read"), Self.edge("write")]
        let named = try house("effects: read, ")
        #expect(try named.check([Self.edge("read")]).verdict == .holds)
        #expect(try named.check(more).verdict == .broken)
        #expect(try house("effects: [read, write], ").check(more).verdict == .holds)
        #expect(try house("").check(more).verdict == .holds)
    }

    // MARK: - An inventory that arrives

    @Test func dataThatAnInventoryNamesLaterIsNoNewPath() throws {
        let list = "/aws/s3api/list-buckets.json"
        let lab = try DiffTests.Growing(.supportDesk, without: ["aws/s3api"])
        try lab.ingest()
        let run = try lab.newestRun
        let file = lab.scratch.path + "/baseline.json"
        let rules = """
            rules:
              - { id: new, no_new_path: {} }
              - { id: reach, no_reach: { from: support-bot, to: \"*acme-billing\" } }

            """
        let house = try HouseFileTests.read(rules).get()
        let before = try Engine(storePath: lab.store, house: house).ask(Check())
        #expect(
            before.result.paths.contains { $0.to.hasPrefix("AWS_OUTSIDE_RESOURCE:") && $0.to.hasSuffix("acme-billing") }
        )
        try Data(JSONText.encode(before, indented: true).utf8).write(to: URL(fileURLWithPath: file))

        try FileManager.default.createDirectory(atPath: lab.folder + "/aws/s3api", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Lab.supportDesk.folder + list, toPath: lab.folder + list)
        try lab.ingest()
        let answer = try Engine(storePath: lab.store, house: house)
            .ask(Check(baseline: BaselineFile.baseline(at: file)))
        let named = answer.result.rules.flatMap(\.violations).filter { $0.to?.name == "acme-billing" && $0.isOpen }
        #expect(answer.result.paths.contains { $0.to.hasPrefix("AWS_BUCKET:") && $0.to.hasSuffix("acme-billing") })
        #expect(named.map(\.title) == [])

        let diff = try Comparison(storePath: lab.store, from: .run(run), to: nil).answer().result
        let paths = (diff.opened + diff.closed).filter { $0.what == .path && $0.to?.name == "acme-billing" }
        #expect(paths.map { "\($0.from?.name ?? "") \($0.before == nil)" } == [])
    }
}
