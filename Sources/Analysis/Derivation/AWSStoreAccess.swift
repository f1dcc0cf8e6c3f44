internal import OverreachModel
internal import OverreachPolicy

/// What one principal gets on single stores, judged one by one.
///
/// It is for principals who are few: those outside the inventory, and identities as they would be after a change. All
/// others are judged in classes by `AWSReach`.
struct AWSStoreAccess {
    private let keys: [Key: AWSInventory.Resource]

    init(_ inventory: AWSInventory) {
        keys = Dictionary(inventory.keys.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a right gives on the store, an effect at a time; `judge` says what it gives of an action on an ARN.
    ///
    /// Content under a key of a customer needs the key as well, by all of the principal's policies.
    func outcomes(
        on store: AWSInventory.Resource, for principal: AWSPrincipal, _ policies: AWSPrincipalPolicies,
        judge: (_ action: String, _ resource: AWSResource) -> AWSGrantJudgement?
    ) -> [Outcome] {
        var ways: [AccessEdge: [AWSGrantJudgement]] = [:]
        var known: [Text: AWSKeyRights.Right?] = [:]  // what was asked of the key, by action
        for row in AWSEffects.effects(on: store.type) {
            guard let kind = AccessEdge(granting: row.effect),
                EdgeKind(kind).spec.to.contains(store.type.spec.kind)
            else { continue }
            for name in row.resources(of: store.arn, aliases: store.aliases) {
                guard let judged = judge(row.action, store.resource(named: name)) else { continue }
                var rights: [Text: AWSKeyRights.Right]?
                if store.isEncrypted {
                    for action in row.keyActions.map({ Text($0) }) where known[action] == nil {
                        known[action] = .some(keyRight(to: action.string, store, principal, policies))
                    }
                    rights = known.compactMapValues { $0 }
                }
                guard let left = AWSKeyRights.narrowed(judged, row.keyActions, by: rights) else { continue }
                ways[kind, default: []].append(left)
            }
        }
        return ways.flatMap { kind, judgements in
            Verdict.allCases.compactMap { verdict -> Outcome? in
                let equal = judgements.filter { $0.verdict == verdict }
                if equal.isEmpty { return nil }
                var outcome = Outcome(EdgeKind(kind), store.key, union: equal)
                if store.isAccountTaken { outcome.limit(toAccountOf: store) }
                return outcome
            }
        }.sorted(by: Outcome.listOrder)
    }

    /// The right to the key of an encrypted store; nil for none.
    private func keyRight(
        to action: String, _ store: AWSInventory.Resource, _ principal: AWSPrincipal, _ policies: AWSPrincipalPolicies
    ) -> AWSKeyRights.Right? {
        if case .managed = store.encryption {
            return UTF8Order.equal(principal.account, store.account) ? .notNeeded : nil
        }
        guard let key = store.encryptionKey.flatMap({ keys[$0] }) else { return .notGiven }
        var context = RequestContext()
        if let place = ARN(store.arn), let arn = ARN(key.arn) {
            for (name, values) in KeyRequest.settled(of: place, with: arn) { context.set(name, values) }
        }
        let request = KeyRequest(
            principal, policies, key: key.resource(), isPolicyPartial: key.isPolicyPartial, context: context)
        return request.judge(action).map { judged in
            AWSKeyRights.Right(
                verdict: judged.verdict, conditions: judged.conditions.map { Text($0) }, policies: [])
        }
    }
}

extension Outcome {
    /// Makes it hang on whose the store is, where no file says that.
    mutating func limit(toAccountOf store: AWSInventory.Resource) {
        verdict = .conditional
        conditions.append("the account of the store, which no file names, is \(store.account)")
    }
}
