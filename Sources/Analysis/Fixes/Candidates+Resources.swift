internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

extension Candidates {
    /// Statements of roles' trusts, and single principals of them.
    func trustCandidates() -> [Candidate] {
        statements.entries.flatMap { entry -> [Candidate] in
            guard entry.document.kind == .awsTrustPolicy, entry.statement.isAllow, let written = entry.written,
                !Candidates.isServiceOwned(entry.document.subject)
            else { return [] }
            let role = entry.document.subject
            let parts = TrustedPrincipal.all(of: written)
            let passages = trustUse.passages(through: role).filter { passage in
                passage.action.map { entry.statement.matches(action: $0) } ?? true
                    && (parts.isEmpty || parts.contains { $0.mayTake(as: passage.taker) })
            }
            let whole = candidate(
                .removeTrust, entry, part: "",
                "take the trust \(entry.statement.sid ?? "#\(entry.place)") of \(name(role)) away",
                .silenceStatement(entry.key, entry.place), uses: passages.map(\.act), runs: parts.map(\.text))
            guard parts.count > 1 else { return [whole].compactMap { $0 } }
            let single = parts.compactMap { part in
                candidate(
                    .removeTrustedPrincipal, entry, part: part.text,
                    "let \(name(role)) no longer be taken by \(part.text)",
                    .cutStatement(entry.key, entry.place, StatementCut(part)),
                    uses: passages.filter { part.isNeeded(among: parts, by: $0.taker) }.map(\.act), runs: [part.text])
            }
            return ([whole] + single).compactMap { $0 }
        }
    }

    private func candidate(
        _ kind: FixKind, _ entry: StatementIndex.Entry, part: String, _ sentence: String, _ edit: Revision.Edit,
        uses: [Activity], runs services: [String]
    ) -> Candidate? {
        let role = entry.document.subject
        let revision = Revision([edit])
        guard let patch = patch(of: entry.document, after: revision) else { return nil }
        let (observable, why) = world.coverage.observable(action: "sts:AssumeRole", account: role.scope)
        var use = use(of: uses, observable: observable, why: why, accounts: [Text(role.scope)])
        // What runs as the role takes it whether or not somebody looks.
        if services.contains(where: { $0.hasSuffix(".amazonaws.com") || $0.hasSuffix(".amazonaws.com.cn") }),
            let node = snapshot.node(role)
        {
            for edge in snapshot.incoming(node) where snapshot.kind(edge) == EdgeKind(AgentEdge.runsAs) {
                use.breaks.append(
                    Fixes.BreakRow(
                        action: "runs as \(name(role))", on: snapshot.name(snapshot.from(edge)), count: nil, last: nil))
            }
        }
        return Candidate(
            kind: kind, target: grantKey(of: entry), part: part, sentence: sentence, revision: revision,
            holders: [role], newest: [role], use: use,
            breadth: Candidates.breadth(of: entry.statement.actionPatterns, on: ["*"]), effort: .medium,
            patch: .ready(patch))
    }

    // MARK: - Policies of resources

    /// Statements of resources' own policies: who used them, no policy of an identity tells.
    func resourcePolicyCandidates() -> [Candidate] {
        statements.entries.flatMap { entry -> [Candidate] in
            guard entry.document.kind == .awsResourcePolicy, entry.statement.isAllow, let written = entry.written else {
                return []
            }
            let resource = name(entry.document.subject)
            let statement = entry.statement.sid ?? "#\(entry.place)"
            let touched = acts { $0.target == entry.document.subject && entry.statement.matches(action: $0.action) }
            var found = [
                candidate(
                    .removeResourceStatement, of: entry,
                    "take the statement \(statement) out of the policy of \(resource)",
                    .silenceStatement(entry.key, entry.place), actions: entry.statement.actionPatterns, uses: touched)
            ]
            let principals = TrustedPrincipal.all(of: written)
            for one in principals where principals.count > 1 {
                found.append(
                    candidate(
                        .removeResourcePrincipal, of: entry, part: one.text,
                        "take \(one.text) out of the statement \(statement) of the policy of \(resource)",
                        .cutStatement(entry.key, entry.place, StatementCut(one)),
                        actions: entry.statement.actionPatterns,
                        uses: touched.filter { one.isOnly(among: principals, for: $0.identity) }))
            }
            for part in StatementPart.all(of: entry.statement, written) where part.isAction {
                let rest = PolicyDocument(
                    PolicyText(entry.document.body).replacing(entry.place, by: part.rest(of: written)).body
                ).statements.first { $0.index == entry.place }
                found.append(
                    candidate(
                        .removeAction, of: entry, part: part.text,
                        "take \(part.text) out of the statement \(statement) of the policy of \(resource)",
                        .cutStatement(entry.key, entry.place, StatementCut(part)), actions: [part.text],
                        uses: touched.filter { !(rest?.matches(action: $0.action) ?? false) }))
            }
            return found.compactMap { $0 }
        } + keyGrantCandidates()
    }

