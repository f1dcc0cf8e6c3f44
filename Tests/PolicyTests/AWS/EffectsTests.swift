import OverreachModel
import Testing

@testable import OverreachPolicy

struct EffectsTests {
    @Test(arguments: [
        ("s3:GetObject", Effect?.some(.read)), ("s3:getobjectversion", .read), ("s3:GetObjectTorrent", .read),
        ("s3:PutObject", .write), ("s3:ReplicateObject", .write), ("s3:DeleteObjectVersion", .delete),
        ("s3:DeleteBucket", .delete), ("s3:PutBucketPolicy", .administer), ("s3:PutObjectAcl", .administer),
        ("s3:PutLifecycleConfiguration", .administer), ("s3:ListBucket", nil), ("s3:GetBucketPolicy", nil),
        ("s3:GetObjectAcl", nil), ("s3:PutObjectTagging", nil), ("dynamodb:Query", .read),
        ("dynamodb:PartiQLSelect", .read), ("dynamodb:GetRecords", .read), ("dynamodb:ExportTableToPointInTime", .read),
        ("dynamodb:BatchWriteItem", .write), ("dynamodb:DeleteTable", .delete), ("dynamodb:UpdateTable", .administer),
        ("dynamodb:DescribeTable", nil), ("secretsmanager:GetSecretValue", .read),
        ("secretsmanager:UpdateSecret", .write),
        ("secretsmanager:DescribeSecret", nil), ("sts:AssumeRole", .control), ("iam:PassRole", .control),
        ("iam:GetRole", nil),
    ])
    func anActionHasItsEffect(action: String, effect: Effect?) {
        #expect(AWSEffects.effect(of: action) == effect)
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
        DeleteObjectVersionTagging PutBucketTagging PutObjectTagging PutObjectVersionTagging ReplicateTags TagResource
        UntagResource
        dynamodb DescribeContinuousBackups DescribeContributorInsights DescribeKinesisStreamingDestination
        DescribeStream DescribeTable DescribeTableReplicaAutoScaling DescribeTimeToLive GetResourcePolicy
        GetShardIterator ListTagsOfResource CreateBackup CreateTable ImportTable RestoreTableFromAwsBackup
        RestoreTableFromBackup RestoreTableToPointInTime StartAwsBackupJob TagResource UntagResource
        secretsmanager DescribeSecret GetResourcePolicy ListSecretVersionIds CreateSecret TagResource UntagResource
        ValidateResourcePolicy
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
            ("secretsmanager", ["Secret"], .secret),
        ])
    func everyActionOnAStoreWasConsidered(service: String, resources: [String], type: AWSNode) throws {
        let listed = try Tables.load("aws-actions.json")[service]?["actions"]?.members ?? []
        #expect(!listed.isEmpty)
        let known = Set(AWSEffects.effects(on: type).map(\.action))
        for action in listed where !Set(action.value["resources"]?.texts ?? []).isDisjoint(with: resources) {
            let name = "\(service):\(action.name)"
            #expect(known.contains(name) != Self.without.contains(name), "\(name)")
        }
        let all = Set(listed.map { "\(service):\($0.name)" })
        #expect(known.subtracting(all).isEmpty)
    }
}

struct EventsTests {
    @Test(arguments: [
        ("s3.amazonaws.com", "ListObjects", "s3:ListBucket"), ("s3.amazonaws.com", "HeadObject", "s3:GetObject"),
        ("s3.amazonaws.com", "GetObject", "s3:GetObject"), ("s3.amazonaws.com", "UploadPart", "s3:PutObject"),
        ("s3.amazonaws.com", "PutBucketEncryption", "s3:PutEncryptionConfiguration"),
        ("s3.amazonaws.com.cn", "ListBuckets", "s3:ListAllMyBuckets"),
        ("lambda.amazonaws.com", "CreateFunction20150331", "lambda:CreateFunction"),
        ("lambda.amazonaws.com", "UpdateFunctionCode20150331v2", "lambda:UpdateFunctionCode"),
        ("lambda.amazonaws.com", "Invoke", "lambda:InvokeFunction"),
        ("cloudfront.amazonaws.com", "CreateDistribution2020_05_31", "cloudfront:CreateDistribution"),
        ("monitoring.amazonaws.com", "PutMetricData", "cloudwatch:PutMetricData"),
        ("dynamodb.amazonaws.com", "TransactGetItems", "dynamodb:GetItem"),
        ("sts.amazonaws.com", "AssumeRole", "sts:AssumeRole"),
        ("ec2.amazonaws.com", "RunInstances", "ec2:RunInstances"),
    ])
    func anEventUsesItsAction(source: String, event: String, action: String) {
        #expect(AWSEvents.action(eventSource: source, eventName: event) == action)
    }

    @Test func dataEventsAreThoseThatATrailMayLeaveOut() {
        #expect(AWSEvents.isDataEvent(action: "s3:GetObject"))
        #expect(AWSEvents.isDataEvent(action: "dynamodb:query"))
        #expect(!AWSEvents.isDataEvent(action: "secretsmanager:GetSecretValue"))
        #expect(!AWSEvents.isDataEvent(action: "s3:PutBucketPolicy"))
    }
}
