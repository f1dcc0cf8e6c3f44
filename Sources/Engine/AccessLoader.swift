internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachPosture
internal import OverreachStore

/// Reads the facts that a question about access rests on.
struct AccessLoader {
    /// What is read for every question.
    private static let everywhere: [AWSNode] = [
        .user, .role, .group, .account, .organization, .organizationalUnit, .controlPolicy, .vpcEndpoint,
    ]
    /// What else a question may name: all but what is derived, and what only ties others together.
    private static let resources: [AWSNode] = AWSNode.allCases.filter { type in
        ![.statement, .method, .principalSet, .resourceSet, .accessKey, .managedPolicy].contains(type)
            && !everywhere.contains(type)
    }
    private static let limits: [Document.Kind] = [
        .awsBoundary, .awsControlPolicy, .awsControlAttachment, .awsEndpointPolicy,
    ]
    private static let ownPolicies: [Document.Kind] = [
        .awsTrustPolicy, .awsResourcePolicy, .awsKeyGrant, .awsAccessList,
    ]

    private var excerpt: StoreExcerpt
    private let asOf: Int64?
    private let needs: AccessNeeds

    init(_ reader: StoreReader, _ needs: AccessNeeds) throws {
        excerpt = try StoreExcerpt(reader, source: "aws")
        asOf = try reader.newestPosture()
        self.needs = needs
    }

    mutating func load() throws -> FactBase {
        var nodes = try self.nodes()
        let target = try target(among: nodes)
        var documents: [Document] = []
        var actions = needs.actions
        if let target {
            documents = try ownPolicies(of: target.key)
            if target.property(PropertyName.encryptionKey) != nil {
                let keys = try excerpt.nodes(of: [NodeType(AWSNode.key)])
                for key in keys.map(\.key).sorted() where key != target.key { documents += try ownPolicies(of: key) }
                nodes += keys.filter { key in !nodes.contains { $0.key == key.key } }
                actions = actions.map { $0 + needs.actionsOnContent }
            }
        } else if needs.resource == nil {
            documents = try excerpt.documents(AccessLoader.ownPolicies)
            actions = nil
        }
        if needs.resource != nil { documents += try tagging(besides: target?.key) }
        // Of a pattern, what the resources that it means say of themselves.
        if target == nil, let resource = needs.resource, resource != "*" {
            for node in nodes where AccessNames.pattern(resource, means: node.id) {
                documents += try excerpt.documents(AccessLoader.ownPolicies, of: node.key)
            }
        }
        documents += try policies(for: actions)
        let sources = [AWSNode.user, .account, .organizationalUnit, .role].map { NodeType($0) }
        let edges = try excerpt.edges([EdgeKind(AWSEdge.memberOf), EdgeKind(AWSEdge.isIn)], from: sources)
        let groups = nodes.filter { UTF8Order.equal(String($0.key.typeName), AWSNode.group.rawValue) }
        return FactBase(
            nodes: nodes, edges: PathlessIdentities.resolved(edges, among: groups), documents: documents,
            activities: [], asOf: asOf)
    }

    // MARK: - Nodes

    /// The principals, the organization, and the resources that may be meant.
    private mutating func nodes() throws -> [NodeFact] {
        let fixed = try excerpt.nodes(of: AccessLoader.everywhere.map { NodeType($0) })
        let resources = AccessLoader.resources.map { NodeType($0) }
        guard let resource = needs.resource else { return fixed + (try excerpt.nodes(of: resources)) }
        if needs.isByName {
            let nodes = fixed + (try excerpt.nodes(of: resources, holding: resource))
            // Of a name that nobody has, the answer tells which are near.
            return try AccessNames(nodes).node(resource) == nil ? fixed + excerpt.nodes(of: resources) : nodes
        }
        let owners = Set(AccessNames.owners(ofARN: resource).map { Text($0) })
        let isKeyAlias = resource.contains(":alias/")
        let named = try excerpt.nodes(
            of: resources.filter { !isKeyAlias || $0 != NodeType(AWSNode.key) }, withID: owners)
        if named.isEmpty, resource.contains(where: { $0 == "*" || $0 == "?" }) {
            return fixed + (try excerpt.nodes(of: resources)).filter { AccessNames.pattern(resource, means: $0.id) }
        }
        return fixed + named + (isKeyAlias ? try excerpt.nodes(of: [NodeType(AWSNode.key)]) : [])
    }

    /// The one resource that is asked about, if it is known.
    private func target(among nodes: [NodeFact]) throws -> NodeFact? {
        guard let resource = needs.resource, resource != "*" else { return nil }
        let names = AccessNames(nodes)
        if needs.isByName { return try names.node(resource) }
        for owner in AccessNames.owners(ofARN: resource) {
            if let node = try names.node(owner) { return node }
        }
        return nil
    }

    // MARK: - Documents

    /// The policies of identities and what bounds them; of thousands, those that may speak of the actions.
    private mutating func policies(for actions: [String]?) throws -> [Document] {
        let given: [Document.Kind] = [.awsInlinePolicy, .awsAttachment]
        guard let actions else { return try excerpt.documents(AccessLoader.limits + given + [.awsManagedPolicy]) }
        let scan = ActionScan(actions)
        let limits = try excerpt.documents(AccessLoader.limits)
        let boundaries = Set(limits.filter { $0.kind == .awsBoundary }.map { Text($0.name) })

        // A policy that does not speak of the action gives nothing, but was given, which one that is missing was not.
        var silent: Set<Text> = []
        let managed = try excerpt.documents([.awsManagedPolicy]) { _, key, _, json in
            if scan.mayMatch(json) { return .whole }
            silent.insert(Text(key.id))
            return boundaries.contains(Text(key.id)) ? .withoutBody : .nothing
        }.map { document in
            guard document.body == .null else { return document }
            var empty = document
            empty.body = AccessLoader.silence
            return empty
        }
        let own = try excerpt.documents(given) { kind, _, name, json in
            kind == .awsAttachment
                ? (silent.contains(Text(name)) ? .nothing : .whole) : (scan.mayMatch(json) ? .whole : .nothing)
        }
        return limits + managed + own
    }

    /// The trusts of other roles whose sessions may bring tags, which count instead of the role's.
    private mutating func tagging(besides target: Key?) throws -> [Document] {
        let scan = ActionScan(["sts:TagSession"])
        return try excerpt.documents([.awsTrustPolicy]) { _, key, _, json in
            key != target && scan.mayMatch(json) ? .whole : .nothing
        }
    }

    /// A policy without a statement.
    private static let silence = Value.object([
        Value.Member("Version", .string("2012-10-17")), Value.Member("Statement", .array([])),
    ])

    /// What a resource says of itself; where its access list names other accounts, with the lists that tell which.
    private mutating func ownPolicies(of key: Key) throws -> [Document] {
        let own = try excerpt.documents(AccessLoader.ownPolicies, of: key)
        let lists = own.filter { $0.kind == .awsAccessList }
        let namesOwners = own.contains { BucketAccessList.isNamedOwner(in: $0.body) }
        guard namesOwners || lists.contains(where: { BucketAccessList($0).namesOtherAccounts }) else { return own }
        return own + (try excerpt.documents([.awsAccessList])).filter { $0.subject != key }
    }
}
