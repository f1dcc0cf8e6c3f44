internal import OverreachModel

/// What single calls need besides, or instead of, the action that they are named after.
extension AWSEvents {
    /// Actions on objects that are others where a version is asked for.
    ///
    /// Source: S3 User Guide, "Required permissions for Amazon S3 API operations".
    private static let versioned = [
        "s3:DeleteObject": "s3:DeleteObjectVersion", "s3:DeleteObjectTagging": "s3:DeleteObjectVersionTagging",
        "s3:GetObject": "s3:GetObjectVersion", "s3:GetObjectAcl": "s3:GetObjectVersionAcl",
        "s3:GetObjectAttributes": "s3:GetObjectVersionAttributes",
        "s3:GetObjectTagging": "s3:GetObjectVersionTagging", "s3:GetObjectTorrent": "s3:GetObjectVersionTorrent",
        "s3:PutObjectAcl": "s3:PutObjectVersionAcl", "s3:PutObjectTagging": "s3:PutObjectVersionTagging",
    ]

    static func objectNeeds(_ main: String, of call: CloudCallRecord) -> [Need] {
        let isVersion = call.first("versionId") != nil
        let copied = call.values(CloudCallRecord.Parameter.copySource)
        let end: Need.End? = copied.isEmpty ? nil : .destination
        // A copy's version is one of what is copied.
        var needs = [Need(isVersion && copied.isEmpty ? versioned[main] ?? main : main, at: end)]
        if main == "s3:GetObjectAttributes" { needs.append(Need(isVersion ? "s3:GetObjectVersion" : "s3:GetObject")) }
        let reading =
            call.first(CloudCallRecord.Parameter.copiedVersion) == nil ? "s3:GetObject" : "s3:GetObjectVersion"
        for source in copied {
            // Which object is copied is not kept, and which bucket is behind an access point not told.
            let bucket: Need.Place = ARN(source) == nil ? .named("arn:\(call.partition):s3:::\(source)") : .open
            needs.append(Need(reading, on: bucket, at: .source))
        }
        if call.first("x-amz-acl") != nil, main == "s3:PutObject" { needs.append(Need("s3:PutObjectAcl", at: end)) }
        return needs
    }

    /// What a copy needs at each end; nil for all other calls, and where the source is not named.
    ///
    /// Source: DynamoDB Developer Guide, "Using IAM with DynamoDB backup and restore", "Requesting a table export in
    /// DynamoDB" and "Requesting a table import in DynamoDB"; SQS API Reference, "StartMessageMoveTask". RDS exports as the
    /// role that it is handed.
    static func copyNeeds(_ main: String, of call: CloudCallRecord) -> [Need]? {
        guard call.first(CloudCallRecord.Parameter.copySource) != nil else { return nil }
        func needs(_ service: String, _ names: [String], _ end: Need.End) -> [Need] {
            names.map { Need("\(service):\($0)", at: end) }
        }
        switch main {
        case "dynamodb:RestoreTableFromBackup", "dynamodb:RestoreTableToPointInTime":
            let writing = ["BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"]
            return [Need(main, at: .source)] + needs("dynamodb", writing, .destination)
        case "dynamodb:ExportTableToPointInTime":
            return [Need(main, at: .source)] + needs("s3", ["PutObject"], .destination)
        case "dynamodb:ImportTable":
            return [Need(main, at: .destination)] + needs("s3", ["GetObject", "ListBucket"], .source)
        case "rds:StartExportTask":
            return [Need(main, at: .source)]
        case "sqs:StartMessageMoveTask":
            return [Need(main, at: .source)] + needs("sqs", ["DeleteMessage", "ReceiveMessage"], .source)
                + needs("sqs", ["SendMessage"], .destination)
        default:
            return nil
        }
    }

    static func tableNeeds(_ main: String, of call: CloudCallRecord) -> [Need] {
        var needs: [Need] = []
        for part in call.tableParts {
            let place: Need.Place = part.table.map { .named(tableARN($0, of: call)) } ?? .target
            let need = Need(part.operation.map { "dynamodb:\($0)" } ?? main, on: place)
            if !needs.contains(need) { needs.append(need) }
        }
        return needs.isEmpty ? [Need(main)] : needs
    }

    private static func tableARN(_ name: String, of call: CloudCallRecord) -> String {
        ARN(name) == nil ? call.arn("dynamodb", "table/\(name)") : name
    }

    static func otherNeeds(_ service: String, of call: CloudCallRecord) -> [Need] {
        switch (service, call.eventName) {
        case ("kms", "ReEncrypt"):
            return [Need("kms:ReEncryptTo", on: call.first("destinationKeyId").map { keyPlace($0, of: call) } ?? .open)]
        case ("sts", _):
            let role: Need.Place = call.first("roleArn").map { .named($0) } ?? .open
            var needs: [Need] = []
            if call.first(CloudCallRecord.Parameter.sessionTags) != nil {
                needs.append(Need("sts:TagSession", on: role))
            }
            if call.first("sourceIdentity") != nil { needs.append(Need("sts:SetSourceIdentity", on: role)) }
            return needs
        case ("bedrock", "RetrieveAndGenerate"), ("bedrock", "RetrieveAndGenerateStream"):
            let base = call.first("knowledgeBaseId")
            return [
                Need(
                    "bedrock:Retrieve", on: base.map { .named(call.arn("bedrock", "knowledge-base/\($0)")) } ?? .target)
            ]
        case ("rds-data", _), ("redshift-data", _):
            return call.first("secretArn").map { [Need("secretsmanager:GetSecretValue", on: .named($0))] } ?? []
        case ("iam", "AddRoleToInstanceProfile"):
            let role = call.first("roleName").map { "arn:\(call.partition):iam::\(call.recipientAccount):role/\($0)" }
            return [Need("iam:PassRole", on: role.map { .named($0) } ?? .open)]
        default:
            return []
        }
    }

    private static func keyPlace(_ name: String, of call: CloudCallRecord) -> Need.Place {
        if ARN(name) != nil { return .named(name) }
        return name.utf8.starts(with: "alias/".utf8) ? .open : .named(call.arn("kms", "key/\(name)"))
    }

    /// The roles that a call hands to a service, which wants `iam:PassRole` on each.
    ///
    /// Source: IAM User Guide, "Grant a user permissions to pass a role to an AWS service". Calls to IAM and STS name
    /// roles to change or take them, and calls that only look name them to choose what they show.
    static func passing(_ service: String, of call: CloudCallRecord) -> [Need] {
        if ["iam", "sso", "sso-directory", "sts"].contains(service) { return [] }
        if ["Describe", "Get", "List", "Search"].contains(where: { call.eventName.hasPrefix($0) }) { return [] }
        let names =
            call.values(CloudCallRecord.Parameter.passedRole) + call.values(CloudCallRecord.Parameter.passedProfile)
        return names.map { Need("iam:PassRole", on: .named($0)) }
    }
}

extension CloudCallRecord {
    /// The values of a parameter, in their order.
    fileprivate func values(_ name: String) -> [String] {
        parameters.filter { UTF8Order.equal($0.name, name) && !$0.value.isEmpty }.map(\.value)
    }

    fileprivate func first(_ name: String) -> String? { values(name).first }

    fileprivate var partition: String {
        if let partition = ARN(caller.arn)?.partition { return partition }
        if region.hasPrefix("cn-") { return "aws-cn" }
        return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    }

    fileprivate func arn(_ service: String, _ resource: String) -> String {
        "arn:\(partition):\(service):\(region):\(recipientAccount):\(resource)"
    }
}
