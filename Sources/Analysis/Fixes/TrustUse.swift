internal import OverreachGraph
internal import OverreachModel

/// Which acts came about through which trusts and keys: calls that took a role, and all that was done in sessions of it,
/// in whatever way the role was taken and by however many roles the way led.
struct TrustUse {
    /// How an act came through the trust of a role.
    struct Passage {
        let act: Activity
        /// Who took the role; nil where no record tells.
        let taker: Key?
        /// By which call it was taken, such as `sts:AssumeRoleWithWebIdentity`; nil where no record tells.
        let action: String?
    }

    private struct Place {
        let act: Int
        let taker: Key?
        let action: String?
    }

    /// The acts that may count as use, in the order of time.
    let acts: [Activity]
    private let reader: SessionReader
    private var byRole: [Key: [Place]] = [:]
    private var untold: [Key: [Int]] = [:]  // acts in whose session no record tells who took the role
    private let taken: [Key: [Key]]  // by role: the roles that it was seen taking
    private var byCredential: [Key: [Int]] = [:]

    /// Complexity: linear in the acts, times the longest chain of calls that issued their sessions, which is bounded.
    init(_ world: World) {
        acts = world.recentActivities
        reader = SessionReader(world)
        taken = TrustUse.taken(in: world.snapshot)
        for (place, act) in acts.enumerated() where act.isUse {
            var (roles, credentials): (Set<Key>, Set<Key>) = ([], [])
            let (steps, last) = reader.steps(of: act)
            if let last { untold[last, default: []].append(place) }
            for step in steps {
                if let role = step.role, roles.insert(role).inserted {
                    byRole[role, default: []].append(Place(act: place, taker: step.taker, action: step.action))
                }
                if let credential = step.credential { credentials.insert(credential) }
            }
            for credential in credentials { byCredential[credential, default: []].append(place) }
        }
    }

    /// The acts that came through the role's trust, in the order of time.
    ///
    /// Where no record tells who took the role of a session, it may have been any who was ever seen taking it.
    func passages(through role: Key) -> [Passage] {
        var places = byRole[role] ?? []
        var known = Set(places.map(\.act))
        var (next, seen): ([Key], Set<Key>) = ([role], [role])
        while let reached = next.popLast() {
            for act in untold[reached] ?? [] where known.insert(act).inserted {
                places.append(Place(act: act, taker: nil, action: nil))
            }
            for other in taken[reached] ?? [] where seen.insert(other).inserted { next.append(other) }
        }
        return places.sorted { $0.act < $1.act }.map { Passage(act: acts[$0.act], taker: $0.taker, action: $0.action) }
    }

    private static func taken(in snapshot: Snapshot) -> [Key: [Key]] {
        var taken: [Key: [Key]] = [:]
        for node in snapshot.nodes where snapshot.type(node) == NodeType(AWSNode.role) {
            let others = snapshot.outgoing(node).filter { snapshot.kind($0) == EdgeKind(AWSEdge.assumed) }
                .map { snapshot.key(snapshot.to($0)) }.filter { $0.type == NodeType(AWSNode.role) }
            if !others.isEmpty { taken[snapshot.key(node)] = Set(others).sorted() }
        }
        return taken
    }

    /// The calls that issued the session in which an act was done, and the sessions in which these were made, the nearest
    /// first.
    func issuers(of act: Activity) -> [Activity] { reader.issuers(of: act).map(\.call) }

    /// The acts that were signed with a lasting credential, or in a session that was got with it, in the order of time.
    func acts(with credential: Key) -> [Activity] { (byCredential[credential] ?? []).map { acts[$0] } }
}

/// Walks from an act back to where its session came from.
private struct SessionReader {
    /// One step of the way: a role that was taken, a credential that was used, or both.
    struct Step {
        var role: Key?
        var taker: Key?
        var action: String?
        var credential: Key?
    }

    private let world: World
    private let issuing: [Text: Activity]  // by event id
    private let roles: [Text: Key]  // by ARN, with its path and without

    init(_ world: World) {
        self.world = world
        let wanted = world.coverage.issuingEvents
        var issuing: [Text: Activity] = [:]
        for act in world.activities {
            for evidence in act.evidence where wanted.contains(Text(evidence.locator)) {
                issuing[Text(evidence.locator)] = act
            }
        }
        self.issuing = issuing
        roles = SessionReader.roles(in: world.snapshot)
    }

    /// Roles by what requests and sessions call them, which need not tell the path; a name that several share is none.
    private static func roles(in snapshot: Snapshot) -> [Text: Key] {
        var (roles, short): ([Text: Key], [Text: Set<Key>]) = ([:], [:])
        for node in snapshot.nodes where snapshot.type(node) == NodeType(AWSNode.role) {
            let key = snapshot.key(node)
            roles[Text(key.id)] = key
            if let name = pathless(key.id) { short[name, default: []].insert(key) }
        }
        for (name, keys) in short where keys.count == 1 && roles[name] == nil { roles[name] = keys.first }
        return roles
    }

    private static func pathless(_ arn: String) -> Text? {
        guard let parts = ARN(arn), let name = parts.resource.split(separator: "/").last else { return nil }
        return Text("arn:\(parts.partition):iam::\(parts.account):role/\(name)")
    }

    private func role(arn: String) -> Key? { roles[Text(arn)] ?? SessionReader.pathless(arn).flatMap { roles[$0] } }

    /// The role that a call took; nil for any other act.
    private func taken(by act: Activity) -> Key? {
        guard act.action.utf8.starts(with: "sts:AssumeRole".utf8) else { return nil }
        return act.object.flatMap { role(arn: $0) }
    }

    /// No session outlives so many others that were taken with one another; more is a sender's making.
    private static let chainLimit = 64

    /// The calls that issued the act's session, and those in which they were made, each with an act of what it issued.
    func issuers(of act: Activity) -> [(session: Activity, call: Activity)] {
        var (found, current, known): ([(Activity, Activity)], Activity, Set<Text>) = ([], act, [])
        while known.count < SessionReader.chainLimit, let event = world.coverage.issuer(of: current),
            known.insert(event).inserted, let issuer = issuing[event]
        {
            found.append((current, issuer))
            current = issuer
        }
        return found
    }

    /// What the act came through as records tell, from itself outwards, and the role of which none tells who took it.
    func steps(of act: Activity) -> (steps: [Step], last: Key?) {
        var steps: [Step] = []
        if let role = taken(by: act) { steps.append(Step(role: role, taker: act.identity, action: act.action)) }
        var current = act
        if let credential = current.credential { steps.append(Step(credential: credential)) }
        for (session, issuer) in issuers(of: act) {
            if let role = taken(by: issuer) ?? acting(session) {
                steps.append(Step(role: role, taker: issuer.identity, action: issuer.action))
            }
            if let credential = issuer.credential { steps.append(Step(credential: credential)) }
            current = issuer
        }
        return (steps, acting(current))
    }

    /// The role in whose session an act was done.
    private func acting(_ act: Activity) -> Key? {
        if let identity = act.identity, identity.type == NodeType(AWSNode.role) { return identity }
        return act.session.flatMap { ARN($0)?.session }.flatMap { role(arn: $0.role) }
    }
}
