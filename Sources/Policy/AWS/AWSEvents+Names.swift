internal import OverreachModel

/// What CloudTrail and IAM call differently.
extension AWSEvents {
    static let prefixes = [
        "amazonmq": "mq", "api.ecr": "ecr", "api.ecr-public": "ecr-public", "docdb-elastic": "docdb-elastic",
        "email": "ses", "lex": "lex", "models.lex": "lex", "monitoring": "cloudwatch",
        "opensearchserverless": "aoss", "pinpoint": "mobiletargeting", "rdsdata": "rds-data", "runtime.lex": "lex",
        "runtime.sagemaker": "sagemaker", "servicecatalog-appregistry": "servicecatalog", "simpledb": "sdb",
        "streams.dynamodb": "dynamodb", "tagging": "tag", "workmail": "workmail",
    ]

    static let renamed: [String: [String: String]] = [
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
        "kms": ["ReEncrypt": "ReEncryptFrom"], "sns": ["PublishBatch": "Publish"],
        "sqs": [
            "ChangeMessageVisibilityBatch": "ChangeMessageVisibility", "DeleteMessageBatch": "DeleteMessage",
            "SendMessageBatch": "SendMessage",
        ],
        "lambda": [
            "Invoke": "InvokeFunction", "InvokeAsync": "InvokeFunction",
            "InvokeWithResponseStream": "InvokeFunction",
        ],
        "bedrock": [
            "Converse": "InvokeModel", "ConverseStream": "InvokeModelWithResponseStream",
            "RetrieveAndGenerateStream": "RetrieveAndGenerate",
        ],
    ]
}
