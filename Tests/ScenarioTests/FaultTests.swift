import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import Testing

/// One bad file never sinks a run: each fault is named, the rest is read.
struct FaultTests {
    private let scratch: Scratch
    private let input: String
    private let store: String

    init() throws {
        scratch = try Scratch()
        input = scratch.path + "/input"
        store = scratch.path + "/store.db"
        try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
    }

    private func put(_ bytes: [UInt8], _ name: String) throws {
        let url = URL(fileURLWithPath: input + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    private func ingest(_ paths: [String]? = nil) throws -> IngestReport {
        try IngestRun(storePath: store, options: IngestOptions()).run(paths ?? [input])
    }

    private var configuration: [UInt8] { Array(#"{"mcpServers":{"files":{"command":"files-mcp"}}}"#.utf8) }

    private func rejection(of file: String, in report: IngestReport) -> String? {
        report.files.first { $0.file == file }?.reasons.first?.reason
    }

    @Test func aTruncatedFileIsNamedAndTheRestIsRead() throws {
        try put(configuration, "a/.mcp.json")
        try put(Array(configuration.dropLast(7)), "b/.mcp.json")
        let report = try ingest()
        #expect(report.files.first { $0.file == "a/.mcp.json" }?.accepted == 1)
        #expect(rejection(of: "b/.mcp.json", in: report)?.isEmpty == false)
        #expect(!report.isComplete)

        let answer = try Engine(storePath: store).ask(Nodes())
        #expect(!answer.complete)
        #expect(answer.caveats.contains { $0.source.hasSuffix("b/.mcp.json") })
    }

    @Test func aMendedFileMakesAnswersCompleteAgain() throws {
        try put(Array(configuration.dropLast(7)), ".mcp.json")
        #expect(try !ingest().isComplete)
        try put(configuration, ".mcp.json")
        #expect(try ingest().isComplete)
        #expect(try Engine(storePath: store).ask(Nodes()).complete)
        try put(Array(configuration.dropLast(7)), ".mcp.json")
        #expect(try !ingest().isComplete)
        #expect(try !Engine(storePath: store).ask(Nodes()).complete)
    }

    @Test func aHugeFileOfOpenBracketsIsRefusedAtItsDepth() throws {
        try put([UInt8](repeating: UInt8(ascii: "["), count: 200 << 20), "deep.json")
        try put(configuration, ".mcp.json")
        let report = try ingest()
        #expect(rejection(of: "deep.json", in: report)?.contains("more than 64 arrays and objects") == true)
        #expect(report.files.first { $0.file == ".mcp.json" }?.accepted == 1)
    }

    @Test func aDamagedSpanBodyKeepsWhatStandsBeforeTheDamage() throws {
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Lab.supportDesk.folder + "/otlp/0002.pb")))
        try put(Array(whole.prefix(whole.count * 2 / 3)), "0002.pb")
        let report = try ingest()
        let file = try #require(report.files.first)
        #expect(file.rejected > 0)
        #expect(file.received == file.accepted + file.duplicate + file.rejected)
        #expect(file.reasons.first?.offset != nil)
    }

    @Test func anEmptyFolderAndAMissingPathAreSaid() throws {
        let report = try ingest([input, input + "/nowhere"])
        #expect(report.files.count == 2)
        #expect(report.files.allSatisfy { $0.rejected == 1 && !$0.reasons.isEmpty })
    }

    @Test func anUnknownFileIsListedAndNoFault() throws {
        try put(Array("hello".utf8), "notes.txt")
        let report = try ingest()
        #expect(report.files.map(\.form) == [nil])
        #expect(report.isComplete)
    }

    @Test func damagedGzipIsNamed() throws {
        try put([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF], "trail.json.gz")
        #expect(rejection(of: "trail.json.gz", in: try ingest())?.contains("gzip") == true)
    }

    @Test func aPartialRunEndsNothing() throws {
        let lists = Lab.supportDesk.folder + "/aws/s3api/list-buckets.json"
        try put([UInt8](try Data(contentsOf: URL(fileURLWithPath: lists))), "s3api/list-buckets.json")
        _ = try ingest()
        let before = try Engine(storePath: store).ask(Nodes(kind: .dataStore)).result
        #expect(before.count == 4)

        // The same list with one bucket, beside a file that could not be read: it may have been of any part.
        let one = #"{"Buckets":[{"Name":"acme-reports","CreationDate":"2026-11-22T14:19:39+00:00"}]}"#
        try put(Array(one.utf8), "s3api/list-buckets.json")
        try put(Array("{\"Buckets\":[".utf8), "s3api/more.json")
        _ = try ingest()
        #expect(try Engine(storePath: store).ask(Nodes(kind: .dataStore)).result.count == 4)

        try FileManager.default.removeItem(atPath: input + "/s3api/more.json")
        try put(Array((one + "\n").utf8), "s3api/list-buckets.json")
        let report = try ingest()
        #expect(report.scopes.contains { $0.whole && $0.ended > 0 })
        #expect(try Engine(storePath: store).ask(Nodes(kind: .dataStore)).result.count == 1)
    }

    private func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: input + "/" + name) }

    private func date(_ name: String, _ date: Date) throws {
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: input + "/" + name)
    }

    private func buckets(_ names: String...) -> [UInt8] {
        Array(#"{"Buckets":[\#(names.map { #"{"Name":"\#($0)"}"# }.joined(separator: ","))]}"#.utf8)
    }

    private func notRead() throws -> [String] {
        try Engine(storePath: store).ask(Nodes()).caveats.filter { $0.reason == "not read" }.map(\.source)
    }

    @Test(arguments: ["", "/mcp.json"]) func configurationsOfOneNameOnOneHostStandBesideEachOther(_ name: String) throws
    {
        try put(configuration, "m1/mcp.json")
        try put(Array(#"{"mcpServers":{"mail":{"command":"mail-mcp"}}}"#.utf8), "m2/mcp.json")
        let run = IngestRun(storePath: store, options: IngestOptions(host: "laptop"))
        for _ in 0..<2 {
            let report = try run.run(["m1", "m2"].map { "\(input)/\($0)\(name)" })
            #expect(report.scopes.allSatisfy { $0.ended == 0 })
        }
        #expect(try run.run([input + "/m1", input + "/m2"]).scopes.allSatisfy { $0.added + $0.ended == 0 })
    }

    @Test(arguments: ["", " \n"]) func anEmptyFileOfJSONIsDamagedAndEndsNothing(_ text: String) throws {
        try put(configuration, "a/.mcp.json")
        try put(buckets("one", "two"), "s3api/list-buckets.json")
        _ = try ingest()
        try put(Array(text.utf8), "a/.mcp.json")
        try put(buckets("one"), "s3api/list-buckets.json")
        let report = try ingest()
        #expect(rejection(of: "a/.mcp.json", in: report) == "empty file, expected JSON")
        #expect(!report.isComplete)
        #expect(report.scopes.allSatisfy { !$0.whole && $0.ended == 0 })
    }

    @Test func aConfigurationThatIsGoneEndsAndMayComeBackAsItWas() throws {
        try put(configuration, "a/.mcp.json")
        try put(configuration, "b/.mcp.json")
        _ = try ingest()
        let (there, aside) = (input + "/a/.mcp.json", scratch.path + "/aside")
        try FileManager.default.moveItem(atPath: there, toPath: aside)
        try put(Array("{".utf8), "c.json")
        #expect(try ingest().scopes.allSatisfy { $0.ended == 0 })
        try remove("c.json")
        let report = try ingest()
        #expect(report.scopes.contains { $0.instance.hasSuffix("/a/.mcp.json") && $0.whole && $0.ended > 0 })
        #expect(report.scopes.filter { $0.instance.hasSuffix("/b/.mcp.json") }.map(\.ended) == [0])
        #expect(try ingest().scopes.count == 1)
        try FileManager.default.moveItem(atPath: aside, toPath: there)
        #expect(try ingest().scopes.first { $0.instance.hasSuffix("/a/.mcp.json") }?.added ?? 0 > 0)
    }

    @Test func aConfigurationElsewhereDoesNotEnd() throws {
        try put(configuration, "a/mcp.json")
        try put(configuration, "ab/mcp.json")
        _ = try ingest([input + "/a", input + "/ab"])
        try remove("ab/mcp.json")
        #expect(try ingest([input + "/a"]).scopes.allSatisfy { $0.ended == 0 })
    }

    @Test func aFileFromTheFutureOutranksNothingLater() throws {
        try put(buckets("one", "two"), "s3api/list-buckets.json")
        try date("s3api/list-buckets.json", Date(timeIntervalSinceNow: 1e8))
        _ = try ingest()
        try put(buckets("one"), "s3api/list-buckets.json")
        try date("s3api/list-buckets.json", Date(timeIntervalSinceNow: 1e8))
        #expect(try ingest().scopes.map(\.ended) == [1])
    }

    @Test func aStatementOlderThanWhatIsKnownIsSaidToBe() throws {
        try put(buckets("one"), "s3api/list-buckets.json")
        #expect(try ingest().scopes.map(\.outdated) == [false])
        try put(buckets("two"), "s3api/list-buckets.json")
        try date("s3api/list-buckets.json", Date(timeIntervalSinceNow: -3600))
        #expect(try ingest().scopes.map(\.outdated) == [true])
    }

    @Test func filesOfOneNameInTwoFoldersAreMendedEachByItself() throws {
        try put(Array("{".utf8), "a/aws/list.json")
        try put(configuration, "b/aws/list.json")
        _ = try ingest([input + "/a/aws"])
        _ = try ingest([input + "/b/aws"])
        #expect(try notRead() == ["a/aws/list.json"])
        try remove("b/aws/list.json")
        try put(configuration, "b/aws/other.json")
        _ = try ingest([input + "/b/aws"])
        #expect(try notRead() == ["a/aws/list.json"])
        _ = try ingest([input + "/a/aws/list.json", input + "/b/aws"])
        #expect(try notRead() == ["a/aws/list.json"])
        try put(configuration, "a/aws/list.json")
        _ = try ingest([input + "/a/aws/list.json"])
        #expect(try notRead() == [])
    }

    @Test func damagedSpansOfOneNameInTwoFoldersAreMendedEachByItself() throws {
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Lab.supportDesk.folder + "/otlp/0002.pb")))
        try put(Array(whole.prefix(whole.count * 2 / 3)), "c/0002.pb")
        try put(whole, "d/0002.pb")
        _ = try ingest([input + "/c", input + "/d"])
        #expect(try notRead().map { $0.hasSuffix("c/0002.pb") } == [true])
        try put(whole, "c/0002.pb")
        _ = try ingest([input + "/c"])
        #expect(try notRead() == [])
    }

    @Test func whatIsSkippedInAFolderIsACaveatUntilItIsGone() throws {
        try put(configuration, ".mcp.json")
        try FileManager.default.createSymbolicLink(
            atPath: input + "/link", withDestinationPath: FileManager.default.temporaryDirectory.path)
        #expect(try !ingest().isComplete)
        #expect(try notRead().map { $0.hasSuffix("/link") } == [true])
        try remove("link")
        #expect(try ingest().isComplete)
        #expect(try notRead() == [])
    }

    @Test func whatAnAccountLacksIsSaidForEachAccount() throws {
        let functions = Array(
            #"{"Functions":[{"FunctionName":"f","FunctionArn":"arn:aws:lambda:eu-west-1:222222222222:function:f"}]}"#
                .utf8)
        for (account, list) in [("111111111111", "a"), ("222222222222", "b")] {
            try put(buckets(list), "\(account)/s3api/list-buckets.json")
            try put(functions, "222222222222/lambda/list-functions.json")
            _ = try IngestRun(storePath: store, options: IngestOptions(account: account)).run(["\(input)/\(account)"])
        }
        let caveats = try Engine(storePath: store).ask(Nodes()).caveats.map(\.source)
        #expect(caveats.contains("aws 111111111111 lambda/list-functions"))
        #expect(!caveats.contains("aws 222222222222 lambda/list-functions"))
        #expect(!caveats.contains("aws 111111111111 s3api/list-buckets"))
    }
}
