internal import OverreachModel
internal import OverreachPolicy

/// Goes through everything that one principal may use.
struct AccessSurvey {
    private let access: AWSAccess
    private let caller: AWSAccess.Caller
    /// Verdicts of what nothing tells apart, by action and account.
    private var uniform: [Text: AWSAccess.Verdict] = [:]
    /// Whether no statement asks which resource it is, by action and account.
    private var indifferent: [Text: Bool] = [:]

    init(_ access: AWSAccess, _ caller: AWSAccess.Caller) {
        self.access = access
        self.caller = caller
    }

    /// Resources that are known and may be used, by type, then ARN.
    mutating func resources() -> [AccessList.Resource] {
        var out: [AccessList.Resource] = []
        for type in AWSNode.allCases.sorted(by: { UTF8Order.less($0.rawValue, $1.rawValue) }) {
            let rows = AWSEffects.effects(on: type)
            if rows.isEmpty { continue }
            // What the principal's own policies never speak of, only a resource's own policy can give.
            let spoken = Set(rows.map(\.action).filter { mayHaveRight(to: $0) }.map { Text($0) })
            for node in access.base.nodes(of: type) {
                let hasVoice = access.holdings.resourcePolicies[node.key] != nil
                if spoken.isEmpty, !hasVoice { continue }
                let asked = rows.filter { hasVoice || spoken.contains(Text($0.action)) }
                let rights = rights(on: node, asked)
                if !rights.isEmpty {
                    out.append(AccessList.Resource(type: type.rawValue, id: node.id, rights: rights))
                }
            }
        }
        return out
    }

    private func mayHaveRight(to action: String) -> Bool {
        caller.principal.kind == .root
            || caller.policies.identity.contains { policy in
                policy.document.statements.contains { $0.isAllow && $0.matches(action: action) }
            }
    }

    private mutating func rights(on node: NodeFact, _ rows: [AWSEffects.Row]) -> [AccessList.Right] {
        var verdicts: [(effect: OverreachModel.Effect, action: String, verdict: AWSAccess.Verdict)] = []
        for row in rows {
            let verdict = verdict(on: node, row)
            guard verdict.isPossible else { continue }
            verdicts.append((row.effect, row.action, verdict))
        }
        return AccessSurvey.rights(verdicts)
    }

    private mutating func verdict(on node: NodeFact, _ row: AWSEffects.Row) -> AWSAccess.Verdict {
        let names = row.resources(of: node.id, aliases: node.values(of: PropertyName.alias))
        let isUniform =
            access.holdings.resourcePolicies[node.key] == nil && node.tags.isEmpty && !names.isEmpty
            && node.property(PropertyName.encryptionKey) == nil && isIndifferent(row.action, node.key.scope)
        let mark = Text("\(row.action) \(node.key.scope) \(row.resourceSuffix)")
        if isUniform, let known = uniform[mark] { return known }
        let verdicts = names.map { name -> AWSAccess.Verdict in
            let target = access.target(arn: name, in: node, action: row.action)
            let key = access.contentKey(of: node, account: target.resource.account, [row])
            return access.narrowed(access.decide(caller, row.action, target), caller, by: key)
        }
        // Any of its names is enough; the surest counts.
        let verdict =
            verdicts.first { $0.outcome == .allowed } ?? verdicts.first(where: \.isPossible) ?? verdicts.first
            ?? AWSAccess.Verdict(outcome: .implicitlyDenied, conditions: [], allow: [], deny: [])
        if isUniform { uniform[mark] = verdict }
        return verdict
    }

    /// Whether no statement that speaks of the action asks which resource of the account it is.
    private mutating func isIndifferent(_ action: String, _ account: String) -> Bool {
        let mark = Text("\(action) \(account)")
        if let known = indifferent[mark] { return known }
        let answer = asksForNoResource(action, account)
        indifferent[mark] = answer
        return answer
    }

    private func asksForNoResource(_ action: String, _ account: String) -> Bool {
        let above =
            access.organization.levels(.resource, of: account).flatMap { $0 }
            + [access.endpointDocument].compactMap { $0 }
        let policies = caller.policies
        let documents =
            policies.identity.map(\.document) + [policies.boundary].compactMap { $0 }
            + policies.serviceControlPolicies.flatMap { $0 } + above
        return documents.allSatisfy { document in
            document.statements.filter { $0.matches(action: action) }.allSatisfy {
                !$0.isConditional && !$0.isNotResource && $0.resourcePatterns.allSatisfy { $0 == "*" }
            }
        }
    }

