import OverreachModel
import OverreachSecrets
import OverreachWire

/// One CloudTrail event as it stands in JSON, and the record that is kept of it.
///
/// Source: AWS CloudTrail user guide, "Record contents" and "userIdentity element".
struct CloudTrailEvent {
    /// Why an event is not taken; holds no text of the input.
    struct Fault: Error {
        let reason: String
    }

    private let event: JSONValue

    init(_ event: JSONValue) {
        self.event = event
    }

    /// The record; whatever else may be absent, an id, a time, a source and a name may not.
    func record(file: String, line: Int) throws(Fault) -> CloudCallRecord {
        guard event.object != nil else { throw Fault(reason: "no object") }
        guard let id = text(event["eventID"]) else { throw Fault(reason: "no \"eventID\"") }
        guard let source = text(event["eventSource"]) else { throw Fault(reason: "no \"eventSource\"") }
        guard let name = text(event["eventName"]) else { throw Fault(reason: "no \"eventName\"") }
        // Log shippers of the Elastic family move the time to a member of their own.
        guard let written = text(event["eventTime"]) ?? text(event["@timestamp"]) else {
            throw Fault(reason: "no \"eventTime\"")
        }
        guard let time = Timestamp.nanoseconds(written) else {
            throw Fault(reason: "\"eventTime\" is no RFC 3339 time")
        }

        let caller = caller()
        let recipient = text(event["recipientAccountId"]) ?? caller.account
        let parameters =
            RequestParameters(
                event["requestParameters"], service: String(source.prefix { $0 != "." }), account: recipient,
                partition: ARN(caller.arn)?.partition ?? ARN.partition(ofRegion: text(event["awsRegion"]) ?? "")
            ).kept() + facts(source, name)
            + resourceAccounts(than: CloudTrailEvent.copy(source, name) == nil ? recipient : nil)
        return CloudCallRecord(
            eventID: id, time: time, eventSource: source, eventName: name, region: text(event["awsRegion"]) ?? "",
            recipientAccount: recipient, caller: caller,
            requestID: text(event["requestID"]) ?? "", sourceAddress: text(event["sourceIPAddress"]) ?? "",
            userAgent: text(event["userAgent"]) ?? "", errorCode: text(event["errorCode"]) ?? "",
            resources: resources(), parameters: parameters.sorted(), issuedAccessKeyID: issuedAccessKeyID(),
            issuedARN: issuedARN(parameters), isDataEvent: isDataEvent(),
            evidence: Evidence(source: "cloudtrail", file: file, line: line, locator: id, time: time))
    }

    private func text(_ value: JSONValue?) -> String? {
        guard let text = value?.string, !text.isEmpty else { return nil }
        return KeptText.cut(text)
    }

    private func caller() -> CloudCallRecord.Caller {
        var caller = CloudCallRecord.Caller()
        guard let identity = event["userIdentity"] else { return caller }

        let session = identity["sessionContext"]
        caller.type = text(identity["type"]) ?? ""
        caller.arn = text(identity["arn"]) ?? ""
        caller.principalID = text(identity["principalId"]) ?? ""
        caller.account = text(identity["accountId"]) ?? ""
        caller.accessKeyID = text(identity["accessKeyId"]) ?? ""
        caller.userName = text(identity["userName"]) ?? ""
        caller.issuerARN = text(session?["sessionIssuer"]?["arn"]) ?? ""
        caller.identityProvider =
            text(identity["identityProvider"])
            ?? text(session?["webIdFederationData"]?["federatedProvider"]) ?? ""
        caller.invokedBy = text(identity["invokedBy"]) ?? ""
        caller.sourceIdentity = text(session?["sourceIdentity"]) ?? text(identity["sourceIdentity"]) ?? ""
        return caller
    }

    private static func copy(_ source: String, _ name: String) -> CopyForm? {
        CopyForm.of(service: TargetNames.service(ofEventSource: source), operation: name)
    }

    /// What the call was about, and what tells of the session and the copies of the event.
    private func facts(_ source: String, _ name: String) -> [Property] {
        typealias Parameter = CloudCallRecord.Parameter
        let session = event["userIdentity"]?["sessionContext"]
        let behalf = event["userIdentity"]?["onBehalfOf"]
        let found = [
            (
                Parameter.object,
                ObjectNames.object(
                    event["requestParameters"], event["responseElements"],
                    service: TargetNames.service(ofEventSource: source), operation: name)
                    ?? (event["requestParameters"]?.object == nil
                        ? ObjectNames.object(ofRefusal: event["errorMessage"]?.string) : nil)
            ),
            (Parameter.sharedEvent, text(event["sharedEventID"])),
            (Parameter.roleDelivery, text(session?["ec2RoleDelivery"])),
            (Parameter.onBehalfOf, text(behalf?["userId"])),
            (Parameter.consoleSession, consoleMark),
        ]
        let copy = CloudTrailEvent.copy(source, name)
        return found.compactMap { name, value in value.map { Property(name, $0) } }
            + (copy?.ends(event["requestParameters"], event["responseElements"]) ?? [])
    }

