internal import OverreachModel
internal import OverreachPolicy

/// What is asked for, with all that its owner says of it.
struct AccessTarget {
    /// The ARN as the question means it, the account that owns it, its own policy and tags.
    let resource: AWSResource
    /// The node that it is, or lies in; nil for what no list that was given holds.
    let node: NodeFact?
    /// The documents of its own policy, as they are written.
    let voices: [Document]
    /// What is known of a request for it.
    let context: RequestContext
    /// What of it is not known.
    let caveats: [Caveat]

    /// Whether several resources are asked for.
    var isSet: Bool { resource.arn != "*" && resource.arn.contains { $0 == "*" || $0 == "?" } }
}

extension AWSAccess {
    /// Services whose resources may have policies of their own.
    private static let haveOwnPolicies: Set<String> = [
        "s3", "sqs", "sns", "kms", "secretsmanager", "lambda", "dynamodb", "ecr", "events", "logs", "kinesis", "glue",
        "elasticfilesystem", "backup", "es", "execute-api", "codebuild", "s3express", "s3tables",
    ]

    /// The target that a user names for an action: an ARN, with wildcards or without, `*`, a key, a name or an alias.
    ///
    /// Errors: `NodeError` for what is no ARN and no name.
    func target(_ text: String, action: String) throws -> AccessTarget {
        if text == "*" { return bare("*", account: "", []) }
        guard let arn = ARN(text) else {
            guard let node = try names.node(text) else {
                throw NodeError.unknown(text, nearest: names.nearest(text))
            }
            return target(arn: AWSAccess.name(of: node, for: action), in: node, action: action)
        }
        for owner in AccessNames.owners(ofARN: text) {
            guard let node = try names.node(owner) else { continue }
            // The operations of a key take its alias for the key itself, those of the alias do not.
            let isAlias = arn.service == "kms" && arn.resource.hasPrefix("alias/")
            let isOfAlias = action.lowercased().hasSuffix("alias")
            return target(arn: isAlias && !isOfAlias ? node.id : text, in: node, action: action)
        }
        var caveats: [Caveat] = []
        if AWSAccess.haveOwnPolicies.contains(arn.service), !arn.account.isEmpty, !text.contains("*"),
            !text.contains("?")
        {
            caveats.append(
                .access("\(text) is in no list that was given: what its own policy allows or denies is not known"))
        } else if arn.account.isEmpty, !text.hasPrefix("arn:\(arn.partition):\(arn.service):::*") {
            caveats.append(
                .access("the account that owns \(text) is not known: it is taken for that of whoever asks"))
        }
        return bare(text, account: arn.account.contains { $0 == "*" || $0 == "?" } ? "" : arn.account, caveats)
    }

    /// What of a store an action is asked for: of a bucket that is named, `s3:GetObject` wants the objects.
    private static func part(of node: NodeFact, for action: String) -> String {
        guard let type = AWSNode(rawValue: String(node.key.typeName)) else { return "" }
        let suffixes = AWSEffects.effects(on: type, of: action).map(\.resourceSuffix)
        return suffixes.contains("") ? "" : suffixes.first ?? ""
    }

    /// The ARN on which AWS asks the action for a known resource; an action that is not in the table is asked on itself.
    private static func name(of node: NodeFact, for action: String) -> String {
        guard let type = AWSNode(rawValue: String(node.key.typeName)) else { return node.id }
        let names = AWSEffects.effects(on: type, of: action).flatMap {
            $0.resources(of: node.id, aliases: node.values(of: PropertyName.alias))
        }
        return names.contains { UTF8Order.equal($0, node.id) }
            ? node.id : names.first ?? node.id + part(of: node, for: action)
    }

    private func bare(_ arn: String, account: String, _ caveats: [Caveat]) -> AccessTarget {
        var caveats = caveats
        if arn.contains("*"), arn != "*" {
            let known = ownPolicies.filter { Pattern(arn).overlaps(Pattern($0.id)) }
            if !known.isEmpty {
                caveats.append(
                    .access(
                        "\(known.count) known resources with policies of their own match \(arn): these are not "
                            + "counted; ask for each by its name"))
            }
        }
        return AccessTarget(
            resource: placed(AWSResource(arn: arn, account: account, tags: nil)), node: nil, voices: [],
            context: context(), caveats: caveats)
    }

