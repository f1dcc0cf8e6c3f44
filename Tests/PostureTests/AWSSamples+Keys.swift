extension AWSSample {
    /// Keys of KMS.
    static let keys: [AWSSample] = [
        AWSSample(
            "kms/list-keys.json",
            #"{"Keys": [{"KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab", "KeyArn": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}], "Truncated": false}"#,
            [
                "in 111122223333/eu-west-1",
                "AWS_KMS_KEY arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            ]),
        AWSSample(
            "kms/describe-key/1234abcd-12ab-34cd-56ef-1234567890ab.json",
            #"""
            {"KeyMetadata": {"AWSAccountId": "111122223333", "KeyId": "1234abcd-12ab-34cd-56ef-1234567890ab", "Arn": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
              "Enabled": true, "Description": "orders", "KeyUsage": "ENCRYPT_DECRYPT", "KeyState": "Enabled", "KeyManager": "CUSTOMER", "MultiRegion": false}}
            """#,
            [
                "in 111122223333/eu-west-1",
                "AWS_KMS_KEY arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | key manager: CUSTOMER | status: Enabled",
            ]),
        AWSSample(
            "kms/get-key-policy/1234abcd-12ab-34cd-56ef-1234567890ab.json",
            #"{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}", "PolicyName": "default"}"#,
            [
                "in 111122223333/eu-west-1",
                "AWS_KMS_KEY arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "awsResourcePolicy key policy of arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            ]),
        AWSSample(
            "kms/list-grants/1234abcd-12ab-34cd-56ef-1234567890ab.json",
            #"""
            {"Grants": [{"KeyId": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "GrantId": "0c237476b39f8bc4", "Name": "", "CreationDate": "2026-01-01T00:00:00Z",
              "GranteePrincipal": "arn:aws:iam::111122223333:role/app", "RetiringPrincipal": "rds.eu-west-1.amazonaws.com", "IssuingAccount": "arn:aws:iam::111122223333:root",
              "Operations": ["Decrypt", "GenerateDataKey"], "Constraints": {"EncryptionContextSubset": {"aws:rds:db-id": "db-1"}}}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                "AWS_KMS_KEY arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "awsKeyGrant 0c237476b39f8bc4 of arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            ]),
        AWSSample(
            "kms/list-aliases.json",
            #"""
            {"Aliases": [{"AliasName": "alias/orders", "AliasArn": "arn:aws:kms:eu-west-1:111122223333:alias/orders", "TargetKeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"},
             {"AliasName": "alias/aws/s3", "AliasArn": "arn:aws:kms:eu-west-1:111122223333:alias/aws/s3", "TargetKeyId": "4444abcd-12ab-34cd-56ef-1234567890ab"},
             {"AliasName": "alias/aws/ebs", "AliasArn": "arn:aws:kms:eu-west-1:111122223333:alias/aws/ebs"}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_KMS_KEY arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab "alias/orders" | alias: alias/orders"#,
                #"AWS_KMS_KEY arn:aws:kms:eu-west-1:111122223333:key/4444abcd-12ab-34cd-56ef-1234567890ab "alias/aws/s3" | alias: alias/aws/s3 | key manager: AWS"#,
            ]),
        AWSSample(
            "kms/list-resource-tags/1234abcd-12ab-34cd-56ef-1234567890ab.json",
            #"{"Tags": [{"TagKey": "project", "TagValue": "orders"}], "Truncated": false}"#,
            [
                "in 111122223333/eu-west-1",
                "AWS_KMS_KEY arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | tag: project=orders",
            ]),
    ]
}
