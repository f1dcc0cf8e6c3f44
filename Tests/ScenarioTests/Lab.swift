import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachWire
import Testing

/// A recording with what is true of it by construction, ingested into a store of its own.
struct Lab: Sendable, CustomTestStringConvertible {
    let name: String
    let folder: String

    static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let supportDesk = Lab(name: "support-desk", folder: checkout + "/examples/support-desk")
    static let northbay = Lab(name: "northbay", folder: checkout + "/Tests/Fixtures/labs/northbay")
    static let all = [supportDesk, northbay]

    var testDescription: String { name }

    func truth() throws -> JSONValue {
        try JSONValue.parse([UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/truth.json"))))
    }

    /// An engine over a fresh store; the folder is removed with the object.
    func ingested() throws -> Ingested {
        let scratch = try Scratch()
        let report = try IngestRun(storePath: scratch.path + "/lab.db", options: IngestOptions()).run([folder])
        return Ingested(
            scratch: scratch, report: report, engine: try Engine(storePath: scratch.path + "/lab.db"),
            access: try AccessEngine(storePath: scratch.path + "/lab.db"))
    }

    struct Ingested {
        let scratch: Scratch
        let report: IngestReport
        let engine: Engine
        let access: AccessEngine
    }
}

/// A folder of a test's own, removed when nobody holds it any more.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("overreach-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What the share of attribution is of files with these texts.
func share(_ texts: [String]) throws -> AttributionShare.Result {
    let scratch = try Scratch()
    var paths: [String] = []
    for (number, text) in texts.enumerated() {
        let path = "\(scratch.path)/\(number).json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        paths.append(path)
    }
    _ = try IngestRun(storePath: scratch.path + "/s.db", options: IngestOptions()).run(paths)
    return try Engine(storePath: scratch.path + "/s.db").ask(AttributionShare()).result
}

extension AttributionShare.Result {
    /// How many acts lack the link.
    ///
    /// A parent that never came is no link of the chain: it explains the others.
    func missing(_ link: String) -> Int {
        if link == "parent span" { return advice.filter { $0.links.contains(link) }.count }
        return links.first { $0.link == link }?.missing ?? 0
    }
}

extension JSONValue {
    /// The strings of an array.
    var strings: [String] { (array ?? []).compactMap(\.string) }

    /// The text of a member, empty where there is none.
    func text(_ name: String) -> String { self[name]?.string ?? "" }
}

/// An answer as the JSON that users get, so that the contract is what is tested.
func json(_ answer: some Encodable) throws -> JSONValue {
    try JSONValue.parse(Array(JSONText.encode(answer, indented: false).utf8))
}

/// An ARN of a secret without the six characters that AWS adds.
func plain(_ id: String) -> String {
    guard id.contains(":secretsmanager:"), let dash = id.lastIndex(of: "-"), id[dash...].count == 7 else { return id }
    return String(id[..<dash])
}
