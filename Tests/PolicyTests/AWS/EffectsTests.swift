import OverreachModel
import Testing

@testable import OverreachPolicy

struct EffectsTests {
    @Test(arguments: [
        ("s3:GetObject", Effect?.some(.read)), ("s3:getobjectversion", .read), ("s3:GetObjectTorrent", .read),
        ("s3:PutObject", .write), ("s3:ReplicateObject", .write), ("s3:DeleteObjectVersion", .delete),
        ("s3:DeleteBucket", .delete), ("s3:PutBucketPolicy", .administer), ("s3:PutObjectAcl", .administer),
        ("s3:PutLifecycleConfiguration", .delete), ("s3:ListBucket", nil), ("s3:GetBucketPolicy", nil),
        ("s3:GetObjectAcl", nil), ("s3:PutObjectTagging", nil), ("dynamodb:Query", .read),
        ("dynamodb:PartiQLSelect", .read), ("dynamodb:GetRecords", .read), ("dynamodb:ExportTableToPointInTime", .read),
        ("dynamodb:BatchWriteItem", .write), ("dynamodb:DeleteTable", .delete), ("dynamodb:UpdateTable", nil),
        ("dynamodb:DescribeTable", nil), ("secretsmanager:GetSecretValue", .read),
        ("secretsmanager:UpdateSecret", .write),
        ("secretsmanager:DescribeSecret", nil), ("sts:AssumeRole", .control), ("iam:PassRole", .control),
        ("iam:GetRole", nil), ("KMS:Decrypt", .read), ("kms:GenerateDataKey", .write), ("kms:Verify", nil),
        ("kms:ScheduleKeyDeletion", .delete), ("kms:CreateGrant", .administer), ("sqs:ReceiveMessage", .read),
        ("sqs:SendMessage", .write), ("sqs:PurgeQueue", .delete), ("sqs:GetQueueUrl", nil), ("sns:Publish", .write),
        ("sns:Subscribe", .read), ("ssm:GetParametersByPath", .read), ("ssm:DescribeParameters", nil),
        ("ssm:SendCommand", nil), ("ecr:BatchGetImage", .read), ("ecr:PutImage", .write),
        ("ecr:GetAuthorizationToken", nil), ("kinesis:SubscribeToShard", .read), ("kinesis:GetShardIterator", nil),
        ("logs:FilterLogEvents", .read), ("logs:PutSubscriptionFilter", .administer), ("logs:Unmask", nil),
        ("rds-db:connect", .read), ("rds-data:ExecuteStatement", .read), ("rds:ModifyDBInstance", .administer),
        ("rds:DescribeDBInstances", nil), ("redshift:GetClusterCredentials", .read), ("bedrock:Retrieve", .read),
        ("bedrock:RetrieveAndGenerate", .read), ("bedrock:InvokeModel", nil), ("lambda:InvokeFunction", .write),
        ("lambda:GetFunction", .read), ("lambda:GetFunctionConfiguration", nil),
        ("lambda:UpdateFunctionCode", .control), ("lambda:AddPermission", .administer),
    ])
    func anActionHasItsEffect(action: String, effect: Effect?) {
        #expect(AWSEffects.effect(of: action) == effect)
    }

    @Test(arguments: [
        "s3:PutMetricsConfiguration", "s3:PutBucketCORS", "s3:PutBucketVersioning", "s3:PutBucketNotification",
        "s3:PutObjectRetention", "s3:UpdateObjectEncryption", "secretsmanager:CancelRotateSecret",
        "secretsmanager:RestoreSecret", "secretsmanager:StopReplicationToReplica", "kms:EnableKeyRotation",
        "kms:RevokeGrant", "kms:DisableKey", "kms:UpdateAlias", "dynamodb:UpdateContinuousBackups",
        "sns:PutDataProtectionPolicy", "kinesis:SplitShard", "logs:PutMetricFilter", "ecr:PutImageTagMutability",
        "rds:StartActivityStream", "redshift:EnableLogging", "bedrock:UpdateKnowledgeBase",
        "lambda:PutFunctionConcurrency",
    ])
    func aSettingGivesContentToNobody(action: String) {
        #expect(AWSEffects.effect(of: action) == nil)
    }

