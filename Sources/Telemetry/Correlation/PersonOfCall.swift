import OverreachModel

/// The person whom one event of an audit log names.
enum PersonOfCall {
    /// The person whom a call names: by the source identity of a session, by who signed in at an identity centre or
    /// an outside directory.
    static func named(by call: CloudCallRecord) -> (id: String, join: Activity.Join)? {
        func named(_ id: String, _ method: String, _ confidence: Confidence) -> (String, Activity.Join)? {
            id.isEmpty ? nil : (id, Activity.Join("initiator → act", method: method, confidence: confidence))
        }
        let caller = call.caller
        // A call that takes a role may set it, for the session and all that follow.
        let set = call.errorCode.isEmpty ? call.parameter("sourceIdentity") ?? "" : ""
        let source = caller.sourceIdentity.isEmpty ? set : caller.sourceIdentity
        if let found = named(source, "source identity", .high) { return found }
        if let user = call.parameter(CloudCallRecord.Parameter.onBehalfOf) {
            return named(user, "on behalf of", .high)
        }
        switch caller.type {
        case "SAMLUser", "Directory": return named(caller.userName, "signed in by a directory", .high)
        case "IdentityCenterUser": return named(caller.userName, "signed in by an identity centre", .high)
        // Programs have keys of users; at a console a person sits.
        case "IAMUser" where call.parameter(CloudCallRecord.Parameter.consoleSession) != nil:
            let mark = call.parameter(CloudCallRecord.Parameter.consoleSession)
            return mark.isSame(as: CloudTrailEvent.userAgent)
                ? named(caller.userName, "user agent of the console", .medium)
                : named(caller.userName, "signed in at the console", .high)
        default: break
        }
        // `AWSReservedSSO_Admin_0123456789abcdef/alice@example.com`: roles of an identity centre name sessions so.
        let sessions = [ARN(caller.arn)?.resource ?? "", session(of: caller)]
        for resource in sessions {
            guard let rest = resource.remainder(after: "assumed-role/AWSReservedSSO_"),
                let name = rest.split(separator: "/", maxSplits: 1).dropFirst().first
            else { continue }
            return named(String(name), "session name of an identity centre", .high)
        }
        return nil
    }

    /// What the ARN of a session says of role and name, put together of the role behind it and of the unique id.
    private static func session(of caller: CloudCallRecord.Caller) -> String {
        guard let role = ARN(caller.issuerARN)?.resource.split(separator: "/").last,
            let mark = caller.principalID.utf8.firstIndex(of: UInt8(ascii: ":"))
        else { return "" }
        return "assumed-role/\(role)/" + String(decoding: caller.principalID.utf8[mark...].dropFirst(), as: UTF8.self)
    }
}
