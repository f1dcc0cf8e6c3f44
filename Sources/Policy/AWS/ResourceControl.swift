internal import OverreachModel

/// What resource control policies bound.
enum ResourceControl {
    /// Services whose actions they apply to, by the prefix of the action.
    ///
    /// Source: AWS Organizations User Guide, "Resource control policies (RCPs)", "List of AWS services that support RCPs",
    /// which gives each prefix; as of October 2026.
    private static let services: Set<String> = [
        "aoss", "appconfig", "appstream", "autoscaling", "autoscaling-plans", "budgets", "clouddirectory",
        "cloudfront", "cloudsearch", "cloudtrail-data", "codeartifact", "codebuild", "codecommit", "codepipeline",
        "cognito-identity", "cognito-idp", "comprehend", "comprehendmedical", "compute-optimizer",
        "cost-optimization-hub", "dax", "dsql", "dynamodb", "ecr", "ecr-public", "events", "firehose", "fis", "fms",
        "gamelift", "health", "inspector-scan", "kendra", "kinesisvideo", "kms", "logs", "memorydb", "networkmonitor",
        "notifications", "opensearch", "pca-connector-ad", "personalize", "polly", "pricing", "resource-groups",
        "rolesanywhere", "s3", "secretsmanager", "servicediscovery", "signin", "sqs", "sts", "support", "swf",
        "textract", "timestream-influxdb", "transcribe", "transfer", "translate", "wafv2", "workspaces", "xray",
    ]

    /// Whether they can restrict the action on the resource: not for other services, not `kms:RetireGrant`, not the
    /// taking of a role that is linked to a service.
    static func bounds(_ action: String, on arn: String) -> Bool {
        let lowered = asciiLowered(action)
        guard services.contains(String(lowered.prefix { $0 != ":" })), !UTF8Order.equal(lowered, "kms:retiregrant")
        else { return false }
        return !(lowered.hasPrefix("sts:") && hasPart(arn, ":role/aws-service-role/"))
    }
}
