public import OverreachModel

/// Fills the chain above an act, and names what of it is missing.
enum ActChain {
    /// What an act should have above and below it, in the order of the chain.
    private enum Part: String, CaseIterable {
        case initiator, agent, server, tool, credential, identity, workload, target
    }

    /// Gives the act what its span tells: who asked, the agents, the server, the tool, the workload.
    static func fill(
        _ activity: inout Activity, from span: Int, _ attribution: Attribution, _ runtime: Runtime, _ servers: Servers
    ) {
        let record = runtime.spans[span]
        activity.trace = record.form == .untracedLog ? nil : record.traceID
        activity.conversation = runtime.conversation(of: span)
        activity.conversationScope = runtime.conversationScope(of: span)
        activity.end = record.form == .span ? max(record.end, record.start) : nil
        activity.toolCall = runtime.toolCall(of: span)
        let process = runtime.process(of: span)
        if !process.service.isEmpty { activity.service = process.serviceName }
        activity.labels = runtime.content.labels(of: span, runtime)
        activity.inputLabels = runtime.content.inputLabels(of: span, runtime)
        activity.agents = runtime.chains.agents(of: span)
        if runtime.chains.isInferred(of: span) {
            activity.joins.append(
                Activity.Join("service → agent", method: "service.name of what asks a model", confidence: .medium))
        }
        if let initiator = runtime.people.initiator(of: span) {
            activity.initiator = initiator.key
            activity.joins.append(initiator.join)
        }
        if activity.agents.count > 1 {
            let isHandedOver = runtime.chains.isHandedOver(of: span)
            activity.joins.append(
                Activity.Join(
                    "agent → agent", method: isHandedOver ? "handoff" : "parent span",
                    confidence: isHandedOver ? .high : .certain))
        }
        activity.server = attribution.server
        activity.tool = attribution.tool
        if activity.server != nil, !activity.agents.isEmpty {
            activity.joins.append(Activity.Join("agent → server", method: "parent span", confidence: .certain))
        }
        if let join = attribution.join { activity.joins.append(join) }
        if let process = attribution.serverProcess, servers.parentService(ofProcess: process) != nil {
            activity.joins.append(
                Activity.Join("agent's process → server's process", method: "parent process", confidence: .certain))
        }

        if let process = attribution.actingProcess, let workload = runtime.processes[process].workload {
            activity.workload = workload.key
            activity.joins.append(
                Activity.Join("process → workload", method: workload.method, confidence: workload.confidence))
        }
    }

    /// What an act needs besides the links that every act does.
    struct Needs {
        /// Whether a lasting credential must stand behind the session of a user.
        var credential = false
        /// Whether it touched something.
        var target = true
        /// Whether its tool is an agent's own, so that no server is missing.
        var isOwnTool = false
        /// Whether a person did it, at a console: no agent, tool or workload stands between.
        var isByHand = false
        /// Whether the topmost span names a parent that is not there.
        var isBroken = false
    }

    /// The links that an act should have and lacks, for every answer: an act of a cloud or a cluster itself lacks none.
    ///
    /// What only spans tell of needs no identity of a cloud: a tool, a database and a web API name none.
    static func missing(_ activity: Activity, _ needs: Needs) -> [String] {
        if activity.isSystem { return [] }
        let parts = Part.allCases.filter { part in
            switch part {
            case .initiator: activity.initiator == nil
            case .agent: activity.agents.isEmpty && !needs.isByHand
            case .server: activity.server == nil && !needs.isOwnTool && !needs.isByHand
            case .tool: activity.tool == nil && !needs.isByHand
            case .credential: needs.credential && activity.credential == nil
            case .identity: activity.isCloudCall && activity.identity == nil
            case .workload: activity.workload == nil && !needs.isByHand
            case .target: needs.target && activity.target == nil && activity.object == nil
            }
        }
        // A parent that never came explains the gap above; where nothing above is missing, it is nobody's concern.
        let hasGapAbove = parts.contains(.initiator) || parts.contains(.agent)
        return parts.map(\.rawValue) + (needs.isBroken && hasGapAbove ? ["parent span"] : [])
    }
}

extension Activity {
    /// The act with the links that it lacks as they are judged today, for acts whose records are gone.
    ///
    /// What an older version did not miss is not known to be missing; what it missed may be there, or needed no longer.
    public var judgedAnew: Activity {
        var act = self
        let isByHand = joins.contains { join in
            join.link == "initiator → act"
                && (["signed in at the console", "user agent of the console"].contains { $0 == join.method }
                    || join.method.hasPrefix("user of "))
        }
        let needs = ActChain.Needs(
            credential: missing.contains("credential"), target: missing.contains("target"),
            isOwnTool: !missing.contains("server"), isByHand: isByHand, isBroken: missing.contains("parent span"))
        act.missing = ActChain.missing(self, needs).filter(missing.contains)
        return act
    }
}
