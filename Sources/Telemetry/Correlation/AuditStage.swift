import OverreachModel

/// Makes acts of the audit logs of Kubernetes, Google Cloud and Azure: who acted, as whom, on what.
struct AuditStage<Index: CorrelationIndex> {
    /// A session of AWS that a log of another system names by its access key.
    struct Session {
        let identity: Key?
        /// Whether the call that issued it is known.
        let isIssued: Bool
        /// The person behind it.
        let person: (id: String, join: Activity.Join)?
    }

    private let servers: Servers
    private let runtime: Runtime
    private let calls: [CloudCallRecord]
    private let sessions: [Text: Session]
    private let index: Index
    private let requests: AuditedRequests

    init(
        _ runtime: Runtime, _ servers: Servers, _ calls: [CloudCallRecord], sessions: [Text: Session], index: Index
    ) {
        self.runtime = runtime
        self.servers = servers
        self.calls = calls
        self.sessions = sessions
        self.index = index
        requests = AuditedRequests(runtime, calls)
    }

    /// Spans that tell of the same requests as events do: they are no acts of their own.
    var spansOfEvents: Set<Int> { requests.carriers }

    /// The acts; the stages of one request are one.
    func activities(into facts: inout ObservedFacts) -> [Activity] {
        var requests: [Text: [Int]] = [:]
        for event in calls.indices {
            let call = calls[event]
            let id = call.requestID.isEmpty ? call.eventID : call.requestID
            let key = ["\(call.system)", id, call.eventName, call.caller.userName].joined(separator: "\u{0}")
            requests[Text(key), default: []].append(event)
        }
        var named: [Text: Key] = [:]  // by the act that failed: the store that it names
        let activities = requests.keys.sorted().compactMap { key -> Activity? in
            let stages = (requests[key] ?? []).sorted { a, b in
                let (x, y) = (AuditStages.rank(calls[a]), AuditStages.rank(calls[b]))
                return x == y ? (calls[a].time, a) < (calls[b].time, b) : x < y
            }
            return stages.first.map { activity($0, stages, &named, into: &facts) }
        }
        return activities.map { act in
            guard let store = named[Text(act.id)], facts.holds(store) else { return act }
            var act = act
            act.target = store
            act.missing.removeAll { $0 == "target" }
            return act
        }
    }

    private func activity(
        _ event: Int, _ stages: [Int], _ named: inout [Text: Key], into facts: inout ObservedFacts
    ) -> Activity {
        let call = calls[event]
        let audited = Audited(call, cluster: index.cluster)
        var activity = Activity(
            id: "audit/\(call.eventID)", time: stages.map { calls[$0].time }.min() ?? call.time, action: audited.action,
            isCloudCall: true, outcome: Outcomes.outcome(errorCode: call.errorCode))
        activity.evidence = stages.map { calls[$0].evidence }.sorted()
        activity.address = CallStage<Index>.address(call)
        activity.client = call.userAgent.isEmpty ? nil : KeptText.client(call.userAgent)
        activity.effect = audited.effect
        activity.object = audited.object
        if let store = audited.store {
            if audited.mayBeNew || call.errorCode.isEmpty {
                activity.target = store.key
                facts.node(store.key, name: store.name, evidence: call.evidence)
            } else {
                named[Text(activity.id)] = store.key
            }
        }

        let clients = call.system == .kubernetes ? requests.clients[Text(call.eventID)] ?? [] : []
        let span = clients.first
        var needs = ActChain.Needs(target: audited.effect != nil)
        if !clients.isEmpty { needs.isOwnTool = attribute(&activity, to: clients, into: &facts) }
        switch call.system {
        case .kubernetes:
            actInCluster(&activity, audited, call, into: &facts)
            needs.isByHand = activity.agents.isEmpty && AuditStage.isByHand(call)
        case .google, .azure: actInCloud(&activity, audited, call, into: &facts)
        case .aws: break
        }
        needs.isBroken = span.map { runtime.chains.links[$0].isBroken } ?? false
        activity.missing = ActChain.missing(activity, needs)
        return activity
    }

    /// Gives the act the chain above its client's span, the first; whether its tool is an agent's own.
    private func attribute(_ activity: inout Activity, to clients: [Int], into facts: inout ObservedFacts) -> Bool {
        let span = clients[0]
        let attribution = Attribution(of: span, isToolItself: false, runtime, servers)
        ActChain.fill(&activity, from: span, attribution, runtime, servers)
        let rivals = clients.dropFirst().map { CloudActs.id(of: runtime.spans[$0]) }.sorted(by: UTF8Order.less)
        activity.joins.append(
            Activity.Join(
                "span → event", method: "audit-id = auditID", confidence: rivals.isEmpty ? .certain : .medium,
                rivals: rivals))
        let evidence = runtime.spans[span].evidence
        activity.evidence.insert(evidence, at: 0)
        attribution.state(for: activity, evidence: evidence, runtime, servers, into: &facts)
        return attribution.isOwnTool
    }

    // MARK: - Kubernetes

