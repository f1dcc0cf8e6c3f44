public import OverreachModel
import OverreachSecrets
import OverreachWire

/// Decodes logs of Azure: the activity log, resource logs and sign-ins, as Azure Monitor exports them (one a line or
/// under `records`) and as `az monitor activity-log list` prints them.
///
/// Source: Azure Monitor, "Azure activity log event schema" and "Common schema for resource logs".
public struct AzureAuditDecoder: Decoder {
    /// The name in evidence.
    public let name = "azure-audit"

    private static let members = ["records", "results"]

    /// Makes the decoder.
    public init() {}

    /// What the file is: whether one of its first records is an event of a log of Azure.
    public func recognise(_ file: SourceFile) -> Recognition? {
        records(file).map { _ in Recognition(form: "azure audit log") }
    }

    /// The events of the file; one bad event never sinks it.
    public func decode(_ file: SourceFile) -> Decoding {
        var decoding = Decoding()
        records(file)?.forEach(in: file, into: &decoding, other: "record that is no event of an audit log") {
            record, decoding in
            do throws(AuditFault) {
                let event = AzureAuditEvent(record.value)
                if event.tellsOfNobody {
                    decoding.passedOver.append(
                        Rejection("event of Azure that names no caller", line: record.line))
                } else {
                    decoding.accept(.cloudCall(try event.record(file: file.path, line: record.line)))
                }
            } catch {
                decoding.reject("event rejected: \(error.reason)", line: record.line, offset: record.offset)
            }
        }
        return decoding
    }

    private func records(_ file: SourceFile) -> AuditRecords? {
        AuditRecords(
            file, members: AzureAuditDecoder.members, isRecord: AzureAuditDecoder.isEvent,
            isOne: AzureAuditDecoder.isEvent)
    }

    private static func isEvent(_ value: JSONValue) -> Bool {
        guard value["operationName"] != nil, value["resourceId"] != nil || value["tenantId"] != nil else {
            return false
        }
        return value["time"] != nil || value["eventTimestamp"] != nil
    }
}

/// One event of a log of Azure, and the record that is kept of it.
struct AzureAuditEvent {
    private let event: JSONValue
    private let properties: JSONValue?

    private typealias Parameter = CloudCallRecord.Parameter

    init(_ event: JSONValue) {
        self.event = event
        properties = event["properties"]
    }

    /// Whether no caller is named, as with events of the platform itself.
    var tellsOfNobody: Bool { principal == nil }

    func record(file: String, line: Int) throws(AuditFault) -> CloudCallRecord {
        guard let operation = event.kept("operationName") ?? event.kept(at: "operationName", "value") else {
            throw AuditFault(reason: "no \"operationName\"")
        }
        guard let written = event.kept("time") ?? event.kept("eventTimestamp") else {
            throw AuditFault(reason: "no \"time\"")
        }
        guard let time = Timestamp.nanoseconds(written) else {
            throw AuditFault(reason: "\"time\" is no RFC 3339 time")
        }

        let resource = event.kept("resourceId") ?? ""
        let correlation = event.kept("correlationId") ?? ""
        let isSignIn = event["category"]?.string?.hasSuffix("SignInLogs") ?? false
        // What is called `id` inside the event is the event's own in logs of the directory; in those of a service it may be
        // that of what was touched, such as a secret, which is the same at every read.
        let isOfDirectory = isSignIn || event["category"]?.string == "AuditLogs"
        let own = event.kept("eventDataId") ?? (isOfDirectory ? properties?.kept("id") : nil) ?? event.kept("id")
        let id = own ?? [correlation, resource, operation, written, status].joined(separator: "/")
        var caller = CloudCallRecord.Caller()
        caller.type = "AzurePrincipal"
        caller.userName = principal ?? ""
        caller.accessKeyID = properties?.kept("servicePrincipalCredentialKeyId") ?? ""
        caller.account = event.kept("tenantId") ?? ""
        return CloudCallRecord(
            .azure, id: id, request: isSignIn ? "" : correlation, time: time, source: "azure",
            name: isSignIn ? "sign-in" : operation, account: event.kept("tenantId") ?? "", caller: caller,
            address: event.kept("callerIpAddress") ?? properties?.kept("ipAddress")
                ?? event.kept(at: "httpRequest", "clientIpAddress"),
            agent: nil, errorCode: errorCode, resources: [isSignIn ? target : resource].filter { !$0.isEmpty },
            parameters: [Property(Parameter.stage, status)].filter { !$0.value.isEmpty }, isDataEvent: false,
            evidence: Evidence(source: "azure-audit", file: file, line: line, locator: id, time: time))
    }

    /// The API that was signed in to.
    private var target: String { properties?.kept("resourceDisplayName") ?? "" }

    /// A user by name, else whatever principal by id.
    private var principal: String? {
        let claims = event["identity"]?["claims"] ?? event["identity"]?["claim"] ?? event["claims"]
        let requester = event["identity"]?["requester"]
        let candidates: [String?] = [
            requester?.kept("upn"), claims?.kept("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"),
            claims?.kept("upn"), claims?.kept("unique_name"), properties?.kept("servicePrincipalName"),
            properties?.kept("userPrincipalName"), event.kept("caller"), requester?.kept("objectId"),
            claims?.kept("http://schemas.microsoft.com/identity/claims/objectidentifier"), claims?.kept("oid"),
            claims?.kept("appid"), properties?.kept("servicePrincipalId"), properties?.kept("appId"),
        ]
        return candidates.lazy.compactMap { $0 }.first
    }

    private var status: String {
        event.kept("resultType") ?? event.kept(at: "status", "value") ?? event.kept("statusText") ?? ""
    }

    private var errorCode: String {
        let code =
            properties?["httpStatusCode"]?.lenientInt ?? event["statusCode"]?.lenientInt
            ?? properties?["statusCode"]?.lenientInt ?? 0
        if code == 403 || event["resultSignature"]?.string?.hasPrefix("Forbidden") == true { return "Forbidden" }
        if code == 401 || event["resultSignature"]?.string?.hasPrefix("Unauthorized") == true { return "Unauthorized" }
        if code >= 400 { return "HTTP \(code)" }
        if let error = properties?["status"]?["errorCode"]?.lenientInt, error != 0 { return "code \(error)" }
        return ["failed", "failure"].contains(status.lowercased()) ? "Failed" : ""
    }
}
