public import OverreachAnalysis
public import OverreachEngine
public import OverreachModel

/// A question as the server offers it: made from the command of the same name.
public struct ServedQuestion: Sendable {
    /// The command's words, such as `access who-can`.
    public let command: String
    /// What it answers, one sentence.
    public let summary: String
    /// What it is told.
    public let parameters: [QuestionParameter]
    /// The answer as JSON; it parses the arguments as a command line is parsed.
    let answer: @Sendable ([String], ServedGraphs) throws(Refusal) -> [UInt8]
    /// A picture of the answer, where the command line draws one.
    let picture: (@Sendable ([String], ServedGraphs) throws(Refusal) -> Picture)?

    /// A question.
    public init(
        command: String, summary: String, parameters: [QuestionParameter],
        answer: @escaping @Sendable ([String], ServedGraphs) throws(Refusal) -> [UInt8],
        picture: (@Sendable ([String], ServedGraphs) throws(Refusal) -> Picture)?
    ) {
        self.command = command
        self.summary = summary
        self.parameters = parameters
        self.answer = answer
        self.picture = picture
    }

    /// Where it is asked.
    var path: String { "/api/v1/" + command.replacing(" ", with: "/") }
}

/// What a question is asked of.
public struct ServedGraphs: Sendable {
    /// The graph that answers now.
    public let current: CurrentGraph
    /// The store, for questions of the past and of what would be.
    public let storePath: String
    /// The policy of the house.
    public let house: House
    /// The clock, in nanoseconds since 1970.
    public let askedAt: Int64

    /// The graphs of a server.
    public init(current: CurrentGraph, storePath: String, house: House, askedAt: Int64) {
        self.current = current
        self.storePath = storePath
        self.house = house
        self.askedAt = askedAt
    }
}
