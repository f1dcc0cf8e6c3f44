import OverreachModel

/// As whom a server acts: the first identity of its session chain that the server itself holds.
///
/// A server with a web identity token takes a role with it, and with that role's session perhaps another role. What it
/// *holds* is the token; the roles are what the token's account may become, and posture says so by edges of its own. So
/// the chain is walked up over calls that the same server made, to a service account, a user's key, or the role of a
/// session that somebody else issued.
enum ServerIdentities {
    /// What a server holds.
    enum Head {
        case identity(Key)
        case credential(Key, accessKeyID: String)
    }

    static func head<Index: CorrelationIndex>(
        of event: Int, calls: [CloudCallRecord], principals: inout Principals<Index>, index: Index,
        isOwnCall: (Int) -> Bool
    ) -> Head? {
        var at = event
        var seen: Set<Int> = []
        while seen.insert(at).inserted {
            let id = calls[at].caller.accessKeyID
            if id.utf8.starts(with: "AKIA".utf8) {
                return .credential(index.credential(accessKeyID: id) ?? .awsAccessKey(id: id), accessKeyID: id)
            }
            guard let issuer = principals.issuer(of: at) else { break }
            if let account = principals.serviceAccount(of: issuer) { return .identity(account) }
            guard isOwnCall(issuer), principals.principal(of: issuer).identity != nil else { break }
            at = issuer
        }
        return principals.principal(of: at).identity.map(Head.identity)
    }
}
