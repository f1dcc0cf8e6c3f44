import OverreachModel

/// A call to AWS as a span of an SDK names it.
struct CloudOperation {
    /// The prefix of the service in IAM actions: `secretsmanager`.
    let service: String
    /// The operation: `GetSecretValue`.
    let name: String

    /// What CloudTrail would call the service.
    var eventSource: String { "\(service).amazonaws.com" }

    private static let system = "aws-api"
    /// Services whose IAM prefix is not their SDK name in lower case without blanks and hyphens.
    private static let prefixes: [(sdk: Text, iam: String)] = [
        ("bedrockagent", "bedrock"), ("bedrockagentcore", "bedrock-agentcore"),
        ("bedrockagentcorecontrol", "bedrock-agentcore"), ("bedrockagentruntime", "bedrock"),
        ("bedrockruntime", "bedrock"), ("cloudwatchlogs", "logs"),
        ("cognitoidentityprovider", "cognito-idp"), ("cognitoidentity", "cognito-identity"),
        ("configservice", "config"), ("dynamodbstreams", "dynamodb"), ("efs", "elasticfilesystem"),
        ("elasticloadbalancingv2", "elasticloadbalancing"), ("eventbridge", "events"),
        ("iotdataplane", "iotdata"), ("opensearch", "es"), ("rdsdata", "rds-data"), ("redshiftdata", "redshift-data"),
        ("redshiftserverless", "redshift-serverless"),
        ("s3control", "s3"), ("sesv2", "ses"), ("sfn", "states"), ("stepfunctions", "states"),
    ]

    /// The call, or nil where the span is of no AWS SDK or names no operation.
    init?(_ span: SpanRecord) {
        guard span.value(.rpcSystem).isSame(as: CloudOperation.system) || span.value(.awsRequestID) != nil else {
            return nil
        }
        let method = span.value(.rpcMethod)
        if let service = span.value(.rpcService), let method {
            self.init(sdk: service, operation: CloudOperation.parts(of: method)?.operation ?? method)
        } else if let (service, operation) = CloudOperation.parts(of: method ?? span.name) {
            self.init(sdk: service, operation: operation)
        } else {
            return nil
        }
    }

    private init(sdk: String, operation: String) {
        let bare = Text(sdk.lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" })
        service = CloudOperation.prefixes.first { $0.sdk == bare }?.iam ?? bare.string
        name = operation
    }

    /// `Secrets Manager.GetSecretValue` and `DynamoDB/GetItem` in two.
    private static func parts(of text: String) -> (service: String, operation: String)? {
        guard let divider = text.utf8.lastIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }) else {
            return nil
        }
        let service = text[..<divider]
        let operation = text[text.utf8.index(after: divider)...]
        return service.isEmpty || operation.isEmpty ? nil : (String(service), String(operation))
    }
}
