internal import OverreachModel
internal import OverreachPolicy

/// States who else may take roles or use resources: identities that outside providers vouch for, principals and whole
/// accounts of which no posture was given, everybody.
///
/// What they may do themselves is not known, so a trust or a resource policy that lets them in is all that is judged.
struct OutsideIdentities: DerivationRule {
    let name = "outside-identities"

    func conclude(from base: FactBase) -> Conclusions {
        var outsiders = Outsiders(base)
        outsiders.judge()
        return outsiders.conclusions()
    }
}

private struct Outsiders {
    private let base: FactBase
    private let inventory: AWSInventory
    private let access: AWSStoreAccess
    private let holdings: AWSHoldings
    private let accounts: Set<Text>
    private var nodes: [Key: NodeFact] = [:]
    private var grants = GrantClasses()

    /// Somebody who may do everything as far as his own account is concerned.
    private let unlimited: AWSPrincipalPolicies

    init(_ base: FactBase) {
        self.base = base
        let read = base.accounts
        holdings = read.holdings
        inventory = read.inventory
        access = AWSStoreAccess(inventory)
        accounts = Set(inventory.principals.map { Text($0.principal.account) })
        unlimited = AWSPrincipalPolicies(identity: [.allowingEverything(of: .awsAccount(""))])
    }

    mutating func judge() {
        for role in inventory.roles {
            guard let trust = holdings.trusts[role.key], let target = role.role else { continue }
            for statement in trust.document.statements where statement.isAllow {
                for federation in trust.document.federations(of: statement) {
                    add(federation, statement, role, target, trust)
                }
                for (key, principal) in strangers(in: statement, to: role, isPublic: true) {
                    let judged = AWSEvaluator.judge(
                        resourceStatement: statement, principal: principal, policies: unlimited,
                        action: "sts:AssumeRole", resource: target.resource, context: RequestContext())
                    guard let judged else { continue }
                    add(
                        key, [Outcome(EdgeKind(AWSEdge.assumes), role.key, judged)], statement, role.key, "trust", trust
                    )
                }
            }
        }
        for store in inventory.stores {
            guard let policy = holdings.resourcePolicies[store.key] else { continue }
            let isOpen = !restrictsPublic(store)
            for statement in policy.document.statements where statement.isAllow {
                let isPublic = isOpen || policy.isListed(statement)
                for (key, principal) in strangers(in: statement, to: store, isPublic: isPublic) {
                    var outcomes = access.outcomes(on: store, for: principal, unlimited) { action, resource in
                        AWSEvaluator.judge(
                            resourceStatement: statement, principal: principal, policies: unlimited, action: action,
                            resource: resource, context: RequestContext())
                    }
                    outcomes += [FunctionCode.outcome(of: statement, on: store, for: principal, unlimited)]
                        .compactMap { $0 }
                    if !outcomes.isEmpty { add(key, outcomes, statement, store.key, "policy", policy) }
                }
            }
        }
    }

    func conclusions() -> Conclusions {
        var conclusions = grants.conclusions()
        conclusions.nodes += nodes.values.sorted { $0.key < $1.key }
        return conclusions
    }

    /// A public policy gives strangers nothing where the bucket or its account restricts it.
    ///
    /// Source: S3 User Guide, "Blocking public access to your Amazon S3 storage", RestrictPublicBuckets.
    private func restrictsPublic(_ store: AWSInventory.Resource) -> Bool {
        guard store.type == .bucket, let bucket = base.nodes[store.key] else { return false }
        return PublicAccessBlock(base).restrictsPublicPolicy(bucket, account: store.account) == .on
    }

    // MARK: - Who

    /// Whom the statement lets in that lies in no known account.
    private func strangers(
        in statement: Statement, to resource: AWSInventory.Resource, isPublic: Bool
    ) -> [(key: Key, principal: AWSPrincipal)] {
        // Everybody is everybody of the partition, and a bare account number is an account of it.
        let partition = ARN(resource.arn)?.partition ?? "aws"
        var out: [(Key, AWSPrincipal)] = []
        if isPublic, statement.namesEverybody {
            let anybody = AWSPrincipal(kind: .user, arn: "arn:\(partition):iam::000000000000:user/anybody", tags: nil)
            out.append((Key(NodeType(AWSNode.everybody), scope: "", id: "*"), anybody))
        }
        for name in statement.namedPrincipals {
            let isAccount = name.utf8.count == 12 && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
            let arn = isAccount ? "arn:\(partition):iam::\(name):root" : name
            guard let parts = ARN(arn), !parts.account.isEmpty, !accounts.contains(Text(parts.account)),
                let principal = AWSPrincipal(arn: arn, tags: nil)
            else { continue }
            out.append((Key(NodeType(AWSNode.foreignPrincipal), scope: parts.account, id: arn), principal))
        }
        return out
    }

    private mutating func add(
        _ federation: AWSFederation, _ statement: Statement, _ role: AWSInventory.Resource, _ target: AWSRole,
        _ trust: AWSHoldings.Trust
    ) {
        // Subjects that fare alike are one identity; each brings what the trust asks of its token.
        let subjects = federation.subjects.filter { TokenIssuer.canIssue($0, of: federation.issuer) }
        guard federation.subjects.isEmpty || !subjects.isEmpty else { return }
        let isSAML = UTF8Order.equal(federation.issuer, "saml")
        var alike: [[Outcome]: [Pattern]] = [:]
        for accepted in subjects.isEmpty ? [[]] : subjects.map({ [$0] }) {
            let outcomes = AWSEvaluator.judgeAssume(
                principal: .federated(provider: federation.provider), policies: AWSPrincipalPolicies(), role: target,
                action: isSAML ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity",
                context: federation.accepting(accepted).context
            ).filter { trust.document.statements[$0.trustStatement].index == statement.index }.map {
                Outcome(
                    kind: EdgeKind(AWSEdge.assumes), target: role.key, verdict: $0.verdict, conditions: $0.conditions)
            }
            if !outcomes.isEmpty { alike[outcomes, default: []] += accepted }
        }
        for (outcomes, accepted) in alike {
            let identity = FederatedIdentity(federation.accepting(accepted))
            let key = Key(NodeType(AWSNode.federated), scope: role.account, id: identity.id)
            add(key, outcomes, statement, role.key, "trust", trust)
        }
    }

    private mutating func add(
        _ holder: Key, _ outcomes: [Outcome], _ statement: Statement, _ resource: Key, _ title: String,
        _ policy: AWSHoldings.Trust
    ) {
        let evidence = policy.evidence(of: statement)
        var node = nodes[holder] ?? NodeFact(holder, name: Outsiders.title(holder))
        node.evidence = Set(node.evidence + [evidence]).sorted()
        nodes[holder] = node
        grants.add(
            Grant(statement: statement, ofResource: resource, title: title).marked("outside"), heldBy: holder,
            evidence: evidence,
            gives: outcomes.map { outcome in
                var outcome = outcome
                outcome.premises = [resource]
                return outcome
            })
    }

    private static func title(_ key: Key) -> String {
        if key.type == NodeType(AWSNode.everybody) { return "everybody" }
        guard key.type == NodeType(AWSNode.foreignPrincipal) else {
            return key.id.split(separator: "/", maxSplits: 1).last.map(String.init) ?? key.id
        }
        return ARN(key.id)?.resource == "root" ? "account \(key.scope)" : key.id
    }
}

extension Grant {
    /// The same for holders of another sort, whom the statement may give something else.
    func marked(_ mark: String) -> Grant {
        Grant(type: type, scope: scope, id: "\(id)@\(mark)", name: name, localName: localName, origin: origin)
    }
}
