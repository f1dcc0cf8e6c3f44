import OverreachModel

/// Who made a call: the lasting identity, the session, and the lasting credential of a user.
struct Principal {
    var identity: Key?
    var credential: Key?
    var session: String?
    /// Whether the identity is a user, whose calls some lasting credential signs.
    var isUser = false
    /// Whether the call came from a console at which somebody is signed in.
    var isAtConsole = false
    /// The person whom the call names.
    var person: (id: String, join: Activity.Join)?
    /// The workload that the session was given to, with what it is called.
    var workload: SessionWorkload?
    var joins: [Activity.Join] = []
}

/// Finds the identities behind calls, and the calls that issued their sessions.
struct Principals<Index: CorrelationIndex> {
    private let index: Index
    private let calls: [CloudCallRecord]
    private let chains: IssuerChains
    private let naming: [Int]  // by event: the first call above it that names a person
    private let lasting: [Int]  // by event: the first call above it that a user's access key signed
    private let regions: [Text: String]  // by the instance's account and id: where EC2 took a role for it
    private var identities: [Text: Key?] = [:]  // by ARN
    private let arns: [Text: String]  // by the unique id of a user or role
    private let people: Set<Text>  // whom some record names as a person

    /// Principals of calls of which each stands for all its copies; `people` are the names of those whom spans name.
    init(_ calls: [CloudCallRecord], people: Set<Text>, index: Index) {
        self.index = index
        self.calls = calls
        arns = Principals.arns(of: calls)
        let named = calls.map { PersonOfCall.named(by: $0)?.id }
        self.people = people.union(named.compactMap { $0.map { Text($0) } })
        chains = IssuerChains(calls)
        naming = chains.first { named[$0] != nil }
        lasting = chains.first { calls[$0].caller.hasLastingKey }
        var regions: [Text: String] = [:]
        for call in calls where UTF8Order.equal(call.caller.invokedBy, SessionWorkload.issuer) {
            guard let arn = ARN(call.issuedARN), let session = arn.session else { continue }
            let mark = Text("\(arn.account)/\(session.name)")
            regions[mark] = regions[mark].map { UTF8Order.less(call.region, $0) ? call.region : $0 } ?? call.region
        }
        self.regions = regions
    }

    /// The call that issued the access key which this call was signed with.
    func issuer(of event: Int) -> Int? { chains.issuers[event] < 0 ? nil : chains.issuers[event] }

    /// The caller of an event.
    mutating func principal(of event: Int) -> Principal {
        let call = calls[event]
        let caller = call.caller
        var principal = Principal()
        principal.identity = identity(of: call)
        let issuer = issuer(of: event)
        if principal.identity == nil, let issuer, !isRoleTaken(by: issuer) {
            // The session is its issuer's own: of a user who asked for a token.
            principal.identity = identity(of: calls[issuer])
        }
        principal.isUser = principal.identity?.type == NodeType(AWSNode.user)
        if let arn = ARN(caller.arn), UTF8Order.equal(arn.service, "sts") { principal.session = caller.arn }
        if issuer != nil {
            principal.joins.append(
                Activity.Join("session → issuing call", method: "issued access key", confidence: .certain))
        }
        principal.workload = SessionWorkload(call, issuedBy: issuer.map { calls[$0] }, regions, index: index)
        principal.isAtConsole = call.parameter(CloudCallRecord.Parameter.consoleSession) != nil
        principal.person = person(of: event)

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
        return ARN(call.issuedARN)?.session.flatMap { identity(arn: $0.role) }
    }

    /// The access key of a user that signed the call, or that signed the call which issued the user's session.
    func lastingAccessKeyID(of event: Int, isUser: Bool) -> String? {
        if calls[event].caller.hasLastingKey { return calls[event].caller.accessKeyID }
        return isUser && lasting[event] >= 0 ? calls[lasting[event]].caller.accessKeyID : nil
    }

