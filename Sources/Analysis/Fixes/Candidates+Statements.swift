internal import OverreachGraph
internal import OverreachModel
internal import OverreachPolicy

extension Candidates {
    /// Statements of the identities' own policies: narrowed where they were used, else taken away, whole or in part.
    func statementCandidates() -> [Candidate] {
        statements.entries.flatMap { entry -> [Candidate] in
            guard entry.statement.isAllow, isOwn(entry.document) else { return [] }
            let holders = holders(of: entry.document)
            guard !holders.isEmpty, isEditable(entry.document) else { return [] }
            return candidates(of: entry, heldBy: holders)
        }
    }

    private func isOwn(_ document: Document) -> Bool {
        document.kind == .awsInlinePolicy || document.kind == .awsManagedPolicy
    }

    /// Policies of AWS cannot be changed, only detached; nor can what a service's own role has.
    private func isEditable(_ document: Document) -> Bool {
        let arn = ARN(document.subject.id)
        return arn?.account != "aws" && !Candidates.isServiceOwned(document.subject)
    }

    /// Whether AWS alone may change the identity.
    static func isServiceOwned(_ identity: Key) -> Bool {
        let resource = ARN(identity.id)?.resource ?? ""
        return ["role/aws-service-role/", "role/aws-reserved/"].contains { resource.utf8.starts(with: $0.utf8) }
    }

    /// Who holds a policy.
    func holders(of document: Document) -> [Key] {
        guard document.kind == .awsManagedPolicy else { return [document.subject] }
        return attachments[Text(document.subject.id)] ?? []
    }

    private func candidates(of entry: StatementIndex.Entry, heldBy holders: [Key]) -> [Candidate] {
        guard let written = entry.written else { return [] }
        let used = StatementUse(
            of: entry.statement, by: holders, in: accounts(of: holders), use, world.coverage)
        var found: [Candidate] = []
        func add(
            _ kind: FixKind, part: String = "", _ sentence: String, _ edit: Revision.Edit, removed: [String],
            keeps isKept: (GrantUse.Use) -> Bool, observable: Observable
        ) {
            let written = patch(of: entry.document, after: Revision([edit])).map { (Revision([edit]), $0) }
            guard let (revision, patch) = written ?? PolicyPatch.detaching(entry.document, among: attachmentDocuments)
            else { return }
            // Of a part what it alone gave; of the others what the whole statement did.
            let isPart = kind == .removeAction || kind == .removeResource
            var use = candidateUse(
                used, tally: isPart ? used.tally(without: isKept) : nil, holders: holders,
                breaks: used.rows(without: isKept))
            use.observable = observable
            found.append(
                Candidate(
                    kind: kind, target: grantKey(of: entry), part: part, sentence: sentence, revision: revision,
                    holders: holders, newest: holders + [entry.document.subject], use: use,
                    breadth: Candidates.breadth(of: removed, on: entry.statement.resourcePatterns),
                    effort: holders.count > 1 ? .medium : .low, notes: notes(of: patch), patch: .ready(patch)))
        }

        let name = "\(entry.document.name)/\(entry.statement.sid ?? "#\(entry.place)")"
        add(
            .removeStatement, "take the statement \(name) away", .silenceStatement(entry.key, entry.place),
            removed: entry.statement.actionPatterns, keeps: { _ in false }, observable: used.observable)
        if let narrow = Narrowing(written, entry.statement, use: used, known: use),
            case let body = PolicyText(entry.document.body).replacing(entry.place, by: narrow.statement).body,
            PolicySizes.fits(entry.document, body: body, beside: ground.stated.documents)
        {
            let kept = PolicyDocument(body)
            let statement = kept.statements.first { $0.index == entry.place }
            add(
                .narrowStatement,
                "narrow the statement \(name) to what was used of it: "
                    + "\(narrow.actions.joined(separator: ", ")) on \(narrow.resources.joined(separator: ", "))",
                .replaceStatement(entry.key, entry.place, narrow.statement),
                removed: entry.statement.actionPatterns,
                keeps: { use in statement.map { GrantUse.isCovered(use, by: $0) } ?? false }, observable: .yes)
        }
        for part in StatementPart.all(of: entry.statement, written) {
            let statement = part.rest(of: written)
            let rest = PolicyDocument(PolicyText(entry.document.body).replacing(entry.place, by: statement).body)
                .statements.first { $0.index == entry.place }
            let seen = part.isAction ? used.isObservable(part.text) ? Observable.yes : .unknown : used.observable
            add(
                part.isAction ? .removeAction : .removeResource, part: part.text,
                "take \(part.text) out of the statement \(name)",
                .cutStatement(entry.key, entry.place, StatementCut(part)),
                removed: part.isAction ? [part.text] : entry.statement.actionPatterns,
                keeps: { use in rest.map { GrantUse.isCovered(use, by: $0) } ?? false }, observable: seen)
        }
        return Candidates.fitting(found)
    }

