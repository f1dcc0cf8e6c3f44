public import OverreachModel

extension NodeKind: Shaped {
    /// One of the twelve words.
    public static var shape: Shape { .word(words) }

    static var words: WordSet {
        WordSet("kind", "What a node is, in the order of the chain from person to data.", of: NodeKind.self)
    }
}

extension KindCounts: Shaped {
    /// Numbers by kind.
    public static var shape: Shape { .counts(NodeKind.words) }
}

extension Effect: Shaped {
    /// One of the effects.
    public static var shape: Shape {
        .word(
            WordSet(
                "effect",
                "What may be or was done: to data the first four (`read` means that contents come back); `control` of "
                    + "anything else: who reaches it can act as or through it.", of: Effect.self))
    }
}

extension Verdict: Shaped {
    /// One of the verdicts.
    public static var shape: Shape {
        .word(
            WordSet(
                "verdict",
                "How sure it is: posture allows it; it happened though no posture given allows it; it hangs on a "
                    + "condition that nobody collected.", of: Verdict.self))
    }
}

extension Origin: Shaped {
    /// One of the origins.
    public static var shape: Shape {
        .word(
            WordSet(
                "origin", "Who says so: posture states it; telemetry saw it; a rule concluded it from others.",
                of: Origin.self))
    }
}

extension Confidence: Shaped {
    /// One of the degrees.
    public static var shape: Shape {
        .word(
            WordSet(
                "confidence",
                "How sure a join is: an id that only these two share; several independent marks; one mark that others "
                    + "could share; a name or a time that merely fits.", of: Confidence.self))
    }
}

extension Activity.Outcome: Shaped {
    /// One of the outcomes.
    public static var shape: Shape {
        .word(
            WordSet("outcome", "How an act ended; what was denied or failed used nothing.", of: Activity.Outcome.self))
    }
}

extension Severity: Shaped {
    /// One of the severities.
    public static var shape: Shape {
        .word(WordSet("severity", "How much a finding matters, the worst first.", of: Severity.self))
    }
}

extension Observable: Shaped {
    /// One of the three.
    public static var shape: Shape {
        .word(
            WordSet(
                "observable", "Whether something that was never seen could have been seen.",
                [Observable.yes, .no, .unknown].map(\.rawValue)))
    }
}

extension Shape {
    /// Names of assumptions.
    static let assumptions = Shape.list(
        .word(
            WordSet(
                "assumption",
                "What else must give way: an MCP server's tools can be brought to do whatever its identity may; code "
                    + "runs in the agent's or server's process; who feeds an agent content steers it.",
                Assumptions.named.map(\.name))))
}

extension ContentLabel.Category: Shaped {
    /// One of the categories.
    public static var shape: Shape {
        .word(
            WordSet(
                "label_category",
                "What was found in content: a credential; the number of a card; the number of a person; a phrase that "
                    + "gives orders to a model; text that people do not see; content that somebody outside may have "
                    + "written.", of: ContentLabel.Category.self))
    }
}

extension ContentLabel.Place: Shaped {
    /// One of the places.
    public static var shape: Shape {
        .word(
            WordSet(
                "label_place",
                "Where it stood: what the user wrote; what the system was told; what a tool was given; what a tool gave "
                    + "back; what the model said.", of: ContentLabel.Place.self))
    }
}
