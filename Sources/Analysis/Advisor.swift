internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

/// Knows what makes each link: for every answer there is a test that what is advised, once done, makes the link.
struct Advisor {
    typealias Answer = (kind: Advice.Kind, what: String, place: String, sentence: String)

    private let snapshot: Snapshot
    private let coverage: Coverage
    private let sessions: MachineSessions
    /// Names that several identities have, such as those of one user in each account.
    private let sharedNames: Set<Text>

    init(_ world: World) {
        snapshot = world.snapshot
        coverage = world.coverage
        sessions = MachineSessions(world.activities)
        var names: Set<Text> = []
        sharedNames = Set(
            world.snapshot.nodes.compactMap { node in
                guard world.snapshot.kind(node) == .identity else { return nil }
                let name = Text(world.snapshot.name(node))
                return names.insert(name).inserted ? nil : name
            })
    }

    /// What has to be looked into before anything is instrumented: the act was done with what was issued to a machine, and
    /// not by the machine.
    func incident(of act: Activity) -> Answer? {
        guard let use = sessions.elsewhere(act), let instance = name(use.machine) else { return nil }
        let names = use.people.compactMap { name($0) }.joined(separator: ", ")
        let reason = use.reason.text({ name($0) ?? $0.id }, machine: use.machine)
        return (
            .incident, "instance-credentials-elsewhere", instance,
            "Credentials that were issued to \(instance), role \(name(act.identity) ?? "?"), were used from \(use.address), where "
                + "\(names) acts too (\(reason)): ask who that was. Instrumenting \(instance) would not tell it."
        )
    }

    /// What would make the link of the act; nil where nothing that is read could.
    func advice(for link: String, of act: Activity) -> Answer? {
        let isTraced = act.evidence.contains { UTF8Order.equal($0.source, "otlp") }
        if !isTraced, ["initiator", "agent", "server", "tool", "workload"].contains(link) {
            return untraced(link, act)
        }
        let service = act.service ?? "the service"
        if coverage.senders[act.service]?.sendsOnlyLogs == true, let answer = ofLogs(link, act, service) {
            return answer
        }
        switch link {
        case "parent span":
            return (
                .setting, "traceparent", service,
                "Export the spans of what calls \(service), and let it hand on traceparent (MCP: in _meta)."
            )
        case "initiator":
            let root = rootService(act) ?? service
            return (
                .spanAttribute, "user.id", root,
                "Set user.id (or enduser.id) on the outermost span of \(root): nobody knows who asked."
            )
        case "agent": return agent(service)
        case "server": return server(act, service)
        case "tool": return tool(act, service)
        case "workload":
            // What runs a tool of which only its caller tells is the server's to say.
            if isToolCall(act), act.missing.contains("server") || isServerUnseen(act) {
                return serverSpans(act, service)
            }
            return runsIn(service, of: act)
        case "credential": return credential(act)
        case "identity": return identity(act, service)
        default: return target(act, service)
        }
    }

    // MARK: - Of what spans tell

    /// What runs a service: the pod that it names and nobody else, else whatever it should name.
    private func runsIn(_ service: String, of act: Activity) -> Answer {
        if coverage.senders[act.service]?.namesPod == true {
            return (
                .posture, "pods", service,
                "Give the pods of the cluster that \(service) runs in, as of when it ran (kubectl get pods -A -o json): none that "
                    + "was given has the k8s.pod.uid that it says. Or let it say k8s.namespace.name and k8s.deployment.name too."
            )
        }
        return (
            .resourceAttribute, "k8s.pod.uid", service,
            "Set the resource attribute k8s.pod.uid (outside of Kubernetes host.name, process.pid and "
                + "process.executable.name) for \(service)."
        )
    }

    private func agent(_ service: String) -> Answer {
        (
            .spanAttribute, "gen_ai.agent.name", service,
            "Set gen_ai.agent.name on the agent's spans that lead to \(service), and hand on traceparent."
        )
    }

