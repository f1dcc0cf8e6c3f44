internal import OverreachModel
internal import OverreachWire

/// What the AWS CLI printed, told by the members at the top.
enum AWSOperation: String, CaseIterable {
    case authorizationDetails = "iam/get-account-authorization-details"
    case accessKeys = "iam/list-access-keys"
    case oidcProviders = "iam/list-open-id-connect-providers"
    case buckets = "s3api/list-buckets"
    case bucketPolicy = "s3api/get-bucket-policy"
    case bucketTagging = "s3api/get-bucket-tagging"
    case tables = "dynamodb/list-tables"
    case table = "dynamodb/describe-table"
    case secrets = "secretsmanager/list-secrets"
    case secretPolicy = "secretsmanager/get-resource-policy"
    case functions = "lambda/list-functions"

    /// The form as people write it: `aws iam get-account-authorization-details`.
    var form: String {
        "aws " + rawValue.split(separator: "/").joined(separator: " ")
    }

    /// What has these members at the top; nil for what is no output that is read here.
    init?(_ members: TopLevelMembers) {
        guard members["apiVersion"] == nil else { return nil }
        let arrays: [(Text, AWSOperation)] = [
            ("UserDetailList", .authorizationDetails), ("GroupDetailList", .authorizationDetails),
            ("RoleDetailList", .authorizationDetails), ("AccessKeyMetadata", .accessKeys),
            ("OpenIDConnectProviderList", .oidcProviders), ("Buckets", .buckets), ("TagSet", .bucketTagging),
            ("TableNames", .tables), ("SecretList", .secrets), ("Functions", .functions),
        ]
        if let found = arrays.first(where: { members[$0.0] == .array }) {
            self = found.1
        } else if members["Table"] == .object {
            self = .table
        } else if members["Policy"] == .string, members.areAll(in: ["Policy", "ResponseMetadata"]) {
            // `lambda get-policy` adds RevisionId, `kms get-key-policy` PolicyName; `iam get-policy` has an object.
            self = .bucketPolicy
        } else if members["ARN"] == .string, members["Name"] == .string,
            // `get-secret-value` and `describe-secret` begin like this too, and the first holds the secret.
            members.areAll(in: ["ARN", "Name", "ResourcePolicy", "ResponseMetadata"])
        {
            self = .secretPolicy
        } else {
            return nil
        }
    }

    /// Whether the members below the top fit as well.
    func fits(_ root: JSONValue) -> Bool {
        switch self {
        case .table: root["Table"]?["TableArn"]?.string != nil
        case .secretPolicy: root["ARN"]?.string.flatMap { ARN($0) }.map { $0.service == "secretsmanager" } ?? false
        case .functions:
            (root["Functions"]?.array ?? []).allSatisfy { $0["FunctionName"] != nil || $0["FunctionArn"] != nil }
        default: true
        }
    }

    /// The members that say that the output is a page or a part of the whole.
    private static let partMarks = [
        "NextToken", "Marker", "NextMarker", "LastEvaluatedTableName", "ContinuationToken", "Prefix",
    ]

    /// Why the output is only a part; nil where it is whole.
    func partialReason(_ root: JSONValue) -> String? {
        if root["IsTruncated"]?.bool == true { return "list is truncated: IsTruncated" }
        for mark in AWSOperation.partMarks {
            if let value = root[mark], !value.isNull, value.string != "" { return "list is truncated: \(mark)" }
        }
        guard self == .authorizationDetails else { return nil }
        let lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"]
        let missing = lists.filter { root[$0]?.array == nil }
        return missing.isEmpty ? nil : "list is partial: \(missing.joined(separator: ", ")) missing"
    }
}
