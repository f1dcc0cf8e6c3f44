internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

/// Finds out what a change means for what was stated.
struct ChangeReader {
    /// A change, understood.
    struct Understood {
        /// What is different.
        var revision = Revision()
        /// Nodes that are taken over.
        var takenOver: [Key] = []
        /// What is printed of it.
        let row: WhatIf.ChangeRow
        /// What a reader should know of what was named.
        var notes: [Caveat] = []
    }

    private let snapshot: Snapshot
    private let resolver: NodeResolver
    private let documents: [Document]
    private let edges: [EdgeFact]
    private let statements: StatementIndex
    private let asOfDocuments: [DocumentKey: Document]

    init(_ ground: Ground) {
        snapshot = ground.world.snapshot
        resolver = NodeResolver(snapshot)
        documents = ground.stated.documents
        edges = ground.stated.edges
        statements = StatementIndex(documents)
        asOfDocuments = Dictionary(documents.map { (DocumentKey($0), $0) }) { first, _ in first }
    }

    /// The change; `number` tells policies apart that are added.
    ///
    /// Errors: `NodeError`, `ChangeError`.
    func read(_ change: Change, number: Int) throws -> Understood {
        switch change {
        case .compromise(let name): return try compromise(name)
        case .remove(let name): return try remove(name)
        case .rotate(let name): return try rotate(name)
        case .quarantine(let name): return try quarantine(name)
        case .grant(let principal, let action, let resource):
            return try grant(principal, action, resource, number: number)
        case .attachPolicy(let principal, let policy): return try attach(policy, to: principal, number: number)
        case .replacePolicy(let name, let policy): return try replace(name, by: policy)
        case .addConfiguration(let given):
            return Understood(
                revision: Revision([.state(nodes: given.nodes, edges: given.edges)]),
                row: WhatIf.ChangeRow(
                    "add-config", given.name, "the configuration \(given.name) is rolled out", node: nil))
        }
    }

    // MARK: - Nodes

    private func compromise(_ name: String) throws -> Understood {
        let node = try resolver.resolve(name)
        return Understood(
            takenOver: [snapshot.key(node)],
            row: WhatIf.ChangeRow(
                "compromise", name,
                "somebody has \(snapshot.name(node)), the process it runs in, and the ear of agents that listen to it",
                node: NodeRow(node, in: snapshot)))
    }

    private func rotate(_ name: String) throws -> Understood {
        let node = try resolver.resolve(name) { snapshot.kind($0) == .credential }
        guard snapshot.kind(node) == .credential else { throw wrongKind(name, node, expected: "a credential") }

        let key = snapshot.key(node)
        return Understood(
            revision: Revision(
                [.removeEdges(.init(key)), .state(nodes: [rotated(node)], edges: [])] + signings(with: node)),
            row: WhatIf.ChangeRow(
                "rotate", name,
                "\(snapshot.name(node)) as it is known opens nothing any more; who is given the new one has it again",
                node: NodeRow(node, in: snapshot)))
    }

    private func rotated(_ credential: NodeID) -> NodeFact {
        NodeFact(
            snapshot.key(credential), name: snapshot.name(credential),
            properties: [Property(PropertyName.rotated, "yes")], evidence: [])
    }

    /// That servers were seen acting as the identity, where they signed with the credential.
    private func signings(with credential: NodeID) -> [Revision.Edit] {
        let identities = snapshot.outgoing(credential).filter {
            snapshot.kind($0) == EdgeKind(AgentEdge.authenticates)
        }.map { snapshot.to($0) }
        let holders = snapshot.incoming(credential).filter {
            snapshot.kind($0) == EdgeKind(AgentEdge.usesCredential)
        }.map { snapshot.from($0) }
        return identities.flatMap { identity in
            holders.map {
                .removeEdges(.init(snapshot.key($0), EdgeKind(AgentEdge.actsAs), to: snapshot.key(identity)))
            }
        }
    }

    private func quarantine(_ name: String) throws -> Understood {
        let node = try resolver.resolve(name) { snapshot.kind($0) == .mcpServer }
        guard snapshot.kind(node) == .mcpServer else { throw wrongKind(name, node, expected: "an MCP server") }

        let all = sameServer(as: node)
        return Understood(
            revision: Revision(all.map { .removeNode(snapshot.key($0)) }),
            row: WhatIf.ChangeRow(
                "quarantine", name, "nobody calls \(snapshot.name(node)) any more, and it acts as nobody",
                node: NodeRow(node, in: snapshot)))
    }

