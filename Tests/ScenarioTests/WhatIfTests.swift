import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// What a change would do, on recordings of which it is known.
struct WhatIfTests {
    private func ask(_ changes: Change..., of lab: Lab = .supportDesk) throws -> JSONValue {
        try #require(try json(try Reading(lab.folder).judging.ask(WhatIf(changes: changes)))["result"])
    }

    /// `from → to`, of rows whose pair is closed or opened whole.
    private func pairs(_ rows: JSONValue?) -> [String] {
        (rows?.array ?? []).filter { $0["whole"]?.bool != false }.map { row in
            "\(row["from"]?.text("name") ?? "") → \(row["to"]?.text("name") ?? "")"
        }.sorted()
    }

    @Test func theHotfixTakesTheBillingDataWithIt() throws {
        let result = try ask(.remove("support-mcp/Hotfix"))
        #expect(pairs(result["closed"]) == ["support-bot → acme-billing", "triage-bot → acme-billing"])
        #expect(result["opened"]?.array?.isEmpty == true)
        #expect(result["rerouted"]?.array?.isEmpty == true)
        #expect(result["before"]?["reach"]?.int == 20)
        #expect(result["after"]?["reach"]?.int == 18)
    }

    @Test func quarantineOfTheServerClosesAllThatItsAgentReaches() throws {
        let lab = Lab.supportDesk
        let reading = try Reading(lab.folder)
        let reached = try reading.reach().keys.filter { $0.hasPrefix("support-bot → ") }
        let result = try json(try reading.judging.ask(WhatIf(changes: [.quarantine("customer-data")])))["result"]
        #expect(pairs(result?["closed"]).filter { $0.hasPrefix("support-bot") }.count == reached.count)
        #expect(pairs(result?["closed"]).allSatisfy { !$0.hasPrefix("release-bot") })
    }

    /// What telemetry and the audit log show `support-bot` doing; the two other stores it was only able to.
    @Test func whatIsClosedSaysWhetherItWasUsed() throws {
        let result = try ask(.quarantine("customer-data"))
        let closed = (result["closed"]?.array ?? []).filter { $0["from"]?.text("name") == "support-bot" }
        let used = closed.compactMap { row -> String? in
            guard let use = row["used"], let count = use["count"]?.int else { return nil }
            return "\(row["to"]?.text("name") ?? "") \(count) \(use["effects"]?.array?.compactMap(\.string) ?? [])"
        }
        let stores = ["acme-datalake", "acme-reports", "customers", "prod/db"]
        #expect(used.sorted() == stores.map { "\($0) 3 [\"read\"]" })
        #expect(closed.count == 6)

        // Rights to read that go with what was read do not count for other effects.
        let opened = try ask(.grant(principal: "support-mcp", action: "s3:DeleteObject", resource: "acme-reports"))
        #expect(opened["opened"]?.array?.isEmpty == false)
        #expect(opened["opened"]?.array?.allSatisfy { $0["used"]?.isNull == true } == true)
    }

    @Test func whatIsRemovedWhileAnotherRightGivesTheSameIsRerouted() throws {
        let result = try ask(
            .grant(principal: "support-mcp", action: "s3:GetObject", resource: "acme-reports"),
            .remove("support-mcp/Reports"))
        #expect(pairs(result["closed"]).isEmpty)
        let rerouted = (result["rerouted"]?.array ?? []).map { $0["to"]?.text("name") }
        #expect(rerouted == ["acme-reports", "acme-reports"])
    }

