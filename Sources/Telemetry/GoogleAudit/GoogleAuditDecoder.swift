public import OverreachModel
import OverreachWire

/// Decodes Cloud Audit Logs of Google Cloud, those of Kubernetes clusters among them: log entries one a line, in an
/// array, or under `entries`.
///
/// Source: Google Cloud, "AuditLog" and "LogEntry" of the Logging API.
public struct GoogleAuditDecoder: Decoder {
    /// The name in evidence.
    public let name = "google-audit"

    private static let members = ["entries", "results", "receivedMessages"]

    /// Makes the decoder.
    public init() {}

    /// What the file is: whether one of its first records is an entry of an audit log.
    public func recognise(_ file: SourceFile) -> Recognition? {
        records(file).map { _ in Recognition(form: "google cloud audit log") }
    }

    /// The entries of the file; one bad entry never sinks it.
    public func decode(_ file: SourceFile) -> Decoding {
        var decoding = Decoding()
        records(file)?.forEach(in: file, into: &decoding, other: "log entry that is of no audit log") {
            record, decoding in
            do throws(AuditFault) {
                decoding.accept(
                    .cloudCall(try GoogleAuditEntry(record.value).record(file: file.path, line: record.line)))
            } catch {
                decoding.reject("entry rejected: \(error.reason)", line: record.line, offset: record.offset)
            }
        }
        return decoding
    }

    private func records(_ file: SourceFile) -> AuditRecords? {
        AuditRecords(
            file, members: GoogleAuditDecoder.members, isRecord: GoogleAuditDecoder.isEntry,
            isOne: GoogleAuditDecoder.isEntry)
    }

    private static func isEntry(_ value: JSONValue) -> Bool {
        value["protoPayload"]?["methodName"]?.string != nil
    }
}

/// One entry of an audit log of Google Cloud, and the record that is kept of it.
struct GoogleAuditEntry {
    private let entry: JSONValue
    private let payload: JSONValue

    private typealias Parameter = CloudCallRecord.Parameter

    init(_ entry: JSONValue) throws(AuditFault) {
        guard let payload = entry["protoPayload"], payload.object != nil else {
            throw AuditFault(reason: "no \"protoPayload\"")
        }
        self.entry = entry
        self.payload = payload
    }

    func record(file: String, line: Int) throws(AuditFault) -> CloudCallRecord {
        guard let id = entry.kept("insertId") else { throw AuditFault(reason: "no \"insertId\"") }
        guard let method = payload.kept("methodName") else { throw AuditFault(reason: "no \"methodName\"") }
        guard let written = entry.kept("timestamp") ?? entry.kept("receiveTimestamp") else {
            throw AuditFault(reason: "no \"timestamp\"")
        }
        guard let time = Timestamp.nanoseconds(written) else {
            throw AuditFault(reason: "\"timestamp\" is no RFC 3339 time")
        }

        let source = payload.kept("serviceName") ?? ""
        let evidence = Evidence(source: "google-audit", file: file, line: line, locator: id, time: time)
        let request = KubernetesMethod(method, resource: payload.kept("resourceName") ?? "")
        let metadata = payload["requestMetadata"]
        if UTF8Order.equal(source, "k8s.io"), let request {
            return CloudCallRecord(
                .kubernetes, id: id, request: id, time: time, source: "kubernetes", name: request.name,
                account: entry.kept(at: "resource", "labels", "cluster_name") ?? "", caller: caller,
                address: metadata?.kept("callerIp"), agent: metadata?.kept("callerSuppliedUserAgent"),
                errorCode: errorCode, resources: [],
                parameters: request.parameters + reason + [Property(Parameter.stage, "ResponseComplete")],
                isDataEvent: false, evidence: evidence)
        }
        return CloudCallRecord(
            .google, id: id, request: "", time: time, source: source, name: method, account: project, caller: caller,
            address: metadata?.kept("callerIp"), agent: metadata?.kept("callerSuppliedUserAgent"),
            errorCode: errorCode, resources: [payload.kept("resourceName")].compactMap { $0 }, parameters: parameters,
            isDataEvent: entry["logName"]?.string?.hasSuffix("data_access") ?? false, evidence: evidence)
    }

