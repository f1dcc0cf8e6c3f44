import OverreachModel

/// The names that calls have for data stores and functions, and the keys that those names make.
enum TargetNames {
    /// How one service names what its calls touch.
    private struct Form {
        /// As events and SDKs name it, before `.amazonaws.com`.
        let service: String
        let type: AWSNode
        /// The service in ARNs.
        let owner: String
        /// What the ARN has between the account and the name.
        let start: String
        /// The parameters of requests that hold the name or the ARN.
        let parameters: [String]
        /// What a span calls it.
        var terms: [SpanTerm] = []
        /// Whether a call may state one that nobody knows.
        var mayBeNew = true
        /// What the names of its calls contain, where other calls use the same parameters for other things.
        var operation = ""
    }

    private static let forms = [
        Form(service: "s3", type: .bucket, owner: "s3", start: "", parameters: ["bucketName"], terms: [.bucket]),
        Form(
            service: "dynamodb", type: .table, owner: "dynamodb", start: "table/", parameters: ["tableName"],
            terms: [.tableNames]),
        Form(
            service: "secretsmanager", type: .secret, owner: "secretsmanager", start: "secret:",
            parameters: ["secretId", "secretIdList"], terms: [.secretARN]),
        // Keys that AWS manages are behind most calls to other services: only keys that posture knows are targets.
        Form(
            service: "kms", type: .key, owner: "kms", start: "key/",
            parameters: ["keyId", "sourceKeyId", "targetKeyId"], mayBeNew: false),
        Form(
            service: "sqs", type: .queue, owner: "sqs", start: "", parameters: ["queueUrl", "queueName"],
            terms: [.queueURL, .destination]),
        Form(
            service: "sns", type: .topic, owner: "sns", start: "", parameters: ["topicArn", "targetArn"],
            terms: [.topicARN, .destination]),
        Form(
            service: "ssm", type: .parameter, owner: "ssm", start: "parameter/", parameters: ["name", "names"],
            terms: [.parameterName], operation: "Parameter"),
        Form(
            service: "ecr", type: .repository, owner: "ecr", start: "repository/", parameters: ["repositoryName"]),
        Form(
            service: "kinesis", type: .stream, owner: "kinesis", start: "stream/",
            parameters: ["streamARN", "streamName"], terms: [.streamName]),
        Form(
            service: "logs", type: .logGroup, owner: "logs", start: "log-group:",
            parameters: ["logGroupIdentifier", "logGroupIdentifiers", "logGroupName", "logGroupNames"], mayBeNew: false),
        Form(
            service: "lambda", type: .function, owner: "lambda", start: "function:", parameters: ["functionName"],
            terms: [.functionName], mayBeNew: false),
        Form(
            service: "bedrock", type: .knowledgeBase, owner: "bedrock", start: "knowledge-base/",
            parameters: ["knowledgeBaseId"], terms: [.knowledgeBase]),
        Form(service: "rds-data", type: .database, owner: "rds", start: "cluster:", parameters: ["resourceArn"]),
        Form(service: "rds", type: .database, owner: "rds", start: "db:", parameters: ["dBInstanceIdentifier"]),
        Form(service: "rds", type: .database, owner: "rds", start: "cluster:", parameters: ["dBClusterIdentifier"]),
        Form(
            service: "rds", type: .database, owner: "rds", start: "snapshot:", parameters: ["dBSnapshotIdentifier"],
            mayBeNew: false),
        Form(
            service: "rds", type: .database, owner: "rds", start: "cluster-snapshot:",
            parameters: ["dBClusterSnapshotIdentifier"], mayBeNew: false),
        Form(
            service: "redshift", type: .database, owner: "redshift", start: "cluster:",
            parameters: ["clusterIdentifier"]),
        Form(
            service: "redshift-data", type: .database, owner: "redshift", start: "cluster:",
            parameters: ["clusterIdentifier"]),
    ]

    /// Services that events name otherwise than IAM does.
    private static let services: [(event: Text, service: String)] = [
        ("api", "ecr"), ("rdsdata", "rds-data"), ("streams", "dynamodb"),
    ]

    /// The service of an event source such as `rdsdata.amazonaws.com`.
    static func service(ofEventSource source: String) -> String {
        let name = String(source.prefix { $0 != "." })
        return services.first { $0.event == Text(name) }?.service ?? name
    }

