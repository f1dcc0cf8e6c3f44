internal import OverreachModel

/// What AWS itself owns in every account, and nobody can change whatever policies say.
enum ImmutableResource {
    /// Whether the action would change a policy of AWS, a role that AWS reserves or has linked to a service, or a key
    /// alias of AWS.
    ///
    /// Sources: IAM User Guide, "Managed policies and inline policies" (AWS managed policies cannot be changed);
    /// IAM Identity Center User Guide on roles it manages; IAM User Guide, "Create a service-linked role" (only its
    /// description can be edited, and the service deletes it); KMS Developer Guide (aliases that begin with `aws/`).
    static func forbids(_ action: String, on arn: String) -> Bool {
        if hasPrefix(action, "iam:") {
            let mayBe = hasPart(arn, ":iam::aws:policy/") || hasPart(arn, ":role/aws-")
            guard mayBe, let parts = ARN(arn) else { return false }
            let name = asciiLowered(action).dropFirst("iam:".count)
            if ["get", "list", "generate", "simulate"].contains(where: { name.hasPrefix($0) }) { return false }
            let isPolicy = parts.service == "iam" && parts.account == "aws" && parts.resource.hasPrefix("policy/")
            let isLinked = parts.resource.hasPrefix("role/aws-service-role/") && changesOfRoles.contains(String(name))
            return isPolicy || isLinked || parts.resource.hasPrefix("role/aws-reserved/")
        }
        guard hasPrefix(action, "kms:"), hasPart(arn, ":alias/aws/") else { return false }
        return ["kms:createalias", "kms:deletealias", "kms:updatealias"].contains(asciiLowered(action))
    }

    private static let changesOfRoles: Set<String> = [
        "addroletoinstanceprofile", "attachrolepolicy", "deleterole", "deleterolepermissionsboundary",
        "deleterolepolicy", "detachrolepolicy", "putrolepermissionsboundary", "putrolepolicy",
        "updateassumerolepolicy", "updaterole",
    ]

    /// The partition that an ARN names; nil for `*`, for a wildcard and for what is no ARN.
    static func partition(of arn: String) -> Substring.UTF8View? {
        guard hasPrefix(arn, "arn:") else { return nil }
        let partition = arn.utf8.dropFirst(4).prefix { $0 != UInt8(ascii: ":") }
        return partition.contains(UInt8(ascii: "*")) ? nil : partition
    }
}
