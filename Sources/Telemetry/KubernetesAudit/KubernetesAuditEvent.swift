import OverreachModel
import OverreachWire

/// One audit event of Kubernetes as it stands in JSON, and the record that is kept of it.
///
/// Of request and response only the object's name is read. Source: `k8s.io/apiserver/pkg/apis/audit/v1`; fields of
/// v1beta1 are the same but for `timestamp`.
struct KubernetesAuditEvent {
    private let event: JSONValue
    private let id: String
    private let verb: String
    private let stage: String

    private typealias Parameter = CloudCallRecord.Parameter

    init(_ event: JSONValue) throws(AuditFault) {
        guard event.object != nil else { throw AuditFault(reason: "no object") }
        guard let id = event.kept("auditID") else { throw AuditFault(reason: "no \"auditID\"") }
        guard let verb = event.kept("verb") else { throw AuditFault(reason: "no \"verb\"") }
        guard let stage = event.kept("stage") else { throw AuditFault(reason: "no \"stage\"") }
        self.event = event
        self.id = id
        self.verb = verb
        self.stage = stage
    }

    /// Why the event tells of no act though it is sound; nil where it tells of one.
    var passedOver: String? {
        if stage == "RequestReceived" { return "audit event of a request that has no answer yet" }
        return event["objectRef"]?.object == nil ? "audit event of a request for no object" : nil
    }

    func record(cluster: String, file: String, line: Int) throws(AuditFault) -> CloudCallRecord {
        let written = ["requestReceivedTimestamp", "stageTimestamp", "timestamp"].lazy.compactMap { event.kept($0) }
            .first
        guard let written else { throw AuditFault(reason: "no \"requestReceivedTimestamp\"") }
        guard let time = Timestamp.nanoseconds(written) else {
            throw AuditFault(reason: "its time is no RFC 3339 time")
        }
        guard let object = event["objectRef"], let resource = object.kept("resource") else {
            throw AuditFault(reason: "no resource in \"objectRef\"")
        }
        guard event["user"]?.kept("username") != nil else { throw AuditFault(reason: "no \"username\" of its user") }

        let parts = [resource, object.kept("subresource")].compactMap { $0 }.joined(separator: "/")
        return CloudCallRecord(
            .kubernetes, id: id, request: id, time: time, source: "kubernetes", name: "\(verb) \(parts)",
            account: cluster, caller: caller, address: event["sourceIPs"]?[0]?.string.map(KeptText.cut),
            agent: event.kept("userAgent"), errorCode: errorCode, resources: [], parameters: parameters(object),
            isDataEvent: false,
            evidence: Evidence(source: "kubernetes-audit", file: file, line: line, locator: id, time: time))
    }

    // MARK: - Who

    private var caller: CloudCallRecord.Caller {
        var caller = CloudCallRecord.Caller()
        let user = event["user"]
        caller.userName = user?.kept("username") ?? ""
        caller.type = "KubernetesUser"
        caller.principalID = user?.kept("uid") ?? ""
        caller.accessKeyID = extra("accessKeyId") ?? ""
        caller.arn = extra("arn") ?? ""
        caller.issuerARN = extra("canonicalArn") ?? ""
        return caller
    }

    /// A value that an authenticator added, by the last part of its name; some shippers write `/` as `_slash_`.
    private func extra(_ name: String, of user: String = "user") -> String? {
        for member in event[user]?["extra"]?.object ?? [] {
            let key = member.key.replacing("_slash_", with: "/").split(separator: "/").last.map(String.init) ?? ""
            guard UTF8Order.equal(key, name) else { continue }
            let text = member.value[0]?.string ?? member.value.string ?? ""
            return text.isEmpty ? nil : KeptText.cut(text)
        }
        return nil
    }

    // MARK: - What