    /// Whether an ARN names something that calls to the service touch.
    static func isTouched(_ arn: ARN, by service: String) -> Bool {
        UTF8Order.equal(arn.service, service)
            || forms.contains { UTF8Order.equal($0.service, service) && UTF8Order.equal($0.owner, arn.service) }
    }

    /// The names of stores in a request.
    static func names(_ call: CloudCallRecord, of service: String) -> [TargetName] {
        forms(of: service, operation: call.eventName).flatMap { form in
            let values = form.parameters.flatMap { parameter in
                call.parameters.filter { UTF8Order.equal($0.name, parameter) && !$0.value.isEmpty }.map(\.value)
            }
            let named = form.type == .table ? values + call.tableParts.compactMap(\.table) : values
            return named.compactMap { TargetNames.name($0, form) }
        }
    }

    /// The names of stores in a span.
    static func names(_ span: SpanRecord, of service: String, operation: String) -> [TargetName] {
        forms(of: service, operation: operation).flatMap { form in
            form.terms.flatMap { term -> [TargetName] in
                guard let value = span.value(term) else { return [] }
                let values = term == .tableNames ? value.split(separator: ",").map(String.init) : [value]
                return values.compactMap { TargetNames.name($0, form) }
            }
        }
    }

    /// The accounts of the buckets whose account the record tells beside their ARN.
    static func owners(of call: CloudCallRecord) -> [Text: String] {
        var owners: [Text: String] = [:]
        for property in call.parameters where property.name == CloudCallRecord.Parameter.resourceAccount {
            let parts = property.value.split(separator: " ", maxSplits: 1).map(String.init)
            if parts.count == 2 { owners[Text(lasting(parts[1]))] = parts[0] }
        }
        return owners
    }

    /// What an ARN in a record names.
    static func name(ofARN text: String, service: String, _ owners: [Text: String]) -> TargetName {
        let arn = lasting(text)
        let form = ARN(arn).flatMap { parts in
            forms.first { form in
                UTF8Order.equal(form.owner, parts.service) && parts.resource.utf8.starts(with: form.start.utf8)
            }
        }
        return TargetName(
            text: arn, type: form?.type, owner: service, start: "", account: owners[Text(arn)],
            mayBeNew: form?.mayBeNew ?? false)
    }

    /// What one end of a copy is called.
    static func name(_ value: String, of end: CopyForm.End) -> TargetName? {
        guard let store = end.store else { return nil }
        let parts = ARN(lasting(value))
        let form = forms.first { form in
            guard form.type == store.type, let parts else {
                return form.type == store.type && form.start == store.start
            }
            return UTF8Order.equal(form.owner, parts.service) && parts.resource.utf8.starts(with: form.start.utf8)
        }
        return form.flatMap { name(value, $0) }
    }

    private static func forms(of service: String, operation: String) -> [Form] {
        forms.filter { form in
            UTF8Order.equal(form.service, service)
                && (form.operation.isEmpty || operation.utf8.contains(form.operation.utf8))
        }
    }

    private static func name(_ value: String, _ form: Form) -> TargetName? {
        var name = TargetName(
            text: lasting(value), type: form.type, owner: form.owner, start: form.start, mayBeNew: form.mayBeNew)
        switch form.type {
        case .queue:
            // https://sqs.eu-west-1.amazonaws.com/111122223333/orders, or the name alone.
            let parts = value.split(separator: "/").map(String.init)
            if ARN(value) == nil, parts.count > 2, let last = parts.last {
                name.text = last
                name.account = parts[parts.count - 2]
            }
        case .parameter:
            // The parameter /a/b is parameter/a/b, and b is parameter/b. A version or a label follows a colon.
            if ARN(value) == nil {
                let bare = value.utf8.starts(with: "/".utf8) ? String(value.dropFirst()) : value
                name.text = String(bare.prefix { $0 != ":" })
            }
        case .function:
            // A name, account:function:name, or either with a version or an alias.
            if ARN(value) == nil {
                let parts = value.split(separator: ":").map(String.init)
                if parts.count > 2, parts[1] == "function" {
                    name.account = parts[0]
                    name.text = parts[2]
                } else {
                    name.text = parts.first ?? value
                }
            }
        case .key where ARN(value) == nil && value.utf8.starts(with: "alias/".utf8):
            name.start = ""
        // An endpoint or a phone number is no topic; of a topic's name SDKs know no more. RDS data is asked for by ARN.
        case .topic where value.utf8.starts(with: "+".utf8) || value.utf8.contains(UInt8(ascii: "/")),
            .database where form.service == "rds-data" && ARN(value) == nil:
            return nil
        default:
            break
        }
        return name.text.isEmpty ? nil : name
    }

