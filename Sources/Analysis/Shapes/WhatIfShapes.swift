extension WhatIf.ChangeRow: ShapedObject {
    /// The members of a change.
    public static var object: ObjectShape {
        ObjectShape(
            "change", "A change as it was understood.",
            [
                member("kind", \.kind, "Its option, e.g. `remove`."),
                member("given", \.given, "What was given with it."),
                member("meaning", \.meaning, "What it means, as a sentence."),
                member("node", \.node, "The node that it is about, or null."),
            ])
    }
}

extension WhatIf.PairRow: ShapedObject {
    /// The members of a pair that closes or opens.
    public static var object: ObjectShape {
        ObjectShape(
            "pair",
            "A pair of entry point and data store that is closed or opened, or of which effects are; several rows where "
                + "not one path gives all of the effects.",
            [
                member("from", \.from, "From where: an agent or another entry point."),
                member("to", \.to, "The data store."),
                member("effects", \.effects, "The effects that are closed or opened."),
                member("whole", \.whole, "Whether nothing of the pair is left, or nothing of it was there before."),
                member("classification", \.classification, "How sensitive the store is; empty where nobody says it."),
                member("verdict", \.verdict, "How sure the row was, or would be."),
                member("assumes", \.assumes, as: .assumptions, "What the path assumes."),
                member(
                    "used", \.used,
                    "What the entry point was seen doing to the store of these effects, itself or in a session that came "
                        + "through it; null where nothing was seen, and of what is opened."),
                member(
                    "path", \.path,
                    "The best path that gives the effects: of what is closed as it was, of what is opened as it would be."
                ),
            ])
    }
}

extension WhatIf.ReroutedRow: ShapedObject {
    /// The members of a pair that stays otherwise.
    public static var object: ObjectShape {
        ObjectShape(
            "rerouted_pair", "A pair of entry point and data store that stays open, otherwise than before.",
            [
                member("from", \.from, "From where: an agent or another entry point."),
                member("to", \.to, "The data store."),
                member("effects", \.effects, "The effects that stay."),
                member("verdict_before", \.verdictBefore, "How sure it was."),
                member("verdict", \.verdict, "How sure it would be."),
                member("scope", \.scope, "The part of the store that would be covered."),
                member("path", \.path, "The best path that gives the effects as it would be."),
                member("was", \.was, "The best path that gave them as it was."),
            ])
    }
}

extension WhatIf.PlaceRow: ShapedObject {
    /// The members of a place.
    public static var object: ObjectShape {
        ObjectShape(
            "taken_place", "A place that goes with a node that somebody has taken over.",
            [
                member("node", \.node, "The place."),
                member("assumes", \.assumes, as: .assumptions, "What gave way."),
            ])
    }
}

extension WhatIf.HeldRow: ShapedObject {
    /// The members of a data store that is reached.
    public static var object: ObjectShape {
        ObjectShape(
            "held_store", "A data store that somebody who has a node reaches.",
            [
                member("to", \.to, "The data store."), member("effects", \.effects, "What they can do to it."),
                member("new", \.isNew, "Whether it was not reached from the node before."),
                member("classification", \.classification, "How sensitive the store is; empty where nobody says it."),
                member("verdict", \.verdict, "How sure it is."),
                member("assumes", \.assumes, as: .assumptions, "What the path assumes."),
                member("path", \.path, "The best path that gives the effects."),
            ])
    }
}

extension WhatIf.CompromisedRow: ShapedObject {
    /// The members of a node that was taken over.
    public static var object: ObjectShape {
        ObjectShape(
            "compromised", "A node that somebody has taken over, with all that they reach from there.",
            [
                member("node", \.node, "The node."),
                member("is_entry_point", \.isEntryPoint, "Whether attacks are taken to begin there anyway."),
                member(
                    "places", \.places,
                    "Where else they are then: processes and hosts that it runs in, and agents that listen to these."),
                member(
                    "assumed", \.assumed, as: .assumptions,
                    "What gives way by this alone, of what is not assumed otherwise."),
                member("reach", \.reach, "What they reach of data."),
            ])
    }
}

extension WhatIf.FindingRow: ShapedObject {
    /// The members of a finding that goes or comes.
    public static var object: ObjectShape {
        ObjectShape(
            "finding_change", "A finding that goes or comes.",
            [
                member("id", \.id, "The finding's id."),
                member("severity", \.severity, "How much it matters."),
                member("title", \.title, "Its title."),
                member("accepted", \.accepted, "Who took the risk, or null; what was accepted is in no count."),
            ])
    }
}

extension WhatIf.Counts: ShapedObject {
    /// The members of the counts.
    public static var object: ObjectShape {
        ObjectShape(
            "reach_counts", "How much is reached.",
            [
                member("entry_points", \.entryPoints, "Agents and other entry points."),
                member("reach", \.reach, "Pairs of entry point and data store."),
                member("data_stores", \.dataStores, "Data stores that some entry point reaches."),
                member("crown_jewel_reach", \.crownJewelReach, "Pairs of entry point and crown jewel."),
                member("crown_jewels", \.crownJewels, "Crown jewels that some entry point reaches."),
                member("findings", \.findings, "Findings that nobody accepted."),
            ])
    }
}

extension WhatIf.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "whatif", "What a change would close and open.",
            [
                member("changes", \.changes, "The changes as they were understood."),
                member("closed", \.closed, "What would be there no more."),
                member("opened", \.opened, "What was not there before."),
                member("rerouted", \.rerouted, "What would stay, by another way."),
                member("compromised", \.compromised, "What somebody reaches who has taken a node over."),
                member("before", \.before, "How much there is."),
                member("after", \.after, "How much there would be."),
                member("findings_closed", \.findingsClosed, "Findings that would be gone."),
                member("findings_opened", \.findingsOpened, "Findings that would come."),
            ])
    }
}
