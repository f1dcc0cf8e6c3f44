internal import OverreachModel

/// Which IAM action an event of CloudTrail used.
public enum AWSEvents {
    /// The action, such as `s3:ListBucket` for `ListObjects`; where the table says nothing, the service's prefix and the
    /// event's name.
    ///
    /// One event may use one of several actions that its name does not tell apart: a PartiQL statement counts as a
    /// read, a transaction that writes as `PutItem`.
    public static func action(eventSource: String, eventName: String) -> String {
        let service = prefix(of: eventSource)
        var name = eventName
        if service == "lambda" || service == "cloudfront" { name = withoutDate(name) }
        return "\(service):\(renamed[service]?[name] ?? name)"
    }

    /// Whether events of the action are data events, which a trail records only if it is told to.
    public static func isDataEvent(action: String) -> Bool {
        let lowered = asciiLowered(action)
        return dataActions.contains { UTF8Order.equal(asciiLowered($0), lowered) }
    }

    /// The prefix that IAM uses for the service of an event source such as `monitoring.amazonaws.com`.
    static func prefix(of eventSource: String) -> String {
        let lowered = asciiLowered(eventSource)
        var name = Substring(lowered)
        for suffix in [".amazonaws.com.cn", ".amazonaws.com"] where name.hasSuffix(suffix) {
            name = name.dropLast(suffix.count)
            break
        }
        return prefixes[String(name)] ?? String(name)
    }