    @Test(arguments: [
        "s3:PutLifecycleConfiguration", "dynamodb:UpdateTimeToLive", "logs:PutRetentionPolicy",
        "kinesis:DecreaseStreamRetentionPeriod", "ecr:PutLifecyclePolicy",
    ])
    func aSettingByWhichContentIsLostDeletes(action: String) {
        #expect(AWSEffects.effect(of: action) == .delete)
    }

    @Test func aTransactionOfWritesMayAlsoDelete() {
        let effects = AWSEffects.effects(on: .table).filter { $0.action == "dynamodb:BatchWriteItem" }.map(\.effect)
        #expect(Set(effects) == [.write, .delete])
    }

    @Test func objectsAndBucketsAreAskedForApart() {
        let suffixes = Dictionary(grouping: AWSEffects.effects(on: .bucket), by: \.resourceSuffix).keys.sorted()
        #expect(suffixes == ["", "/*"])
        #expect(AWSEffects.effects(on: .role).isEmpty)
    }

    @Test(arguments: [
        (AWSNode.bucket, "s3:GetObject", ["kms:Decrypt"]), (.bucket, "s3:PutObject", ["kms:GenerateDataKey"]),
        (.bucket, "s3:DeleteObject", []), (.bucket, "s3:PutBucketPolicy", ["kms:Decrypt"]),
        (.bucket, "s3:PutReplicationConfiguration", []), (.secret, "secretsmanager:RotateSecret", []),
        (.secret, "secretsmanager:PutResourcePolicy", ["kms:Decrypt"]),
        (.queue, "sqs:SetQueueAttributes", ["kms:Decrypt"]), (.table, "dynamodb:PutItem", ["kms:Decrypt"]),
        (.table, "dynamodb:DeleteTable", []), (.secret, "secretsmanager:GetSecretValue", ["kms:Decrypt"]),
        (.secret, "secretsmanager:PutSecretValue", ["kms:GenerateDataKey", "kms:Decrypt"]),
        (.queue, "sqs:SendMessage", ["kms:GenerateDataKey", "kms:Decrypt"]),
        (.queue, "sqs:ReceiveMessage", ["kms:Decrypt"]), (.queue, "sqs:DeleteMessage", []),
        (.topic, "sns:Publish", ["kms:GenerateDataKey", "kms:Decrypt"]), (.topic, "sns:Subscribe", []),
        (.parameter, "ssm:GetParameter", ["kms:Decrypt"]), (.parameter, "ssm:PutParameter", ["kms:Encrypt"]),
        (.stream, "kinesis:PutRecord", ["kms:GenerateDataKey"]), (.stream, "kinesis:GetRecords", ["kms:Decrypt"]),
        (.logGroup, "logs:GetLogEvents", []), (.repository, "ecr:BatchGetImage", []), (.key, "kms:Decrypt", []),
    ])
    func contentUnderACustomersKeyNeedsTheKeyToo(type: AWSNode, action: String, keyActions: [String]) {
        let rows = AWSEffects.effects(on: type).filter { $0.action == action }
        #expect(!rows.isEmpty)
        #expect(rows.allSatisfy { $0.keyActions == keyActions })
    }

    @Test func whatAKeyIsNeededForIsAnActionOnKeys() {
        let known = Set(AWSEffects.effects(on: .key).map(\.action))
        for row in AWSEffects.types.flatMap({ AWSEffects.effects(on: $0) }) {
            #expect(known.isSuperset(of: row.keyActions), "\(row.action)")
        }
    }

