import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// The gate: rules, baselines, and the forms of its answer.
struct CheckTests {
    private static func check(
        _ lab: Lab.Ingested, _ rules: String, baseline: Check.Baseline? = nil, failOn: Severity = .low
    ) throws -> Check.Result {
        try TaskTests.engine(lab, rules).ask(Check(baseline: baseline, failOn: failOn)).result
    }

    private static func titles(_ result: Check.Result) -> [String] { result.rules.flatMap(\.violations).map(\.title) }

    /// Each test of a rule: what breaks it on the lab, and what does not.
    static let cases: [(rule: String, breaks: [String])] = [
        (
            "no_reach: { from: { kind: agent }, to: acme-billing, effects: delete }",
            [
                "release-bot can delete acme-billing, a crown jewel",
                "support-bot can delete acme-billing, a crown jewel",
                "triage-bot can delete acme-billing, a crown jewel",
            ]
        ),
        ("no_reach: { from: support-bot, to: \"*payments-api*\", effects: [write, delete] }", []),
        ("no_reach: { from: support-bot, to: acme-billing, assume: none }", []),
        ("no_reach: { from: support-mcp, to: { kind: identity, id: org-admin } }", []),
        (
            "no_reach: { from: ci-deployer, to: { kind: identity, id: org-admin } }",
            ["ci-deployer can control org-admin"]
        ),
        (
            "no_finding: { rules: undeclared-server }",
            ["release-bot used server \"notes\", which release-bot/.mcp.json does not name"]
        ),
        (
            "no_finding: { rules: agent-without-owner }",
            ["release-bot", "support-bot", "triage-bot"].map { "nobody answers for the agent \"\($0)\"" }
        ),
        ("no_act: { from: release-bot, effects: write, to: acme-reports }", ["release-bot wrote acme-reports once"]),
        ("no_act: { effects: delete }", []),
        (
            "task_declared: true",
            ["release-bot", "support-bot", "triage-bot"].map { "\($0) has no task that says what it may do" }
        ),
        ("max_weight: { of: support-bot, limit: 10000 }", []),
        ("collected: [otlp, cloudtrail, mcp, kubernetes]", []),
    ]

    @Test(arguments: cases.indices) func aRuleIsBrokenByWhatItSaysAndByNothingElse(index: Int) throws {
        let (rule, breaks) = Self.cases[index]
        let lab = try Lab.supportDesk.ingested()
        let result = try Self.check(lab, "rules: [{ id: r, \(rule) }]\n")
        #expect(Self.titles(result).sorted() == breaks.sorted())
        #expect(result.rules.map(\.status) == [breaks.isEmpty ? .passed : .broken])
        #expect(result.isBroken == !breaks.isEmpty)
    }

    @Test func whatWasNotCollectedBreaksARuleThatWantsIt() throws {
        let lab = try Lab.supportDesk.ingested()
        let result = try Self.check(lab, "rules: [{ id: r, collected: aws }]\n")
        #expect(result.isBroken)
        #expect(Self.titles(result).contains { $0.contains("organizations") })
    }

    @Test func theWeightOfWhatIsReachedIsBounded() throws {
        let lab = try Lab.supportDesk.ingested()
        let weight = try lab.engine.ask(Radius(node: "support-bot")).result.weight
        func isBroken(_ limit: Int) throws -> Bool {
            try Self.check(lab, "rules: [{ id: r, max_weight: { of: support-bot, limit: \(limit) } }]\n").isBroken
        }
        #expect(try isBroken(weight - 1))
        #expect(try !isBroken(weight))
    }