    private func candidate(
        _ kind: FixKind, of entry: StatementIndex.Entry, part: String = "", _ sentence: String, _ edit: Revision.Edit,
        actions: [String], uses: [Activity]
    ) -> Candidate? {
        let resource = entry.document.subject
        let revision = Revision([edit])
        guard !locks(entry.document, revision), let patch = patch(of: entry.document, after: revision) else {
            return nil
        }
        let seen = actions.map { world.coverage.observable(action: $0, account: resource.scope) }
        let why = Set(seen.map { Text($0.why) }).sorted().map(\.string).joined(separator: "; ")
        return Candidate(
            kind: kind, target: grantKey(of: entry), part: part, sentence: sentence, revision: revision,
            holders: [resource], newest: [resource],
            use: use(
                of: uses, observable: StatementUse.worst(seen.map(\.0)), why: why, accounts: [Text(resource.scope)]),
            breadth: Candidates.breadth(of: actions, on: ["*"]), effort: .medium, patch: .ready(patch))
    }

    /// Whether nobody could change the policy of a key any more, which only AWS's support undoes.
    ///
    /// Source: AWS KMS developer guide, "Key policies", on keys that become unmanageable.
    private func locks(_ document: Document, _ revision: Revision) -> Bool {
        guard document.subject.type == NodeType(AWSNode.key),
            let after = revision.applied(to: StatedFacts(documents: [document])).documents.first
        else { return false }
        func isOpen(_ body: Value) -> Bool {
            PolicyDocument(body).statements.contains { $0.isAllow && $0.matches(action: "kms:PutKeyPolicy") }
        }
        return isOpen(document.body) && !isOpen(after.body)
    }

    /// Grants of KMS keys; a grant that was revoked can only be made anew, under another id.
    private func keyGrantCandidates() -> [Candidate] {
        ground.stated.documents.filter { $0.kind == .awsKeyGrant }.map { grant in
            let operations = (grant.body["Operations"]?.elements ?? []).compactMap(\.value.string)
            let grantee = grant.body["GranteePrincipal"]?.string ?? ""
            let (observable, why) = world.coverage.observable(action: "kms:Decrypt", account: grant.subject.scope)
            let used = acts { act in
                act.target == grant.subject && (act.identity.map { UTF8Order.equal($0.id, grantee) } ?? false)
            }
            let undo = AWSCommand.createGrant(grant)
            return Candidate(
                kind: .revokeKeyGrant, target: grant.subject, part: grant.name,
                sentence: "revoke the grant of \(name(grant.subject)) to \(grantee)",
                revision: Revision([.drop(DocumentKey(grant))]), holders: [grant.subject],
                use: use(of: used, observable: observable, why: why, accounts: [Text(grant.subject.scope)]),
                breadth: operations.count * 2, effort: .medium,
                patch: .ready(
                    PolicyPatch.commands(
                        [AWSCommand.aws("kms", "revoke-grant", "--key-id", grant.subject.id, "--grant-id", grant.name)],
                        undo: [undo], target: grant.subject.id)))
        }
    }

    // MARK: - Access keys

    /// That servers which hold the key were seen acting as its user.
    private func signings(with key: Key, as user: Key) -> [Revision.Edit] {
        guard let node = snapshot.node(key) else { return [] }
        return snapshot.incoming(node).filter { snapshot.kind($0) == EdgeKind(AgentEdge.usesCredential) }.map { edge in
            .removeEdges(.init(snapshot.key(snapshot.from(edge)), EdgeKind(AgentEdge.actsAs), to: user))
        }
    }

    /// Active access keys of users.
    func keyCandidates() -> [Candidate] {
        ground.stated.edges.filter { edge in
            edge.kind == EdgeKind(AgentEdge.authenticates) && edge.from.type == NodeType(AWSNode.accessKey)
        }.map { edge in
            let (key, user) = (edge.from, edge.to)
            let words = ["--user-name", AWSCommand.name(of: user), "--access-key-id", key.id]
            let (observable, why) = world.coverage.observable(action: "sts:GetCallerIdentity", account: user.scope)
            return Candidate(
                kind: .deactivateAccessKey, target: key, sentence: "make the access key of \(name(user)) inactive",
                revision: Revision([.removeEdges(.init(key, edge.kind, to: user))] + signings(with: key, as: user)),
                holders: [user],
                use: use(
                    of: trustUse.acts(with: key), observable: observable, why: why, accounts: [Text(user.scope)]),
                breadth: 1,
                patch: .ready(
                    PolicyPatch.commands(
                        [ShellText.command(["aws", "iam", "update-access-key"] + words + ["--status", "Inactive"])],
                        undo: [
                            ShellText.command(["aws", "iam", "update-access-key"] + words + ["--status", "Active"])
                        ],
                        target: key.id)))
        }
    }
}

