internal import OverreachModel
internal import OverreachPolicy

/// Judges the methods of becoming somebody else that one principal's rights together give it.
///
/// Each method is a grant node for each set of statements that gives it, with these as premises: a what-if that takes
/// one of them away sees exactly those methods fall that rest on it, and still finds the others. An administrator has
/// the methods that it would have without the statements that make it one.
struct AWSMethods: DerivationRule {
    let name = "aws-methods"

    func conclude(from base: FactBase) -> Conclusions {
        let accounts = base.accounts
        let (holdings, inventory) = (accounts.holdings, accounts.inventory)
        let world = AWSMethodsWorld(base, inventory: inventory, holdings: holdings)
        let index = AWSMethodsIndex(inventory)
        let gains = AWSMethodsGains(world: world, index: index)
        var writer = AWSMethodsWriter(base: base, holdings: holdings, inventory: inventory)

        for holders in AWSMethods.classes(inventory) {
            guard let first = holders.first else { continue }
            let policies = first.policies.withoutAdministration(of: first.principal)
            let givers = index.givers(of: policies)
            if givers.isEmpty { continue }
            var judge = AWSMethodsJudge(first.principal, policies, world: world, givers: givers)
            let found = AWSMethod.all.filter { $0.edge != nil }.flatMap { judge.judge($0) }
            for item in found { writer.add(item, heldBy: holders, policies: policies, world: world) }

            let ending = AWSMethod.all.filter { $0.edge == nil && judge.mayHave($0) }
            if ending.isEmpty { continue }
            for holder in holders {
                let own = AWSMethodsJudge(holder.principal, policies, world: world, givers: givers)
                var changes = AWSMethodsChanges(holder, judge: own, found: found, world: world, gains: gains)
                for method in ending {
                    for change in changes.changes(by: method) { writer.add(change, heldBy: holder, policies: policies) }
                }
            }
        }
        return writer.conclusions()
    }

    /// Principals for whom the same policies give the same.
    private static func classes(_ inventory: AWSInventory) -> [[AWSInventory.Principal]] {
        var classes: [[Text]: [AWSInventory.Principal]] = [:]
        var asking: [Text: Bool] = [:]  // whether control policies on resources look at principals, by account
        for holder in inventory.principals where !holder.policies.identity.isEmpty {
            var mark = [Text(holder.principal.account), Text(holder.principal.kind.rawValue)]
            let limits =
                [holder.policies.boundary].compactMap { $0 } + holder.policies.serviceControlPolicies.flatMap { $0 }
            let account = Text(holder.principal.account)
            let isAsked =
                asking[account]
                ?? inventory.organization.levels(.resource, of: account.string).joined().contains {
                    $0.statements.contains(where: \.hangsOnPrincipal)
                }
            asking[account] = isAsked
            let all = holder.policies.identity.map(\.document) + limits
            let isOwn = isAsked || all.contains { $0.statements.contains(where: \.hangsOnPrincipal) }
            if isOwn || holder.policies.boundary != nil { mark.append(Text(holder.key.text)) }
            mark += holder.policies.identity.map { Text("\($0.key.text) \($0.name)") }
            classes[mark, default: []].append(holder)
        }
        return classes.values.sorted { a, b in (a.first?.key.text ?? "") < (b.first?.key.text ?? "") }
    }
}

/// Makes grants of methods.
private struct AWSMethodsWriter {
    let base: FactBase
    let holdings: AWSHoldings
    private var grants = GrantClasses()
    private var proofs: [Text: Set<Evidence>] = [:]
    private var statements: [Key: [Text: Key]] = [:]
    private var sets: [Text: (set: Key?, single: [Key])] = [:]
    private var made = Conclusions()
    private var known: Set<Key> = []  // the sets that are made
    private let rolesOf: [Key: [Key]]

    init(base: FactBase, holdings: AWSHoldings, inventory: AWSInventory) {
        self.base = base
        self.holdings = holdings
        rolesOf = Dictionary(inventory.workloads.map { ($0.key, $0.roles) }) { first, _ in first }
    }

    /// All targets of a method that hang on nothing: one set, or each alone where they are few.
    private mutating func set(
        of method: AWSMethod, _ edge: AWSEdge, _ service: String, _ account: String, _ world: AWSMethodsWorld
    ) -> (set: Key?, single: [Key])? {
        let name = Text("\(method.id) \(service) \(account)")
        if let known = sets[name] { return known }
        guard let targets = world.targets(method, service, in: account) else { return nil }
        let members = targets.certain.sorted()
        let isSet = members.count >= GrantSets.usualThreshold
        let answer: (set: Key?, single: [Key]) =
            isSet ? (set(of: members, edge, AWSMethodFound.Way([]), account, named: targets.title), []) : (nil, members)
        sets[name] = answer
        return answer
    }

    /// Many targets that are reached alike; without a name, they are counted.
    private mutating func set(
        of members: [Key], _ edge: AWSEdge, _ way: AWSMethodFound.Way, _ account: String, named name: String? = nil
    ) -> Key {
        let said = ["\(way.verdict.rawValue)"] + way.conditions
        let key = Key(
            NodeType(AWSNode.resourceSet), scope: account,
            id: "\(edge.rawValue) \(GrantSets.digest(members.map(\.text) + said))")
        guard known.insert(key).inserted else { return key }
        let title = GrantSets.plural(members.first?.type?.spec.title ?? "")
        made.nodes.append(NodeFact(key, name: name ?? "\(GrantSets.counted(members.count)) \(title) of \(account)"))
        made.edges += members.map {
            EdgeFact(
                key, EdgeKind(edge), $0, origin: .derived, verdict: way.verdict, conditions: way.conditions,
                evidence: base.nodes[$0]?.evidence ?? [], premises: [$0])
        }
        return key
    }

