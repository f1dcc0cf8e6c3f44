import OverreachModel
import OverreachPolicy
import Testing

@testable import OverreachAnalysis

/// The least of a statement that keeps what was used of it.
struct NarrowingTests {
    private static let account = Account.id
    private static let trail = "the recording"

    /// A role with one statement, four secrets and two buckets, and what it did.
    private func narrowed(
        _ actions: [String], on resources: [String], used: [(action: String, on: String)], isRecorded: Bool = true
    ) throws -> (actions: [String], resources: [String])? {
        let written = Value.object([
            Value.Member("Effect", .string("Allow")),
            Value.Member("Action", .array(actions.map { Value.Element(.string($0)) })),
            Value.Member("Resource", .array(resources.map { Value.Element(.string($0)) })),
        ])
        var account = Account()
        account.add(.role, "app", [written])
        account.addBucket("data")
        account.addBucket("logs")
        for secret in ["prod/db-AbCdEf", "prod/api-GhIjKl"] {
            let arn = "arn:aws:secretsmanager:eu-west-1:\(Self.account):secret:\(secret)"
            account.nodes.append(
                NodeFact(.aws(.secret, arn: arn, account: Self.account), name: secret, evidence: [.test]))
        }
        let role = Account.key(.role, "app")
        let acts = used.enumerated().map { number, use in
            var act = Activity(
                id: "\(number)", time: Int64(number), action: use.action, isCloudCall: true, outcome: .succeeded)
            act.identity = role
            act.object = use.on
            let store = use.on.hasPrefix("arn:aws:s3:::") ? String(use.on.split(separator: "/")[0]) : use.on
            let type: AWSNode = use.on.contains(":s3:") ? .bucket : .secret
            act.target = .aws(type, arn: store, account: Self.account)
            return act
        }
        let records = isRecorded ? Self.records : []
        let world = narrowingWorld(account, acts, records)
        let statement = try #require(PolicyDocument(account.policy([written])).statements.first)
        let use = GrantUse(world)
        let seen = StatementUse(of: statement, by: [role], in: [Self.account], use, world.coverage)
        return Narrowing(written, statement, use: seen, known: use).map { ($0.actions, $0.resources) }
    }

    /// An audit log with management events and data events of S3.
    private static let records: [RuntimeRecord] = [
        ("secretsmanager.amazonaws.com", "GetSecretValue", false), ("s3.amazonaws.com", "GetObject", true),
        ("iam.amazonaws.com", "ListRoles", false),
    ].enumerated().map { number, event in .cloudCall(call(number, event.0, event.1, isData: event.2)) }

    private func narrowingWorld(_ account: Account, _ acts: [Activity], _ records: [RuntimeRecord]) -> World {
        let plain = world(
            nodes: account.nodes, edges: account.edges, documents: account.documents, activities: acts)
        return World(
            snapshot: plain.snapshot, activities: acts, documents: account.documents, caveats: [],
            coverage: Coverage(records: records))
    }

    private static func call(_ number: Int, _ source: String, _ name: String, isData: Bool) -> CloudCallRecord {
        CloudCallRecord(
            eventID: "e\(number)", time: Int64(number), eventSource: source, eventName: name, region: "eu-west-1",
            recipientAccount: account, caller: CloudCallRecord.Caller(), requestID: "", sourceAddress: "",
            userAgent: "", errorCode: "", resources: [], parameters: [], issuedAccessKeyID: "", issuedARN: "",
            isDataEvent: isData, evidence: .test)
    }

    private let secrets = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:"

    @Test func aSecretKeepsSixOpenCharacters() throws {
        let found = try narrowed(
            ["secretsmanager:GetSecretValue"], on: ["\(secrets)prod/*"],
            used: [("secretsmanager:GetSecretValue", "\(secrets)prod/db-AbCdEf")])
        #expect(found?.resources == ["\(secrets)prod/db-??????"])
        #expect(found?.actions == ["secretsmanager:GetSecretValue"])
    }

    @Test func aPatternOfActionsBecomesWhatWasUsed() throws {
        let found = try narrowed(
            ["s3:GetObject*", "secretsmanager:*"], on: ["*"],
            used: [("secretsmanager:GetSecretValue", "\(secrets)prod/db-AbCdEf")])
        #expect(found?.actions.contains("secretsmanager:GetSecretValue") == true)
        #expect(found?.actions.contains("secretsmanager:*") == false)
    }

    @Test func aBucketKeepsAllItsObjects() throws {
        let found = try narrowed(
            ["s3:GetObject"], on: ["*"], used: [("s3:GetObject", "arn:aws:s3:::data/2026/june.csv")])
        #expect(found?.resources == ["arn:aws:s3:::data/*"])
    }

    @Test func whatWasUsedWholeStays() throws {
        #expect(
            try narrowed(
                ["s3:GetObject"], on: ["arn:aws:s3:::data/*"],
                used: [("s3:GetObject", "arn:aws:s3:::data/a")]) == nil)
    }

    @Test func whatCouldNotBeSeenIsNotNarrowed() throws {
        #expect(
            try narrowed(
                ["secretsmanager:GetSecretValue"], on: ["\(secrets)prod/*"],
                used: [("secretsmanager:GetSecretValue", "\(secrets)prod/db-AbCdEf")], isRecorded: false) == nil)
    }

    @Test func whatWasNeverUsedIsNoNarrowing() throws {
        #expect(try narrowed(["secretsmanager:GetSecretValue"], on: ["*"], used: []) == nil)
    }
}
