internal import OverreachModel

/// The versions that managed policies keep beside their default ones: AWS keeps five at most, so that the oldest must go
/// before a sixth is made.
///
/// Source: AWS IAM user guide, "Versioning IAM policies".
struct PolicyVersions {
    private let others: [Key: [String]]  // the oldest first

    /// How many a policy may have beside the default one.
    private static let most = 4

    /// Complexity: linear in the nodes.
    init(_ nodes: [NodeFact]) {
        var others: [Key: Set<Text>] = [:]
        for node in nodes where node.key.type == NodeType(AWSNode.managedPolicy) {
            for property in node.properties where UTF8Order.equal(property.name, PropertyName.otherVersion) {
                others[node.key, default: []].insert(Text(property.value))
            }
        }
        self.others = others.mapValues { ids in
            ids.sorted { (PolicyVersions.number($0), $0) < (PolicyVersions.number($1), $1) }.map(\.string)
        }
    }

    /// AWS counts: `v1`, `v2`, ….
    private static func number(_ id: Text) -> Int { Int(id.string.drop { !$0.isNumber }) ?? .max }

    /// The version to delete before one more is made, after as many were made already; nil where there is room, or which
    /// one it would be is not known.
    func surplus(of policy: Key, after made: Int) -> String? {
        let known = others[policy] ?? []
        let place = made - (PolicyVersions.most - known.count)
        return known.indices.contains(place) ? known[place] : nil
    }

    /// What deletes it.
    static func deletion(of version: String, from policy: Key) -> String {
        AWSCommand.iam("delete-policy-version", "--policy-arn", policy.id, "--version-id", version)
    }
}