    mutating func add(
        _ found: AWSMethodFound, heldBy holders: [AWSInventory.Principal], policies: AWSPrincipalPolicies,
        world: AWSMethodsWorld
    ) {
        guard let edge = found.method.edge, let account = holders.first?.principal.account else { return }
        let sets = found.whole.sorted().compactMap { service in
            set(of: found.method, edge, service.string, account, world)
        }
        // Whom it reaches alike: the conditions say all of a way.
        var alike: [[Text]: [Key]] = [:]
        for (target, way) in found.targets { alike[way.conditions.map { Text($0) }, default: []].append(target) }
        var parts: [(target: Key, way: AWSMethodFound.Way)] = []
        var many: [Key] = []
        for (conditions, targets) in alike.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let way = AWSMethodFound.Way(conditions.map(\.string))
            if targets.count < GrantSets.usualThreshold {
                parts += targets.map { ($0, way) }
            } else {
                many.append(set(of: targets.sorted(), edge, way, account))
            }
        }
        for holder in holders {
            let premises = premises(found.statements, of: holder.key, policies)
            let single = sets.flatMap(\.single).map { (target: $0, way: AWSMethodFound.Way([])) }
            var outcomes = (parts + single).compactMap { target, way -> Outcome? in
                // To become oneself, or what runs as oneself, is no gain.
                if target == holder.key || rolesOf[target] == [holder.key] { return nil }
                return Outcome(
                    kind: EdgeKind(edge), target: target, verdict: way.verdict, conditions: way.conditions,
                    premises: premises + [target])
            }
            outcomes += (sets.compactMap(\.set) + many).map { set in
                Outcome(kind: EdgeKind(AWSEdge.covers), target: set, premises: premises + [set])
            }
            add(found.method, "", found.statements, account, outcomes, holder, policies)
        }
    }

    mutating func add(_ change: AWSMethodsChange, heldBy holder: AWSInventory.Principal, policies: AWSPrincipalPolicies)
    {
        let also = change.identity == holder.key ? [] : [change.identity]
        let premises = premises(change.statements, of: holder.key, policies) + also
        let outcomes = change.outcomes.sorted(by: Outcome.listOrder).map { outcome in
            var outcome = outcome
            outcome.premises = premises + [outcome.target]
            return outcome
        }
        let short = AWSMethodsWriter.short(change.changed)
        let via = change.identity == holder.key ? "" : " as \(AWSMethodsWriter.short(change.identity.id))"
        let isNamed = !UTF8Order.equal(change.changed, holder.principal.arn)
        add(
            change.method, (isNamed ? " of \(short)" : "") + via, change.statements, holder.principal.account, outcomes,
            holder, policies)
    }

    private mutating func add(
        _ method: AWSMethod, _ detail: String, _ held: [HeldStatement], _ account: String, _ outcomes: [Outcome],
        _ holder: AWSInventory.Principal, _ policies: AWSPrincipalPolicies
    ) {
        if outcomes.isEmpty { return }
        let grant = Grant(
            type: NodeType(AWSNode.method), scope: account,
            id: "\(method.id)@\(held.map(\.id).joined(separator: " + "))",
            name: "\(method.id)\(detail) by \(held.map(\.name).joined(separator: " + "))", localName: method.id,
            origin: .derived)
        let proof = held.compactMap { item -> Evidence? in
            let policy = policies.identity[item.policy]
            return holdings.evidence(of: policy)?.at(policy.document.statements[item.place])
        }
        proofs[Text(grant.id), default: []].formUnion(proof)
        grants.add(grant, heldBy: holder.key, evidence: proof.first, gives: outcomes)
    }

    /// The grant nodes of the statements as this principal holds them.
    private mutating func premises(
        _ held: [HeldStatement], of holder: Key, _ policies: AWSPrincipalPolicies
    ) -> [Key] {
        if statements[holder] == nil {
            let sets = base.edges(AWSEdge.isAmong, from: holder).map(\.to)
            var known: [Text: Key] = [:]
            for edge in ([holder] + sets).flatMap({ base.edges(AccessEdge.holds, from: $0) }) {
                known[Text(AWSMethodsWriter.withoutMark(edge.to.id))] = edge.to
            }
            statements[holder] = known
        }
        return held.map { statements[holder]?[Text($0.id)] ?? policies.identity[$0.policy].key }
    }

    /// The id of a grant without the first holder of its class, which stands behind it where there are several.
    private static func withoutMark(_ id: String) -> String {
        let bytes = id.utf8
        var end = bytes.endIndex
        while let mark = bytes[..<end].lastIndex(of: UInt8(ascii: "@")) {
            if bytes[mark...].starts(with: "@arn:".utf8) { return String(id[..<mark]) }
            end = mark
        }
        return id
    }

    private static func short(_ id: String) -> String { id.split(separator: "/").last.map(String.init) ?? id }

    func conclusions() -> Conclusions {
        var conclusions = grants.conclusions()
        for index in conclusions.nodes.indices {
            let id = conclusions.nodes[index].key.id
            let proof = proofs[Text(id)] ?? proofs[Text(AWSMethodsWriter.withoutMark(id))] ?? []
            conclusions.nodes[index].evidence = Set(conclusions.nodes[index].evidence).union(proof).sorted()
        }
        conclusions.nodes += made.nodes
        conclusions.edges += made.edges
        return conclusions
    }
}
