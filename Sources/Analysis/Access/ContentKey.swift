internal import OverreachModel
internal import OverreachPolicy

/// The key that a store's content is encrypted with, as a second thing that an action needs.
struct ContentKey {
    /// What whoever does the action needs of the key.
    let actions: [String]
    fileprivate let store: NodeFact
    fileprivate let kind: Kind

    fileprivate enum Kind {
        case customer(AccessTarget, isPolicyPartial: Bool)
        case managed(name: Text, account: String)
        case unlisted(name: Text)
    }

    /// The key as a user knows it.
    var name: String {
        switch kind {
        case .customer(let target, _): target.resource.arn
        case .managed(let name, _), .unlisted(let name): name.string
        }
    }

    /// What an answer that the key narrows leaves open; the default of a bucket speaks of new objects only.
    var caveats: [Caveat] {
        guard store.key.type == NodeType(AWSNode.bucket) else { return [] }
        return [
            .access(
                "\(name) is the key of new objects in \(store.name): objects under another key need that one instead")
        ]
    }
}

extension AWSAccess {
    /// The key that the target's content is under, where the action needs the content.
    func contentKey(of target: AccessTarget, action: String) -> ContentKey? {
        guard let node = target.node, let type = AWSNode(rawValue: String(node.key.typeName)) else { return nil }
        return contentKey(of: node, account: target.resource.account, AWSEffects.effects(on: type, of: action))
    }

    /// The key that the content of a store is under; nil where nobody needs a right to it for what the rows do.
    ///
    /// Who administers a store needs the key only once he reads what he then may.
    func contentKey(of store: NodeFact, account: String, _ rows: [AWSEffects.Row]) -> ContentKey? {
        let needed = rows.filter { $0.effect == .read || $0.effect == .write }.flatMap(\.keyActions)
        guard !needed.isEmpty else { return nil }
        let actions = Set(needed.map { Text($0) }).sorted().map(\.string)
        switch encryptionKeys.encryption(of: store) {
        case .free: return nil
        case .managed(let name):
            return ContentKey(actions: actions, store: store, kind: .managed(name: name, account: account))
        case .unlisted(let name): return ContentKey(actions: actions, store: store, kind: .unlisted(name: name))
        case .customer(let key):
            guard let node = base.nodes[key] else {
                return ContentKey(actions: actions, store: store, kind: .unlisted(name: Text(key.id)))
            }
            let bare = target(arn: node.id, in: node, action: "kms:Decrypt")
            let settled =
                if let place = ARN(store.id), let arn = ARN(node.id) { KeyRequest.settled(of: place, with: arn) } else {
                    [(key: String, values: [String])]()
                }
            let target = AccessTarget(
                resource: bare.resource, node: node, voices: bare.voices, context: context(settling: settled),
                caveats: bare.caveats)
            return ContentKey(
                actions: actions, store: store,
                kind: .customer(target, isPolicyPartial: holdings.keysByGrantsOnly.contains(key)))
        }
    }

    /// How the request for one of the actions ends on the key.
    func decide(_ caller: Caller, _ action: String, on key: ContentKey) -> Verdict {
        switch key.kind {
        case .managed(_, let account):
            let isOwn = UTF8Order.equal(caller.principal.account, account)
            return Verdict(outcome: isOwn ? .allowed : .implicitlyDenied, conditions: [], allow: [], deny: [])
        case .unlisted:
            return Verdict(outcome: .conditional, conditions: [KeyRequest.isNotGiven], allow: [], deny: [])
        case .customer(let target, let isPolicyPartial):
            let request = KeyRequest(
                caller.principal, caller.policies, key: target.resource, isPolicyPartial: isPolicyPartial,
                context: target.context)
            guard let judged = request.judge(action) else {
                let outcome = explain(caller, action, target).verdict.outcome
                return Verdict(
                    outcome: outcome == .explicitlyDenied ? outcome : .implicitlyDenied, conditions: [], allow: [],
                    deny: [])
            }
            return verdict(judged, caller, target, denied: .implicitlyDenied)
        }
    }

    /// What is left of a verdict on a store, as its content needs the key as well.
    func narrowed(_ verdict: Verdict, _ caller: Caller, by key: ContentKey?) -> Verdict {
        guard let key, verdict.isPossible else { return verdict }
        var (outcome, conditions) = (verdict.outcome, verdict.conditions)
        for action in key.actions {
            let right = decide(caller, action, on: key)
            guard right.isPossible else {
                return Verdict(outcome: right.outcome, conditions: [], allow: [], deny: [])
            }
            guard right.outcome == .conditional else { continue }
            outcome = .conditional
            conditions += right.conditions.filter { !caller.open.contains($0) }.map { "\(action) on its key: \($0)" }
        }
        return Verdict(outcome: outcome, conditions: conditions, allow: verdict.allow, deny: verdict.deny)
    }
}

/// Who may do the action but lacks the key.
struct ContentTally {
    private let key: ContentKey
    private var lacking: [String] = []

    init(_ key: ContentKey) { self.key = key }

    mutating func add(_ id: String) { lacking.append(id) }

    var caveats: [Caveat] {
        guard !lacking.isEmpty else { return [] }
        let shown = lacking.sorted(by: UTF8Order.less).prefix(5).joined(separator: ", ")
        let more = lacking.count > 5 ? " and \(lacking.count - 5) others" : ""
        let needed = key.actions.joined(separator: " and ")
        return [
            .access("the content also needs \(needed) on \(key.name), which these lack and so may not: \(shown)\(more)")
        ] + key.caveats
    }
}
