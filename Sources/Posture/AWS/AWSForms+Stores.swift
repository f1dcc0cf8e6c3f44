internal import OverreachModel
internal import OverreachWire

extension AWSForm {
    /// What holds data, with the key that its content is encrypted with.
    static let stores: [AWSForm] = [
        .records(
            "dynamodb/list-tables", "TableNames[]", .table, "dynamodb:table/", .id(""), told: .top),
        .records(
            "dynamodb/describe-table", "Table", .table, "dynamodb:table/", .arn("TableArn"),
            extent: .one(of: "dynamodb/list-tables")
        ) {
            $0.name = "TableName"
            $0.tags = "Tags"
            $0.key = "SSEDescription.KMSMasterKeyArn"
        },
        .records(
            "secretsmanager/list-secrets", "SecretList[]", .secret, "secretsmanager:secret:", .arn("ARN"), told: .top,
            secret),
        .records(
            "secretsmanager/describe-secret", "", .secret, "secretsmanager:secret:", .arn("ARN"),
            told: .other { page, _ in page.root["VersionIdsToStages"] != nil || page.root["RotationEnabled"] != nil },
            extent: .one(of: "secretsmanager/list-secrets"),
            refused: ["SecretString", "SecretBinary", "VersionStages", "VersionId", "ResourcePolicy"], secret),
        .records(
            "sqs/get-queue-attributes", "Attributes", .queue, "sqs:", .arn("QueueArn"),
            extent: .one(of: "sqs/list-queues")
        ) {
            $0.policy = "Policy"
            $0.key = "KmsMasterKeyId"
        },
        AWSForm("sqs/list-queues", ["QueueUrls[]"], told: .top) { $0.readQueues() },
        .records("sns/list-topics", "Topics[]", .topic, "sns:", .arn("TopicArn")),
        .records(
            "sns/get-topic-attributes", "Attributes", .topic, "sns:", .arn("TopicArn"),
            extent: .one(of: "sns/list-topics")
        ) {
            $0.policy = "Policy"
            $0.key = "KmsMasterKeyId"
        },
        .records("ecr/describe-repositories", "repositories[]", .repository, "ecr:repository/", .arn("repositoryArn")) {
            $0.name = "repositoryName"
            $0.key = "encryptionConfiguration.kmsKey"
        },
        .records("kinesis/list-streams", "StreamNames[]", .stream, "kinesis:stream/", .id(""), told: .top),
        .records(
            "kinesis/describe-stream", "StreamDescription", .stream, "kinesis:stream/", .arn("StreamARN"),
            extent: .one(of: "kinesis/list-streams"), stream),
        .records(
            "kinesis/describe-stream-summary", "StreamDescriptionSummary", .stream, "kinesis:stream/",
            .arn("StreamARN"), extent: .one(of: "kinesis/list-streams"), stream),
        .records("logs/describe-log-groups", "logGroups[]", .logGroup, "logs:log-group:", .arn("arn")) {
            $0.name = "logGroupName"
            $0.key = "kmsKeyId"
            $0.plain = AWSOutput.plainLogGroup
        },
        .records(
            "ssm/describe-parameters", "Parameters[]", .parameter, "ssm:parameter/", .arn("ARN", orID: "Name"),
            refused: ["Parameters[].Value"]
        ) {
            $0.name = "Name"
            $0.key = "KeyId"
        },
        .records("rds/describe-db-instances", "DBInstances[]", .database, "rds:db:", .arn("DBInstanceArn")) {
            $0.name = "DBInstanceIdentifier"
            // Rights to connect name the database by this id.
            $0.properties = [(PropertyName.alias, "DbiResourceId")]
            $0.tags = "TagList"
            $0.key = "KmsKeyId"
        },
        .records("rds/describe-db-clusters", "DBClusters[]", .database, "rds:cluster:", .arn("DBClusterArn")) {
            $0.name = "DBClusterIdentifier"
            $0.properties = [(PropertyName.alias, "DbClusterResourceId")]
            $0.tags = "TagList"
            $0.key = "KmsKeyId"
        },
        .records(
            "redshift/describe-clusters", "Clusters[]", .database, "redshift:cluster:",
            .id("ClusterIdentifier", account: "ClusterNamespaceArn"), told: .arn(of: "redshift:namespace:")
        ) {
            $0.tags = "Tags"
            $0.key = "KmsKeyId"
        },
        .records(
            "bedrock-agent/list-knowledge-bases", "knowledgeBaseSummaries[]", .knowledgeBase,
            "bedrock:knowledge-base/", .id("knowledgeBaseId"), told: .top
        ) { $0.name = "name" },
        .records(
            "bedrock-agent/get-knowledge-base", "knowledgeBase", .knowledgeBase, "bedrock:knowledge-base/",
            .arn("knowledgeBaseArn"), extent: .one(of: "bedrock-agent/list-knowledge-bases")
        ) {
            $0.name = "name"
            $0.properties = [(PropertyName.serviceRole, "roleArn")]
        },
    ]

