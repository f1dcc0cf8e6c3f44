public import OverreachModel

/// What of the use of actions a trail records.
extension AWSEvents {
    /// By which events use of an action shows.
    public enum Visibility: Sendable, Hashable, Comparable {
        /// By management events, which a trail records unless it is told not to.
        case management
        /// By events of a kind that a trail leaves out unless, or as soon as, it is told so; in words.
        case optional(String)
        /// By none.
        case never

        /// Management events, optional ones in the order of their names, none.
        public static func < (a: Visibility, b: Visibility) -> Bool {
            switch (a, b) {
            case (.management, .management): false
            case (.management, _): true
            case (.optional(let x), .optional(let y)): UTF8Order.less(x, y)
            case (.optional, .never): true
            default: false
            }
        }
    }

    /// By which events use of an action, or of all actions that a pattern with wildcards means, shows.
    ///
    /// Nil where the pattern means several services. A pattern of a service means management events as well, unless
    /// all that it can mean is known to be otherwise.
    public static func visibility(of pattern: String) -> [Visibility]? {
        let lowered = asciiLowered(pattern)
        guard let colon = lowered.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let service = String(lowered[..<colon])
        if service.utf8.contains(where: isWildcard) { return nil }
        if let whole = wholeServices.first(where: { UTF8Order.equal($0.service, service) }) {
            return [whole.visibility]
        }

        let groups = groupsOfService[Text(service)] ?? []
        let matcher = Pattern(lowered)
        let fitting = groups.filter { $0.actions.contains { matcher.matches("\(service):\($0)") } }
        let isExact = !lowered.utf8.contains(where: isWildcard)
        var found = Set(fitting.map(\.visibility))
        if found.isEmpty || !isExact { found.insert(.management) }
        return found.sorted()
    }

    /// Whether use of the action shows by data events, which a trail records only if it is told to.
    public static func isDataEvent(action: String) -> Bool {
        guard let found = visibility(of: action), let only = found.first, found.count == 1 else { return false }
        if case .optional(let words) = only { return words.utf8.starts(with: dataEvents.utf8) }
        return false
    }

    /// The words for data events of a service whose groups are not known.
    public static func dataEvents(ofService service: String) -> String { "\(dataEvents) of \(service)" }

    private struct Group: Sendable {
        let service: String
        let visibility: Visibility
        let actions: [String]  // in lower case
    }

    private static let dataEvents = "data events"