    @Test(arguments: [
        ("s3:GetObject", "arn:aws:s3:::b", [], ["arn:aws:s3:::b/*"]),
        (
            "dynamodb:Scan", "arn:aws:dynamodb:r:1:table/t", [],
            ["arn:aws:dynamodb:r:1:table/t", "arn:aws:dynamodb:r:1:table/t/index/*"]
        ),
        (
            "logs:FilterLogEvents", "arn:aws:logs:r:1:log-group:/a/b", [],
            ["arn:aws:logs:r:1:log-group:/a/b:log-stream:"]
        ),
        ("logs:GetLogEvents", "arn:aws:logs:r:1:log-group:g", [], ["arn:aws:logs:r:1:log-group:g:log-stream:*"]),
        ("kinesis:SubscribeToShard", "arn:aws:kinesis:r:1:stream/s", [], ["arn:aws:kinesis:r:1:stream/s/consumer/*"]),
        ("ssm:GetParameter", "arn:aws:ssm:r:1:parameter/a/b", [], ["arn:aws:ssm:r:1:parameter/a/b"]),
        (
            "ssm:GetParametersByPath", "arn:aws:ssm:r:1:parameter/a/b/c", [],
            ["arn:aws:ssm:r:1:parameter/", "arn:aws:ssm:r:1:parameter/a", "arn:aws:ssm:r:1:parameter/a/b"]
        ),
        ("ssm:GetParametersByPath", "arn:aws:ssm:r:1:parameter/top", [], ["arn:aws:ssm:r:1:parameter/"]),
        (
            "lambda:InvokeFunction", "arn:aws:lambda:r:1:function:f", [],
            ["arn:aws:lambda:r:1:function:f", "arn:aws:lambda:r:1:function:f:*"]
        ),
        ("rds-db:connect", "arn:aws:rds:r:1:db:d", ["other", "db-ABC"], ["arn:aws:rds-db:r:1:dbuser:db-ABC/*"]),
        (
            "rds-db:connect", "arn:aws-cn:rds:r:1:cluster:c", ["cluster-ABC"],
            ["arn:aws-cn:rds-db:r:1:dbuser:cluster-ABC/*"]
        ),
        ("rds-db:connect", "arn:aws:rds:r:1:db:d", [], ["arn:aws:rds-db:r:1:dbuser:*/*"]),
        ("rds-db:connect", "arn:aws:redshift:r:1:cluster:c", [], []),
        ("rds:DeleteDBInstance", "arn:aws:rds:r:1:db:d", [], ["arn:aws:rds:r:1:db:d"]),
        ("rds:DeleteDBInstance", "arn:aws:rds:r:1:cluster:c", [], []),
        ("rds:DeleteDBCluster", "arn:aws:redshift:r:1:cluster:c", [], []),
        ("rds-data:ExecuteStatement", "arn:aws:rds:r:1:cluster:c", [], ["arn:aws:rds:r:1:cluster:c"]),
        ("rds-data:ExecuteStatement", "arn:aws:redshift:r:1:cluster:c", [], []),
        (
            "redshift-data:ExecuteStatement", "arn:aws:redshift-serverless:r:1:workgroup/w", [],
            ["arn:aws:redshift-serverless:r:1:workgroup/w"]
        ),
        ("redshift:GetClusterCredentials", "arn:aws:redshift:r:1:cluster:c", [], ["arn:aws:redshift:r:1:dbuser:c/*"]),
        (
            "redshift:GetClusterCredentialsWithIAM", "arn:aws:redshift:r:1:cluster:c", [],
            ["arn:aws:redshift:r:1:dbname:c/*"]
        ),
        ("rds:CopyDBSnapshot", "arn:aws:rds:r:1:snapshot:s", [], ["arn:aws:rds:r:1:snapshot:s"]),
    ])
    func anActionIsAskedOnTheARNThatAWSNames(action: String, arn: String, aliases: [String], asked: [String]) throws {
        let type = try #require(AWSEffects.type(ofARN: arn))
        let rows = AWSEffects.effects(on: type).filter { $0.action == action }
        #expect(!rows.isEmpty)
        #expect(Set(rows.flatMap { $0.resources(of: arn, aliases: aliases) }) == Set(asked))
    }

