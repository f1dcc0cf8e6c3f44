public import OverreachModel

/// The short words of sketches.
public enum SketchWords {
    /// Words for types of nodes; an id without a word is an identity.
    public static let nodes: [(word: String, type: NodeType)] = [
        ("person", NodeType(AgentNode.person)), ("agent", NodeType(AgentNode.agent)),
        ("client", NodeType(AgentNode.client)), ("model", NodeType(AgentNode.model)),
        ("entry", NodeType(AgentNode.serverEntry)), ("server", NodeType(AgentNode.server)),
        ("tool", NodeType(AgentNode.tool)), ("credential", NodeType(AWSNode.accessKey)),
        ("identity", NodeType(AWSNode.role)), ("workload", NodeType(KubernetesNode.workload)),
        ("store", NodeType(AWSNode.bucket)), ("grant", NodeType(AWSNode.statement)),
        ("scope", NodeType(AWSNode.account)),
    ]

    /// Words for kinds of edges; `->` is `control`.
    public static let edges: [(word: String, kind: EdgeKind)] = [
        ("control", EdgeKind(AgentEdge.delegates)), ("cost-2", EdgeKind(AWSEdge.passesRole)),
        ("read", EdgeKind(AccessEdge.reads)), ("write", EdgeKind(AccessEdge.writes)),
        ("delete", EdgeKind(AccessEdge.deletes)), ("administer", EdgeKind(AccessEdge.administers)),
        ("structural", EdgeKind(AgentEdge.provides)), ("calls", EdgeKind(AgentEdge.calls)),
        ("configures", EdgeKind(AgentEdge.configures)), ("is", EdgeKind(AgentEdge.instance)),
        ("signs-with", EdgeKind(AgentEdge.usesCredential)), ("authenticates", EdgeKind(AgentEdge.authenticates)),
        ("acts-as", EdgeKind(AgentEdge.actsAs)), ("runs-as", EdgeKind(AgentEdge.runsAs)),
        ("holds", EdgeKind(AccessEdge.holds)), ("assumes", EdgeKind(AWSEdge.assumes)),
    ]

    /// The key of a node as sketches write it.
    ///
    /// Errors: `SketchError`.
    public static func key(_ text: Substring, line: Int? = nil) throws -> Key {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return Key(NodeType(AWSNode.role), scope: "", id: String(text)) }
        guard let type = nodes.first(where: { $0.word == parts[0] })?.type else {
            throw SketchError(message: "unknown word \"\(parts[0])\" for a node", line: line)
        }
        return Key(type, scope: "", id: String(parts[1]))
    }

    /// A node as sketches write it; the whole key where no sketch could have made it.
    public static func text(_ key: Key) -> String {
        guard key.scope.isEmpty, let type = key.type, let word = nodes.first(where: { $0.type == type })?.word else {
            return key.text
        }
        return word == "identity" ? key.id : "\(word):\(key.id)"
    }

    /// An arrow as sketches write it.
    public static func text(_ kind: EdgeKind) -> String {
        guard let word = edges.first(where: { $0.kind == kind })?.word else { return "-\(kind.name)->" }
        return word == "control" ? "->" : "-\(word)->"
    }

    static func kind(_ arrow: Substring, line: Int?) throws -> EdgeKind {
        guard arrow.hasPrefix("-"), arrow.hasSuffix("->") else {
            throw SketchError(message: "expected an arrow, found \"\(arrow)\"", line: line)
        }
        let word = arrow == "->" ? "control" : arrow.dropFirst().dropLast(2)
        guard let kind = edges.first(where: { $0.word == word })?.kind ?? EdgeKind(name: String(word)) else {
            throw SketchError(message: "unknown kind \"\(word)\"", line: line)
        }
        return kind
    }
}
