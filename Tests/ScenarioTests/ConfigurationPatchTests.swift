import Foundation
import OverreachAnalysis
import OverreachEngine
import OverreachWire
import Testing

/// Patches of MCP configurations, applied by the programs that people apply them with.
struct ConfigurationPatchTests {
    /// A copy of a lab that is ingested where it stands, with what `fixes` says of its configurations.
    private struct Trial {
        let folder: PatchedFolder
        let fixes: [JSONValue]
        private let scratch: Scratch

        init(_ folder: String, more: [String: String] = [:]) throws {
            self.folder = try PatchedFolder(copying: folder)
            for (file, text) in more {
                let url = URL(fileURLWithPath: self.folder.path + "/" + file)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: url)
            }
            scratch = try Scratch()
            _ = try IngestRun(storePath: scratch.path + "/store.db", options: IngestOptions()).run([self.folder.path])
            fixes = try Self.asked(scratch)
        }

        func asked() throws -> [JSONValue] { try Self.asked(scratch) }

        private static func asked(_ scratch: Scratch) throws -> [JSONValue] {
            let engine = try JudgingEngine(storePath: scratch.path + "/store.db", readsConfigurations: true)
            let answer = try json(engine.ask(Fixes(limit: 1000, breaks: true)))
            return (answer["result"]?["fixes"]?.array ?? []).filter {
                $0["patch"]?.text("format") == "mcp-json-patch"
            }
        }
    }

    private func run(_ words: [String], in folder: String, input: String = "") throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("overreach-\(UUID().uuidString)")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func text(_ folder: PatchedFolder, _ file: String) throws -> String {
        try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8)
    }

    private func value(_ text: String) throws -> [String] {
        try JSONValue.parse(Array(text.utf8), dialect: .jsonc).leaves()
    }

    /// Entries without a secret, with comments, commas at the end and tabs, beside those of the lab.
    private static let more = [
        "mcp/plain/.mcp.json": """
        {
        \t// What we use every day.
        \t"mcpServers": {
        \t\t"first": { "command": "npx", "args": ["-y", "first"] },
        \t\t/* The second one is
        \t\t   remote. */
        \t\t"second": {
        \t\t\t"type": "http",
        \t\t\t"url": "https://second.example/mcp",
        \t\t},
        \t\t"third": { "command": "uvx", "args": ["third"] }
        \t}
        }
        """
    ]

    @Test(arguments: Lab.all) func whatIsShownIsWhatApplies(_ lab: Lab) throws {
        let trial = try Trial(lab.folder, more: Self.more)
        #expect(!trial.fixes.isEmpty)
        for fix in trial.fixes {
            let patch = try #require(fix["patch"])
            let (file, title) = (patch.text("target"), fix.text("title"))
            let before = try text(trial.folder, file)

            // The commands, and back.
            for command in patch["commands"]?.strings ?? [] {
                #expect(try run(["sh", "-c", command], in: "/") == 0, "\(title)")
            }
            let after = try text(trial.folder, file)
            #expect(after != before, "\(title)")
            let gone =
                try JSONValue.parse(Array(patch.text("text").utf8)).array?.compactMap { $0["path"]?.string } ?? []
            let (old, new) = (try value(before), try value(after))
            #expect(
                new
                    == old.filter { leaf in
                        !gone.contains { leaf == $0 || leaf.hasPrefix($0 + "/") || leaf.hasPrefix($0 + "=") }
                    }, "\(title)")
            for line in before.split(separator: "\n") where line.contains("//") && !line.contains("\"") {
                #expect(after.contains(line), "\(title)")
            }
            for command in patch["undo_commands"]?.strings ?? [] {
                #expect(try run(["sh", "-c", command], in: "/") == 0, "\(title)")
            }
            #expect(try text(trial.folder, file) == before, "\(title)")

            // The diff, where its lines may be shown.
            guard !patch.text("diff").isEmpty else {
                #expect(fix["doubts"]?.strings.contains { $0.hasPrefix("lines that go may hold a secret") } == true)
                continue
            }
            for program in [["patch", "-p1", "--silent"], ["git", "apply", "-p1", "-"]] {
                #expect(
                    try run(program, in: trial.folder.path, input: patch.text("diff")) == 0, "\(title) by \(program[0])"
                )
                #expect(try text(trial.folder, file) == after, "\(title) by \(program[0])")
                try Data(before.utf8).write(to: URL(fileURLWithPath: trial.folder.path + "/" + file))
            }
        }
        let shown = trial.fixes.filter { $0["patch"]?.text("target") == "mcp/plain/.mcp.json" }
        #expect(shown.allSatisfy { $0["patch"]?.text("diff").isEmpty == false })
    }

    @Test(arguments: Lab.all) func noSecretIsShown(_ lab: Lab) throws {
        let trial = try Trial(lab.folder)
        let secrets = (try lab.truth()["no_secret_anywhere"]?.strings ?? []) + Self.values(below: lab.folder + "/mcp")
        #expect(secrets.count > 3)
        for fix in trial.fixes {
            let patch = try #require(fix["patch"])
            let texts =
                [patch.text("text"), patch.text("undo"), patch.text("diff")] + (patch["commands"]?.strings ?? [])
            for secret in secrets { #expect(!texts.contains { $0.contains(secret) }, "\(fix.text("title"))") }
        }
    }

    /// Values of the environment and of headers, but references.
    private static func values(below folder: String) -> [String] {
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return files.flatMap { file -> [String] in
            guard let data = FileManager.default.contents(atPath: folder + "/" + file),
                let root = try? JSONValue.parse([UInt8](data), dialect: .jsonc)
            else { return [] }
            let servers = (root["mcpServers"] ?? root["servers"])?.object ?? []
            return servers.flatMap { server in
                ["env", "headers"].flatMap { server.value[$0]?.object ?? [] }.compactMap { member in
                    // The id of an access key is public, and what is public elsewhere is no secret here.
                    member.value.string.flatMap { text in
                        text.contains("$") || text.hasPrefix("AKIA") || text.utf8.count < 12 ? nil : text
                    }
                }
            }
        }
    }

    @Test func aCommandRunTwiceOrOnAnotherTextChangesNothing() throws {
        let trial = try Trial(Lab.supportDesk.folder)
        let file = "mcp/release-bot/.mcp.json"
        let before = try text(trial.folder, file)
        let fixes = trial.fixes.filter { $0["patch"]?.text("target") == file }
        #expect(!fixes.isEmpty)
        func set(_ text: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: trial.folder.path + "/" + file))
        }
        for fix in fixes {
            let patch = try #require(fix["patch"])
            func all(_ name: String) throws -> Int32 {
                try (patch[name]?.strings ?? []).map { try run(["sh", "-c", $0], in: "/") }.max() ?? 0
            }
            // A text that changed since, though it has as many lines, or as many bytes.
            for other in [
                before.replacing("deploy_mcp", with: "deploy"), before.replacing("deploy_mcp", with: "mcp_deploy"),
            ] {
                try set(other)
                #expect(try all("commands") != 0)
                #expect(try text(trial.folder, file) == other)
            }
            try set(before)
            #expect(try all("commands") == 0)
            let after = try text(trial.folder, file)
            #expect(try all("commands") != 0)
            #expect(try text(trial.folder, file) == after)

            // What was written since is not undone, and the copy is still the first.
            try set(after + "\n")
            #expect(try all("undo_commands") != 0)
            #expect(try text(trial.folder, file) == after + "\n")
            try set(before)
            #expect(try all("commands") != 0)
            try set(after)
            #expect(try all("undo_commands") == 0)
            #expect(try text(trial.folder, file) == before)
            #expect(try all("undo_commands") != 0)
            #expect(try text(trial.folder, file) == before)
        }
    }

    @Test func aDiffBetweenSecretsSaysHowItApplies() throws {
        // A server of the lab, by a client of its own, between lines that hold secrets.
        let file = "mcp/dense/.mcp.json"
        let config = """
            {
            "mcpServers": {
            "a": { "command": "x", "env": { "API_TOKEN": "gh0st-9f8e7d6c5b4a39281706" } },
            "middle": { "type": "http", "url": "http://customer-data.support.svc.cluster.local:8080/mcp" },
            "b": { "command": "y", "env": { "API_TOKEN": "gh0st-0a1b2c3d4e5f60718293" } }
            }
            }
            """
        let trial = try Trial(Lab.supportDesk.folder, more: [file: config])
        let fix = try #require(trial.fixes.first { $0["patch"]?.text("target") == file })
        let diff = try #require(fix["patch"]).text("diff")
        #expect(diff.contains("-\"middle\"") && !diff.contains("gh0st"))
        #expect(fix["doubts"]?.strings.contains { $0.contains("git apply --unidiff-zero") } == true)
        #expect(try run(["git", "apply", "-"], in: trial.folder.path, input: diff) != 0)
        #expect(try run(["git", "apply", "--unidiff-zero", "-"], in: trial.folder.path, input: diff) == 0)
        #expect(try !text(trial.folder, file).contains("middle"))
    }

    @Test func aFileThatChangedIsNotPatched() throws {
        let trial = try Trial(Lab.northbay.folder, more: Self.more)
        let file = trial.folder.path + "/mcp/plain/.mcp.json"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try Data(("\n" + text).utf8).write(to: URL(fileURLWithPath: file))
        for fix in try trial.asked() where fix["patch"]?.text("target") == "mcp/plain/.mcp.json" {
            #expect(fix["patch"]?["commands"]?.array?.isEmpty == true)
            #expect(fix["doubts"]?.strings.contains { $0.hasPrefix("the file as it was read is not at hand") } == true)
        }
        // Elsewhere than asked for, no file is read.
        let reading = try Reading(Lab.northbay.folder)
        let all = try json(reading.judging.ask(Fixes(limit: 1000, breaks: true)))["result"]?["fixes"]?.array ?? []
        let patches = all.compactMap { $0["patch"] }.filter { $0.text("format") == "mcp-json-patch" }
        #expect(!patches.isEmpty && patches.allSatisfy { $0["commands"]?.array?.isEmpty == true })
    }
}

extension JSONValue {
    /// Every leaf and every empty container as `pointer=value`, in the order of the text.
    fileprivate func leaves(at pointer: String = "") -> [String] {
        switch content {
        case .object(let members) where !members.isEmpty:
            members.flatMap { member in
                let key = member.key.replacingOccurrences(of: "~", with: "~0").replacingOccurrences(of: "/", with: "~1")
                return member.value.leaves(at: "\(pointer)/\(key)")
            }
        case .array(let elements) where !elements.isEmpty:
            elements.enumerated().flatMap { $1.leaves(at: "\(pointer)/\($0)") }
        default: isContainer ? [] : ["\(pointer)=\(content)"]
        }
    }

    private var isContainer: Bool { array != nil || object != nil }
}
