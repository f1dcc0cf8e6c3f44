internal import OverreachModel
internal import OverreachPolicy

/// The principals, data stores and functions of the AWS accounts that are known.
struct AWSInventory {
    /// A principal with all that decides what it may do.
    struct Principal {
        let key: Key
        let principal: AWSPrincipal
        let policies: AWSPrincipalPolicies
        let isAdministrator: Bool
    }

    /// Something that a policy may name.
    struct Resource {
        let key: Key
        let type: AWSNode
        let arn: String
        /// The account that owns it; where no file says so, the only one whose identities are known.
        let account: String
        /// Whether that account is only taken for the owner.
        let isAccountTaken: Bool
        /// Nil where nobody collected them.
        let tags: [(String, String)]?
        let policy: PolicyDocument?
    }

    /// What is listed with its tags, so that none are none; of the others nobody knows.
    private static let listsTags: Set<AWSNode> = [.user, .role, .secret]

    let principals: [Principal]
    let stores: [Resource]
    let functions: [Resource]
    let roles: [Resource]

    init(_ base: FactBase, holdings: AWSHoldings) {
        var principals: [Principal] = []
        for type in [AWSNode.user, .role] {
            for node in base.nodes(of: type) {
                let groups = base.edges(AWSEdge.memberOf, from: node.key).map(\.to)
                let policies = holdings.everything(attachedTo: node.key, groups: groups)
                let principal = AWSPrincipal(
                    kind: type == .user ? .user : .role, arn: node.id, account: node.key.scope,
                    uniqueID: node.property(PropertyName.uniqueID), tags: node.tags)
                principals.append(
                    Principal(
                        key: node.key, principal: principal, policies: policies,
                        isAdministrator: AWSEvaluator.isAdministrator(policies: policies, principal: principal)))
            }
        }
        self.principals = principals.sorted { $0.key < $1.key }

        let accounts = Set(principals.map { Text($0.principal.account) })
        func resources(_ types: [AWSNode]) -> [Resource] {
            types.flatMap { type in
                base.nodes(of: type).map { node in
                    let owner = node.key.scope
                    let isOpen = owner.hasPrefix("unknown") && accounts.count == 1
                    return Resource(
                        key: node.key, type: type, arn: node.id,
                        account: isOpen ? accounts.first?.string ?? owner : owner, isAccountTaken: isOpen,
                        tags: node.tags.isEmpty && !AWSInventory.listsTags.contains(type) ? nil : node.tags,
                        policy: holdings.resourcePolicies[node.key]?.document)
                }
            }
        }
        stores = resources([.bucket, .table, .secret])
        functions = resources([.function])
        roles = resources([.role])
    }

    /// Whether a statement's action can touch this resource: same service, and the resource within its patterns.
    static func covers(_ statement: Statement, action: String, type: NodeType, arn: String) -> Bool {
        guard let parts = ARN(arn) else { return false }
        // A role is what STS takes, though IAM names it.
        let service = type == NodeType(AWSNode.role) ? "sts" : parts.service
        let prefix = action.prefix { $0 != ":" }
        guard prefix == "*" || prefix.lowercased() == service else { return false }
        let node = AWSNode(rawValue: type.name)
        let suffixes =
            node.map {
                Set(
                    AWSEffects.effects(on: $0).filter {
                        AWSEvaluator.actionPattern(action, matches: $0.action)
                    }.map(\.resourceSuffix))
            } ?? []
        return (suffixes.isEmpty ? [""] : suffixes.sorted()).contains { suffix in
            isNamed(arn + suffix, by: statement)
        }
    }
}

extension AWSInventory {
    /// Whether any part of the resource is among those that the statement speaks of; variables count as wildcards.
    private static func isNamed(_ arn: String, by statement: Statement) -> Bool {
        if statement.resourcePatterns.isEmpty { return true }
        let target = Pattern(arn)
        let patterns = statement.resourcePatterns.map { Pattern(withoutVariables($0)) }
        return statement.isNotResource
            ? !patterns.contains { $0.covers(target) } : patterns.contains { $0.overlaps(target) }
    }

    private static func withoutVariables(_ text: String) -> String {
        var (out, rest) = ("", Substring(text))
        while let start = rest.firstIndex(of: "$") {
            let after = rest.index(after: start)
            guard after < rest.endIndex, rest[after] == "{", let end = rest[after...].firstIndex(of: "}") else { break }
            out += rest[..<start] + "*"
            rest = rest[rest.index(after: end)...]
        }
        return out + rest
    }
}

extension AWSInventory.Resource {
    /// The resource as the evaluator wants it, or the part below it that `suffix` names.
    func resource(suffix: String = "") -> AWSResource {
        AWSResource(arn: arn + suffix, account: account, policy: policy, tags: tags)
    }
}

extension NodeFact {
    /// The node's tags.
    var tags: [(String, String)] {
        values(of: PropertyName.tag).compactMap { tag in
            let parts = tag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }
}
