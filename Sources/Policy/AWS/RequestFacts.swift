internal import OverreachModel

/// What is known of a key of the request.
enum KeyValue: Sendable {
    case values([String])
    /// Present, and one string of the pattern.
    case within(Pattern)
    /// Present, and one string of one of the patterns.
    case oneOf([Pattern])
    /// Present with these values, or absent.
    case maybe([String])
    case absent
    case unknown
}

/// Everything that settles keys of one request: the context that was given, the principal, the action, the resource.
///
/// Source: IAM User Guide, "AWS global condition context keys", the availability of each key.
struct RequestFacts {
    let principal: AWSPrincipal
    var action = ""
    let resource: AWSResource
    let context: RequestContext

    /// What is known of a key, given in lower case.
    func value(of key: String) -> KeyValue {
        let known = context.settled(key) ?? ofPrincipal(key) ?? ofResource(key)
        switch known {
        case .unknown?, nil: break
        case let settled?: return settled
        }
        if known == nil, UTF8Order.equal(key, "aws:securetransport") { return .values(["true"]) }
        if context.isComplete { return .absent }
        return known ?? (AWSActionKeys.mayCarry(key, action) == false ? .absent : present(key)) ?? .unknown
    }

    /// Keys that are in every request, or in every one of such a principal, whatever their value.
    private func present(_ key: String) -> KeyValue? {
        switch key {
        case "aws:currenttime", "aws:epochtime", "aws:useragent", "aws:requestedregion": .within(.everything)
        case "aws:viaawsservice": principal.isSigned ? .within(.everything) : nil
        case "aws:tokenissuetime":
            principal.kind == .role || principal.kind == .federatedUser ? .within(.everything) : nil
        default: nil
        }
    }

    /// What the principal settles; nil for nothing.
    private func ofPrincipal(_ key: String) -> KeyValue? {
        let isSigned = principal.isSigned
        if key.hasPrefix("aws:principaltag/") {
            guard isSigned else { return .absent }
            return tagOfPrincipal(key.dropFirst("aws:principaltag/".count))
        }
        if principal.kind == .federated, let known = FederatedClaims.value(of: key, provider: principal.arn) {
            return known
        }
        switch key {
        case "aws:principalarn":
            guard isSigned else { return .absent }
            return principal.arn.isEmpty ? nil : .values([principal.arn])
        case "aws:principalaccount": return isSigned ? .values([principal.account]) : .absent
        case "aws:principalorgid": return isSigned ? principal.membership.id : .absent
        case "aws:principalorgpaths": return isSigned ? principal.membership.paths : .absent
        case "aws:principaltype": return type.map { .values([$0]) } ?? .absent
        case "aws:username": return principal.kind == .user ? .values([principal.name]) : .absent
        case "aws:userid": return userID
        case "aws:principalisawsservice": return .values([principal.kind == .service ? "true" : "false"])
        case "aws:principalservicename":
            return principal.kind == .service ? .values([principal.arn]) : .absent
        case "aws:principalservicenameslist": return principal.kind == .service ? nil : .absent
        case "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths":
            // Only calls that a service makes by itself carry these.
            return isSigned || principal.kind == .anonymous ? .absent : nil
        case "aws:viaawsservice":
            // A principal may call by itself or have a service call in its name; a service calls by itself.
            return isSigned ? nil : .values(["false"])
        case "aws:calledvia", "aws:calledviafirst", "aws:calledvialast": return isSigned ? nil : .absent
        case "aws:multifactorauthpresent", "aws:multifactorauthage", "aws:tokenissuetime":
            // These come with temporary credentials, and for users with those that were got with a second factor.
            return isSigned ? nil : .absent
        case "kms:calleraccount":
            guard hasPrefix(action, "kms:") else { return nil }
            return isSigned ? .values([principal.account]) : nil
        default: return nil
        }
    }

