internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachModel

/// The command `overreach diff FROM [TO]`.
struct DiffCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Diff.name, abstract: Help.sentence(Diff.summary),
        discussion: """
            A moment is a day (its beginning), a time (2026-11-22 14:00, UTC unless it says otherwise) or run:N, as \
            `overreach status` lists them, and this command where it is given none. By time, what sources had stated and what \
            had happened counts; by run, what the store held.

            Example: overreach diff 2026-11-20 2026-11-23

            What the newest reading changed, and where its number stands:

              overreach status
              overreach diff run:12 run:24
            """)

    @Argument(help: "The first moment.", transform: Moment.parsed)
    var from: Moment?
    @Argument(help: "The second moment; the present without it.", transform: Moment.parsed)
    var to: Moment?
    @Option(name: .long, help: "The store that `ingest` wrote.")
    var store = StoreDefaults.path
    @Option(name: .long, help: "text or json.")
    var format = Format.text
    @OptionGroup var house: HouseOptions

    func answer(of graphs: Graphs) throws -> Answer<Diff.Result> {
        guard let from else {
            throw MomentError("diff needs the moment to begin with", among: try ingests(of: graphs))
        }
        for case .run(let run) in [from, to].compactMap(\.self) {
            guard run <= (try engine(of: graphs).newestRun()) else {
                throw MomentError("there is no run:\(run)", among: try ingests(of: graphs))
            }
        }
        return try graphs.comparison(store, from: from, to: to, house).answer()
    }

    private func ingests(of graphs: Graphs) throws -> [Status.IngestRow] {
        try engine(of: graphs).status().result.ingests
    }

    private func engine(of graphs: Graphs) throws -> Engine {
        try graphs.engine(StoreOptions.parse(["--store", store]))
    }

    func run() throws { try Output.answer(try answer(of: .store), as: format) { $1.diff($0) } }
}

/// A moment that a store does not have, with those that it has.
struct MomentError: Error, CustomStringConvertible {
    private static let most = 20

    let description: String

    init(_ what: String, among ingests: [Status.IngestRow]) {
        let left = ingests.count - MomentError.most
        var lines = left > 0 ? ["  … \(left) earlier, see `overreach status`"] : []
        lines += ingests.suffix(MomentError.most).map { row in
            "  run:\(row.run)  read \(Page.second(row.at))  stated \(Page.second(row.stated))  \(Page.what(of: row))"
        }
        if lines.isEmpty { lines = ["  none: `overreach ingest` reads posture into the store"] }
        description =
            "\(what), expected a day (2026-11-22), a time (2026-11-22 14:00) or one of these runs:\n"
            + lines.joined(separator: "\n")
    }
}
