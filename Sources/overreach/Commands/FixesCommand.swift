internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine

/// The command `overreach fixes`.
struct FixesCommand: QuestionCommand {
    static let onlyInText: Set<String> = ["patches"]
    static let configuration = CommandConfiguration(
        commandName: Fixes.name, abstract: Help.abstract(Fixes.self),
        discussion: """
            Each fix is judged before it is printed: its figures are what ingesting again would show. Fixes that would \
            break something that was seen are left out unless --breaking is given.

            Examples:
              overreach fixes --for support-bot
              overreach fixes --plan --format json
            """)

    @Option(name: .customLong("for"), help: "From here alone; of a data store, to it alone.")
    var node: String?
    @Option(parsing: .unconditional, help: "How many fixes.")
    var limit = 10
    @Flag(help: "Also the cheapest set that closes what was never used of the crown jewels, in the order to apply.")
    var plan = false
    @Flag(help: "Also fixes, and steps of the plan, that would break something that was seen.")
    var breaking = false
    @Flag(help: "Show the patches.")
    var patches = false
    @OptionGroup var walk: WalkOptions
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    func validate() throws {
        if !(1...1000).contains(limit) { throw ValidationError("--limit is \(limit), expected 1 to 1000") }
    }

    func answer(of graphs: Graphs) throws -> Answer<Fixes.Result> {
        let question = Fixes(
            node: node, limit: limit, isPlan: plan, breaks: breaking, assumptions: try walk.assumptions())
        return try graphs.judging(ask.from, house).ask(question)
    }

    func run() throws {
        try Output.answer(try answer(of: .store), as: ask.format) { $1.fixes($0, patches: patches, isPlan: plan) }
    }
}
