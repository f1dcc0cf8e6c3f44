public import OverreachModel

extension AWSEffects {
    /// What the ARN of each type looks like: the service, and what stands behind the account.
    private static let shapes: [(service: String, start: String, type: AWSNode)] = [
        ("apprunner", "service/", .webService), ("batch", "job-definition/", .jobDefinition),
        ("bedrock", "agent/", .bedrockAgent), ("bedrock", "knowledge-base/", .knowledgeBase),
        ("bedrock-agentcore", "code-interpreter", .codeInterpreter), ("bedrock-agentcore", "runtime/", .agentRuntime),
        ("cloudformation", "stack/", .stack), ("cloudformation", "stackset/", .stackSet),
        ("codebuild", "project/", .buildProject), ("dynamodb", "table/", .table), ("ec2", "instance/", .instance),
        ("ec2", "launch-template/", .launchTemplate), ("ec2", "vpc-endpoint/", .vpcEndpoint),
        ("ecr", "repository/", .repository), ("ecs", "service/", .containerService),
        ("ecs", "task-definition/", .taskDefinition), ("eks", "nodegroup/", .nodeGroup),
        ("glue", "devEndpoint/", .devEndpoint), ("glue", "job/", .glueJob), ("iam", "group/", .group),
        ("iam", "oidc-provider/", .oidcProvider), ("iam", "policy/", .managedPolicy), ("iam", "role/", .role),
        ("iam", "saml-provider/", .samlProvider), ("iam", "user/", .user), ("kinesis", "stream/", .stream),
        ("kms", "key/", .key), ("lambda", "function:", .function), ("logs", "log-group:", .logGroup),
        ("rds", "cluster-snapshot:", .database), ("rds", "cluster:", .database), ("rds", "db:", .database),
        ("rds", "snapshot:", .database), ("rds-db", "dbuser:", .database), ("redshift", "cluster:", .database),
        ("redshift", "dbname:", .database), ("redshift", "dbuser:", .database),
        ("redshift-serverless", "workgroup/", .database), ("s3", "", .bucket),
        ("sagemaker", "notebook-instance/", .notebook), ("secretsmanager", "secret:", .secret), ("sns", "", .topic),
        ("sqs", "", .queue), ("ssm", "parameter/", .parameter), ("states", "stateMachine:", .stateMachine),
    ]

    /// The type of what an ARN names, or of all that a pattern of ARNs can name; nil where it is open or none of ours.
    ///
    /// A part of a store, such as an object or an index, has the type of its store.
    public static func type(ofARN text: String) -> AWSNode? {
        guard let arn = ARN(text) else { return nil }
        // Buckets are in no account; what S3 names with one is an access point, a job or the like.
        let isInAccount = arn.account.utf8.first.map { $0 != UInt8(ascii: "*") } ?? false
        if UTF8Order.equal(arn.service, "s3"), isInAccount { return nil }
        // Applications, endpoints and subscriptions of SNS have more parts than a topic.
        let isPart = arn.resource.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
        if UTF8Order.equal(arn.service, "sns"), isPart { return nil }

        let isWild = { (byte: UInt8) in byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") }
        let known = arn.resource.utf8.prefix { !isWild($0) }
        let isPattern = known.count < arn.resource.utf8.count
        let fitting = shapes.filter { shape in
            UTF8Order.equal(shape.service, arn.service)
                && (known.starts(with: shape.start.utf8) || isPattern && shape.start.utf8.starts(with: known))
        }
        let types = Set(fitting.map(\.type))
        return types.count == 1 ? types.first : nil
    }
}
