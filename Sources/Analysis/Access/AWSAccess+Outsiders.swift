internal import OverreachModel
internal import OverreachPolicy

extension AWSAccess {
    /// Somebody besides the known users and roles whom a resource's own policy may let in.
    struct Outsider: Hashable {
        enum Kind: String, CaseIterable {
            case everybody
            case account = "outside account"
            case principal = "outside principal"
            case federatedUser = "federated user"
            case canonicalUser = "canonical user"
            case federated
            case service
        }

        let kind: Kind
        let id: Text
    }

    /// Whom the target's own policy names, known principals left out, in the order of kind and id.
    func outsiders(of target: AccessTarget, action: String) -> [Outsider] {
        var found: Set<Outsider> = []
        let partition = ARN(target.resource.arn)?.partition ?? "aws"
        for voice in target.voices {
            guard voice.kind != .awsKeyGrant else {
                if let name = voice.body["GranteePrincipal"]?.string {
                    found.formUnion(named(AWSServiceName.isService(name) ? "Service" : "AWS", name, partition))
                }
                continue
            }
            for statement in PolicyStatements.of(voice.body) where statement["Effect"]?.string == "Allow" {
                found.formUnion(outsiders(of: statement, partition))
            }
        }
        return found.sorted { a, b in
            let (x, y) = (Outsider.Kind.allCases.firstIndex(of: a.kind), Outsider.Kind.allCases.firstIndex(of: b.kind))
            return x == y ? a.id < b.id : (x ?? 0) < (y ?? 0)
        }
    }

    private func outsiders(of statement: Value, _ partition: String) -> [Outsider] {
        let confined = confinement(of: statement, partition)
        guard statement["NotPrincipal"] == nil else { return [Outsider(kind: .everybody, id: "*")] + confined }
        switch statement["Principal"] {
        case .string(let text): return named("AWS", text, partition) + (text == "*" ? confined : [])
        case .object(let members):
            return members.flatMap { member in
                PolicyStatements.texts(member.value).flatMap { text in
                    named(member.name, text, partition) + (text == "*" ? confined : [])
                }
            }
        default: return []
        }
    }

    /// Whom a condition confines a statement about everybody to.
    private func confinement(of statement: Value, _ partition: String) -> [Outsider] {
        (statement["Condition"]?.members ?? []).flatMap { operation -> [Outsider] in
            let name = PolicyStatements.plainOperator(operation.name)
            guard !name.contains("not") else { return [] }
            return (operation.value.members ?? []).flatMap { test -> [Outsider] in
                let written = PolicyStatements.texts(test.value)
                let values = written.filter { !$0.contains("*") && !$0.contains("$") }
                switch test.name.lowercased() {
                case "aws:sourcearn": return written.flatMap { service(of: $0, partition) }
                case "aws:principalservicename": return values.flatMap { named("Service", $0, partition) }
                case "aws:principalarn", "aws:principalaccount": return values.flatMap { named("AWS", $0, partition) }
                default: return []
                }
            }
        }
    }

    /// The service that a resource is of, on whose behalf it asks.
    private func service(of source: String, _ partition: String) -> [Outsider] {
        guard let arn = ARN(source), !arn.service.isEmpty, !arn.service.contains("*"), !arn.service.contains("$") else {
            return []
        }
        return named("Service", arn.service + AWSServiceName.suffix(in: "aws"), partition)
    }

