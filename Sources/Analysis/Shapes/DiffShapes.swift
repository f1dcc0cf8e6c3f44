extension Diff.What: Shaped {
    /// One of the three.
    public static var shape: Shape {
        .word(
            WordSet(
                "what", "What a difference is about: an entry point that reaches data, an edge, a node.",
                of: Diff.What.self))
    }
}

extension Diff.Change: Shaped {
    /// One of the three.
    public static var shape: Shape {
        .word(WordSet("change", "What became of an edge between two moments.", of: Diff.Change.self))
    }
}

extension Diff.State: ShapedObject {
    /// The members of a state.
    public static var object: ObjectShape {
        ObjectShape(
            "state", "How something was at one of two moments.",
            [
                member("effects", \.effects, "What may be done, of a path or an access."),
                member("verdict", \.verdict, "How sure it is; null of a node."),
                member("conditions", \.conditions, "What would have to hold."),
                member("scope", \.scope, "What part of the data is covered; null of what leads to none."),
                member(
                    "properties", \.properties,
                    "Of a node: what is said of it that is not said alike at the other moment, as `name=value`."),
            ])
    }
}

extension Diff.Cause: ShapedObject {
    /// The members of a cause.
    public static var object: ObjectShape {
        ObjectShape(
            "cause", "An edge that made the difference to a path.",
            [
                member("change", \.change, "Whether the edge opened, closed or changed."),
                member("step", \.step, "The edge, with where it is said."),
            ])
    }
}

extension Diff.Row: ShapedObject {
    /// The members of a difference.
    public static var object: ObjectShape {
        ObjectShape(
            "difference", "One difference between two moments.",
            [
                member("what", \.what, "What it is about."),
                member("node", \.node, "The node, of a node; null of paths and edges."),
                member("from", \.from, "Where the path or edge begins, or null."),
                member("to", \.to, "Where it ends, or null."),
                member("edge", \.edge, "The kind of the edge, or null."),
                member("origin", \.origin, "Who says the edge, or null."),
                member("effects", \.effects, "What may be done at one of the moments only."),
                member(
                    "path", \.path,
                    "Of a path: the shortest way at the moment when there is one, the later one if there is at both."),
                member("before", \.before, "How it was at the first moment, or null."),
                member("after", \.after, "How it is at the second, or null."),
                member("because", \.because, "Of a path: the edges that made the difference."),
                member("evidence", \.evidence, "Where it is said: at the second moment, else at the first."),
            ])
    }
}

extension Diff.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "diff", "What opened and what closed between two moments: paths first, then edges, then nodes.",
            [
                member("from", \.from, "The first moment: a run, a time, or `now`."),
                member("to", \.to, "The second moment."),
                member("opened", \.opened, "What is there at the second moment and was not at the first."),
                member("closed", \.closed, "What was there at the first moment and is not at the second."),
                member("changed", \.changed, "What is there at both, and differs."),
            ])
    }
}
