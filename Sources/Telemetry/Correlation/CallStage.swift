import OverreachModel

/// Makes acts of the calls to a cloud, and states as whom they were made.
struct CallStage<Index: CorrelationIndex> {
    private let runtime: Runtime
    private let servers: Servers
    private let calls: [CloudCallRecord]
    private let index: Index
    private let acts: [CloudAct]
    private var principals: Principals<Index>
    private var targets: Targets<Index>
    private var attributions: [Int: Attribution] = [:]  // by span
    private var holders: ServerIdentities
    private var identitiesOfProcess: [Int: Set<Key>] = [:]
    private var named: [Text: Key] = [:]  // by the act that failed: the store that it names

    init(_ runtime: Runtime, _ servers: Servers, _ calls: [CloudCallRecord], index: Index) {
        self.runtime = runtime
        self.servers = servers
        self.index = index
        acts = CloudActs(runtime, calls).acts
        self.calls = CallStage.merged(calls, acts)
        principals = Principals(self.calls, people: runtime.people.names.all, index: index)
        targets = Targets(index: index)

        var serverOfEvent: [Int: Key] = [:]
        for act in acts {
            guard let span = act.span else { continue }
            let attribution = Attribution(of: span, isToolItself: false, runtime, servers)
            attributions[span] = attribution
            for event in act.events { serverOfEvent[event] = attribution.server }
        }
        holders = ServerIdentities(servers: serverOfEvent)
        for act in acts {
            guard let span = act.span, let event = act.events.first else { continue }
            let process = runtime.processes.ofSpan[span]
            for identity in [roleOrUser(of: event), principals.issuedRole(of: event)].compactMap({ $0 }) {
                identitiesOfProcess[process, default: []].insert(identity)
            }
        }
    }

    /// The calls with what their copies tell; what a call issued, its copies did not issue once more.
    private static func merged(_ calls: [CloudCallRecord], _ acts: [CloudAct]) -> [CloudCallRecord] {
        let copies = CallCopies(calls)
        var merged = calls
        for act in acts where act.events.count > 1 {
            guard let first = act.events.first, let call = copies.merged(act.events) else { continue }
            merged[first] = call
            for copy in act.events.dropFirst() { merged[copy].issuedAccessKeyID = "" }
        }
        return merged
    }

    /// The acts, in the order of their ids.
    mutating func activities(into facts: inout ObservedFacts) -> [Activity] {
        var activities: [Activity] = []
        activities.reserveCapacity(acts.count)
        for act in acts {
            if let event = act.events.first {
                activities += logged(act, event, into: &facts)
            } else if let span = act.span {
                activities += unlogged(act, span, into: &facts)
            }
        }
        // What others touched is there: whichever came first.
        for place in activities.indices {
            guard let store = named[Text(activities[place].id)], facts.holds(store) else { continue }
            activities[place].target = store
            activities[place].object = activities[place].object ?? store.id
            activities[place].missing.removeAll { $0 == "target" }
        }
        return activities
    }

    /// The sessions and keys that calls were signed with or that they issued, by access key id: for logs of systems that
    /// name the key.
    mutating func sessions() -> [Text: AuditStage<Index>.Session] {
        var sessions: [Text: AuditStage<Index>.Session] = [:]
        for event in calls.indices {
            let call = calls[event]
            if !call.issuedAccessKeyID.isEmpty, call.errorCode.isEmpty {
                let role = principals.issuedRole(of: event) ?? principals.principal(of: event).identity
                sessions[Text(call.issuedAccessKeyID)] = AuditStage.Session(
                    identity: role, isIssued: true, person: principals.person(of: event))
            }
            let key = Text(call.caller.accessKeyID)
            guard !key.string.isEmpty, sessions[key] == nil else { continue }
            let principal = principals.principal(of: event)
            sessions[key] = AuditStage.Session(
                identity: principal.identity, isIssued: false, person: principal.person)
        }
        return sessions
    }

    // MARK: - Calls that the log tells of