    /// The target that an ARN of a known resource, or of something in it, means.
    func target(arn: String, in node: NodeFact, action: String) -> AccessTarget {
        let service = String(action.lowercased().prefix { $0 != ":" })
        let isRole = node.key.type == NodeType(AWSNode.role)
        let (account, isTaken) = owner(of: node)
        let kinds: [Document.Kind] =
            isRole ? (service == "sts" ? [.awsTrustPolicy] : []) : [.awsResourcePolicy, .awsKeyGrant, .awsAccessList]
        let voices = (self.voices[node.key] ?? []).filter { kinds.contains($0.kind) }
        let written =
            isRole
            ? (voices.isEmpty ? nil : holdings.trusts[node.key]?.document)
            : holdings.resourcePolicies[node.key]?.document
        let listed = voices.filter { $0.kind == .awsAccessList }.flatMap { PolicyStatements.of($0.body) }
        let policy = listed.isEmpty ? written : PolicyDocument(adding: listed, to: written)

        var caveats: [Caveat] = []
        if isTaken {
            caveats.append(.access("the account that owns \(node.id) is not known: it is taken for \(account)"))
        } else if account.hasPrefix("unknown") || account.isEmpty {
            caveats.append(
                .access("the account that owns \(node.id) is not known: nobody's account is taken for its own"))
        }
        let isUngivenKey =
            node.key.type == NodeType(AWSNode.key) && (policy == nil || holdings.keysByGrantsOnly.contains(node.key))
        if isUngivenKey || holdings.missing.contains(where: { $0.holder == node.key }) {
            caveats.append(.access("a policy of \(node.id) was not given"))
        }

        let part = AWSAccess.part(of: node, for: action)
        if UTF8Order.equal(arn, node.id), !part.isEmpty {
            caveats.append(.access("\(action) is asked for \(arn)\(part), never for \(arn) itself"))
        }
        let listsTags = !node.tags.isEmpty || AWSAccess.listsTags(node)
        var resource = AWSResource(arn: arn, account: account, policy: policy, tags: listsTags ? node.tags : nil)
        resource.attributeBasedAccess = AWSSetting(
            node.property(PropertyName.attributeBasedAccess).map { UTF8Order.equal($0, "Enabled") })
        // What S3 calls public is the policy that is written, not the access list.
        resource.region = node.property(PropertyName.region)
        if node.key.type == NodeType(AWSNode.key) { resource.aliases = node.values(of: PropertyName.alias) }
        if node.key.type == NodeType(AWSNode.bucket) {
            let block = PublicAccessBlock(base)
            if written?.isPublic == true {
                resource.restrictsPublicPolicy = block.restrictsPublicPolicy(node, account: account)
            }
            resource.ignoresPublicLists = block.ignoresPublicLists(node, account: account)
        }
        return AccessTarget(
            resource: placed(resource), node: node, voices: voices, context: context(), caveats: caveats)
    }

    /// The resource with what its account is bound by; what RCPs speak of, the evaluator knows.
    private func placed(_ resource: AWSResource) -> AWSResource {
        var placed = resource
        placed.controlPolicies = organization.levels(.resource, of: resource.account)
        placed.membership = organization.membership(of: resource.account)
        return placed
    }

    /// The account of a node; where no file says so, the only one whose identities are known.
    private func owner(of node: NodeFact) -> (account: String, isTaken: Bool) {
        let scope = node.key.scope
        guard scope.hasPrefix("unknown"), accounts.count == 1, let only = accounts.first else { return (scope, false) }
        return (only.string, true)
    }

    /// What is listed with its tags, so that none are none; of the others nobody knows.
    private static func listsTags(_ node: NodeFact) -> Bool {
        [AWSNode.user, .role, .secret].contains { NodeType($0) == node.key.type }
    }
}

extension Caveat {
    /// What an answer about access leaves open.
    static func access(_ detail: String) -> Caveat {
        Caveat(reason: Caveat.notCollected, source: "aws", detail: detail)
    }
}
