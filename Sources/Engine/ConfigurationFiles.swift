internal import Foundation
internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachPosture
internal import OverreachSecrets
internal import OverreachWire

/// Reads configurations of MCP clients again where they were read, so that a patch is of the very file.
///
/// A file counts only while it states what the store holds of it, line by line, secrets by their fingerprints.
struct ConfigurationFiles: Sendable {
    private let key: [UInt8]
    private let nodes: [Key: NodeFact]
    private let edges: Set<Statement>
    private let entries: [Key: Int]  // by client

    /// An edge with where it is said.
    private struct Statement: Hashable {
        let from: Key
        let kind: EdgeKind
        let to: Key
        let place: Set<Place>

        init(_ edge: EdgeFact) {
            (from, kind, to) = (edge.from, edge.kind, edge.to)
            place = Set(edge.evidence.map(Place.init))
        }
    }

    private struct Place: Hashable {
        let file: Text
        let line: Int?
        let locator: Text

        init(_ evidence: Evidence) {
            (file, line, locator) = (Text(evidence.file), evidence.line, Text(evidence.locator))
        }
    }

    /// `key` is that of the store's fingerprints.
    ///
    /// Complexity: linear in the facts.
    init(_ stated: StatedFacts, key: [UInt8]) {
        self.key = key
        let ofClients = stated.nodes.filter {
            [NodeType(AgentNode.client), NodeType(AgentNode.serverEntry)].contains($0.key.type)
        }
        nodes = Dictionary(ofClients.map { ($0.key, $0) }) { first, _ in first }
        edges = Set(
            stated.edges.filter {
                [EdgeKind(AgentEdge.configures), EdgeKind(AgentEdge.usesCredential)].contains($0.kind)
            }.map { Statement($0) })
        entries = Dictionary(
            grouping: stated.edges.filter { $0.kind == EdgeKind(AgentEdge.configures) }, by: \.from
        ).mapValues { Set($0.map(\.to)).count }
    }

    /// The file of a client without the members at these pointers, those of `earlier` taken out before; nil where it is
    /// not at hand as it was read.
    func edit(_ client: Key, _ pointers: [String], _ earlier: [String]) -> ConfigurationEdit? {
        // A client's scope is its host and the folder that was read: `host:/folder`.
        guard let mark = client.scope.firstRange(of: ":/") else { return nil }
        let folder = String(client.scope[client.scope.index(after: mark.lowerBound)...])
        let walk = FileWalk("\(folder)/\(client.id)")
        guard !walk.isFolder, let found = walk.files.first, found.size <= ConfigurationFiles.limit,
            case .success(let bytes) = FileContent.read(found), bytes.count == found.size, states(bytes, client),
            let edit = MCPFileEdit(bytes, removing: pointers, after: earlier)
        else { return nil }
        return ConfigurationEdit(
            path: found.absolute, folder: folder, old: edit.old, new: edit.new, hidden: edit.hidden,
            endsWithNewline: edit.endsWithNewline, script: edit.script, size: edit.size, digest: edit.digest)
    }

    /// Above it a file is no configuration that somebody wrote.
    private static let limit = 16 << 20

    /// Whether the text states what is known of the client, and nothing else.
    private func states(_ bytes: [UInt8], _ client: Key) -> Bool {
        let source = MCPSource(fingerprinter: Fingerprinter(key: key))
        let file = SourceFile(path: client.id, bytes: bytes)
        guard source.recognise(file) != nil else { return false }
        let host = client.scope
        let reading = source.read(file, in: SourceContext(account: host, region: host, cluster: host, host: host))
        let read = reading.fragments.flatMap(\.nodes).filter {
            [NodeType(AgentNode.client), NodeType(AgentNode.serverEntry)].contains($0.key.type)
        }
        let ties = reading.fragments.flatMap(\.edges).filter {
            [EdgeKind(AgentEdge.configures), EdgeKind(AgentEdge.usesCredential)].contains($0.kind)
        }
        return !read.isEmpty
            && read.allSatisfy { node in
                nodes[node.key].map {
                    $0.name == node.name && Set($0.properties) == Set(node.properties)
                        && Set($0.evidence.map(Place.init)) == Set(node.evidence.map(Place.init))
                } ?? false
            } && ties.allSatisfy { edges.contains(Statement($0)) }
            && Set(ties.filter { $0.kind == EdgeKind(AgentEdge.configures) }.map(\.to)).count == entries[client]
    }
}
