internal import OverreachGraph
internal import OverreachModel

/// Finds sessions of instances that somebody used from elsewhere: what was issued to the machine left it.
struct InstanceCredentialsElsewhere: FindingRule {
    let id = "instance-credentials-elsewhere"
    let title = "Credentials that were issued to a machine were used from where a person acts."
    let severity = Severity.high
    let remedy =
        "Revoke the role's sessions, find out what left the instance, require IMDSv2 (a token and a hop limit of 1), and let "
        + "the role be used from the instance's network only (aws:SourceVpc, aws:EC2InstanceSourceVPC)."
    let controls: [Control] = [.identityAbuse, .unsecuredCredentials, .secretLeakage]

    private struct Session: Hashable, Comparable {
        let instance: Key
        let role: Key

        static func < (a: Session, b: Session) -> Bool {
            a.instance == b.instance ? a.role < b.role : a.instance < b.instance
        }
    }

    func findings(in world: World) -> [Finding] {
        let snapshot = world.snapshot
        var uses: [Session: [Activity]] = [:]
        var issues: [Key: [Activity]] = [:]
        var users: [Text: Set<Key>] = [:]  // by address: who acts from there and is no machine
        for act in world.activities {
            let isInstance = InstanceCredentialsElsewhere.machines.contains { act.workload?.type == NodeType($0) }
            if let address = act.address, let identity = act.identity,
                identity.type == NodeType(AWSNode.user) || InstanceCredentialsElsewhere.isPersons(act)
            {
                users[Text(address), default: []].insert(identity)
            }
            guard isInstance, let instance = act.workload, let identity = act.identity else { continue }
            if identity.type == NodeType(AWSNode.service) {
                issues[instance, default: []].append(act)
            } else if act.session != nil {
                uses[Session(instance: instance, role: identity), default: []].append(act)
            }
        }
        return uses.keys.sorted().compactMap { session in
            finding(session, uses[session] ?? [], issues[session.instance] ?? [], users, in: snapshot)
        }
    }

    /// What runs by itself and is given sessions of a role.
    private static let machines: [AWSNode] = [.instance, .function]

    /// Whether a session is a person's: of an identity centre, or a person's name stands behind it.
    private static func isPersons(_ act: Activity) -> Bool {
        guard act.session != nil, act.workload == nil, act.via == nil, act.agents.isEmpty, act.server == nil else {
            return false
        }
        return act.initiator != nil || act.identity?.id.contains("AWSReservedSSO_") == true
    }

    private func finding(
        _ session: Session, _ uses: [Activity], _ issues: [Activity], _ users: [Text: Set<Key>], in snapshot: Snapshot
    ) -> Finding? {
        let elsewhere = uses.filter { act in act.address.map { users[Text($0)] != nil } ?? false }
        guard let subject = snapshot.node(session.instance), !elsewhere.isEmpty else { return nil }

        func name(_ key: Key) -> String { snapshot.node(key).map { snapshot.name($0) } ?? key.id }
        let addresses = Set(elsewhere.compactMap { $0.address.map { Text($0) } }).sorted()
        let people = Set(addresses.flatMap { users[$0] ?? [] }).sorted().map(name)
        let touched = elsewhere.filter { $0.effect != nil && $0.outcome == .succeeded }
        let stores = Set(touched.compactMap(\.target)).sorted()
        let data = stores.isEmpty ? "" : ", and touched \(stores.map(name).joined(separator: ", "))"
        let role = snapshot.node(session.role)
        var steps = snapshot.outgoing(subject).filter {
            snapshot.kind($0) == EdgeKind(AgentEdge.runsAs) && snapshot.to($0) == role
        }
        if let role {
            steps += snapshot.outgoing(role).filter { edge in
                stores.contains(snapshot.key(snapshot.to(edge))) && snapshot.origin(edge) == .observed
            }.prefix(1)
        }
        return Finding(
            self, severity: touched.isEmpty ? .high : .critical,
            title: "credentials of \(name(session.instance)), role \(name(session.role)), were used from "
                + "\(addresses.map(\.string).joined(separator: ", ")), where \(people.joined(separator: ", ")) acts too: "
                + "\(elsewhere.count) calls\(data)",
            subject: subject, place: session.role.text, path: Array(steps),
            evidence: issues.flatMap(\.evidence) + elsewhere.flatMap(\.evidence), in: snapshot)
    }
}
