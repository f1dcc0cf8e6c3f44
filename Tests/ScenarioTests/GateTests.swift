import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// What a gate must not pass over: names that mean nothing, risks that ran out, evidence that is missing or out of date.
struct GateTests {
    private static func ask(_ lab: Lab.Ingested, _ text: String, at time: String? = nil) throws -> Answer<Check.Result>
    {
        let engine = try Engine(
            storePath: lab.scratch.path + "/lab.db", house: HouseFileTests.read(text).get(),
            askedAt: time.flatMap(Timestamp.nanoseconds))
        return try engine.ask(Check(stale: engine.stale()))
    }

    private static func policy(_ answer: Answer<Check.Result>) -> [Caveat] {
        answer.caveats.filter { $0.reason == Caveat.policy }
    }

    // MARK: Names

    /// Rules that would hold if what they name in vain did not matter, and a part of why they do not.
    static let vain: [(house: String, why: String)] = [
        ("rules: [{ id: r, no_reach: { from: supprt-bot, to: acme-billing } }]", "rules[0].no_reach.from (id"),
        ("rules: [{ id: r, no_reach: { from: { kind: agent }, to: acme-bililng } }]", "rules[0].no_reach.to"),
        ("rules: [{ id: r, no_reach: { from: { kind: agent }, to: { classification: restrcted } } }]", "restrcted"),
        ("rules: [{ id: r, no_reach: { from: { tag: \"team=nobody\" } } }]", "tag \"team=nobody\""),
        ("rules: [{ id: r, no_act: { from: release-bto, effects: delete } }]", "release-bto"),
        ("rules: [{ id: r, max_weight: { of: release-bto, limit: 1000000 } }]", "rules[0].max_weight.of"),
        (
            "rules: [{ id: r, no_reach: { from: [support-bot, relase-bot], to: \"*payments-api*\", effects: write } }]",
            "rules[0].no_reach.from[1]"
        ),
        ("entry_points: [relase-bot]\nrules: [{ id: r, no_reach: { to: acme-billing } }]", "entry_points[0]"),
        ("entry_points: []\nrules: [{ id: r, no_reach: { to: acme-billing } }]", "no entry point is known"),
        (
            "crown_jewels: [acme-bililng]\nrules: [{ id: r, no_reach: { from: support-bot, to: { crown_jewel: true } } }]",
            "crown_jewels[0]"
        ),
        (
            "owners: [{ of: acme-bililng, owner: finance }]\n"
                + "rules: [{ id: r, no_reach: { from: support-bot, to: { owner: finance } } }]", "owners[0].of"
        ),
        ("agents: { supprt-bot: { may: [] } }\nrules: [{ id: r, within_task: both }]", "no agent \"supprt-bot\""),
        ("rules: [{ id: r, within_task: both }]", "no agent has a task"),
    ]

    @Test(arguments: vain.indices) func aRuleAboutNothingThatIsKnownDoesNotPass(index: Int) throws {
        let (house, why) = Self.vain[index]
        let lab = try Lab.supportDesk.ingested()
        let answer = try Self.ask(lab, house + "\n")
        let rule = try #require(answer.result.rules.first)
        #expect(rule.status == .unchecked)
        #expect(rule.skipped?.contains(why) == true, "\(rule.skipped ?? "")")
        #expect(answer.verdict == .unchecked)

        for text in [MarkdownReport(answer).text, SARIFReport(answer, version: "0", house: "overreach.yaml").text] {
            #expect(text.contains("not checked"))
        }
        let sarif = try JSONValue.parse(Array(SARIFReport(answer, version: "0", house: nil).text.utf8))
        let invocation = sarif["runs"]?[0]?["invocations"]?[0]
        #expect(invocation?["executionSuccessful"]?.bool == false)
        #expect(
            invocation?["toolExecutionNotifications"]?.array?.contains {
                $0.text("level") == "error" && $0["message"]?.text("text").contains("r was not checked") == true
            } == true)

