internal import OverreachModel

/// What is known of a key of the request.
enum KeyValue {
    case values([String])
    /// Present, and one string of the pattern.
    case within(Pattern)
    /// Present with these values, or absent.
    case maybe([String])
    case absent
    case unknown
}

/// Everything that settles keys of one request: the context that was given, the principal, the resource.
struct RequestFacts {
    let principal: AWSPrincipal
    let resource: AWSResource
    let context: RequestContext

    /// What is known of a key, given in lower case.
    func value(of key: String) -> KeyValue {
        if let settled = context.settled(key) { return settled.isEmpty ? .absent : .values(settled) }
        if let known = ofPrincipal(key) ?? ofResource(key) { return known }
        if key == "aws:securetransport" { return .values(["true"]) }
        return context.isComplete ? .absent : .unknown
    }

    private var isSigned: Bool {
        switch principal.kind {
        case .user, .role, .root, .federatedUser: true
        case .service, .federated, .anonymous: false
        }
    }

    private func ofPrincipal(_ key: String) -> KeyValue? {
        if key.hasPrefix("aws:principaltag/") {
            guard isSigned else { return .absent }
            return tag(principal.tags, key.dropFirst("aws:principaltag/".count))
        }
        switch key {
        case "aws:principalarn": return isSigned ? .values([principal.arn]) : .absent
        case "aws:principalaccount": return isSigned ? .values([principal.account]) : .absent
        case "aws:principaltype": return type.map { .values([$0]) } ?? .absent
        case "aws:username": return principal.kind == .user ? .values([principal.name]) : .absent
        case "aws:userid": return userID
        case "aws:principalisawsservice": return .values([principal.kind == .service ? "true" : "false"])
        case "aws:principalservicename":
            return principal.kind == .service ? .values([principal.arn]) : .absent
        case "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths":
            // Only calls that a service makes by itself carry these.
            return isSigned ? .absent : nil
        default: return nil
        }
    }

    private var type: String? {
        switch principal.kind {
        case .user: "User"
        case .role: "AssumedRole"
        case .root: "Account"
        case .federatedUser: "FederatedUser"
        case .anonymous: "Anonymous"
        case .service, .federated: nil
        }
    }

    private var userID: KeyValue {
        switch principal.kind {
        case .user: principal.uniqueID.map { .values([$0]) } ?? .unknown
        case .role:
            switch (principal.uniqueID, principal.sessionName) {
            case (let id?, let session?): .values(["\(id):\(session)"])
            case (let id?, nil): .within(Pattern("\(id):*"))
            default: .unknown
            }
        case .root: .values([principal.account])
        case .federatedUser: .values(["\(principal.account):\(principal.name)"])
        case .anonymous: .values(["anonymous"])
        case .service, .federated: .absent
        }
    }

    private func ofResource(_ key: String) -> KeyValue? {
        if key == "aws:resourceaccount" { return resource.account.isEmpty ? nil : .values([resource.account]) }
        guard let arn = ARN(resource.arn) else { return nil }
        if key == "aws:requestedregion" {
            return arn.region.isEmpty || arn.region.contains("*") ? nil : .values([arn.region])
        }
        if arn.service == "s3" {
            // Tags of a general purpose bucket count only once attribute-based access control is enabled on it, which
            // is off unless somebody enables it (S3 User Guide, "Using tags with S3 general purpose buckets").
            for prefix in ["aws:resourcetag/", "s3:buckettag/"] where key.hasPrefix(prefix) {
                let isObject = arn.resource.contains("/")
                if isObject && prefix == "aws:resourcetag/" { return nil }
                let known = tag(resource.tags, key.dropFirst(prefix.count))
                if case .values(let values) = known { return .maybe(values) }
                return known
            }
            return nil
        }
        for prefix in ["aws:resourcetag/", "\(arn.service):resourcetag/"] where key.hasPrefix(prefix) {
            return tag(resource.tags, key.dropFirst(prefix.count))
        }
        return nil
    }

    /// Nil where nobody collected the tags.
    private func tag(_ tags: [AWSTag]?, _ loweredKey: Substring) -> KeyValue? {
        guard let tags else { return nil }
        let key = String(loweredKey)
        let found = tags.first { UTF8Order.equal(asciiLowered($0.key), key) }
        return found.map { .values([$0.value]) } ?? .absent
    }
}
