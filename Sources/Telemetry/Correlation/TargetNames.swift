import OverreachModel

/// The names that calls have for data stores, and the keys that those names make.
enum TargetNames {
    /// The key of a bucket, table or secret that the call names; other services have no store to state.
    static func newKey(_ name: String, _ place: TargetPlace, account: String) -> Key? {
        let arn = ARN(name)
        switch place.service {
        case "s3":
            let bucket = arn?.resource ?? name
            return bucket.isEmpty ? nil : .awsBucket(name: bucket, account: account, partition: place.partition)
        case "dynamodb":
            let text = "arn:\(place.partition):dynamodb:\(place.region):\(account):table/\(name)"
            return .aws(.table, arn: arn?.text ?? text, account: arn?.account ?? account)
        case "secretsmanager":
            let text = "arn:\(place.partition):secretsmanager:\(place.region):\(account):secret:\(name)"
            return .aws(.secret, arn: arn?.text ?? text, account: arn?.account ?? account)
        default:
            return nil
        }
    }

    static func shortName(_ name: String) -> String {
        guard let arn = ARN(name) else { return name }
        for prefix in ["table/", "secret:"] {
            if let rest = arn.resource.remainder(after: prefix) { return rest }
        }
        return arn.resource
    }

    /// The ARN of the store that a resource is in: of an object its bucket, of an index its table.
    static func lasting(_ text: String) -> String {
        guard var arn = ARN(text) else { return text }
        let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false)
        switch arn.service {
        case "s3" where arn.account.isEmpty: arn.resource = parts.first.map(String.init) ?? arn.resource
        case "dynamodb" where parts.count > 2: arn.resource = parts.prefix(2).joined(separator: "/")
        default: break
        }
        return arn.text
    }

    static func names(_ parameters: [Property]) -> [String] {
        ["bucketName", "tableName", "secretId", "queueUrl", "topicArn", "keyId"].compactMap {
            parameters.value(ofFirst: [$0])
        }
    }

    static func names(_ span: SpanRecord) -> [String] {
        let tables = span.value(.tableNames)?.split(separator: ",").map(String.init) ?? []
        return tables + [span.value(.secretARN), span.value(.bucket)].compactMap { $0 }
    }

    /// The object in the store, else the store, else the first thing that the record names.
    static func object(
        _ arns: [String], _ call: CloudCallRecord, _ place: TargetPlace, store: Key?
    ) -> String? {
        if let store {
            let inside = arns.filter { $0.utf8.starts(with: "\(store.id)/".utf8) }
            return inside.first ?? store.id
        }
        if let arn = arns.first ?? call.parameters.value(ofFirst: ["roleArn", "policyArn", "topicArn"]) { return arn }
        guard let function = call.parameters.value(ofFirst: ["functionName"]) else { return nil }
        if ARN(function) != nil { return function }
        return "arn:\(place.partition):lambda:\(call.region):\(call.recipientAccount):function:\(function)"
    }
}
