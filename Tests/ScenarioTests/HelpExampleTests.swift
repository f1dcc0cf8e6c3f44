import Foundation
import Testing

/// What `--help` shows as an example can be typed.
struct HelpExampleTests {
    private let desk: ExampleDesk

    init() throws { desk = try ExampleDesk() }

    private func shell(_ command: String) throws -> (code: Int32, output: String) { try desk.shell(command) }

    /// The names under `SUBCOMMANDS:`.
    private static func subcommands(in help: String) -> [String] {
        guard let start = help.range(of: "SUBCOMMANDS:\n") else { return [] }
        return help[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { $0 != "help" }
    }

    /// The commands after `Example:` and `Examples:`, whose lines are broken as the help's are.
    private static func examples(in help: String) -> [String] {
        guard let start = help.range(of: "Example") else { return [] }
        let lines = help[start.lowerBound...].split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.isEmpty }.map { $0.trimmingCharacters(in: .whitespaces) }
        var commands: [String] = []
        for line in lines {
            let text = line.replacing("Examples:", with: "").replacing("Example:", with: "")
                .trimmingCharacters(in: .whitespaces)
            if text.hasPrefix("overreach ") {
                commands.append(text)
            } else if !text.isEmpty, !commands.isEmpty {
                commands[commands.count - 1] += " " + text
            }
        }
        return commands
    }

    private func helps(_ command: [String]) throws -> [(command: String, help: String)] {
        let help = try shell((["overreach"] + command + ["--help"]).joined(separator: " ")).output
        return try [(command.joined(separator: " "), help)]
            + Self.subcommands(in: help).flatMap { try helps(command + [$0]) }
    }

    @Test(.enabled(if: CommandLineTests.isBuilt, "the binary is not built")) func everyExampleRuns() throws {
        let helps = try helps([])
        let groups = ["access", "diagram", "task", "token"]
        let questions = helps.filter { !$0.command.isEmpty && !groups.contains($0.command) }
        #expect(questions.count > 20)
        let ingest = try shell("overreach ingest --cluster acme-prod examples/support-desk")
        #expect(ingest.code == 0, "\(ingest.output)")
        for (command, help) in questions {
            let examples = Self.examples(in: help)
            // Kinds of diagrams share the example of the command above them.
            if !command.hasPrefix("diagram ") { #expect(!examples.isEmpty, "\(command) has no example") }
            // What goes on until it is told to stop has tests of its own.
            for example in examples where command != "serve" && !example.contains("--follow") {
                let ended = try shell(example)
                let allowed: [Int32] = command == "check" ? [0, 3] : [0]
                #expect(allowed.contains(ended.code), "\(example): \(ended.code) \(ended.output.suffix(500))")
                let isSilent = [" > ", " -o ", "--check"].contains { example.contains($0) }
                #expect(!ended.output.isEmpty || isSilent, "\(example)")
            }
        }
    }
}
