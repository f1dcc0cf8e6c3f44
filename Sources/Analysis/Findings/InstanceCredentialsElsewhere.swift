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
        let sessions = MachineSessions(world.activities)
        var elsewhere: [Session: [Activity]] = [:]
        var issues: [Key: [Activity]] = [:]
        for act in world.activities {
            guard let identity = act.identity, let workload = act.workload else { continue }
            if sessions.elsewhere(act) != nil {
                elsewhere[Session(instance: workload, role: identity), default: []].append(act)
            } else if identity.type == NodeType(AWSNode.service), MachineSessions.isMachine(workload) {
                issues[workload, default: []].append(act)
            }
        }
        return elsewhere.keys.sorted().compactMap { session in
            finding(session, elsewhere[session] ?? [], issues[session.instance] ?? [], sessions, in: snapshot)
        }
    }

    private func finding(
        _ session: Session, _ elsewhere: [Activity], _ issues: [Activity], _ sessions: MachineSessions,
        in snapshot: Snapshot
    ) -> Finding? {
        guard let subject = snapshot.node(session.instance) else { return nil }

        func name(_ key: Key) -> String { snapshot.node(key).map { snapshot.name($0) } ?? key.id }
        let addresses = Set(elsewhere.compactMap { $0.address.map { Text($0) } }).sorted()
        let uses = elsewhere.compactMap(sessions.elsewhere)
        let people = Set(uses.flatMap(\.people)).sorted().map(name)
        let surest = uses.max { $0.confidence > $1.confidence }
        let reason = surest.map { use in
            "; it is no shared way out (\(use.confidence.rawValue)): " + use.reason.text(name, machine: use.machine)
        }
        let touched = elsewhere.filter { $0.effect != nil && $0.outcome == .succeeded }
        let stores = Set(touched.compactMap(\.target)).sorted()
        let data = stores.isEmpty ? "" : ", and touched \(stores.map(name).joined(separator: ", "))"
        let calls = elsewhere.total == 1 ? "1 call" : "\(elsewhere.total) calls"
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
                + "\(calls)\(data)\(reason ?? "")",
            subject: subject, place: session.role.text, path: Array(steps),
            evidence: issues.flatMap(\.evidence) + elsewhere.flatMap(\.evidence), in: snapshot)
    }
}
