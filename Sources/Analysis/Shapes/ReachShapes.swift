extension Radius.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "radius", "What a node can reach.",
            [
                member("node", \.node, "The node that was asked about."),
                member("counts", \.counts, "Nodes reached, by kind; kinds without a node are left out."),
                member("weight", \.weight, "What the data that is reached counts for, by the house's weights."),
                member("task", \.task, "Of an agent: what it is for, where the house says it; null otherwise."),
                member("reached", \.reached, "Data stores first, then the rest, from the data's end of the chain."),
            ])
    }
}

extension TaskRow: ShapedObject {
    /// The members of a task.
    public static var object: ObjectShape {
        ObjectShape(
            "task", "What an agent is for, as `overreach.yaml` says it.",
            [
                member("owner", \.owner, "Who answers for the agent, or null."),
                member("purpose", \.purpose, "What it is for, or null."),
                member("may", \.may, "What it may do, in words; null where only owner and purpose are said."),
                member(
                    "tools_outside", \.toolsOutside,
                    "Tools of servers that it reaches which the task does not name, where it names any."),
                member("did", \.did, "What it did outside of the task, in the window, or null."),
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
                member("crown_jewel", \.crownJewel, "Whether it is one that matters most."),
                member("owner", \.owner, "Who answers for it, or null."),
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
