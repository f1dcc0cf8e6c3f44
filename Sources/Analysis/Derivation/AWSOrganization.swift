internal import OverreachModel
internal import OverreachPolicy

/// The organization as policies see it: which control policies bound which account, level by level from the root.
///
/// Source: AWS Organizations User Guide, "SCP evaluation" and "RCP evaluation".
struct AWSOrganization {
    /// The two kinds of control policies.
    enum Kind: String, CaseIterable {
        case service = "SERVICE_CONTROL_POLICY"
        case resource = "RESOURCE_CONTROL_POLICY"
    }

    /// What was not given, in words.
    private(set) var gaps: [String] = []

    private var policies: [Text: PolicyDocument] = [:]  // by the policy's ARN
    private var attached: [Key: [(kind: Kind, policy: String)]] = [:]
    private var parents: [Key: Key] = [:]
    private var managers: Set<Text> = []
    private var organizations: [Text: String] = [:]  // by account
    private var paths: [Text: String] = [:]
    private let inhabited: Set<Text>  // accounts with known users or roles

    init(_ base: FactBase) {
        inhabited = Set((base.keys(of: AWSNode.user) + base.keys(of: AWSNode.role)).map { Text($0.scope) })
        for document in base.documents {
            guard let kind = document.body["Type"]?.string.flatMap({ Kind(rawValue: $0) }) else { continue }
            switch document.kind {
            case .awsControlPolicy:
                guard let content = document.body["Content"] else { continue }
                let policy = PolicyDocument(content, asOf: base.asOf)
                policies[Text(document.subject.id)] = policy
                gaps += policy.problems.map { "the control policy \(document.subject.id): \($0)" }
            case .awsControlAttachment:
                attached[document.subject, default: []].append((kind, document.name))
            default: continue
            }
        }
        // A list of all accounts says the organization only; what says the unit as well says more.
        for edge in base.edges(AWSEdge.isIn) where parents[edge.from]?.type != NodeType(AWSNode.organizationalUnit) {
            parents[edge.from] = edge.to
        }
        for node in base.nodes(of: AWSNode.organization) {
            managers.formUnion(node.values(of: PropertyName.managementAccount).map { Text($0) })
        }
        var bounded: [Gap: [Key]] = [:]
        for account in base.keys(of: AWSNode.account) {
            for gap in place(account) { bounded[gap, default: []].append(account) }
        }
        gaps += bounded.map { gap, accounts in gap.words(accounts.map(\.id)) }
        gaps.sort(by: UTF8Order.less)
    }

    /// The organization's id that an account is in; nil where nobody said.
    func organization(of account: String) -> String? { organizations[Text(account)] }

    /// The path of an account as `aws:PrincipalOrgPaths` shows it; nil where nobody said.
    func path(of account: String) -> String? { paths[Text(account)] }

    /// The organization that an account is in, as conditions see it.
    func membership(of account: String) -> AWSMembership {
        AWSMembership(organization: organization(of: account), path: path(of: account))
    }

    /// The policies that bound an account, one list a level; empty where none were given, and for the account that
    /// manages the organization, which none bounds.
    func levels(_ kind: Kind, of account: String) -> [[PolicyDocument]] {
        namedLevels(kind, of: account).map { $0.policies.map(\.document) }
    }

    /// The same with what each level is attached to, and with the ARN of each policy.
    func namedLevels(
        _ kind: Kind, of account: String
    ) -> [(target: Key, policies: [(arn: String, document: PolicyDocument)])] {
        if managers.contains(Text(account)) { return [] }
        return chain(of: .awsAccount(account)).compactMap { target in
            let names = (attached[target] ?? []).filter { $0.kind == kind }.map(\.policy)
            guard !names.isEmpty else { return nil }
            return (target, names.sorted(by: UTF8Order.less).map { ($0, policy($0)) })
        }
    }

    /// Root first, account last.
    private func chain(of account: Key) -> [Key] {
        var chain = [account]
        while let next = chain.last.flatMap({ parents[$0] }), !chain.contains(next) { chain.append(next) }
        return chain.reversed()
    }