    static func shortName(_ name: String) -> String {
        guard let arn = ARN(name) else { return name }
        for form in forms where !form.start.isEmpty && UTF8Order.equal(form.owner, arn.service) {
            if let rest = arn.resource.remainder(after: form.start) {
                return form.type == .parameter && rest.utf8.contains(UInt8(ascii: "/")) ? "/\(rest)" : rest
            }
        }
        return arn.resource
    }

    /// The ARN of the store that a resource is in: of an object its bucket, of an index its table.
    static func lasting(_ text: String) -> String {
        guard var arn = ARN(text) else { return text }
        let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false)
        switch arn.service {
        case "s3" where arn.account.isEmpty: arn.resource = parts.first.map(String.init) ?? arn.resource
        case "dynamodb" where parts.count > 2, "kinesis" where parts.count > 2:
            arn.resource = parts.prefix(2).joined(separator: "/")
        case "lambda", "logs":
            // function:name:version and log-group:name:log-stream:stream
            arn.resource = arn.resource.split(separator: ":").prefix(2).joined(separator: ":")
        default: break
        }
        return arn.text
    }

    /// The object in the store, else the store, else what the record names.
    static func object(
        _ arns: [String], _ call: CloudCallRecord, _ place: TargetPlace, store: Key?
    ) -> String? {
        if let store {
            // A listing names the beginning of objects' names, which may be empty: that is the bucket.
            let inside = arns.filter { arn in
                guard let rest = arn.remainder(after: store.id), rest.utf8.count > 1 else { return false }
                return rest.hasPrefix(":") || rest.hasPrefix("/")
            }
            return inside.first ?? qualified(call, store) ?? store.id
        }
        if let arn = arns.first { return arn }
        guard let function = call.parameters.value(ofFirst: ["functionName"]) else {
            return call.parameters.value(ofFirst: [
                CloudCallRecord.Parameter.object, "roleArn", "policyArn", "topicArn",
            ])
        }
        if ARN(function) != nil { return function }
        return "arn:\(place.partition):lambda:\(call.region):\(call.recipientAccount):function:\(function)"
    }

    /// The version or alias of a function that was asked for.
    private static func qualified(_ call: CloudCallRecord, _ store: Key) -> String? {
        guard store.type == NodeType(AWSNode.function), let name = call.parameters.value(ofFirst: ["functionName"])
        else { return nil }
        let parts = name.split(separator: ":")
        guard let last = parts.last, parts.count == 2 || parts.count == 4 || parts.count == 8 else { return nil }
        return "\(store.id):\(last)"
    }
}

/// What a record calls a store.
struct TargetName {
    /// The ARN, or the name alone.
    var text: String
    let type: AWSNode?
    /// The service in ARNs.
    let owner: String
    /// What the ARN has between the account and the name.
    var start: String
    /// The account, where the record says it with the name.
    var account: String?
    /// Whether one that nobody knows may be stated.
    let mayBeNew: Bool

    /// The ARN, as far as the place tells it.
    func arn(in place: TargetPlace, account: String) -> String {
        if ARN(text) != nil { return text }
        if type == .bucket { return "arn:\(place.partition):\(owner):::\(text)" }
        return "arn:\(place.partition):\(owner):\(place.region):\(self.account ?? account):\(start)\(text)"
    }

    /// The key of one that nobody knows.
    func newKey(in place: TargetPlace, account: String) -> Key? {
        guard mayBeNew, let type, let arn = ARN(arn(in: place, account: account)) else { return nil }
        guard type == .bucket else { return .aws(type, arn: arn.text, account: arn.account) }
        guard !arn.resource.isEmpty, arn.account.isEmpty else { return nil }
        return .awsBucket(name: arn.resource, account: account, partition: arn.partition)
    }
}
