internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine

/// The command `overreach status`.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What was collected, how fresh it is, and what never was.",
        discussion: "Example: overreach status")

    @OptionGroup var ask: AskOptions

    func run() throws {
        try Output.answer(try ask.engine().status(), as: ask.format) { $1.status($0) }
    }
}