    /// Notes where the account is in its organization; what of the policies that bound it was not given.
    private mutating func place(_ account: Key) -> Set<Gap> {
        let chain = chain(of: account)
        let units = chain.filter { $0.type == NodeType(AWSNode.organizationalUnit) }
        if let organization = chain.first, organization.type == NodeType(AWSNode.organization) {
            organizations[Text(account.id)] = organization.id
            paths[Text(account.id)] = ([organization.id] + units.map(\.id)).joined(separator: "/") + "/"
        }
        guard !managers.contains(Text(account.id)) else { return [] }

        var gaps: Set<Gap> = []
        for kind in Kind.allCases {
            // A target always has a policy of a kind that is enabled, so a unit without one was not asked for where
            // something else was; so is an account whose identities are known. Others bound nothing that is shown.
            let targets = units + (inhabited.contains(Text(account.id)) ? [account] : [])
            let ungoverned = targets.filter { !(attached[$0] ?? []).contains { $0.kind == kind } }
            guard (units + [account]).contains(where: { (attached[$0] ?? []).contains { $0.kind == kind } }) else {
                continue
            }
            gaps.formUnion(ungoverned.map { Gap(kind: kind, name: Text($0.id), isPolicy: false) })
        }
        for (kind, name) in chain.flatMap({ attached[$0] ?? [] })
        where policies[Text(name)] == nil && !AWSOrganization.allowsAll(name) {
            gaps.insert(Gap(kind: kind, name: Text(name), isPolicy: true))
        }
        return gaps
    }

    /// A text that was not given may deny anything, so everything hangs on it.
    private func policy(_ arn: String) -> PolicyDocument {
        if let known = policies[Text(arn)] { return known }
        return AWSOrganization.allowsAll(arn) ? .allowsEverything : .notGiven(arn)
    }

    /// The two policies that AWS attaches by itself.
    private static func allowsAll(_ arn: String) -> Bool {
        arn.hasSuffix("/p-FullAWSAccess") || arn.hasSuffix("/p-RCPFullAWSAccess")
    }
}

extension AWSOrganization {
    /// All policies of a unit, or the text of one policy, that nobody gave.
    private struct Gap: Hashable {
        let kind: Kind
        let name: Text
        let isPolicy: Bool

        /// What the gap leaves open for these accounts, of which there is at least one.
        func words(_ accounts: [String]) -> String {
            let kind = kind == .service ? "service" : "resource"
            let what =
                isPolicy
                ? "the \(kind) control policy \(name.string) was"
                : "the \(kind) control policies of \(name.string) were"
            let others = accounts.count > 1 ? " and \(accounts.count - 1) others" : ""
            return "\(what) not given: what is shown for \(accounts.first ?? "")\(others) could be denied"
        }
    }
}

extension AttachedPolicy {
    /// The policy of somebody whom his own account allows everything.
    static func allowingEverything(of holder: Key) -> AttachedPolicy {
        AttachedPolicy(key: holder, name: "", document: .allowsEverything, source: .inline)
    }
}

extension PolicyDocument {
    /// Allows everything to everybody.
    static let allowsEverything = PolicyDocument(.policy([.statement("Allow", under: [])]))

    /// Stands for a policy whose text nobody gave: what it could allow hangs on it, and it could deny anything.
    static func notGiven(_ arn: String) -> PolicyDocument {
        let hangs = { (key: String) in
            let condition = Value.object([Value.Member(key, .string(arn))])
            return [Value.Member("Condition", .object([Value.Member("StringEquals", condition)]))]
        }
        return PolicyDocument(
            .policy([
                .statement("Allow", under: hangs("not-given:Policy")),
                .statement("Deny", under: hangs("not-given:Deny")),
            ]))
    }
}

extension Value {
    fileprivate static func policy(_ statements: [Value]) -> Value {
        .object([
            Value.Member("Version", .string("2012-10-17")),
            Value.Member("Statement", .array(statements.map { Value.Element($0) })),
        ])
    }

    fileprivate static func statement(_ effect: String, under conditions: [Value.Member]) -> Value {
        .object(
            [
                Value.Member("Effect", .string(effect)), Value.Member("Principal", .string("*")),
                Value.Member("Action", .string("*")), Value.Member("Resource", .string("*")),
            ] + conditions)
    }
}
