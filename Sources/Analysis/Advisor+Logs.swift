internal import OverreachModel

extension Advisor {
    /// What would make the link of an act of a service of which there is nothing but log records.
    ///
    /// It sends no spans, so none of these lacks something. Nil where it is the same as of any other.
    func ofLogs(_ link: String, _ act: Activity, _ service: String) -> Answer? {
        switch link {
        case "parent span":
            return (
                .setting, "OTEL_TRACES_EXPORTER", service,
                "Export the traces of \(service) too (OTEL_TRACES_EXPORTER=otlp, or its own setting): its log records name "
                    + "spans that never came."
            )
        case "initiator":
            return (
                .logAttribute, "user.id", service,
                "Set user.id (or user.email, enduser.id) on the log records of \(service): nobody knows who asked. Programs of "
                    + "agents write user.email once their user has signed in with an account."
            )
        case "agent":
            return (
                .logAttribute, "gen_ai.agent.name", service, "Set gen_ai.agent.name on the log records of \(service)."
            )
        case "tool":
            return (
                .logAttribute, "gen_ai.tool.name", service,
                "Set gen_ai.tool.name on the log records of \(service) that tell of calls of tools."
            )
        case "server" where !isUnnamedTool(act):
            return (
                .logAttribute, "mcp.server.name", service,
                "Set mcp.server.name on the log records of \(service) that tell of calls of tools, or export the spans of the "
                    + "servers that it calls."
            )
        default: return nil
        }
    }
}
