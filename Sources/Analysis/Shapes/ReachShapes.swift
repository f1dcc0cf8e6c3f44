extension Radius.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "radius", "What a node can reach.",
            [
                member("node", \.node, "The node that was asked about."),
                member("counts", \.counts, "Nodes reached, by kind; kinds without a node are left out."),
                member("reached", \.reached, "Data stores first, then the rest, from the data's end of the chain."),
            ])
    }
}

extension Exposure.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "exposure", "Who can reach a node.",
            [
                member("node", \.node, "The node that was asked about."),
                member("counts", \.counts, "Nodes that reach it, by kind; kinds without a node are left out."),
                member("reached_by", \.reachedBy, "Who reaches it, in the order of the chain."),
            ])
    }
}

extension Paths.Row: ShapedObject {
    /// The members of a path.
    public static var object: ObjectShape {
        ObjectShape(
            "path", "One path.",
            [
                member("steps", \.steps, "Edges of it."),
                member("cost", \.cost, "The sum of the steps' costs; paths are ranked by it."),
                member("verdict", \.verdict, "The weakest step's."),
                member("assumes", \.assumes, as: .assumptions, "The union of what its steps assume."),
                member("conditions", \.conditions, "What its conditional steps hang on."),
                member("path", \.path, "The steps."),
            ])
    }
}

extension Paths.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "paths", "The best paths from one node to another.",
            [
                member("from", \.from, "Where the paths begin."),
                member("to", \.to, "Where they end."),
                member("paths", \.paths, "The paths, the best first."),
            ])
    }
}
