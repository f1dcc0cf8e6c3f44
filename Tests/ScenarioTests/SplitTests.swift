import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachModel
import OverreachWire
import Testing

/// However runtime input is cut into files, whatever order they come in and however often: the same answers, byte for
/// byte, but for the ledger's own names of files.
struct SplitTests {
    private static let data: URL = {
        if let path = ProcessInfo.processInfo.environment["OVERREACH_DATA"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: Lab.checkout + "/../shared/data").standardizedFileURL
    }()

    private static let isDataThere = FileManager.default.fileExists(atPath: data.appendingPathComponent("otlp").path)

    @Test(arguments: zip(Lab.all, [UInt64(1), 2]))
    func theRecordingOfALabTellsTheSameHoweverItIsCut(lab: Lab, seed: UInt64) throws {
        let folder = URL(fileURLWithPath: lab.folder)
        let posture = ["aws", "kubernetes", "mcp"].map { folder.appendingPathComponent($0).path }
        let runtime = try ["otlp", "cloudtrail"].flatMap { try Pieces.files(below: folder.appendingPathComponent($0)) }

        try check(posture, runtime, seed)
    }

    @Test(.enabled(if: isDataThere, "the shared data is not there: set OVERREACH_DATA"), arguments: [UInt64(3), 4])
    func whatOthersRecordedTellsTheSameHoweverItIsCut(seed: UInt64) throws {
        let runtime = try ["otlp/recorded", "otlp/spec", "logs"].flatMap {
            try Pieces.files(below: SplitTests.data.appendingPathComponent($0))
        }

        try check([], runtime, seed)
    }

    @Test func whatEmittersWroteTellsTheSameHoweverItIsCut() throws {
        let folder = URL(fileURLWithPath: Lab.checkout + "/Tests/Fixtures/emitters")

        try check([], Pieces.files(below: folder), 5)
    }

    private func check(_ posture: [String], _ given: [URL], _ seed: UInt64) throws {
        // What nothing recognises is said by its name, which differs.
        let runtime = try given.filter { try isRecognised($0) }
        #expect(!runtime.isEmpty)
        let scratch = try Scratch()
        let whole = scratch.path + "/whole"
        try FileManager.default.createDirectory(atPath: whole, withIntermediateDirectories: true)
        for (index, file) in runtime.enumerated() {
            try FileManager.default.copyItem(atPath: file.path, toPath: "\(whole)/\(index)-\(file.lastPathComponent)")
        }
        let expected = try answers([posture + [whole]], scratch.path + "/whole.db")

        var random = SeededNumbers(seed)
        let (first, second) = (scratch.path + "/first", scratch.path + "/second")
        try Pieces.write(try runtime.flatMap(Pieces.of), to: [first, second], &random)
        let cut = try answers([posture + [second], [first]], scratch.path + "/cut.db")

        for (name, text) in expected { #expect(cut[name] == text, "\(name)") }
    }

    private func isRecognised(_ file: URL) throws -> Bool {
        let scratch = try Scratch()
        let report = try IngestRun(storePath: scratch.path + "/one.db", options: IngestOptions()).run([file.path])
        return report.files.allSatisfy { $0.form != nil }
    }

    /// The answers by question, as their users get them.
    private func answers(_ runs: [[String]], _ store: String) throws -> [String: String] {
        for paths in runs { _ = try IngestRun(storePath: store, options: IngestOptions()).run(paths) }
        let engine = try Engine(storePath: store)
        let activities = try engine.ask(Activities())
        var answers = [
            "activities": try JSONText.encode(activities, indented: false),
            "attribution": try JSONText.encode(engine.ask(AttributionShare()), indented: false),
            "gaps": try JSONText.encode(engine.ask(Gaps()), indented: false),
            "flows": try JSONText.encode(engine.ask(Flows()), indented: false),
            "nodes": try JSONText.encode(engine.ask(Nodes()), indented: false),
            "findings": try JSONText.encode(engine.ask(Findings()), indented: false),
            "changes": try JSONText.encode(
                engine.ask(Changes(since: try middle(of: activities.result))), indented: false),
        ]
        for act in activities.result.prefix(3) {
            answers["trace \(act.id)"] = try JSONText.encode(engine.ask(Trace(id: act.id)), indented: false)
        }
        #expect(!activities.result.isEmpty)
        let changes = try engine.ask(Changes(since: try middle(of: activities.result))).result
        #expect(changes.before > 0 && changes.after > 0)
        return answers
    }

    /// A moment with acts before and after it.
    private func middle(of acts: [ActivityRow]) throws -> Int64 {
        let times = Set(acts.compactMap { Timestamp.nanoseconds($0.time) }).sorted()
        return try #require(times.dropFirst(times.count / 2).first)
    }
}

/// The parts of files of runtime input that are input by themselves.
private enum Pieces {
    /// What can be put together again with others like it.
    enum Form: Hashable {
        /// Bodies of requests in protobuf: one behind the other they are one.
        case protobuf(logs: Bool)
        case lines(of: String)
        /// Elements of a file's list, alone or under this name.
        case list(of: String, under: String?)
        case whole(String)
    }