    private func parameters(_ object: JSONValue) -> [Property] {
        var found: [Property] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { found.append(Property(name, value)) }
        }
        add(Parameter.verb, verb)
        add(Parameter.stage, stage)
        add(Parameter.resource, object.kept("resource"))
        add(Parameter.subresource, object.kept("subresource"))
        add(Parameter.namespace, object.kept("namespace"))
        add(Parameter.name, object.kept("name") ?? createdName)
        add(Parameter.podName, extra("pod-name"))
        add(Parameter.podUID, extra("pod-uid"))
        add(Parameter.impersonated, event["impersonatedUser"]?.kept("username"))
        add(Parameter.client, clientOfPerson)
        let groups = (event["user"]?["groups"]?.array ?? []).prefix(KubernetesAuditEvent.groupLimit)
        add(Parameter.masters, groups.compactMap(\.string).first { UTF8Order.equal($0, "system:masters") })
        if let reason = AuthorizationReason(annotation("authorization.k8s.io/reason") ?? "") {
            add(Parameter.binding, reason.binding)
            add(Parameter.role, reason.role)
        }
        return found
    }

    /// A user of a cluster is in some tens of groups.
    private static let groupLimit = 256

    /// Programs that people give orders to a cluster with, by what their user agents begin with.
    private static let clients = [
        "kubectl", "k9s", "Lens", "OpenLens", "Freelens", "Headlamp", "oc", "stern", "Mozilla",
    ]

    /// The client by which a person sent the request: `kubectl` of `kubectl/v1.30.1 (linux/amd64)`.
    private var clientOfPerson: String? {
        let name = (event["userAgent"]?.string ?? "").prefix { $0 != "/" }
        return KubernetesAuditEvent.clients.first { UTF8Order.equal($0, String(name)) }
    }

    /// The name of what a request without one made.
    private var createdName: String? {
        event.kept(at: "responseObject", "metadata", "name") ?? event.kept(at: "requestObject", "metadata", "name")
    }

    private func annotation(_ name: String) -> String? {
        for member in event["annotations"]?.object ?? []
        where UTF8Order.equal(member.key.replacing("_slash_", with: "/"), name) {
            return member.value.string
        }
        return nil
    }

    private var errorCode: String {
        if annotation("authorization.k8s.io/decision") == "forbid" { return "Forbidden" }
        guard let code = event["responseStatus"]?["code"]?.lenientInt, code >= 400 else {
            return stage == "Panic" ? "Panic" : ""
        }
        switch code {
        case 401: return "Unauthorized"
        case 403: return "Forbidden"
        default: return event["responseStatus"]?.kept("reason") ?? "HTTP \(code)"
        }
    }
}

/// The binding by which a request was allowed: `RBAC: allowed by RoleBinding "x/ns" of Role "y" to …`.
///
/// Source: Kubernetes `pkg/registry/rbac/validation`, the reason of the RBAC authorizer.
struct AuthorizationReason {
    /// `Kind name` or `Kind namespace/name`.
    let binding: String
    /// `Kind name`.
    let role: String

    init?(_ text: String) {
        guard let rest = text.remainder(after: "RBAC: allowed by ") else { return nil }
        let parts = rest.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count >= 4 else { return nil }
        let (kind, name, roleKind, roleName) = (parts[0].trimmed, parts[1], parts[2].trimmed, parts[3])
        guard kind.hasSuffix("RoleBinding"), roleKind.hasPrefix("of "), !name.isEmpty, !roleName.isEmpty else {
            return nil
        }

        // The namespace stands behind the name, other than everywhere else.
        let place = name.split(separator: "/", maxSplits: 1)
        binding = place.count == 2 ? "\(kind) \(place[1])/\(place[0])" : "\(kind) \(name)"
        role = "\(roleKind.dropFirst(3)) \(roleName)"
    }
}

extension Substring {
    /// Without blanks at both ends.
    fileprivate var trimmed: String {
        var rest = self
        while rest.first == " " { rest = rest.dropFirst() }
        while rest.last == " " { rest = rest.dropLast() }
        return String(rest)
    }
}
