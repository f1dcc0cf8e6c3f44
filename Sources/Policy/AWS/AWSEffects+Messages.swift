internal import OverreachModel

/// Queues, topics, streams and logs.
extension AWSEffects {
    // Judged after doubt: StartMessageMoveTask wants the rights to receive, delete and send as well: no effect of its
    // own. ChangeMessageVisibility takes the receipt of one who has received: no effect. SetQueueAttributes sets the
    // policy too: administer.
    //
    // Keys: SQS Developer Guide, "Amazon SQS Key management": who sends needs GenerateDataKey and Decrypt, who receives
    // Decrypt.
    static let sqs =
        rows("sqs", .read, key: decrypting, "ReceiveMessage")
        + rows("sqs", .write, key: encryptingAgain, "SendMessage")
        + rows("sqs", .delete, "DeleteMessage PurgeQueue DeleteQueue")
        + rows("sqs", .administer, key: decrypting, "AddPermission RemovePermission SetQueueAttributes")

    // Judged after doubt: who subscribes gets all later messages, at a place of his choice: read. ConfirmSubscription
    // takes the token that was sent there: no effect of its own. SetTopicAttributes sets the policy too: administer.
    // What a data protection policy hides or shows goes to those who subscribe: no effect.
    //
    // Keys: SNS Developer Guide, "Managing Amazon SNS encryption keys and costs": who publishes needs GenerateDataKey
    // and Decrypt; SNS itself decrypts what it delivers.
    static let sns =
        rows("sns", .read, "Subscribe")
        + rows("sns", .write, key: encryptingAgain, "Publish")
        + rows("sns", .delete, "DeleteTopic")
        + rows("sns", .administer, "AddPermission RemovePermission SetTopicAttributes")

    // Judged after doubt: RegisterStreamConsumer makes a consumer, which SubscribeToShard is asked on: no effect of its
    // own. A shorter retention drops records: delete.
    //
    // Keys: Kinesis Developer Guide, "Permissions to use user-generated KMS keys".
    static let kinesis =
        rows("kinesis", .read, key: decrypting, "GetRecords")
        + rows("kinesis", .read, on: "/consumer/*", key: decrypting, "SubscribeToShard")
        + rows("kinesis", .write, key: encrypting, "PutRecord PutRecords")
        + rows("kinesis", .delete, "DeleteStream DecreaseStreamRetentionPeriod")
        + rows("kinesis", .administer, key: decrypting, "PutResourcePolicy DeleteResourcePolicy")

    // Actions on a log group are asked on its ARN with `:log-stream:` and no name behind it, which is why policies name
    // groups with `:*` (CloudWatch Logs User Guide, "Overview of managing access permissions").
    //
    // Judged after doubt: CreateExportTask writes all events to a bucket of the caller's choice: read. A subscription
    // filter, and a table of S3, takes later events to another place: administer. A retention drops old events: delete.
    // What masks or transforms later events shows nobody what was not his to read: no effect. Unmask shows what is
    // masked in what other rights read: no effect of its own. Names of fields and streams are no content.
    //
    // Keys: CloudWatch Logs decrypts by the key's own consent to the service ("Encrypt log data in CloudWatch Logs using
    // AWS Key Management Service"), so callers need none.
    static let logs =
        rows(
            "logs", .read, on: ":log-stream:",
            "FilterLogEvents StartQuery GetQueryResults GetLogRecord StartLiveTail CreateExportTask")
        + rows("logs", .read, on: ":log-stream:*", "GetLogEvents")
        + rows("logs", .write, on: ":log-stream:*", "PutLogEvents")
        + rows("logs", .delete, on: ":log-stream:", "DeleteLogGroup PutRetentionPolicy")
        + rows("logs", .delete, on: ":log-stream:*", "DeleteLogStream")
        + rows("logs", .administer, on: ":log-stream:", "PutSubscriptionFilter IntegrateWithS3Table")
}
