import OverreachModel
import OverreachWire

/// What is kept of the parameters of a call: names of what was touched, and of roles that were handed on.
///
/// Object keys, payloads, statements and values may be personal or secret and are not kept.
struct RequestParameters {
    /// Parameters that name one thing, of any service.
    private static let names = [
        "bucketName", "clusterArn", "clusterIdentifier", "dBClusterIdentifier", "dBClusterSnapshotIdentifier",
        "dBInstanceIdentifier", "dBSnapshotIdentifier", "destinationKeyId", "functionName", "groupName", "keyId",
        "knowledgeBaseId", "logGroupIdentifier", "logGroupIdentifiers", "logGroupName", "logGroupNames", "policyArn",
        "queueName", "queueUrl",
        "repositoryName", "resourceArn", "roleArn", "roleName", "roleSessionName", "secretArn", "secretId",
        "secretIdList", "sourceIdentity", "sourceKeyId", "streamARN", "streamName", "tableName", "targetArn",
        "targetKeyId", "topicArn",
        "userName", "versionId", "x-amz-acl",
    ]
    /// Parameters whose names say little, so that only these services mean names by them.
    private static let namesOfService: [Text: [String]] = ["ssm": ["name", "names", "path"]]
    /// Parameters that name roles by their names alone.
    private static let plainRoles: [Text] = ["role", "serviceRole"]

    /// A hostile request may nest deep and hold much; real ones are far below.
    private static let depthLimit = 8
    private static let valueLimit = 256
    private static let visitLimit = 4_096

    private let parameters: JSONValue?
    private let service: String
    private let account: String
    private let partition: String

    init(_ parameters: JSONValue?, service: String, account: String, partition: String) {
        self.parameters = parameters
        self.service = service
        self.account = account
        self.partition = partition
    }

    /// What is kept, by name and value.
    func kept() -> [Property] {
        guard let parameters, parameters.object != nil else { return [] }

        var found: [Property] = []
        for name in RequestParameters.names + (RequestParameters.namesOfService[Text(service)] ?? []) {
            found += RequestParameters.texts(parameters[name]).map { Property(name, $0) }
        }
        var visits = 0
        collect(parameters, depth: 0, visits: &visits, into: &found)
        if UTF8Order.equal(service, "s3") { found += copySource() }
        if UTF8Order.equal(service, "dynamodb") { found += parts() }
        if UTF8Order.equal(service, "ssm"), parameters["withDecryption"]?.bool == true {
            found.append(Property(CloudCallRecord.Parameter.decryption, "given"))
        }
        if UTF8Order.equal(service, "sts"), !(parameters["tags"]?.array ?? []).isEmpty {
            found.append(Property(CloudCallRecord.Parameter.sessionTags, "given"))
        }
        return Set(found).sorted()
    }

    /// The text, or the texts of a list.
    static func texts(_ value: JSONValue?) -> [String] {
        if let list = value?.array { return list.prefix(valueLimit).flatMap { texts($0.array == nil ? $0 : nil) } }
        guard let text = value?.string, !text.isEmpty, !text.utf8.starts(with: "HIDDEN_".utf8) else { return [] }
        return [KeptText.cut(text)]
    }

    // MARK: - Roles that are handed on

    /// Roles, instance profiles and knowledge bases at any depth.
    private func collect(_ value: JSONValue, depth: Int, visits: inout Int, into found: inout [Property]) {
        guard depth < RequestParameters.depthLimit else { return }
        for member in value.object ?? [] {
            visits += 1
            guard visits <= RequestParameters.visitLimit, found.count < RequestParameters.valueLimit else { return }
            take(member.key, member.value, into: &found)
            collect(member.value, depth: depth + 1, visits: &visits, into: &found)
        }
        for element in value.array ?? [] {
            visits += 1
            guard visits <= RequestParameters.visitLimit else { return }
            collect(element, depth: depth + 1, visits: &visits, into: &found)
        }
    }

    private func take(_ name: String, _ value: JSONValue, into found: inout [Property]) {
        let lowered = name.lowercased()
        if lowered == "iaminstanceprofile" || lowered == "instanceprofilename" {
            found += profiles(value).map { Property(CloudCallRecord.Parameter.passedProfile, $0) }
        } else if lowered.contains("role"), !["iam", "sts"].contains(service) {
            found += roles(name, value).map { Property(CloudCallRecord.Parameter.passedRole, $0) }
        } else if lowered == "knowledgebaseid" {
            found += RequestParameters.texts(value).map { Property("knowledgeBaseId", $0) }
        }
    }

    /// The values that are ARNs of roles; of parameters that take plain names, also the ARNs that those make.
    private func roles(_ name: String, _ value: JSONValue) -> [String] {
        RequestParameters.texts(value).compactMap { text in
            if let arn = ARN(text) {
                return UTF8Order.equal(arn.service, "iam") && arn.resource.utf8.starts(with: "role/".utf8) ? text : nil
            }
            guard RequestParameters.plainRoles.contains(Text(name)), isName(text) else { return nil }
            return "arn:\(partition):iam::\(account):role/\(text)"
        }
    }

    private func profiles(_ value: JSONValue) -> [String] {
        let texts = [value, value["arn"], value["name"]].flatMap { RequestParameters.texts($0) }
        return texts.compactMap { text in
            if ARN(text) != nil { return text }
            return isName(text) ? "arn:\(partition):iam::\(account):instance-profile/\(text)" : nil
        }
    }

    /// Whether it has only what names and paths of IAM have.
    private func isName(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "+=,.@-_/".utf8.contains(byte)
        }
    }

    // MARK: - Calls with several parts

    /// What an object is copied from, and whether a version of it is.
    private func copySource() -> [Property] {
        guard let text = parameters?["x-amz-copy-source"]?.string, let source = KeptText.copySource(text) else {
            return []
        }
        let version = text.utf8.contains(UInt8(ascii: "?")) && text.contains("versionId=")
        return [Property(CloudCallRecord.Parameter.copySource, source)]
            + (version ? [Property(CloudCallRecord.Parameter.copiedVersion, "given")] : [])
    }

    /// The parts of batches, transactions and statements on tables, each with its table.
    private func parts() -> [Property] {
        var parts: [String] = []
        for member in parameters?["requestItems"]?.object ?? [] { parts.append("batch \(member.key)") }
        for item in parameters?["transactItems"]?.array ?? [] {
            for operation in item.object ?? [] {
                let name = operation.key.prefix(1).lowercased() + operation.key.dropFirst()
                guard ["get", "put", "update", "delete", "conditionCheck"].contains(name) else { continue }
                parts.append(([name] + RequestParameters.texts(operation.value["tableName"])).joined(separator: " "))
            }
        }
        let statements = (parameters?["statements"]?.array ?? []) + (parameters?["transactStatements"]?.array ?? [])
        for statement in [parameters].compactMap({ $0 }) + statements {
            guard let text = statement["statement"]?.string, let word = KeptText.firstWord(text) else { continue }
            parts.append(word.uppercased())
        }
        return parts.prefix(RequestParameters.valueLimit).map {
            Property(CloudCallRecord.Parameter.part, KeptText.cut($0))
        }
    }
}