    /// The server with the entries that declare it, and the servers that were seen of them.
    private func sameServer(as node: NodeID) -> [NodeID] {
        var all: Set<NodeID> = [node]
        var next = [node]
        while let one = next.popLast() {
            let ties = Array(snapshot.outgoing(one)) + Array(snapshot.incoming(one))
            for edge in ties where snapshot.kind(edge) == EdgeKind(AgentEdge.instance) {
                for end in [snapshot.from(edge), snapshot.to(edge)] where all.insert(end).inserted { next.append(end) }
            }
        }
        return all.sorted()
    }

    private func wrongKind(_ name: String, _ node: NodeID, expected: String) -> ChangeError {
        let title = snapshot.type(node)?.spec.title ?? snapshot.kind(node).rawValue
        return .wrongKind(name, what: "of the kind \(title)", expected: expected)
    }

    // MARK: - Removal

    private func remove(_ name: String) throws -> Understood {
        do {
            return try remove(try resolver.resolve(name), called: name)
        } catch let error as NodeError {
            guard let edges = try removedEdges(name) else { throw error }
            return edges
        }
    }

    private func remove(_ node: NodeID, called name: String) throws -> Understood {
        let key = snapshot.key(node)
        let row = NodeRow(node, in: snapshot)
        if let entry = statements.entry(of: key) {
            return Understood(
                revision: Revision([.silenceStatement(entry.key, entry.place)]),
                row: WhatIf.ChangeRow(
                    "remove", name, "the statement \(snapshot.name(node)) is gone from its policy", node: row))
        }
        if let rule = KubernetesRights(documents).rule(of: key) {
            return Understood(
                revision: rule.removal(among: documents),
                row: WhatIf.ChangeRow("remove", name, "the binding gives the rule \(row.name) no more", node: row))
        }
        // What several rights give together is no right of its own: it is taken as if it could be forbidden.
        return Understood(
            revision: Revision(([key] + places(of: node)).map { .removeNode($0) }),
            row: WhatIf.ChangeRow(
                "remove", name, "\(row.name) is gone, with all that leads to it or rests on it", node: row))
    }

    /// What sources call a credential in each place that holds it, where rules made one of several.
    private func places(of node: NodeID) -> [Key] {
        guard snapshot.kind(node) == .credential else { return [] }
        let held = snapshot.incoming(node).filter { snapshot.kind($0) == EdgeKind(AgentEdge.usesCredential) }
        let said = Dictionary(grouping: held) { snapshot.key(snapshot.from($0)) }
            .mapValues { Set($0.flatMap { snapshot.evidence($0) }) }
        let places = edges.filter { edge in
            edge.kind == EdgeKind(AgentEdge.usesCredential) && edge.to != snapshot.key(node)
                && !(said[edge.from] ?? []).isDisjoint(with: edge.evidence)
        }
        return Set(places.map(\.to)).sorted()
    }

    /// `FROM->TO` or `FROM-[KIND]->TO`; nil where the text is neither.
    private func removedEdges(_ text: String) throws -> Understood? {
        var unknown: (any Error)?
        for arrow in EdgeText.readings(text) {
            let (one, other) = (
                Result { try resolver.resolve(arrow.from) }, Result { try resolver.resolve(arrow.to) }
            )
            guard case .success(let from) = one, case .success(let to) = other else {
                // Of several readings the one counts of which an end is known: the other end is what is wrong.
                switch (one, other) {
                case (.failure(let error), .success), (.success, .failure(let error)): throw error
                case (.failure(let error), _): unknown = unknown ?? error
                default: break
                }
                continue
            }
            let between = snapshot.outgoing(from).filter { snapshot.to($0) == to }
            let found = between.filter { edge in
                arrow.kind.map { ChangeReader.names($0, snapshot.kind(edge)) } ?? true
            }
            guard !found.isEmpty else {
                let kinds = between.map { snapshot.kind($0) }.uniqued().sorted { UTF8Order.less($0.name, $1.name) }
                throw ChangeError.noEdge(text, there: kinds)
            }
            return Understood(
                revision: Revision(found.flatMap { removal(of: $0) }),
                row: WhatIf.ChangeRow(
                    "remove", text,
                    "no edge leads from \(snapshot.name(from)) to \(snapshot.name(to)) any more"
                        + (arrow.kind.map { " by \($0)" } ?? ""), node: nil))
        }
        if let unknown { throw unknown }
        return nil
    }