    private static func isWildcard(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") }

    /// Services all of whose actions are alike.
    ///
    /// A trail may leave out the events of KMS and of the Data API of RDS (CloudTrail User Guide, "Logging management
    /// events"); the Data API of newer clusters makes data events ("Logging data events"). Connections to databases,
    /// caches, file systems, brokers and one's own APIs are no events at all.
    private static let wholeServices: [(service: String, visibility: Visibility)] = [
        ("dax", .never), ("ec2messages", .never), ("execute-api", .never), ("kafka-cluster", .never),
        ("kms", .optional("events of KMS")), ("neptune-db", .never),
        ("rds-data", .optional("events of the RDS Data API")),
        ("rds-db", .never),
    ]

    private static let groupsOfService: [Text: [Group]] = {
        var found: [Text: [Group]] = [:]
        for group in dataGroups + silentGroups { found[Text(group.service), default: []].append(group) }
        return found
    }()

    private static func group(_ service: String, _ visibility: Visibility, _ names: String) -> Group {
        Group(
            service: service, visibility: visibility,
            actions: names.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { asciiLowered(String($0)) })
    }

    private static func data(_ service: String, _ noun: String, _ names: String) -> Group {
        group(service, .optional("\(dataEvents) of \(noun)"), names)
    }

    /// What no trail records though the rest of its service is: data that flows too fast, or connections.
    private static let silentGroups = [
        group("elasticache", .never, "Connect"), group("memorydb", .never, "Connect"),
        group("elasticfilesystem", .never, "ClientMount ClientRootAccess ClientWrite"),
        group("es", .never, "ESHttpDelete ESHttpGet ESHttpHead ESHttpPatch ESHttpPost ESHttpPut"),
        group("events", .never, "PutEvents"), group("firehose", .never, "PutRecord PutRecordBatch"),
        group("iot", .never, "Connect Publish Receive RetainPublish Subscribe"), group("logs", .never, "PutLogEvents"),
        group(
            "ssmmessages", .never,
            "CreateDataChannel OpenDataChannel"),
    ]

    // CloudTrail User Guide, "Logging data events", with the guides that it leads to: "Amazon S3 CloudTrail events",
    // "Logging DynamoDB operations by using AWS CloudTrail", and those of the other services.
    private static let dataGroups = [
        data(
            "s3", "S3 objects",
            """
            AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging DeleteObjectVersion
            DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention
            GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
            GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent ListBucket
            ListBucketMultipartUploads ListBucketVersions ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner
            PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl
            PutObjectVersionTagging ReplicateDelete ReplicateObject ReplicateTags RestoreObject UpdateObjectEncryption
            """),
        data("s3express", "objects of directory buckets", "CreateSession"),
        data(
            "s3-object-lambda", "S3 Object Lambda", "DeleteObject GetObject HeadObject PutObject WriteGetObjectResponse"
        ),
        data("s3tables", "S3 tables", "GetTableData PutTableData"),
        data(
            "dynamodb", "DynamoDB tables",
            """
            BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PartiQLDelete PartiQLInsert PartiQLSelect
            PartiQLUpdate PutItem Query Scan UpdateItem
            """),
        data("dynamodb", "DynamoDB streams", "GetRecords GetShardIterator"),
        data("lambda", "Lambda functions", "InvokeAsync InvokeFunction InvokeFunctionUrl"),
        data("sns", "SNS topics", "Publish"),
        data("sqs", "SQS queues", "ChangeMessageVisibility DeleteMessage ReceiveMessage SendMessage"),
        data("kinesis", "Kinesis streams", "GetRecords GetShardIterator PutRecord PutRecords"),
        data("kinesis", "consumers of Kinesis streams", "SubscribeToShard"),
        data("bedrock", "Bedrock knowledge bases", "Retrieve RetrieveAndGenerate"),
        data("bedrock", "Bedrock agents", "InvokeAgent InvokeInlineAgent"),
        data("bedrock", "Bedrock flows", "InvokeFlow"), data("bedrock", "Bedrock guardrails", "ApplyGuardrail"),
        data("bedrock", "Bedrock prompts", "RenderPrompt"),
        data(
            "bedrock-agentcore", "Bedrock AgentCore",
            """
            CreateEvent GetEvent InvokeAgentRuntime InvokeCodeInterpreter InvokeGateway ListEvents RetrieveMemoryRecords
            StartBrowserSession StartCodeInterpreterSession StopBrowserSession StopCodeInterpreterSession
            """),
        data("appconfig", "AppConfig configurations", "GetLatestConfiguration StartConfigurationSession"),
        data("cassandra", "Keyspaces tables", "Modify Select"),
        data("cloudtrail-data", "CloudTrail channels", "PutAuditEvents"),
        data(
            "cloudwatch", "CloudWatch metrics", "GetMetricData GetMetricStatistics GetMetricWidgetImage PutMetricData"),
        data(
            "cognito-identity", "Cognito identity pools",
            "GetCredentialsForIdentity GetId GetOpenIdToken GetOpenIdTokenForDeveloperIdentity UnlinkIdentity"),
        data("ebs", "EBS snapshots", "GetSnapshotBlock ListChangedBlocks ListSnapshotBlocks PutSnapshotBlock"),
        data("kendra", "Kendra indexes", "Query Retrieve"),
        data("qbusiness", "Q Business", "Chat ChatSync SearchRelevantContent"),
        data(
            "sagemaker", "SageMaker endpoints and feature stores",
            """
            BatchGetRecord DeleteRecord GetRecord InvokeEndpoint InvokeEndpointAsync InvokeEndpointWithResponseStream
            PutRecord
            """),
        data("servicediscovery", "Cloud Map", "DiscoverInstances DiscoverInstancesRevision"),
        data("ssmmessages", "SSM control channels", "CreateControlChannel OpenControlChannel"),
        data("states", "Step Functions", "GetActivityTask InvokeHTTPEndpoint StartSyncExecution"),
        data("timestream", "Timestream tables", "Select WriteRecords"),
        data("verifiedpermissions", "Verified Permissions", "BatchIsAuthorized IsAuthorized IsAuthorizedWithToken"),
        data("xray", "X-Ray traces", "GetSamplingRules GetSamplingTargets PutTelemetryRecords PutTraceSegments"),
    ]
}