    struct Piece {
        let form: Form
        let bytes: [UInt8]
    }

    static func files(below folder: URL) throws -> [URL] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.sorted().map { folder.appendingPathComponent($0) }.filter {
            ["json", "jsonl", "pb", "gz"].contains($0.pathExtension)
        }
    }

    static func of(_ file: URL) throws -> [Piece] {
        var bytes = [UInt8](try Data(contentsOf: file))
        if Inflate.isGzip(bytes) { bytes = try Inflate.gunzip(bytes, limit: 1 << 26) }
        let name = file.lastPathComponent
        if name.contains(".pb") { return [Piece(form: .protobuf(logs: name.contains(".logs.")), bytes: bytes)] }

        let lines = bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
        if lines.count > 1, lines.allSatisfy({ (try? JSONSerialization.jsonObject(with: Data($0))) is [String: Any] }) {
            return lines.map { Piece(form: .lines(of: name), bytes: $0) }
        }
        let value = try JSONSerialization.jsonObject(with: Data(bytes))
        let records = (value as? [String: Any])?["Records"] as? [Any]
        guard let elements = records ?? value as? [Any] else { return [Piece(form: .whole(name), bytes: bytes)] }
        return try elements.map {
            Piece(
                form: .list(of: name, under: records == nil ? nil : "Records"),
                bytes: [UInt8](try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys)))
        }
    }

    /// Writes the pieces shuffled, a half of them twice, in files of a few, to one folder or the other.
    static func write(_ pieces: [Piece], to folders: [String], _ random: inout SeededNumbers) throws {
        for folder in folders {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let repeated = pieces + pieces.shuffled(using: &random).prefix(pieces.count / 2)
        var groups: [(form: Form, files: [[[UInt8]]])] = []
        for piece in repeated.shuffled(using: &random) {
            let size = Int.random(in: 1...40, using: &random)
            guard let place = groups.firstIndex(where: { $0.form == piece.form }) else {
                groups.append((piece.form, [[piece.bytes]]))
                continue
            }
            let last = groups[place].files.count - 1
            if groups[place].files[last].count < size {
                groups[place].files[last].append(piece.bytes)
            } else {
                groups[place].files.append([piece.bytes])
            }
        }
        var count = 0
        for (form, files) in groups {
            for file in files {
                count += 1
                let folder = folders[Int.random(in: 0..<folders.count, using: &random)]
                let parts = bytes(of: file, form)
                for (part, bytes) in parts.enumerated() {
                    let path = "\(folder)/\(Int.random(in: 0..<1_000, using: &random))-\(count)-\(part).\(suffix(form))"
                    try Data(bytes).write(to: URL(fileURLWithPath: path))
                }
            }
        }
    }

    private static func suffix(_ form: Form) -> String {
        if case .protobuf = form { "pb" } else { "json" }
    }

    private static func bytes(of pieces: [[UInt8]], _ form: Form) -> [[UInt8]] {
        func joined(_ mark: String) -> [UInt8] { Array(pieces.joined(separator: Array(mark.utf8))) }
        switch form {
        case .protobuf: return [joined("")]
        case .lines: return [joined("\n")]
        case .list(_, nil): return [Array("[".utf8) + joined(",") + Array("]".utf8)]
        case .list(_, let name?): return [Array("{\"\(name)\":[".utf8) + joined(",") + Array("]}".utf8)]
        case .whole: return pieces
        }
    }
}
