internal import ArgumentParser
internal import Foundation
internal import OverreachAnalysis
internal import OverreachEngine

/// The command `overreach check`.
struct CheckCommand: QuestionCommand {
    /// How the answer is printed.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case table, json, markdown, sarif
    }

    static let configuration = CommandConfiguration(
        commandName: Check.name, abstract: Help.abstract(Check.self),
        discussion: """
            The rules are those of the policy of the house, else built-in ones. Exit codes: 0 every rule holds, 3 a rule is \
            broken, 5 something could not be read, 2 the policy or the baseline cannot be used.

            Example: overreach check --config examples/overreach.yaml --fail-on high

            A pull request that must not open new paths:

              overreach check --format json > baseline.json
              overreach check --baseline baseline.json --format markdown
            """)

    @Option(
        help: "The mildest severity that breaks a rule: critical, high, medium or low.",
        transform: { text in
            guard let severity = Severity(rawValue: text) else {
                throw ValidationError(
                    "unknown severity \"\(Plain.text(text))\", expected critical, high, medium or low")
            }
            return severity
        })
    var failOn = Severity.low
    @Option(
        help: ArgumentHelp(
            "An earlier answer as json: what it knew, and is no worse since, breaks no rule.", valueName: "file"))
    var baseline: String?
    @Option(help: "table, json, markdown (for a pull request) or sarif (2.1.0, for code scanning).")
    var format = Form.table
    @Option(
        help: ArgumentHelp("Of sarif: the folder that was ingested, as the repository names it.", valueName: "folder"))
    var sourceRoot = ""
    @OptionGroup var house: HouseOptions
    @OptionGroup var store: StoreOptions

    static let onlyInText: Set<String> = ["source-root"]

    func answer(of graphs: Graphs) throws -> Answer<Check.Result> {
        let known = try baseline.map { try BaselineFile.baseline(at: $0) }
        let engine = try graphs.engine(store, house)
        return try engine.ask(Check(baseline: known, failOn: failOn, stale: engine.stale()))
    }

    func run() throws {
        let rules = try house.house()
        let answer = try answer(of: .store)
        switch format {
        case .table:
            var page = Page(hasColour: Output.hasColour)
            page.check(answer)
            page.caveats(answer.caveats, isComplete: answer.complete)
            Output.write(page.text)
        case .json:
            Output.write(try JSONText.encode(answer, indented: true) + "\n")
        case .markdown:
            Output.write(MarkdownReport(answer).text)
        case .sarif:
            let report = SARIFReport(
                answer, version: Overreach.configuration.version, root: sourceRoot, house: rules.file,
                folder: FileManager.default.currentDirectoryPath)
            Output.write(report.text + "\n")
            if let missing = missingFile(of: answer.result) {
                Output.complain(
                    "\"\(missing)\" is no file below the working directory, so code scanning cannot show it: give "
                        + "--source-root the folder that was ingested, as the repository names it")
            }
        }
        switch answer.verdict {
        case .broken: throw ExitCode(Exit.ruleBroken)
        case .unchecked, .incomplete, .stale: throw ExitCode(Exit.incomplete)
        case .holds: break
        }
    }
}

extension CheckCommand {
    /// The first place of a fix that is no file of the repository.
    private func missingFile(of result: Check.Result) -> String? {
        let root = sourceRoot.isEmpty || sourceRoot.hasSuffix("/") ? sourceRoot : sourceRoot + "/"
        let files = result.rules.flatMap(\.violations).compactMap(\.fix).map { fix in
            fix.source == EvidenceRow.policy ? fix.file : root + fix.file
        }
        return files.first { !FileManager.default.fileExists(atPath: $0) }
    }
}

/// The command `overreach task`.
struct TaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "What agents are for.", subcommands: [TaskDraftCommand.self])
}

/// The command `overreach task draft AGENT`.
struct TaskDraftCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: Help.abstract(TaskDraft.self),
        discussion: """
            What is printed can be put into overreach.yaml; what the agent needs and did not use yet is for a person to add.

            Example: overreach task draft support-bot
            """)

    @Argument(help: "An agent: its key, id or unique name.")
    var agent: String
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<TaskDraft.Result> {
        try graphs.engine(ask.from, house).ask(TaskDraft(agent: agent))
    }

    func run() throws {
        let answer = try answer(of: .store)
        guard ask.format == .text else { return try Output.answer(answer, as: ask.format) { _, _ in } }
        Output.write(answer.result.yaml)
        for caveat in answer.caveats { Output.complain("\(caveat.reason): \(caveat.source): \(caveat.detail)") }
        if !answer.complete { throw ExitCode(Exit.incomplete) }
    }
}
