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
                member("conversation", \.conversation, "The conversation or session as its emitter names it, or null."),
                member(
                    "conversation_scope", \.conversationScope,
                    "Among whom that id means the same: the first of the services that share it; or null."),
                member("service", \.service, "The service whose process acted, or null where only an audit log tells."),
                member("address", \.address, "The address that the call came from, or null."),
                member("client", \.client, "The program that called, as it says itself, or null."),
                member("via", \.via, "The service of a cloud that called on the identity's behalf, or null."),
                member("labels", \.labels, "What detectors found in its own arguments and results."),
                member("input_labels", \.inputLabels, "What they found in what the agent had read by then."),
                member(
                    "count", \.count,
                    "How many acts the row stands for: more than one where those of a past day that are alike are kept as one."
                ),
            ])
    }
}

extension LabelRow: ShapedObject {
    /// The members of a label.
    public static var object: ObjectShape {
        ObjectShape(
            "label", "What a detector found in content; the content itself is nowhere.",
            [
                member("category", \.category, "What was found."),
                member("detector", \.detector, "What found it, e.g. `github-token`, `iban`, `ignore-instructions`."),
                member("place", \.place, "In which part of the conversation it stood."),
                member("span", \.span, "The span or log record that carried the content."),
                member("call_id", \.callID, "The call of a tool that it belongs to, or null."),
            ])
    }
}

extension ActBrief: ShapedObject {
    /// The members of an act in one line.
    public static var object: ObjectShape {
        ObjectShape(
            "act", "An act in one line.",
            [
                member("id", \.id, "The act's id: `overreach trace` tells its chain."),
                member("time", \.time, as: .time, "When it happened."),
                member("agent", \.agent, "The agent that acted, or null."),
                member("tool", \.tool, "The tool, or null."),
                member("identity", \.identity, "As whom, or null."),
                member("action", \.action, "What was done."),
                member("target", \.target, "The data store that was touched, or null."),
                member("object", \.object, "What exactly it was about, as the world calls it, or null."),
                member("effect", \.effect, "What was done to it, or null."),
                member("outcome", \.outcome, "How it ended."),
                member("evidence", \.evidence, "The spans and events."),
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
                member(
                    "object", \.object, "What an act without a data store was about, as the world calls it, or null."),
                member("count", \.count, "How many acts, in this trace."),
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
                member("story", \.story, "The acts as sentences; what is told alike is one."),
                member("tree", \.tree, "The links from the person down to the acts; what begins alike is one."),
                member("missing", \.missing, "Links that are missing, of any act."),
                member("acts", \.acts, "The acts, in the order of time."),
            ])
    }
}