    @Test func whatWasDoneUnderARightGoesWithIt() throws {
        let result = try ask(.remove("support-mcp/Secrets"))
        #expect(
            pairs(result["closed"]).filter { $0.hasPrefix("support-bot") }
                == ["support-bot → prod/db", "support-bot → prod/payments-api"])
        let trust = try ask(.remove("trust of analytics-reader/#0"))
        #expect(pairs(trust["closed"]).contains("support-bot → acme-datalake"))
    }

    @Test func aRotatedKeyOpensNothing() throws {
        let result = try ask(.rotate("AKIARZPUZDIKH3SPV2JT"))
        #expect(pairs(result["closed"]).count == 8)
        #expect(pairs(result["closed"]).allSatisfy { $0.hasPrefix("release-bot") })
    }

    @Test func anEdgeIsNamedByItsEnds() throws {
        for text in ["support-bot->customer-data", "support-bot -[AGENT_CALLS]-> customer-data"] {
            let result = try ask(.remove(text))
            #expect(pairs(result["closed"]).filter { $0.hasPrefix("support-bot") }.count == 6, "\(text)")
            #expect(result["opened"]?.array?.isEmpty == true, "\(text)")
        }
        #expect(throws: ChangeError.noEdge("triage-bot->release-bot")) { try ask(.remove("triage-bot->release-bot")) }
    }

    @Test func whoTakesAServerOverHasWhatItsIdentityMayDo() throws {
        let result = try ask(.compromise("customer-data"))
        let opened = pairs(result["opened"])
        #expect(opened.count == 6 && opened.allSatisfy { $0.hasPrefix("customer-data → ") })
        #expect(result["closed"]?.array?.isEmpty == true)
    }

    @Test func aConfigurationIsLookedAtBeforeItIsRolledOut() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let given = try reading.judging.configuration(ofFile: Lab.supportDesk.folder + "/mcp/release-bot/.mcp.json")
        let result = try json(try reading.judging.ask(WhatIf(changes: [.addConfiguration(given)])))["result"]
        // The same key is the same user, whoever configures it.
        #expect(pairs(result?["opened"]).count == 8)
        #expect(pairs(result?["opened"]).allSatisfy { $0.hasPrefix(".mcp.json → ") })
    }

    /// Whoever gets a configuration of servers that others use is one more way to what these reach, and the others have
    /// nothing of the key that is in it.
    @Test func aNewClientOfServersInUseIsAWayOfItsOwn() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let scratch = try Scratch()
        let text = try String(contentsOfFile: Lab.supportDesk.folder + "/mcp/support-desk/.mcp.json", encoding: .utf8)
        let key = #""type": "http", "env": { "AWS_ACCESS_KEY_ID": "AKIARZPUZDIKH3SPV2JT" },"#
        for (config, opened) in [(text, 6), (text.replacing(#""type": "http","#, with: key), 8)] {
            let path = scratch.path + "/mcp.json"
            try Data(config.utf8).write(to: URL(fileURLWithPath: path))
            let given = try reading.judging.configuration(ofFile: path)
            let result = try json(reading.judging.ask(WhatIf(changes: [.addConfiguration(given)])))["result"]
            #expect(pairs(result?["opened"]).count >= opened)
            #expect(pairs(result?["opened"]).allSatisfy { $0.hasPrefix("mcp.json → ") })
            for list in ["closed", "rerouted"] { #expect(result?[list]?.array?.isEmpty == true, "\(list)") }
        }
    }

    @Test func whatANewClientOpensIsSeenByTheGate() throws {
        let scratch = try Scratch()
        let (store, folder) = (scratch.path + "/s.db", scratch.path + "/lab")
        try FileManager.default.copyItem(atPath: Lab.supportDesk.folder, toPath: folder)
        _ = try IngestRun(storePath: store, options: IngestOptions()).run([folder])
        func check(_ baseline: Check.Baseline?) throws -> Answer<Check.Result> {
            try Engine(storePath: store).ask(Check(baseline: baseline))
        }
        let before = try check(nil)
        let file = scratch.path + "/baseline.json"
        try JSONText.encode(before, indented: false).write(toFile: file, atomically: true, encoding: .utf8)
        let baseline = try BaselineFile.baseline(at: file)
        try FileManager.default.createDirectory(atPath: folder + "/mcp/laptop", withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: folder + "/mcp/support-desk/.mcp.json", toPath: folder + "/mcp/laptop/mcp.json")
        _ = try IngestRun(storePath: store, options: IngestOptions()).run([folder])
        let rule = try #require(try check(baseline).result.rules.first { $0.id == "no-new-path" })
        let new = rule.violations.filter { $0.known != true }
        #expect(!new.isEmpty && new.allSatisfy { $0.from?.name == "laptop/mcp.json" })
    }

    @Test(arguments: Lab.all) func judgingWhatIsStatedGivesTheGraphOfTheStore(_ lab: Lab) throws {
        let reading = try Reading(lab.folder)
        // A statement that says nothing is added, so that all is judged and nothing can be different.
        let policy = try GivenPolicy(
            name: "nothing",
            body: .object([
                Value.Member("Version", .string("2012-10-17")),
                Value.Member(
                    "Statement",
                    .array([
                        Value.Element(
                            .object([
                                Value.Member("Effect", .string("Deny")), Value.Member("NotAction", .string("*")),
                                Value.Member("Resource", .string("*")),
                            ]))
                    ])),
            ]))
        let role = try #require(
            try reading.engine.ask(Nodes(kind: .identity)).result.first { $0.key.hasPrefix("AWS_ROLE") })
        let answer = try reading.judging.ask(
            WhatIf(changes: [.attachPolicy(principal: role.key, policy: policy)])
        ).result
        #expect(answer.closed.isEmpty && answer.opened.isEmpty && answer.rerouted.isEmpty)
        #expect(answer.findingsClosed.isEmpty && answer.findingsOpened.isEmpty)
        #expect(answer.before == answer.after)
    }

    @Test func theStoreIsNotChanged() throws {
        let scratch = try Scratch()
        let store = scratch.path + "/lab.db"
        _ = try IngestRun(storePath: store, options: IngestOptions()).run([Lab.supportDesk.folder])
        let before = try Data(contentsOf: URL(fileURLWithPath: store))
        _ = try JudgingEngine(storePath: store).ask(WhatIf(changes: [.quarantine("customer-data")]))
        _ = try JudgingEngine(storePath: store).ask(Fixes(limit: 3))
        #expect(try Data(contentsOf: URL(fileURLWithPath: store)) == before)
    }

    @Test func nonsenseIsRefusedWithWhatWasExpected() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        func message(_ change: Change) -> String {
            do {
                _ = try reading.judging.ask(WhatIf(changes: [change]))
                return ""
            } catch { return "\(error)" }
        }
        #expect(message(.quarantine("org-admin")).contains("expected an MCP server"))
        #expect(message(.rotate("org-admin")).contains("expected a credential"))
        #expect(message(.grant(principal: "support-bot", action: "s3:*", resource: "*")).contains("expected a user"))
        #expect(message(.grant(principal: "alice", action: "GetObject", resource: "*")).contains("is no action"))
        #expect(
            message(.grant(principal: "alice", action: "s3:GetObject", resource: "nowhere")).contains("no resource"))
        #expect(
            message(.grant(principal: "alice", action: "s3:GetObject", resource: "arn:aws:s3:::"))
                .contains("names no resource"))
        #expect(throws: ChangeError.nothing) { try reading.judging.ask(WhatIf(changes: [])) }
    }

    // MARK: - Findings

    /// The findings of a world by their titles, without what names the place of a copy.
    private func titles(_ reading: Reading) throws -> Set<String> {
        Set(try reading.engine.ask(Findings()).result.map { "\($0.rule) \($0.title)" })
    }

    /// What findings would be there after a change: those that are, without those that close, and those that open.
    private func titles(after change: Change, _ reading: Reading) throws -> Set<String> {
        let result = try reading.judging.ask(WhatIf(changes: [change])).result
        let all = try reading.engine.ask(Findings()).result
        #expect(result.before.findings == all.count { $0.accepted == nil })
        let closed = Set(result.findingsClosed.map(\.id))
        #expect(closed.isSubset(of: all.map(\.id)))
        let left = all.filter { !closed.contains($0.id) }
        #expect(result.after.findings == left.count + result.findingsOpened.count)
        let rules = result.findingsOpened.map { row in
            "\(row.id.split(separator: "-").dropLast().joined(separator: "-")) \(row.title)"
        }
        return Set(left.map { "\($0.rule) \($0.title)" } + rules)
    }

    /// A copy of the lab in which something is edited by hand, read anew.
    private func edited(_ file: String, _ edit: (inout String) -> Void) throws -> Reading {
        let folder = try PatchedFolder(copying: Lab.supportDesk.folder)
        let path = folder.path + "/" + file
        var text = try String(contentsOfFile: path, encoding: .utf8)
        let before = text
        edit(&text)
        #expect(text != before)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try Reading(folder.path)
    }

    @Test func findingsAfterAPolicyIsChangedAreThoseOfTheChangedPolicy() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let file = "aws/iam/get-account-authorization-details.json"
        let patched = try edited(file) { $0 = $0.replacingOccurrences(of: "\"iam:PassRole\"", with: "\"iam:GetRole\"") }
        #expect(try titles(after: .remove("artifact-publisher/PassAnyRole"), reading) == titles(patched))
        #expect(try titles(patched).count == titles(reading).count - 1)
    }

    @Test func whatARotatedCredentialOpenedIsNoRiskAnyMore() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let before = try titles(reading)
        let token = try titles(after: .rotate("GITHUB_PERSONAL_ACCESS_TOKEN"), reading)
        #expect(before.subtracting(token).map { $0.contains("GITHUB_PERSONAL_ACCESS_TOKEN") } == [true])
        let key = try titles(after: .rotate("AKIARZPUZDIKH3SPV2JT"), reading)
        let gone = before.subtracting(key)
        #expect(gone.contains { $0.hasPrefix("hard-coded-credential AWS_SECRET_ACCESS_KEY") })
        #expect(gone.contains { $0.hasPrefix("shared-credential") } && gone.count == 2)
        #expect(key.isSubset(of: before) && token.isSubset(of: before))
        // What is taken away altogether stands nowhere.
        #expect(try titles(after: .remove("AKIARZPUZDIKH3SPV2JT"), reading) == key)
    }

    @Test func quarantineClosesWhatIsSaidOfTheServerAndNothingElse() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let before = try titles(reading)
        let deploy = before.subtracting(try titles(after: .quarantine("deploy"), reading))
        #expect(deploy.contains { $0.hasPrefix("hard-coded-credential AWS_SECRET_ACCESS_KEY") })
        // That another server is used though nobody declared it stays so.
        #expect(!deploy.contains { $0.hasPrefix("undeclared-server") })
        let notes = before.subtracting(try titles(after: .quarantine("notes"), reading))
        #expect(notes.contains { $0.hasPrefix("undeclared-server") })
        #expect(!notes.contains { $0.hasPrefix("hard-coded-credential") })
        let result = try json(reading.judging.ask(WhatIf(changes: [.quarantine("notes")])))["result"]
        #expect(result?["findings_closed"]?.array?.count == notes.count)
    }

    @Test func aConfigurationBringsItsFindings() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let given = try reading.judging.configuration(ofFile: Lab.supportDesk.folder + "/mcp/release-bot/.mcp.json")
        let opened = try titles(after: .addConfiguration(given), reading).subtracting(try titles(reading))
        #expect(opened.filter { $0.hasPrefix("hard-coded-credential") }.count == 3)
        #expect(opened.allSatisfy { !$0.hasPrefix("agent-without-owner") && !$0.hasPrefix("undeclared-server") })
    }

    @Test func whoIsGivenMoreBringsAFinding() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let after = try titles(after: .grant(principal: "support-mcp", action: "iam:*", resource: "*"), reading)
        #expect(
            after.subtracting(try titles(reading)).contains { $0.hasPrefix("escalation-to-administrator support-mcp") })
    }

    // MARK: - What was typed

    private func policy(_ statement: String) throws -> GivenPolicy {
        let scratch = try Scratch()
        let file = scratch.path + "/policy.json"
        try Data("{\"Version\": \"2012-10-17\", \"Statement\": [\(statement)]}".utf8)
            .write(to: URL(fileURLWithPath: file))
        return try Reading(Lab.supportDesk.folder).judging.policy(ofFile: file)
    }

    private func error(_ change: Change, _ reading: Reading) -> String {
        do {
            _ = try reading.judging.ask(WhatIf(changes: [change]))
            return ""
        } catch { return "\(error)" }
    }

    @Test func anActionThatThereIsNotIsRefusedWithWhatWasMeant() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        func grant(_ action: String) -> Change {
            .grant(principal: "support-mcp", action: action, resource: "acme-reports")
        }
        #expect(error(grant("s3:GetObjct"), reading).contains("did you mean s3:GetObject"))
        #expect(error(grant("s3:Gett*"), reading).contains("means no action of s3"))
        #expect(error(grant("s3:getobject"), reading).isEmpty)
        let answer = try reading.judging.ask(WhatIf(changes: [grant("frobnicate:Run")]))
        #expect(
            answer.caveats.contains { $0.reason == "not known" && $0.detail.contains("\"frobnicate\" are not listed") })
        let file = try policy(
            "{\"Sid\": \"S\", \"Effect\": \"Allow\", \"Action\": [\"s3:GetObjct\", \"s3:PutObject\"], \"Resource\": \"*\"}"
        )
        let attached = try reading.judging.ask(WhatIf(changes: [.attachPolicy(principal: "support-mcp", policy: file)]))
        let unknown = attached.caveats.filter { $0.reason == "not known" }.map(\.detail)
        #expect(unknown.count == 1 && unknown[0].contains("statement \"S\"") && unknown[0].contains("s3:GetObject"))
    }

    @Test func ofMisspeltGrantsAndPoliciesTheNearestIsOffered() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        #expect(error(.remove("support-mcp/Hotfx"), reading).hasSuffix("; did you mean support-mcp/Hotfix"))
        #expect(error(.remove("suport-mcp"), reading).hasSuffix("; did you mean support-mcp"))
        let file = try policy("{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}")
        let misspelt = error(.replacePolicy("support-mcp/suport-data", policy: file), reading)
        let meant = "did you mean arn:aws:iam::123456789012:role/support-mcp/support-data"
        #expect(misspelt.contains(meant), "\(misspelt)")
    }

    @Test func whatIsWrongWithAnEdgeIsSaid() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        func remove(_ text: String) -> String { error(.remove(text), reading) }
        #expect(remove("support-bot->customer-dta").contains("\"customer-dta\"; did you mean customer-data"))
        #expect(remove("supprt-bot->customer-data").contains("\"supprt-bot\""))
        #expect(remove("nobody->nothing").contains("\"nobody\""))
        #expect(remove("support-bot-[AGENT_CALL]->customer-data").contains("of the kind AGENT_CALLS (calls)"))
        #expect(remove("support-bot -[calls]-> customer-data").isEmpty)
        #expect(remove("triage-bot->release-bot").contains("none leads from the one to the other"))
    }

    @Test func anActionOnAResourceOfAnotherServiceIsSaid() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        func notes(_ action: String, _ resource: String) throws -> [String] {
            try reading.judging.ask(
                WhatIf(changes: [.grant(principal: "support-mcp", action: action, resource: resource)])
            ).caveats.filter { $0.source == "--grant" }.map(\.detail)
        }
        let table = "arn:aws:dynamodb:us-east-1:123456789012:table/customers"
        #expect(try notes("s3:GetObject", table).contains { $0.contains("a resource of dynamodb") })
        #expect(try notes("s3:GetObject", "customers").contains { $0.contains("a resource of dynamodb") })
        for (action, resource) in [
            ("s3:GetObject", "arn:aws:s3:::acme-reports/*"), ("s3:GetObject", "acme-reports"), ("s3:GetObject", "*"),
            ("*", table), ("sts:AssumeRole", "arn:aws:iam::123456789012:role/org-admin"), ("dynamodb:GetItem", table),
        ] {
            #expect(try notes(action, resource) == [], "\(action) \(resource)")
        }
    }

    @Test func aPolicyOfAnotherKindIsRefused() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let rights = try policy("{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}")
        let trust = try policy(
            "{\"Sid\": \"T\", \"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"*\"}}")
        #expect(
            error(.replacePolicy("analytics-reader", policy: rights), reading)
                .contains("statement 0 names no Principal, expected a trust policy"))
        #expect(error(.replacePolicy("analytics-reader", policy: trust), reading).isEmpty)
        #expect(
            error(.attachPolicy(principal: "support-mcp", policy: trust), reading)
                .contains("statement \"T\" names a principal, expected a policy of what its holder may do"))
        #expect(
            error(.replacePolicy("support-mcp/support-data", policy: trust), reading).contains("names a principal"))
        #expect(error(.attachPolicy(principal: "support-mcp", policy: rights), reading).isEmpty)
    }

    @Test(arguments: Lab.all) func whoHasAnEntryPointReachesWhatItReaches(_ lab: Lab) throws {
        let reading = try Reading(lab.folder)
        let agent = try #require(try reading.engine.ask(Nodes(kind: .agent)).result.first)
        let result = try #require(try json(reading.judging.ask(WhatIf(changes: [.compromise(agent.key)])))["result"])
        let row = try #require(result["compromised"]?.array?.first)
        #expect(row["is_entry_point"]?.bool == true)
        let radius = try reading.engine.ask(Radius(node: agent.key)).result.reached.filter {
            $0.node.kind == .dataStore
        }
        let old = (row["reach"]?.array ?? []).filter { $0["new"]?.bool == false }
        #expect(Set(old.map { $0["to"]?.text("key") ?? "" }) == Set(radius.map(\.node.key)))
        #expect(!radius.isEmpty)
        let new = Set(
            (row["reach"]?.array ?? []).filter { $0["new"]?.bool == true }.map { $0["to"]?.text("key") ?? "" })
        #expect(
            Set(
                (result["opened"]?.array ?? []).filter { $0["from"]?.text("key") == agent.key }.map {
                    $0["to"]?.text("key") ?? ""
                }) == new)
        // What runs where it runs gives way with it, and is named.
        for place in row["places"]?.array ?? [] { #expect(place["assumes"]?.array?.isEmpty == false) }
    }

    @Test func theDiagramStrikesThroughWhatCloses() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let question = WhatIf(changes: [
            .remove("support-mcp/Hotfix"),
            .grant(principal: "support-mcp", action: "s3:GetObject", resource: "acme-artifacts"),
        ])
        let picture = try reading.judging.picture { try Pictures.whatIf(question, in: $0) }
        func arrows(_ style: Picture.Style) -> [String] {
            picture.edges.filter { $0.style == style }.map {
                "\(picture.nodes[$0.from].title) → \(picture.nodes[$0.to].title)"
            }
        }
        #expect(arrows(.closed) == ["role support-mcp → λ billing-export"])
        #expect(arrows(.opened) == ["role support-mcp → acme-artifacts"])
    }
}