    private mutating func logged(_ act: CloudAct, _ event: Int, into facts: inout ObservedFacts) -> [Activity] {
        let call = calls[event]
        let action = index.action(eventSource: call.eventSource, eventName: call.eventName)
        var activity = Activity(
            id: act.id, time: act.span.map { runtime.spans[$0].start } ?? call.time, action: action,
            isCloudCall: true, outcome: Outcomes.outcome(errorCode: call.errorCode))
        if let span = act.span {
            fill(&activity, span, act)
            activity.joins.append(
                Activity.Join(
                    "span → event", method: "aws.request_id = requestID",
                    confidence: act.rivals.isEmpty ? .certain : .medium, rivals: rivals(of: act)))
        }

        let principal = principals.principal(of: event)
        activity.identity = principal.identity
        activity.credential = principal.credential
        activity.session = principal.session
        activity.joins += principal.joins
        activity.address = CallStage.address(call)
        activity.client = call.userAgent.isEmpty ? nil : KeptText.client(call.userAgent)
        activity.via = CallStage.service(onBehalf: call)
        if activity.initiator == nil, let person = principal.person {
            let id = runtime.people.names.canonical(person.id)
            activity.initiator = .person(id)
            activity.joins.append(person.join)
            facts.node(.person(id), name: id, evidence: call.evidence)
        }
        if activity.workload == nil, let workload = principal.workload {
            activity.workload = workload.key
            activity.joins.append(workload.join)
            let isService = principal.identity?.type == NodeType(AWSNode.service)
            let identity = isService ? principals.issuedRole(of: event) : principal.identity
            state(workload, as: identity, call.evidence, into: &facts)
        }
        let touched = targets.targets(
            of: call, in: act.events.map { calls[$0].recipientAccount }, span: act.span.map { runtime.spans[$0] })
        let isSigned = !call.caller.accessKeyID.isEmpty
        let needs = ActChain.Needs(
            credential: principal.isUser && isSigned && !principal.isAtConsole, isByHand: principal.isAtConsole)

        state(principal, event, into: &facts)
        if let span = act.span, let attribution = attributions[span] {
            stateIdentity(of: attribution, event, span, into: &facts)
        }
        return completed(activity, touched, call.tableParts, act, needs, into: &facts)
    }

