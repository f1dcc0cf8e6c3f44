internal import OverreachModel
internal import OverreachPolicy

extension AWSAccess {
    /// Whom a user means: an ARN of a user, role, session, root user or provider, a service, `anonymous`, or a name.
    ///
    /// Errors: `AccessError`, `NodeError`.
    func caller(named text: String, action: String) throws -> Caller {
        if text == "anonymous" { return caller(.anonymous) }
        if let arn = ARN(text) { return try caller(arn, text) }
        let known = AccessNames(principals)
        if let node = try known.node(text) { return caller(node) }
        if !text.contains(":"), AWSServiceName.isService(text) {
            return caller(isTokenTaken(by: action) ? .federated(provider: text) : .service(text))
        }
        if isTokenTaken(by: action), text.contains(".") { return caller(.federated(provider: text)) }
        if try names.node(text) != nil { throw AccessError.noPrincipal(text) }
        throw NodeError.unknown(text, nearest: known.nearest(text))
    }

    private func isTokenTaken(by action: String) -> Bool { action.lowercased().hasPrefix("sts:assumerolewith") }

    private func caller(_ arn: ARN, _ text: String) throws -> Caller {
        if arn.service == "iam", ["oidc-provider/", "saml-provider/"].contains(where: { arn.resource.hasPrefix($0) }) {
            return caller(.federated(provider: text))
        }
        guard let principal = AWSPrincipal(arn: text, tags: nil) else { throw AccessError.noPrincipal(text) }
        switch principal.kind {
        case .user, .role:
            if let node = known(principal) { return caller(node, sessionName: principal.sessionName) }
            if accounts.contains(Text(principal.account)) {
                throw AccessError.unknownPrincipal(text, nearest: AccessNames(principals).nearest(text))
            }
            return caller(principal)
        case .root, .federatedUser, .service, .federated, .anonymous: return caller(principal)
        }
    }
}