    /// The name without the date of its API version: `CreateFunction20150331`, `GetFunction20150331v2`,
    /// `CreateDistribution2020_05_31`.
    private static func withoutDate(_ name: String) -> String {
        var bytes = Array(name.utf8)
        let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
        var end = bytes.count
        while end > 0, isDigit(bytes[end - 1]) { end -= 1 }
        if end > 0, end < bytes.count, bytes[end - 1] == UInt8(ascii: "v") { bytes.removeSubrange((end - 1)...) }

        var start = bytes.count
        while start > 0, isDigit(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "_") { start -= 1 }
        let digits = bytes[start...].count { isDigit($0) }
        if digits != 8 { return name }
        bytes.removeSubrange(start...)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let prefixes = [
        "amazonmq": "mq", "api.ecr": "ecr", "api.ecr-public": "ecr-public", "docdb-elastic": "docdb-elastic",
        "email": "ses", "lex": "lex", "models.lex": "lex", "monitoring": "cloudwatch",
        "opensearchserverless": "aoss", "pinpoint": "mobiletargeting", "rdsdata": "rds-data", "runtime.lex": "lex",
        "runtime.sagemaker": "sagemaker", "servicecatalog-appregistry": "servicecatalog", "simpledb": "sdb",
        "streams.dynamodb": "dynamodb", "tagging": "tag", "workmail": "workmail",
    ]

    private static let renamed: [String: [String: String]] = [
        "s3": [
            "CompleteMultipartUpload": "PutObject", "CopyObject": "PutObject", "CreateMultipartUpload": "PutObject",
            "DeleteBucketAnalyticsConfiguration": "PutAnalyticsConfiguration", "DeleteBucketCors": "PutBucketCORS",
            "DeleteBucketEncryption": "PutEncryptionConfiguration",
            "DeleteBucketIntelligentTieringConfiguration": "PutIntelligentTieringConfiguration",
            "DeleteBucketInventoryConfiguration": "PutInventoryConfiguration",
            "DeleteBucketLifecycle": "PutLifecycleConfiguration",
            "DeleteBucketMetricsConfiguration": "PutMetricsConfiguration",
            "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
            "DeleteBucketPublicAccessBlock": "PutBucketPublicAccessBlock",
            "DeleteBucketReplication": "PutReplicationConfiguration", "DeleteBucketTagging": "PutBucketTagging",
            "DeleteObjects": "DeleteObject", "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
            "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
            "GetBucketAnalyticsConfiguration": "GetAnalyticsConfiguration", "GetBucketCors": "GetBucketCORS",
            "GetBucketEncryption": "GetEncryptionConfiguration",
            "GetBucketIntelligentTieringConfiguration": "GetIntelligentTieringConfiguration",
            "GetBucketInventoryConfiguration": "GetInventoryConfiguration",
            "GetBucketLifecycle": "GetLifecycleConfiguration",
            "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
            "GetBucketMetricsConfiguration": "GetMetricsConfiguration",
            "GetBucketNotificationConfiguration": "GetBucketNotification",
            "GetBucketReplication": "GetReplicationConfiguration",
            "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
            "GetPublicAccessBlock": "GetBucketPublicAccessBlock", "HeadBucket": "ListBucket",
            "HeadObject": "GetObject", "ListBuckets": "ListAllMyBuckets",
            "ListMultipartUploads": "ListBucketMultipartUploads", "ListObjectVersions": "ListBucketVersions",
            "ListObjects": "ListBucket", "ListObjectsV2": "ListBucket", "ListParts": "ListMultipartUploadParts",
            "PostObject": "PutObject", "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration",
            "PutBucketAnalyticsConfiguration": "PutAnalyticsConfiguration", "PutBucketCors": "PutBucketCORS",
            "PutBucketEncryption": "PutEncryptionConfiguration",
            "PutBucketIntelligentTieringConfiguration": "PutIntelligentTieringConfiguration",
            "PutBucketInventoryConfiguration": "PutInventoryConfiguration",
            "PutBucketLifecycle": "PutLifecycleConfiguration",
            "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
            "PutBucketMetricsConfiguration": "PutMetricsConfiguration",
            "PutBucketNotificationConfiguration": "PutBucketNotification",
            "PutBucketReplication": "PutReplicationConfiguration",
            "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
            "PutPublicAccessBlock": "PutBucketPublicAccessBlock", "SelectObjectContent": "GetObject",
            "UploadPart": "PutObject", "UploadPartCopy": "PutObject",
        ],
        "dynamodb": [
            "BatchExecuteStatement": "PartiQLSelect", "ExecuteStatement": "PartiQLSelect",
            "ExecuteTransaction": "PartiQLSelect", "TransactGetItems": "GetItem", "TransactWriteItems": "PutItem",
        ],
        "lambda": [
            "Invoke": "InvokeFunction", "InvokeAsync": "InvokeFunction",
            "InvokeWithResponseStream": "InvokeFunction",
        ],
        "bedrock": [
            "Converse": "InvokeModel", "ConverseStream": "InvokeModelWithResponseStream",
        ],
    ]

    // S3 User Guide, "Amazon S3 CloudTrail events"; DynamoDB, Lambda, SQS, SNS, Kinesis and Bedrock guides likewise.
    private static let dataActions: [String] =
        [
            "AbortMultipartUpload", "DeleteObject", "DeleteObjectTagging", "DeleteObjectVersion",
            "DeleteObjectVersionTagging", "GetObject", "GetObjectAcl", "GetObjectAttributes", "GetObjectLegalHold",
            "GetObjectRetention", "GetObjectTagging", "GetObjectTorrent", "GetObjectVersion", "GetObjectVersionAcl",
            "GetObjectVersionTagging", "ListBucket", "ListBucketMultipartUploads", "ListBucketVersions",
            "ListMultipartUploadParts", "PutObject", "PutObjectAcl", "PutObjectLegalHold", "PutObjectRetention",
            "PutObjectTagging", "PutObjectVersionAcl", "PutObjectVersionTagging", "RestoreObject",
        ].map { "s3:\($0)" }
        + [
            "BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "GetItem", "GetRecords",
            "GetShardIterator", "PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate", "PutItem", "Query",
            "Scan", "UpdateItem",
        ].map { "dynamodb:\($0)" }
        + [
            "lambda:InvokeFunction", "lambda:InvokeFunctionUrl", "sns:Publish", "sqs:DeleteMessage",
            "sqs:ReceiveMessage", "sqs:SendMessage", "kinesis:GetRecords", "kinesis:PutRecord", "kinesis:PutRecords",
            "bedrock:InvokeAgent", "bedrock:InvokeFlow", "bedrock:Retrieve", "bedrock:RetrieveAndGenerate",
        ]
}