    /// A bare account number is an account of the resource's partition.
    private func named(_ kind: String, _ text: String, _ partition: String) -> [Outsider] {
        switch kind {
        case "Service": return text == "*" ? [] : [Outsider(kind: .service, id: Text(text))]
        case "Federated": return text == "*" ? [] : [Outsider(kind: .federated, id: Text(text))]
        case "CanonicalUser":
            let isKnown = canonicalIDs.contains { UTF8Order.equal($0.value, text) && accounts.contains($0.key) }
            return isKnown ? [] : [Outsider(kind: .canonicalUser, id: Text(text))]
        default: break
        }
        if text == "*" { return [Outsider(kind: .everybody, id: "*")] }
        if text.utf8.count == 12, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return accounts.contains(Text(text))
                ? [] : [Outsider(kind: .account, id: Text("arn:\(partition):iam::\(text):root"))]
        }
        // A bare unique id is what is left of a principal that was deleted.
        guard let arn = ARN(text) else { return [] }
        if arn.service == "iam", arn.resource == "root" {
            return accounts.contains(Text(arn.account)) ? [] : [Outsider(kind: .account, id: Text(text))]
        }
        if arn.service == "sts", arn.resource.hasPrefix("federated-user/") {
            return [Outsider(kind: .federatedUser, id: Text(text))]
        }
        guard let principal = AWSPrincipal(arn: text), known(principal) == nil else { return [] }
        return [Outsider(kind: .principal, id: Text(text))]
    }

    /// The node of a user or role, whatever the path of a role.
    func known(_ principal: AWSPrincipal) -> NodeFact? {
        guard let key = Key.awsIdentity(arn: principal.arn) else { return nil }
        if let node = base.nodes[key] { return node }
        guard principal.kind == .role else { return nil }
        return roles.node(named: principal.arn, in: principal.account)
    }

    /// How the request of an outsider ends, with the content's key where there is one; nil where nothing lets it in but
    /// for the key.
    func decide(_ outsider: Outsider, _ action: String, _ target: AccessTarget, _ key: ContentKey?) -> Verdict? {
        let id = outsider.id.string
        let caller: Caller
        switch outsider.kind {
        case .service: caller = self.caller(.service(id))
        case .federated: caller = self.caller(.federated(provider: id))
        case .account, .principal, .federatedUser:
            guard let principal = AWSPrincipal(arn: id) else { return nil }
            caller = self.caller(principal)
        case .everybody: return everybody(action, target, key)
        case .canonicalUser: return canonicalUser(id, action, target, key)
        }
        let verdict = decide(caller, action, target)
        return verdict.isPossible ? narrowed(verdict, caller, by: key) : nil
    }

    /// Anybody at all: without signing, else anybody whose own account allows it.
    private func everybody(_ action: String, _ target: AccessTarget, _ key: ContentKey?) -> Verdict? {
        if !AWSAccess.needsSignature(action) {
            let unsigned = narrowed(decide(caller(.anonymous), action, target), caller(.anonymous), by: key)
            if unsigned.isPossible { return unsigned }
        }
        return stranger(nil, action, target, key, "the principal's own account allows it")
    }

    /// A stranger whose ARN, account and organization fit no condition that asks for particular ones.
    private func stranger(
        _ canonicalID: String?, _ action: String, _ target: AccessTarget, _ key: ContentKey?, _ condition: String
    ) -> Verdict? {
        let partition = ARN(target.resource.arn)?.partition ?? "aws"
        var stranger = AWSPrincipal(kind: .user, arn: "arn:\(partition):iam::000000000000:user/stranger", tags: nil)
        stranger.canonicalUserID = canonicalID
        let alone = decide(caller(stranger), action, target)
        guard alone.isPossible else { return nil }
        let signed = narrowed(alone, caller(stranger), by: key)
        guard signed.isPossible else { return signed }
        return Verdict(
            outcome: .conditional,
            conditions: signed.conditions.filter { !$0.contains("000000000000") } + [condition], allow: signed.allow,
            deny: signed.deny)
    }

    /// Whether AWS takes the action from known principals only.
    private static func needsSignature(_ action: String) -> Bool {
        let service = action.lowercased().prefix { $0 != ":" }
        return !["s3", "sqs", "sns", "lambda", "execute-api", "es"].contains(service)
            && !action.lowercased().hasPrefix("sts:assumerolewith")
    }

    /// An account that S3 knows by its canonical id, or an origin access identity of CloudFront.
    private func canonicalUser(
        _ id: String, _ action: String, _ target: AccessTarget, _ key: ContentKey?
    ) -> Verdict? {
        stranger(id, action, target, key, "the account of this canonical user allows it")
    }
}
