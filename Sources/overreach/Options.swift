internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachModel

/// How an answer is printed.
enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson
}

/// Which store is asked.
struct StoreOptions: ParsableArguments {
    @Option(name: .long, help: "The store that `ingest` wrote.")
    var store = StoreDefaults.path

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Asks of the past: a day, a time (UTC), or run:N as `status` lists them.", valueName: "time"),
        transform: Moment.parsed)
    var asOf: Moment?

    /// Opens it, by the policy of a house.
    func engine(_ house: House = House()) throws -> Engine {
        try Engine(storePath: store, house: house, asOf: asOf, askedAt: WallClock.now)
    }

    /// Opens it to ask what would be, by the policy of a house.
    func judging(_ house: House) throws -> JudgingEngine {
        try JudgingEngine(
            storePath: store, house: house, asOf: asOf, askedAt: WallClock.now, readsConfigurations: true)
    }

    /// Opens it to ask who may do what.
    func access() throws -> AccessEngine { try AccessEngine(storePath: store, asOf: asOf) }
}

/// Options of every question.
struct AskOptions: ParsableArguments {
    @OptionGroup var from: StoreOptions

    @Option(name: .long, help: "text, json, or ndjson on lists.")
    var format = Format.text

    /// Opens the store; no policy bears on what is asked.
    func engine() throws -> Engine { try from.engine() }

    /// Opens the store, by the policy of the house.
    func engine(_ house: HouseOptions) throws -> Engine { try from.engine(house.house()) }
}

/// The policy of the house.
struct HouseOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The policy of the house; without it, overreach.yaml of the working directory, if there is one.",
            valueName: "file"))
    var config: String?

    /// Reads it.
    func house() throws -> House { try HouseFile.house(at: config) }
}

/// Options of questions that walk the graph.
struct WalkOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Also assume process-takeover or context-poisoning, beside tool-latitude.",
            discussion:
                "May be given several times. tool-latitude is assumed unless none is given: none alone assumes nothing, "
                + "none with others assumes these alone.",
            valueName: "assumption"))
    var assume: [String] = []

    func validate() throws { _ = try assumptions() }

    /// What is assumed by default and what the names stand for; without the default where one of them is `none`.
    func assumptions() throws -> Assumptions {
        var set = assume.contains("none") ? [] : Assumptions.byDefault
        for name in assume where name != "none" {
            guard let known = Assumptions.named.first(where: { $0.name == name }) else {
                let names = (Assumptions.named.map(\.name) + ["none"]).joined(separator: ", ")
                throw ValidationError("unknown assumption \"\(Plain.text(name))\", expected one of \(names)")
            }
            set.insert(known.value)
        }
        return set
    }
}

/// How many paths are wanted.
struct PathOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "How many paths.")
    var limit = 5

    func validate() throws {
        if !(1...1000).contains(limit) { throw ValidationError("--limit is \(limit), expected 1 to 1000") }
    }
}

/// How many rows are listed.
struct RowOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: "How many nodes are listed; counts are of all, and where more are reached the answer says so.")
    var limit = 10_000

    func validate() throws {
        if !(1...1_000_000).contains(limit) { throw ValidationError("--limit is \(limit), expected 1 to 1000000") }
    }
}

extension Moment {
    /// Reads what a user wrote.
    static func parsed(_ text: String) throws -> Moment {
        guard let moment = Moment(text) else {
            throw ValidationError(
                "\"\(Plain.text(text))\" is no moment, expected a day (2026-11-22), a time (2026-11-22 14:00, "
                    + "2026-11-22T14:00:00Z; UTC unless it says otherwise) or a run (run:7), as `overreach status` lists them"
            )
        }
        return moment
    }
}

/// Where a store is unless a command says otherwise.
enum StoreDefaults {
    static let path = "overreach.db"
}
