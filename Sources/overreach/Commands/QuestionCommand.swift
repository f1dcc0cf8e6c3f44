internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachHTTP
internal import OverreachModel

/// A command that asks: the command line runs it, and `serve` offers it under the same name, parsed by the same parser.
protocol QuestionCommand: ParsableCommand {
    associatedtype Result: Encodable & Sendable

    /// Options that change the text alone, so that `serve` does not offer them.
    static var onlyInText: Set<String> { get }

    /// The answer, asked of these graphs.
    func answer(of graphs: Graphs) throws -> Answer<Result>

    /// A picture of the answer; nil where `diagram` draws none of this command.
    func picture(of graphs: Graphs) throws -> Picture?
}

extension QuestionCommand {
    static var onlyInText: Set<String> { [] }

    func picture(of graphs: Graphs) throws -> Picture? { nil }
}

/// What a question is asked of: the store that the options name, or what a server has in memory.
enum Graphs {
    /// The store and the policy that the options name.
    case store
    /// Those of a server; options of store and policy count for nothing.
    case served(ServedGraphs)

    /// To ask the graph, of the present or of the past; without a house no policy bears on it.
    func engine(_ options: StoreOptions, _ house: HouseOptions? = nil) throws -> Engine {
        switch self {
        case .store:
            return try options.engine(house?.house() ?? House())
        case .served(let graphs):
            guard let moment = options.asOf else { return graphs.current.engine }
            return try Engine(
                storePath: graphs.storePath, house: graphs.house, asOf: moment, askedAt: graphs.askedAt)
        }
    }

    /// To ask what would be.
    func judging(_ options: StoreOptions, _ house: HouseOptions) throws -> JudgingEngine {
        switch self {
        case .store:
            try options.judging(house.house())
        case .served(let graphs):
            try JudgingEngine(
                storePath: graphs.storePath, house: graphs.house, asOf: options.asOf, askedAt: graphs.askedAt)
        }
    }

    /// To ask who may do what.
    func access(_ options: StoreOptions) throws -> AccessEngine {
        try AccessEngine(storePath: storePath(options.store), asOf: options.asOf)
    }

    /// To compare two moments.
    func comparison(_ store: String, from: Moment, to: Moment?, _ house: HouseOptions) throws -> Comparison {
        switch self {
        case .store:
            try Comparison(
                storePath: store, from: from, to: to, house: house.house(), askedAt: WallClock.now)
        case .served(let graphs):
            try Comparison(
                storePath: graphs.storePath, from: from, to: to, house: graphs.house, askedAt: graphs.askedAt)
        }
    }

    private func storePath(_ given: String) -> String {
        switch self {
        case .store: given
        case .served(let graphs): graphs.storePath
        }
    }
}

/// The questions that a server offers: every command below the root that asks.
enum ServedQuestions {
    /// Options that are the server's own: which store and policy, how an answer is written.
    ///
    /// A path of the machine is
    /// never taken from a request; options that hold the name of a file hold its content there.
    private static let withheld: Set<String> = ["store", "config", "format"]

    static var all: [ServedQuestion] { below(Overreach.self, words: []) }

    private static func below(_ type: any ParsableCommand.Type, words: [String]) -> [ServedQuestion] {
        guard type.configuration.shouldDisplay else { return [] }
        if let question = type as? any QuestionCommand.Type { return [served(question, words)] }
        return type.configuration.subcommands.flatMap { below($0, words: words + [$0._commandName]) }
    }

    private static func served<Command: QuestionCommand>(_ type: Command.Type, _ words: [String]) -> ServedQuestion {
        let answer: @Sendable ([String], ServedGraphs) throws(Refusal) -> [UInt8] = {
            arguments, graphs throws(Refusal) in
            try refusing(Command.self) {
                let answer = try Command.parse(arguments).answer(of: .served(graphs))
                return Array((try JSONText.encode(answer, indented: true) + "\n").utf8)
            }
        }
        let picture: @Sendable ([String], ServedGraphs) throws(Refusal) -> Picture = {
            arguments, graphs throws(Refusal) in
            try refusing(Command.self) {
                guard let picture = try Command.parse(arguments).picture(of: .served(graphs)) else {
                    throw Refusal(.notAcceptable, "the answer has no picture")
                }
                return picture
            }
        }
        return ServedQuestion(
            command: words.joined(separator: " "), summary: Command.configuration.abstract,
            parameters: QuestionParameter.parameters(
                ofHelp: Command._dumpHelp(), withholding: withheld.union(Command.onlyInText)),
            answer: answer, picture: draws(words) ? picture : nil)
    }

    /// Whether `diagram` has a command of this name.
    private static func draws(_ words: [String]) -> Bool {
        words.count == 1 && DiagramCommand.configuration.subcommands.contains { $0._commandName == words[0] }
    }

    private static func refusing<T>(_ type: any ParsableCommand.Type, _ work: () throws -> T) throws(Refusal) -> T {
        do {
            return try work()
        } catch {
            throw Failure.refusal(error, of: type)
        }
    }
}