    /// That a policy has no room for one more version.
    private func notes(of patch: Patch) -> [String] {
        guard patch.commands.contains(where: { $0.utf8.starts(with: "aws iam delete-policy-version ".utf8) }) else {
            return []
        }
        return ["\(patch.target) has five versions, the most that AWS keeps: its oldest one is deleted first"]
    }

    /// Of the candidates of one statement those that say something of their own: what was never used goes whole; what
    /// was used is narrowed; single actions and resources go where use cannot tell which of them are needed.
    private static func fitting(_ all: [Candidate]) -> [Candidate] {
        guard let whole = all.first(where: { $0.kind == .removeStatement }) else { return all }
        if whole.use.count == 0, whole.use.observable == .yes { return [whole] }
        return all
    }

    // MARK: - Parts that other candidates use as well

    /// What was used of a statement.
    func candidateUse(
        _ used: StatementUse, tally: GrantUse.Tally? = nil, holders: [Key], breaks: [Fixes.BreakRow]
    ) -> CandidateUse {
        let tally = tally ?? used.tally
        return CandidateUse(
            count: tally.count, last: tally.count > 0 ? tally.last : nil, breaks: breaks, observable: used.observable,
            why: used.why, accounts: Set(accounts(of: holders).map { Text($0) }))
    }

    /// The accounts of identities.
    func accounts(of holders: [Key]) -> [String] { Set(holders.map { Text($0.scope) }).sorted().map(\.string) }

    /// The grant's node; where principals differ, that of the first class.
    func grantKey(of entry: StatementIndex.Entry) -> Key {
        let grant = StatementIndex.grant(of: entry)
        let key = Key(grant.type, scope: grant.scope, id: grant.id)
        return snapshot.node(key) == nil ? grantKeys[Text(grant.id)] ?? key : key
    }

    /// The patch of the one policy that a revision changes.
    func patch(of document: Document, after revision: Revision) -> Patch? {
        let changed = revision.applied(to: StatedFacts(documents: [document])).documents.first
        return changed.flatMap { patches.patch(of: DocumentKey(document), to: $0.body) }
    }

    /// How broad actions are on resources: everything before a whole service before single actions.
    static func breadth(of actions: [String], on resources: [String]) -> Int {
        let width = actions.reduce(0) { sum, action in
            if UTF8Order.equal(action, "*") || action.isEmpty { return sum + 1_000_000 }
            if action.hasSuffix(":*") { return sum + 10_000 }
            return sum + (Narrowing.isPattern(action) ? 100 : 1)
        }
        let isEverywhere = resources.contains { UTF8Order.equal($0, "*") }
        return width * 2 + (isEverywhere ? width : 0)
    }
}

/// One action or one resource of a statement that has several.
struct StatementPart: Sendable {
    let text: String
    let isAction: Bool

    static func all(of statement: Statement, _ written: Value) -> [StatementPart] {
        let actions = statement.isNotAction ? [] : statement.actionPatterns
        let resources = statement.isNotResource ? [] : statement.resourcePatterns
        return (actions.count > 1 ? actions.map { StatementPart(text: $0, isAction: true) } : [])
            + (resources.count > 1 ? resources.map { StatementPart(text: $0, isAction: false) } : [])
    }

    /// The statement without it.
    func rest(of written: Value) -> Value {
        guard let members = written.members else { return written }
        let name = isAction ? "Action" : "Resource"
        return .object(
            members.map { member in
                guard UTF8Order.equal(member.name, name), let elements = member.value.elements else { return member }
                let rest = elements.filter { element in
                    !(element.value.string.map { UTF8Order.equal($0, text) } ?? false)
                }
                return Value.Member(member.name, .array(rest), line: member.line)
            })
    }
}
