extension AWSSample {
    /// What holds data.
    static let stores: [AWSSample] = [
        AWSSample(
            "dynamodb/list-tables.json",
            #"{"TableNames": ["orders"]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_TABLE arn:aws:dynamodb:eu-west-1:111122223333:table/orders "orders""#,
            ]),
        AWSSample(
            "dynamodb/describe-table/orders.json",
            #"""
            {"Table": {"TableName": "orders", "TableArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
              "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_TABLE arn:aws:dynamodb:eu-west-1:111122223333:table/orders "orders" | kms key: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"#,
            ]),
        AWSSample(
            "dynamodb/get-resource-policy/orders.json",
            #"{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"dynamodb:*\",\"Resource\":[\"arn:aws:dynamodb:eu-west-1:111122223333:table/orders\",\"arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/*\"]}]}", "RevisionId": "17"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_TABLE arn:aws:dynamodb:eu-west-1:111122223333:table/orders "orders""#,
                "awsResourcePolicy resource policy of arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
            ]),
        AWSSample(
            "secretsmanager/list-secrets.json",
            #"{"SecretList": [{"ARN": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf", "Name": "prod/db", "KmsKeyId": "alias/orders", "Tags": [], "SecretVersionsToStages": {"v": ["AWSCURRENT"]}}, {"ARN": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/own-AbCdEf", "Name": "prod/own", "Tags": []}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_SECRET arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf "prod/db" | kms key: alias/orders"#,
                #"AWS_SECRET arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/own-AbCdEf "prod/own" | kms key: alias/aws/secretsmanager"#,
            ]),
        AWSSample(
            "secretsmanager/describe-secret/prod_db.json",
            #"""
            {"ARN": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf", "Name": "prod/db", "KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "RotationEnabled": false,
              "Tags": [{"Key": "sensitivity", "Value": "high"}], "VersionIdsToStages": {"v": ["AWSCURRENT"]}}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_SECRET arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf "prod/db" | classification: high | kms key: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | tag: sensitivity=high"#,
            ]),
        AWSSample(
            "secretsmanager/get-resource-policy/prod_db.json",
            #"{"ARN": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf", "Name": "prod/db", "ResourcePolicy": "{\"Statement\":[]}"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_SECRET arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf "prod/db""#,
                "awsResourcePolicy resource policy of arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-AbCdEf",
            ]),
        AWSSample(
            "sqs/list-queues.json",
            #"{"QueueUrls": ["https://sqs.eu-west-1.amazonaws.com/111122223333/jobs.fifo"]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_QUEUE arn:aws:sqs:eu-west-1:111122223333:jobs.fifo "jobs.fifo""#,
            ]),
        AWSSample(
            "sqs/get-queue-attributes/jobs.fifo.json",
            #"{"Attributes": {"QueueArn": "arn:aws:sqs:eu-west-1:111122223333:jobs.fifo", "Policy": "{\"Statement\":[]}", "KmsMasterKeyId": "alias/orders", "VisibilityTimeout": "30"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_QUEUE arn:aws:sqs:eu-west-1:111122223333:jobs.fifo "jobs.fifo" | kms key: alias/orders"#,
                "awsResourcePolicy resource policy of arn:aws:sqs:eu-west-1:111122223333:jobs.fifo",
            ]),
        AWSSample(
            "sns/list-topics.json",
            #"{"Topics": [{"TopicArn": "arn:aws:sns:eu-west-1:111122223333:news"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_TOPIC arn:aws:sns:eu-west-1:111122223333:news "news""#,
            ]),
        AWSSample(
            "sns/get-topic-attributes/news.json",
            #"{"Attributes": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:news", "Owner": "111122223333", "Policy": "{\"Statement\":[]}", "KmsMasterKeyId": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_TOPIC arn:aws:sns:eu-west-1:111122223333:news "news" | kms key: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"#,
                "awsResourcePolicy resource policy of arn:aws:sns:eu-west-1:111122223333:news",
            ]),
        AWSSample(
            "ecr/describe-repositories.json",
            #"""
            {"repositories": [{"repositoryArn": "arn:aws:ecr:eu-west-1:111122223333:repository/team/app", "registryId": "111122223333", "repositoryName": "team/app",
              "repositoryUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app", "encryptionConfiguration": {"encryptionType": "KMS", "kmsKey": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_REPOSITORY arn:aws:ecr:eu-west-1:111122223333:repository/team/app "team/app" | kms key: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"#,
            ]),
        AWSSample(
            "ecr/get-repository-policy/team_app.json",
            #"{"registryId": "111122223333", "repositoryName": "team/app", "policyText": "{\"Statement\":[]}"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_REPOSITORY arn:aws:ecr:eu-west-1:111122223333:repository/team/app "team/app""#,
                "awsResourcePolicy resource policy of arn:aws:ecr:eu-west-1:111122223333:repository/team/app",
            ]),
        AWSSample(
            "kinesis/list-streams.json",
            #"{"StreamNames": ["clicks"], "HasMoreStreams": false, "StreamSummaries": [{"StreamName": "clicks", "StreamARN": "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_STREAM arn:aws:kinesis:eu-west-1:111122223333:stream/clicks "clicks""#,
            ]),
        AWSSample(
            "kinesis/describe-stream/clicks.json",
            #"{"StreamDescription": {"Shards": [], "StreamARN": "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks", "StreamName": "clicks", "EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_STREAM arn:aws:kinesis:eu-west-1:111122223333:stream/clicks "clicks" | kms key: alias/aws/kinesis"#,
            ]),
        AWSSample(
            "kinesis/describe-stream-summary/clicks.json",
            #"{"StreamDescriptionSummary": {"StreamName": "clicks", "StreamARN": "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks", "EncryptionType": "NONE"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_STREAM arn:aws:kinesis:eu-west-1:111122223333:stream/clicks "clicks""#,
            ]),
        AWSSample(
            "kinesis/get-resource-policy/clicks.json",
            #"{"Policy": "{\"Statement\":[{\"Resource\":\"arn:aws:kinesis:eu-west-1:111122223333:stream/clicks\"}]}"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_STREAM arn:aws:kinesis:eu-west-1:111122223333:stream/clicks "clicks""#,
                "awsResourcePolicy resource policy of arn:aws:kinesis:eu-west-1:111122223333:stream/clicks",
            ]),
        AWSSample(
            "logs/describe-log-groups.json",
            #"{"logGroups": [{"logGroupName": "/aws/lambda/export", "arn": "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/export:*", "logGroupArn": "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/export", "storedBytes": 5}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_LOG_GROUP arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/export "/aws/lambda/export""#,
            ]),
        AWSSample(
            "logs/describe-resource-policies.json",
            #"""
            {"resourcePolicies": [{"policyName": "dns", "policyDocument": "{\"Statement\":[]}", "lastUpdatedTime": 1},
             {"policyName": "one", "policyDocument": "{\"Statement\":[]}", "policyScope": "RESOURCE", "resourceArn": "arn:aws:logs:eu-west-1:111122223333:log-group:/x:*"}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                "awsResourcePolicy dns of 111122223333",
                "awsResourcePolicy one of arn:aws:logs:eu-west-1:111122223333:log-group:/x",
            ]),
        AWSSample(
            "ssm/describe-parameters.json",
            #"""
            {"Parameters": [{"Name": "/prod/password", "ARN": "arn:aws:ssm:eu-west-1:111122223333:parameter/prod/password", "Type": "SecureString", "KeyId": "alias/aws/ssm"},
             {"Name": "/prod/url", "Type": "String"}, {"Name": "plain", "Type": "String"}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_PARAMETER arn:aws:ssm:eu-west-1:111122223333:parameter/plain "plain""#,
                #"AWS_PARAMETER arn:aws:ssm:eu-west-1:111122223333:parameter/prod/password "/prod/password" | kms key: alias/aws/ssm"#,
                #"AWS_PARAMETER arn:aws:ssm:eu-west-1:111122223333:parameter/prod/url "/prod/url""#,
            ]),
        AWSSample(
            "rds/describe-db-instances.json",
            #"{"DBInstances": [{"DBInstanceIdentifier": "orders", "DBInstanceArn": "arn:aws:rds:eu-west-1:111122223333:db:orders", "MasterUsername": "admin", "KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "TagList": [{"Key": "team", "Value": "shop"}]}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_DATABASE arn:aws:rds:eu-west-1:111122223333:db:orders "orders" | kms key: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab | owner: shop | tag: team=shop"#,
            ]),
        AWSSample(
            "rds/describe-db-clusters.json",
            #"{"DBClusters": [{"DBClusterIdentifier": "aurora", "DBClusterArn": "arn:aws:rds:eu-west-1:111122223333:cluster:aurora", "KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_DATABASE arn:aws:rds:eu-west-1:111122223333:cluster:aurora "aurora" | kms key: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"#,
            ]),
        AWSSample(
            "redshift/describe-clusters.json",
            #"{"Clusters": [{"ClusterIdentifier": "dwh", "ClusterNamespaceArn": "arn:aws:redshift:eu-west-1:111122223333:namespace:1", "KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "Tags": []}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_DATABASE arn:aws:redshift:eu-west-1:111122223333:cluster:dwh "dwh" | kms key: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"#,
            ]),
        AWSSample(
            "glue/get-resource-policy.json",
            #"{"PolicyInJson": "{\"Statement\":[]}", "PolicyHash": "x"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_DATABASE arn:aws:glue:eu-west-1:111122223333:catalog "Glue data catalog" | service: glue"#,
                "awsResourcePolicy resource policy of arn:aws:glue:eu-west-1:111122223333:catalog",
            ]),
        AWSSample(
            "bedrock-agent/list-knowledge-bases.json",
            #"{"knowledgeBaseSummaries": [{"knowledgeBaseId": "KB12345678", "name": "manuals", "status": "ACTIVE"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_KNOWLEDGE_BASE arn:aws:bedrock:eu-west-1:111122223333:knowledge-base/KB12345678 "manuals""#,
            ]),
        AWSSample(
            "bedrock-agent/get-knowledge-base/KB12345678.json",
            #"{"knowledgeBase": {"knowledgeBaseId": "KB12345678", "knowledgeBaseArn": "arn:aws:bedrock:eu-west-1:111122223333:knowledge-base/KB12345678", "name": "manuals", "roleArn": "arn:aws:iam::111122223333:role/kb"}}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_KNOWLEDGE_BASE arn:aws:bedrock:eu-west-1:111122223333:knowledge-base/KB12345678 "manuals" | service role: arn:aws:iam::111122223333:role/kb"#,
            ]),
        AWSSample(
            "lambda/get-policy/export.json",
            #"{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"arn:aws:lambda:eu-west-1:111122223333:function:export\"}]}", "RevisionId": "a"}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_FUNCTION arn:aws:lambda:eu-west-1:111122223333:function:export "export""#,
                "awsResourcePolicy resource policy of arn:aws:lambda:eu-west-1:111122223333:function:export",
            ]),
    ]
}
