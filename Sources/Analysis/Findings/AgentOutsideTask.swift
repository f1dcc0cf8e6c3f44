internal import OverreachGraph
internal import OverreachModel

/// Finds what agents could do, and did, outside of the tasks that the house gave them.
///
/// One finding an agent and node: what it did, or what it could do to a crown jewel; and one an agent for all else that
/// it could do, with the shortest way as an example.
struct AgentOutsideTask: FindingRule {
    let id = "agent-outside-task"
    let title = "An agent can do, or did, what lies outside of its task."
    let severity = Severity.medium
    let remedy =
        "Narrow what the agent reaches to its task: the last grant of the path, or the server that gives it; or add to "
        + "`may` of the agent in `overreach.yaml` what the task needs."
    let controls: [Control] = [.overprivileged, .scopeCreep, .leastPrivilege]

    func findings(in world: World) -> [Finding] {
        guard !world.house.tasks.isEmpty else { return [] }
        let snapshot = world.snapshot
        return snapshot.nodes.filter { snapshot.kind($0) == .agent }.flatMap { agent -> [Finding] in
            guard let judge = TaskJudge(of: agent, in: world) else { return [] }
            return findings(of: agent, judge, in: world)
        }
    }

    private func findings(of agent: NodeID, _ judge: TaskJudge, in world: World) -> [Finding] {
        let (snapshot, view) = (world.snapshot, HouseView(world))
        let reach = ReachOfNode(agent, in: world)
        let name = snapshot.name(agent)
        func could(_ row: ReachRow, more: Int = 0, place: String, _ severity: Severity) -> Finding {
            let edges = path(to: Key(text: row.node.key), doing: row.outside ?? [], reach, in: snapshot)
            let rest = more > 0 ? " and reach \(more) more" : ""
            var found = finding(
                "\(name) can \(row.outsideWords) \(row.node.name)\(rest), outside of its task", severity, of: agent,
                place: place, edges, evidence: edges.flatMap { snapshot.evidence($0) }, in: snapshot)
            found.effects = row.outside ?? []
            return found
        }

        let deeds = deeds(of: agent, judge, in: world)
        var findings = deeds.map { deed in
            var found = finding(
                deed.title, .high, of: agent, place: "did \(deed.target.text)",
                path(to: deed.target, doing: deed.effects, reach, in: snapshot),
                evidence: deed.acts.flatMap(\.evidence), in: snapshot)
            found.isDeed = true
            found.effects = deed.effects
            return found
        }
        let done = Set(deeds.map(\.target))
        var rest: [ReachRow] = []
        for row in reach.list().rows where !(row.outside ?? []).isEmpty && !done.contains(Key(text: row.node.key)) {
            if snapshot.node(Key(text: row.node.key)).map(view.isCrownJewel) == true {
                findings.append(could(row, place: "could \(row.node.key)", .high))
            } else {
                rest.append(row)
            }
        }
        if let first = rest.first {
            var found = could(first, more: rest.count - 1, place: "could", severity)
            found.effects = Set(rest.flatMap { $0.outside ?? [] }).sorted()
            findings.append(found)
        }
        return findings
    }

    private func path(
        to key: Key, doing effects: [Effect], _ reach: ReachOfNode, in snapshot: Snapshot
    ) -> [EdgeID] {
        snapshot.node(key).map { reach.way(to: $0, doing: effects) } ?? []
    }

    private func finding(
        _ title: String, _ severity: Severity, of agent: NodeID, place: String, _ path: [EdgeID],
        evidence: [Evidence], in snapshot: Snapshot
    ) -> Finding {
        Finding(
            self, severity: severity, title: title, subject: agent, place: place, path: path, evidence: evidence,
            in: snapshot
        ).mended(atLastGrantOf: path, in: snapshot)
    }

    private struct Deed {
        let target: Key
        let acts: [Activity]
        let title: String

        var effects: [Effect] { Set(acts.compactMap(\.effect)).sorted() }
    }

    /// What the agent did outside of its task, by what it did it to, in the order of the keys.
    private func deeds(of agent: NodeID, _ judge: TaskJudge, in world: World) -> [Deed] {
        let (snapshot, key) = (world.snapshot, world.snapshot.key(agent))
        var byTarget: [Key: [Activity]] = [:]
        for act in world.recentActivities where act.agents.contains(key) && judge.isOutside(act) {
            guard let target = act.effect == nil ? act.tool : act.target else { continue }
            byTarget[target, default: []].append(act)
        }
        return byTarget.sorted { $0.key < $1.key }.map { target, acts in
            let name = snapshot.node(target).map { snapshot.name($0) } ?? target.id
            let words = Set(acts.map { $0.effect?.past ?? "called" })
            let order = Effect.allCases.map(\.past) + ["called"]
            let verbs = order.filter { words.contains($0) }.joined(separator: " and ")
            let times = acts.total == 1 ? "" : " \(acts.total) times"
            return Deed(
                target: target, acts: acts,
                title: "\(snapshot.name(agent)) \(verbs) \(name)\(times), outside of its task")
        }
    }
}

extension ReachRow {
    /// The effects outside of the task, as verbs.
    var outsideWords: String { (outside ?? []).map(\.rawValue).joined(separator: ", ") }
}

extension Effect {
    /// The effect as something that was done.
    var past: String {
        switch self {
        case .read: "read"
        case .write: "wrote"
        case .delete: "deleted"
        case .administer: "administered"
        case .control: "controlled"
        }
    }
}
