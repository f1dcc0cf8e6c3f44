import OverreachModel

/// Who made a call: the lasting identity, the session, and the lasting credential of a user.
struct Principal {
    var identity: Key?
    var credential: Key?
    var session: String?
    /// Whether the identity is a user, whose calls some lasting credential signs.
    var isUser = false
    var joins: [Activity.Join] = []
}

/// Finds the identities behind calls, and the calls that issued their sessions.
struct Principals<Index: CorrelationIndex> {
    private let index: Index
    private let calls: [CloudCallRecord]
    private let issuers: [Text: Int]  // by the access key id that the call issued
    private var identities: [Text: Key?] = [:]  // by ARN

    init(_ calls: [CloudCallRecord], index: Index) {
        self.index = index
        self.calls = calls
        var issuers: [Text: Int] = [:]
        for (event, call) in calls.enumerated() where !call.issuedAccessKeyID.isEmpty && call.errorCode.isEmpty {
            let key = Text(call.issuedAccessKeyID)
            if issuers[key] == nil { issuers[key] = event }
        }
        self.issuers = issuers
    }

    /// The call that issued the access key which this call was signed with.
    func issuer(of event: Int) -> Int? {
        let key = calls[event].caller.accessKeyID
        guard !key.isEmpty, let issuer = issuers[Text(key)], issuer != event else { return nil }
        return issuer
    }

    /// The caller of an event.
    mutating func principal(of event: Int) -> Principal {
        let caller = calls[event].caller
        var principal = Principal()
        principal.identity = identity(of: caller)
        principal.isUser = principal.identity?.type == NodeType(AWSNode.user)
        if let arn = ARN(caller.arn), UTF8Order.equal(arn.service, "sts") { principal.session = caller.arn }
        if issuer(of: event) != nil {
            principal.joins.append(
                Activity.Join("session → issuing call", method: "issued access key", confidence: .certain))
        }

        if let id = lastingAccessKeyID(of: event, isUser: principal.isUser) {
            principal.credential = index.credential(accessKeyID: id) ?? .awsAccessKey(id: id)
            if principal.identity == nil { principal.identity = index.identity(accessKeyID: id) }
            principal.joins.append(
                Activity.Join("credential → identity", method: "access key of user", confidence: .certain))
        }
        return principal
    }

    /// The role or user with this ARN, as posture knows it, else by the ARN alone.
    mutating func identity(arn: String) -> Key? {
        if let known = identities[Text(arn)] { return known }
        let key = index.identity(arn: arn) ?? Key.awsIdentity(arn: arn) ?? Principals.root(arn)
        identities[Text(arn)] = .some(key)
        return key
    }

    /// The service account behind a web identity, where one cluster alone has it.
    func serviceAccount(of event: Int) -> Key? {
        serviceAccount(calls[event].caller)
    }

    /// The role whose session a call issued; nil where it issued none.
    mutating func issuedRole(of event: Int) -> Key? {
        let call = calls[event]
        guard UTF8Order.equal(call.eventSource, "sts.amazonaws.com"), call.errorCode.isEmpty,
            !call.issuedAccessKeyID.isEmpty || !call.issuedARN.isEmpty
        else { return nil }
        if let role = call.parameters.value(ofFirst: ["roleArn"]) { return identity(arn: role) }
        return Principals.role(ofSession: call.issuedARN).flatMap { identity(arn: $0) }
    }

    /// The access key of a user that signed the call, or that signed the call which issued the user's session.
    func lastingAccessKeyID(of event: Int, isUser: Bool) -> String? {
        var at = event
        var seen: Set<Int> = []
        while seen.insert(at).inserted {
            let id = calls[at].caller.accessKeyID
            if id.utf8.starts(with: "AKIA".utf8) { return id }
            guard isUser, let issuer = issuer(of: at) else { return nil }
            at = issuer
        }
        return nil
    }

    private mutating func identity(of caller: CloudCallRecord.Caller) -> Key? {
        if !caller.issuerARN.isEmpty, let key = identity(arn: caller.issuerARN) { return key }
        if let role = Principals.role(ofSession: caller.arn) { return identity(arn: role) }
        if !caller.arn.isEmpty, let key = identity(arn: caller.arn) { return key }
        if UTF8Order.equal(caller.type, "IAMUser"), !caller.userName.isEmpty, !caller.account.isEmpty {
            return identity(arn: "arn:aws:iam::\(caller.account):user/\(caller.userName)")
        }
        return serviceAccount(caller)
    }

    private func serviceAccount(_ caller: CloudCallRecord.Caller) -> Key? {
        guard UTF8Order.equal(caller.type, "WebIdentityUser") else { return nil }
        let prefix = "system:serviceaccount:"
        guard let subject = caller.userName.remainder(after: prefix) else { return nil }
        let parts = subject.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return index.serviceAccount(namespace: String(parts[0]), name: String(parts[1]))
    }

    /// `arn:aws:sts::A:assumed-role/R/S` is a session of `arn:aws:iam::A:role/R`, whose path it does not tell.
    private static func role(ofSession arn: String) -> String? {
        guard let session = ARN(arn), UTF8Order.equal(session.service, "sts") else { return nil }
        let parts = session.resource.split(separator: "/", maxSplits: 2)
        guard parts.count == 3, parts[0] == "assumed-role" else { return nil }
        return "arn:\(session.partition):iam::\(session.account):role/\(parts[1])"
    }

    /// The root user of an account is an identity too.
    private static func root(_ arn: String) -> Key? {
        guard let parts = ARN(arn), UTF8Order.equal(parts.service, "iam"), UTF8Order.equal(parts.resource, "root")
        else { return nil }
        return .aws(.user, arn: arn, account: parts.account)
    }
}
