public import OverreachModel

/// Identities that a source knows by name and account only, without the path that their ARN may have.
///
/// `list-access-keys` names a user and `get-jobs` a role, not their ARNs. IAM's names are unique in an account whatever their path (IAM user
/// guide, IAM identifiers), so the one identity of that type, account and name is meant.
public enum PathlessIdentities {
    /// The edges, those that end at an identity nobody stated led to the one that bears the name.
    public static func resolved(_ edges: [EdgeFact], among nodes: [NodeFact]) -> [EdgeFact] {
        var stated: Set<Key> = []
        var byName: [Text: [Key]] = [:]
        for node in nodes where isNamed(node.key) {
            guard stated.insert(node.key).inserted, let name = name(of: node.key) else { continue }
            byName[name, default: []].append(node.key)
        }
        return edges.map { edge in
            guard isNamed(edge.to), !stated.contains(edge.to), let name = name(of: edge.to),
                let known = byName[name], let only = known.first, known.count == 1
            else { return edge }
            var moved = edge
            moved.to = only
            return moved
        }
    }

    private static func isNamed(_ key: Key) -> Bool {
        key.type == NodeType(AWSNode.user) || key.type == NodeType(AWSNode.group) || key.type == NodeType(AWSNode.role)
    }

    private static func name(of key: Key) -> Text? {
        guard let last = key.id.split(separator: "/").last else { return nil }
        return Text("\(key.typeName) \(key.scope) \(last)")
    }
}
