import Foundation
import OverreachAnalysis
import OverreachModel
import OverreachStore
import OverreachWire
import Testing

@testable import OverreachEngine

/// Files that grow, are rotated, and come whole.
@Suite struct FollowTests {
    let scratch: Scratch
    let store: Store
    private var input: String { scratch.path + "/in" }

    init() throws {
        scratch = try Scratch()
        store = try Store.open(scratch.path + "/follow.db", mode: .readWrite(create: true))
        try FileManager.default.createDirectory(atPath: scratch.path + "/in", withIntermediateDirectories: true)
    }

    private func follower(_ paths: String...) throws -> Follower {
        try Follower(paths.isEmpty ? [input] : paths, into: store, options: IngestOptions())
    }

    /// One line of the file exporter: a request of one span.
    private func line(_ id: Int, name: String = "call") -> String {
        let hex = String(id, radix: 16)
        let trace = String(repeating: "a", count: 32 - hex.count) + hex
        let span = String(repeating: "b", count: 16 - hex.count) + hex
        return """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"bot"}}]},\
            "scopeSpans":[{"spans":[{"traceId":"\(trace)","spanId":"\(span)","name":"\(name)",\
            "startTimeUnixNano":"\(1_790_000_000_000_000_000 + id)","endTimeUnixNano":"1790000001000000000"}]}]}]}
            """
    }

    private func lines(_ ids: some Sequence<Int>) -> String { ids.map { line($0) + "\n" }.joined() }

