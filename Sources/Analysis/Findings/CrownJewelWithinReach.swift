internal import OverreachGraph
internal import OverreachModel

/// Finds crown jewels that agents reach and were never seen to use, where a house names its crown jewels.
///
/// An agent whose task says what it may do is judged by that instead.
struct CrownJewelWithinReach: FindingRule {
    let id = "crown-jewel-within-reach"
    let title = "An agent reaches a crown jewel that it was never seen to use."
    let severity = Severity.high
    let remedy =
        "Take away what leads to it: the last grant of the path, if nothing else needs it; or say in `overreach.yaml` that "
        + "it is part of the agent's task."
    let controls: [Control] = [.overprivileged, .leastPrivilege]

    func findings(in world: World) -> [Finding] {
        guard world.house.crownJewels != nil else { return [] }
        let (snapshot, view) = (world.snapshot, HouseView(world))
        return snapshot.nodes.filter { snapshot.kind($0) == .agent && view.task(of: $0)?.may == nil }.flatMap { agent in
            let reach = ReachOfNode(agent, in: world)
            let acts = world.recentActivities.filter { $0.involves(snapshot.key(agent)) }
            return reach.storeNodes.filter(view.isCrownJewel).sorted().compactMap { store -> Finding? in
                let key = snapshot.key(store)
                guard let sum = reach.sum(of: store), !acts.contains(where: { $0.isUse(of: key) }) else { return nil }
                return finding(agent, store, sum, reach, in: snapshot)
            }
        }
    }

    private func finding(
        _ agent: NodeID, _ store: NodeID, _ sum: AccessSum, _ reach: ReachOfNode, in snapshot: Snapshot
    ) -> Finding {
        let effects = sum.effects.map(\.rawValue).joined(separator: ", ")
        let can = sum.verdict == .conditional ? "may" : "can"
        let path = reach.way(to: store, doing: [sum.effects.last { $0 != .control } ?? .read])
        return Finding(
            self, severity: sum.effects == [.read] ? .medium : nil,
            title:
                "\(snapshot.name(agent)) \(can) \(effects) \(snapshot.name(store)), a crown jewel, and was never seen to",
            subject: agent, place: snapshot.key(store).text, path: path,
            evidence: path.flatMap { snapshot.evidence($0) }, in: snapshot
        ).mended(atLastGrantOf: path, in: snapshot)
    }
}