    /// What says that somebody sat at the console: `sessionCredentialFromConsole` or a sign-in, else the console's own user
    /// agent with the short-lived key of a user, since a lasting one is none of the console's.
    private var consoleMark: String? {
        let flag = event["sessionCredentialFromConsole"]
        if flag?.bool == true || flag?.string?.lowercased() == "true" { return "given" }
        if event["eventSource"]?.string == "signin.amazonaws.com" { return "given" }
        let identity = event["userIdentity"]
        guard ["IAMUser", "Root"].contains(identity?["type"]?.string ?? ""),
            identity?["accessKeyId"]?.string?.utf8.starts(with: "AKIA".utf8) != true,
            let agent = event["userAgent"]?.string
        else { return nil }
        let isService =
            agent.hasSuffix(".amazonaws.com") && ["console.", "signin."].contains { agent.hasPrefix($0) }
        return isService || ["EC2ConsoleFrontend", "S3Console/", "[S3Console/"].contains { agent.hasPrefix($0) }
            ? CloudTrailEvent.userAgent : nil
    }

    /// What marks a console's session that only its user agent tells.
    static let userAgent = "user agent"

    private func resources() -> [String] {
        var arns: [Text] = []
        for resource in event["resources"]?.array ?? [] {
            guard let arn = text(resource["ARN"]) ?? text(resource["arn"]) else { continue }
            if !arns.contains(Text(arn)) { arns.append(Text(arn)) }
            if arns.count == CloudTrailEvent.resourceLimit { break }
        }
        return arns.sorted().map(\.string)
    }

    /// The accounts of buckets that are in another account than the log, since their ARNs do not say it.
    ///
    /// Of a copy all are kept: its ends may be in several.
    private func resourceAccounts(than recipient: String?) -> [Property] {
        let found = (event["resources"]?.array ?? []).prefix(CloudTrailEvent.resourceLimit).compactMap { resource in
            guard let text = text(resource["ARN"]) ?? text(resource["arn"]),
                let account = self.text(resource["accountId"]),
                ARN(text)?.account.isEmpty == true, recipient.map({ UTF8Order.equal(account, $0) }) != true
            else { return Property?.none }
            return Property(CloudCallRecord.Parameter.resourceAccount, "\(account) \(text)")
        }
        return Set(found).sorted()
    }

    /// The types of identities that the user guide lists, and none, which events of services have.
    private static let identityTypes: Set<Text> = [
        "", "Root", "IAMUser", "AssumedRole", "Role", "FederatedUser", "Directory", "AWSAccount", "AWSService",
        "SAMLUser", "WebIdentityUser", "IdentityCenterUser", "Unknown",
    ]

    /// Says of an event whose type of identity is in no guide which it is; nil for all others.
    var unknownIdentity: String? {
        guard let type = text(event["userIdentity"]?["type"]), !CloudTrailEvent.identityTypes.contains(Text(type))
        else {
            return nil
        }
        return "event with a userIdentity.type that is not known: \"\(SecretDetector.redact(String(type.prefix(64))))\""
    }

    /// A batch call names some tens of resources; more would only make a hostile record slow.
    private static let resourceLimit = 256

    private func issuedAccessKeyID() -> String {
        let answer = event["responseElements"]
        return text(answer?["credentials"]?["accessKeyId"]) ?? text(answer?["accessKey"]?["accessKeyId"]) ?? ""
    }

    /// The session's ARN from the answer, else made of the role and the session name that were asked for.
    private func issuedARN(_ parameters: [Property]) -> String {
        let answer = event["responseElements"]
        if let arn = text(answer?["assumedRoleUser"]?["arn"]) ?? text(answer?["federatedUser"]?["arn"]) { return arn }

        guard let role = parameters.value(ofFirst: ["roleArn"]).flatMap({ ARN($0) }),
            let session = parameters.value(ofFirst: ["roleSessionName"]),
            UTF8Order.equal(role.service, "iam"), let name = role.resource.split(separator: "/").last
        else { return "" }
        return "arn:\(role.partition):sts::\(role.account):assumed-role/\(name)/\(session)"
    }

    private func isDataEvent() -> Bool {
        if let category = event["eventCategory"]?.string { return UTF8Order.equal(category, "Data") }
        return event["managementEvent"]?.bool == false
    }
}
