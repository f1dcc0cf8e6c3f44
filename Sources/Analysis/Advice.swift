internal import OverreachGraph
public import OverreachModel
internal import OverreachPolicy

/// One thing to do so that more acts can be told from person to data.
public struct Advice: Encodable, Sendable {
    /// What has to be done.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// An attribute of a telemetry resource.
        case resourceAttribute = "resource_attribute"
        /// An attribute of spans.
        case spanAttribute = "span_attribute"
        /// A program has to emit spans.
        case instrumentation
        /// A setting of something that is there already.
        case setting
        /// A log that was not given.
        case log
    }

    /// What has to be done.
    public let kind: Kind
    /// What is meant by name: an attribute, a log, a setting.
    public let what: String
    /// For which service, account or identity.
    public let place: String
    /// The sentence.
    public let advice: String
    /// The links that it would make.
    public let links: [String]
    /// Acts that would gain a link.
    public let acts: Int
    /// Acts that would lack nothing then.
    public let completes: Int
    /// Ids of some of these acts.
    public let examples: [String]

    enum CodingKeys: String, CodingKey {
        case kind, what
        case place = "where"
        case advice, links, acts, completes, examples
    }
}

/// Finds for every missing link what would make it.
struct AdviceList {
    /// What is advised, before it is known for how many acts.
    private struct Item: Hashable {
        let kind: Advice.Kind
        let what: String
        let place: String
        let sentence: String
    }

    private struct Gain {
        var links: Set<String> = []
        var acts: Set<Int> = []
        var completes = 0
    }

    /// How many acts are named as examples.
    private static let exampleCount = 3

    /// What would close the rest: what helps the most acts first, then what completes the most.
    let ranked: [Advice]

    init(_ acts: [Activity], in world: World) {
        let advisor = Advisor(world)
        var gains: [Item: Gain] = [:]
        for (place, act) in acts.enumerated() where !act.lacks.isEmpty {
            var items: [Item: Set<String>] = [:]
            for link in act.lacks {
                let (kind, what, where_, sentence) = advisor.advice(for: link, of: act)
                items[Item(kind: kind, what: what, place: where_, sentence: sentence), default: []].insert(link)
            }
            for (item, links) in items {
                gains[item, default: Gain()].links.formUnion(links)
                gains[item, default: Gain()].acts.insert(place)
                if links.count == act.lacks.count { gains[item, default: Gain()].completes += act.count }
            }
        }
        ranked = gains.map { item, gain in
            Advice(
                kind: item.kind, what: item.what, place: item.place, advice: item.sentence,
                links: Activity.allLinks.filter { gain.links.contains($0) },
                acts: gain.acts.reduce(0) { $0 + acts[$1].count },
                completes: gain.completes,
                examples: gain.acts.sorted().prefix(AdviceList.exampleCount).map { acts[$0].id })
        }.sorted { a, b in
            if a.acts != b.acts { return a.acts > b.acts }
            if a.completes != b.completes { return a.completes > b.completes }
            return UTF8Order.less(a.advice, b.advice)
        }
    }
}

extension Activity {
    fileprivate static let allLinks = links + ["parent span"]
}

/// Knows what makes each link.
private struct Advisor {
    typealias Answer = (kind: Advice.Kind, what: String, place: String, sentence: String)

    private let snapshot: Snapshot
    private let coverage: Coverage

    init(_ world: World) {
        snapshot = world.snapshot
        coverage = world.coverage
    }

    func advice(for link: String, of act: Activity) -> Answer {
        let isTraced = act.evidence.contains { UTF8Order.equal($0.source, "otlp") }
        if !isTraced, ["initiator", "agent", "server", "tool", "workload"].contains(link) { return untraced(act) }
        let service = act.service ?? "the service"
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
        case "agent":
            return (
                .spanAttribute, "gen_ai.agent.name", service,
                "Set gen_ai.agent.name on the agent's spans that lead to \(service), and hand on traceparent."
            )
        case "server":
            let caller = rootService(act, innermost: true) ?? service
            return (
                .instrumentation, "MCP server spans", caller,
                "Export the spans of the MCP servers that \(caller) calls, or set mcp.server.name on its calls."
            )
        case "tool":
            return (
                .spanAttribute, "gen_ai.tool.name", service,
                "Set gen_ai.tool.name on the spans of the calls of tools of \(service)."
            )
        case "workload":
            return (
                .resourceAttribute, "k8s.pod.uid", service,
                "Set the resource attribute k8s.pod.uid (outside of Kubernetes host.name) for \(service)."
            )
        case "credential":
            return credential(act)
        case "identity":
            return identity(act, service)
        default:
            return target(act, service)
        }
    }

    /// What only an audit log tells of: the program behind it is not instrumented, or not in what was given.
    private func untraced(_ act: Activity) -> Answer {
        let who = name(act.identity) ?? "an unknown identity"
        if let workload = name(act.workload) {
            return (
                .instrumentation, "spans", workload,
                "Emit spans from \(workload), which acts as \(who): OpenTelemetry with the AWS SDK's instrumentation, "
                    + "which records the request id."
            )
        }
        if isKubernetes(act) {
            return (
                .setting, "bound service account tokens", who,
                "Let what acts as \(who) use a token that is bound to its pod, and emit spans with k8s.pod.uid."
            )
        }
        return (
            .instrumentation, "spans with aws.request_id", who,
            "Emit spans from whatever acts as \(who), with the AWS SDK's instrumentation, and set the source identity when "
                + "a role is taken."
        )
    }

    private func credential(_ act: Activity) -> Answer {
        let account = act.identity?.scope ?? ""
        return (
            .log, "sts:GetSessionToken", account,
            "Give the management events of account \(account) from before the session began: the call that issued it is "
                + "not among what was given."
        )
    }

    private func identity(_ act: Activity, _ service: String) -> Answer {
        guard act.isCloudCall, act.action.contains(":") else {
            return (
                .instrumentation, "client spans", service,
                "Instrument the AWS, database and HTTP clients of \(service): as whom its tools act was not seen."
            )
        }
        let account = act.target?.scope ?? ""
        let (observable, why) = coverage.observable(action: act.action, account: account)
        if observable == .yes {
            return (
                .spanAttribute, "aws.request_id", service,
                "Record aws.request_id on the spans of the AWS SDK in \(service): its calls are in no event that was given."
            )
        }
        let events = AWSEvents.visibility(of: act.action)?.first
        if case .optional(let words)? = events {
            return (
                .log, words, account,
                "Turn on \(words) in the trail of \(account.isEmpty ? "the account" : "account \(account)"), and give it: "
                    + "\(why)."
            )
        }
        return (
            .log, "CloudTrail management events", account,
            "Give CloudTrail of \(account.isEmpty ? "the account" : "account \(account)"): \(why)."
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

    private func isKubernetes(_ act: Activity) -> Bool { act.action.hasPrefix("kubernetes:") }

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
