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
}