    private static let secret: @Sendable (inout AWSRecords) -> Void = {
        $0.name = "Name"
        $0.tags = "Tags"
        $0.key = "KmsKeyId"
        // AWS leaves the member out of a secret under the key that it manages (API reference, SecretListEntry).
        $0.defaultKey = "alias/aws/secretsmanager"
        $0.shortName = AWSOutput.secretName
    }

    private static let stream: @Sendable (inout AWSRecords) -> Void = {
        $0.name = "StreamName"
        $0.key = "KeyId"
    }

    /// Policies of resources that stand alone.
    static let policies: [AWSForm] = [
        AWSForm(
            "lambda/get-policy", ["Policy"], .string,
            told: .other { page, _ in names("lambda:function:", page, "Policy", AWSOutput.plainFunction) },
            extent: .oneIfAny(of: "lambda/list-functions"), only: ["Policy", "RevisionId", "ResponseMetadata"]
        ) { $0.readPolicy(.function, "lambda:function:", plain: AWSOutput.plainFunction) },
        AWSForm(
            "dynamodb/get-resource-policy", ["Policy"], .string,
            told: .other { page, _ in names("dynamodb:table/", page, "Policy", AWSOutput.plainTable) },
            extent: .oneIfAny(of: "dynamodb/list-tables"), only: ["Policy", "RevisionId", "ResponseMetadata"]
        ) { $0.readPolicy(.table, "dynamodb:table/", plain: AWSOutput.plainTable) },
        AWSForm(
            "kinesis/get-resource-policy", ["Policy"], .string,
            told: .other { page, _ in names("kinesis:stream/", page, "Policy") { $0 } },
            extent: .oneIfAny(of: "kinesis/list-streams"), only: ["Policy", "ResponseMetadata"]
        ) { $0.readPolicy(.stream, "kinesis:stream/") },
        AWSForm(
            "secretsmanager/get-resource-policy", ["ARN"], .string,
            told: .arn(of: "secretsmanager:secret:"), extent: .one(of: "secretsmanager/list-secrets"), owned: ["ARN"],
            // `get-secret-value` and `describe-secret` begin like this too, and the first holds the secret.
            only: ["ARN", "Name", "ResourcePolicy", "ResponseMetadata"]
        ) { $0.readSecretPolicy() },
        .records(
            "ecr/get-repository-policy", "", .repository, "ecr:repository/",
            .id("repositoryName", account: "registryId"), told: .top,
            extent: .oneIfAny(of: "ecr/describe-repositories")
        ) {
            $0.top = "policyText"
            $0.name = "repositoryName"
            $0.policy = "policyText"
        },
        AWSForm("logs/describe-resource-policies", ["resourcePolicies[]"], told: .top) { $0.readLogPolicies() },
        AWSForm("glue/get-resource-policy", ["PolicyInJson"], .string, told: .top) { $0.readCatalogPolicy() },
    ]

    private static func names(
        _ form: String, _ page: AWSPage, _ member: String, _ plain: (ARN) -> ARN?
    ) -> Bool {
        page.root[member].flatMap { AWSOutput.only(ARNForm(form), in: $0, plain) } != nil
    }
}
