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
        var resolved = edges  // the caller's own memory, as long as none moves
        for place in edges.indices where isNamed(edges[place].to) {
            let end = edges[place].to
            guard !stated.contains(end), let name = name(of: end), let known = byName[name], let only = known.first,
                known.count == 1
            else { continue }
            resolved[place].to = only
        }
        return resolved
    }

    private static let starts = [AWSNode.user, .group, .role].map { Array("\($0.rawValue):".utf8) }

    private static func isNamed(_ key: Key) -> Bool { starts.contains { key.text.utf8.starts(with: $0) } }

    private static func name(of key: Key) -> Text? {
        guard let last = key.id.split(separator: "/").last else { return nil }
        return Text("\(key.typeName) \(key.scope) \(last)")
    }
}
