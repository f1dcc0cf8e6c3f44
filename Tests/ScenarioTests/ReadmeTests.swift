import Foundation
import OverreachAnalysis
import Testing

/// The session of the README, from the question to the patch applied, as it stands there.
@Suite(
    .enabled(if: CommandLineTests.isBuilt, "the binary is not built"),
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/jq"), "there is no jq"))
struct ReadmeTests {
    private let desk: ExampleDesk
    private let session: String

    init() throws {
        desk = try ExampleDesk()
        let text = try String(contentsOfFile: Lab.checkout + "/README.md", encoding: .utf8)
        let blocks = text.components(separatedBy: "```").filter {
            $0.hasPrefix("sh\n") && $0.contains("fixes.json")
        }
        session = try #require(blocks.count == 1 ? blocks[0].dropFirst(3).description : nil)
        let ingest = try desk.shell("overreach ingest --cluster acme-prod examples/support-desk")
        try #require(ingest.code == 0, "\(ingest.output)")
    }

    /// Stands in for the command line of AWS.
    private func write(aws script: String) throws {
        let file = desk.programs + "/aws"
        try "#!/bin/sh\n\(script)\n".write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    }

    @Test func itClosesWhatItSaysAndNothingElse() throws {
        try write(aws: #"{ printf '%s\000' aws "$@"; printf '\000'; } >>calls"#)
        let ended = try desk.shell(session)
        #expect(ended.code == 0, "\(ended.output)")
        #expect(ended.output.contains("prod/payments-api"))

        let calls = try String(contentsOfFile: desk.scratch.path + "/calls", encoding: .utf8)
            .components(separatedBy: "\0\0").map { $0.components(separatedBy: "\0") }.filter { $0 != [""] }
        let original = Lab.checkout + "/examples/support-desk"
        let folder = try PatchedFolder(copying: original)
        #expect(!calls.isEmpty)
        for call in calls { try folder.run(call) }
        let (before, after) = try (Reading(original).reach(), Reading(folder.path).reach())
        let closed = Set(before.keys).subtracting(after.keys)
        // Who hands over to support-bot loses it as well.
        #expect(closed.contains { $0.hasPrefix("support-bot → ") })
        #expect(closed.allSatisfy { $0.contains("payments-api") })
        #expect(before.filter { !closed.contains($0.key) } == after)
    }

    /// What comes after a command that failed might rest on it.
    @Test func itStopsAtTheFirstCommandThatFails() throws {
        try write(aws: "echo once >>calls; exit 1")
        let twice = session.replacing(".patch.commands[]'", with: ".patch.commands[], .patch.commands[]'")
        #expect(try desk.shell(twice).code != 0)
        #expect(try String(contentsOfFile: desk.scratch.path + "/calls", encoding: .utf8) == "once\n")
    }
}