extension AWSCommand {
    /// What makes a grant of a key like one that was given; its id is another.
    static func createGrant(_ grant: Document) -> String {
        let operations = (grant.body["Operations"]?.elements ?? []).compactMap(\.value.string)
        var words = [
            "aws", "kms", "create-grant", "--key-id", grant.subject.id, "--grantee-principal",
            grant.body["GranteePrincipal"]?.string ?? "", "--operations",
        ]
        words += operations
        if let constraints = grant.body["Constraints"] {
            words += ["--constraints", DocumentText.compact(constraints)]
        }
        return ShellText.command(words)
    }
}

/// One principal of a trust that names several.
struct TrustedPrincipal: Sendable {
    let kind: String
    let text: String

    static func all(of written: Value) -> [TrustedPrincipal] {
        (written["Principal"]?.members ?? []).flatMap { member in
            PolicyStatements.texts(member.value).map { TrustedPrincipal(kind: member.name, text: $0) }
        }
    }

    /// Whether an identity may be meant by this one and by none of the others; nil for one that is not known.
    func isOnly(among all: [TrustedPrincipal], for identity: Key?) -> Bool {
        mayMean(identity) && !all.contains { !UTF8Order.equal($0.text, text) && $0.mayMean(identity) }
    }

    /// Whether who took a role may have done so as this principal and as none of the others; where no record tells who it
    /// was, it may.
    func isNeeded(among all: [TrustedPrincipal], by taker: Key?) -> Bool {
        guard let taker else { return true }
        return mayTake(as: taker) && !all.contains { !UTF8Order.equal($0.text, text) && $0.mayTake(as: taker) }
    }

    /// Whether who took a role may have done so as this principal; nil for one of whom no record tells.
    func mayTake(as taker: Key?) -> Bool {
        guard let taker else { return true }
        switch kind {
        case "AWS": return taker.type != NodeType(AWSNode.service) && mayMean(taker)
        case "Service":
            // Pods get roles by their cluster's agent, which is a service of AWS.
            if taker.type == NodeType(KubernetesNode.serviceAccount) { return text.hasPrefix("pods.eks.") }
            return taker.type == NodeType(AWSNode.service) ? UTF8Order.equal(taker.id, text) : !isOfAccount(taker)
        case "Federated":
            // Of accounts of clusters, and of subjects, no record names the provider as trusts do.
            return taker.type != NodeType(AWSNode.service) && !isOfAccount(taker)
        default: return true
        }
    }

    private func isOfAccount(_ taker: Key) -> Bool {
        taker.type == NodeType(AWSNode.user) || taker.type == NodeType(AWSNode.role)
    }

    /// Itself, one of its account, or anybody; of services and providers it is not told whom they mean.
    private func mayMean(_ identity: Key?) -> Bool {
        guard UTF8Order.equal(kind, "AWS"), !UTF8Order.equal(text, "*") else { return true }
        guard let identity else { return false }
        if UTF8Order.equal(text, identity.id) || UTF8Order.equal(text, identity.scope) { return true }
        guard let arn = ARN(text) else { return false }
        return arn.service == "sts"
            || (UTF8Order.equal(arn.resource, "root") && UTF8Order.equal(arn.account, identity.scope))
    }

    /// The statement without it.
    func rest(of written: Value) -> Value {
        guard let members = written.members else { return written }
        return .object(
            members.map { member in
                guard member.name == "Principal", let kinds = member.value.members else { return member }
                let rest = kinds.compactMap { part -> Value.Member? in
                    guard UTF8Order.equal(part.name, kind) else { return part }
                    let texts = PolicyStatements.texts(part.value).filter { !UTF8Order.equal($0, text) }
                    return texts.isEmpty
                        ? nil
                        : Value.Member(
                            part.name, texts.count == 1 ? .string(texts[0]) : .array(texts.map { .init(.string($0)) }),
                            line: part.line)
                }
                return Value.Member("Principal", .object(rest), line: member.line)
            })
    }
}