    @Test(arguments: [
        ("arn:aws:s3:::b/k", AWSNode?.some(.bucket)), ("arn:aws:s3:::*", .bucket),
        ("arn:aws:s3:us-east-1:1:accesspoint/a", nil), ("arn:aws-cn:dynamodb:r:1:table/t/index/i", .table),
        ("arn:aws:dynamodb:*:*:*", .table), ("arn:aws:secretsmanager:*:*:secret:prod/*", .secret),
        ("arn:aws:kms:r:1:key/k", .key), ("arn:aws:kms:r:1:alias/a", nil), ("arn:aws:kms:*:*:*", .key),
        ("arn:aws:sqs:r:1:q", .queue), ("arn:aws:sns:r:1:t", .topic), ("arn:aws:sns:r:1:t:sub", nil),
        ("arn:aws:sns:r:1:app/GCM/a", nil), ("arn:aws:ssm:r:1:parameter/a/b", .parameter),
        ("arn:aws:ssm:*:*:parameter*", .parameter), ("arn:aws:ssm:r:1:document/d", nil),
        ("arn:aws:ecr:r:1:repository/a/b", .repository), ("arn:aws:kinesis:r:1:stream/s", .stream),
        ("arn:aws:logs:r:1:log-group:/x:*", .logGroup), ("arn:aws:rds:r:1:cluster:c", .database),
        ("arn:aws:rds:r:1:*", .database), ("arn:aws:rds:r:1:og:o", nil),
        ("arn:aws:rds-db:r:1:dbuser:db-1/u", .database),
        ("arn:aws:redshift:r:1:cluster:c", .database), ("arn:aws:bedrock:r:1:knowledge-base/K", .knowledgeBase),
        ("arn:aws:bedrock:r:1:*", nil), ("arn:aws:lambda:r:1:function:f:prod", .function),
        ("arn:aws:lambda:r:1:layer:l", nil), ("arn:aws:iam::1:role/*", .role), ("arn:aws:iam::1:*", nil),
        ("arn:aws:ec2:r:1:instance/i-1", .instance), ("arn:*:s3:::b", .bucket), ("arn:aws:*:*:*:*", nil), ("*", nil),
        ("not an arn", nil),
    ])
    func anARNTellsItsType(arn: String, type: AWSNode?) {
        #expect(AWSEffects.type(ofARN: arn) == type)
    }

