extension ExecutionRisk: Shaped {
    /// One of the risks.
    public static var shape: Shape {
        .word(
            WordSet(
                "execution_risk",
                "What is risky about what an act does: it changed who may have data; it deleted; it read what must not "
                    + "leave; it sent something outside; it ran code; it gave rights or took an identity; it changed "
                    + "or ended what is recorded; it was done with credentials that were issued to a machine, from where a person acts; it was refused.",
                of: ExecutionRisk.self))
    }
}

extension Flows.RiskyAct: ShapedObject {
    /// The members of a risky act.
    public static var object: ObjectShape {
        ObjectShape(
            "risky_act", "An act with what speaks against it.",
            [
                member("act", \.act, "The act."),
                member("execution", \.execution, "What is risky about what it does; empty where nothing is."),
                member("input", \.input, "What was risky in what the agent had read by then."),
            ])
    }
}

extension Flows.Flow: ShapedObject {
    /// The members of a flow.
    public static var object: ObjectShape {
        ObjectShape(
            "flow", "Restricted data was read, and something was sent outside after that.",
            [
                member("read", \.read, "The read."), member("send", \.send, "The sending."),
                member(
                    "path", \.path,
                    "From the data over server, tool and agents, or the identity, to where it may have gone."),
                member(
                    "within", \.within,
                    "What ties both: a trace or a conversation, with its id, or the one call that copied."),
                member(
                    "confidence", \.confidence,
                    "How sure it is that both are of one agent's work; low too where one code sends while it still reads."
                ),
            ])
    }
}

extension Flows.Count: ShapedObject {
    /// The members of a count.
    public static var object: ObjectShape {
        ObjectShape(
            "label_count", "How often a detector found something.",
            [
                member("category", \.category, "What was found."), member("detector", \.detector, "What found it."),
                member("place", \.place, "Where it stood."),
                member("spans", \.spans, "In how many spans and log records."),
            ])
    }
}

extension Flows.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "flows", "Prompt and action: input risk and execution risk told apart.",
            [
                member("agent_acts", \.agentActs, "Acts whose agent is known."),
                member(
                    "other_acts", \.otherActs,
                    "Acts of which no agent is known, beside those of clouds and clusters themselves."),
                member(
                    "other_risky", \.otherRisky, "Of these, acts that are risky by what they did."),
                member("after_risky_input", \.afterRiskyInput, "Acts before which the agent had read something risky."),
                member(
                    "risky_after_harmless", \.riskyAfterHarmless,
                    "Risky acts of agents before which nothing risky was read, or no content was recorded."),
                member("risky_others", \.riskyOthers, "Risky acts of which no agent is known."),
                member("flows", \.flows, "Observed flows."), member("labels", \.labels, "What was found in all."),
            ])
    }
}