    private func isRoleTaken(by issuer: Int) -> Bool {
        calls[issuer].parameters.value(ofFirst: ["roleArn"]) != nil
    }

    private mutating func identity(of call: CloudCallRecord) -> Key? {
        let caller = call.caller
        if !caller.issuerARN.isEmpty, let key = identity(arn: caller.issuerARN) { return key }
        if let session = ARN(caller.arn)?.session { return identity(arn: session.role) }
        if !caller.arn.isEmpty, let key = identity(arn: caller.arn) { return key }
        switch caller.type {
        case "IAMUser" where !caller.userName.isEmpty && !caller.account.isEmpty:
            let partition = ARN.partition(ofRegion: call.region)
            return identity(arn: "arn:\(partition):iam::\(caller.account):user/\(caller.userName)")
        case "WebIdentityUser", "SAMLUser": return serviceAccount(caller) ?? Principals.federated(call)
        case "AWSAccount": return outsider(call)
        case "AWSService", "":
            // Events of services themselves have no type and name only who invoked.
            return caller.invokedBy.isEmpty ? nil : Key(NodeType(AWSNode.service), scope: "", id: caller.invokedBy)
        default: return nil
        }
    }

    /// Whom an outside provider vouches for.
    private static func federated(_ call: CloudCallRecord) -> Key? {
        let (provider, subject) = (call.caller.identityProvider, call.caller.userName)
        // Of a service account it is not known which cluster's it is: no lasting name.
        guard !provider.isEmpty, !subject.isEmpty, !subject.utf8.starts(with: "system:".utf8) else { return nil }
        return Key(NodeType(AWSNode.federated), scope: call.recipientAccount, id: "\(provider)/\(subject)")
    }

    /// A principal of another account, of whom the record tells no more than a unique id, or only the account; or
    /// anybody.
    private mutating func outsider(_ call: CloudCallRecord) -> Key? {
        let account = call.caller.account
        if UTF8Order.equal(account, "ANONYMOUS_PRINCIPAL") {
            return Key(NodeType(AWSNode.everybody), scope: "", id: "*")
        }
        guard account.utf8.count == 12, account.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let id = Principals.uniqueID(call.caller)
        if let arn = arns[Text(id)] { return identity(arn: arn) }
        // The root user's id is its account's.
        let isAccount = id.isEmpty || UTF8Order.equal(id, account)
        return Key(
            NodeType(AWSNode.foreignPrincipal), scope: account,
            id: isAccount ? "arn:\(ARN.partition(ofRegion: call.region)):iam::\(account):root" : id)
    }

    /// `AROA…` of `AROA…:session`: what lasts of a principal's id.
    private static func uniqueID(_ caller: CloudCallRecord.Caller) -> String {
        String(caller.principalID.prefix { $0 != ":" })
    }

    /// The ARNs of users and roles by their unique ids, which are never given twice; of the ARNs of one, which may have
    /// been renamed, the first in the order of bytes.
    private static func arns(of calls: [CloudCallRecord]) -> [Text: String] {
        var arns: [Text: String] = [:]
        for call in calls {
            let id = uniqueID(call.caller)
            guard ["AIDA", "AROA"].contains(where: { id.utf8.starts(with: $0.utf8) }) else { continue }
            let isUser = UTF8Order.equal(call.caller.type, "IAMUser")
            let arn = isUser ? call.caller.arn : call.caller.issuerARN
            guard !arn.isEmpty else { continue }
            arns[Text(id)] = arns[Text(id)].map { UTF8Order.less(arn, $0) ? arn : $0 } ?? arn
        }
        return arns
    }

    // MARK: - Persons

    /// The person whom the call names, else the one whom a call names that issued its session, however many roles were
    /// taken between; else the person after whom its session is called, where other records name that person.
    func person(of event: Int) -> (id: String, join: Activity.Join)? {
        if let named = PersonOfCall.named(by: calls[event]) { return named }
        if naming[event] >= 0, var found = PersonOfCall.named(by: calls[naming[event]]) {
            found.join.method = "role chain: \(found.join.method)"
            return found
        }
        guard let name = ARN(calls[event].caller.arn)?.session?.name,
            name.utf8.contains(UInt8(ascii: "@")), people.contains(Text(name))
        else { return nil }
        // Whoever may take the role chooses the name.
        return (name, Activity.Join("initiator → act", method: "session name of a known person", confidence: .low))
    }

