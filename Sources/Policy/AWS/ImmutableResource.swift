internal import OverreachModel

/// What AWS itself owns in every account, and nobody can change whatever policies say.
enum ImmutableResource {
    /// Whether the action would change a policy of AWS, a role that AWS reserves, or a key alias of AWS.
    ///
    /// Sources: IAM User Guide, "Managed policies and inline policies" (AWS managed policies cannot be changed);
    /// IAM Identity Center User Guide on roles it manages; KMS Developer Guide (aliases that begin with `aws/`).
    static func forbids(_ loweredAction: String, on arn: String) -> Bool {
        guard let parts = ARN(arn) else { return false }
        if loweredAction.hasPrefix("iam:") {
            let name = loweredAction.dropFirst("iam:".count)
            if ["get", "list", "generate", "simulate"].contains(where: { name.hasPrefix($0) }) { return false }
            let isPolicy = parts.service == "iam" && parts.account == "aws" && parts.resource.hasPrefix("policy/")
            return isPolicy || parts.resource.hasPrefix("role/aws-reserved/")
        }
        return loweredAction.hasPrefix("kms:") && parts.service == "kms" && parts.resource.hasPrefix("alias/aws/")
            && ["kms:createalias", "kms:deletealias", "kms:updatealias"].contains(loweredAction)
    }
}
