import OverreachModel
import OverreachTelemetry
import Testing

/// A person's session stays the person's through every role that is taken with it.
@Suite struct RoleChainTests {
    private typealias Caller = Sketch.Caller

    /// A role taken with a session, which issues the next key.
    private static func taking(
        _ id: String, _ role: String, by caller: Caller, issues key: String, _ more: [String: String] = [:]
    ) -> RuntimeRecord {
        Sketch.event(
            id, "sts", "AssumeRole", by: caller, request: "r\(id)", issued: key,
            more.merging(["roleArn": Sketch.role(role)]) { $1 })
    }

    private static func reading(_ caller: Caller) -> RuntimeRecord {
        Sketch.event("read", "s3", "GetObject", by: caller, request: "r-read", ["bucketName": "b"])
    }

    private func act(_ records: [RuntimeRecord]) throws -> Activity {
        let result = Correlation.correlate(records: records, index: TableIndex())
        #expect(result.text == Correlation.correlate(records: records.reversed(), index: TableIndex()).text)
        return try #require(result.activities.first { $0.action == "s3:GetObject" })
    }

    private static let signedIn = Caller.session(
        role: "AWSReservedSSO_Admin_0123456789abcdef", name: "ann@example.com", key: "ASIA1")

    @Test func thePersonOfAnIdentityCentreIsCarriedThroughTwoRoles() throws {
        let act = try act([
            Self.taking("1", "a", by: Self.signedIn, issues: "ASIA2"),
            Self.taking("2", "b", by: .session(role: "a", name: "x", key: "ASIA2"), issues: "ASIA3"),
            Self.reading(.session(role: "b", name: "y", key: "ASIA3")),
        ])

        #expect(act.initiator == .person("ann@example.com"))
        #expect(act.identity == Sketch.roleKey("b"))
        let join = try #require(act.joins.first { $0.link == "initiator → act" })
        #expect(join.method == "role chain: session name of an identity centre")
        #expect(join.confidence == .high)
    }

    @Test func aSourceIdentityThatWasSetWhenARoleWasTakenNamesThePerson() throws {
        let act = try act([
            Self.taking("1", "a", by: .user("app", key: "AKIA1"), issues: "ASIA2", ["sourceIdentity": "ann"]),
            Self.taking("2", "b", by: .session(role: "a", name: "x", key: "ASIA2"), issues: "ASIA3"),
            Self.reading(.session(role: "b", name: "y", key: "ASIA3")),
        ])
        #expect(act.initiator == .person("ann"))
        #expect(act.joins.contains { $0.method == "role chain: source identity" })
    }

    @Test func aSessionNamedAfterAKnownPersonIsThatPersonsWithLittleConfidence() throws {
        let named = Self.reading(.session(role: "b", name: "ann@example.com", key: "ASIA3"))
        let elsewhere = Sketch.event("other", "s3", "ListBuckets", by: Self.signedIn, request: "r-other")

        #expect(try act([named]).initiator == nil)
        let act = try act([named, elsewhere])
        #expect(act.initiator == .person("ann@example.com"))
        #expect(act.joins.first { $0.link == "initiator → act" }?.confidence == .low)
    }

    @Test func nobodyIsMadeUpForAProgramsSession() throws {
        let act = try act([
            Self.taking("1", "a", by: .user("app", key: "AKIA1"), issues: "ASIA2"),
            Self.reading(.session(role: "a", name: "ann", key: "ASIA2")),
        ])
        #expect(act.initiator == nil)
        #expect(act.missing.contains("initiator"))
    }

    @Test func keysThatIssueEachOtherEndTheWalk() throws {
        let act = try act([
            Self.taking("1", "a", by: .session(role: "b", name: "x", key: "ASIA3"), issues: "ASIA2"),
            Self.taking("2", "b", by: .session(role: "a", name: "x", key: "ASIA2"), issues: "ASIA3"),
            Self.reading(.session(role: "b", name: "y", key: "ASIA3")),
        ])
        #expect(act.initiator == nil)
    }

    @Test func aLongChainOfRolesIsWalkedOnce() throws {
        // Walked up from each of its calls, this chain would not come back.
        let count = 40_000
        let taken = (1..<count).map { place in
            Self.taking(
                "\(place)", "r", by: .session(role: "r", name: "x", key: "ASIA\(place)"), issues: "ASIA\(place + 1)")
        }
        let records = [Self.taking("0", "r", by: Self.signedIn, issues: "ASIA1")] + taken
        let result = Correlation.correlate(
            records: records + [Self.reading(.session(role: "r", name: "y", key: "ASIA\(count)"))], index: TableIndex())

        #expect(result.activities.count == count + 1)
        #expect(result.activities.allSatisfy { $0.initiator == .person("ann@example.com") })
    }

    @Test func theChainBehindEveryCallOfAServerIsWalkedOnce() throws {
        let count = 20_000
        let mcp = Sketch.Process("mcp", host: "h1", pid: 7)
        let calls = (1...count).flatMap { place -> [RuntimeRecord] in
            let caller =
                place == 1
                ? Sketch.Caller.user("app", key: "AKIA1") : .session(role: "r", name: "x", key: "ASIA\(place)")
            return [
                Sketch.awsSpan(place + 1, under: 1, "STS", "AssumeRole", request: "r\(place)", in: mcp),
                Self.taking("\(place)", "r", by: caller, issues: "ASIA\(place + 1)"),
            ]
        }
        let records = [Sketch.toolServer(1, "take", server: "crm", in: mcp)] + calls
        let result = Correlation.correlate(records: records, index: TableIndex())

        #expect(result.activities.count == count)
        let server = try #require(result.node("crm", AgentNode.server))
        #expect(result.edges(AgentEdge.usesCredential) == ["\(server.key.id) → AKIA1"])
        #expect(result.edges(AgentEdge.actsAs).isEmpty)
    }
}
