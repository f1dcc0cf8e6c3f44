extension Changes.FirstSeen: ShapedObject {
    /// The members of a combination.
    public static var object: ObjectShape {
        ObjectShape(
            "first_seen", "A combination of agent, tool, identity and data that was seen for the first time.",
            [
                member("agent", \.agent, "The agent, or null."), member("tool", \.tool, "The tool, or null."),
                member("identity", \.identity, "As whom, or null."),
                member("target", \.target, "What was touched or what the act was about, or null."),
                member("object", \.object, "What exactly the first act was about, or null."),
                member("action", \.action, "What the first act did."),
                member("effect", \.effect, "What was done to data, or null."),
                member("first", \.first, as: .time, "When it was first seen."),
                member("count", \.count, "How often since."), member("act", \.act, "The first act's id."),
                member("evidence", \.evidence, "Its spans and events."),
            ])
    }
}

extension Changes.NewNode: ShapedObject {
    /// The members of a new node.
    public static var object: ObjectShape {
        ObjectShape(
            "new_node", "A node that acts had not named before.",
            [
                member("node", \.node, "The node."), member("first", \.first, as: .time, "When it was first seen."),
                member("agents", \.agents, "The agents that it was seen with."),
                member("act", \.act, "The first act's id."), member("evidence", \.evidence, "Its spans and events."),
            ])
    }
}

extension Changes.Writer: ShapedObject {
    /// The members of a tool that wrote.
    public static var object: ObjectShape {
        ObjectShape(
            "reader_that_wrote", "A tool that had only read, or says that it only reads, and now changes.",
            [
                member("tool", \.tool, "The tool."),
                member("says_read_only", \.saysReadOnly, "Whether its server says that it only reads."),
                member("reads", \.reads, "Reads before."),
                member("act", \.act, "The first act that changed something."),
            ])
    }
}

extension Changes.NewAddress: ShapedObject {
    /// The members of a new address.
    public static var object: ObjectShape {
        ObjectShape(
            "new_address", "An identity was used from an address from which it was not used before.",
            [
                member("identity", \.identity, "The identity."), member("address", \.address, "The address."),
                member("known", \.known, "Addresses from which it was used before."),
                member("first", \.first, as: .time, "When it was first seen."),
                member("count", \.count, "How often since."), member("act", \.act, "The first act's id."),
                member("evidence", \.evidence, "Its spans and events."),
            ])
    }
}

extension Changes.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "changes", "What is seen for the first time since a moment.",
            [
                member("since", \.since, as: .time, "The moment."),
                member(
                    "before", \.before,
                    "Acts before: with none, everything is new. Of a day whose records are gone, acts that are alike all count where "
                        + "the first of them does."),
                member("after", \.after, "Acts since."),
                member("first_seen", \.firstSeen, "Combinations of agent, tool, identity and data."),
                member("new_servers", \.newServers, "Servers."), member("new_agents", \.newAgents, "Agents."),
                member("new_targets", \.newTargets, "Data stores."),
                member("readers_that_wrote", \.readersThatWrote, "Tools that had only read."),
                member("new_addresses", \.newAddresses, "Addresses of identities that were used before."),
            ])
    }
}

extension Review.Use: ShapedObject {
    /// The members of a use.
    public static var object: ObjectShape {
        ObjectShape(
            "review_use", "Somebody or something that acts of the period name.",
            [
                member("node", \.node, "The node."), member("acts", \.acts, "Acts, however they ended."),
                member("denied", \.denied, "Acts that were refused."),
                member("failed", \.failed, "Acts that failed otherwise."),
                member("effects", \.effects, "What was done to data."),
                member("first", \.first, as: .time, "When the first happened."),
                member("last", \.last, as: .time, "When the last happened."),
                member("evidence", \.evidence, "The spans and events of the first and the last."),
            ])
    }
}

extension Review.Unused: ShapedObject {
    /// The members of an unused right.
    public static var object: ObjectShape {
        ObjectShape(
            "unused_grant", "A right that the agent has by an identity and did not use.",
            [
                member("identity", \.identity, "The identity."), member("policy", \.policy, "The policy."),
                member("statement", \.statement, "The statement's id, or its place."),
                member("action", \.action, "The action as written."),
                member("observable", \.observable, "Whether use could have been seen."),
                member("why", \.why, "Why it could or could not."),
                member("evidence", \.evidence, "Where the policy stands."),
            ])
    }
}