    /// Actions with the same effect, verdict and conditions together, the surest first.
    private static func rights(
        _ verdicts: [(effect: OverreachModel.Effect, action: String, verdict: AWSAccess.Verdict)]
    ) -> [AccessList.Right] {
        struct Mark: Hashable {
            let effect: OverreachModel.Effect
            let isCertain: Bool
            let conditions: [Text]
        }
        var groups: [Mark: Set<Text>] = [:]
        for (effect, action, verdict) in verdicts {
            let isCertain = verdict.outcome == .allowed
            let mark = Mark(
                effect: effect, isCertain: isCertain, conditions: isCertain ? [] : verdict.conditions.map { Text($0) })
            groups[mark, default: []].insert(Text(action))
        }
        return groups.map { mark, actions in
            AccessList.Right(
                effect: mark.effect, verdict: mark.isCertain ? .allowed : .conditional,
                actions: actions.sorted().map(\.string), conditions: mark.conditions.map(\.string))
        }.sorted { a, b in
            if a.effect != b.effect { return a.effect < b.effect }
            if a.verdict != b.verdict { return a.verdict == .allowed }
            return a.conditions.joined(separator: "\n").utf8.lexicographicallyPrecedes(
                b.conditions.joined(separator: "\n").utf8)
        }
    }

    // MARK: - Outside of the inventory

    /// What the principal's own policies name by patterns that match nothing known, with what may be done there.
    mutating func outside() -> [AccessList.Resource] {
        var out: [AccessList.Resource] = []
        for type in AWSNode.allCases.sorted(by: { UTF8Order.less($0.rawValue, $1.rawValue) }) {
            let rows = AWSEffects.effects(on: type)
            if rows.isEmpty { continue }
            let known = access.base.nodes(of: type).map(\.id)
            for pattern in named(rows).sorted() {
                let whole = Pattern(pattern.string)
                let isFound = known.contains { id in
                    rows.contains { whole.overlaps(Pattern(id + $0.resourceSuffix)) }
                }
                // Of a pattern that also means what is known, only the one that means everything is told again.
                if isFound, !isAll(pattern.string) { continue }
                var verdicts: [(effect: OverreachModel.Effect, action: String, verdict: AWSAccess.Verdict)] = []
                for row in rows where isAsked(row, on: pattern.string) {
                    let isPart = !row.resourceSuffix.isEmpty && !isBelow(pattern.string, type)
                    guard row.resourceSuffix.isEmpty != isBelow(pattern.string, type) || isAll(pattern.string),
                        let target = try? access.target(
                            isPart ? pattern.string + row.resourceSuffix : pattern.string, action: row.action)
                    else { continue }
                    let verdict = access.decide(caller, row.action, target)
                    if verdict.isPossible { verdicts.append((row.effect, row.action, verdict)) }
                }
                let rights = AccessSurvey.rights(verdicts)
                if !rights.isEmpty {
                    out.append(AccessList.Resource(type: type.rawValue, id: pattern.string, rights: rights))
                }
            }
        }
        return out
    }

    /// Whether the row's action is asked on ARNs such as the pattern's, not only on others of the same store.
    private func isAsked(_ row: AWSEffects.Row, on pattern: String) -> Bool {
        guard let service = ARN(pattern)?.service else { return true }
        return row.resources(of: pattern).contains { ARN($0)?.service == service }
            || (isAll(pattern) && UTF8Order.equal(String(row.action.prefix { $0 != ":" }), service))
    }

    private func named(_ rows: [AWSEffects.Row]) -> Set<Text> {
        guard let service = rows.first?.action.prefix(while: { $0 != ":" }) else { return [] }
        var found: Set<Text> = []
        for policy in caller.policies.identity {
            for statement in policy.document.statements where statement.isAllow && !statement.isNotResource {
                guard rows.contains(where: { statement.matches(action: $0.action) }) else { continue }
                for pattern in statement.resourcePatterns where !pattern.contains("$") {
                    if isAll(pattern) {
                        let partition = ARN(caller.principal.arn)?.partition ?? "aws"
                        let anywhere = service == "s3" ? ":" : "*:*"
                        found.insert(Text("arn:\(partition):\(service):\(anywhere):*"))
                    } else if ARN(pattern)?.service == String(service) {
                        found.insert(Text(pattern))
                    }
                }
            }
        }
        return found
    }

    private func isAll(_ pattern: String) -> Bool {
        guard let arn = ARN(pattern) else { return true }
        return arn.resource == "*" || arn.resource == "*/*"
    }

    /// Whether the pattern names parts of a store and not the store, which only S3 tells apart.
    private func isBelow(_ pattern: String, _ type: AWSNode) -> Bool {
        type == .bucket && (ARN(pattern)?.resource.contains("/") ?? false)
    }

    // MARK: - Roles

    /// Roles that are known and may be taken.
    mutating func roles() -> [AccessList.Role] {
        var out: [AccessList.Role] = []
        for node in access.principals where node.key.type == NodeType(AWSNode.role) && node.key != caller.node?.key {
            let target = access.target(arn: node.id, in: node, action: "sts:AssumeRole")
            let verdict = access.decide(caller, "sts:AssumeRole", target)
            guard verdict.isPossible else { continue }
            out.append(
                AccessList.Role(
                    id: node.id, verdict: AccessVerdict(verdict.outcome), conditions: verdict.conditions))
        }
        return out.sorted { UTF8Order.less($0.id, $1.id) }
    }
}
