internal import OverreachGraph
internal import OverreachModel

/// Finds users and roles that are administrators and that an agent, or whatever else attacks begin at, can act as.
///
/// Where the way leads through another user or role, that one can become an administrator, and is found so.
struct AgentAsAdministrator: FindingRule {
    let id = "agent-as-administrator"
    let title = "An agent can act as an identity that is an administrator."
    let severity = Severity.critical
    let remedy =
        "Give the agent's servers an identity of their own with the permissions that the task needs, and take away what "
        + "leads from the agent to the administrator: the credential, server or binding of the path."
    let controls: [Control] = [.identityAbuse, .overprivileged, .leastPrivilege]

    func findings(in world: World) -> [Finding] {
        let (snapshot, view) = (world.snapshot, HouseView(world))
        return snapshot.nodes.flatMap { identity -> [Finding] in
            let administered = snapshot.administered(by: identity)
            guard !administered.isEmpty else { return [] }
            let ways = ActingWays(to: identity, in: snapshot)
            let starts = ways.starts.filter { view.isEntryPoint($0.node) }
            guard let first = starts.first else { return [] }
            let name = snapshot.name(first.node)
            let who = starts.count > 1 ? "\(name) and \(starts.count - 1) more" : name
            return administered.map { account, way in
                let path = ways.path(from: first.node) + way
                let isSure = !path.contains { snapshot.verdict($0) == .conditional }
                return Finding(
                    self, severity: isSure ? nil : .high,
                    title: "\(snapshot.name(identity)) is an administrator of \(snapshot.name(account)), and \(who) "
                        + "\(isSure ? "can" : "may") act as it",
                    subject: identity, place: snapshot.key(account).text, path: path,
                    evidence: path.flatMap { snapshot.evidence($0) }, in: snapshot)
            }
        }
    }
}

/// From where an identity can be acted as without being another user or role before.
private struct ActingWays {
    /// Every node, the surest way first, then the shortest, then in the order of keys.
    private(set) var starts: [(node: NodeID, verdict: Verdict, steps: Int)] = []
    private var next: [NodeID: EdgeID] = [:]
    private let snapshot: Snapshot

    /// Complexity: three passes over what leads to it.
    init(to identity: NodeID, in snapshot: Snapshot) {
        self.snapshot = snapshot
        for verdict in Verdict.allCases.sorted() {
            let filter = Filter(worstVerdict: verdict)
            var (seen, front, steps): (Set<NodeID>, [NodeID], Int) = ([identity], [identity], 0)
            while !front.isEmpty {
                steps += 1
                var before: [NodeID] = []
                for node in front {
                    for edge in snapshot.incoming(node) where filter.admits(edge, in: snapshot) && leadsOn(edge) {
                        let from = snapshot.from(edge)
                        guard seen.insert(from).inserted, !ActingWays.isFoundItself(from, in: snapshot) else {
                            continue
                        }
                        before.append(from)
                        guard next[from] == nil else { continue }
                        next[from] = edge
                        starts.append((from, verdict, steps))
                    }
                }
                front = before
            }
        }
        starts.sort { a, b in
            (a.verdict, a.steps, snapshot.key(a.node)) < (b.verdict, b.steps, snapshot.key(b.node))
        }
    }

    /// The edges from a start to the identity.
    func path(from start: NodeID) -> [EdgeID] {
        var (path, node) = ([EdgeID](), start)
        while let edge = next[node] {
            path.append(edge)
            node = snapshot.to(edge)
        }
        return path
    }

    /// Whether whoever has the edge's beginning has what its end leads to: of data only who can read it.
    private func leadsOn(_ edge: EdgeID) -> Bool {
        switch snapshot.kind(edge).spec.traversal {
        case .control, .access(.read), .access(.administer): true
        case .access, .structural: false
        }
    }

    /// Whoever is one of these on the way to an administrator is an administrator, or becomes one.
    private static func isFoundItself(_ node: NodeID, in snapshot: Snapshot) -> Bool {
        [NodeType(AWSNode.user), NodeType(AWSNode.role), NodeType(AWSNode.account)].contains(snapshot.type(node))
    }
}

extension Snapshot {
    /// The accounts that a user or role administers by a statement of its own, each with the surest way there.
    func administered(by identity: NodeID) -> [(account: NodeID, way: [EdgeID])] {
        guard [NodeType(AWSNode.user), NodeType(AWSNode.role)].contains(type(identity)) else { return [] }
        var found: [NodeID: [EdgeID]] = [:]
        for way in waysToStatements(of: identity) {
            guard let statement = way.last.map({ to($0) }) else { continue }
            for gift in outgoing(statement) where kind(gift) == EdgeKind(AWSEdge.administers) {
                let known = found[to(gift)]?.last.map { verdict($0) }
                if known.map({ verdict(gift) < $0 }) ?? true { found[to(gift)] = way + [gift] }
            }
        }
        return found.sorted { key($0.key) < key($1.key) }.map { ($0.key, $0.value) }
    }

    /// The ways to statements that an identity holds, those of sets that it is in as well.
    private func waysToStatements(of identity: NodeID) -> [[EdgeID]] {
        outgoing(identity).flatMap { edge -> [[EdgeID]] in
            if kind(edge) == EdgeKind(AWSEdge.isAmong) { return waysToStatements(of: to(edge)).map { [edge] + $0 } }
            return type(to(edge)) == NodeType(AWSNode.statement) ? [[edge]] : []
        }
    }
}
