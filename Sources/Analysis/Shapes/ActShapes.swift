extension ActivityRow.JoinRow: ShapedObject {
    /// The members of a join.
    public static var object: ObjectShape {
        ObjectShape(
            "join", "One link of a chain and how it was made.",
            [
                member("link", \.link, "The link, e.g. `tool → cloud call`."),
                member("method", \.method, "What made it, e.g. `aws.request_id`."),
                member("confidence", \.confidence, "How sure it is."),
                member("rivals", \.rivals, "Others that fitted as well, as ids."),
            ])
    }
}

extension ActivityRow: ShapedObject {
    /// The members of an act.
    public static var object: ObjectShape {
        ObjectShape(
            "activity", "One observed act with the chain above it.",
            [
                member("id", \.id, "The same for the same act, whatever the order of arrival."),
                member("time", \.time, as: .time, "When it happened."),
                member("trace", \.trace, "The trace, 32 hex digits, or null outside of traces."),
                member("initiator", \.initiator, "The person who asked, or null where nobody is known."),
                member("agents", \.agents, "The agents, outermost first; the last one acted."),
                member("server", \.server, "The MCP server whose tool acted, or null."),
                member("tool", \.tool, "The tool, or null."),
                member("credential", \.credential, "The lasting credential the call was signed with, or null."),
                member("identity", \.identity, "The role or user that acted, or null."),
                member("session", \.session, "The session's ARN, or null."),
                member("workload", \.workload, "What the acting code runs in, or null."),
                member(
                    "action", \.action,
                    "What was done: a cloud action, or the tool's name where nothing was seen under it."),
                member("target", \.target, "The data store that was touched, or null."),
                member(
                    "object", \.object,
                    "What exactly was asked for, as the world calls it: an object's, a store's or a role's ARN; or null."
                ),
                member("effect", \.effect, "What was done to it, or null."),
                member("outcome", \.outcome, "How it ended."),
                member(
                    "outside_task_of", \.outsideTaskOf,
                    "Agents of the chain outside of whose task, as `overreach.yaml` says it, the act lies."),
                member("joins", \.joins, "The links that the chain rests on."),
                member("missing", \.missing, "Links that are missing, in the order of the chain."),
                member("evidence", \.evidence, "The spans and events of the act."),
            ])
    }
}

extension Trace.Link: ShapedObject {
    /// The members of a link.
    public static var object: ObjectShape {
        ObjectShape(
            "link", "One link of a trace's tree.",
            [
                member("role", \.role, "What the link is in the chain, from `initiator` to `act`."),
                member("node", \.node, "The node, or null where it is missing, or an act without a data store."),
                member("action", \.action, "What an act did, or null of anything else."),
                member("effect", \.effect, "What it did to the node, or null."),
                member("count", \.count, "How often, in this trace."),
                member("joins", \.joins, "How the link to what stands above is known; empty where it is missing."),
                member("children", \.children, "What follows."),
            ])
    }
}

extension Trace.Result: ShapedObject {
    /// The members of the answer.
    public static var object: ObjectShape {
        ObjectShape(
            "trace", "Who acted, link by link.",
            [
                member("trace", \.trace, "The trace's id, or null for an act outside of traces."),
                member("tree", \.tree, "The links from the person down to the acts; what begins alike is one."),
                member("missing", \.missing, "Links that are missing, of any act."),
                member("acts", \.acts, "The acts, in the order of time."),
            ])
    }
}
