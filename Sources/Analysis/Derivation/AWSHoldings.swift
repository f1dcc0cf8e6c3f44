internal import OverreachModel
internal import OverreachPolicy

/// Who holds which AWS policy, read off the documents once.
struct AWSHoldings {
    /// A role's trust policy with its place.
    struct Trust {
        let document: PolicyDocument
        let evidence: Evidence
        /// The index of the first statement that an access list amounts to, and where the list stands.
        var list: (first: Int, evidence: Evidence)?

        /// What is written as a policy, without the access list.
        var written: PolicyDocument {
            guard let list else { return document }
            return PolicyDocument(only: document.statements.filter { $0.index < list.first }, version: document.version)
        }

        /// Where a statement stands.
        func evidence(of statement: Statement) -> Evidence {
            guard let list, statement.index >= list.first else { return evidence.at(statement) }
            var place = list.evidence
            if statement.line > 0 { place.line = statement.line }
            return place
        }

        /// Whether an access list says it.
        func isListed(_ statement: Statement) -> Bool { list.map { statement.index >= $0.first } ?? false }
    }

    /// Users, groups and roles that hold at least one policy, in the order of their keys.
    let identities: [Key]
    /// Trust policies by role.
    let trusts: [Key: Trust]
    /// Policies of buckets, secrets, tables, … by resource.
    let resourcePolicies: [Key: Trust]
    /// Keys of which only grants were given, so that their policy could allow more.
    let keysByGrantsOnly: Set<Key>
    /// Attached policies whose text nobody gave, with who holds them.
    let missing: [(holder: Key, arn: String)]
    /// Statements that could not be understood, with their place.
    let problems: [Caveat]

    private let own: [Key: [AttachedPolicy]]
    private let boundaries: [Key: PolicyDocument]
    private let places: [Key: [Text: Evidence]]

    /// Reads the policies; what they say of times before `asOf`, in nanoseconds since 1970, is settled.
    ///
    /// With `countsLists` the access list of a bucket stands behind its policy, as the statements that it amounts to.
    init(_ documents: [Document], asOf: Int64? = nil, countsLists: Bool = false) {
        var problems: Set<Caveat> = []
        func parsed(_ document: Document, ofIdentity: Bool = false) -> PolicyDocument {
            let policy = PolicyDocument(document.body, asOf: asOf)
            for problem in policy.problems + (ofIdentity ? policy.problemsInIdentityPolicy : []) {
                problems.insert(
                    Caveat(
                        reason: Caveat.notRead, source: document.evidence.file,
                        detail: "policy \(document.name): \(problem)"))
            }
            return policy
        }

        var managed: [Text: (Key, PolicyDocument, Evidence)] = [:]
        for document in documents where document.kind == .awsManagedPolicy {
            managed[Text(document.subject.id)] = (
                document.subject, parsed(document, ofIdentity: true), document.evidence
            )
        }

        var own: [Key: [AttachedPolicy]] = [:]
        var boundaries: [Key: PolicyDocument] = [:]
        var trusts: [Key: Trust] = [:]
        var resources: [Key: Trust] = [:]
        var keyGrants: [Key: [Document]] = [:]
        var places: [Key: [Text: Evidence]] = [:]
        var missing: [(Key, String)] = []
        for document in documents {
            let subject = document.subject
            switch document.kind {
            case .awsInlinePolicy:
                own[subject, default: []].append(
                    AttachedPolicy(
                        key: subject, name: document.name, document: parsed(document, ofIdentity: true),
                        source: .inline))
                places[subject, default: [:]][Text(document.name)] = document.evidence
            case .awsAttachment:
                guard let (key, policy, evidence) = managed[Text(document.name)] else {
                    missing.append((subject, document.name))
                    continue
                }
                let name = document.name.split(separator: "/").last.map(String.init) ?? document.name
                own[subject, default: []].append(
                    AttachedPolicy(key: key, name: name, document: policy, source: .attached))
                places[key, default: [:]][Text(name)] = evidence
            case .awsBoundary:
                // A boundary whose text is missing may forbid anything, so everything hangs on it.
                if let (_, policy, _) = managed[Text(document.name)] {
                    boundaries[subject] = policy
                } else {
                    missing.append((subject, document.name))
                    boundaries[subject] = .notGiven(document.name)
                }
            case .awsTrustPolicy:
                trusts[subject] = Trust(document: parsed(document), evidence: document.evidence)
            case .awsResourcePolicy:
                resources[subject] = Trust(document: parsed(document), evidence: document.evidence)
            case .awsKeyGrant:
                keyGrants[subject, default: []].append(document)
            case .awsManagedPolicy, .awsControlPolicy, .awsControlAttachment, .awsEndpointPolicy, .awsAccessList,
                .kubernetesRole, .kubernetesBinding:
                continue
            }
        }
        // A grant of a key is a statement of its policy that names the grantee; a key has always a policy, so grants
        // of one whose policy was not given say nothing of what else it allows.
        var byGrantsOnly: Set<Key> = []
        for (key, grants) in keyGrants {
            let ordered = grants.sorted { UTF8Order.less($0.name, $1.name) }
            let given = ordered.compactMap { AWSKeyGrant($0.body)?.statement(named: $0.name) }
            guard !given.isEmpty, let evidence = resources[key]?.evidence ?? ordered.first?.evidence else { continue }
            let known = resources[key]?.document
            if known == nil { byGrantsOnly.insert(key) }
            resources[key] = Trust(
                document: PolicyDocument(adding: given, to: known), evidence: evidence)
        }

        for document in countsLists ? documents.filter({ $0.kind == .awsAccessList }) : [] {
            let statements = PolicyStatements.of(BucketAccessList(document).policy.body)
            if statements.isEmpty { continue }
            let known = resources[document.subject]
            resources[document.subject] = Trust(
                document: PolicyDocument(adding: statements, to: known?.document),
                evidence: known?.evidence ?? document.evidence,
                list: ((known?.document.statements.map(\.index).max() ?? -1) + 1, document.evidence))
        }

        self.own = own.mapValues { policies in
            policies.sorted { a, b in a.key == b.key ? UTF8Order.less(a.name, b.name) : a.key < b.key }
        }
        self.boundaries = boundaries
        self.trusts = trusts
        resourcePolicies = resources
        keysByGrantsOnly = byGrantsOnly
        self.places = places
        self.missing = missing.sorted { $0.0 == $1.0 ? UTF8Order.less($0.1, $1.1) : $0.0 < $1.0 }
        self.problems = problems.sorted()
        identities = own.keys.sorted()
    }

    /// The identity's own policies, inline and attached, in a fixed order.
    func policies(of identity: Key) -> [AttachedPolicy] { own[identity] ?? [] }

    /// Everything that is attached to a principal: its own policies, its groups', its boundary.
    func everything(attachedTo principal: Key, groups: [Key]) -> AWSPrincipalPolicies {
        var all = AWSPrincipalPolicies()
        all.identity = policies(of: principal) + groups.sorted().flatMap { policies(of: $0) }
        all.boundary = boundaries[principal]
        return all
    }

    /// Where a policy stands.
    func evidence(of policy: AttachedPolicy) -> Evidence? { places[policy.key]?[Text(policy.name)] }
}
