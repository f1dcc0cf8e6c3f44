internal import OverreachModel
internal import OverreachPolicy

extension AWSAccess {
    /// Tells at a glance who has nothing to hope for, so that of thousands of principals few are judged.
    ///
    /// Without a statement of its own that allows the action, a principal needs one of the resource that names it: by
    /// itself or as everybody, since naming its account only delegates.
    struct Screen {
        private let access: AWSAccess
        /// Users, roles and groups with a statement that allows the action.
        private let holders: Set<Key>
        private let groups: Set<Key>
        /// Whether the resource speaks of everybody.
        private let isOpen: Bool
        /// Names and unique ids that the resource speaks of, in lower case.
        private let named: Set<Text>

        init(_ access: AWSAccess, action: String, target: AccessTarget) {
            self.access = access
            holders = access.holders(ofRightTo: action)
            groups = holders.filter { UTF8Order.equal(String($0.typeName), AWSNode.group.rawValue) }
            var (isOpen, named): (Bool, Set<Text>) = (action.lowercased() == "sts:getcalleridentity", [])
            for voice in target.voices {
                let granted = voice.body["GranteePrincipal"].map { [$0] } ?? []
                let spoken = PolicyStatements.of(voice.body).filter { $0["Effect"]?.string == "Allow" }
                isOpen = isOpen || spoken.contains { $0["NotPrincipal"] != nil }
                for value in spoken.compactMap({ $0["Principal"] }) + granted {
                    let texts =
                        value.members?.flatMap { PolicyStatements.texts($0.value) } ?? PolicyStatements.texts(value)
                    for text in texts {
                        if text == "*" { isOpen = true }
                        named.formUnion(Screen.names(in: text))
                    }
                }
            }
            self.isOpen = isOpen
            self.named = named
        }

        /// Whether the principal may have the right, and must be judged.
        func admits(_ node: NodeFact) -> Bool {
            if isOpen || holders.contains(node.key) { return true }
            if !groups.isEmpty, access.groups(of: node.key).contains(where: groups.contains) { return true }
            guard !named.isEmpty else { return false }
            let names = [node.id.split(separator: "/").last.map(String.init), node.property(PropertyName.uniqueID)]
            return names.contains { $0.map { named.contains(Text($0.lowercased())) } ?? false }
        }

        /// What of an ARN or of a unique id tells a user or role.
        private static func names(in text: String) -> [Text] {
            let parts = text.split(separator: "/").map { String($0) }
            let session = parts.first?.hasSuffix(":assumed-role") == true && parts.count > 1 ? [parts[1]] : []
            let id = text.split(separator: ":").first.map(String.init)
            return (session + [parts.last, id].compactMap { $0 }).map { Text($0.lowercased()) }
        }
    }

    /// Users, roles and groups with a policy of their own that allows the action on anything; each policy is read once,
    /// however many have it.
    private func holders(ofRightTo action: String) -> Set<Key> {
        var known: [Key: Bool] = [:]  // managed policies
        let speaks = { (policy: AttachedPolicy) in
            policy.document.statements.contains { $0.isAllow && $0.matches(action: action) }
        }
        return Set(
            holdings.identities.filter { holder in
                holdings.policies(of: holder).contains { policy in
                    guard policy.source == .attached else { return speaks(policy) }
                    if let answer = known[policy.key] { return answer }
                    let answer = speaks(policy)
                    known[policy.key] = answer
                    return answer
                }
            })
    }
}
