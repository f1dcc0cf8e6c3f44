internal import OverreachModel
internal import OverreachWire

extension AWSForm {
    /// Buckets and what is set on each; all but the list are known by the file's name.
    static let buckets: [AWSForm] = [
        AWSForm("s3api/list-buckets", ["Buckets[]"], told: .top) { $0.readBuckets() },
        AWSForm(
            "s3api/get-bucket-policy", ["Policy"], .string, told: .other { AWSOutput.isBucketPolicy($0, $1) },
            extent: .oneIfAny(of: "s3api/list-buckets"), only: ["Policy", "ResponseMetadata"]
        ) { $0.readBucketPolicy() },
        // Objects, hosted zones and others have such tags too; only a bucket's file is named like one.
        AWSForm(
            "s3api/get-bucket-tagging", ["TagSet[]"], told: .top, extent: .one(of: "s3api/list-buckets")
        ) { $0.readBucket("TagSet") { AWSOutput.properties(ofTags: $0) } },
        AWSForm(
            "s3api/get-bucket-encryption", ["ServerSideEncryptionConfiguration"], told: .top,
            extent: .one(of: "s3api/list-buckets")
        ) { $0.readBucket("ServerSideEncryptionConfiguration", AWSOutput.encryption) },
        AWSForm(
            "s3api/get-bucket-abac", ["AbacStatus"], told: .top, extent: .one(of: "s3api/list-buckets")
        ) {
            $0.readBucket("AbacStatus") { AWSOutput.properties(PropertyName.attributeBasedAccess, "Status", of: $0) }
        },
        AWSForm(
            "s3api/get-bucket-location", ["LocationConstraint"], .other,
            told: .other { _, _ in false }, extent: .one(of: "s3api/list-buckets"),
            only: ["LocationConstraint", "ResponseMetadata"]
        ) { $0.readBucket("LocationConstraint", AWSOutput.location) },
        AWSForm(
            "s3api/get-bucket-location", ["LocationConstraint"], .string,
            told: .other { _, _ in false }, extent: .one(of: "s3api/list-buckets"),
            only: ["LocationConstraint", "ResponseMetadata"]
        ) { $0.readBucket("LocationConstraint", AWSOutput.location) },
        AWSForm(
            "s3api/get-bucket-acl", ["Grants[]"], told: .other { _, _ in false },
            extent: .one(of: "s3api/list-buckets"), only: ["Owner", "Grants", "RequestCharged", "ResponseMetadata"]
        ) { $0.readBucketList() },
        AWSForm(
            "s3api/get-public-access-block", ["PublicAccessBlockConfiguration"], told: .other { _, _ in false },
            extent: .one(of: "s3api/list-buckets")
        ) { $0.readBucket("PublicAccessBlockConfiguration", AWSOutput.publicAccess) },
        AWSForm(
            "s3control/get-public-access-block", ["PublicAccessBlockConfiguration"], told: .other { _, _ in false }
        ) { $0.readAccountPublicAccess() },
    ]
}