    private func server(_ act: Activity, _ service: String) -> Answer {
        if isUnnamedTool(act) {
            return (
                .setting, "OTEL_LOG_TOOL_DETAILS", service,
                "Set OTEL_LOG_TOOL_DETAILS=1 for \(service): it then names the server and the tool of each call."
            )
        }
        if act.tool == nil, !act.agents.isEmpty { return toolSpans(act, service) }
        return serverSpans(act, service)
    }

    private func tool(_ act: Activity, _ service: String) -> Answer {
        if act.server != nil {
            return (
                .spanAttribute, "gen_ai.tool.name", service,
                "Set gen_ai.tool.name on the spans of the calls of tools of \(service)."
            )
        }
        // A tool is named, but nobody whose it is.
        if isToolCall(act) { return act.agents.isEmpty ? agent(service) : serverSpans(act, service) }
        return act.agents.isEmpty ? serverSpans(act, service) : toolSpans(act, service)
    }

    private func toolSpans(_ act: Activity, _ service: String) -> Answer {
        let caller = rootService(act, innermost: true) ?? service
        return (
            .instrumentation, "execute_tool spans", caller,
            "Put each call of a tool of \(caller) into a span with gen_ai.operation.name execute_tool and gen_ai.tool.name, "
                + "and mcp.server.name where the tool is a server's."
        )
    }

    private func serverSpans(_ act: Activity, _ service: String) -> Answer {
        let caller = rootService(act, innermost: true) ?? service
        return (
            .instrumentation, "MCP server spans", caller,
            isToolCall(act)
                ? "Export the spans of the MCP servers that \(caller) calls, with what they run in; or set mcp.server.name on "
                    + "its calls."
                : "Emit spans of MCP's server side (mcp.method.name, gen_ai.tool.name) from \(caller), above what its tools do."
        )
    }

    // MARK: - Of what only audit logs tell

    /// What only an audit log tells of: the program behind it is not instrumented, or not in what was given.
    private func untraced(_ link: String, _ act: Activity) -> Answer? {
        let who = identity(of: act)
        if isOf("google", act) || isOf("azure", act) {
            // No id that these logs write stands in spans.
            guard link == "initiator", isOf("google", act) else { return nil }
            return (
                .setting, "service account impersonation", who,
                "Let people use \(who) by impersonation, with sign-ins of their own: the log then names them."
            )
        }
        if isOf("kubernetes", act) { return inCluster(link, act, who) }
        if link == "initiator", !act.missing.contains("agent") {
            return (
                .setting, "sign-in by name", who,
                "Have each person sign in at the console by a name of their own instead of as \(who)."
            )
        }
        if let workload = name(act.workload) {
            return (
                .instrumentation, "spans", workload,
                "Emit spans from \(workload), which acts as \(who): OpenTelemetry with the AWS SDK's instrumentation, "
                    + "which records the request id."
            )
        }
        // Who has a key of a user takes no role, and at an identity centre people sign in by name.
        let takesRole = act.identity?.type == NodeType(AWSNode.role) && act.initiator == nil
        return (
            .instrumentation, "spans with aws.request_id", who,
            "Emit spans from whatever acts as \(who), with the AWS SDK's instrumentation"
                + (takesRole ? ", and set the source identity when the role is taken." : ".")
        )
    }

    private func inCluster(_ link: String, _ act: Activity, _ who: String) -> Answer {
        let isAccount = act.identity?.type == NodeType(KubernetesNode.serviceAccount)
        if link == "initiator", !act.missing.contains("agent") {
            return (
                .setting, "sign-in by name", who,
                "Have each person sign in to the cluster by a name of their own instead of by the certificate of \(who), which "
                    + "all who hold it share; give programs a service account."
            )
        }
        if link == "workload" {
            return (
                .setting, "bound service account tokens", who,
                "Let what acts as \(who) use a \(isAccount ? "token" : "service account's token") that is bound to its pod: the "
                    + "audit log then names the pod."
            )
        }
        return (
            .instrumentation, "spans with audit-id", who,
            "Emit spans from whatever acts as \(who), with its HTTP client's instrumentation recording the response header "
                + "audit-id (http.response.header.audit-id)."
        )
    }

