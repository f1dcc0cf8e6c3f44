/// What the JSON of one command looks like.
public struct AnswerShape: Sendable {
    /// The command's name.
    public let command: String
    /// What it answers, in one line.
    public let summary: String
    /// The object that is written.
    public let object: ObjectShape

    /// The shape of an object that stands alone, without the envelope of answers.
    public init(_ command: String, _ summary: String, object: ObjectShape) {
        self.command = command
        self.summary = summary
        self.object = object
    }

    /// The shape of a result in the envelope of answers.
    public init<Result: Encodable & Shaped>(_ command: String, _ summary: String, result: Result.Type) {
        self.init(command, summary, object: Answer<Result>.object(of: command))
    }

    private init<Q: Question>(_ question: Q.Type) where Q.Result: Shaped {
        self.init(question.name, question.summary, result: Q.Result.self)
    }

    /// Whether the result is a list, so that `ndjson` writes each of its rows on a line.
    public var isList: Bool {
        guard case .list = object.members.first(where: { $0.name == "result" })?.shape else { return false }
        return true
    }

    private init<Q: AccessQuestion>(access question: Q.Type) where Q.Result: Shaped {
        self.init(question.name, question.summary, result: Q.Result.self)
    }

    private init<Q: GroundQuestion>(ground question: Q.Type) where Q.Result: Shaped {
        self.init(question.name, question.summary, result: Q.Result.self)
    }

    /// The shapes of all questions.
    public static let questions: [AnswerShape] = [
        AnswerShape(Radius.self), AnswerShape(Exposure.self), AnswerShape(Paths.self), AnswerShape(Activities.self),
        AnswerShape(Trace.self), AnswerShape(Gaps.self), AnswerShape(Nodes.self), AnswerShape(Findings.self),
        AnswerShape(AttributionShare.self), AnswerShape(Flows.self), AnswerShape(Changes.self),
        AnswerShape(Review.self), AnswerShape(Check.self), AnswerShape(TaskDraft.self),
        AnswerShape(ground: WhatIf.self), AnswerShape(ground: Fixes.self), AnswerShape(access: WhoCan.self),
        AnswerShape(access: Can.self), AnswerShape(access: AccessList.self),
    ]
}

extension Caveat: ShapedObject {
    /// The members of a caveat.
    public static var object: ObjectShape {
        let reasons = [
            Caveat.notRead, Caveat.notCollected, Caveat.cut, Caveat.ambiguous, Caveat.estimated, Caveat.notKnown,
        ].map {
            "`\($0)`"
        }
        return ObjectShape(
            "caveat", "What a reader of an answer must know besides its result.",
            [
                member("reason", \.reason, "Why it is there: \(reasons.joined(separator: ", "))."),
                member("source", \.source, "What it is about: a file, a source, a part of posture."),
                member("detail", \.detail, "The sentence."),
            ])
    }
}

extension Answer.SnapshotReference: ShapedObject {
    /// The members of a reference to a snapshot.
    public static var object: ObjectShape {
        ObjectShape(
            "snapshot", "The graph that an answer was computed on.",
            [
                member("id", \.id, "The same for the same graph, whatever the order of arrival."),
                member("nodes", \.nodes, "Nodes in it."),
                member("edges", \.edges, "Edges in it."),
            ])
    }
}

extension Answer: Shaped, ShapedObject where Result: Shaped {
    /// The envelope of any command.
    public static var object: ObjectShape { envelope(.text) }

    /// The envelope of one command.
    static func object(of command: String) -> ObjectShape { envelope(.constant(command)) }

    private static func envelope(_ command: Shape) -> ObjectShape {
        ObjectShape(
            "answer", "The result of a command with the graph it was computed on, and how far it can be trusted.",
            [
                member("command", \.command, as: command, "The command's name."),
                member("snapshot", \.snapshot, "The graph."),
                member("complete", \.complete, "False only when something could not be read or a budget was hit."),
                member("caveats", \.caveats, "What failed, what was cut, what was never collected."),
                member("result", \.result, "The result."),
            ])
    }
}
