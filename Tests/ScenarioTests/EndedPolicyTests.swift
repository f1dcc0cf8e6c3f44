import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// Two dumps of one account: what the newer one no longer has ends with it, and is there when the past is asked.
struct EndedPolicyTests {
    /// A kind of resource with a policy of its own, in two dumps.
    struct Kind: Sendable, CustomTestStringConvertible {
        let name: String
        let node: String
        /// The list that names it, with its content.
        let list: (file: String, text: String)
        /// The file that has the policy, its content, and what it is without one; nil where there is no file then.
        let own: (file: String, with: String, without: String?)
        /// The list when there is no such resource any more.
        let empty: String

        var testDescription: String { name }
    }

    private static func policy(_ action: String, _ resource: String) -> String {
        #"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::999999999999:root\"},\"Action\":\"\#(action)\",\"Resource\":\"\#(resource)\"}]}"#
    }

    private static let region = "eu-west-1:123456789012"

    static let kinds: [Kind] = [
        Kind(
            name: "bucket", node: "arn:aws:s3:::bkt",
            list: ("s3api/list-buckets.json", #"{"Buckets": [{"Name": "bkt"}]}"#),
            own: (
                "s3api/get-bucket-policy/bkt.json", #"{"Policy": "\#(policy("s3:*", "arn:aws:s3:::bkt/*"))"}"#, nil
            ), empty: #"{"Buckets": []}"#),
        Kind(
            name: "function", node: "arn:aws:lambda:\(region):function:f",
            list: (
                "lambda/list-functions.json",
                #"{"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:\#(region):function:f", "Role": "arn:aws:iam::123456789012:role/r"}]}"#
            ),
            own: (
                "lambda/get-policy/f.json",
                #"{"Policy": "\#(policy("lambda:*", "arn:aws:lambda:\(region):function:f"))", "RevisionId": "1"}"#, nil
            ), empty: #"{"Functions": []}"#),
        Kind(
            name: "table", node: "arn:aws:dynamodb:\(region):table/t",
            list: ("dynamodb/list-tables.json", #"{"TableNames": ["t"]}"#),
            own: (
                "dynamodb/get-resource-policy/t.json",
                #"{"Policy": "\#(policy("dynamodb:*", "arn:aws:dynamodb:\(region):table/t"))", "RevisionId": "1"}"#, nil
            ), empty: #"{"TableNames": []}"#),
        Kind(
            name: "stream", node: "arn:aws:kinesis:\(region):stream/s",
            list: ("kinesis/list-streams.json", #"{"StreamNames": ["s"]}"#),
            own: (
                "kinesis/get-resource-policy/s.json",
                #"{"Policy": "\#(policy("kinesis:*", "arn:aws:kinesis:\(region):stream/s"))"}"#, nil
            ), empty: #"{"StreamNames": []}"#),
        Kind(
            name: "repository", node: "arn:aws:ecr:\(region):repository/r",
            list: (
                "ecr/describe-repositories.json",
                #"{"repositories": [{"repositoryArn": "arn:aws:ecr:\#(region):repository/r", "registryId": "123456789012", "repositoryName": "r"}]}"#
            ),
            own: (
                "ecr/get-repository-policy/r.json",
                #"{"registryId": "123456789012", "repositoryName": "r", "policyText": "\#(policy("ecr:*", "*"))"}"#, nil
            ), empty: #"{"repositories": []}"#),
        Kind(
            name: "secret", node: "arn:aws:secretsmanager:\(region):secret:x-AbCdEf",
            list: (
                "secretsmanager/list-secrets.json",
                #"{"SecretList": [{"ARN": "arn:aws:secretsmanager:\#(region):secret:x-AbCdEf", "Name": "x"}]}"#
            ),
            own: (
                "secretsmanager/get-resource-policy/x.json",
                #"{"ARN": "arn:aws:secretsmanager:\#(region):secret:x-AbCdEf", "Name": "x", "ResourcePolicy": "\#(policy("secretsmanager:*", "*"))"}"#,
                #"{"ARN": "arn:aws:secretsmanager:\#(region):secret:x-AbCdEf", "Name": "x"}"#
            ), empty: #"{"SecretList": []}"#),
        Kind(
            name: "queue", node: "arn:aws:sqs:\(region):q",
            list: (
                "sqs/list-queues.json", #"{"QueueUrls": ["https://sqs.eu-west-1.amazonaws.com/123456789012/q"]}"#
            ),
            own: (
                "sqs/get-queue-attributes/q.json",
                #"{"Attributes": {"QueueArn": "arn:aws:sqs:\#(region):q", "Policy": "\#(policy("sqs:*", "*"))"}}"#,
                #"{"Attributes": {"QueueArn": "arn:aws:sqs:\#(region):q"}}"#
            ), empty: #"{"QueueUrls": []}"#),
        Kind(
            name: "topic", node: "arn:aws:sns:\(region):t",
            list: ("sns/list-topics.json", #"{"Topics": [{"TopicArn": "arn:aws:sns:\#(region):t"}]}"#),
            own: (
                "sns/get-topic-attributes/t.json",
                #"{"Attributes": {"TopicArn": "arn:aws:sns:\#(region):t", "Policy": "\#(policy("sns:*", "*"))"}}"#,
                #"{"Attributes": {"TopicArn": "arn:aws:sns:\#(region):t", "Policy": ""}}"#
            ), empty: #"{"Topics": []}"#),
    ]

    /// A folder with files, each as old as is said.
    private static func dump(_ files: [(String, String?)], in scratch: Scratch, _ name: String, writtenAt: Double)
        throws
        -> String
    {
        let folder = "\(scratch.path)/\(name)"
        for case (let file, let text?) in files {
            let path = "\(folder)/aws/123456789012/eu-west-1/\(file)"
            try FileManager.default.createDirectory(
                at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: writtenAt)], ofItemAtPath: path)
        }
        return folder
    }

    /// Whether the foreign account has anything, now or at a moment.
    private static func lets(in store: String, asOf moment: Moment? = nil) throws -> Bool {
        try Engine(storePath: store, asOf: moment).ask(Nodes()).result.contains { $0.id.contains("999999999999") }
    }

    @discardableResult private static func ingest(
        _ paths: [String], into store: String, leavingOut ignored: [String] = []
    ) throws -> IngestReport {
        let options = IngestOptions(account: "123456789012", region: "eu-west-1", ignored: ignored)
        return try IngestRun(storePath: store, options: options).run(paths)
    }

    private static func ingest(_ path: String, into store: String) throws {
        let report = try ingest([path], into: store)
        #expect(report.isComplete, "\(report.files.flatMap(\.reasons).map(\.reason))")
        #expect(!report.notes.contains { $0.hasPrefix("nothing was ended") }, "\(report.notes)")
    }

    @Test(arguments: kinds) func aPolicyThatANewerDumpNoLongerHasEndsWithIt(_ kind: Kind) throws {
        let scratch = try Scratch()
        let store = scratch.path + "/s.db"
        let list = (kind.list.file, Optional(kind.list.text))
        let old = try Self.dump([list, (kind.own.file, kind.own.with)], in: scratch, "old", writtenAt: 1_795_000_000)
        let new = try Self.dump(
            [list, (kind.own.file, kind.own.without)], in: scratch, "new", writtenAt: 1_796_000_000)
        try Self.ingest(old, into: store)
        #expect(try Self.lets(in: store))
        let run = try Engine(storePath: store).newestRun()
        try Self.ingest(new, into: store)
        #expect(try !Self.lets(in: store))
        #expect(try Self.lets(in: store, asOf: .run(run)))
        #expect(try Self.lets(in: store, asOf: .time(1_795_500_000_000_000_000)))
        #expect(try !Self.lets(in: store, asOf: .time(1_796_500_000_000_000_000)))

        // Read in the other order, the newest says what is.
        let reversed = scratch.path + "/r.db"
        try Self.ingest(new, into: reversed)
        try Self.ingest(old, into: reversed)
        if kind.own.without != nil { #expect(try !Self.lets(in: reversed)) }
        // A list alone that names nothing ends what it named.
        let gone = try Self.dump([(kind.list.file, kind.empty)], in: scratch, "gone", writtenAt: 1_796_000_000)
        let emptied = scratch.path + "/e.db"
        try Self.ingest(old, into: emptied)
        try Self.ingest(gone, into: emptied)
        #expect(try !Self.lets(in: emptied))
    }

    @Test(arguments: kinds.filter { $0.own.without != nil })
    func aFileThatStatesAResourceWithoutAPolicyEndsThePolicy(_ kind: Kind) throws {
        let scratch = try Scratch()
        let store = scratch.path + "/s.db"
        let old = try Self.dump([(kind.own.file, kind.own.with)], in: scratch, "old", writtenAt: 1_795_000_000)
        let new = try Self.dump([(kind.own.file, kind.own.without)], in: scratch, "new", writtenAt: 1_796_000_000)
        func file(_ folder: String) -> String { "\(folder)/aws/123456789012/eu-west-1/\(kind.own.file)" }
        try Self.ingest(file(old), into: store)
        #expect(try Self.lets(in: store))
        try Self.ingest(file(new), into: store)
        #expect(try !Self.lets(in: store))
        #expect(try Self.lets(in: store, asOf: .time(1_795_500_000_000_000_000)))
        // An older file does not bring it back.
        try Self.ingest(file(old), into: store)
        #expect(try !Self.lets(in: store))
    }

    @Test(arguments: kinds) func aFolderWithoutTheListEndsNothingThatItDoesNotState(_ kind: Kind) throws {
        let scratch = try Scratch()
        let store = scratch.path + "/s.db"
        let list = (kind.list.file, Optional(kind.list.text))
        let old = try Self.dump([list, (kind.own.file, kind.own.with)], in: scratch, "old", writtenAt: 1_795_000_000)
        let other = try Self.dump(
            [("iam/list-access-keys/u.json", #"{"AccessKeyMetadata": []}"#)], in: scratch, "other",
            writtenAt: 1_796_000_000)
        try Self.ingest(old, into: store)
        try Self.ingest(other, into: store)
        #expect(try Self.lets(in: store))
    }

    /// Ways in which a newer run is no whole account, each with a part of what is said of it.
    enum Loss: String, CaseIterable { case notRecognised, damaged, leftOut, noSuchPath, elsewhere, otherFolder }

    @Test(arguments: kinds, Loss.allCases) func aRunThatLostSomethingEndsNoPolicy(_ kind: Kind, _ loss: Loss) throws {
        let scratch = try Scratch()
        let store = scratch.path + "/s.db"
        let list = (kind.list.file, Optional(kind.list.text))
        let policy = (kind.own.file, Optional(kind.own.with))
        let (before, after) = (1_795_000_000.0, 1_796_000_000.0)
        if loss == .otherFolder {
            _ = try Self.dump([list], in: scratch, "old/a", writtenAt: before)
            _ = try Self.dump([policy], in: scratch, "old/b", writtenAt: before)
        } else {
            _ = try Self.dump([list, policy], in: scratch, "old", writtenAt: before)
        }
        try Self.ingest(scratch.path + "/old", into: store)

        let new: String
        var (more, ignored): ([String], [String]) = ([], [])
        switch loss {
        case .notRecognised:
            new = try Self.dump([list, (policy.0, #"{"a": 1}"#)], in: scratch, "new", writtenAt: after)
        case .damaged: new = try Self.dump([list, (policy.0, "{")], in: scratch, "new", writtenAt: after)
        case .leftOut:
            new = try Self.dump([list, policy], in: scratch, "new", writtenAt: after)
            ignored = [URL(fileURLWithPath: policy.0).lastPathComponent]
        case .noSuchPath:
            new = try Self.dump([list], in: scratch, "new", writtenAt: after)
            more = [scratch.path + "/nowhere"]
        case .elsewhere:
            new = try Self.dump([list], in: scratch, "new", writtenAt: after)
            more = [try Self.dump([policy], in: scratch, "more", writtenAt: after)]
        case .otherFolder: new = try Self.dump([list], in: scratch, "new/a", writtenAt: after)
        }
        let report = try Self.ingest([new] + more, into: store, leavingOut: ignored)
        #expect(try Self.lets(in: store))
        #expect(report.scopes.allSatisfy { $0.ended == 0 })
        // Where a thing without a policy has a file too, a folder without these files ends nothing of them anyway.
        if kind.own.without == nil {
            let note = try #require(report.notes.first, "\(loss)")
            #expect(note.hasPrefix("nothing was ended of "))
            let why =
                switch loss {
                case .notRecognised, .damaged: policy.0
                case .leftOut: "(left out)"
                case .noSuchPath: "nowhere"
                case .elsewhere: "another of the paths"
                case .otherFolder: "b/aws/"
                }
            #expect(note.contains(why))
        }

        // The next whole run ends it.
        let whole = try Self.dump([list, (policy.0, kind.own.without)], in: scratch, "whole", writtenAt: after + 1)
        if loss == .otherFolder {
            _ = try Self.dump([list, policy], in: scratch, "again", writtenAt: after + 0.5)
            try Self.ingest([scratch.path + "/again"], into: store)
        }
        try Self.ingest(whole, into: store)
        #expect(try !Self.lets(in: store))
    }

    /// A file of data that lies beside the account's folder is none of it, whether it is left out or not.
    @Test(arguments: [["truth.json", "*.md"], []])
    func whatIsNoEvidenceHoldsNothingBackAndItIsSaidThatAPolicyEnded(ignored: [String]) throws {
        let (scratch, kind) = (try Scratch(), Self.kinds[0])
        let store = scratch.path + "/s.db"
        let list = (kind.list.file, Optional(kind.list.text))
        let (before, after) = (1_795_000_000.0, 1_796_000_000.0)
        try Self.ingest(
            Self.dump([list, (kind.own.file, kind.own.with)], in: scratch, "old", writtenAt: before), into: store)
        let new = try Self.dump(
            [list, ("truth.json", #"{"a": 1}"#), ("README.md", "# aws")], in: scratch, "new", writtenAt: after)
        let report = try Self.ingest([new], into: store, leavingOut: ignored)

        #expect(try !Self.lets(in: store))
        #expect(report.notes.count == 1 && report.notes[0].contains(" ended: what has one is listed"))
    }

    @Test func aListThatIsEmptyCanBeOutOfDate() throws {
        let (scratch, kind) = (try Scratch(), Self.kinds[0])
        let store = scratch.path + "/s.db"
        let at = Double(try #require(Timestamp.nanoseconds("2026-01-01T00:00:00Z")) / 1_000_000_000)
        try Self.ingest(
            Self.dump([(kind.list.file, #"{"Buckets": []}"#)], in: scratch, "0", writtenAt: at), into: store)
        let house = try HouseFileTests.read("window: 30d\n").get()
        let asked = Timestamp.nanoseconds("2026-12-02T00:00:00Z")
        #expect(try Engine(storePath: store, house: house, askedAt: asked).stale().count == 1)
    }

    @Test func whatIsKnownToBeEmptyIsNeverOutOfDate() throws {
        let (scratch, kind) = (try Scratch(), Self.kinds[0])
        let store = scratch.path + "/s.db"
        let list = (kind.list.file, Optional(kind.list.text))
        let times = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-12-01T00:00:00Z"]
        for (place, time) in times.enumerated() {
            let files = place == 0 ? [list, (kind.own.file, kind.own.with)] : [list]
            let seconds = Double(try #require(Timestamp.nanoseconds(time)) / 1_000_000_000)
            try Self.ingest(Self.dump(files, in: scratch, "\(place)", writtenAt: seconds), into: store)
        }
        let house = try HouseFileTests.read("window: 30d\n").get()
        let asked = Timestamp.nanoseconds("2026-12-02T00:00:00Z")
        #expect(try Engine(storePath: store, house: house, askedAt: asked).stale() == [])
        let later = Timestamp.nanoseconds("2027-03-01T00:00:00Z")
        #expect(try Engine(storePath: store, house: house, askedAt: later).stale().count == 1)
    }

    /// A role with what is attached to it, as `get-account-authorization-details` prints it; a page is truncated.
    private static func details(attached: Bool, inline: Bool, isPage: Bool) -> String {
        let attachment =
            #"{"PolicyName": "AdministratorAccess", "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}"#
        let statement =
            #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#
        return """
            {"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [{"RoleName": "r", "RoleId": "AROA1",
            "Arn": "arn:aws:iam::123456789012:role/r", "Path": "/", "AssumeRolePolicyDocument": {"Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
            "Action": "sts:AssumeRole"}]}, "RolePolicyList": [\(inline ? #"{"PolicyName": "p", "PolicyDocument": \#(statement)}"# : "")],
            "AttachedManagedPolicies": [\(attached ? attachment : "")]}],
            "Policies": [{"PolicyName": "AdministratorAccess", "Arn": "arn:aws:iam::aws:policy/AdministratorAccess",
            "DefaultVersionId": "v1", "PolicyVersionList": [{"Document": \(statement), "VersionId": "v1",
            "IsDefaultVersion": true}]}], "IsTruncated": \(isPage)}
            """
    }

    @Test(arguments: [false, true], [(true, false), (false, true), (true, true)])
    func whatIsNoLongerAttachedToAnIdentityEnds(isPage: Bool, held: (attached: Bool, inline: Bool)) throws {
        let scratch = try Scratch()
        let store = scratch.path + "/s.db"
        let file = "iam/get-account-authorization-details.json"
        func dump(_ name: String, _ attached: Bool, _ inline: Bool, _ time: Double) throws -> String {
            try Self.dump(
                [(file, Self.details(attached: attached, inline: inline, isPage: isPage))], in: scratch, name,
                writtenAt: time)
        }
        func isAdministrator(_ moment: Moment? = nil) throws -> Bool {
            let can = Can(principal: "arn:aws:iam::123456789012:role/r", action: "iam:CreateUser", resource: "*")
            let answer = try json(AccessEngine(storePath: store, asOf: moment).ask(can))
            return answer["result"]?.text("verdict") == "allowed"
        }
        try Self.ingest(dump("old", held.attached, held.inline, 1_795_000_000), into: store)
        #expect(try isAdministrator())
        try Self.ingest(dump("new", false, false, 1_796_000_000), into: store)
        #expect(try !isAdministrator())
        #expect(try isAdministrator(.time(1_795_500_000_000_000_000)))
    }
}
