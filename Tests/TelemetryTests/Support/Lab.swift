import Foundation
import OverreachModel
import OverreachTelemetry
import OverreachWire
import Testing

/// A recording with what is true of it.
struct Lab {
    /// One row of the truth's `used`, or of what was correlated, as text.
    typealias Row = String

    let folder: URL

    func json(_ path: String) throws -> JSONValue {
        try JSONValue.parse([UInt8](try Data(contentsOf: folder.appendingPathComponent(path))))
    }

    /// Every span from the protobuf bodies.
    func protobufDecoding() throws -> Decoding {
        var all = Decoding()
        for file in try TestFiles.files(in: folder.appendingPathComponent("otlp"))
        where file.pathExtension == "pb" {
            let part = OTLPDecoder().decode(try TestFiles.file(file))
            all.records += part.records
            all.received += part.received
            all.rejections += part.rejections
        }
        return all
    }

    func jsonDecoding() throws -> Decoding {
        OTLPDecoder().decode(try TestFiles.file(folder.appendingPathComponent("otlp/traces.json")))
    }

    func cloudTrailDecoding() throws -> Decoding {
        CloudTrailDecoder().decode(try TestFiles.file(folder.appendingPathComponent("cloudtrail/events.json")))
    }

    func records() throws -> [RuntimeRecord] {
        try protobufDecoding().records + cloudTrailDecoding().records
    }

    /// What posture would know of the recording, read with no more than JSON.
    func index() throws -> TableIndex {
        var index = TableIndex()
        let details = try json("aws/iam/get-account-authorization-details.json")
        for (list, type) in [("UserDetailList", AWSNode.user), ("RoleDetailList", .role)] {
            for identity in details[list]?.array ?? [] {
                guard let arn = identity["Arn"]?.string, let parts = ARN(arn) else { continue }
                let name = parts.resource.split(separator: "/").last ?? ""
                let key = Key.aws(type, arn: arn, account: parts.account)
                index.identities[arn] = key
                index.identities["arn:aws:iam::\(parts.account):\(type == .user ? "user" : "role")/\(name)"] = key
            }
        }
        for file in try TestFiles.files(in: folder.appendingPathComponent("aws/iam/list-access-keys")) {
            let list = try JSONValue.parse([UInt8](try Data(contentsOf: file)))
            for entry in list["AccessKeyMetadata"]?.array ?? [] {
                guard let id = entry["AccessKeyId"]?.string, let user = entry["UserName"]?.string else { continue }
                index.credentials[id] = .awsAccessKey(id: id)
                index.users[id] = index.identities.first { $0.key.hasSuffix(":user/\(user)") }?.value
            }
        }
        let account = index.identities.keys.compactMap { ARN($0)?.account }.sorted().first ?? ""
        for bucket in try json("aws/s3api/list-buckets.json")["Buckets"]?.array ?? [] {
            guard let name = bucket["Name"]?.string else { continue }
            let key = Key.awsBucket(name: name, account: account)
            index.stores["s3/\(name)"] = key
            index.stores["arn:aws:s3:::\(name)"] = key
        }
        let tables = folder.appendingPathComponent("aws/dynamodb/describe-table")
        for file in try TestFiles.files(in: tables) {
            let table = try JSONValue.parse([UInt8](try Data(contentsOf: file)))["Table"]
            guard let arn = table?["TableArn"]?.string, let name = table?["TableName"]?.string else { continue }
            let key = Key.aws(.table, arn: arn, account: account)
            index.stores[arn] = key
            index.stores["dynamodb/\(name)"] = key
        }
        for secret in try json("aws/secretsmanager/list-secrets.json")["SecretList"]?.array ?? [] {
            guard let arn = secret["ARN"]?.string, let name = secret["Name"]?.string else { continue }
            let key = Key.aws(.secret, arn: arn, account: account)
            index.stores[arn] = key
            index.stores["secretsmanager/\(name)"] = key
        }
        try addCluster(to: &index)
        return index
    }

    private func addCluster(to index: inout TableIndex) throws {
        guard TestFiles.isThere(folder.appendingPathComponent("kubernetes/pods.json")) else { return }
        for pod in try json("kubernetes/pods.json")["items"]?.array ?? [] {
            let metadata = pod["metadata"]
            guard let uid = metadata?["uid"]?.string, let name = metadata?["name"]?.string,
                let namespace = metadata?["namespace"]?.string
            else { continue }
            let key = Key.kubernetesWorkload(cluster: "lab", namespace: namespace, kind: "Pod", name: name)
            index.workloads[uid] = key
            if let account = pod["spec"]?["serviceAccountName"]?.string {
                let account = Key.kubernetesServiceAccount(cluster: "lab", namespace: namespace, name: account)
                index.accountOfWorkload[key] = account
                index.serviceAccounts[account.id] = account
            }
        }
    }

    /// The rows of the truth, each as often as it counts.
    func trueRows() throws -> [Row] {
        try (json("truth.json")["used"]?.array ?? []).flatMap { row -> [Row] in
            let agents = (row["via_agents"]?.array ?? []).compactMap(\.string) + [row["agent"]?.string ?? "-"]
            let text = Lab.row(
                initiator: row["initiator"]?.string, agents: agents, server: row["server"]?.string,
                tool: row["tool"]?.string, identity: row["as"]?.string, target: row["target"]?.string,
                effect: row["effect"]?.string)
            return Array(repeating: text, count: Int(row["count"]?.int ?? 0))
        }.sorted()
    }

    /// The data acts of agents that were correlated, in the truth's words.
    static func rows(_ correlated: Correlated) -> [Row] {
        correlated.activities.filter { $0.effect != nil && !$0.agents.isEmpty }.map { activity in
            row(
                initiator: activity.initiator?.id,
                agents: activity.agents.map { String($0.id.split(separator: "/").last ?? "") },
                server: activity.server.map { String($0.id.split(separator: "/").last ?? "") },
                tool: activity.tool.map { String($0.id.split(separator: "#").last ?? "") },
                identity: activity.identity?.id, target: activity.target.map { bare($0) },
                effect: activity.effect?.rawValue)
        }.sorted()
    }

    private static func row(
        initiator: String?, agents: [String], server: String?, tool: String?, identity: String?, target: String?,
        effect: String?
    ) -> Row {
        let chain = [initiator ?? "-"] + agents + [server ?? "-", tool ?? "-"]
        return "\(chain.joined(separator: " > ")) as \(identity ?? "-"): \(effect ?? "-") \(target ?? "-")"
    }

    /// The truth gives secrets without the six characters and the hyphen that AWS adds.
    private static func bare(_ store: Key) -> String {
        store.type == NodeType(AWSNode.secret) ? String(store.id.dropLast(7)) : store.id
    }
}
