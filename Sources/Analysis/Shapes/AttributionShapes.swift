public import OverreachModel

extension AttributionShare.Share: ShapedObject {
    /// The members of a share.
    public static var object: ObjectShape {
        ObjectShape(
            "source_share", "Acts that were seen in the same sources, and how many of them have a full chain.",
            [
                member("source", \.source, "The source, or several with `+` between them."),
                member("acts", \.acts, "Acts."), member("full", \.full, "Acts with a full chain."),
            ])
    }
}

extension AttributionShare.Method: ShapedObject {
    /// The members of a method.
    public static var object: ObjectShape {
        ObjectShape(
            "link_method", "How often a link was made in one way.",
            [
                member("method", \.method, "What made it."), member("confidence", \.confidence, "How sure it is."),
                member("acts", \.acts, "Acts."),
            ])
    }
}

extension AttributionShare.LinkShare: ShapedObject {
    /// The members of a link over all acts.
    public static var object: ObjectShape {
        ObjectShape(
            "link_share", "One link of the chain over all acts.",
            [
                member("link", \.link, "The link, e.g. `agent`."), member("present", \.present, "Acts that have it."),
                member("missing", \.missing, "Acts that need it and lack it."),
                member("methods", \.methods, "How it is known, the most frequent first."),
            ])
    }
}

extension Advice.Kind: Shaped {
    /// One of the kinds.
    public static var shape: Shape {
        .word(
            WordSet(
                "advice_kind",
                "What has to be done: an attribute of a telemetry resource; an attribute of spans; one of log records; a program "
                    + "has to emit spans; a setting of what is there; a log that was not given; posture that was not given; an "
                    + "incident to look into.",
                of: Advice.Kind.self))
    }
}

extension Advice: ShapedObject {
    /// The members of a piece of advice.
    public static var object: ObjectShape {
        ObjectShape(
            "advice", "One thing to do so that more acts can be told from person to data.",
            [
                member("kind", \.kind, "What has to be done."),
                member("what", \.what, "What is meant by name: an attribute, a log, a setting."),
                member("where", \.place, "For which service, account or identity."),
                member("advice", \.advice, "The sentence."),
                member("links", \.links, "The links that it would make; none of an incident."),
                member("acts", \.acts, "Acts that would gain a link, or that belong to the incident."),
                member("completes", \.completes, "Acts that would lack nothing then."),
                member("examples", \.examples, "Ids of some of these acts."),
            ])
    }
}

extension AttributionShare.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "attribution", "How many acts can be told from person to data, and what would close the rest.",
            [
                member("acts", \.acts, "Acts that should have a chain."),
                member("full", \.full, "Acts with a full chain."),
                member("system", \.system, "Acts that clouds and clusters did by themselves; not among `acts`."),
                member("sources", \.sources, "By what the acts were seen in."),
                member("links", \.links, "By link, in the order of the chain."),
                member("advice", \.advice, "What would close the rest, what explains the most first."),
            ])
    }
}
