/// What Amazon Web Services knows.
public enum AWSNode: String, NodeDomain {
    case account = "AWS_ACCOUNT"
    case user = "AWS_USER"
    case role = "AWS_ROLE"
    case group = "AWS_GROUP"
    case accessKey = "AWS_ACCESS_KEY"
    case statement = "AWS_STATEMENT"
    case method = "AWS_METHOD"
    case managedPolicy = "AWS_MANAGED_POLICY"
    case function = "AWS_FUNCTION"
    case bucket = "AWS_BUCKET"
    case table = "AWS_TABLE"
    case secret = "AWS_SECRET"
    case oidcProvider = "AWS_OIDC_PROVIDER"

    /// What there is to say of the type.
    public var spec: NodeSpec {
        switch self {
        case .account: NodeSpec(.scope, "AWS account", "An account with all that is in it.", id: "12 digits")
        case .user: NodeSpec(.identity, "IAM user", "A user of an account.", id: "ARN")
        case .role: NodeSpec(.identity, "IAM role", "A role of an account.", id: "ARN with path")
        case .group: NodeSpec(.identity, "IAM group", "A group of users.", id: "ARN")
        case .accessKey:
            NodeSpec(.credential, "access key", "A long-lived access key of a user.", id: "access key id")
        case .statement:
            NodeSpec(
                .grant, "policy statement", "A statement of a policy, as it holds for the principals that share it.",
                id: "policy#index, with a mark of the verdict where principals differ")
        case .method:
            NodeSpec(
                .grant, "escalation method", "Several rights of one principal that together make it somebody else.",
                id: "method@principal")
        case .managedPolicy: NodeSpec(.scope, "managed policy", "A policy that can be attached.", id: "ARN")
        case .function: NodeSpec(.workload, "Lambda function", "A function that runs as a role.", id: "ARN")
        case .bucket: NodeSpec(.dataStore, "S3 bucket", "A bucket with its objects.", id: "ARN")
        case .table: NodeSpec(.dataStore, "DynamoDB table", "A table with its items.", id: "ARN")
        case .secret: NodeSpec(.dataStore, "secret", "A secret of Secrets Manager.", id: "ARN with AWS's suffix")
        case .oidcProvider:
            NodeSpec(.scope, "OIDC provider", "An issuer whose tokens roles may trust.", id: "ARN")
        }
    }
}

/// How AWS's parts hang together.
public enum AWSEdge: String, EdgeDomain {
    case memberOf = "AWS_MEMBER_OF"
    case assumes = "GRANT_ASSUMES"
    case assumed = "ROLE_ASSUMED"
    case updatesCode = "GRANT_UPDATES_CODE"
    case passesRole = "GRANT_PASSES_ROLE"
    case administers = "GRANT_ADMINISTERS_ACCOUNT"
    case accountControls = "ACCOUNT_CONTROLS"

    /// What there is to say of the kind.
    public var spec: EdgeSpec {
        switch self {
        case .memberOf:
            EdgeSpec(
                "member of", "The user has what the group's policies give.", from: [.identity], to: [.identity],
                .structural)
        case .assumes:
            EdgeSpec("assumes", "The grant lets the role be assumed.", from: [.grant], to: [.identity], .control)
        case .assumed:
            EdgeSpec(
                "assumed", "The identity was seen taking the role.", from: [.identity], to: [.identity], .control)
        case .updatesCode:
            EdgeSpec(
                "updates", "The grant lets the function's code be replaced.", from: [.grant],
                to: [.workload], .control, cost: 2)
        case .passesRole:
            EdgeSpec(
                "passes", "The grant lets new compute be started with the role.", from: [.grant],
                to: [.identity], .control, cost: 2)
        case .administers:
            EdgeSpec(
                "administers", "The grant allows everything in the account.", from: [.grant], to: [.scope], .control)
        case .accountControls:
            EdgeSpec(
                "controls", "Who administers the account can become the identity or replace the code.",
                from: [.scope], to: [.identity, .workload], .control, cost: 2)
        }
    }
}