    private func actInCluster(
        _ activity: inout Activity, _ audited: Audited, _ call: CloudCallRecord, into facts: inout ObservedFacts
    ) {
        typealias Parameter = CloudCallRecord.Parameter
        guard let user = identity(call.caller.userName, audited.cluster, call.evidence, into: &facts) else { return }
        activity.identity = user
        if let name = call.parameter(Parameter.impersonated),
            let other = identity(name, audited.cluster, call.evidence, into: &facts), other != user
        {
            activity.identity = other
            activity.joins.append(
                Activity.Join("user → identity", method: "impersonation by \(user.id)", confidence: .certain))
            facts.edge(user, ObservedIdentityEdge.impersonated, other, verdict: .observed, evidence: call.evidence)
        }
        signIn(&activity, user, call, into: &facts)
        let name = call.parameter(Parameter.impersonated) ?? call.caller.userName
        if activity.initiator == nil, audited.isPerson(name) {
            initiate(
                &activity, name, Activity.Join("initiator → act", method: "signed in by name", confidence: .high), call,
                into: &facts)
        }
        if activity.initiator == nil, let client = call.parameter(Parameter.client), AuditStage.isByHand(call),
            call.parameter(Parameter.masters) == nil
        {
            initiate(
                &activity, call.caller.userName,
                Activity.Join("initiator → act", method: "user of \(client)", confidence: .medium), call, into: &facts)
        }
        if let binding = call.parameter(Parameter.binding), let role = call.parameter(Parameter.role) {
            activity.joins.append(
                Activity.Join("binding → act", method: "\(binding) of \(role)", confidence: .certain))
            state(binding: binding, role: role, audited.cluster, call.evidence, into: &facts)
        }
        enterPod(&activity, audited, call, into: &facts)
    }

    /// Whether a person sent the request with a client of people, or with a certificate for everything, which people hold
    /// and share; no service account and no part of the cluster.
    private static func isByHand(_ call: CloudCallRecord) -> Bool {
        typealias Parameter = CloudCallRecord.Parameter
        let isPersons = call.parameter(Parameter.client) != nil || call.parameter(Parameter.masters) != nil
        return isPersons && !call.caller.userName.hasPrefix("system:") && call.parameter(Parameter.podName) == nil
    }