    /// A tag of the session counts instead of one of the role: where there may be one, its value is open.
    private func tagOfPrincipal(_ key: Substring) -> KeyValue? {
        let own = tag(principal.tags, key)
        guard principal.kind == .role, principal.sessionTags.mayHold(key) else { return own }
        if case .values? = own { return .within(.everything) }
        return .unknown
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
            case (let id?, nil): .within(Pattern(literal: "\(id):", then: .everything))
            default: .unknown
            }
        case .root: .values([principal.account])
        case .federatedUser: .values(["\(principal.account):\(principal.name)"])
        case .anonymous: .values(["anonymous"])
        case .service, .federated: .absent
        }
    }

    /// What the resource settles; nil for nothing.
    private func ofResource(_ key: String) -> KeyValue? {
        switch key {
        case "aws:resourceaccount": return resource.account.isEmpty ? nil : .values([resource.account])
        case "aws:resourceorgid": return resource.membership.id
        case "aws:resourceorgpaths": return resource.membership.paths
        case "s3:resourceaccount":
            return resource.account.isEmpty || !hasPrefix(action, "s3:") ? nil : .values([resource.account])
        case "aws:requestedregion": return region
        case "kms:resourcealiases": return resource.aliases.isEmpty ? nil : .values(resource.aliases)
        case "s3:ignorepublicacls":
            // No key of AWS: what an access list gives everybody is written as a statement that asks for it.
            switch resource.ignoresPublicLists {
            case .on: return .values(["true"])
            case .off: return .values(["false"])
            case .unknown: return nil
            }
        default: break
        }
        for prefix in ["aws:resourcetag/", "s3:buckettag/"] where key.hasPrefix(prefix) && isS3 {
            return tagOfBucket(key.dropFirst(prefix.count), isOfObject: prefix == "aws:resourcetag/")
        }
        guard let colon = key.firstIndex(of: ":"), key[colon...].hasPrefix(":resourcetag/"), let arn = ARN(resource.arn)
        else { return nil }
        let owner = String(key[..<colon])
        // Systems Manager tests the tags of the instance by a key of its own.
        let isManaged = UTF8Order.equal(owner, "ssm") && UTF8Order.equal(arn.service, "ec2")
        guard UTF8Order.equal(owner, "aws") || isManaged || (UTF8Order.equal(owner, arn.service) && !isS3) else {
            return nil
        }
        return tag(resource.tags, key[colon...].dropFirst(":resourcetag/".count))
    }

    private var isS3: Bool { hasPart(resource.arn, ":s3:::") }

    /// Tags of a general purpose bucket count only once attribute-based access control is enabled on it, which is off
    /// unless somebody enables it (S3 User Guide, "Using tags with S3 general purpose buckets").
    private func tagOfBucket(_ key: Substring, isOfObject: Bool) -> KeyValue? {
        if isOfObject, hasPart(resource.arn, "/") { return nil }
        switch (resource.attributeBasedAccess, tag(resource.tags, key)) {
        case (.off, _), (_, .absent?): return .absent
        case (.on, let known): return known
        case (.unknown, .values(let values)?): return .maybe(values)
        case (.unknown, let known): return known
        }
    }

    /// The region of the endpoint that is asked, which some global services have one of only.
    private var region: KeyValue? {
        guard let arn = ARN(resource.arn) else { return nil }
        if arn.region.isEmpty, UTF8Order.equal(arn.partition, "aws") {
            let global: [StaticString] = ["iam:", "organizations:", "cloudfront:", "route53:"]
            let isGlobal = global.contains { hasPrefix(action, $0) }
            if isGlobal { return .values(["us-east-1"]) }
        }
        if arn.region.isEmpty { return resource.region.map { .values([$0]) } }
        return arn.region.contains("*") ? nil : .values([arn.region])
    }

    /// Nil where nobody collected the tags.
    private func tag(_ tags: [AWSTag]?, _ loweredKey: Substring) -> KeyValue? {
        guard let tags else { return nil }
        let key = String(loweredKey)
        let found = tags.first { UTF8Order.equal(asciiLowered($0.key), key) }
        return found.map { .values([$0.value]) } ?? .absent
    }
}