    /// Whether somebody means the kind of edge: by its name, or by the verb that stands on its arrow.
    private static func names(_ text: String, _ kind: EdgeKind) -> Bool {
        let text = text.lowercased()
        return UTF8Order.equal(text, kind.name.lowercased()) || UTF8Order.equal(text, kind.spec.verb.lowercased())
    }

    /// What takes an edge away: that an identity holds a statement is taken from its policies and judged, anything else
    /// is no more.
    private func removal(of edge: EdgeID) -> [Revision.Edit] {
        let (from, to) = (snapshot.key(snapshot.from(edge)), snapshot.key(snapshot.to(edge)))
        let plain: [Revision.Edit] = [.removeEdges(.init(from, snapshot.kind(edge), to: to))]
        guard snapshot.kind(edge) == EdgeKind(AccessEdge.holds), let entry = statements.entry(of: to) else {
            return plain
        }
        switch entry.document.kind {
        case .awsInlinePolicy: return [.silenceStatement(entry.key, entry.place)]
        case .awsManagedPolicy:
            let attachment = DocumentKey(.awsAttachment, from, entry.document.subject.id)
            guard asOfDocuments[attachment] != nil else { return plain }
            // What is left of the policy is the identity's own from then on, so that others keep all of it.
            let rest = PolicyText(entry.document.body).silencing(entry.place).body
            return [
                .drop(attachment),
                .add(
                    Document(
                        .awsInlinePolicy, subject: from, name: "what is left of \(entry.document.name)", body: rest,
                        evidence: entry.document.evidence)),
            ]
        default: return plain
        }
    }

    // MARK: - Policies

    private func grant(_ principal: String, _ action: String, _ resource: String, number: Int) throws -> Understood {
        let node = try resolver.resolve(principal) { isPrincipal($0) || ClusterGrant.isSubject(snapshot.type($0)) }
        if ClusterGrant.isSubject(snapshot.type(node)) {
            let right = try ClusterGrant(
                action, resource, to: snapshot.key(node), number: number, file: "--grant", among: documents)
            return Understood(
                revision: Revision(right.documents.map { .add($0) }),
                row: WhatIf.ChangeRow(
                    "grant", "\(principal) \(action) \(resource)", "\(snapshot.name(node)) may \(right.meaning)",
                    node: NodeRow(node, in: snapshot)), notes: right.notes)
        }
        guard isPrincipal(node) else {
            throw wrongKind(
                principal, node,
                expected: "a user, role or group of AWS, or a service account, user or group of Kubernetes")
        }
        let statement = Value.object([
            Value.Member("Effect", .string("Allow")), Value.Member("Action", .string(action)),
            Value.Member("Resource", .string(resource)),
        ])
        guard action == "*" || action.utf8.contains(UInt8(ascii: ":")) else {
            throw ChangeError.noGrant("\"\(action)\" is no action, expected one such as s3:GetObject, s3:* or *")
        }
        var notes = try ChangeReader.notes(ofAction: action)
        let isARN = try resource == "*" || ChangeRights.isARN(resource)
        let target = try isARN ? nil : resolved(resource: resource)
        if let note = ChangeReader.note(onFit: action, target ?? resource) { notes.append(note) }
        guard isARN || target != nil else {
            throw ChangeError.noGrant(
                "\"\(resource)\" is no resource of AWS, expected an ARN, with wildcards or without, *, or a unique name"
            )
        }
        let body = Value.object([
            Value.Member("Version", .string("2012-10-17")),
            Value.Member(
                "Statement",
                .array([Value.Element(target.map { ChangeRights.statement(action, on: $0) } ?? statement)])),
        ])
        return Understood(
            revision: Revision([.add(added(body, named: "what-if grant \(number)", from: "--grant", to: node))]),
            row: WhatIf.ChangeRow(
                "grant", "\(principal) \(action) \(resource)",
                "\(snapshot.name(node)) may do \(action) on \(resource)", node: NodeRow(node, in: snapshot)),
            notes: notes)
    }

    /// The ARN of what is called so in AWS; nil for a name that nothing with an ARN bears.
    ///
    /// Errors: `NodeError.ambiguous`.
    private func resolved(resource name: String) throws -> String? {
        do {
            let node = try resolver.resolve(name) { ARN(snapshot.worldID($0)) != nil }
            return ARN(snapshot.worldID(node)) == nil ? nil : snapshot.worldID(node)
        } catch NodeError.unknown { return nil }
    }

