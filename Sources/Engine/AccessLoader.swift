internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachPosture
internal import OverreachStore

/// Reads the facts that a question about access rests on.
struct AccessLoader {
    private static let principals: [AWSNode] = [.user, .role]
    private static let organization: [AWSNode] = [.account, .organization, .organizationalUnit, .controlPolicy]
    /// What else a question may name: all but what is derived, and what only ties others together.
    private static let resources: [AWSNode] = AWSNode.allCases.filter { type in
        ![.statement, .method, .principalSet, .resourceSet, .accessKey, .managedPolicy].contains(type)
            && !(principals + organization).contains(type)
    }
    /// Documents that are read for every question; which bodies are kept, `needs` decides.
    private static let everywhere: [Document.Kind] = [
        .awsInlinePolicy, .awsManagedPolicy, .awsAttachment, .awsBoundary, .awsControlPolicy, .awsControlAttachment,
    ]
    private static let ownPolicies: [Document.Kind] = [.awsTrustPolicy, .awsResourcePolicy, .awsKeyGrant]

    private var excerpt: StoreExcerpt
    private let needs: AccessNeeds

    init(_ reader: StoreReader, _ needs: AccessNeeds) throws {
        excerpt = try StoreExcerpt(reader, source: "aws")
        self.needs = needs
    }

    mutating func load() throws -> FactBase {
        var nodes = try self.nodes()
        let target = try target(among: nodes)
        var documents = try documents()
        if let target {
            documents += try ownPolicies(of: target.key)
            if target.property(PropertyName.encryptionKey) != nil {
                let keys = try excerpt.nodes(of: [NodeType(AWSNode.key)])
                for key in keys.map(\.key).sorted() where key != target.key { documents += try ownPolicies(of: key) }
                nodes += keys.filter { key in !nodes.contains { $0.key == key.key } }
            }
        } else if needs.resource == nil {
            documents += try excerpt.documents(AccessLoader.ownPolicies) { _, _, _ in true }
        }
        let sources = [AWSNode.user, .account, .organizationalUnit, .role].map { NodeType($0) }
        let edges = try excerpt.edges([EdgeKind(AWSEdge.memberOf), EdgeKind(AWSEdge.isIn)], from: sources)
        return FactBase(
            nodes: nodes, edges: PathlessIdentities.resolved(edges, among: nodes), documents: documents,
            activities: [])
    }

    // MARK: - Nodes

    /// The principals, the organization, and the resources that may be meant.
    private mutating func nodes() throws -> [NodeFact] {
        let fixed = AccessLoader.principals + AccessLoader.organization
        let all = (fixed + AccessLoader.resources).map { NodeType($0) }
        guard let resource = needs.resource, !needs.isByName else { return try excerpt.nodes(of: all) }
        let owners = Set(AccessNames.owners(ofARN: resource).map { Text($0) })
        let isKeyAlias = resource.contains(":alias/")
        let whole = Set((fixed + (isKeyAlias ? [.key] : [])).map { NodeType($0) })
        return try excerpt.nodes(of: all) { type, key in
            whole.contains(type) || owners.contains(Text(key.id))
        }
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

    private mutating func documents() throws -> [Document] {
        guard let actions = needs.actions else {
            return try excerpt.documents(AccessLoader.everywhere) { _, _, _ in true }
        }
        let scan = ActionScan(actions)
        let read = try excerpt.documents(AccessLoader.everywhere) { kind, _, json in
            kind == .awsControlAttachment || kind == .awsControlPolicy || scan.mayMatch(json)
        }
        // A policy that does not speak of the action is still one that was given.
        return read.map { document in
            guard document.body == .null, document.kind == .awsManagedPolicy || document.kind == .awsInlinePolicy
            else { return document }
            var silent = document
            silent.body = AccessLoader.silence
            return silent
        }
    }

    /// A policy without a statement.
    private static let silence = Value.object([
        Value.Member("Version", .string("2012-10-17")), Value.Member("Statement", .array([])),
    ])

    private mutating func ownPolicies(of key: Key) throws -> [Document] {
        try excerpt.documents(AccessLoader.ownPolicies, of: key) { _, _, _ in true }
    }
}
