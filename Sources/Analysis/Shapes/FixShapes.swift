extension FixKind: Shaped {
    /// One of the kinds.
    public static var shape: Shape { .word(WordSet("fix_kind", "What a fix does.", of: FixKind.self)) }
}

extension Effort: Shaped {
    /// One of the degrees.
    public static var shape: Shape {
        .word(
            WordSet(
                "effort",
                "How much work a fix is: one command or edit; others who share what is changed must be asked; something "
                    + "must be put in its place first.", of: Effort.self))
    }
}

extension Patch.Format: Shaped {
    /// One of the formats.
    public static var shape: Shape {
        .word(
            WordSet(
                "patch_format",
                "What a patch's text is: a policy as JSON; commands of `aws`, one a line; a JSON Patch (RFC 6902) of an "
                    + "MCP configuration; a manifest for `kubectl apply`, as JSON.", of: Patch.Format.self))
    }
}

extension Patch: ShapedObject {
    /// The members of a patch.
    public static var object: ObjectShape {
        ObjectShape(
            "patch", "A change in the form of its source, with what takes it back.",
            [
                member("format", \.format, "What `text` and `undo` are."),
                member("target", \.target, "The file, or the policy, that it is of."),
                member("text", \.text, "What is to be applied."),
                member("undo", \.undo, "What takes it back."),
                member(
                    "diff", \.diff,
                    "The difference as `diff -u` writes it; empty where there is none, or where its lines may hold a secret."
                ),
                member("commands", \.commands, "Commands that apply it, in their order."),
                member("undo_commands", \.undoCommands, "Commands that take it back, in their order."),
            ])
    }
}

extension Fixes.Pair: ShapedObject {
    /// The members of a pair.
    public static var object: ObjectShape {
        ObjectShape(
            "fix_pair", "An entry point and a data store.",
            [member("from", \.from, "From where."), member("to", \.to, "The data store.")])
    }
}

extension Fixes.NarrowedRow: ShapedObject {
    /// The members of a pair that loses effects.
    public static var object: ObjectShape {
        ObjectShape(
            "narrowed_pair", "Effects that an entry point no longer has on a data store that it still reaches.",
            [
                member("from", \.from, "From where."), member("to", \.to, "The data store."),
                member("effects", \.effects, "The effects that are gone."),
            ])
    }
}

extension Fixes.Counts: Shaped {
    /// Numbers by whatever words a house classifies with.
    public static var shape: Shape { .openCounts }
}

extension Fixes.Removal: ShapedObject {
    /// The members of what a fix removes.
    public static var object: ObjectShape {
        ObjectShape(
            "removal", "What a fix removes, of what the entry points reach.",
            [
                member("reach", \.reach, "Pairs of entry point and data store that are closed."),
                member(
                    "by_classification", \.byClassification,
                    "The same by the classification of the store; `unclassified` where nobody says it."),
                member("pairs", \.pairs, "The pairs."),
                member("narrowed", \.narrowed, "What is lost of pairs that stay."),
                member(
                    "still_seen", \.stillSeen,
                    "Of the pairs those that telemetry from before the fix still shows as observed."),
            ])
    }
}

extension Fixes.Window: ShapedObject {
    /// The members of a span of time.
    public static var object: ObjectShape {
        ObjectShape(
            "window", "From when to when use was recorded.",
            [
                member("first", \.first, as: .time, "When it begins."),
                member("last", \.last, as: .time, "When it ends."),
            ])
    }
}

extension Fixes.Used: ShapedObject {
    /// The members of what was used.
    public static var object: ObjectShape {
        ObjectShape(
            "fix_use", "What was seen of the use of what is changed.",
            [
                member("count", \.count, "How often it was used."),
                member("last", \.last, as: .nullable(.time), "When last, or null."),
                member("window", \.window, "From when to when use was recorded, or null."),
                member("observable", \.observable, "Whether use could have been seen."),
                member("why", \.why, "Why it could or could not."),
            ])
    }
}

extension Fixes.BreakRow: ShapedObject {
    /// The members of what breaks.
    public static var object: ObjectShape {
        ObjectShape(
            "break", "Something that was seen and would no longer be possible.",
            [
                member("action", \.action, "What was done."), member("on", \.on, "On what."),
                member("count", \.count, "How often, or null where it is not counted."),
                member("last", \.last, as: .nullable(.time), "When last, or null."),
            ])
    }
}

extension Fixes.Fix: ShapedObject {
    /// The members of a fix.
    public static var object: ObjectShape {
        ObjectShape(
            "fix", "A change that a person can make.",
            [
                member("id", \.id, "The same as long as what it changes is the same."),
                member("kind", \.kind, "What it does."),
                member("title", \.title, "What is done, as a sentence."),
                member("target", \.target, "The node that it changes."),
                member("owner", \.owner, "Who answers for it, or null."),
                member("removes", \.removes, "What it removes."),
                member("cuts", \.cuts, "Pairs of entry point and crown jewel that lose their best path."),
                member("used", \.used, "What was seen of its use."),
                member("breaks", \.breaks, "What would no longer be possible, of what was seen."),
                member("confidence", \.confidence, "How sure it is that nothing else breaks."),
                member("doubts", \.doubts, "Why it is not surer, and what whoever applies it should know."),
                member("effort", \.effort, "How much work it is."),
                member("patch", \.patch, "The change in the form of its source."),
            ])
    }
}

extension Fixes.Remaining: ShapedObject {
    /// The members of what remains.
    public static var object: ObjectShape {
        ObjectShape(
            "remaining", "What remains after a step of a plan.",
            [
                member("reach", \.reach, "Pairs of entry point and data store."),
                member("crown_jewel_reach", \.crownJewelReach, "Of them crown jewels."),
                member("unused", \.unused, "Of these the ones that were never used, which the plan is to close."),
                member(
                    "still_seen", \.stillSeen,
                    "Pairs beyond these that telemetry from before the steps still shows as observed."),
            ])
    }
}

extension Fixes.Step: ShapedObject {
    /// The members of a step.
    public static var object: ObjectShape {
        ObjectShape(
            "plan_step", "A step of a plan.",
            [
                member("fix", \.fix, "The fix's id; it is among the fixes."),
                member(
                    "by", \.by,
                    "How the set was found: `minimum cut` where no set is cheaper, `greedy` where not all were compared."
                ),
                member("cost", \.cost, "What the fix costs: more the more it breaks."),
                member("breaks", \.breaks, "What would no longer be possible, of what was seen."),
                member("observable", \.observable, "Whether what it breaks could have been seen."),
                member(
                    "closes", \.closes, "Pairs of entry point and data store that it closes after those before it."),
                member("remaining", \.remaining, "What remains once it and those before it are applied."),
                member("patch", \.patch, "The change after those before it."),
            ])
    }
}

extension Fixes.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "fixes", "What to change first.",
            [
                member("fixes", \.fixes, "The fixes, the best first; those of the plan among them."),
                member("plan", \.plan, "The steps of the plan; empty where none was asked for."),
                member("open", \.open, "Pairs that the plan was to close and that stay open after its last step."),
            ])
    }
}
