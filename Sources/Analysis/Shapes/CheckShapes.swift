public import OverreachModel

extension Check.Status: Shaped {
    /// One of the five.
    public static var shape: Shape {
        .word(
            WordSet(
                "status",
                "How a rule came out: it holds; it is broken only by what is milder than `--fail-on`; it is broken; what "
                    + "it compares with is missing; nothing breaks it, but something that it names is not known, so that "
                    + "of this nothing was checked.", of: Check.Status.self))
    }
}

extension Violation: ShapedObject {
    /// The members of a violation.
    public static var object: ObjectShape {
        ObjectShape(
            "violation", "What breaks a rule.",
            [
                member("id", \.id, "The same as long as rule, ends and place are: that of the finding, if it is one."),
                member("severity", \.severity, "How much it matters."),
                member("title", \.title, "One sentence."),
                member("from", \.from, "Where it begins, or what it is about; null where it is about no node."),
                member("to", \.to, "Where it ends, or null."),
                member(
                    "effects", \.effects,
                    "What is done there that must not be; empty for findings that are of no effects."),
                member("verdict", \.verdict, "How sure it is that it can be done; null of what is no reach."),
                member("weight", \.weight, "What is reached, of a limit on weight; null of all else."),
                member("path", \.path, "The steps that prove it; empty where none is needed."),
                member("fix", \.fix, "Where the fix goes, or null where no file says it."),
                member("evidence", \.evidence, "Where it stands."),
                member("remedy", \.remedy, "What to do."),
                member("owner", \.owner, "Who answers for where it begins, or null."),
                member(
                    "known", \.known,
                    "Whether the baseline has it, as bad or worse, so that it breaks nothing; null without one."),
                member(
                    "accepted", \.accepted,
                    "Who took the risk, so that it breaks nothing; null where nobody did, or no longer."),
            ])
    }
}

extension Check.RuleRow: ShapedObject {
    /// The members of a rule.
    public static var object: ObjectShape {
        ObjectShape(
            "rule", "A rule and how it came out.",
            [
                member("id", \.id, "Its name."),
                member("summary", \.summary, "One sentence."),
                member("status", \.status, "How it came out."),
                member("skipped", \.skipped, "Why it could not be judged, or what of it was not checked; else null."),
                member("violations", \.violations, "What breaks it: the worst first; what is known or accepted last."),
            ])
    }
}

extension Check.PathRow: ShapedObject {
    /// The members of a path.
    public static var object: ObjectShape {
        ObjectShape(
            "known_path", "Who reaches what.",
            [
                member("from", \.from, "The key of where it begins."),
                member("to", \.to, "The key of the data."),
                member("effects", \.effects, "What may be done to it."),
            ])
    }
}

extension Check.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "check", "Whether the rules of the house hold.",
            [
                member("rules", \.rules, "The rules, in the order of the house."),
                member(
                    "paths", \.paths,
                    "Who reaches what, as far as a rule about new paths asks: what `--baseline` compares with."),
            ])
    }
}

extension TaskDraft.Row: ShapedObject {
    /// The members of something that was used.
    public static var object: ObjectShape {
        ObjectShape(
            "used_permission", "Something that was used, and so may stay.",
            [
                member("effects", \.effects, "What was done; empty for a tool."),
                member("resource", \.resource, "A pattern of the data that it was done to, or null."),
                member("tool", \.tool, "The tool that was called, with its server, or null."),
                member("used", \.used, "How often, and when."),
            ])
    }
}

extension TaskDraft.Unused: ShapedObject {
    /// The members of something that is left out.
    public static var object: ObjectShape {
        ObjectShape(
            "unused_reach", "Something that is reached and was not used.",
            [
                member("node", \.node, "The data."),
                member("effects", \.effects, "What could be done to it and was not."),
            ])
    }
}

extension TaskDraft.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "task_draft", "The draft of an agent's task.",
            [
                member("agent", \.agent, "The agent."),
                member("may", \.may, "What the draft lets it do: data first, then tools."),
                member("unused", \.unused, "What the draft leaves out."),
                member("yaml", \.yaml, "The draft, to be put into `overreach.yaml`."),
            ])
    }
}