    /// The address of whoever called; services call from names.
    static func address(_ call: CloudCallRecord) -> String? {
        let address = call.sourceAddress
        let isAddress = address.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) || ".:".utf8.contains(byte)
        }
        return isAddress && !address.isEmpty ? address : nil
    }

    /// The service that called with the identity's rights: forward access sessions name it.
    private static func service(onBehalf call: CloudCallRecord) -> String? {
        let isService = call.caller.type.isEmpty || UTF8Order.equal(call.caller.type, "AWSService")
        if !call.caller.invokedBy.isEmpty { return isService ? nil : call.caller.invokedBy }
        return call.sourceAddress.utf8.reversed().starts(with: ".amazonaws.com".utf8.reversed()) && !isService
            ? call.sourceAddress : nil
    }

    /// States a workload that a session's name tells, and as whom it runs.
    private func state(
        _ workload: SessionWorkload, as identity: Key?, _ evidence: Evidence, into facts: inout ObservedFacts
    ) {
        if !workload.isKnown {
            facts.node(
                workload.key, name: workload.name, [(PropertyName.account, workload.key.scope)], evidence: evidence)
        }
        if let identity, workload.join.confidence <= .high {
            stateIdentity(identity, evidence, into: &facts)
            facts.edge(workload.key, AgentEdge.runsAs, identity, verdict: .observed, evidence: evidence)
        }
    }

    // MARK: - Calls of which only the span is known

    private mutating func unlogged(_ act: CloudAct, _ span: Int, into facts: inout ObservedFacts) -> [Activity] {
        guard case .cloudCall(let operation) = runtime.readings[span].step else { return [] }
        let record = runtime.spans[span]
        var activity = Activity(
            id: act.id, time: record.start,
            action: index.action(eventSource: operation.eventSource, eventName: operation.name), isCloudCall: true,
            outcome: Outcomes.outcome(record))
        fill(&activity, span, act)
        // One identity in all logged calls of the process is very likely this call's too; of several none is.
        if let identities = identitiesOfProcess[runtime.processes.ofSpan[span]], identities.count == 1 {
            activity.identity = identities.first
            activity.joins.append(
                Activity.Join("act → identity", method: "other calls of the process", confidence: .medium))
        }
        let touched = targets.targets(of: operation, span: record, process: runtime.process(of: span))
        return completed(activity, touched, [], act, ActChain.Needs(), into: &facts)
    }

    // MARK: - What both have

    private func fill(_ activity: inout Activity, _ span: Int, _ act: CloudAct) {
        guard let attribution = attributions[span] else { return }
        ActChain.fill(&activity, from: span, attribution, runtime, servers)
    }

    private func rivals(of act: CloudAct) -> [String] {
        act.rivals.map { CloudActs.id(of: runtime.spans[$0]) }.sorted(by: UTF8Order.less)
    }

    /// The acts of a call: one for each store that it touched.
    private mutating func completed(
        _ activity: Activity, _ targets: [Target], _ parts: [CloudCallRecord.TablePart], _ act: CloudAct,
        _ needs: ActChain.Needs, into facts: inout ObservedFacts
    ) -> [Activity] {
        var activity = activity
        activity.effect = index.effect(ofAction: activity.action)
        activity.evidence = evidence(of: act)
        let first = activity.evidence.first
        let attribution = act.span.flatMap { attributions[$0] }
        var needs = needs
        needs.target = activity.effect != nil && activity.effect != .control
        needs.isOwnTool = attribution?.isOwnTool ?? false
        needs.isBroken = act.span.map { runtime.chains.links[$0].isBroken } ?? false
        if let first { attribution?.state(for: activity, evidence: first, runtime, servers, into: &facts) }

        return targets.enumerated().map { place, target in
            var activity = activity
            // No id of an act has an empty part.
            if place > 0 { activity.id += "//\(place)" }
            activity.target = target.store
            activity.object = target.object
            if let action = target.action { activity.action = action }
            if let effect = target.effect { activity.effect = effect }
            if let operation = CallStage.operation(on: target, parts) {
                activity.action = index.action(eventSource: "dynamodb.amazonaws.com", eventName: operation)
                activity.effect = index.effect(ofAction: activity.action)
            }
            if let store = target.named { named[Text(activity.id)] = store }
            if let first, let store = target.store, let name = target.newStore {
                facts.node(store, name: name, [(PropertyName.account, store.scope)], evidence: first)
            }
            activity.missing = ActChain.missing(activity, needs)
            return activity
        }
    }

    /// What a transaction did to one of its tables, where all its parts on that table did the same.
    private static func operation(on target: Target, _ parts: [CloudCallRecord.TablePart]) -> String? {
        guard let table = (target.store ?? target.named)?.id else { return nil }
        let operations = parts.filter { part in
            part.table.map {
                UTF8Order.equal($0, table) || table.utf8.reversed().starts(with: ":table/\($0)".utf8.reversed())
            }
                ?? false
        }.map(\.operation)
        // Statements of PartiQL are told by the right that they take, which is no operation of an event.
        guard let first = operations.first.flatMap(\.self), !first.utf8.starts(with: "PartiQL".utf8) else { return nil }
        return operations.allSatisfy { $0.isSame(as: first) } ? first : nil
    }

    private func evidence(of act: CloudAct) -> [Evidence] {
        let span = act.span.map { [runtime.spans[$0].evidence] } ?? []
        return span + act.events.map { calls[$0].evidence }.sorted()
    }

    // MARK: - As whom

    private mutating func roleOrUser(of event: Int) -> Key? {
        let identity = principals.principal(of: event).identity
        return identity?.type == NodeType(KubernetesNode.serviceAccount) ? nil : identity
    }

    /// States the identity, its key, and the role that the call took.
    private mutating func state(_ principal: Principal, _ event: Int, into facts: inout ObservedFacts) {
        let evidence = calls[event].evidence
        if let identity = principal.identity { stateIdentity(identity, evidence, into: &facts) }
        if let credential = principal.credential {
            let id = principals.lastingAccessKeyID(of: event, isUser: principal.isUser) ?? credential.id
            if index.credential(accessKeyID: id) == nil {
                facts.node(credential, name: id, [(PropertyName.accessKeyID, id)], evidence: evidence)
            }
            if let identity = principal.identity {
                // Posture states this edge for active keys only, so what was seen must not pass for what is allowed.
                facts.edge(credential, AgentEdge.authenticates, identity, verdict: .observed, evidence: evidence)
            }
        }

        guard calls[event].eventName.utf8.starts(with: "AssumeRole".utf8), let taker = principal.identity,
            taker.type != NodeType(AWSNode.service), let role = principals.issuedRole(of: event), role != taker
        else { return }
        stateIdentity(role, evidence, into: &facts)
        facts.edge(taker, AWSEdge.assumed, role, verdict: .observed, evidence: evidence)
    }

    private func stateIdentity(_ key: Key, _ evidence: Evidence, into facts: inout ObservedFacts) {
        switch key.type {
        case NodeType(AWSNode.service)?, NodeType(AWSNode.federated)?, NodeType(AWSNode.everybody)?:
            facts.node(key, name: key.id == "*" ? "everybody" : key.id, evidence: evidence)
            return
        case NodeType(AWSNode.foreignPrincipal)?:
            let name = ARN(key.id) == nil ? "\(key.id) of \(key.scope)" : key.scope
            facts.node(key, name: name, evidence: evidence)
            return
        default: break
        }
        guard ARN(key.id) != nil, index.identity(arn: key.id) == nil else { return }
        let name = key.id.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? key.id
        facts.node(key, name: name, [(PropertyName.account, key.scope)], evidence: evidence)
    }

    /// States what the server holds, where the call came from the server's own process.
    private mutating func stateIdentity(
        of attribution: Attribution, _ event: Int, _ span: Int, into facts: inout ObservedFacts
    ) {
        guard let server = attribution.server, let process = attribution.serverProcess,
            process == runtime.processes.ofSpan[span]
        else { return }
        let evidence = calls[event].evidence

        switch holders.head(of: event, calls: calls, principals: &principals, index: index) {
        case .identity(let identity):
            stateIdentity(identity, evidence, into: &facts)
            facts.edge(server, AgentEdge.actsAs, identity, evidence: evidence)
        case .credential(let credential, let id):
            facts.edge(server, AgentEdge.usesCredential, credential, evidence: evidence)
            if let name = attribution.serverName {
                facts.node(server, name: name, [(PropertyName.accessKeyID, id)], evidence: evidence)
            }
        case .nobody:
            break
        }
    }
}
