import OverreachModel
import OverreachPolicy

@testable import OverreachAnalysis

/// What every statement gives every principal on every resource, judged pair by pair: slow, and plainly what is meant.
struct PairwiseGrants {
    private let holdings: AWSHoldings
    private let inventory: AWSInventory
    private(set) var judgements = 0
    /// `holder | grant | kind target verdict conditions scope`.
    private(set) var lines: Set<Text> = []

    init(_ base: FactBase) {
        holdings = AWSHoldings(base.documents)
        inventory = AWSInventory(base, holdings: holdings)
        for holder in inventory.principals {
            for policy in holder.policies.identity {
                for statement in policy.document.statements where statement.isAllow {
                    addStatement(statement, of: policy, holder)
                }
            }
            addResourcePolicies(holder)
            addTrusts(holder)
        }
    }

    private mutating func addStatement(
        _ statement: Statement, of policy: AttachedPolicy, _ holder: AWSInventory.Principal
    ) {
        for store in inventory.stores {
            let outcomes = access(to: store, holder) { action, resource in
                AWSEvaluator.judge(
                    statement: statement, of: policy, principal: holder.principal, policies: holder.policies,
                    action: action, resource: resource, context: RequestContext())
            }
            add(outcomes, Grant(statement: statement, of: policy), holder)
        }
    }

    private mutating func addResourcePolicies(_ holder: AWSInventory.Principal) {
        for store in inventory.stores {
            for statement in holdings.resourcePolicies[store.key]?.document.statements ?? [] where statement.isAllow {
                let outcomes = access(to: store, holder) { action, resource in
                    AWSEvaluator.judge(
                        resourceStatement: statement, principal: holder.principal, policies: holder.policies,
                        action: action, resource: resource, context: RequestContext())
                }
                add(outcomes, Grant(statement: statement, ofResource: store.key, title: "policy"), holder)
            }
        }
    }

    private mutating func addTrusts(_ holder: AWSInventory.Principal) {
        for role in inventory.roles where role.key != holder.key {
            guard let trust = holdings.trusts[role.key], let target = role.role else { continue }
            judgements += 1
            let ways = AWSEvaluator.judgeAssume(
                principal: holder.principal, policies: holder.policies, role: target, context: RequestContext())
            for way in ways {
                let outcome = Outcome(
                    kind: EdgeKind(AWSEdge.assumes), target: role.key, verdict: way.verdict, conditions: way.conditions)
                if let own = way.identityStatement {
                    let policy = holder.policies.identity[own.policy]
                    let statement = policy.document.statements[own.statement]
                    add([outcome], Grant(statement: statement, of: policy), holder)
                } else {
                    let statement = trust.document.statements[way.trustStatement]
                    add([outcome], Grant(statement: statement, ofResource: role.key, title: "trust"), holder)
                }
            }
        }
    }

    private mutating func access(
        to store: AWSInventory.Resource, _ holder: AWSInventory.Principal,
        judge: (_ action: String, _ resource: AWSResource) -> AWSGrantJudgement?
    ) -> [Outcome] {
        var ways: [EdgeKind: [AWSGrantJudgement]] = [:]
        for deed in AWSDeed.all(on: store.type) {
            for name in deed.targets(of: store) {
                judgements += 1
                guard let judgement = judge(deed.action, store.resource(named: name)) else { continue }
                if let narrowed = narrowed(judgement, deed.keyActions, store, holder) {
                    ways[deed.kind, default: []].append(narrowed)
                }
            }
        }
        return ways.flatMap { kind, judgements in
            Verdict.allCases.compactMap { verdict in
                let equal = judgements.filter { $0.verdict == verdict }
                return equal.isEmpty ? nil : Outcome(kind, store.key, union: equal)
            }
        }
    }

    private func narrowed(
        _ way: AWSGrantJudgement, _ actions: [String], _ store: AWSInventory.Resource,
        _ holder: AWSInventory.Principal
    ) -> AWSGrantJudgement? {
        guard let key = inventory.keys.first(where: { $0.key == store.encryptionKey }) else { return way }
        var (verdict, conditions) = (way.verdict, way.conditions)
        for action in actions {
            var context = RequestContext()
            let service = ARN(store.arn)?.service ?? ""
            context.set("kms:ViaService", ["\(service).\(ARN(key.arn)?.region ?? "").amazonaws.com"])
            context.set("kms:CallerAccount", [holder.principal.account])
            if service == "secretsmanager" { context.set("kms:EncryptionContext:SecretARN", [store.arn]) }
            let decision = AWSEvaluator.decide(
                principal: holder.principal, policies: holder.policies, action: action, resource: key.resource(),
                context: context)
            guard let judgement = decision.judgement else { return nil }
            if judgement.verdict == .allowed { continue }
            verdict = .conditional
            conditions += judgement.conditions.map { "\(action) on its key: \($0)" }
        }
        return AWSGrantJudgement(verdict: verdict, conditions: conditions, allow: way.allow, deny: way.deny)
    }

    private mutating func add(_ outcomes: [Outcome], _ grant: Grant, _ holder: AWSInventory.Principal) {
        for outcome in outcomes {
            lines.insert(
                ExpandedGrants.line(
                    holder.key, grant.id, outcome.kind, outcome.target, outcome.verdict, outcome.conditions,
                    outcome.scope))
        }
    }
}

/// What a rule concluded, with every set written out.
struct ExpandedGrants {
    private(set) var lines: Set<Text> = []

    init(_ conclusions: Conclusions) {
        var outgoing: [Key: [EdgeFact]] = [:]
        var members: [Key: [Key]] = [:]
        for edge in conclusions.edges {
            outgoing[edge.from, default: []].append(edge)
            if edge.kind == EdgeKind(AWSEdge.isAmong) { members[edge.to, default: []].append(edge.from) }
        }
        for held in conclusions.edges where held.kind == EdgeKind(AccessEdge.holds) {
            for holder in members[held.from] ?? [held.from] {
                let direct = outgoing[held.to] ?? []
                let covered = direct.filter { $0.kind == EdgeKind(AWSEdge.covers) }.flatMap { outgoing[$0.to] ?? [] }
                let kinds = [EdgeKind(AWSEdge.administers), EdgeKind(AWSEdge.covers)]
                for edge in direct + covered where !kinds.contains(edge.kind) && edge.to != holder {
                    let isOutside = edge.to.type == NodeType(AWSNode.outsideResource)
                    if isOutside { continue }
                    let grant = String(held.to.id.prefix { $0 != "@" })
                    lines.insert(
                        ExpandedGrants.line(
                            holder, grant, edge.kind, edge.to, edge.verdict, edge.conditions, edge.scope))
                }
            }
        }
    }

    static func line(
        _ holder: Key, _ grant: String, _ kind: EdgeKind, _ target: Key, _ verdict: Verdict, _ conditions: [String],
        _ scope: AccessScope?
    ) -> Text {
        let part = scope.map { " \($0.allow) not \($0.deny)" } ?? ""
        let said = Set(conditions.map { Text($0) }).sorted().map(\.string)
        return Text("\(holder.id) | \(grant) | \(kind.name) \(target.id) \(verdict.rawValue) \(said)\(part)")
    }
}