    /// Actions on parts of the stores that were looked at and found to have no effect on content.
    static let without = Set(
        """
        s3 GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketAcl GetBucketCORS
        GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification
        GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus
        GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite
        GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration
        GetLifecycleConfiguration GetMetricsConfiguration GetObjectAcl GetObjectAttributes GetObjectLegalHold
        GetObjectRetention GetObjectTagging GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionTagging
        GetReplicationConfiguration ListBucket ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts
        ListTagsForResource AbortMultipartUpload CreateBucket InitiateReplication RestoreObject DeleteObjectTagging
        PutObjectLegalHold PutObjectRetention BypassGovernanceRetention UpdateObjectEncryption
        ObjectOwnerOverrideToBucketOwner PutBucketVersioning PutBucketObjectLockConfiguration
        PutEncryptionConfiguration PauseReplication PutBucketLogging PutBucketNotification PutBucketCORS
        PutBucketWebsite DeleteBucketWebsite PutAccelerateConfiguration PutBucketRequestPayment
        PutInventoryConfiguration PutAnalyticsConfiguration PutMetricsConfiguration
        PutIntelligentTieringConfiguration CreateBucketMetadataTableConfiguration
        DeleteBucketMetadataTableConfiguration UpdateBucketMetadataInventoryTableConfiguration
        UpdateBucketMetadataJournalTableConfiguration
        DeleteObjectVersionTagging PutBucketTagging PutObjectTagging PutObjectVersionTagging ReplicateTags TagResource
        UntagResource
        dynamodb DescribeContinuousBackups DescribeContributorInsights DescribeKinesisStreamingDestination
        DescribeStream DescribeTable DescribeTableReplicaAutoScaling DescribeTimeToLive GetResourcePolicy
        GetShardIterator ListTagsOfResource CreateBackup CreateTable ImportTable RestoreTableFromAwsBackup
        RestoreTableFromBackup RestoreTableToPointInTime StartAwsBackupJob TagResource UntagResource
        UpdateTable UpdateContinuousBackups UpdateContributorInsights UpdateTableReplicaAutoScaling
        ReplicateSettings CreateGlobalTableWitness DeleteGlobalTableWitness UpdateGlobalTableSettings
        UpdateGlobalTableVersion DisableKinesisStreamingDestination UpdateKinesisStreamingDestination
        secretsmanager DescribeSecret GetResourcePolicy ListSecretVersionIds CreateSecret TagResource UntagResource
        CancelRotateSecret RestoreSecret RemoveRegionsFromReplication StopReplicationToReplica
        ValidateResourcePolicy
        kms ConnectCustomKeyStore CreateCustomKeyStore CreateKey DeleteCustomKeyStore DescribeCustomKeyStores
        DescribeKey DisconnectCustomKeyStore GenerateRandom GetKeyPolicy GetKeyRotationStatus GetParametersForImport
        GetPublicKey ListAliases ListGrants ListKeyPolicies ListKeyRotations ListKeys ListResourceTags
        ListRetirableGrants SynchronizeMultiRegionKey TagResource UntagResource UpdateCustomKeyStore
        RevokeGrant RetireGrant EnableKey DisableKey CancelKeyDeletion UpdatePrimaryRegion ImportKeyMaterial
        EnableKeyRotation DisableKeyRotation RotateKeyOnDemand CreateAlias UpdateAlias DeleteAlias
        UpdateKeyDescription Verify VerifyMac
        sqs CancelMessageMoveTask ChangeMessageVisibility CreateQueue GetQueueAttributes GetQueueUrl
        ListDeadLetterSourceQueues ListMessageMoveTasks ListQueueTags ListQueues StartMessageMoveTask TagQueue
        UntagQueue
        sns CheckIfPhoneNumberIsOptedOut ConfirmSubscription CreatePlatformApplication CreatePlatformEndpoint
        PutDataProtectionPolicy
        CreateSMSSandboxPhoneNumber CreateTopic DeleteEndpoint DeletePlatformApplication DeleteSMSSandboxPhoneNumber
        GetDataProtectionPolicy GetEndpointAttributes GetPlatformApplicationAttributes GetSMSAttributes
        GetSMSSandboxAccountStatus GetSubscriptionAttributes GetTopicAttributes ListEndpointsByPlatformApplication
        ListOriginationNumbers ListPhoneNumbersOptedOut ListPlatformApplications ListSMSSandboxPhoneNumbers
        ListSubscriptions ListSubscriptionsByTopic ListTagsForResource ListTopics OptInPhoneNumber
        SetEndpointAttributes SetPlatformApplicationAttributes SetSMSAttributes SetSubscriptionAttributes TagResource
        Unsubscribe UntagResource VerifySMSSandboxPhoneNumber
        ssm AddTagsToResource GetResourcePolicies ListTagsForResource RemoveTagsFromResource
        ecr BatchCheckLayerAvailability BatchGetRepositoryScanningConfiguration CompleteLayerUpload CreateRepository
        DescribeImageReplicationStatus DescribeImageScanFindings DescribeImageSigningStatus DescribeImages
        DescribeRepositories GetImageCopyStatus GetLifecyclePolicy GetLifecyclePolicyPreview GetRepositoryPolicy
        InitiateLayerUpload ListImages ListTagsForResource StartImageScan StartLifecyclePolicyPreview TagResource
        UntagResource UploadLayerPart DeleteLifecyclePolicy PutImageTagMutability PutImageScanningConfiguration
        UpdateImageStorageClass
        kinesis AddTagsToStream CreateStream DeregisterStreamConsumer DescribeStream DescribeStreamConsumer
        DescribeStreamSummary GetResourcePolicy GetShardIterator ListShards ListStreamConsumers ListTagsForResource
        ListTagsForStream RegisterStreamConsumer RemoveTagsFromStream TagResource UntagResource StartStreamEncryption
        StopStreamEncryption MergeShards SplitShard IncreaseStreamRetentionPeriod UpdateMaxRecordSize
        UpdateStreamWarmThroughput
        logs CreateLogAnomalyDetector CreateLogGroup CreateLogStream DescribeLogStreams DescribeMetricFilters
        DescribeSubscriptionFilters GetDataProtectionPolicy GetLogGroupFields GetTransformer ListTagsForResource
        ListTagsLogGroup TagLogGroup TagResource Unmask UntagLogGroup UntagResource DeleteRetentionPolicy
        DeleteSubscriptionFilter PutMetricFilter DeleteMetricFilter AssociateKmsKey DisassociateKmsKey
        PutDataProtectionPolicy DeleteDataProtectionPolicy PutTransformer DeleteTransformer
        PutLogGroupDeletionProtection PutBearerTokenAuthentication ProcessWithPipeline
        rds AddTagsToResource CreateBlueGreenDeployment CreateDBCluster CreateDBClusterEndpoint CreateDBClusterSnapshot
        CreateDBInstance CreateDBInstanceReadReplica CreateDBShardGroup CreateDBSnapshot CreateGlobalCluster
        CreateTenantDatabase DeregisterDBProxyTargets DescribeDBClusterAutomatedBackups DescribeDBClusterBacktracks
        DescribeDBClusterEndpoints DescribeDBClusterSnapshotAttributes DescribeDBClusterSnapshots DescribeDBClusters
        DescribeDBInstanceAutomatedBackups DescribeDBInstances DescribeDBLogFiles DescribeDBSnapshotAttributes
        DescribeDBSnapshotTenantDatabases DescribeDBSnapshots DescribeExportTasks DescribePendingMaintenanceActions
        DescribeTenantDatabases DescribeValidDBInstanceModifications DownloadCompleteDBLogFile DownloadDBLogFilePortion
        FailoverDBCluster FailoverGlobalCluster ListTagsForResource RebootDBCluster RebootDBInstance
        RemoveFromGlobalCluster RemoveTagsFromResource RestoreDBClusterFromS3 RestoreDBClusterToPointInTime
        RestoreDBInstanceFromS3 RestoreDBInstanceToPointInTime StartDBCluster StartDBInstance StopDBCluster
        StopDBInstance SwitchoverGlobalCluster AddRoleToDBInstance RemoveRoleFromDBInstance PromoteReadReplica
        SwitchoverReadReplica StartActivityStream StopActivityStream ModifyActivityStream ApplyPendingMaintenanceAction
        StartDBInstanceAutomatedBackupsReplication StopDBInstanceAutomatedBackupsReplication AddRoleToDBCluster
        RemoveRoleFromDBCluster EnableHttpEndpoint DisableHttpEndpoint ModifyCurrentDBClusterCapacity
        PromoteReadReplicaDBCluster ModifyDBSnapshot
        rds-data BeginTransaction CommitTransaction RollbackTransaction
        redshift CancelResize CreateCluster CreateClusterUser CreateCustomDomainAssociation CreateTags
        DeleteCustomDomainAssociation DeleteTags DescribeAutonomicsDenylist DescribeClusters DescribeLoggingStatus
        DescribeResize DescribeTags FailoverPrimaryCompute ModifyCustomDomainAssociation PauseCluster RebootCluster
        RestoreFromClusterSnapshot ResumeCluster ModifyClusterIamRoles ModifyClusterMaintenance ModifyClusterDbRevision
        ModifyClusterSnapshotSchedule ModifyAquaConfiguration ModifyAutonomicsDenylist EnableLogging DisableLogging
        EnableSnapshotCopy DisableSnapshotCopy ModifySnapshotCopyRetentionPeriod ResizeCluster RotateEncryptionKey
        redshift-data CancelStatement DescribeStatement DescribeTable GetStagingBucketLocation GetStatementResult
        ListDatabases ListSchemas ListStatements ListTables
        bedrock GetAgentKnowledgeBase GetDataSource GetIngestionJob GetKnowledgeBase GetKnowledgeBaseDocuments
        ListDataSources ListIngestionJobs ListKnowledgeBaseDocuments ListTagsForResource StartIngestionJob
        StopIngestionJob TagResource UntagResource UpdateKnowledgeBase UpdateAgentKnowledgeBase
        DisassociateAgentKnowledgeBase AllowVendedLogDeliveryForResource
        lambda CreateFunction GetAlias GetFunctionCodeSigningConfig GetFunctionConcurrency GetFunctionConfiguration
        GetFunctionEventInvokeConfig GetFunctionRecursionConfig GetFunctionScalingConfig GetFunctionUrlConfig GetPolicy
        GetProvisionedConcurrencyConfig GetRuntimeManagementConfig ListAliases ListDurableExecutionsByFunction
        ListFunctionEventInvokeConfigs ListFunctionUrlConfigs ListProvisionedConcurrencyConfigs ListTags
        ListVersionsByFunction PublishVersion TagResource UntagResource UpdateFunctionCode UpdateFunctionConfiguration
        RemovePermission DeleteFunctionUrlConfig DeleteFunctionEventInvokeConfig CreateAlias UpdateAlias DeleteAlias
        PutFunctionConcurrency DeleteFunctionConcurrency PutProvisionedConcurrencyConfig
        DeleteProvisionedConcurrencyConfig PutFunctionCodeSigningConfig UpdateFunctionCodeSigningConfig
        DeleteFunctionCodeSigningConfig PutRuntimeManagementConfig PutFunctionRecursionConfig PutFunctionScalingConfig
        EnableReplication DisableReplication
        """
        .split { $0 == " " || $0 == "\n" }.reduce(into: (service: "", out: [String]())) { found, word in
            if word.first?.isLowercase ?? false {
                found.service = String(word)
            } else {
                found.out.append("\(found.service):\(word)")
            }
        }.out)