    private var caller: CloudCallRecord.Caller {
        let info = payload["authenticationInfo"]
        var caller = CloudCallRecord.Caller()
        caller.userName = info?.kept("principalEmail") ?? info?.kept("principalSubject") ?? ""
        caller.type = "GooglePrincipal"
        caller.account = project
        // `//iam.googleapis.com/projects/…/keys/ID`: the id of a key is public.
        let key = info?.kept("serviceAccountKeyName")?.split(separator: "/").last
        caller.accessKeyID = key.map(String.init) ?? ""
        return caller
    }

    private var project: String {
        if let project = entry.kept(at: "resource", "labels", "project_id") { return project }
        let parts = (entry["logName"]?.string ?? "").split(separator: "/")
        return parts.count > 1 && parts[0] == "projects" ? String(parts[1]) : ""
    }

    private var parameters: [Property] {
        var found: [Property] = []
        for info in payload["authorizationInfo"]?.array ?? [] {
            if let access = info.kept("permissionType") { found.append(Property(Parameter.access, access)) }
        }
        for link in payload["authenticationInfo"]?["serviceAccountDelegationInfo"]?.array ?? [] {
            let principal =
                link.kept(at: "firstPartyPrincipal", "principalEmail") ?? link.kept("principalSubject")
                ?? link.kept(at: "thirdPartyPrincipal", "thirdPartyClaims")
            if let principal { found.append(Property(Parameter.delegation, principal)) }
        }
        return Set(found).sorted()
    }

    private var reason: [Property] {
        guard let reason = AuthorizationReason(entry.kept(at: "labels", "authorization.k8s.io/reason") ?? "") else {
            return []
        }
        return [Property(Parameter.binding, reason.binding), Property(Parameter.role, reason.role)]
    }

    /// Codes of `google.rpc.Code`.
    private var errorCode: String {
        switch payload["status"]?["code"]?.lenientInt ?? 0 {
        case 0:
            let isRefused = (payload["authorizationInfo"]?.array ?? []).contains { $0["granted"]?.bool == false }
            return isRefused ? "Forbidden" : ""
        case 7: return "Forbidden"
        case 16: return "Unauthorized"
        case let code: return "code \(code)"
        }
    }
}

/// What GKE makes of a request: `io.k8s.core.v1.pods.exec.create` on `core/v1/namespaces/ns/pods/p/exec`.
struct KubernetesMethod {
    /// `create pods/exec`.
    let name: String
    let parameters: [Property]

    init?(_ method: String, resource: String) {
        let words = method.split(separator: ".").map(String.init)
        guard words.count >= 5, words[0] == "io", words[1] == "k8s", let verb = words.last else { return nil }
        // Behind the version stand the resource, perhaps a subresource, and the verb.
        guard let version = words.firstIndex(where: { $0.first == "v" && $0.dropFirst().first?.isNumber == true }),
            version + 2 < words.count
        else { return nil }
        let kind = words[(version + 1)..<(words.count - 1)].joined(separator: "/")
        name = "\(verb) \(kind)"

        typealias Parameter = CloudCallRecord.Parameter
        var found = [Property(Parameter.verb, verb), Property(Parameter.resource, words[version + 1])]
        if words.count - version > 3 { found.append(Property(Parameter.subresource, words[version + 2])) }
        let path = resource.split(separator: "/").map(String.init)
        if let place = path.firstIndex(of: "namespaces"), words[version + 1] != "namespaces", place + 1 < path.count {
            found.append(Property(Parameter.namespace, path[place + 1]))
        }
        if let place = path.lastIndex(of: words[version + 1]), place + 1 < path.count {
            found.append(Property(Parameter.name, path[place + 1]))
        }
        parameters = found
    }
}
