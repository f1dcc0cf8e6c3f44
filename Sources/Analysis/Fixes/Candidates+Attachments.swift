internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

extension Candidates {
    /// Attachments of managed policies: detached, or, where something was used, replaced by what was.
    func attachmentCandidates() -> [Candidate] {
        ground.stated.documents.filter { $0.kind == .awsAttachment }.flatMap { attachment -> [Candidate] in
            let holder = attachment.subject
            guard !Candidates.isServiceOwned(holder), let policy = managed[Text(attachment.name)],
                let detach = AWSCommand.attachment("detach", of: attachment.name, to: holder),
                let attach = AWSCommand.attachment("attach", of: attachment.name, to: holder)
            else { return [] }
            let entries = (entries[DocumentKey(policy)] ?? []).filter(\.statement.isAllow)
            let used = entries.map { entry in
                (
                    entry: entry,
                    use: StatementUse(
                        of: entry.statement, by: [holder], in: accounts(of: [holder]), use, world.coverage)
                )
            }
            let what = "\(policy.name) from \(name(holder))"
            var found = [
                Candidate(
                    kind: .detachPolicy, target: policy.subject, part: holder.text, sentence: "detach \(what)",
                    revision: Revision([.drop(DocumentKey(attachment))]), holders: [holder],
                    newest: [holder, policy.subject],
                    use: sum(used.map { candidateUse($0.use, holders: [holder], breaks: $0.use.rows { _ in false }) }),
                    breadth: breadth(of: entries),
                    patch: .ready(PolicyPatch.commands([detach], undo: [attach], target: policy.subject.id)))
            ]
            if let narrow = narrowed(attachment, policy, used, commands: (detach, attach)) { found.append(narrow) }
            return found
        }
    }

    private func breadth(of entries: [StatementIndex.Entry]) -> Int {
        entries.reduce(0) {
            $0 + Candidates.breadth(of: $1.statement.actionPatterns, on: $1.statement.resourcePatterns)
        }
    }

    /// The sum of several uses.
    func sum(_ all: [CandidateUse]) -> CandidateUse {
        var sum = CandidateUse(observable: StatementUse.worst(all.map(\.observable)))
        var reasons: [String] = []
        for one in all {
            sum.count += one.count
            sum.last = [sum.last, one.last].compactMap { $0 }.max()
            sum.breaks += one.breaks
            sum.accounts.formUnion(one.accounts)
            if !one.why.isEmpty, !reasons.contains(where: { UTF8Order.equal($0, one.why) }) { reasons.append(one.why) }
        }
        sum.why = reasons.joined(separator: "; ")
        return sum
    }

    /// What was used becomes the holder's own policy: others keep the managed one, and AWS's own cannot be changed.
    private func narrowed(
        _ attachment: Document, _ policy: Document, _ used: [(entry: StatementIndex.Entry, use: StatementUse)],
        commands: (detach: String, attach: String)
    ) -> Candidate? {
        let isShared = (attachments[Text(policy.subject.id)] ?? []).count > 1
        let isOfAWS = ARN(policy.subject.id)?.account == "aws"
        guard isShared || isOfAWS, used.contains(where: { !$0.use.uses.isEmpty }),
            used.allSatisfy({ $0.use.observable == .yes })
        else { return nil }

        var body = PolicyText(policy.body)
        var isNarrower = false
        for (entry, use) in used {
            if use.uses.isEmpty {
                body = body.silencing(entry.place)
                isNarrower = true
            } else if let written = entry.written,
                let narrow = Narrowing(written, entry.statement, use: use, known: self.use)
            {
                body = body.replacing(entry.place, by: narrow.statement)
                isNarrower = true
            }
        }
        guard isNarrower, let rest = body.plain else { return nil }

        let holder = attachment.subject
        let own = Document(
            .awsInlinePolicy, subject: holder, name: "\(policy.name)-used", body: rest.body,
            evidence: policy.evidence)
        guard documents[DocumentKey(own)] == nil,
            PolicySizes.fits(own, body: rest.body, beside: ground.stated.documents),
            let put = AWSCommand.writing(own, body: rest.body),
            let delete = AWSCommand.deleting(own)
        else { return nil }
        let rows = used.flatMap { entry, use in
            use.rows { right in
                PolicyDocument(body.body).statements.contains {
                    $0.index == entry.place && GrantUse.isCovered(right, by: $0)
                }
            }
        }
        var sum = sum(used.map { candidateUse($0.use, holders: [holder], breaks: []) })
        sum.breaks = rows
        return Candidate(
            kind: .narrowAttachment, target: policy.subject, part: holder.text,
            sentence: "give \(name(holder)) what it used of \(policy.name) instead of all of it",
            revision: Revision([.drop(DocumentKey(attachment)), .add(own)]), holders: [holder],
            newest: [holder, policy.subject], use: sum, breadth: breadth(of: used.map(\.entry)), effort: .medium,
            patch: .ready(
                PolicyPatch.commands(
                    put + [commands.detach], undo: [commands.attach] + delete, target: policy.subject.id)))
    }

    // MARK: - Groups

    /// Memberships of groups.
    func groupCandidates() -> [Candidate] {
        var held: [Key: [StatementIndex.Entry]] = [:]  // by group
        for entry in statements.entries where entry.statement.isAllow {
            for holder in holders(of: entry.document) where holder.type == NodeType(AWSNode.group) {
                held[holder, default: []].append(entry)
            }
        }
        return ground.stated.edges.filter { $0.kind == EdgeKind(AWSEdge.memberOf) }.map { edge in
            let (user, group) = (edge.from, edge.to)
            let entries = held[group] ?? []
            let uses = entries.map { entry in
                let used = StatementUse(
                    of: entry.statement, by: [user], in: accounts(of: [user]), use, world.coverage)
                return candidateUse(used, holders: [user], breaks: used.rows { _ in false })
            }
            let words = ["--group-name", AWSCommand.name(of: group), "--user-name", AWSCommand.name(of: user)]
            return Candidate(
                kind: .leaveGroup, target: group, part: user.text,
                sentence: "take \(name(user)) out of the group \(name(group))",
                revision: Revision([.unstateEdges(.init(user, edge.kind, to: group))]), holders: [user],
                newest: [user], use: sum(uses), breadth: breadth(of: entries),
                patch: .ready(
                    PolicyPatch.commands(
                        [ShellText.command(["aws", "iam", "remove-user-from-group"] + words)],
                        undo: [ShellText.command(["aws", "iam", "add-user-to-group"] + words)], target: group.id)))
        }
    }
}
