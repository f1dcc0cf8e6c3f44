internal import OverreachModel

/// What the content of a store is encrypted with, as far as others need a right for it.
enum ContentEncryption: Hashable {
    /// Nothing, or a key that AWS owns: nobody needs a right to it.
    case free
    /// A key that AWS manages, by the name that the store's file gives it: everybody in its account may use it through
    /// the service, nobody in another.
    ///
    /// Source: KMS Developer Guide, "AWS KMS keys": an AWS managed key is used in its own account only.
    case managed(name: Text)
    /// A customer's key that is known.
    case customer(Key)
    /// A customer's key that no list which was given holds, or of which nobody can say which it is.
    case unlisted(name: Text)
}

/// Tells which key a store's file means.
///
/// A store is under a key of its own region; an alias, and the id of a key of several regions, is in each region another
/// key's.
struct EncryptionKeys {
    private struct Known {
        let region: String
        let key: Key
        let isManaged: Bool
    }

    private var byARN: [Text: Known] = [:]
    /// By account and id or alias.
    private var byName: [Text: [Known]] = [:]

    init(_ base: FactBase) {
        for node in base.nodes(of: AWSNode.key) {
            let arn = ARN(node.id)
            let known = Known(
                region: arn?.region ?? "", key: node.key,
                isManaged: node.property(PropertyName.keyManager).map { UTF8Order.equal($0, "AWS") } == true)
            byARN[Text(node.id)] = known
            let id = node.id.split(separator: "/").last.map(String.init) ?? node.id
            let aliases = node.values(of: PropertyName.alias)
            for name in [id] + aliases { byName[Text("\(node.key.scope) \(name)"), default: []].append(known) }
            guard let arn else { continue }
            for alias in aliases {
                byARN[Text("arn:\(arn.partition):kms:\(arn.region):\(arn.account):\(alias)")] = known
            }
        }
    }

    /// What the store's file says of its encryption.
    func encryption(of store: NodeFact) -> ContentEncryption {
        guard let name = store.property(PropertyName.encryptionKey), !name.isEmpty else { return .free }
        if name.hasPrefix("alias/aws/") || name.contains(":alias/aws/") { return .managed(name: Text(name)) }
        guard let known = byARN[Text(name)] ?? named(name, store) else { return .unlisted(name: Text(name)) }
        return known.isManaged ? .managed(name: Text(name)) : .customer(known.key)
    }

    /// The only key of the name that may be meant; nil for none or several.
    private func named(_ name: String, _ store: NodeFact) -> Known? {
        let all = byName[Text("\(store.key.scope) \(name)")] ?? []
        let own = ARN(store.id)?.region ?? ""
        let region = own.isEmpty ? store.property(PropertyName.region) ?? "" : own
        let fitting = region.isEmpty ? all : all.filter { UTF8Order.equal($0.region, region) }
        return Set(fitting.map(\.key)).count == 1 ? fitting.first : nil
    }
}

extension AWSInventory.Resource {
    /// The customer's key that its content is encrypted with, where it is known.
    var encryptionKey: Key? {
        if case .customer(let key) = encryption { key } else { nil }
    }

    /// Whether its content is under a key that not everybody may use who may use it.
    ///
    /// A key that AWS manages only keeps other accounts out, which nothing but the store's policy could let in.
    var isEncrypted: Bool {
        switch encryption {
        case .free: false
        case .managed: policy != nil
        case .customer, .unlisted: true
        }
    }
}