    /// The user of a cluster by the name that its authenticator gave: a service account, else a user.
    private func identity(
        _ name: String, _ cluster: String, _ evidence: Evidence, into facts: inout ObservedFacts
    ) -> Key? {
        guard !name.isEmpty else { return nil }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount" {
            if let known = index.serviceAccount(namespace: parts[2], name: parts[3]),
                UTF8Order.equal(known.scope, cluster) || cluster == Servers.unknown
            {
                return known
            }
            let key = Key.kubernetesServiceAccount(cluster: cluster, namespace: parts[2], name: parts[3])
            facts.node(key, name: parts[3], [(PropertyName.namespace, parts[2])], evidence: evidence)
            return key
        }
        let key = Key.kubernetes(.user, cluster: cluster, namespace: "", name: name)
        facts.node(key, name: name, evidence: evidence)
        return key
    }

    /// Ties a user whom EKS let in by a session of AWS to that session's identity.
    private func signIn(
        _ activity: inout Activity, _ user: Key, _ call: CloudCallRecord, into facts: inout ObservedFacts
    ) {
        guard !call.caller.arn.isEmpty || !call.caller.accessKeyID.isEmpty else { return }
        if let arn = ARN(call.caller.arn), UTF8Order.equal(arn.service, "sts") { activity.session = call.caller.arn }
        let session = call.caller.accessKeyID.isEmpty ? nil : sessions[Text(call.caller.accessKeyID)]
        if activity.initiator == nil, let person = session?.person ?? PersonOfCall.named(by: call) {
            initiate(&activity, person.id, person.join, call, into: &facts)
        }
        let named = call.caller.issuerARN.isEmpty ? call.caller.arn : call.caller.issuerARN
        guard let identity = session?.identity ?? index.identity(arn: named) ?? Key.awsIdentity(arn: named) else {
            return
        }

        activity.joins.append(
            session == nil
                ? Activity.Join("session → user", method: "EKS canonicalArn", confidence: .high)
                : Activity.Join("session → user", method: "EKS access key", confidence: .certain))
        if session?.isIssued == true {
            activity.joins.append(
                Activity.Join("session → issuing call", method: "issued access key", confidence: .certain))
        }
        if index.identity(arn: identity.id) == nil {
            let name =
                identity.id.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? identity.id
            facts.node(identity, name: name, [(PropertyName.account, identity.scope)], evidence: call.evidence)
        }
        facts.edge(identity, ObservedIdentityEdge.signedInAs, user, verdict: .observed, evidence: call.evidence)
    }

    private func initiate(
        _ activity: inout Activity, _ name: String, _ join: Activity.Join, _ call: CloudCallRecord,
        into facts: inout ObservedFacts
    ) {
        let id = runtime.people.names.canonical(name)
        activity.initiator = .person(id)
        activity.joins.append(join)
        facts.node(.person(id), name: id, evidence: call.evidence)
    }

    /// The workload whose token was used, and the server in it where it runs only one.
    private func enterPod(
        _ activity: inout Activity, _ audited: Audited, _ call: CloudCallRecord, into facts: inout ObservedFacts
    ) {
        typealias Parameter = CloudCallRecord.Parameter
        guard activity.workload == nil, let pod = call.parameter(Parameter.podName) else { return }
        let parts = call.caller.userName.split(separator: ":").map(String.init)
        let namespace = parts.count == 4 ? parts[2] : ""
        let uid = call.parameter(Parameter.podUID) ?? ""
        if let known = index.workload(podUID: uid) {
            activity.workload = known
            activity.joins.append(
                Activity.Join("token → workload", method: "pod uid of the token", confidence: .certain))
        } else {
            let key =
                index.workload(namespace: namespace, kind: "Pod", name: pod)
                ?? .kubernetesWorkload(cluster: audited.cluster, namespace: namespace, kind: "Pod", name: pod)
            activity.workload = key
            activity.joins.append(Activity.Join("token → workload", method: "pod of the token", confidence: .high))
            facts.node(
                key, name: pod, [(PropertyName.podUID, uid), (PropertyName.podName, pod)], evidence: call.evidence)
        }
        guard let workload = activity.workload else { return }
        if let identity = activity.identity, call.parameter(Parameter.impersonated) == nil {
            facts.edge(workload, AgentEdge.runsAs, identity, verdict: .observed, evidence: call.evidence)
        }
        if activity.server == nil, let server = servers.only(inWorkload: workload) {
            activity.server = server
            activity.joins.append(
                Activity.Join("workload → server", method: "only server in the workload", confidence: .medium))
        }
    }

    private func state(
        binding: String, role: String, _ cluster: String, _ evidence: Evidence, into facts: inout ObservedFacts
    ) {
        guard let from = AuditStage.object(binding, .binding, cluster, namespace: nil),
            let to = AuditStage.object(role, .role, cluster, namespace: from.namespace)
        else { return }
        facts.node(from.key, name: from.name, evidence: evidence)
        facts.node(to.key, name: to.name, evidence: evidence)
        facts.edge(from.key, KubernetesEdge.bindsRole, to.key, verdict: .observed, evidence: evidence)
    }

    /// `RoleBinding support/reader`, `ClusterRole view`: a role stands in its binding's namespace.
    private static func object(
        _ text: String, _ type: KubernetesNode, _ cluster: String, namespace: String?
    ) -> (key: Key, name: String, namespace: String)? {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else { return nil }
        if words[0].hasPrefix("Cluster") {
            return (.kubernetes(type, cluster: cluster, namespace: "", name: words[1]), words[1], "")
        }
        let parts = words[1].split(separator: "/", maxSplits: 1).map(String.init)
        let (place, name) = parts.count == 2 ? (parts[0], parts[1]) : (namespace ?? "", words[1])
        return (.kubernetes(type, cluster: cluster, namespace: place, name: name), name, place)
    }

    // MARK: - Google Cloud and Azure

    private func actInCloud(
        _ activity: inout Activity, _ audited: Audited, _ call: CloudCallRecord, into facts: inout ObservedFacts
    ) {
        let type = call.system == .google ? OtherCloudNode.googleIdentity : .azureIdentity
        func identity(_ name: String) -> Key {
            let key = Key(NodeType(type), scope: "", id: name)
            facts.node(key, name: name, evidence: call.evidence)
            return key
        }
        guard !call.caller.userName.isEmpty else { return }
        let acting = identity(call.caller.userName)
        activity.identity = acting

        // Outermost first: each has the next issue a token, and the last one's is the caller's.
        var chain = call.parameters.filter { $0.name == CloudCallRecord.Parameter.delegation }.map {
            identity($0.value)
        }
        chain.append(acting)
        for (from, to) in zip(chain, chain.dropFirst()) where from != to {
            facts.edge(from, ObservedIdentityEdge.impersonated, to, verdict: .observed, evidence: call.evidence)
            activity.joins.append(
                Activity.Join("delegation → identity", method: "delegation by \(from.id)", confidence: .certain))
        }
        let first = chain[0].id
        if audited.isPerson(first) {
            initiate(
                &activity, first, Activity.Join("initiator → act", method: "signed in by name", confidence: .certain),
                call, into: &facts)
        }
    }
}

/// How far a request had come when an event of it was written.
private enum AuditStages {
    private static let inOrder: [Text] = [
        "ResponseComplete", "Succeeded", "Success", "0", "Failed", "Failure", "Panic", "ResponseStarted", "Accepted",
        "Started", "Start",
    ]
    private static let ranks = Dictionary(uniqueKeysWithValues: inOrder.enumerated().map { ($0.element, $0.offset) })

    /// What came last tells how a request ended: the smallest rank.
    static func rank(_ call: CloudCallRecord) -> Int {
        ranks[Text(call.parameter(CloudCallRecord.Parameter.stage) ?? "")] ?? inOrder.count
    }
}
