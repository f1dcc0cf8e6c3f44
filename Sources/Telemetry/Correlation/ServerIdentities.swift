import OverreachModel

/// As whom a server acts: the first identity of its session chain that the server itself holds.
///
/// A server with a web identity token takes a role with it, and with that role's session perhaps another role. What it
/// *holds* is the token; the roles are what the token's account may become, and posture says so by edges of its own. So
/// the chain is walked up over calls that the same server made, to a service account, a user's key, or the role of a
/// session that somebody else issued.
struct ServerIdentities {
    /// What a server holds.
    enum Head {
        case identity(Key)
        case credential(Key, accessKeyID: String)
        case nobody
    }

    private let servers: [Int: Key]  // by the event that the server made
    private var heads: [Int: Head] = [:]  // by event: chains share what is above them

    init(servers: [Int: Key]) { self.servers = servers }

    /// What the server holds that made the event's call.
    mutating func head<Index: CorrelationIndex>(
        of event: Int, calls: [CloudCallRecord], principals: inout Principals<Index>, index: Index
    ) -> Head {
        var walk: [Int] = []
        var passed: Set<Int> = []
        var at = event
        var end: Head?
        while end == nil {
            // Keys that issue each other: the chain ends where it began to repeat.
            guard passed.insert(at).inserted else { break }
            walk.append(at)
            if let known = heads[at] {
                end = known
            } else if calls[at].caller.hasLastingKey {
                let id = calls[at].caller.accessKeyID
                end = .credential(index.credential(accessKeyID: id) ?? .awsAccessKey(id: id), accessKeyID: id)
            } else if let issuer = principals.issuer(of: at) {
                if let account = principals.serviceAccount(of: issuer) {
                    end = .identity(account)
                } else if servers[issuer] == servers[at], principals.principal(of: issuer).identity != nil {
                    at = issuer
                } else {
                    break
                }
            } else {
                break
            }
        }
        let head = end ?? principals.principal(of: at).identity.map(Head.identity) ?? .nobody
        for event in walk { heads[event] = head }
        return head
    }
}
