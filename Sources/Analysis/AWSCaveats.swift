public import OverreachModel
internal import OverreachPolicy

/// What AWS documents leave open, for the caveats of every answer.
public enum AWSCaveats {
    /// Policies that are attached but were not given, parts of policies that could not be understood, and whom
    /// resources let in that no edge shows.
    ///
    /// Complexity: linear in the documents.
    public static func of(_ documents: [Document]) -> [Caveat] {
        let holdings = AWSHoldings(documents)
        let accounts = Set(documents.filter { !$0.kind.isKubernetes }.map { Text($0.subject.scope) })
        return holdings.problems
            + holdings.missing.map { holder, arn in
                caveat("the policy \(arn) of \(holder.id) was not given: what it allows or denies is not shown")
            }
            + unshown(holdings.resourcePolicies, besides: accounts, BucketAccessList.owners(among: documents))
            + services(holdings.resourcePolicies) + lists(documents) + unread(documents)
            + tokens(holdings.trusts)
    }

    /// Control policies of organizations that were not given, or not understood.
    ///
    /// Complexity: linear in the facts.
    public static func ofOrganizations(in base: FactBase) -> [Caveat] {
        AWSOrganization(base).gaps.map {
            Caveat(reason: Caveat.notCollected, source: "aws organizations", detail: $0)
        }
    }

    /// Groups that users are in and no list holds.
    ///
    /// Complexity: linear in the memberships.
    public static func ofGroups(in base: FactBase) -> [Caveat] {
        var members: [Key: [Key]] = [:]
        for edge in base.edges(AWSEdge.memberOf) where base.nodes[edge.to] == nil {
            members[edge.to, default: []].append(edge.from)
        }
        return members.keys.sorted().compactMap { group in
            guard let first = members[group]?.min() else { return nil }
            let others = (members[group]?.count ?? 1) - 1
            let whom = others > 0 ? "\(first.id) and \(others) others are" : "\(first.id) is"
            return caveat("the group \(group.id), which \(whom) in, was not given: what it gives them is not shown")
        }
    }

    /// Buckets whose access to objects is also decided where nobody looked: lists of single objects, policies of access
    /// points.
    private static func unread(_ documents: [Document]) -> [Caveat] {
        let listing = documents.filter { $0.kind == .awsAccessList && BucketAccessList($0).namesOtherAccounts }
            .map(\.subject).sorted()
        let delegating = documents.filter { $0.kind == .awsResourcePolicy && delegatesToAccessPoints($0.body) }
            .map(\.subject).sorted()
        func words(_ buckets: [Key], _ text: String) -> [Caveat] {
            guard let first = buckets.first else { return [] }
            let others = buckets.count > 1 ? " and \(buckets.count - 1) others" : ""
            return [caveat("\(first.id)\(others): \(text)")]
        }
        return words(listing, "access lists count there, and those of single objects are not read")
            + words(delegating, "access is left to access points, whose policies are not read")
    }

    private static func delegatesToAccessPoints(_ policy: Value) -> Bool {
        PolicyStatements.of(policy).contains { statement in
            statement["Effect"]?.string == "Allow"
                && (statement["Condition"]?.members ?? []).contains { operation in
                    (operation.value.members ?? []).contains {
                        $0.name.lowercased().hasPrefix("s3:dataaccesspoint")
                    }
                }
        }
    }

    private static func caveat(_ detail: String) -> Caveat {
        Caveat(reason: Caveat.notCollected, source: "aws", detail: detail)
    }

    /// Whom policies let in that no edge shows: canonical users, of whom nobody knows who they are, and whoever lies
    /// in no known account where the resource holds no data.
    private static func unshown(
        _ policies: [Key: AWSHoldings.Trust], besides accounts: Set<Text>, _ owners: [Text: String]
    ) -> [Caveat] {
        let known = Set(owners.values.map { Text("canonical user \($0)") })
        return policies.keys.sorted().compactMap { key in
            let statements = policies[key]?.document.statements.filter(\.isAllow) ?? []
            let isStore = AWSNode(rawValue: String(key.typeName)).map { !AWSEffects.effects(on: $0).isEmpty } ?? false
            let named = Set(statements.flatMap(\.namedPrincipals).map { Text($0) }).map(\.string)
                .filter { (!isStore || $0.hasPrefix("canonical user ")) && !known.contains(Text($0)) }
            let isOpen = !isStore && statements.contains(where: \.namesEverybody)
            let strangers = named.compactMap { stranger($0, accounts) }.sorted(by: UTF8Order.less)
            let names = ((isOpen ? ["everybody"] : []) + strangers).joined(separator: ", ")
            return names.isEmpty
                ? nil : caveat("\(key.id): its policy also allows \(names): they are not shown as reaching it")
        }
    }

