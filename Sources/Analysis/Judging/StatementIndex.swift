internal import OverreachModel
internal import OverreachPolicy

/// Where each grant of AWS stands: the policy and the place in it.
struct StatementIndex {
    /// A statement of a policy that was given.
    struct Entry {
        let document: Document
        /// The policy as it is read.
        let policy: PolicyDocument
        let statement: Statement

        var key: DocumentKey { DocumentKey(document) }
        /// What the statement's grant is called, for one class of holders or all.
        var place: Int { statement.index }
        /// The statement as it is written.
        var written: Value? {
            let all = PolicyText(document.body).statements
            return all.indices.contains(place) ? all[place] : nil
        }
    }

    /// Every statement of every policy that gives or takes, in the order of documents and places.
    let entries: [Entry]
    private var byGrant: [Text: Int] = [:]

    /// Complexity: linear in the documents.
    init(_ documents: [Document]) {
        var entries: [Entry] = []
        for document in documents {
            guard StatementIndex.isPolicy(document.kind) else { continue }
            let policy = PolicyDocument(document.body)
            for statement in policy.statements {
                let entry = Entry(document: document, policy: policy, statement: statement)
                byGrant[Text(StatementIndex.grant(of: entry).id)] = entries.count
                entries.append(entry)
            }
        }
        self.entries = entries
    }

    /// The statement of a grant; nil for a grant that is no statement of a written policy.
    func entry(of grant: Key) -> Entry? {
        guard grant.type == NodeType(AWSNode.statement) else { return nil }
        if let place = byGrant[Text(grant.id)] { return entries[place] }
        // Where principals differ the grant bears the mark of a class: `@` and its first holder.
        var end = grant.id.endIndex
        while let mark = grant.id[..<end].lastIndex(of: "@") {
            if let place = byGrant[Text(String(grant.id[..<mark]))] { return entries[place] }
            end = mark
        }
        return nil
    }

    /// The grant that a statement is in the graph.
    static func grant(of entry: Entry) -> Grant {
        let document = entry.document
        switch document.kind {
        case .awsTrustPolicy: return Grant(statement: entry.statement, ofResource: document.subject, title: "trust")
        case .awsResourcePolicy:
            return Grant(statement: entry.statement, ofResource: document.subject, title: "policy")
        default: return Grant(statement: entry.statement, of: attached(entry))
        }
    }

    private static func attached(_ entry: Entry) -> AttachedPolicy {
        let document = entry.document
        let isManaged = document.kind == .awsManagedPolicy
        let name = isManaged ? document.subject.id.split(separator: "/").last.map(String.init) : nil
        return AttachedPolicy(
            key: document.subject, name: name ?? document.name, document: entry.policy,
            source: isManaged ? .attached : .inline)
    }

    private static func isPolicy(_ kind: Document.Kind) -> Bool {
        switch kind {
        case .awsInlinePolicy, .awsManagedPolicy, .awsTrustPolicy, .awsResourcePolicy: true
        case .awsAttachment, .awsBoundary, .awsControlPolicy, .awsControlAttachment, .awsKeyGrant, .awsEndpointPolicy,
            .awsAccessList, .kubernetesRole, .kubernetesBinding:
            false
        }
    }
}