    /// What is to be said of an action on a resource of another service.
    private static func note(onFit action: String, _ resource: String) -> Caveat? {
        let service = action.split(separator: ":").first.map { $0.lowercased() } ?? "*"
        guard let owner = ARN(resource)?.service.lowercased(),
            !(service + owner).contains(where: { "*?".contains($0) }),
            !UTF8Order.equal(service, owner), !ChangeReader.siblings.contains([service, owner])
        else { return nil }
        return Caveat(
            reason: Caveat.notKnown, source: "--grant",
            detail:
                "\(action) is an action of \(service), and \(resource) a resource of \(owner): together they give nothing, "
                + "unless \(service) says that its actions are on such resources")
    }

    /// Services with actions on resources of another.
    ///
    /// Source: AWS Service Authorization Reference, resource types of the services.
    private static let siblings: Set<[String]> = [
        ["sts", "iam"], ["ssm", "ec2"], ["ec2-instance-connect", "ec2"], ["rds-data", "rds"],
        ["redshift-data", "redshift"],
        ["kafka-cluster", "kafka"], ["neptune", "rds"], ["docdb", "rds"], ["s3express", "s3"],
        ["s3-object-lambda", "s3"],
        ["autoscaling", "ec2"], ["ec2messages", "ec2"], ["ssmmessages", "ec2"], ["bedrock-agentcore", "bedrock"],
    ]

    /// What is not known of an action that somebody typed.
    ///
    /// Errors: `ChangeError.noGrant` for one that its service does not have: a slip would be answered with "nothing".
    private static func notes(ofAction action: String) throws -> [Caveat] {
        switch AWSActions.standing(of: action) {
        case .known: return []
        case .unknownService:
            return UnknownActions.sentence(of: action).map {
                [Caveat(reason: Caveat.notKnown, source: "--grant", detail: $0)]
            } ?? []
        case .unknown(let service, let nearest):
            throw ChangeError.noGrant(
                "\"\(action)\" means no action of \(service), expected one that there is\(Spelling.hint(nearest))"
            )
        }
    }

    private func attach(_ policy: GivenPolicy, to principal: String, number: Int) throws -> Understood {
        let node = try principalNode(principal)
        if let problem = PolicyFit.identity.problem(of: policy, for: snapshot.name(node)) {
            throw ChangeError.wrongPolicy(problem)
        }
        return Understood(
            revision: Revision([
                .add(added(policy.body, named: "what-if \(policy.name) \(number)", from: policy.name, to: node))
            ]),
            row: WhatIf.ChangeRow(
                "attach-policy", "\(principal) \(policy.name)",
                "\(snapshot.name(node)) has the policy \(policy.name) as well", node: NodeRow(node, in: snapshot)),
            notes: UnknownActions.caveats(of: policy))
    }

    private func added(_ body: Value, named name: String, from file: String, to node: NodeID) -> Document {
        Document(
            .awsInlinePolicy, subject: snapshot.key(node), name: name, body: body,
            evidence: Evidence(source: "what-if", file: file, locator: ""))
    }

    private func principalNode(_ name: String) throws -> NodeID {
        let node = try resolver.resolve(name) { isPrincipal($0) }
        guard isPrincipal(node) else { throw wrongKind(name, node, expected: "a user, role or group of AWS") }
        return node
    }

    private func isPrincipal(_ node: NodeID) -> Bool {
        [NodeType(AWSNode.user), NodeType(AWSNode.role), NodeType(AWSNode.group)].contains { $0 == snapshot.type(node) }
    }

    private func replace(_ name: String, by policy: GivenPolicy) throws -> Understood {
        let document = try PolicyNames(documents, snapshot).document(name)
        let title = PolicyNames.title(of: document, in: snapshot)
        if let problem = PolicyFit(document.kind).problem(of: policy, for: title) {
            throw ChangeError.wrongPolicy(problem)
        }
        return Understood(
            revision: Revision([.rewrite(DocumentKey(document), policy.body)]),
            row: WhatIf.ChangeRow(
                "replace-policy", "\(name) \(policy.name)",
                "\(title) says what \(policy.name) says",
                node: snapshot.node(document.subject).map { NodeRow($0, in: snapshot) }),
            notes: UnknownActions.caveats(of: policy))
    }
}