    @Test(
        .enabled(if: Tables.areHere, Tables.hint),
        arguments: [
            ("s3", ["bucket", "object"], AWSNode.bucket), ("dynamodb", ["table", "index", "stream"], .table),
            ("secretsmanager", ["Secret"], .secret), ("kms", ["key", "alias", ""], .key),
            ("sqs", ["queue", ""], .queue),
            ("sns", ["topic", ""], .topic), ("ssm", ["parameter"], .parameter), ("ecr", ["repository"], .repository),
            ("kinesis", ["stream", "consumer"], .stream), ("logs", ["log-group", "log-stream"], .logGroup),
            ("rds", ["db", "cluster", "snapshot", "cluster-snapshot"], .database), ("rds-data", ["cluster"], .database),
            ("rds-db", ["db-user"], .database), ("redshift", ["cluster", "dbuser", "dbname"], .database),
            ("redshift-data", ["cluster", "workgroup", "managed-workgroup", ""], .database),
            ("bedrock", ["knowledge-base"], .knowledgeBase),
            ("lambda", ["function", "function alias", "function version"], .function),
        ])
    func everyActionOnAStoreWasConsidered(service: String, resources: [String], type: AWSNode) throws {
        let listed = try Tables.load("aws-actions.json")[service]?["actions"]?.members ?? []
        #expect(!listed.isEmpty)
        let known = Set(AWSEffects.effects(on: type).map(\.action)).filter { $0.hasPrefix("\(service):") }
        for action in listed {
            let on = action.value["resources"]?.texts ?? []
            guard !Set(on.isEmpty ? [""] : on).isDisjoint(with: resources) else { continue }
            let name = "\(service):\(action.name)"
            #expect(known.contains(name) != Self.without.contains(name), "\(name)")
        }
        let all = Set(listed.map { "\(service):\($0.name)" })
        #expect(known.subtracting(all).isEmpty)
        #expect(Self.without.filter { $0.hasPrefix("\(service):") }.isSubset(of: all))
    }
}
