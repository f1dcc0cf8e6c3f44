import OverreachModel

/// What posture would know, by hand.
struct TableIndex: CorrelationIndex, Sendable {
    var workloads: [String: Key] = [:]  // by pod uid
    var namedWorkloads: [String: Key] = [:]  // by namespace/Kind/name
    var accountOfWorkload: [Key: Key] = [:]
    var serviceAccounts: [String: Key] = [:]  // by namespace/name
    var credentials: [String: Key] = [:]  // by access key id
    var users: [String: Key] = [:]  // by access key id
    var identities: [String: Key] = [:]  // by ARN without path
    var stores: [String: Key] = [:]  // by ARN, or service/name
    var effects: [String: Effect] = [
        "s3:GetObject": .read, "s3:PutObject": .write, "s3:DeleteObject": .delete, "dynamodb:GetItem": .read,
        "dynamodb:PutItem": .write, "dynamodb:DeleteItem": .delete, "dynamodb:UpdateItem": .write,
        "dynamodb:Query": .read, "dynamodb:Scan": .read, "secretsmanager:GetSecretValue": .read,
        "secretsmanager:PutSecretValue": .write,
    ]

    func workload(podUID: String) -> Key? { workloads[podUID] }
    func workload(namespace: String, kind: String, name: String) -> Key? {
        namedWorkloads["\(namespace)/\(kind)/\(name)"]
    }
    func serviceAccount(ofWorkload workload: Key) -> Key? { accountOfWorkload[workload] }
    func serviceAccount(namespace: String, name: String) -> Key? { serviceAccounts["\(namespace)/\(name)"] }
    func credential(accessKeyID: String) -> Key? { credentials[accessKeyID] }
    func identity(accessKeyID: String) -> Key? { users[accessKeyID] }
    func identity(arn: String) -> Key? { identities[arn] }
    func dataStore(service: String, nameOrARN: String, account: String, region: String) -> Key? {
        stores[nameOrARN] ?? stores["\(service)/\(nameOrARN)"]
    }
    func effect(ofAction action: String) -> Effect? { effects[action] }
    func action(eventSource: String, eventName: String) -> String {
        "\(eventSource.prefix { $0 != "." }):\(eventName)"
    }
}
