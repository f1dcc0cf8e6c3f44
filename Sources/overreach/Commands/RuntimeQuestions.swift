internal import ArgumentParser
internal import Foundation
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachModel

/// The command `overreach attribution`.
struct AttributionCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: AttributionShare.name, abstract: Help.abstract(AttributionShare.self),
        discussion: "Example: overreach attribution")

    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<AttributionShare.Result> {
        try graphs.engine(ask.from).ask(AttributionShare())
    }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.attribution($0) } }
}

/// The command `overreach flows`.
struct FlowsCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Flows.name, abstract: Help.abstract(Flows.self),
        discussion: "Example: overreach flows --node support-bot")

    @Option(help: "Only acts whose chain holds this node.")
    var node: String?
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<Flows.Result> { try graphs.engine(ask.from).ask(Flows(node: node)) }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.flows($0) } }
}

/// The command `overreach changes --since TIME`.
struct ChangesCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Changes.name, abstract: Help.abstract(Changes.self),
        discussion: "Example: overreach changes --since 2026-11-22T14:19:47Z")

    @Option(help: "A time (RFC 3339), a date, or how long ago: 24h, 7d.", transform: PointInTime.parse)
    var since: Int64
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<Changes.Result> {
        try graphs.engine(ask.from).ask(Changes(since: since))
    }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.changes($0) } }
}

/// The command `overreach review AGENT`.
struct ReviewCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Review.name, abstract: Help.abstract(Review.self),
        discussion: """
            NODE is an agent, a person, a server, a tool, a credential, an identity or a workload. Text is Markdown; every \
            line names its evidence.

            Example: overreach review support-bot --from 2026-11-01 --to 2026-12-01 > support-bot.md
            """)

    @Argument(help: "The node: a key, an id, or a unique name.")
    var node: String
    @Option(help: "The beginning: a time (RFC 3339), a date, or how long ago.", transform: PointInTime.parse)
    var from: Int64?
    @Option(help: "The end, which is not part of it.", transform: PointInTime.parse)
    var to: Int64?
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    func validate() throws {
        if let from, let to, from >= to { throw ValidationError("--from is not before --to, expected a period") }
    }

    func answer(of graphs: Graphs) throws -> Answer<Review.Result> {
        try graphs.engine(ask.from, house).ask(Review(node: node, from: from, to: to))
    }

    func run() throws {
        let answer = try answer(of: .store)
        if ask.format == .text {
            Output.write(ReviewPage(answer).text)
            if !answer.complete { throw ExitCode(Exit.incomplete) }
        } else {
            try Output.answer(answer, as: ask.format) { _, _ in }
        }
    }
}

/// A moment as people write it.
enum PointInTime {
    private static let units: [(mark: Character, seconds: Int64)] = [
        ("m", 60), ("h", 3_600), ("d", 86_400), ("w", 604_800),
    ]

    /// `2026-11-22T14:19:47Z`, `2026-11-22`, `24h` and `7d` before now; nanoseconds since 1970.
    static func parse(_ text: String) throws -> Int64 {
        if case .time(let time)? = Moment(text) { return time }
        if let unit = units.first(where: { text.last == $0.mark }), let count = Int64(text.dropLast()), count >= 0 {
            let now = Int64(Date().timeIntervalSince1970)
            let (span, isTooLong) = count.multipliedReportingOverflow(by: unit.seconds)
            if !isTooLong, span < now { return (now - span) * 1_000_000_000 }
        }
        throw ValidationError(
            "\"\(Plain.text(text))\" is no time, expected RFC 3339, a date, or how long ago such as 24h or 7d")
    }
}
