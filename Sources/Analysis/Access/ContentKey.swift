internal import OverreachModel
internal import OverreachPolicy

/// The key that the content of a store is encrypted with, as a second thing to ask for.
struct ContentKey {
    let target: AccessTarget
    /// What whoever does the action needs of the key.
    let action: String
    /// The key.
    let node: NodeFact
}

extension AWSAccess {
    /// The customer's key that content under the target is encrypted with, where the action needs the content.
    ///
    /// Nil also where the key is AWS's own, which everybody may use who may use the store.
    func contentKey(of target: AccessTarget, action: String) -> ContentKey? {
        guard let node = target.node, let name = node.property(PropertyName.encryptionKey),
            let needed = AWSAccess.needOfKey(action)
        else { return nil }
        let candidates = base.nodes(of: AWSNode.key).filter { key in
            let id = key.id.split(separator: "/").last.map(String.init) ?? key.id
            return UTF8Order.equal(key.id, name)
                || (UTF8Order.equal(key.key.scope, node.key.scope)
                    && (UTF8Order.equal(id, name)
                        || key.values(of: PropertyName.alias).contains { name == $0 || name.hasSuffix(":\($0)") }))
        }
        guard let key = candidates.first, key.property(PropertyName.keyManager) != "AWS" else { return nil }
        let target = self.target(arn: key.id, in: key, action: needed)
        // The store asks the key on behalf of whoever asks the store.
        var settled: [(key: String, values: [String])] = []
        if let service = ARN(node.id)?.service, let place = ARN(key.id) {
            let suffix = AWSServiceName.suffix(in: place.partition)
            settled.append(("kms:ViaService", ["\(service).\(place.region)\(suffix)"]))
        }
        return ContentKey(
            target: AccessTarget(
                resource: target.resource, node: key, voices: target.voices, context: context(settling: settled),
                caveats: target.caveats), action: needed, node: key)
    }

    /// Whatever an action may need of a store's key.
    static let contentActions = ["kms:Decrypt", "kms:GenerateDataKey"]

    /// What an action on a store needs of the store's key: reading decrypts, writing makes a data key.
    private static func needOfKey(_ action: String) -> String? {
        switch AWSEffects.effect(of: action) {
        case .read: "kms:Decrypt"
        case .write: "kms:GenerateDataKey"
        default: nil
        }
    }

    /// Whether the caller may do with the key what the action needs.
    func decide(_ caller: Caller, on key: ContentKey) -> Verdict { decide(caller, key.action, key.target) }
}

/// Who may do the action but lacks the key.
struct ContentTally {
    let key: ContentKey
    private var lacking: [String] = []
    private var open: [String] = []

    init(key: ContentKey) { self.key = key }

    mutating func add(_ caller: AWSAccess.Caller, _ access: AWSAccess) {
        switch access.decide(caller, on: key).outcome {
        case .allowed: break
        case .conditional: open.append(caller.principal.arn)
        case .implicitlyDenied, .explicitlyDenied: lacking.append(caller.principal.arn)
        }
    }

    var caveats: [Caveat] {
        func caveat(_ arns: [String], _ verb: String) -> [Caveat] {
            guard !arns.isEmpty else { return [] }
            let shown = arns.sorted(by: UTF8Order.less).prefix(5).joined(separator: ", ")
            let more = arns.count > 5 ? " and \(arns.count - 5) others" : ""
            return [
                .access("the content also needs \(key.action) on \(key.node.id), which \(verb): \(shown)\(more)")
            ]
        }
        return caveat(lacking, "is denied to") + caveat(open, "is conditional for")
    }
}
