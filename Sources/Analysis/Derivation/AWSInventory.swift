internal import OverreachModel
internal import OverreachPolicy

/// The principals and resources of the AWS accounts that are known.
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
        var policy: PolicyDocument?
        /// Whether it is a key whose policy was not given, only grants.
        let isPolicyPartial: Bool
        /// Resource control policies, one list a level; empty where none were given.
        let controlPolicies: [[PolicyDocument]]
        /// What its content is encrypted with.
        var encryption: ContentEncryption
        /// Other names by which it is asked for.
        let aliases: [String]
        /// The organization that its account is in.
        let membership: AWSMembership
        /// Whether tags of a bucket count in policies.
        let attributeBasedAccess: AWSSetting
        /// Whether strangers are kept out of a bucket whose policy is public.
        var restrictsPublicPolicy: AWSSetting
        /// Whether what its access list gives everybody is ignored; of a bucket.
        let ignoresPublicLists: AWSSetting
        /// Where it is, if a file says so that its ARN does not.
        let region: String?
        /// The identities that it runs as; of a workload.
        let roles: [Key]
    }

    /// What is listed with its tags, so that none are none; of the others nobody knows.
    private static let listsTags: Set<AWSNode> = [.user, .role, .secret]

    let principals: [Principal]
    /// What `AWSEffects` has a table for, functions and keys among it.
    let stores: [Resource]
    /// Everything that runs as a role, functions among it.
    let workloads: [Resource]
    let roles: [Resource]
    /// The keys of KMS.
    let keys: [Resource]
    let organization: AWSOrganization

    init(_ base: FactBase, holdings: AWSHoldings) {
        let organization = AWSOrganization(base)
        self.organization = organization
        var principals: [Principal] = []
        for type in [AWSNode.user, .role] {
            for node in base.nodes(of: type) {
                let groups = base.edges(AWSEdge.memberOf, from: node.key).map(\.to)
                var policies = holdings.everything(attachedTo: node.key, groups: groups)
                // A role that a service has linked to itself is bounded by no control policy.
                if !node.id.contains(":role/aws-service-role/") {
                    policies.serviceControlPolicies = organization.levels(.service, of: node.key.scope)
                }
                var principal = AWSPrincipal(
                    kind: type == .user ? .user : .role, arn: node.id, account: node.key.scope,
                    uniqueID: node.property(PropertyName.uniqueID), tags: node.tags)
                principal.membership = organization.membership(of: node.key.scope)
                if type == .role, let trust = holdings.trusts[node.key]?.document {
                    principal.sessionTags = trust.sessionTags
                }
                principals.append(
                    Principal(
                        key: node.key, principal: principal, policies: policies,
                        isAdministrator: AWSEvaluator.isAdministrator(policies: policies, principal: principal)))
            }
        }
        // Policies and access lists of S3 may name an account by its canonical id.
        let ids = BucketAccessList.owners(
            base.documents.filter { $0.kind == .awsAccessList }.map { BucketAccessList($0) })
        if !ids.isEmpty {
            principals = principals.map { holder in
                var principal = holder.principal
                principal.canonicalUserID = ids[Text(principal.account)]
                return Principal(
                    key: holder.key, principal: principal, policies: holder.policies,
                    isAdministrator: holder.isAdministrator)
            }
        }
        self.principals = principals.sorted { $0.key < $1.key }

        let accounts = Set(principals.map { Text($0.principal.account) })
        let keys = EncryptionKeys(base)
        let block = PublicAccessBlock(base)
        func resources(_ types: [AWSNode]) -> [Resource] {
            types.flatMap { type in
                base.nodes(of: type).map { node in
                    let owner = node.key.scope
                    let isOpen = owner.hasPrefix("unknown") && accounts.count == 1
                    let account = isOpen ? accounts.first?.string ?? owner : owner
                    let trust = type == .role ? holdings.trusts[node.key]?.document : nil
                    return Resource(
                        key: node.key, type: type, arn: node.id, account: account, isAccountTaken: isOpen,
                        tags: node.tags.isEmpty && !AWSInventory.listsTags.contains(type) ? nil : node.tags,
                        policy: trust ?? holdings.resourcePolicies[node.key]?.document,
                        isPolicyPartial: holdings.keysByGrantsOnly.contains(node.key),
                        controlPolicies: organization.levels(.resource, of: account),
                        encryption: keys.encryption(of: node),
                        aliases: node.values(of: PropertyName.alias),
                        membership: organization.membership(of: account),
                        attributeBasedAccess: AWSSetting(
                            node.property(PropertyName.attributeBasedAccess).map { UTF8Order.equal($0, "Enabled") }),
                        restrictsPublicPolicy: type == .bucket
                            && holdings.resourcePolicies[node.key]?.written.isPublic == true
                            ? block.restrictsPublicPolicy(node, account: account) : .off,
                        ignoresPublicLists: type == .bucket
                            ? block.ignoresPublicLists(node, account: account) : .unknown,
                        region: node.property(PropertyName.region),
                        roles: base.edges(AgentEdge.runsAs, from: node.key).map(\.to).sorted())
                }
            }
        }
        let types = AWSNode.allCases
        stores = resources(types.filter { !AWSEffects.effects(on: $0).isEmpty })
        workloads = resources(types.filter { $0.spec.kind == .workload })
        roles = resources([.role])
        self.keys = stores.filter { $0.type == .key }
    }

    /// Whether a statement's action can touch this resource: same service, and the resource within its patterns.
    static func covers(_ statement: Statement, action: String, type: NodeType, arn: String) -> Bool {
        guard let parts = ARN(arn) else { return false }
        // A role is what STS takes, though IAM names it.
        let service = type == NodeType(AWSNode.role) ? "sts" : parts.service
        let rows = AWSNode(rawValue: type.name).map { AWSEffects.effects(on: $0, of: action) } ?? []
        let named = rows.flatMap { $0.resources(of: arn) }
        // Some actions on a store are another service's, such as those of the Data API of RDS.
        let prefix = action.prefix { $0 != ":" }
        guard prefix == "*" || prefix.lowercased() == service || !named.isEmpty else { return false }
        return (named.isEmpty ? [arn] : Set(named.map { Text($0) }).map(\.string)).contains {
            isNamed($0, by: statement)
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
    /// The resource as the evaluator wants it.
    func resource() -> AWSResource { resource(named: arn) }

    /// The resource by an ARN on which an action of it is asked.
    func resource(named name: String) -> AWSResource {
        var resource = AWSResource(arn: name, account: account, policy: policy, tags: tags)
        resource.controlPolicies = controlPolicies
        resource.membership = membership
        resource.attributeBasedAccess = attributeBasedAccess
        resource.region = region
        if type == .key { resource.aliases = aliases }
        resource.restrictsPublicPolicy = restrictsPublicPolicy
        resource.ignoresPublicLists = ignoresPublicLists
        return resource
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
