internal import OverreachGraph
internal import OverreachModel

/// From where reach is measured unless somebody says otherwise.
enum EntryPoints {
    /// Agents, and clients of which no agent is known; where there are neither, users and whoever comes from outside.
    static func byDefault(in snapshot: Snapshot) -> [Key] {
        let agents = snapshot.nodes.filter { snapshot.kind($0) == .agent }
        let clients = snapshot.nodes.filter { node in
            snapshot.kind(node) == .client
                && !snapshot.incoming(node).contains { snapshot.kind($0) == EdgeKind(AgentEdge.usesClient) }
        }
        let found = agents + clients
        return (found.isEmpty ? snapshot.nodes.filter { isOutside($0, in: snapshot) } : found)
            .map { snapshot.key($0) }.sorted()
    }

    private static let outside = [
        NodeType(AWSNode.user), NodeType(AWSNode.federated), NodeType(AWSNode.foreignPrincipal),
        NodeType(AWSNode.everybody), NodeType(KubernetesNode.user),
    ]

    private static func isOutside(_ node: NodeID, in snapshot: Snapshot) -> Bool {
        snapshot.type(node).map { outside.contains($0) } ?? false
    }
}

/// Which data matters most unless somebody says otherwise.
enum CrownJewels {
    /// Data stores that are classified as highly sensitive; where nothing is classified, all that somebody's inventory
    /// lists; where none is listed, all that policies name.
    static func byDefault(in snapshot: Snapshot) -> Set<Key> {
        let stores = snapshot.nodes.filter { snapshot.kind($0) == .dataStore }
        let isClassified = stores.contains { snapshot.property(PropertyName.classification, of: $0) != nil }
        let listed = stores.filter { snapshot.type($0) != NodeType(AWSNode.outsideResource) }
        let plain = listed.isEmpty ? stores : listed
        let jewels = isClassified ? stores.filter { snapshot.sensitivity(of: $0) == .high } : plain
        return Set(jewels.map { snapshot.key($0) })
    }
}