    // MARK: - As whom, on what

    private func credential(_ act: Activity) -> Answer {
        let account = act.identity?.scope ?? ""
        return (
            .log, "sts:GetSessionToken", account,
            "Give the management events of account \(account) from before the session began, of the region whose endpoint of "
                + "STS it asked: the call that issued the session is not among what was given."
        )
    }

    private func identity(_ act: Activity, _ service: String) -> Answer {
        let account = act.target?.scope ?? ""
        let (observable, why) = coverage.observable(action: act.action, account: account)
        // An act is known by its request where its span tells it.
        if observable == .yes, !act.id.hasPrefix("request/") {
            return (
                .spanAttribute, "aws.request_id", service,
                "Record aws.request_id on the spans of the AWS SDK in \(service): its calls are in no event that was given."
            )
        }
        let place = account.isEmpty ? "the account" : "account \(account)"
        if case .optional(let words)? = AWSEvents.visibility(of: act.action)?.first {
            return (.log, words, account, "Turn on \(words) in the trail of \(place), and give it: \(why).")
        }
        return (
            .log, "CloudTrail management events", account,
            observable == .yes
                ? "Give CloudTrail of the account that \(service) acts in: the request is in no event that was given."
                : "Give CloudTrail of \(place): \(why)."
        )
    }

    private func target(_ act: Activity, _ service: String) -> Answer {
        guard act.isCloudCall else {
            let server = name(act.server) ?? service
            return (
                .instrumentation, "client spans", server,
                "Instrument the AWS, database and HTTP clients in \(server): what its tools touch was not seen."
            )
        }
        return (
            .log, "resources of the event", act.identity?.scope ?? "",
            "Give the audit log's event of \(act.action) with its resources: it does not name what it touched."
        )
    }

    // MARK: - What an act is

    private func isOf(_ system: String, _ act: Activity) -> Bool { act.action.hasPrefix("\(system):") }

    /// Whether it is a call of a tool under which nothing else was seen.
    private func isToolCall(_ act: Activity) -> Bool { !act.isCloudCall && act.target == nil }

    /// Whether only its caller tells of the server.
    private func isServerUnseen(_ act: Activity) -> Bool {
        act.joins.contains { $0.link == "server → act" && $0.confidence > .high }
    }

    /// Whether Claude Code does not say which tool of which server it was.
    func isUnnamedTool(_ act: Activity) -> Bool { toolName(act).map { UTF8Order.equal($0, "mcp_tool") } ?? false }

    private func toolName(_ act: Activity) -> String? {
        act.tool?.id.split(separator: "#").last.map(String.init) ?? (isToolCall(act) ? act.action : nil)
    }

    /// Whom an act was done as, with the account or cluster where others there have that name.
    private func identity(of act: Activity) -> String {
        guard let key = act.identity, let name = name(key) else { return "an unknown identity" }
        return sharedNames.contains(Text(name)) && !key.scope.isEmpty ? "\(name) of \(key.scope)" : name
    }

    private func name(_ key: Key?) -> String? {
        guard let key else { return nil }
        return snapshot.node(key).map { snapshot.name($0) } ?? key.id
    }

    /// The service of the outermost agent, or of the one that acted.
    private func rootService(_ act: Activity, innermost: Bool = false) -> String? {
        guard let agent = innermost ? act.agents.last : act.agents.first else { return nil }
        let parts = agent.id.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return nil }
        return parts[0].isEmpty ? String(parts[1]) : "\(parts[0])/\(parts[1])"
    }
}
