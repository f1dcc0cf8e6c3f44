internal import ArgumentParser
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachModel

/// The command `overreach radius NODE`.
struct RadiusCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Radius.name, abstract: Help.abstract(Radius.self),
        discussion: "Example: overreach radius support-bot --format json")

    @Argument(help: "A key, an id such as an ARN, or a unique name.")
    var node: String
    @OptionGroup var rows: RowOptions
    @OptionGroup var walk: WalkOptions
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    private var question: Radius {
        get throws { Radius(node: node, assumptions: try walk.assumptions(), limit: rows.limit) }
    }

    func answer(of graphs: Graphs) throws -> Answer<Radius.Result> {
        try graphs.engine(ask.from, house).ask(question)
    }

    func picture(of graphs: Graphs) throws -> Picture? {
        let question = try question
        return try graphs.engine(ask.from, house).picture { try Pictures.radius(question, in: $0) }
    }

    func run() throws {
        let policy = try house.house()
        try Output.answer(try answer(of: .store), as: ask.format) { result, page in
            page.radius(result)
            if policy.file != nil, result.node.kind == .agent, result.task == nil { page.taskHint(result.node) }
        }
    }
}

/// The command `overreach exposure NODE`.
struct ExposureCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Exposure.name, abstract: Help.abstract(Exposure.self),
        discussion: "Example: overreach exposure arn:aws:s3:::acme-datalake")

    @Argument(help: "A key, an id such as an ARN, or a unique name.")
    var node: String
    @OptionGroup var rows: RowOptions
    @OptionGroup var walk: WalkOptions
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    private var question: Exposure {
        get throws { Exposure(node: node, assumptions: try walk.assumptions(), limit: rows.limit) }
    }

    func answer(of graphs: Graphs) throws -> Answer<Exposure.Result> {
        try graphs.engine(ask.from, house).ask(question)
    }

    func picture(of graphs: Graphs) throws -> Picture? {
        let question = try question
        return try graphs.engine(ask.from, house).picture { try Pictures.exposure(question, in: $0) }
    }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.exposure($0) } }
}

/// The command `overreach paths A B`.
struct PathsCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Paths.name, abstract: Help.abstract(Paths.self),
        discussion: "Example: overreach paths release-bot acme-billing --limit 3")

    @Argument(help: "Where the paths begin.")
    var from: String
    @Argument(help: "Where they end.")
    var to: String
    @OptionGroup var count: PathOptions
    @OptionGroup var walk: WalkOptions
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    private var question: Paths {
        get throws { Paths(from: from, to: to, limit: count.limit, assumptions: try walk.assumptions()) }
    }

    func answer(of graphs: Graphs) throws -> Answer<Paths.Result> {
        try graphs.engine(ask.from, house).ask(question)
    }

    func picture(of graphs: Graphs) throws -> Picture? {
        let question = try question
        return try graphs.engine(ask.from, house).picture { try Pictures.paths(question, in: $0) }
    }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.paths($0) } }
}

/// The command `overreach activities`.
struct ActivitiesCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Activities.name, abstract: Help.abstract(Activities.self),
        discussion: "Example: overreach activities --node support-bot --format ndjson")

    @Option(help: "Only acts whose chain holds this node.")
    var node: String?
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<Activities.Result> {
        try graphs.engine(ask.from, house).ask(Activities(node: node))
    }

    func run() throws { try Output.list(try answer(of: .store), as: ask.format) { $1.activities($0) } }
}

/// The command `overreach trace ID`.
struct TraceCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Trace.name, abstract: Help.abstract(Trace.self),
        discussion: "Example: overreach trace 892ee0")

    @Argument(help: "The id of a trace, or its beginning; of a conversation, an act, a request, an event or a span.")
    var id: String
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<Trace.Result> {
        try graphs.engine(ask.from, house).ask(Trace(id: id))
    }

    func picture(of graphs: Graphs) throws -> Picture? {
        try graphs.engine(ask.from, house).picture { try Pictures.trace(Trace(id: id), in: $0) }
    }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.trace($0) } }
}

/// The command `overreach gaps`.
struct GapsCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Gaps.name, abstract: Help.abstract(Gaps.self), discussion: "Example: overreach gaps")

    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<Gaps.Result> { try graphs.engine(ask.from, house).ask(Gaps()) }

    func run() throws { try Output.answer(try answer(of: .store), as: ask.format) { $1.gaps($0) } }
}

/// The command `overreach nodes`.
struct NodesCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Nodes.name, abstract: Help.abstract(Nodes.self),
        discussion: "Example: overreach nodes --kind data_store")

    @Option(
        help: "\(NodeKind.allCases.map(\.rawValue).joined(separator: ", ")).",
        transform: { text in
            guard let kind = NodeKind(rawValue: text) else {
                throw ValidationError("unknown kind \"\(Plain.text(text))\"")
            }
            return kind
        })
    var kind: NodeKind?
    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<Nodes.Result> {
        try graphs.engine(ask.from, house).ask(Nodes(kind: kind))
    }

    func run() throws { try Output.list(try answer(of: .store), as: ask.format) { $1.nodes($0) } }
}

/// The command `overreach findings`.
struct FindingsCommand: QuestionCommand {
    static let configuration = CommandConfiguration(
        commandName: Findings.name, abstract: Help.abstract(Findings.self),
        discussion: "Example: overreach findings --format json")

    @OptionGroup var house: HouseOptions
    @OptionGroup var ask: AskOptions

    func answer(of graphs: Graphs) throws -> Answer<Findings.Result> {
        try graphs.engine(ask.from, house).ask(Findings())
    }

    func run() throws { try Output.list(try answer(of: .store), as: ask.format) { $1.findings($0) } }
}

/// Help texts that are made from what a question says of itself.
enum Help {
    static func abstract<Q: Question>(_ question: Q.Type) -> String { sentence(question.summary) }

    static func abstract<Q: GroundQuestion>(_ question: Q.Type) -> String { sentence(question.summary) }

    static func abstract<Q: AccessQuestion>(_ question: Q.Type) -> String { sentence(question.summary) }

    static func sentence(_ summary: String) -> String {
        summary.prefix(1).uppercased() + summary.dropFirst() + "."
    }
}
