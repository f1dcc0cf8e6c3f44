internal import OverreachModel

/// One value of a `Principal` or `NotPrincipal`.
struct PrincipalName: Sendable, Hashable {
    /// The member of the element that it stands under.
    enum Kind: Sendable, Hashable {
        case aws, service, federated, canonicalUser
    }

    private enum Meaning: Sendable, Hashable {
        case everyone
        /// An account by its ARN or number; the number says no partition.
        case account(String, partition: String?)
        case role(loweredName: String, account: String, partition: String)
        case session(String, loweredRole: String, account: String, partition: String)
        /// A user, a federated user, or the id of something that is gone.
        case other
    }

    let kind: Kind
    let text: String
    private let meaning: Meaning
    private let lowered: String

    init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
        lowered = kind == .service ? PrincipalName.globalService(text) : ""
        meaning = kind == .aws ? PrincipalName.meaning(of: text) : text == "*" ? .everyone : .other
    }

    /// How the name means the principal; nil where it does not.
    func match(_ principal: AWSPrincipal) -> PrincipalElement.Match? {
        switch kind {
        case .service:
            guard principal.kind == .service else { return nil }
            let isIt = meaning == .everyone || UTF8Order.equal(lowered, PrincipalName.globalService(principal.arn))
            return isIt ? PrincipalElement.Match(naming: .direct) : nil
        case .federated:
            guard principal.kind == .federated else { return nil }
            let isIt = meaning == .everyone || UTF8Order.equal(text, principal.arn)
            return isIt ? PrincipalElement.Match(naming: .direct) : nil
        case .canonicalUser:
            guard let id = principal.canonicalUserID, UTF8Order.equal(text, id) else { return nil }
            return account(principal)
        case .aws: return aws(principal)
        }
    }

    /// Whether it names a part of what the principal was named by: one of its account, or a session of its role.
    func isPart(of naming: PrincipalNaming, _ principal: AWSPrincipal) -> Bool {
        switch (naming, meaning) {
        case (.account, .role(_, let account, let partition)), (.account, .session(_, _, let account, let partition)):
            UTF8Order.equal(account, principal.account) && isIn(partition, principal)
        case (.account, .other):
            ARN(text).map { UTF8Order.equal($0.account, principal.account) && isIn($0.partition, principal) } ?? false
        case (.role, .session(_, let loweredRole, let account, let partition)):
            isRole(loweredRole, account, partition, principal)
        default: false
        }
    }

    private func aws(_ principal: AWSPrincipal) -> PrincipalElement.Match? {
        if case .everyone = meaning { return PrincipalElement.Match(naming: .everyone) }
        guard principal.isSigned else { return nil }
        switch meaning {
        case .everyone: return nil
        case .account(let account, let partition):
            guard UTF8Order.equal(account, principal.account), isIn(partition, principal) else { return nil }
            return self.account(principal)
        case .role(let loweredName, let account, let partition):
            guard principal.kind == .role, isRole(loweredName, account, partition, principal) else { return nil }
            return PrincipalElement.Match(naming: .role)
        case .session(let name, let loweredRole, let account, let partition):
            guard principal.kind == .role, isRole(loweredRole, account, partition, principal) else { return nil }
            return session(name, principal)
        case .other:
            switch principal.kind {
            case .user, .federatedUser:
                if UTF8Order.equal(text, principal.arn) { return PrincipalElement.Match(naming: .direct) }
            case .role, .root, .service, .federated, .anonymous: break
            }
            return identified(principal)
        }
    }

    /// By the unique id, which stands in a stored policy where what it named is gone.
    private func identified(_ principal: AWSPrincipal) -> PrincipalElement.Match? {
        guard let id = principal.uniqueID, !id.isEmpty else { return nil }
        if UTF8Order.equal(text, id) {
            return PrincipalElement.Match(naming: principal.kind == .role ? .role : .direct)
        }
        guard principal.kind == .role, text.hasPrefix("\(id):") else { return nil }
        return session(String(text.dropFirst(id.count + 1)), principal)
    }

    private func account(_ principal: AWSPrincipal) -> PrincipalElement.Match {
        PrincipalElement.Match(naming: principal.kind == .root ? .direct : .account)
    }

    private func isIn(_ partition: String?, _ principal: AWSPrincipal) -> Bool {
        guard let partition, let own = principal.partition else { return true }
        return UTF8Order.equal(partition, own)
    }

    /// Whether the role has this name: names are unique in an account without regard to case, whatever their path.
    private func isRole(_ loweredName: String, _ account: String, _ partition: String, _ principal: AWSPrincipal)
        -> Bool
    {
        UTF8Order.equal(account, principal.account) && UTF8Order.equal(loweredName, principal.loweredName)
            && isIn(partition, principal)
    }

    private func session(_ name: String, _ principal: AWSPrincipal) -> PrincipalElement.Match? {
        guard let session = principal.sessionName else {
            return PrincipalElement.Match(naming: .direct, conditions: ["the session is named \"\(name)\""])
        }
        return UTF8Order.equal(session, name) ? PrincipalElement.Match(naming: .direct) : nil
    }

    private static func meaning(of text: String) -> Meaning {
        if text == "*" { return .everyone }
        if text.utf8.count == 12, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            return .account(text, partition: nil)
        }
        guard let arn = ARN(text) else { return .other }
        let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false)
        switch (arn.service, parts.first) {
        case ("iam", "root") where parts.count == 1: return .account(arn.account, partition: arn.partition)
        case ("iam", "role") where parts.count > 1:
            return .role(
                loweredName: asciiLowered(String(parts[parts.count - 1])), account: arn.account,
                partition: arn.partition)
        case ("sts", "assumed-role") where parts.count == 3:
            return .session(
                String(parts[2]), loweredRole: asciiLowered(String(parts[1])), account: arn.account,
                partition: arn.partition)
        default: return .other
        }
    }

    /// The name in lower case, without the ending of China's partition and without a region.
    ///
    /// A role that trusts a service in one region can be passed to it there. Source: IAM User Guide, "AWS service
    /// principals in opt-in Regions"; older guides name `states.REGION.amazonaws.com`.
    static func globalService(_ name: String) -> String {
        var lowered = asciiLowered(name)
        if lowered.hasSuffix(".amazonaws.com.cn") { lowered = String(lowered.dropLast(3)) }
        guard lowered.hasSuffix(".amazonaws.com") else { return lowered }
        let labels = lowered.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count == 4, isRegion(labels[1]) else { return lowered }
        return "\(labels[0]).amazonaws.com"
    }

    /// Whether a label looks like `eu-west-1`: words of small letters with a number behind them.
    private static func isRegion(_ label: Substring) -> Bool {
        let parts = label.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let number = parts.last, !number.isEmpty else { return false }
        return number.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && parts.dropLast().allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) } }
    }
}
