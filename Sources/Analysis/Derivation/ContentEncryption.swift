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
    /// A customer's key that no list which was given holds.
    case unlisted(name: Text)
}

/// Tells which key a store's file means.
struct EncryptionKeys {
    /// By ARN, and in their account by id and by alias; nil for those that AWS manages.
    private var keys: [Text: Key?] = [:]

    init(_ base: FactBase) {
        for node in base.nodes(of: AWSNode.key) {
            let isManaged = node.property(PropertyName.keyManager).map { UTF8Order.equal($0, "AWS") } == true
            let key = isManaged ? nil : node.key
            keys[Text(node.id)] = .some(key)
            let id = node.id.split(separator: "/").last.map(String.init) ?? node.id
            keys[Text("\(node.key.scope) \(id)")] = .some(key)
            for alias in node.values(of: PropertyName.alias) {
                keys[Text("\(node.key.scope) \(alias)")] = .some(key)
                guard let arn = ARN(node.id) else { continue }
                keys[Text("arn:\(arn.partition):kms:\(arn.region):\(arn.account):\(alias)")] = .some(key)
            }
        }
    }

    /// What the store's file says of its encryption.
    func encryption(of store: NodeFact) -> ContentEncryption {
        guard let name = store.property(PropertyName.encryptionKey), !name.isEmpty else { return .free }
        switch keys[Text("\(store.key.scope) \(name)")] ?? keys[Text(name)] {
        case .some(.some(let key)): return .customer(key)
        case .some(.none): return .managed(name: Text(name))
        case .none:
            let isManaged = name.hasPrefix("alias/aws/") || name.contains(":alias/aws/")
            return isManaged ? .managed(name: Text(name)) : .unlisted(name: Text(name))
        }
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
