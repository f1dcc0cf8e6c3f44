internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachModel

/// The command `overreach diff FROM [TO]`.
struct DiffCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Diff.name, abstract: Help.sentence(Diff.summary),
        discussion: """
            A moment is a day (its beginning), a moment (RFC 3339) or run:N, as `overreach status` numbers the runs. By time, \
            what sources had stated and what had happened counts; by run, what the store held.

            Example: overreach diff 2026-11-20 2026-11-23
            """)

    @Argument(help: "The first moment.", transform: Moment.parsed)
    var from: Moment
    @Argument(help: "The second moment; the present without it.", transform: Moment.parsed)
    var to: Moment?
    @Option(name: .long, help: "The store that `ingest` wrote.")
    var store = StoreDefaults.path
    @Option(name: .long, help: "text or json.")
    var format = Format.text
    @OptionGroup var house: HouseOptions

    func answer(of graphs: Graphs) throws -> Answer<Diff.Result> {
        try graphs.comparison(store, from: from, to: to, house).answer()
    }

    func run() throws { try Output.answer(try answer(of: .store), as: format) { $1.diff($0) } }
}
