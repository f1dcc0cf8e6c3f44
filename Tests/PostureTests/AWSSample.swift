internal import OverreachModel
internal import OverreachPosture
internal import Testing

/// What one output of an invented account gives.
struct AWSSample: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String
    let facts: [String]

    init(_ path: String, _ text: String, _ facts: [String]) {
        self.path = path
        self.text = text
        self.facts = facts
    }

    var testDescription: String { path }

    /// Service and operation, which the path names.
    var part: String {
        let plain = path.hasSuffix(".json") ? String(path.dropLast(5)) : path
        return plain.split(separator: "/").prefix(2).joined(separator: "/")
    }

    /// Account and region of the lab that all samples are of.
    static let context = SourceContext(account: "111122223333", region: "eu-west-1", cluster: "c", host: "h")

    static let all =
        identities + buckets + keys + organizations + stores + machines + workloads + builds + agents
}

extension Reading {
    /// Scopes, nodes, edges and documents in words, without what every node has.
    var words: [String] {
        fragments.map { "in \($0.scope.instance)\($0.isWhole ? "" : ", a part")" }
            + nodes.map { node in
                let isBucket = node.key.type == NodeType(AWSNode.bucket)
                let said = node.properties.filter { $0.name != "account" && (isBucket || $0.name != "region") }
                let name = node.name == node.id ? "" : " \"\(node.name)\""
                return (["\(node.key.typeName) \(node.id)\(name)"] + said.map { "\($0.name): \($0.value)" })
                    .joined(separator: " | ")
            }
            + edges.map { "\($0.from.id) \($0.kind.name) \($0.to.id)" }
            + documents.map { "\($0.kind.rawValue) \($0.name) of \($0.subject.id)" }
    }
}