    private func serviceAccount(_ caller: CloudCallRecord.Caller) -> Key? {
        guard UTF8Order.equal(caller.type, "WebIdentityUser") else { return nil }
        let prefix = "system:serviceaccount:"
        guard let subject = caller.userName.remainder(after: prefix) else { return nil }
        let parts = subject.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return index.serviceAccount(namespace: String(parts[0]), name: String(parts[1]))
    }

    /// The root user of an account is an identity too.
    private static func root(_ arn: String) -> Key? {
        guard let parts = ARN(arn), UTF8Order.equal(parts.service, "iam"), UTF8Order.equal(parts.resource, "root")
        else { return nil }
        return .aws(.user, arn: arn, account: parts.account)
    }
}

extension CloudCallRecord.Caller {
    /// Whether a key signed the call that is a user's until somebody takes it away.
    var hasLastingKey: Bool { accessKeyID.utf8.starts(with: "AKIA".utf8) }
}

/// The workload that a role's session was given to, as its name tells: an instance by its id, a function by its name.
///
/// Source: AWS IAM user guide, "Using instance profiles": sessions of instances are named after them.
struct SessionWorkload {
    let key: Key
    let name: String
    let join: Activity.Join
    /// Whether posture knows it.
    let isKnown: Bool

    /// Who takes roles for instances.
    static let issuer = "ec2.amazonaws.com"

    init?(
        _ call: CloudCallRecord, issuedBy issuer: CloudCallRecord?, _ regions: [Text: String],
        index: some CorrelationIndex
    ) {
        // A call by which EC2 took a role for an instance is the instance's too.
        let isIssuing =
            UTF8Order.equal(call.caller.invokedBy, SessionWorkload.issuer) && !call.issuedARN.isEmpty
        let issuer = isIssuing ? call : issuer
        let taken = isIssuing ? call.issuedARN : call.caller.arn
        guard let arn = ARN(taken), let session = arn.session?.name else { return nil }
        let service = issuer.map { $0.caller.invokedBy } ?? ""

        if SessionWorkload.isInstance(session) {
            let isIssued = UTF8Order.equal(service, SessionWorkload.issuer)
            let isDelivered = call.parameter(CloudCallRecord.Parameter.roleDelivery) != nil
            // Anybody may name a session so; only what EC2 issued or delivered is an instance's.
            guard isIssued || isDelivered else { return nil }
            // The region of a call is that of what was called; without the one that issued it nobody knows.
            let region = regions[Text("\(arn.account)/\(session)")] ?? ""
            let id = "arn:\(arn.partition):ec2:\(region):\(arn.account):instance/\(session)"
            let known = index.workload(instance: session, account: arn.account)
            key = known ?? .aws(.instance, arn: id, account: arn.account)
            isKnown = known != nil
            name = session
            join = Activity.Join(
                "session → workload", method: isIssued ? "issued to the instance" : "ec2RoleDelivery",
                confidence: isIssued ? .certain : .high)
            return
        }
        guard
            let function = index.dataStore(
                service: "lambda", nameOrARN: session, account: arn.account, region: call.region)
        else { return nil }
        key = function
        isKnown = true
        name = session
        join = Activity.Join("session → workload", method: "session name", confidence: .medium)
    }

    /// `i-` and 8 or 17 letters and digits; anonymised logs have other letters than hexadecimal ones.
    private static func isInstance(_ name: String) -> Bool {
        let rest = name.utf8.dropFirst(2)
        return name.utf8.starts(with: "i-".utf8) && (rest.count == 8 || rest.count == 17)
            && rest.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
    }
}
