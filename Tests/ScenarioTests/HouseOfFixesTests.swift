import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// What a house says bears on what-ifs and fixes as it does on every other question.
struct HouseOfFixesTests {
    private static func house(_ change: (inout House) -> Void) -> House {
        var house = House()
        change(&house)
        return house
    }

    private func result(_ question: some GroundQuestion, _ house: House, of reading: Reading) throws -> JSONValue {
        try #require(try json(try reading.judging(house).ask(question))["result"])
    }

    @Test func entryPointsAndCrownJewelsAreThoseOfTheHouse() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let house = Self.house {
            $0.entryPoints = [NodeSelector(id: "support-bot")]
            $0.crownJewels = [NodeSelector(id: "acme-reports")]
        }
        let change = WhatIf(changes: [.remove("support-mcp/Reports")])
        let result = try result(change, house, of: reading)
        #expect(result["before"]?["entry_points"]?.int == 1)
        #expect(result["before"]?["crown_jewel_reach"]?.int == 1)
        #expect(result["after"]?["crown_jewel_reach"]?.int == 0)
        #expect(result["closed"]?.array?.map { $0["from"]?.text("name") } == ["support-bot"])

        // The same node is marked in the other questions.
        let engine = try reading.engine(house)
        let rows = try engine.ask(Radius(node: "support-bot")).result.reached
        #expect(rows.filter(\.crownJewel).map(\.node.name) == ["acme-reports"])
        let picture = try engine.picture { try Pictures.radius(Radius(node: "support-bot"), in: $0) }
        #expect(picture.nodes.filter { $0.detail.contains("crown jewel") }.map(\.title) == ["acme-reports"])
        #expect(picture.subtitle.contains("1 of them crown jewels"))
    }

    @Test(arguments: Lab.all) func withoutAHouseAllQuestionsBeginAtTheSameNodes(_ lab: Lab) throws {
        let reading = try Reading(lab.folder)
        let stores = try reading.engine.ask(Nodes(kind: .dataStore)).result
        let rows: [Exposure.Result] = try stores.map { store in
            try reading.engine.ask(Exposure(node: store.key)).result
        }
        let pairs = Int64(rows.reduce(0) { $0 + $1.reachedBy.filter(\.entryPoint).count })
        let jewels = Int64(
            rows.filter(\.crownJewel).reduce(0) { $0 + $1.reachedBy.filter(\.entryPoint).count })
        let grant = try #require(try reading.engine.ask(Nodes(kind: .grant)).result.first)
        let counts = try result(WhatIf(changes: [.remove(grant.key)]), House(), of: reading)["before"]
        #expect(pairs > 0 && counts?["reach"]?.int == pairs)
        #expect(counts?["crown_jewel_reach"]?.int == jewels)
    }

    @Test func ownersAreThoseOfTheHouse() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let house = Self.house { $0.owners = [Ownership([NodeSelector(id: "*support-mcp*")], owner: "platform")] }
        let fixes = try result(Fixes(node: "support-bot", limit: 100), house, of: reading)["fixes"]?.array ?? []
        let hotfix = try #require(fixes.first { $0["target"]?.text("name") == "support-data/Hotfix" })
        #expect(hotfix.text("owner") == "platform")
    }

    @Test func whatWasUsedBeforeTheWindowIsUnused() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        func narrowed(_ window: Int64?) throws -> JSONValue? {
            let house = Self.house { $0.window = window }
            let fixes = try result(Fixes(node: "support-bot", limit: 100, breaks: true), house, of: reading)["fixes"]
            return fixes?.array?.first {
                $0["target"]?.text("name") == "support-data/Reports" && $0.text("kind") == "remove-statement"
            }
        }
        #expect((try narrowed(nil)?["used"]?["count"]?.int ?? 0) > 0)
        #expect(try narrowed(1_000_000)?["used"]?["count"]?.int == 0)
    }

    @Test func acceptedRisksAreInNoCount() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let change = WhatIf(changes: [.quarantine("customer-data")])
        let all = try #require(try result(change, House(), of: reading)["before"]?["findings"]?.int)
        var risk = AcceptedRisk()
        risk.rule = "escalation-to-administrator"
        let house = Self.house { $0.acceptedRisks = [risk] }
        let rest = try #require(try result(change, house, of: reading)["before"]?["findings"]?.int)
        #expect(rest < all)
    }

    @Test func whereNobodySaysWhatMattersAllDataDoesAndItIsSaid() throws {
        let account = try GeneratedAccount(seed: 1)
        let reading = try Reading(account.path)
        let answer = try reading.judging.ask(Fixes(limit: 3, isPlan: true))
        #expect(answer.caveats.contains { $0.source == "crown jewels" })
        #expect(!answer.result.plan.isEmpty)
        let client = try #require(try reading.engine.ask(Nodes(kind: .client)).result.first)
        let radius = try reading.engine.ask(Radius(node: client.key)).result
        #expect(radius.reached.allSatisfy { !$0.crownJewel })
    }

    @Test func aWhatIfIsAskedOfThePast() throws {
        let reading = try Reading(Lab.supportDesk.folder)
        let question = WhatIf(changes: [.remove("support-mcp/Hotfix")])
        let now = try JSONText.encode(reading.judging.ask(question), indented: false)
        let then = try #require(Moment("2030-01-01"))
        #expect(try JSONText.encode(reading.judging(House(), asOf: then).ask(question), indented: false) == now)
        let before = try #require(Moment("2020-01-01"))
        #expect(throws: (any Error).self) { try reading.judging(House(), asOf: before).ask(question) }
    }

    @Test func aRightOfAClusterIsGrantedAndJudged() throws {
        let account = try GeneratedAccount(seed: 1)
        let reading = try Reading(account.path)
        let house = Self.house { $0.entryPoints = [NodeSelector(id: "jobs/other", kind: .identity)] }
        func opened(_ verbs: String, _ resource: String) throws -> [String] {
            let change = Change.grant(principal: "jobs/other", action: verbs, resource: resource)
            return try result(WhatIf(changes: [change]), house, of: reading)["opened"]?.array?.flatMap {
                $0["effects"]?.strings ?? []
            } ?? []
        }
        #expect(try opened("get,delete", "secrets") == ["delete"])
        #expect(try opened("delete", "*:secrets=token") == ["delete"])
        #expect(try opened("delete", "secrets=other").isEmpty)
        #expect(try opened("delete", "kube-system:secrets").isEmpty)
        #expect(throws: ChangeError.self) { try opened("delete secrets", "secrets") }
        #expect(throws: ChangeError.self) { try opened("get", "a/b/c") }
        for (verbs, resource, meant) in [
            ("gte", "secrets", "get"), ("get,lsit", "secrets", "list"), ("get", "secret", "secrets"),
            ("create", "pod/exec", "pods"),
        ] {
            let problem = #expect(throws: ChangeError.self) { try opened(verbs, resource) }
            #expect(problem?.description.hasSuffix("did you mean \(meant)") == true, "\(problem?.description ?? "")")
        }
        let change = Change.grant(principal: "jobs/other", action: "frobnicate", resource: "gizmotrons")
        let caveats = try reading.judging(house).ask(WhatIf(changes: [change])).caveats
        #expect(caveats.count { $0.source == "--grant" && $0.reason == "not known" } == 2)
    }

    @Test(arguments: Lab.all) func theSameInputGivesTheSameBytes(_ lab: Lab) throws {
        let readings = try [Reading(lab.folder), Reading(lab.folder)]
        let grants = try readings[0].engine.ask(Nodes(kind: .grant)).result.prefix(3)
        for grant in grants {
            let question = WhatIf(changes: [.remove(grant.key)])
            let texts = try readings.map { try JSONText.encode($0.judging.ask(question), indented: true) }
            #expect(texts[0] == texts[1], "\(grant.name)")
        }
        let fixes = try readings.map { try JSONText.encode($0.judging.ask(Fixes(isPlan: true)), indented: true) }
        #expect(fixes[0] == fixes[1])
        let checks = try readings.map { try JSONText.encode($0.engine.ask(Check()), indented: true) }
        #expect(checks[0] == checks[1])
    }
}
