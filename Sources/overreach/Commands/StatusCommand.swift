internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine

/// The command `overreach status`.
struct StatusCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What was collected, how fresh it is, and what never was.",
        discussion: "Example: overreach status")

    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<Status> { try graphs.engine(ask.from).status() }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.status($0) } }
}
