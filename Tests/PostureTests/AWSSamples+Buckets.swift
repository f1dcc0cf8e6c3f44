extension AWSSample {
    /// Buckets, and what is set on each.
    static let buckets: [AWSSample] = [
        AWSSample(
            "s3api/list-buckets.json",
            #"{"Buckets": [{"Name": "acme-data", "CreationDate": "2026-01-01T00:00:00Z"}], "Owner": {"ID": "ab12"}}"#,
            [
                "in 111122223333",
                #"AWS_BUCKET arn:aws:s3:::acme-data "acme-data""#,
            ]),
        AWSSample(
            "s3api/get-bucket-policy/acme-data.json",
            #"{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[]}"}"#,
            [
                "in 111122223333",
                #"AWS_BUCKET arn:aws:s3:::acme-data "acme-data""#,
                "awsResourcePolicy bucket policy of arn:aws:s3:::acme-data",
            ]),
        AWSSample(
            "s3api/get-bucket-tagging/acme-data.json",
            #"{"TagSet": [{"Key": "owner", "Value": "data"}]}"#,
            [
                "in 111122223333",
                #"AWS_BUCKET arn:aws:s3:::acme-data "acme-data" | owner: data | tag: owner=data"#,
            ]),
        AWSSample(
            "s3api/get-public-access-block/acme-data.json",
            #"{"PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true}}"#,
            [
                "in 111122223333",
                #"AWS_BUCKET arn:aws:s3:::acme-data "acme-data" | ignores public access lists: true | restricts public buckets: true"#,
            ]),
        AWSSample(
            "s3control/get-public-access-block.json",
            #"{"PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": false}}"#,
            [
                "in 111122223333",
                "AWS_ACCOUNT 111122223333 | ignores public access lists: true | restricts public buckets: false",
            ]),
        AWSSample(
            "s3api/get-bucket-encryption/acme-data.json",
            #"""
            {"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault":
              {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}, "BucketKeyEnabled": true}]}}
            """#,
            [
                "in 111122223333",
                #"AWS_BUCKET arn:aws:s3:::acme-data "acme-data" | kms key: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"#,
            ]),
        AWSSample(
            "s3api/get-bucket-acl/acme-data.json",
            #"{"Owner": {"DisplayName": "root", "ID": "ab12"}, "Grants": [{"Grantee": {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/global/AllUsers"}, "Permission": "READ"}]}"#,
            [
                "in 111122223333",
                #"AWS_BUCKET arn:aws:s3:::acme-data "acme-data""#,
                "awsAccessList access list of arn:aws:s3:::acme-data",
            ]),
        AWSSample(
            "s3api/get-bucket-abac/acme-data.json",
            #"{"AbacStatus": {"Status": "Enabled"}}"#,
            [
                "in 111122223333",
                #"AWS_BUCKET arn:aws:s3:::acme-data "acme-data" | attribute based access control: Enabled"#,
            ]),
        AWSSample(
            "s3api/get-bucket-location/acme-data.json",
            #"{"LocationConstraint": "eu-central-1"}"#,
            [
                "in 111122223333",
                #"AWS_BUCKET arn:aws:s3:::acme-data "acme-data" | region: eu-central-1"#,
            ]),
        AWSSample(
            "s3api/get-bucket-location/acme-old.json",
            #"{"LocationConstraint": null}"#,
            [
                "in 111122223333",
                #"AWS_BUCKET arn:aws:s3:::acme-old "acme-old" | region: us-east-1"#,
            ]),
    ]
}
