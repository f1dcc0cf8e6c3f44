internal import OverreachGraph
internal import OverreachModel

extension Review {
    /// A finding that concerns what is reviewed.
    public struct Concern: Encodable, Sendable {
        /// The finding, as `findings` lists it: of all that is known, whatever the period.
        public let finding: Finding
        /// Why it concerns what is reviewed.
        public let why: String
    }

    /// The findings about a node, on whose path it lies, about what these acts went by, and about what it is configured
    /// with, in the order of `findings`.
    ///
    /// Complexity: that of `findings`.
    static func concerns(of id: NodeID, _ acts: [Activity], in world: World) -> [Concern] {
        let snapshot = world.snapshot
        let key = snapshot.key(id)
        var used = Set<Key>()
        for act in acts {
            used.formUnion([act.server, act.tool, act.credential, act.identity, act.workload].compactMap(\.self))
        }
        let given = configured(with: id, in: snapshot)
        return FindingList.findings(in: world).compactMap { finding in
            let subject = snapshot.key(finding.node)
            let why: String
            if subject == key {
                why = "it is about what is reviewed"
            } else if finding.path.contains(where: { Key(text: $0.from.key) == key || Key(text: $0.to.key) == key }) {
                why = "its path leads through what is reviewed"
            } else if used.contains(subject) {
                why = "acts of the period went by what it is about"
            } else if given.contains(finding.node) {
                why = "what is reviewed is configured with what it is about"
            } else {
                return nil
            }
            return Concern(finding: finding, why: why)
        }
    }

    private static let steps = Set(
        [AgentEdge.calls, .usesClient, .configures, .instance, .usesCredential, .authenticates, .actsAs].map {
            EdgeKind($0)
        })

    /// The clients, servers, credentials and identities that configuration and observation tie to a node directly: no
    /// rights are followed.
    private static func configured(with start: NodeID, in snapshot: Snapshot) -> Set<NodeID> {
        var seen: Set<NodeID> = [start]
        var open = [start]
        while let node = open.popLast() {
            for edge in snapshot.outgoing(node) where steps.contains(snapshot.kind(edge)) {
                if seen.insert(snapshot.to(edge)).inserted { open.append(snapshot.to(edge)) }
            }
        }
        return seen
    }
}
