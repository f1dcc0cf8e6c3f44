internal import ArgumentParser
internal import OverreachEngine
internal import OverreachModel

/// How an answer is printed.
enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson
}

/// Options of every question.
struct AskOptions: ParsableArguments {
    @Option(name: .long, help: "The store that `ingest` wrote.")
    var store = StoreDefaults.path

    @Option(name: .long, help: "text, json, or ndjson on lists.")
    var format = Format.text

    /// Opens the store.
    func engine() throws -> Engine { try Engine(storePath: store) }
}

/// Options of questions that walk the graph.
struct WalkOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Also assume tool-latitude, process-takeover, context-poisoning, or none of them.",
            discussion: "May be given several times. By default only tool-latitude is assumed.",
            valueName: "assumption"))
    var assume: [String] = []

    /// The set that the names stand for.
    func assumptions() throws -> Assumptions {
        var set = assume.isEmpty ? Assumptions.byDefault : []
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
    @Option(help: "How many paths.")
    var limit = 5

    func validate() throws {
        if !(1...1000).contains(limit) { throw ValidationError("--limit is \(limit), expected 1 to 1000") }
    }
}

/// Where a store is unless a command says otherwise.
enum StoreDefaults {
    static let path = "overreach.db"
}