extension Review.Unreached: ShapedObject {
    /// The members of untouched data.
    public static var object: ObjectShape {
        ObjectShape(
            "unused_data", "Data that the agent can reach and did not touch.",
            [
                member("node", \.node, "The data store."), member("effects", \.effects, "What may be done to it."),
                member("verdict", \.verdict, "How sure that is."),
                member(
                    "outside", \.outside,
                    "Of it, what the agent's task does not name; null where no task is declared."),
                member("evidence", \.evidence, "Where the path's last step is said."),
            ])
    }
}

extension Review.Outside: ShapedObject {
    /// The members of an act outside of the task.
    public static var object: ObjectShape {
        ObjectShape(
            "outside_act",
            "An act that does not fit the agent's task: as the house declares it, or as configuration and past tell it.",
            [member("act", \.act, "The act."), member("reasons", \.reasons, "Why.")])
    }
}

extension Review.Gap: ShapedObject {
    /// The members of a gap.
    public static var object: ObjectShape {
        ObjectShape(
            "review_gap", "A link that acts lack.",
            [
                member("link", \.link, "The link."), member("acts", \.acts, "Acts that lack it."),
                member("evidence", \.evidence, "The spans and events of the first of them."),
            ])
    }
}

extension Review.Concern: ShapedObject {
    /// The members of a concern.
    public static var object: ObjectShape {
        ObjectShape(
            "review_finding", "A finding that concerns what is reviewed.",
            [
                member("finding", \.finding, "The finding: of all that is known, whatever the period."),
                member("why", \.why, "Why it concerns what is reviewed."),
            ])
    }
}

extension Review.Section: Shaped {
    /// One of the sections.
    public static var shape: Shape {
        .word(
            WordSet(
                "review_section",
                "A part of the review that lists what acts name; an act that names several agents counts in each row.",
                of: Review.Section.self))
    }
}

extension Review.Unlisted: ShapedObject {
    /// The members of acts that are not listed.
    public static var object: ObjectShape {
        ObjectShape(
            "review_unlisted",
            "Acts of the period that a section does not list, and why: with these, its rows come to all acts.",
            [
                member("section", \.section, "The section."), member("acts", \.acts, "How many acts."),
                member("why", \.why, "Why."),
                member("evidence", \.evidence, "The spans and events of the first of them."),
            ])
    }
}

extension Review.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "review", "What an agent, or anybody else who acts, did in a period, as an access review needs it.",
            [
                member("node", \.node, "Whose review it is."),
                member(
                    "task", \.task,
                    "What it is for, where the house says it, with what it did outside of that in the period; or null."),
                member("from", \.from, as: .nullable(.time), "The beginning, or null where nothing was seen."),
                member("to", \.to, as: .nullable(.time), "The end, or null where nothing was seen."),
                member("acts", \.acts, "Acts of the period."), member("initiators", \.initiators, "On whose behalf."),
                member("other_agents", \.otherAgents, "Other agents of the chains."),
                member("servers", \.servers, "Servers that it called."), member("tools", \.tools, "Tools that ran."),
                member("identities", \.identities, "As whom it acted."), member("data", \.data, "What was touched."),
                member("unused_grants", \.unusedGrants, "Granted and unused."),
                member("unused_data", \.unusedData, "Reachable and untouched."),
                member("outside", \.outside, "Outside of its task."),
                member("findings", \.findings, "Findings that concern it, whatever the period."),
                member(
                    "prompts", \.prompts,
                    "What followed risky prompts in the period, risky acts after harmless ones, and flows whose sending "
                        + "lies in it."),
                member(
                    "content_recorded", \.contentRecorded,
                    "Whether telemetry of the services of these acts and their agents carried content; where it did not, "
                        + "what was read is not known."),
                member("unlisted", \.unlisted, "Acts that sections do not list, and why."),
                member("gaps", \.gaps, "Links that the evidence lacks."),
                member("advice", \.advice, "What would close them."),
            ])
    }
}
