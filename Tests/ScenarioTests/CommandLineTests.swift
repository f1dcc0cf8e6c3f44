import Foundation
import Testing

/// The binary beside the test bundle: exit codes and what goes where.
struct CommandLineTests {
    static let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("overreach").path
    static let isBuilt = FileManager.default.isExecutableFile(atPath: binary)

    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func run(_ arguments: String...) throws -> Ended { try Self.run(arguments, in: scratch) }

    /// How a run of the binary ended, and what it printed.
    struct Ended {
        let code: Int32
        let output: String
        let errors: String
    }

    /// Runs the binary in the folder, until it ends by itself.
    static func run(_ arguments: [String], in scratch: Scratch) throws -> Ended {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        let (output, errors) = (scratch.path + "/output", scratch.path + "/errors")
        for file in [output, errors] { FileManager.default.createFile(atPath: file, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        return Ended(
            code: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// What is assumed comes on top of what is assumed anyway.
    @Test(.enabled(if: isBuilt, "the binary is not built")) func assumptionsAreAdded() throws {
        #expect(try run("ingest", "--store", "lab.db", Lab.supportDesk.folder).code == 0)
        func reach(_ options: String...) throws -> Set<String> {
            let ended = try CommandLineTests.run(
                ["radius", "support-bot", "--store", "lab.db", "--format", "json"] + options, in: scratch)
            #expect(ended.code == 0)
            let rows = try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any]
            let reached = (rows?["result"] as? [String: Any])?["reached"] as? [[String: Any]] ?? []
            return Set(reached.compactMap { ($0["node"] as? [String: Any])?["key"] as? String })
        }
        let usual = try reach()
        #expect(!usual.isEmpty)
        #expect(try reach("--assume", "tool-latitude") == usual)
        #expect(try reach("--assume", "process-takeover").isSuperset(of: usual))
        let none = try reach("--assume", "none")
        #expect(none.isStrictSubset(of: usual))
        #expect(try reach("--assume", "none", "--assume", "tool-latitude") == usual)
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func rowsThatAreNotReadAreCountedByReason() throws {
        let table =
            "Event name,Event time,Event ID\nGetObject,2026-01-01T00:00:00Z,e1\nPutObject,2026-01-01T00:00:01Z,e2\n"
        try Data(table.utf8).write(to: URL(fileURLWithPath: scratch.path + "/events.csv"))
        let ended = try run("ingest", "--store", "s.db", "events.csv")

        #expect(ended.code == 5)
        #expect(ended.output.contains("2× a row of a table that was made of an audit log"))
        #expect(ended.output.contains("(first at line 2)"))
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func aQuestionMarkStandsOnlyForAMissingLink() throws {
        let event = """
            {"eventVersion":"1.10","eventID":"e1","eventTime":"2026-01-01T00:00:00Z","eventSource":"signin.amazonaws.com",\
            "eventName":"ConsoleLogin","awsRegion":"eu-west-1","recipientAccountId":"111122223333","userIdentity":\
            {"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ann","accountId":"111122223333","userName":"ann"}}
            """
        try Data(event.utf8).write(to: URL(fileURLWithPath: scratch.path + "/e.json"))
        #expect(try run("ingest", "--store", "s.db", "e.json").code == 0)
        let acts = try run("activities", "--store", "s.db")

        #expect(acts.output.contains("signin:ConsoleLogin"))
        #expect(!acts.output.split(separator: "\n").contains { $0.contains("ConsoleLogin") && $0.contains("?") })
        #expect(try run("trace", "e1", "--store", "s.db").output.contains("act event/e1/111122223333"))
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func exitCodesTellWhatHappened() throws {
        #expect(try run("--help").code == 0)
        #expect(try run("radius").code == 2)
        #expect(try run("radius", "x", "--assume", "nonsense", "--store", "none.db").code == 2)
        let missing = try run("radius", "x", "--store", "none.db")
        #expect(missing.code == 1)
        #expect(missing.errors.contains("none.db"))
        #expect(missing.output.isEmpty)

        #expect(try run("ingest", "--store", "lab.db", Lab.supportDesk.folder).code == 0)
        #expect(try run("radius", "support-bot", "--store", "lab.db").code == 0)
        #expect(try run("radius", "nobody", "--store", "lab.db").code == 2)
        #expect(try run("diagram", "radius", "support-bot", "--store", "lab.db", "-o", "x.gif").code == 2)

        try Data("{\"mcpServers\":".utf8).write(to: URL(fileURLWithPath: scratch.path + "/.mcp.json"))
        #expect(try run("ingest", "--store", "lab.db", ".mcp.json").code == 5)
        let incomplete = try run("radius", "support-bot", "--store", "lab.db")
        #expect(incomplete.code == 5)
        #expect(incomplete.output.contains("support-bot"))
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func theExitCodeOfACheckIsTheGate() throws {
        #expect(try run("ingest", "--store", "lab.db", Lab.supportDesk.folder).code == 0)
        func put(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.path + "/" + name))
        }
        let broken = try run("check", "--store", "lab.db")
        #expect(broken.code == 3)
        #expect(broken.output.contains("→ acme-billing"))
        try put("held.yaml", "rules: [{ id: r, no_act: { effects: delete } }]\n")
        #expect(try run("check", "--store", "lab.db", "--config", "held.yaml").code == 0)
        #expect(try run("check", "--store", "lab.db", "--config", "missing.yaml").code == 2)
        #expect(try run("check", "--store", "lab.db", "--baseline", "held.yaml").code == 2)
        #expect(try run("check", "--store", "lab.db", "--fail-on", "worst").code == 2)

        // The file of the working directory is found, and a misspelt key in it stops every question.
        try put("overreach.yaml", "rulse: []\n")
        let misspelt = try run("radius", "support-bot", "--store", "lab.db")
        #expect(misspelt.code == 2)
        #expect(misspelt.errors.contains("overreach.yaml:1: unknown key \"rulse\""))
        try put("overreach.yaml", "rules: []\n")

        #expect(try run("check", "--store", "lab.db").code == 0)
        try put(".mcp.json", "{\"mcpServers\":")
        #expect(try run("ingest", "--store", "lab.db", ".mcp.json").code == 5)
        #expect(try run("check", "--store", "lab.db").code == 5)
        for format in ["json", "markdown", "sarif"] {
            #expect(try run("check", "--store", "lab.db", "--format", format).code == 5)
        }
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func aGateDoesNotPassOnWhatItDidNotCheck() throws {
        #expect(try run("ingest", "--store", "lab.db", Lab.supportDesk.folder).code == 0)
        func check(_ text: String, _ format: String = "table") throws -> Ended {
            try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.path + "/overreach.yaml"))
            return try run("check", "--store", "lab.db", "--format", format)
        }
        let misspelt = "rules: [{ id: r, no_reach: { from: supprt-bot, to: acme-billing } }]\n"
        for format in ["table", "json", "markdown", "sarif"] {
            let ended = try check(misspelt, format)
            #expect(ended.code == 5)
            #expect(ended.output.contains("supprt") && ended.output.contains("support-bot"))
        }
        #expect(try check(misspelt.replacing("supprt", with: "support")).code == 3)
        let holds = "rules: [{ id: r, no_act: { effects: delete } }]\n"
        #expect(try check(holds).code == 0)

        // A file that was named and is nothing that is known.
        try Data("hello\n".utf8).write(to: URL(fileURLWithPath: scratch.path + "/notes.txt"))
        let named = try run("ingest", "--store", "lab.db", "notes.txt")
        #expect(named.code == 5 && named.output.contains("not recognised"))
        let unread = try check(holds)
        #expect(unread.code == 5 && unread.output.contains("notes.txt"))
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func diffSaysWhichRunsThereAre() throws {
        #expect(try run("ingest", "--store", "lab.db", Lab.supportDesk.folder).code == 0)
        let listed = try run("diff", "--store", "lab.db")
        #expect(listed.code == 2 && listed.output.isEmpty)
        let line = try #require(listed.errors.split(separator: "\n").first { $0.hasPrefix("  run:") })
        #expect(line.contains("aws 123456789012") && line.contains("read 20"))
        let number = try #require(line.split(separator: " ").first).dropFirst(4)
        for moment in ["run:\(number)", String(number), "2026-11-22 14:00", "2026-11-22T14:00"] {
            #expect(try run("diff", moment, "--store", "lab.db").code == 0)
        }
        let missing = try run("diff", "run:4711", "--store", "lab.db")
        #expect(missing.code == 2 && missing.errors.contains("no run:4711") && missing.errors.contains("run:\(number)"))
        let wrong = try run("diff", "monday", "--store", "lab.db")
        #expect(wrong.code == 2 && wrong.errors.contains("overreach status"))
        #expect(try run("status", "--store", "lab.db").output.contains("run:\(number)"))
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func questionsOfThePastSayWhatIsNoMoment() throws {
        #expect(try run("ingest", "--store", "lab.db", Lab.supportDesk.folder).code == 0)
        #expect(try run("radius", "support-bot", "--store", "lab.db", "--as-of", "run:1000").code == 1)
        #expect(try run("radius", "support-bot", "--store", "lab.db", "--as-of", "monday").code == 2)
        #expect(try run("radius", "support-bot", "--store", "lab.db", "--as-of", "2030-01-01").code == 0)
        #expect(try run("status", "--store", "lab.db", "--as-of", "2020-01-01").code == 0)
        #expect(try run("access", "list", "support-mcp", "--store", "lab.db", "--as-of", "2030-01-01").code == 0)
        #expect(try run("diff", "2020-01-01", "--store", "lab.db").code == 0)
        #expect(try run("task", "draft", "support-bot", "--store", "lab.db").code == 0)
        #expect(try run("task", "draft", "acme-billing", "--store", "lab.db").code == 2)
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func aKilledLayoutIsAnErrorAndNoPicture() throws {
        #expect(try run("ingest", "--store", "lab.db", Lab.supportDesk.folder).code == 0)
        let late = try run(
            "diagram", "radius", "support-bot", "--store", "lab.db", "-o", "x.svg", "--deadline", "0.000001")
        #expect(late.code == 1)
        #expect(late.errors.contains("deadline") || late.errors.contains("second"))
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/x.svg"))

        let drawn = try run("diagram", "radius", "support-bot", "--store", "lab.db", "-o", "x.svg")
        #expect(drawn.code == 0)
        let again = try run("diagram", "radius", "support-bot", "--store", "lab.db", "-o", "y.svg")
        #expect(again.code == 0)
        let first = FileManager.default.contents(atPath: scratch.path + "/x.svg")
        #expect(first == FileManager.default.contents(atPath: scratch.path + "/y.svg"))
        #expect(first?.isEmpty == false)
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func aReviewIsMarkdownAndMomentsAreChecked() throws {
        #expect(try run("ingest", "--store", "lab.db", Lab.supportDesk.folder).code == 0)
        let review = try run("review", "support-bot", "--store", "lab.db", "--from", "2026-11-22", "--to", "2026-11-23")
        #expect(review.code == 0)
        #expect(review.output.hasPrefix("# Review of support-bot\n"))
        #expect(review.output.contains("## Granted and unused") && review.output.contains("alice@acme.example"))
        let rows = review.output.split(separator: "\n").filter { $0.hasPrefix("| ") }
        #expect(rows.count > 10)
        #expect(review.output.contains("## Findings (1)") && review.output.contains("agent-without-owner-"))
        #expect(review.output.contains("## Acts after risky prompts (0)\n\nNone.\n"))
        #expect(review.output.contains("3 of 15 acts are not listed here: no data store was touched; the first: "))

        #expect(
            try run("review", "support-bot", "--store", "lab.db", "--from", "2026-11-23", "--to", "2026-11-22").code
                == 2)
        #expect(try run("review", "nobody", "--store", "lab.db").code == 2)
        #expect(try run("changes", "--since", "yesterday", "--store", "lab.db").code == 2)
        #expect(try run("changes", "--since", "7d", "--store", "lab.db").code == 0)
        #expect(try run("attribution", "--store", "lab.db").output.contains("17 of 17 acts have a full chain"))
        #expect(try run("trace", "892ee0", "--store", "lab.db").output.contains("alice@acme.example asked triage-bot"))
    }

    @Test(.enabled(if: isBuilt, "the binary is not built")) func listsAreOneObjectALine() throws {
        #expect(try run("ingest", "--store", "lab.db", Lab.supportDesk.folder).code == 0)
        let lines = try run("activities", "--store", "lab.db", "--format", "ndjson").output.split(separator: "\n")
        #expect(lines.count == 18)
        #expect(lines.allSatisfy { $0.hasPrefix("{\"id\":") && $0.hasSuffix("}") })
    }
}
