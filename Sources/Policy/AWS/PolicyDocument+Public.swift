internal import OverreachModel

extension PolicyDocument {
    /// Whether S3 calls a bucket with this policy public.
    ///
    /// S3 takes a policy for public unless everything it allows is confined to fixed values of certain kinds; denies
    /// make no difference. Source: S3 User Guide, "Blocking public access to your Amazon S3 storage", The meaning of
    /// "public".
    public var isPublic: Bool { allowing.contains(where: \.isPublic) }
}

extension Statement {
    fileprivate var isPublic: Bool {
        guard let principals else { return false }
        let isOpen =
            principals.isNot
            || principals.named.contains { name in
                switch name.kind {
                case .aws, .service, .canonicalUser: UTF8Order.equal(name.text, "*")
                // The guide's own example: an identity of an outside provider is anybody's.
                case .federated: true
                }
            }
        return isOpen && !conditions.contains(where: \.confinesToFixedValues)
    }
}

extension ConditionTest {
    /// Whether only requests from fixed places or principals pass, by one of the keys that S3 looks at.
    fileprivate var confinesToFixedValues: Bool {
        // An operator that also passes without the key, or for all but some values, confines nothing.
        guard operation != .null, !operation.isNegated, !ifExists, quantifier != .forAllValues, !values.isEmpty else {
            return false
        }
        switch key {
        case "aws:principalisawsservice":
            return values.allSatisfy { UTF8Order.equal(asciiLowered($0.written), "true") }
        case "aws:sourceip": return operation == .ipAddress && values.allSatisfy { isNarrow($0.written) }
        case "aws:userid": return values.allSatisfy { isFixed($0) || isSessions($0.written) }
        case "aws:principalarn", "s3:dataaccesspointarn":
            return values.allSatisfy { isFixed($0) || isOfFixedAccount($0.written) }
        case "aws:principalorgpaths", "aws:vpceorgpaths": return values.allSatisfy(isOfFixedOrganization)
        default: return ConditionTest.confining.contains(key) && values.allSatisfy(isFixed)
        }
    }

    private static let confining: Set<String> = [
        "aws:principalaccount", "aws:principalorgid", "aws:principalservicename", "aws:sourceaccount",
        "aws:sourcearn", "aws:sourceorgid", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpcarn", "aws:sourcevpce",
        "aws:vpceaccount", "aws:vpceorgid", "s3:dataaccesspointaccount",
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
    ]

    /// No wildcard, no variable.
    private func isFixed(_ value: TextTemplate) -> Bool {
        let text = value.written.utf8
        return !text.isEmpty && !text.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
            && !hasVariable(value.written)
    }

    private func hasVariable(_ text: String) -> Bool {
        zip(text.utf8, text.utf8.dropFirst()).contains { $0 == 0x24 && $1 == 0x7B }
    }

    /// An ARN with wildcards in its last part only.
    private func isOfFixedAccount(_ text: String) -> Bool {
        guard !hasVariable(text), let arn = ARN(text) else { return false }
        let fixed = [arn.partition, arn.service, arn.region, arn.account].joined()
        return !arn.account.isEmpty && !fixed.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    /// A path of an organization whose id is fixed.
    private func isOfFixedOrganization(_ value: TextTemplate) -> Bool {
        if isFixed(value) { return true }
        let organization = value.written.utf8.prefix { $0 != UInt8(ascii: "/") }
        return !hasVariable(value.written) && organization.count < value.written.utf8.count
            && !organization.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    /// Sessions of one role: its id, a colon, whatever name.
    private func isSessions(_ text: String) -> Bool {
        guard !hasVariable(text), let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let id = text.utf8[..<colon]
        return !id.isEmpty && !id.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    /// Not broader than /8 of IPv4 or /32 of IPv6, private networks apart.
    private func isNarrow(_ text: String) -> Bool {
        guard let range = AddressRange(text) else { return false }
        return range.isPrivate || range.bits >= (range.bytes.count == 4 ? 8 : 32)
    }
}

extension AddressRange {
    /// Inside a private network of RFC 1918 or RFC 4193.
    fileprivate var isPrivate: Bool {
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"].contains {
            AddressRange($0)?.contains(self) ?? false
        }
    }
}
