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
        #expect(throws: ChangeError.nothing) { try reading.judging.ask(WhatIf(changes: [])) }
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
