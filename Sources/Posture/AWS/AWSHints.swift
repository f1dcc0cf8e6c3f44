internal import OverreachModel
internal import OverreachWire

/// The account and region that own what an output lists.
///
/// Only ARNs of what is listed count: principals of trust policies and AWS's own policies belong to others.
enum AWSHints {
    static func of(_ operation: AWSOperation, _ root: JSONValue) -> ScopeHints {
        var hints = ScopeHints()
        for arn in arns(operation, root).compactMap({ ARN($0) }) {
            if arn.account.utf8.count == 12, arn.account.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                hints.accounts.insert(Text(arn.account))
            }
            if !arn.region.isEmpty { hints.regions.insert(Text(arn.region)) }
        }
        return hints
    }

    private static func arns(_ operation: AWSOperation, _ root: JSONValue) -> [String] {
        func all(_ list: String, _ member: String) -> [String] {
            (root[list]?.array ?? []).compactMap { $0[member]?.string }
        }
        switch operation {
        case .authorizationDetails:
            return all("UserDetailList", "Arn") + all("GroupDetailList", "Arn") + all("RoleDetailList", "Arn")
                + all("Policies", "Arn")
        case .oidcProviders: return all("OpenIDConnectProviderList", "Arn")
        case .secrets: return all("SecretList", "ARN")
        case .functions: return all("Functions", "FunctionArn")
        case .table: return [root["Table"]?["TableArn"]?.string].compactMap { $0 }
        case .secretPolicy: return [root["ARN"]?.string].compactMap { $0 }
        case .accessKeys, .buckets, .bucketPolicy, .bucketTagging, .tables: return []
        }
    }
}