    /// Trusts that ask for a token that nobody has, which is seldom what their author wanted.
    private static func tokens(_ trusts: [Key: AWSHoldings.Trust]) -> [Caveat] {
        trusts.keys.sorted().flatMap { role -> [Caveat] in
            guard let trust = trusts[role]?.document else { return [] }
            return trust.statements.flatMap { statement in
                let impossible = trust.impossibleFederations(of: statement).map { ($0.provider, $0.test) }
                let unissued = trust.federations(of: statement).flatMap { federation in
                    federation.subjects.filter { !TokenIssuer.canIssue($0, of: federation.issuer) }.map {
                        (federation.provider, "the subject \($0.text), letter by letter")
                    }
                }
                return (impossible + unissued).map { provider, asked in
                    caveat("\(role.id): no token of \(provider) has what its trust asks for: \(asked)")
                }
            }
        }
    }

    /// Services that act by themselves, once for all resources.
    private static func services(_ policies: [Key: AWSHoldings.Trust]) -> [Caveat] {
        let services = policies.keys.sorted().compactMap { policies[$0]?.document.namedServices }
            .filter { !$0.isEmpty }
        guard !services.isEmpty else { return [] }
        let names = Set(services.joined().map { Text($0) }).sorted().map(\.string).joined(separator: ", ")
        let isOne = services.count == 1
        let whose = isOne ? "the policy of 1 resource lets" : "the policies of \(services.count) resources let"
        let them = isOne ? "it" : "them"
        return [caveat("\(whose) services act by themselves (\(names)): they are not shown as reaching \(them)")]
    }

    /// Access lists of buckets where they let in accounts of which nobody knows who they are; and that those of single
    /// objects are not read.
    private static func lists(_ documents: [Document]) -> [Caveat] {
        let known = Set(
            BucketAccessList.owners(documents.filter { $0.kind == .awsAccessList }.map { BucketAccessList($0) })
                .values.map { Text($0) })
        return documents.filter { $0.kind == .awsAccessList }.sorted { $0.subject < $1.subject }.compactMap {
            document in
            let owner = document.body["Owner"]?["ID"]?.string
            let others = (document.body["Grants"]?.elements ?? []).compactMap { grant -> String? in
                let grantee = grant.value["Grantee"]
                if let group = grantee?["URI"]?.string {
                    let name = group.split(separator: "/").last.map(String.init) ?? group
                    return ["AllUsers", "AuthenticatedUsers"].contains(name) ? nil : "the group \(name)"
                }
                guard let id = grantee?["ID"]?.string, owner.map({ !UTF8Order.equal($0, id) }) ?? true,
                    !known.contains(Text(id))
                else {
                    return nil
                }
                return "the canonical user \(id)"
            }
            let names = Set(others.map { Text($0) }).sorted().map(\.string).joined(separator: ", ")
            return names.isEmpty
                ? nil
                : caveat(
                    "\(document.subject.id): its access list also allows \(names): they are not shown as reaching it")
        }
    }

    /// The principal in words; nil where its account is known, or where it is the id of a deleted one.
    private static func stranger(_ name: String, _ accounts: Set<Text>) -> String? {
        if let arn = ARN(name) {
            if accounts.contains(Text(arn.account)) { return nil }
            return arn.service == "iam" && arn.resource == "root" ? "the account \(arn.account)" : name
        }
        if name.utf8.count == 12, name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return accounts.contains(Text(name)) ? nil : "the account \(name)"
        }
        return name.hasPrefix("canonical user ") ? "the \(name)" : nil
    }
}

extension Document.Kind {
    fileprivate var isKubernetes: Bool { self == .kubernetesRole || self == .kubernetesBinding }
}
