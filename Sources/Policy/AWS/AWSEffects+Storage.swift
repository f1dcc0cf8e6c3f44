internal import OverreachModel

/// Buckets and repositories of images.
extension AWSEffects {
    // Judged after doubt: GetObjectVersionForReplication moves whole objects to another bucket, so it reads.
    // RestoreObject brings an archived copy back for those who may read it: no effect. AbortMultipartUpload drops
    // parts that are no object yet: no effect. A lifecycle rule deletes objects: delete. Who lifts a lock or suspends
    // versions still needs the right to delete: no effect. UpdateObjectEncryption wants the rights to both keys, and who
    // reads still needs the right to read: no effect. An owner of a replica is given what its bucket already holds: no
    // effect. Inventories and metadata tables list names: no effect. Once tags count (PutBucketAbac), they may let
    // others in: administer. A replication works by a role of its own, which needs the key: the caller does not.
    // Tags are no content, and no effect, though a condition may look at them. Access points, jobs and access grants
    // are resources of their own, not parts of a bucket.
    //
    // Keys: S3 User Guide, "Using server-side encryption with AWS KMS keys": reading decrypts, writing takes a data key;
    // only an upload in parts decrypts as well, which the action does not tell apart. A replica is encrypted.
    static let s3 =
        rows(
            "s3", .read, on: "/*", key: decrypting,
            "GetObject GetObjectVersion GetObjectTorrent GetObjectVersionTorrent GetObjectVersionForReplication")
        + rows("s3", .write, on: "/*", key: encrypting, "PutObject")
        + rows("s3", .write, on: "/*", key: ["kms:Encrypt"], "ReplicateObject")
        + rows("s3", .delete, on: "/*", "DeleteObject DeleteObjectVersion ReplicateDelete")
        + rows("s3", .delete, "DeleteBucket PutLifecycleConfiguration")
        + rows("s3", .administer, on: "/*", key: decrypting, "PutObjectAcl PutObjectVersionAcl")
        + rows(
            "s3", .administer, key: decrypting,
            """
            PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutBucketOwnershipControls PutBucketPublicAccessBlock
            PutBucketAbac
            """)
        + rows("s3", .administer, "PutReplicationConfiguration")

    // Keys: ECR decrypts layers by a grant of its own (ECR User Guide, "Encryption at rest"), so callers need none.
    // Judged after doubt: layers that are uploaded are no image until PutImage names them: no effect before.
    // UpdateImageStorageClass makes an image one that cannot be pulled until it is taken back: no effect. A lifecycle
    // policy deletes images: delete. Findings of scans are no content.
    static let ecr =
        rows("ecr", .read, "BatchGetImage GetDownloadUrlForLayer")
        + rows("ecr", .write, "PutImage BatchImportUpstreamImage ReplicateImage")
        + rows("ecr", .delete, "BatchDeleteImage DeleteRepository PutLifecyclePolicy")
        + rows("ecr", .administer, "SetRepositoryPolicy DeleteRepositoryPolicy")
}
