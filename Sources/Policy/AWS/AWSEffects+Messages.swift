internal import OverreachModel

/// Queues, topics, streams and logs.
extension AWSEffects {
    // Judged after doubt: StartMessageMoveTask wants the rights to receive, delete and send as well: no effect of its
    // own. ChangeMessageVisibility takes the receipt of one who has received: no effect.
    //
    // Keys: SQS Developer Guide, "Amazon SQS Key management": who sends needs GenerateDataKey and Decrypt, who receives
    // Decrypt.
    static let sqs =
        rows("sqs", .read, key: decrypting, "ReceiveMessage")
        + rows("sqs", .write, key: encryptingAgain, "SendMessage")
        + rows("sqs", .delete, "DeleteMessage PurgeQueue DeleteQueue")
        + rows("sqs", .administer, "AddPermission RemovePermission SetQueueAttributes")

    // Judged after doubt: who subscribes gets all later messages, at a place of his choice: read. ConfirmSubscription
    // takes the token that was sent there: no effect of its own.
    //
    // Keys: SNS Developer Guide, "Managing Amazon SNS encryption keys and costs": who publishes needs GenerateDataKey
    // and Decrypt; SNS itself decrypts what it delivers.
    static let sns =
        rows("sns", .read, "Subscribe")
        + rows("sns", .write, key: encryptingAgain, "Publish")
        + rows("sns", .delete, "DeleteTopic")
        + rows("sns", .administer, "AddPermission RemovePermission SetTopicAttributes PutDataProtectionPolicy")

    // Judged after doubt: RegisterStreamConsumer makes a consumer, which SubscribeToShard is asked on: no effect of its
    // own. A shorter retention drops records, but as a setting: administer.
    //
    // Keys: Kinesis Developer Guide, "Permissions to use user-generated KMS keys".
    static let kinesis =
        rows("kinesis", .read, key: decrypting, "GetRecords")
        + rows("kinesis", .read, on: "/consumer/*", key: decrypting, "SubscribeToShard")
        + rows("kinesis", .write, key: encrypting, "PutRecord PutRecords")
        + rows("kinesis", .delete, "DeleteStream")
        + rows(
            "kinesis", .administer,
            """
            PutResourcePolicy DeleteResourcePolicy StartStreamEncryption StopStreamEncryption MergeShards SplitShard
            IncreaseStreamRetentionPeriod DecreaseStreamRetentionPeriod UpdateMaxRecordSize UpdateStreamWarmThroughput
            """)

    // Actions on a log group are asked on its ARN with `:log-stream:` and no name behind it, which is why policies name
    // groups with `:*` (CloudWatch Logs User Guide, "Overview of managing access permissions").
    //
    // Judged after doubt: CreateExportTask writes all events to a bucket of the caller's choice: read. A subscription
    // filter streams later events elsewhere, but as a setting: administer. Unmask shows what is masked in what other
    // rights read: no effect of its own. Names of fields and streams are no content.
    //
    // Keys: CloudWatch Logs decrypts by the key's own consent to the service ("Encrypt log data in CloudWatch Logs using
    // AWS Key Management Service"), so callers need none.
    static let logs =
        rows(
            "logs", .read, on: ":log-stream:",
            "FilterLogEvents StartQuery GetQueryResults GetLogRecord StartLiveTail CreateExportTask")
        + rows("logs", .read, on: ":log-stream:*", "GetLogEvents")
        + rows("logs", .write, on: ":log-stream:*", "PutLogEvents")
        + rows("logs", .delete, on: ":log-stream:", "DeleteLogGroup")
        + rows("logs", .delete, on: ":log-stream:*", "DeleteLogStream")
        + rows(
            "logs", .administer, on: ":log-stream:",
            """
            PutRetentionPolicy DeleteRetentionPolicy PutSubscriptionFilter DeleteSubscriptionFilter PutMetricFilter
            DeleteMetricFilter AssociateKmsKey DisassociateKmsKey PutDataProtectionPolicy DeleteDataProtectionPolicy
            PutTransformer DeleteTransformer PutLogGroupDeletionProtection PutBearerTokenAuthentication
            IntegrateWithS3Table ProcessWithPipeline
            """)
}