    private func append(_ text: String, to name: String) throws {
        let path = input + "/" + name
        if !FileManager.default.fileExists(atPath: path) { FileManager.default.createFile(atPath: path, contents: nil) }
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    private func put(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: input + "/" + name))
    }

    private func age(_ name: String, by seconds: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: input + "/" + name)
    }

    private func rename(_ from: String, _ to: String) throws {
        try FileManager.default.moveItem(atPath: input + "/" + from, toPath: input + "/" + to)
    }

    @discardableResult
    private func look(_ follower: inout Follower) throws -> [FileReport] {
        try follower.look(now: WallClock.now).reports
    }

    /// How many spans are known, and that each counts once.
    private func count() throws -> Int {
        let records = try store.records()
        #expect(Set(records.map { Text($0.naturalKey) }).count == records.count)
        return records.count
    }

    @Test func aFileThatGrowsIsReadOnFromWhereItStopped() throws {
        var follower = try follower()
        try append(lines(1...3), to: "traces.jsonl")
        #expect(try look(&follower).map(\.accepted) == [3])
        #expect(try look(&follower).isEmpty)
        try append(lines(4...5), to: "traces.jsonl")
        let report = try look(&follower)
        #expect(report.map(\.received) == [2] && report.map(\.accepted) == [2])
        #expect(try count() == 5)
    }

    @Test func evidenceIsThatOfTheFileReadAtOnce() throws {
        try append(lines(1...2), to: "traces.jsonl")
        var follower = try follower()
        try look(&follower)
        try append(lines(3...4), to: "traces.jsonl")
        try look(&follower)
        let whole = scratch.path + "/whole.db"
        _ = try IngestRun(storePath: whole, options: IngestOptions()).run([input])
        #expect(try store.records() == Store.open(whole, mode: .readOnly).records())
    }

    @Test func aLineWithoutItsEndWaits() throws {
        var follower = try follower()
        let last = line(3)
        try append(lines(1...2) + last.prefix(40), to: "traces.jsonl")
        #expect(try look(&follower).map(\.accepted) == [2])
        try age("traces.jsonl", by: 60)
        #expect(try look(&follower).isEmpty, "half a line is no record, however old")
        try append(last.dropFirst(40) + "", to: "traces.jsonl")
        #expect(try look(&follower).isEmpty, "it may go on")
        try age("traces.jsonl", by: 60)
        #expect(try look(&follower).map(\.accepted) == [1])
        try append("\n" + lines(4...4), to: "traces.jsonl")
        #expect(try look(&follower).map(\.rejected) == [0])
        #expect(try count() == 4)
    }

    @Test func aRestartNeitherLosesNorDoubles() throws {
        for id in 1...6 {
            try append(lines([id]), to: "traces.jsonl")
            var follower = try follower()
            #expect(try look(&follower).map(\.received) == [1])
        }
        #expect(try count() == 6)
    }

    @Test(arguments: [true, false]) func rotationByRenamingLosesNothing(isFolder: Bool) throws {
        try append(lines(1...2), to: "audit.jsonl")
        var follower = isFolder ? try follower() : try follower(input + "/audit.jsonl")
        try look(&follower)
        // The writer goes on in the old file until it is told to open the new one.
        try append(lines(3...4), to: "audit.jsonl")
        try rename("audit.jsonl", "audit-2026-11-22.jsonl")
        try append(lines(5...5), to: "audit-2026-11-22.jsonl")
        try append(lines(6...7), to: "audit.jsonl")
        try look(&follower)
        #expect(try count() == 7)
        var again = isFolder ? try self.follower() : try self.follower(input + "/audit.jsonl")
        #expect(try look(&again).isEmpty)
        #expect(Set(try store.records().map(\.file)) == ["audit.jsonl"], "evidence cites the name it had")
    }

    @Test(arguments: [true, false]) func rotationByCopyingLosesNothingThatIsInTheCopy(isFolder: Bool) throws {
        try append(lines(1...4), to: "audit.jsonl")
        var follower = isFolder ? try follower() : try follower(input + "/audit.jsonl")
        try look(&follower)
        try append(lines(5...6), to: "audit.jsonl")
        try FileManager.default.copyItem(atPath: input + "/audit.jsonl", toPath: input + "/audit.jsonl.1")
        try put("", to: "audit.jsonl")
        try append(lines(7...7), to: "audit.jsonl")
        try look(&follower)
        #expect(try count() == 7)
    }

    @Test func anotherFileOfTheSameLengthInItsPlaceIsReadFromItsBeginning() throws {
        try append(lines(1...3), to: "traces.jsonl")
        var follower = try follower()
        try look(&follower)
        try put(lines(4...6), to: "traces.jsonl")
        try look(&follower)
        #expect(try count() == 6)
    }

    @Test func packedFilesAreReadWhenTheyAreWholeAndOnce() throws {
        var follower = try follower()
        let recorded = Lab.supportDesk.folder + "/cloudtrail/events.json"
        let trail = [UInt8](try Data(contentsOf: URL(fileURLWithPath: recorded)))
        let packed = Deflate.gzip(trail)
        try Data(packed.prefix(packed.count / 2)).write(to: URL(fileURLWithPath: input + "/a.json.gz"))
        #expect(try look(&follower).isEmpty)
        try age("a.json.gz", by: 5)
        #expect(try look(&follower).isEmpty, "it may be on its way")
        try Data(packed).write(to: URL(fileURLWithPath: input + "/a.json.gz.tmp"))
        try FileManager.default.removeItem(atPath: input + "/a.json.gz")
        try rename("a.json.gz.tmp", "a.json.gz")
        try age("a.json.gz", by: 5)
        let report = try look(&follower)
        #expect(report.map(\.form).first != nil && report.map(\.rejected) == [0])
        let count = try count()
        #expect(count > 0)
        try FileManager.default.copyItem(atPath: input + "/a.json.gz", toPath: input + "/b.json.gz")
        try age("b.json.gz", by: 5)
        #expect(try look(&follower).map(\.accepted) == [0])
        #expect(try self.count() == count)
    }

    @Test func whatStaysDamagedIsSaidAndStaysSaid() throws {
        var follower = try follower()
        try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF]).write(to: URL(fileURLWithPath: input + "/a.json.gz"))
        try age("a.json.gz", by: 60)
        #expect(try look(&follower).map(\.rejected) == [1])
        #expect(try look(&follower).isEmpty)
        try append("{]\n" + lines(1...1), to: "t.jsonl")
        try append(lines(2...2) + "{]\n" + lines(3...3), to: "u.jsonl")
        try look(&follower)
        try append(lines(4...4), to: "u.jsonl")
        try look(&follower)
        let engine = try Engine(store, house: .init(), asOf: nil, askedAt: nil)
        let gaps = try engine.world.caveats.filter { $0.reason == "not read" }.map(\.source)
        #expect(gaps.contains { $0.hasSuffix("a.json.gz") })
        #expect(gaps.contains { $0.hasSuffix("u.jsonl") }, "a good line does not mend a bad one: \(gaps)")
    }

    @Test func linesAreCutBehindTheLastEnd() {
        #expect(LineCut(Array("a\nbc\nd".utf8)) == LineCut(Array("a\nbc\n".utf8)))
        #expect(LineCut(Array("a\nbc\nd".utf8)).whole == 5 && LineCut(Array("a\nbc\nd".utf8)).lines == 2)
        #expect(LineCut(Array("abc".utf8)).whole == 0 && LineCut([]).whole == 0)
        #expect(LineCut(all: Array("a\nb".utf8)).whole == 3 && LineCut(all: Array("a\nb".utf8)).lines == 1)
    }

    /// Kills the command while it reads a file that grows, again and again.
    @Test(.enabled(if: CommandLineTests.isBuilt, "the binary is not built"))
    func killedAtAnyMomentItNeitherLosesNorDoubles() throws {
        let path = scratch.path + "/killed.db"
        var written = 0
        for round in 0..<8 {
            let process = try start("ingest", "--follow", input, "--store", path)
            for _ in 0..<4 {
                try append(lines(written + 1...written + 50), to: "traces.jsonl")
                written += 50
                usleep(UInt32(20_000 + round * 31_000))
            }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            if round % 3 == 2 { try rename("traces.jsonl", "traces-\(round).jsonl") }
        }
        let process = try start("ingest", "--follow", input, "--store", path)
        var records: [RuntimeRecord] = []
        for _ in 0..<300 where records.count < written {
            usleep(100_000)
            records = (try? Store.open(path, mode: .readOnly).records()) ?? []
        }
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && process.terminationReason == .exit)
        #expect(records.count == written)
        let ledger = try Store.open(path, mode: .readOnly).batches()
        #expect(ledger.reduce(0) { $0 + $1.counts.accepted } == written)
        #expect(try Engine(storePath: path).isComplete, "SIGTERM ends with everything concluded")
    }

    private func start(_ arguments: String...) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLineTests.binary)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}

extension RuntimeRecord {
    fileprivate var file: String {
        switch self {
        case .span(let span): span.evidence.file
        case .cloudCall(let call): call.evidence.file
        }
    }
}
