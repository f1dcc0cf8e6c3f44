extension NodeRow: ShapedObject {
    /// The members of a node.
    public static var object: ObjectShape {
        ObjectShape(
            "node", "A node as every answer shows it.",
            [
                member("key", \.key, "The lasting name, TYPE:scope:id; types are listed in schema/catalogue.json."),
                member("kind", \.kind, "What it is."),
                member("id", \.id, "What the world calls it, e.g. an ARN."),
                member("name", \.name, "What people call it."),
            ])
    }
}

extension EvidenceRow: ShapedObject {
    /// The members of a piece of evidence.
    public static var object: ObjectShape {
        ObjectShape(
            "evidence", "Where something was said.",
            [
                member("source", \.source, "The source that read it, e.g. `aws` or `otlp`."),
                member("file", \.file, "The file, relative to what was ingested."),
                member("line", \.line, "The line, from 1, or null where the file has none."),
                member("id", \.id, "The place inside: a JSON pointer, a statement, a span, an event."),
                member("time", \.time, as: .nullable(.time), "When it happened, or null for what is only stated."),
            ])
    }
}

extension StepRow: ShapedObject {
    /// The members of a step.
    public static var object: ObjectShape {
        ObjectShape(
            "step", "One step of a path.",
            [
                member("from", \.from, "Where it begins."),
                member("edge", \.edge, "The kind of the edge; kinds are listed in schema/catalogue.json."),
                member("to", \.to, "Where it ends."),
                member("origin", \.origin, "Who says so."),
                member("evidence", \.evidence, "Where it is said."),
            ])
    }
}

extension UseRow: ShapedObject {
    /// The members of a row's use.
    public static var object: ObjectShape {
        ObjectShape(
            "use", "What was used of a row.",
            [
                member("count", \.count, "Acts that succeeded."),
                member("effects", \.effects, "What they did."),
                member("first", \.first, as: .time, "When the first happened."),
                member("last", \.last, as: .time, "When the last happened."),
            ])
    }
}

extension ScopeRow: ShapedObject {
    /// The members of a scope.
    public static var object: ObjectShape {
        ObjectShape(
            "scope", "The part of a data store that is meant, as patterns with `*` and `?`.",
            [
                member("allow", \.allow, "Patterns below the store; `*` alone is the whole."),
                member("deny", \.deny, "What an explicit deny takes away from it."),
            ])
    }
}

extension ReachRow: ShapedObject {
    /// The members of a row of reach.
    public static var object: ObjectShape {
        ObjectShape(
            "reach", "One node that is reached, or that reaches.",
            [
                member("node", \.node, "The node."),
                member(
                    "effects", \.effects,
                    "What may be done: to data its effects, to a workload `write` or `delete` where that is all, else `control`."
                ),
                member("verdict", \.verdict, "The best over all paths."),
                member(
                    "conditions", \.conditions,
                    "What would have to hold: of the row where its verdict is `conditional`, of single effects otherwise."
                ),
                member("scope", \.scope, "What part of the data is covered."),
                member("assumes", \.assumes, as: .assumptions, "What the path assumes."),
                member("steps", \.steps, "Edges of the path."),
                member("used", \.used, "What of it was used, or null."),
                member(
                    "outside", \.outside,
                    "Effects that lie outside of the task of the agent that reaches; null where no task says what it may do."
                ),
                member("crown_jewel", \.crownJewel, "Whether the node is one that matters most."),
                member("entry_point", \.entryPoint, "Whether an attack may begin at the node."),
                member("owner", \.owner, "Who answers for the node, or null."),
                member("path", \.path, "The shortest path with that verdict."),
            ])
    }
}
