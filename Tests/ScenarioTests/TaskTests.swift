import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachGraph
import OverreachModel
import OverreachWire
import Testing

/// What agents are for, and what they could and did beyond.
struct TaskTests {
    /// The lab under a house that a text says.
    static func engine(_ lab: Lab.Ingested, _ text: String) throws -> Engine {
        try Engine(storePath: lab.scratch.path + "/lab.db", house: HouseFileTests.read(text).get())
    }

    private static func row(_ name: String, of answer: Answer<Radius.Result>) -> ReachRow? {
        answer.result.reached.first { $0.node.name == name && $0.node.kind == .dataStore }
    }

    @Test func whatLiesOutsideOfATaskIsSaidOfReachActsAndFindings() throws {
        let lab = try Lab.supportDesk.ingested()
        let engine = try Self.engine(
            lab,
            """
            agents:
              support-bot:
                owner: support
                may: [read customers, read acme-reports, read prod/db, call customer-data/*]
            """)

        let radius = try engine.ask(Radius(node: "support-bot"))
        #expect(Self.row("customers", of: radius)?.outside == [])
        #expect(Self.row("prod/db", of: radius)?.outside == [])
        #expect(Self.row("prod/payments-api", of: radius)?.outside == [.read])
        #expect(Self.row("acme-billing", of: radius)?.outside == [.read, .write, .delete, .administer])
        #expect(Self.row("acme-datalake", of: radius)?.outside == [.read])
        // What is on the way to what the task names is no overreach; what is not on it is.
        let others = Dictionary(
            radius.result.reached.map { ("\($0.node.kind.rawValue) \($0.node.name)", $0.outside) },
            uniquingKeysWith: { first, _ in first })
        #expect(others["identity support-mcp"] == .some([]))
        #expect(others["mcp_server customer-data"] == .some([]))
        #expect(others["identity billing-export"] == .some([.control]))
        #expect(radius.result.task?.did?.count == 3)

        let outside = try engine.ask(Activities()).result.filter { !$0.outsideTaskOf.isEmpty }
        #expect(Set(outside.compactMap { $0.target?.name }) == ["acme-datalake"])
        #expect(outside.allSatisfy { $0.outsideTaskOf.map(\.name) == ["support-bot"] })

        let findings = try engine.ask(Findings()).result.filter { $0.rule == "agent-outside-task" }
        #expect(findings.contains { $0.title == "support-bot read acme-datalake 3 times, outside of its task" })
        #expect(
            findings.contains { $0.title.hasPrefix("support-bot can read, write, delete, administer acme-billing") })
        #expect(findings.allSatisfy { $0.subject.name == "support-bot" && $0.owner == "support" })
    }

    @Test func aReviewSaysWhatLayOutsideOfTheDeclaredTask() throws {
        let lab = try Lab.supportDesk.ingested()
        let engine = try Self.engine(
            lab,
            """
            agents:
              support-bot: { owner: support, purpose: tickets, may: [read customers, read acme-reports, read prod/db] }
            """)
        let review = try engine.ask(Review(node: "support-bot")).result
        #expect(review.task?.owner == "support" && review.task?.did?.count == 3)
        let outside = review.outside.filter { $0.reasons.contains("its declared task does not name it") }
        #expect(outside.count == 3 && outside.allSatisfy { $0.act.target?.name == "acme-datalake" })
        #expect(review.unusedData.first { $0.node.name == "acme-billing" }?.outside?.isEmpty == false)

        // Acts before the period are none of its.
        let later = try #require(Timestamp.nanoseconds("2030-01-01T00:00:00Z"))
        #expect(try engine.ask(Review(node: "support-bot", from: later)).result.task?.did == nil)
        let plain = try lab.engine.ask(Review(node: "support-bot")).result
        #expect(plain.task == nil && plain.unusedData.allSatisfy { $0.outside == nil })
        #expect(!plain.outside.contains { $0.reasons.contains("its declared task does not name it") })
    }

    @Test(arguments: Lab.all) func withoutATaskNothingIsOutside(_ lab: Lab) throws {
        let engine = try lab.ingested().engine
        #expect(try engine.ask(Activities()).result.allSatisfy(\.outsideTaskOf.isEmpty))
        #expect(try !engine.ask(Findings()).result.contains { $0.rule == "agent-outside-task" })
        for agent in try engine.ask(Nodes(kind: .agent)).result {
            let radius = try engine.ask(Radius(node: agent.key)).result
            #expect(radius.task == nil && radius.reached.allSatisfy { $0.outside == nil })
        }
    }

    @Test(arguments: Lab.all) func aDraftCoversAllThatWasDoneAndNothingElse(_ lab: Lab) throws {
        let ingested = try lab.ingested()
        for agent in try ingested.engine.ask(Nodes(kind: .agent)).result {
            let draft = try ingested.engine.ask(TaskDraft(agent: agent.key)).result
            let engine = try Self.engine(ingested, draft.yaml)
            let radius = try engine.ask(Radius(node: agent.key)).result
            #expect(radius.task?.may?.count == draft.may.count, "\(agent.key)")
            #expect(radius.task?.did == nil, "\(agent.key)")
            for row in radius.reached where row.node.kind == .dataStore {
                let used = row.used?.effects ?? []
                #expect(row.outside == row.effects.filter { !used.contains($0) }, "\(agent.key) \(row.node.key)")
            }
        }
    }

    @Test func aPartOfAStoreIsPermittedForThatPartOnly() throws {
        let lab = try Lab.supportDesk.ingested()
        func outside(_ permission: String) throws -> [Effect]? {
            let engine = try Self.engine(lab, "agents: { support-bot: { may: [\"\(permission)\"] } }\n")
            return Self.row("acme-datalake", of: try engine.ask(Radius(node: "support-bot")))?.outside
        }
        #expect(try outside("read arn:aws:s3:::acme-datalake") == [])
        #expect(try outside("read arn:aws:s3:::acme-datalake/*") == [])
        #expect(try outside("read acme-data*") == [])
        #expect(try outside("read arn:aws:s3:::acme-datalake/reports/*") == [.read])
        #expect(try outside("write acme-datalake") == [.read])
        #expect(try outside("all acme-datalake") == [])
        #expect(try outside("read acme-datalak") == [.read])
    }

    @Test func toolsAreJudgedWhereTheTaskNamesAny() throws {
        let lab = try Lab.supportDesk.ingested()
        func did(_ may: String) throws -> Int {
            let engine = try Self.engine(lab, "agents: { support-bot: { may: \(may) } }\n")
            return try engine.ask(Radius(node: "support-bot")).result.task?.did?.count ?? 0
        }
        let all = try did("[]")
        #expect(all == 12)  // each read of data; a call alone is not judged where no tool is named
        #expect(try did("[call customer-data/*]") == 0)
        #expect(try did("[call get_customer]") > 0)
        // What is left are the reports and the secret.
        #expect(try did("[{ effect: read, tool: customer-data/export_lake }, read customers]") == 6)
    }

    @Test func crownJewelsOwnersAndWeightsTakeEffect() throws {
        let lab = try Lab.supportDesk.ingested()
        let byDefault = try lab.engine.ask(Radius(node: "support-bot")).result
        #expect(byDefault.reached.filter(\.crownJewel).count == 4)  // what is restricted
        let engine = try Self.engine(
            lab,
            """
            crown_jewels: ["*acme-reports"]
            owners: [{ of: { kind: agent }, owner: lab }, { of: "*", owner: everybody }]
            weights: { classification: { internal: 7 }, crown_jewel: 1000, effect: { read: 2 } }
            """)
        let radius = try engine.ask(Radius(node: "support-bot")).result
        #expect(radius.reached.filter(\.crownJewel).map(\.node.name) == ["acme-reports"])
        #expect(radius.reached.allSatisfy { $0.owner == ($0.node.kind == .agent ? "lab" : "everybody") })
        #expect(radius.weight > byDefault.weight && radius.weight >= 2000)
        let exposure = try engine.ask(Exposure(node: "acme-reports")).result
        #expect(exposure.crownJewel && exposure.owner == "everybody")
        #expect(exposure.reachedBy.filter(\.entryPoint).allSatisfy { $0.node.kind == .agent })
        #expect(try !engine.ask(Findings()).result.contains { $0.rule == "agent-without-owner" })
    }

    @Test func aCrownJewelThatIsReachedAndNeverUsedIsAFindingWhereAHouseNamesIt() throws {
        let lab = try Lab.supportDesk.ingested()
        func titles(_ text: String) throws -> [String] {
            try Self.engine(lab, text).ask(Findings()).result.filter { $0.rule == "crown-jewel-within-reach" }.map(
                \.title
            )
            .sorted()
        }
        #expect(try titles("window: 90d\n").isEmpty)
        // What was used is no finding, nor what an agent with a task reaches.
        #expect(
            try titles("crown_jewels: [customers, acme-billing]\nagents: { triage-bot: { may: [] } }\n") == [
                "release-bot can read, write, delete, administer acme-billing, a crown jewel, and was never seen to",
                "release-bot can read, write, delete, administer customers, a crown jewel, and was never seen to",
                "support-bot can read, write, delete, administer acme-billing, a crown jewel, and was never seen to",
            ])
    }

    @Test func theWindowBoundsWhatCountsAsUse() throws {
        let lab = try Lab.supportDesk.ingested()
        // The recording takes seconds; the newest act is of another agent, minutes at most after the others.
        let wide = try Self.engine(lab, "window: 90d\n").ask(Radius(node: "support-bot")).result
        #expect(wide.reached.contains { $0.used != nil })
        let times = try lab.engine.ask(Activities()).result.map(\.time).sorted()
        #expect(Timestamp.nanoseconds(times[0])! > Timestamp.nanoseconds(times[times.count - 1])! - 3_600_000_000_000)
    }

    @Test func aNameThatNobodyHasIsSaid() throws {
        let lab = try Lab.supportDesk.ingested()
        let engine = try Self.engine(
            lab, "agents: { supprt-bot: { may: [] }, release-bot: {} }\ncrown_jewels: [acme-bililng, \"*billing\"]\n")
        let said = try engine.ask(Findings()).caveats.map(\.detail).filter {
            $0.contains("nothing that is known is meant by it")
        }
        #expect(said.count == 2)
        #expect(
            said.contains { $0.hasPrefix("the agent \"supprt-bot\"") && $0.hasSuffix("did you mean \"support-bot\"") })
        #expect(said.contains { $0.hasPrefix("crown_jewels[0]") })
    }

    @Test func anAcceptedRiskComesBackWhenItsTimeIsOver() throws {
        let lab = try Lab.supportDesk.ingested()
        let house = try HouseFileTests.read(
            """
            accepted_risks:
              - { rule: shared-credential, reason: soon mended, owner: platform, expires: 2027-01-31 }
            """
        ).get()
        func accepted(at time: String) throws -> [Finding] {
            let engine = try Engine(
                storePath: lab.scratch.path + "/lab.db", house: house, askedAt: Timestamp.nanoseconds(time))
            return try engine.ask(Findings()).result.filter { $0.accepted != nil }
        }
        let found = try accepted(at: "2027-01-31T23:59:59Z")
        #expect(found.map(\.rule) == ["shared-credential"])
        #expect(found.first?.accepted?.owner == "platform")
        #expect(try accepted(at: "2027-02-01T00:00:00Z").isEmpty)
    }

    @Test func aDraftOfHostileNamesIsStillOneTask() throws {
        let names = ["a\nb: c", "\"x\" # y", "\u{85}\u{2028}\u{202E}z", "*", "'", "\\u0041", "{}", "ä😀"]
        for name in names {
            let house = try HouseFileTests.read("agents:\n  \(try TaskYAMLProbe.quoted(name)):\n    may: []\n").get()
            #expect(house.tasks.map(\.agent) == [name])
        }
    }
}

/// The quoting of drafts, as a draft of an agent of that name shows it.
enum TaskYAMLProbe {
    static func quoted(_ name: String) throws -> String {
        let key = Key.agent(serviceNamespace: "", service: "s", name: name)
        var builder = SnapshotBuilder()
        builder.add(NodeFact(key, name: name))
        let world = World(
            snapshot: builder.build(), activities: [], documents: [], caveats: [], coverage: Coverage(records: []))
        let yaml = try TaskDraft(agent: key.text).answer(in: world).result.yaml
        let lines = yaml.split(separator: "\n")
        #expect(lines.count == 6, "\(yaml)")
        let line = try #require(lines.dropFirst(2).first)
        return String(line.dropFirst(2).dropLast())
    }
}