    @Test func failOnDecidesWhatBreaksAndNotWhatIsSaid() throws {
        let lab = try Lab.supportDesk.ingested()
        let rules = "rules: [{ id: r, no_finding: { rules: shared-credential } }]\n"
        let mild = try Self.check(lab, rules, failOn: .high)
        #expect(mild.rules.map(\.status) == [.warned] && !mild.isBroken && Self.titles(mild).count == 1)
        #expect(try Self.check(lab, rules, failOn: .medium).isBroken)
        #expect(
            try Self.check(lab, rules.replacing("id: r", with: "id: r, severity: critical"), failOn: .critical).isBroken
        )
    }

    @Test func anAcceptedRiskBreaksNothingAndIsStillShown() throws {
        let lab = try Lab.supportDesk.ingested()
        let rules = """
            rules: [{ id: billing, no_reach: { to: acme-billing } }]
            accepted_risks: [{ rule: billing, subject: release-bot, reason: it publishes }]

            """
        let result = try Self.check(lab, rules)
        #expect(result.isBroken)
        let accepted = result.rules[0].violations.filter { $0.accepted != nil }
        #expect(accepted.map { $0.from?.name } == ["release-bot"])
        let all = try Self.check(lab, rules.replacing(", subject: release-bot", with: ""))
        #expect(!all.isBroken && all.rules.map(\.status) == [.passed] && all.rules[0].violations.count == 3)
    }

    @Test func aBaselineExcusesWhatItKnowsAndNothingNew() throws {
        let lab = try DiffTests.Growing(.supportDesk)
        try lab.removeHotfix()
        try lab.ingest()
        let file = lab.scratch.path + "/baseline.json"
        let before = try Engine(storePath: lab.store).ask(Check())
        try Data(JSONText.encode(before, indented: true).utf8).write(to: URL(fileURLWithPath: file))
        #expect(before.result.rules.first { $0.id == "no-new-path" }?.status == .skipped)
        let baseline = try BaselineFile.baseline(at: file)
        #expect(try !Engine(storePath: lab.store).ask(Check(baseline: baseline)).result.isBroken)

        // The other way round: the statement comes back.
        let path = lab.folder + "/aws/iam/get-account-authorization-details.json"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacing("lambda:GetFunction", with: "lambda:UpdateFunctionCode").utf8)
            .write(to: URL(fileURLWithPath: path))
        try lab.ingest()
        let after = try Engine(storePath: lab.store).ask(Check(baseline: baseline)).result
        let new = after.rules.flatMap(\.violations).filter(\.isOpen)
        #expect(after.isBroken)
        #expect(new.allSatisfy { $0.to?.name == "acme-billing" && $0.known == false && !$0.path.isEmpty })
        #expect(Set(new.compactMap { $0.from?.name }) == ["support-bot", "triage-bot"])
        #expect(
            after.rules.first { $0.id == "no-new-path" }?.violations.map(\.effects)
                == Array(
                    repeating: [.read, .write, .delete, .administer], count: 2))
    }

    @Test(arguments: ["", "{}", "[1]", "{\"command\": \"radius\", \"complete\": true, \"result\": {}}", "nonsense"])
    func whatIsNoBaselineIsRefused(text: String) throws {
        let scratch = try Scratch()
        try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.path + "/b.json"))
        #expect(throws: BaselineFile.Failure.self) { try BaselineFile.baseline(at: scratch.path + "/b.json") }
        #expect(throws: BaselineFile.Failure.self) { try BaselineFile.baseline(at: scratch.path + "/missing.json") }
    }

    // MARK: SARIF

    private static func sarif(_ lab: Lab.Ingested) throws -> (text: String, answer: Answer<Check.Result>) {
        let house = try HouseFile.house(at: HouseFileTests.example)
        let engine = try Engine(storePath: lab.scratch.path + "/lab.db", house: house)
        let answer = try engine.ask(Check())
        return (
            SARIFReport(answer, version: "0.1.0", root: "examples/support desk", house: "overreach.yaml").text, answer
        )
    }

    @Test func sarifHasAResultAViolationWithItsPathAndWhereTheFixGoes() throws {
        let (text, answer) = try Self.sarif(Lab.supportDesk.ingested())
        let log = try JSONValue.parse(Array(text.utf8))
        let run = try #require(log["runs"]?[0])
        let results = run["results"]?.array ?? []
        let violations = answer.result.rules.flatMap(\.violations)
        #expect(log.text("version") == "2.1.0" && results.count == violations.count && !results.isEmpty)
        #expect(run["invocations"]?[0]?["executionSuccessful"]?.bool == true)

        let rules = run["tool"]?["driver"]?["rules"]?.array ?? []
        for result in results {
            let index = Int(result["ruleIndex"]?.int ?? -1)
            #expect(rules.indices.contains(index) && rules[index].text("id") == result.text("ruleId"))
            #expect(["error", "warning", "note"].contains(result.text("level")))
            let place = result["locations"]?[0]?["physicalLocation"]
            #expect(place?["artifactLocation"]?.text("uri").isEmpty == false)
            #expect((place?["region"]?["startLine"]?.int ?? 0) >= 1)
            let id = result["partialFingerprints"]?.text("overreachViolation/v1")
            let violation = try #require(violations.first { $0.id == id })
            let steps = result["codeFlows"]?[0]?["threadFlows"]?[0]?["locations"]?.array ?? []
            #expect(steps.count == violation.path.count)
        }
        let secret = try #require(results.first { $0.text("ruleId") == "no-secret-in-clear" })
        let place = secret["locations"]?[0]?["physicalLocation"]
        #expect(place?["artifactLocation"]?.text("uri") == "examples/support%20desk/mcp/release-bot/.mcp.json")
        #expect((place?["region"]?["startLine"]?.int ?? 0) > 1)
    }

    /// The schema is OASIS's and not ours to pass on: whoever has it names it.
    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["OVERREACH_SARIF_SCHEMA"] != nil && YAMLValidator.isThere,
            "OVERREACH_SARIF_SCHEMA does not name sarif-schema-2.1.0.json, or python3 with jsonschema is not installed"),
        arguments: Lab.all)
    func sarifIsValidByTheOfficialSchema(_ lab: Lab) throws {
        let scratch = try Scratch()
        let file = scratch.path + "/check.sarif"
        try Data(Self.sarif(lab.ingested()).text.utf8).write(to: URL(fileURLWithPath: file))
        let schema = try #require(ProcessInfo.processInfo.environment["OVERREACH_SARIF_SCHEMA"])
        let script = """
            import json, sys
            from jsonschema import validators
            schema = json.load(open(sys.argv[1]))
            for error in validators.validator_for(schema)(schema).iter_errors(json.load(open(sys.argv[2]))):
                print(list(error.path), error.message)
            """
        let ended = try #require(Validator.run(["-c", script, schema, file], nil))
        #expect(ended.code == 0 && ended.output.isEmpty, "\(ended.output)")
    }

    @Test func sarifAndMarkdownOfHostileNamesSayWhatIsMeant() throws {
        let lab = try Lab.supportDesk.ingested()
        let rules = "rules: [{ id: \"a|`b` <c> [d](http://e) {0} @f\", no_reach: { to: acme-billing } }]\n"
        let answer = try TaskTests.engine(lab, rules).ask(Check())
        let markdown = MarkdownReport(answer).text
        let outsideOfCode = markdown.replacing(/``.*?``/, with: "").replacing(/`[^`]*`/, with: "")
        #expect(!outsideOfCode.contains("](http") && !outsideOfCode.contains("<c>") && !outsideOfCode.contains("@f"))
        #expect(markdown.split(separator: "\n").first { $0.contains("❌") }?.filter { $0 == "|" }.count == 4)
        let sarif = SARIFReport(answer, version: "0.1.0", house: nil).text
        #expect((try JSONValue.parse(Array(sarif.utf8)))["runs"]?[0]?["results"]?.array?.count == 3)
    }

    /// Where the fix goes must be a file that somebody can edit.
    @Test(arguments: Lab.all) func everyFixIsAtALineOfAFileThatIsThere(_ lab: Lab) throws {
        let ingested = try lab.ingested()
        let engine = try Engine(storePath: ingested.scratch.path + "/lab.db")
        let answer = try engine.ask(Check())
        let violations = answer.result.rules.flatMap(\.violations)
        #expect(violations.count > 5)
        for violation in violations {
            let fix = try #require(violation.fix, "\(violation.title)")
            let text = try String(contentsOfFile: lab.folder + "/" + fix.file, encoding: .utf8)
            #expect((1...text.split(separator: "\n", omittingEmptySubsequences: false).count).contains(fix.line ?? 0))
        }
    }

    @Test func aPolicyOfAWSItselfIsMendedAtItsAttachment() throws {
        let lab = try Lab.supportDesk.ingested()
        let result = try Self.check(
            lab, "rules: [{ id: r, no_reach: { from: release-bot, to: acme-datalake, effects: write } }]\n")
        let violation = try #require(result.rules.first?.violations.first)
        #expect(violation.path.last?.from.name == "AdministratorAccess/#0")
        let fix = try #require(violation.fix)
        let lines = try String(contentsOfFile: Lab.supportDesk.folder + "/" + fix.file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(fix.id.contains("/RoleDetailList/") && fix.id.contains("/AttachedManagedPolicies/"))
        #expect(lines.dropFirst((fix.line ?? 1) - 1).prefix(3).contains { $0.contains("policy/AdministratorAccess") })
    }

    @Test func whatOnlyThePolicyCanMendIsMendedThere() throws {
        let lab = try Lab.supportDesk.ingested()
        let text = "agents:\n  support-bot: { owner: me }\nrules:\n  - id: r\n    task_declared: true\n"
        let folder = lab.scratch.path + "/repository"
        try FileManager.default.createDirectory(atPath: folder + "/conf", withIntermediateDirectories: true)
        let file = folder + "/conf/overreach.yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let house = try HouseFile.house(at: file)
        let answer = try Engine(storePath: lab.scratch.path + "/lab.db", house: house).ask(Check())
        let places = answer.result.rules.flatMap(\.violations).map { "\($0.from?.name ?? "") \($0.fix?.line ?? 0)" }
        #expect(Set(places) == ["support-bot 2", "release-bot 4", "triage-bot 4"])

        let sarif = SARIFReport(answer, version: "0", root: "posture", house: house.file, folder: folder).text
        let results = try JSONValue.parse(Array(sarif.utf8))["runs"]?[0]?["results"]?.array ?? []
        let uris = results.compactMap {
            $0["locations"]?[0]?["physicalLocation"]?["artifactLocation"]?["uri"]?.string
        }
        #expect(uris == Array(repeating: "conf/overreach.yaml", count: 3))
    }

    @Test func theSameCheckIsTheSameBytes() throws {
        let (a, b) = (try Self.sarif(Lab.northbay.ingested()).text, try Self.sarif(Lab.northbay.ingested()).text)
        #expect(a == b)
    }
}