        // The rule may say that it is meant so.
        if house.contains("rules[") || why.contains("rules[") {
            let allowed = house.replacing("id: r,", with: "id: r, may_be_empty: true,")
            #expect(try Self.ask(lab, allowed + "\n").verdict == .holds)
        }
    }

    @Test func whatIsBrokenStaysBrokenBesideANameThatMeansNothing() throws {
        let lab = try Lab.supportDesk.ingested()
        let answer = try Self.ask(
            lab, "rules: [{ id: r, no_reach: { from: [support-bot, relase-bot], to: acme-billing } }]\n")
        #expect(answer.verdict == .broken)
        #expect(
            Self.policy(answer).map(\.detail) == [
                "rules[0].no_reach.from[1] (id \"relase-bot\"): nothing that is known is meant by it, did you mean "
                    + "\"release-bot\""
            ])
        #expect(Self.policy(answer).first?.source.hasSuffix("overreach.yaml:1") == true)
    }

    @Test(arguments: Lab.all) func builtInRulesNeedNothingThatTheyAreAbout(_ lab: Lab) throws {
        let folder = lab.folder + "/mcp"
        let scratch = try Scratch()
        _ = try IngestRun(storePath: scratch.path + "/lab.db", options: IngestOptions()).run([folder])
        let answer = try Engine(storePath: scratch.path + "/lab.db").ask(Check())
        #expect(answer.result.rules.allSatisfy { $0.status != .unchecked })
        #expect(Self.policy(answer).isEmpty)
    }

    @Test func everyPartOfAHouseThatMeansNothingIsSaidWithItsLine() throws {
        let lab = try Lab.supportDesk.ingested()
        let house = """
            crown_jewels: [acme-bililng]
            entry_points: [{ kind: agent }]
            owners:
              - { of: { id: nothing }, owner: me }
            weights: { classification: { restrcted: 3, internal: 1 } }
            agents:
              support-bot:
                may:
                  - read customers
                  - read acme-reprots
                  - read arn:aws:s3:::acme-reports/a/*
                  - call customer-data/*
                  - call custmer-data/*

            """
        let said = Self.policy(try Self.ask(lab, house)).map { "\($0.source) \($0.detail)" }
        let expected = [
            ":1 crown_jewels[0] (id \"acme-bililng\")", ":10 agents.support-bot.may[1]",
            ":13 agents.support-bot.may[4]", ":4 owners[0].of (id \"nothing\")",
            ":5 weights.classification.restrcted: no data is classified so, did you mean \"restricted\"",
        ]
        #expect(said.count == expected.count, "\(said)")
        for part in expected { #expect(said.contains { $0.contains(part) }, "\(part)") }
    }

    @Test func ofSeveralTasksTheClosestHoldsAndIsSaid() throws {
        let lab = try Lab.supportDesk.ingested()
        let key = try #require(
            lab.engine.ask(Nodes(kind: .agent)).result.first { $0.name == "support-bot" }?.key)
        let house = "agents:\n  support-bot: { may: [] }\n  \"\(key)\": { may: [all \"*\", call \"*\"] }\n"
            .replacing("all \"*\", call \"*\"", with: "\"all *\", \"call *\"")
        let engine = try TaskTests.engine(lab, house)
        #expect(try engine.ask(Radius(node: "support-bot")).result.task?.did == nil)
        let said = Self.policy(try engine.ask(Check())).map(\.detail)
        #expect(said.contains { $0.hasPrefix("the agent \"support-bot\"") && $0.contains("not this one") })
    }

    // MARK: Accepted risks

    @Test func anAcceptedRiskThatRanOutIsSaidAndAcceptsNothing() throws {
        let lab = try Lab.supportDesk.ingested()
        let house = """
            rules: [{ id: r, no_finding: { rules: shared-credential } }]
            accepted_risks: [{ rule: shared-credential, reason: a, owner: b, expires: 2027-01-31 }]

            """
        let before = try Self.ask(lab, house, at: "2027-01-31T23:00:00Z")
        #expect(before.verdict == .holds && Self.policy(before).isEmpty)
        let after = try Self.ask(lab, house, at: "2027-02-01T00:00:00Z")
        #expect(after.verdict == .broken)
        #expect(
            Self.policy(after).map(\.detail) == [
                "accepted_risks[0] ran out at 2027-02-01T00:00:00Z: what it accepted is accepted no more"
            ])
        #expect(MarkdownReport(after).text.contains("ran out at"))
    }

    /// What an accepted risk says, and what is said of it.
    static let risks: [(risk: String, said: [String])] = [
        ("{ rule: shared-credential, reason: a, owner: b, expires: 2200-01-01 }", []),
        ("{ rule: shared-credential }", ["accepts without a reason, an owner, an end (expires)"]),
        ("{ rule: shared-credential, reason: a, owner: b }", ["accepts without an end (expires)"]),
        ("{ finding: \"shared-credential-*\", reason: a, owner: b, expires: 2200-01-01 }", []),
        (
            "{ finding: \"shared-credentail-*\", reason: a, owner: b, expires: 2200-01-01 }",
            ["accepts nothing that is found"]
        ),
        (
            "{ rule: shared-credential, subject: nobody, reason: a, owner: b, expires: 2200-01-01 }",
            ["accepts nothing that is found"]
        ),
        ("{ rule: r, reason: a, owner: b, expires: 2200-01-01 }", []),
    ]

    @Test(arguments: risks.indices) func anAcceptedRiskSaysWhyByWhomAndUntilWhenOrItIsSaid(index: Int) throws {
        let (risk, said) = Self.risks[index]
        let lab = try Lab.supportDesk.ingested()
        let answer = try Self.ask(
            lab, "rules: [{ id: r, no_finding: { rules: shared-credential } }]\naccepted_risks: [\(risk)]\n")
        #expect(Self.policy(answer).map(\.detail) == said.map { "accepted_risks[0] \($0)" })
    }

    // MARK: Evidence that is out of date

    @Test func evidenceOlderThanTheWindowDoesNotPass() throws {
        let lab = try Lab.supportDesk.ingested()
        let house = "window: 30d\nrules: [{ id: r, no_act: { from: support-bot, effects: delete } }]\n"
        let newest = try #require(lab.engine.ask(Activities()).result.map(\.time).max().flatMap(Timestamp.nanoseconds))
        let soon = Timestamp.text(newest + 86_400_000_000_000)
        // Files of a checkout are as old as the checkout, so that only telemetry can be old.
        let later = Timestamp.text(newest + 31 * 86_400_000_000_000)
        let fresh = try Self.ask(lab, house, at: soon)
        #expect(!fresh.caveats.contains { $0.reason == Caveat.stale && ["otlp", "cloudtrail"].contains($0.source) })
        let old = try Self.ask(lab, house, at: later)
        #expect(old.verdict == .stale)
        #expect(
            Set(old.caveats.filter { $0.reason == Caveat.stale }.map(\.source)).isSuperset(of: ["otlp", "cloudtrail"]))
        #expect(try Self.ask(lab, house.replacing("window: 30d\n", with: ""), at: later).verdict == .holds)
        #expect(MarkdownReport(old).text.contains("Out of date"))
    }

    @Test func postureOlderThanTheWindowIsSaidByAccount() throws {
        let lab = try DiffTests.Growing(.supportDesk)
        try lab.ingest(writtenAt: Date(timeIntervalSince1970: 1_700_000_000))
        let house = try HouseFileTests.read("window: 30d\n").get()
        let engine = try Engine(
            storePath: lab.store, house: house, askedAt: Timestamp.nanoseconds("2023-12-31T00:00:00Z"))
        let sources = try engine.stale().map(\.source)
        #expect(sources.contains("aws 123456789012") && sources.contains { $0.hasPrefix("mcp h:") })
        let then = try Engine(
            storePath: lab.store, house: house, askedAt: Timestamp.nanoseconds("2023-11-20T00:00:00Z"))
        #expect(try then.stale().isEmpty)
    }

    // MARK: Baselines

    /// Where a lab is copied to twice, and how it is read.
    @Test(arguments: Lab.all, [IngestOptions(), IngestOptions(host: "ci")])
    func aBaselineOfOneCheckoutIsThatOfAnother(_ lab: Lab, _ options: IngestOptions) throws {
        func checked(_ name: String, _ baseline: Check.Baseline? = nil) throws -> (Answer<Check.Result>, Scratch) {
            let scratch = try Scratch()
            let folder = scratch.path + "/" + name
            try FileManager.default.copyItem(atPath: lab.folder, toPath: folder)
            _ = try IngestRun(storePath: scratch.path + "/lab.db", options: options).run([folder])
            let house = try HouseFileTests.read(
                "crown_jewels: [\"*\"]\nagents: { \(Self.agent(of: lab)): { may: [] } }\n"
            )
            .get()
            return (
                try Engine(storePath: scratch.path + "/lab.db", house: house).ask(Check(baseline: baseline)), scratch
            )
        }
        let (first, scratch) = try checked("one")
        #expect(first.result.rules.flatMap(\.violations).count > 10)
        let file = scratch.path + "/baseline.json"
        try Data(JSONText.encode(first, indented: true).utf8).write(to: URL(fileURLWithPath: file))
        let (second, _) = try checked("another: 100%/deep", try BaselineFile.baseline(at: file))
        let violations = second.result.rules.flatMap(\.violations)
        #expect(violations.filter { $0.known != true }.map(\.title) == [])
        #expect(Set(violations.map(\.id)) == Set(first.result.rules.flatMap(\.violations).map(\.id)))
        #expect(second.result.rules.first { $0.id == "no-new-path" }?.status == .passed)
        #expect(second.verdict == .holds)
    }

    private static func agent(of lab: Lab) -> String { lab.name == "northbay" ? "invoice-bot" : "support-bot" }

    @Test func twoFoldersWithFilesOfOneNameStayTwo() throws {
        let scratch = try Scratch()
        for folder in ["a", "b"] {
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/" + folder, withIntermediateDirectories: true)
            try Data(
                #"{"mcpServers": {"s": {"command": "x", "env": {"GITHUB_TOKEN": "ghp_\#(folder)23456789012345678901234567890123456"}}}}"#
                    .utf8
            )
            .write(to: URL(fileURLWithPath: scratch.path + "/\(folder)/.mcp.json"))
        }
        _ = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run([
            scratch.path + "/a", scratch.path + "/b",
        ])
        let found = try Engine(storePath: scratch.path + "/s.db").ask(Findings()).result.filter {
            $0.rule == "hard-coded-credential"
        }
        #expect(found.count == 2 && Set(found.map(\.id)).count == 2)
    }

    // MARK: Files that nothing recognised

    private static func codes(_ paths: [String], ignored: [String] = []) throws -> (
        isComplete: Bool, verdict: CheckVerdict
    ) {
        let scratch = try Scratch()
        let report = try IngestRun(
            storePath: scratch.path + "/s.db", options: IngestOptions(ignored: ignored)
        ).run(paths)
        let house = try HouseFileTests.read("rules: [{ id: r, no_finding: { rules: trust-too-wide } }]\n").get()
        return (report.isComplete, try Engine(storePath: scratch.path + "/s.db", house: house).ask(Check()).verdict)
    }

    @Test func whatIsNotRecognisedPassesOnlyWhereItIsNoEvidence() throws {
        let lab = try DiffTests.Growing(.supportDesk)
        func put(_ name: String, _ text: String = "{\"a\": 1}\n") throws {
            let url = URL(fileURLWithPath: lab.folder + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        #expect(try Self.codes([lab.folder]) == (true, .holds))
        // Not collected with the evidence: beside none of it, or plainly none.
        for name in ["notes/README.md", "aws/README.md", "otlp/picture.png", "mcp/support-desk/package.json"] {
            try put(name)
        }
        #expect(try Self.codes([lab.folder]) == (true, .holds))
        // Named: meant to be read.
        #expect(try Self.codes([lab.folder, lab.folder + "/notes/README.md"]) == (false, .incomplete))
        // A folder in which data is no evidence.
        #expect(try Self.codes([lab.folder, lab.folder + "/notes"]) == (true, .holds))
        try put("notes/some.json")
        #expect(try Self.codes([lab.folder]) == (true, .holds))
        #expect(try Self.codes([lab.folder, lab.folder + "/notes"]) == (false, .incomplete))
        // Data beside evidence, also packed or rotated.
        for name in ["aws/iam/list-something.json", "otlp/9999.pb", "otlp/spans.jsonl", "cloudtrail/audit.log.1"] {
            try put(name, name.hasSuffix(".json") || name.hasSuffix(".jsonl") ? "{\"a\": 1}\n" : "nothing")
            #expect(try Self.codes([lab.folder]) == (false, .incomplete), "\(name)")
            let last = try #require(name.split(separator: "/").last.map(String.init))
            #expect(try Self.codes([lab.folder], ignored: [last]) == (true, .holds), "\(name)")
            #expect(try Self.codes([lab.folder], ignored: [name]) == (true, .holds), "\(name)")
            try FileManager.default.removeItem(atPath: lab.folder + "/" + name)
        }
        #expect(try Self.codes([lab.folder]) == (true, .holds))
    }

    @Test func aFileThatNothingRecognisedIsForgottenOnceItIsGoneOrRead() throws {
        let lab = try DiffTests.Growing(.supportDesk)
        let file = lab.folder + "/aws/iam/list-something.json"
        try Data("{\"a\": 1}\n".utf8).write(to: URL(fileURLWithPath: file))
        try lab.ingest()
        #expect(try !Engine(storePath: lab.store).isComplete)
        let runs = try lab.newestRun
        try FileManager.default.removeItem(atPath: file)
        // Nothing else is held back by it: what is gone ends.
        try lab.removeHotfix()
        try lab.ingest()
        #expect(try Engine(storePath: lab.store).isComplete)
        #expect(try lab.newestRun > runs)
    }

    // MARK: Nothing

    @Test func anEmptyFolderThatWasNamedDoesNotPassUntilThereIsSomethingInIt() throws {
        let lab = try DiffTests.Growing(.supportDesk)
        let empty = lab.scratch.path + "/more/empty"
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        let house = try HouseFileTests.read("rules: [{ id: r, no_finding: { rules: trust-too-wide } }]\n").get()
        func ingest(_ paths: [String], ignored: [String] = []) throws -> Bool {
            try IngestRun(storePath: lab.store, options: IngestOptions(ignored: ignored)).run(paths).isComplete
        }
        func verdict() throws -> CheckVerdict { try Engine(storePath: lab.store, house: house).ask(Check()).verdict }

        #expect(try !ingest([empty], ignored: ["empty"]))
        #expect(try verdict() == .incomplete)
        // Neither other evidence nor the folder above mends it while it is empty.
        #expect(try ingest([lab.folder]))
        #expect(try verdict() == .incomplete)
        #expect(try !ingest([lab.folder, empty]))
        try Data("hello\n".utf8).write(to: URL(fileURLWithPath: lab.scratch.path + "/more/README.md"))
        #expect(try ingest([lab.scratch.path + "/more"]))
        let answer = try Engine(storePath: lab.store, house: house).ask(Check())
        #expect(answer.verdict == .incomplete)
        #expect(answer.caveats.contains { $0.reason == Caveat.notRead && $0.source.hasSuffix("more/empty") })

        try FileManager.default.copyItem(
            atPath: Lab.supportDesk.folder + "/mcp/support-desk/.mcp.json", toPath: empty + "/.mcp.json")
        #expect(try ingest([empty]))
        #expect(try verdict() == .holds)
    }

    @Test func aGateDoesNotPassWhereNothingIsKnown() throws {
        let lab = try DiffTests.Growing(.supportDesk)
        try FileManager.default.createDirectory(
            atPath: lab.scratch.path + "/notes", withIntermediateDirectories: true)
        try Data("hello\n".utf8).write(to: URL(fileURLWithPath: lab.scratch.path + "/notes/README.md"))
        _ = try IngestRun(storePath: lab.store, options: IngestOptions()).run([lab.scratch.path + "/notes"])
        let nothing = try Engine(storePath: lab.store).ask(Check())
        #expect(nothing.verdict == .incomplete && !nothing.complete)

        try lab.ingest(writtenAt: Date(timeIntervalSince1970: 1_700_000_000))
        let house = try HouseFileTests.read("rules: [{ id: r, no_finding: { rules: trust-too-wide } }]\n").get()
        func verdict(_ moment: String) throws -> CheckVerdict {
            try Engine(storePath: lab.store, house: house, asOf: #require(Moment(moment))).ask(Check()).verdict
        }
        #expect(try verdict("2001-01-01") == .incomplete)
        #expect(try verdict("2030-01-01") == .holds)
    }
}
