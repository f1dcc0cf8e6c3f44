public import OverreachGraph
public import OverreachModel

/// Why a NODE could not be told.
public enum NodeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing has this key, id or name; the nearest names are offered. Where nothing at all is known, none can have it.
    case unknown(String, nearest: [String], isAnythingKnown: Bool = true)
    /// Several have it.
    case ambiguous(String, candidates: [String])

    /// What, and what was expected.
    public var description: String {
        switch self {
        case .unknown(let text, _, false):
            return
                "no node has the key, id or name \"\(text)\": nothing is known at all, of the moment that is asked of"
        case .unknown(let text, let nearest, _):
            return "no node has the key, id or name \"\(text)\"\(Spelling.hint(nearest))"
        case .ambiguous(let text, let candidates):
            return "\"\(text)\" names \(candidates.count) nodes; give one of these keys:\n"
                + candidates.map { "  \($0)" }.joined(separator: "\n")
        }
    }
}

/// Finds the node that a user means: a full key, an id (an ARN), a unique name; for a grant also `principal/Sid`,
/// `policy/Sid` or `policy/#index`.
public struct NodeResolver {
    private let snapshot: Snapshot

    /// Looks in this graph.
    public init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// The node; of several that bear the name, the one that is wanted.
    ///
    /// Where none of them is wanted, it is what it would be if all were. Errors: `NodeError`. Complexity: some passes over the
    /// nodes.
    public func resolve(_ text: String, wanting isWanted: (NodeID) -> Bool = { _ in true }) throws -> NodeID {
        if let node = snapshot.node(Key(text: text)) { return node }

        let nodes = snapshot.nodes
        let named = [
            snapshot.nodes(withID: text), snapshot.nodes(named: text),
            nodes.filter { aliases(of: $0).contains { UTF8Order.equal($0, text) } },
        ].map { withoutDeclaredTwins(Array($0)) }
        for candidates in named.map({ $0.filter(isWanted) }) + named {
            if candidates.count > 1 {
                throw NodeError.ambiguous(text, candidates: candidates.map { snapshot.key($0).text })
            }
            if let node = candidates.first { return node }
        }

        // One that is misspelt is meant rather than those of which it holds a part: `principal/Sdi` holds the principal.
        let names = nodes.lazy.flatMap { [snapshot.name($0)] + aliases(of: $0) }
        let near =
            Spelling.nearest(text, among: names).map { [$0] } ?? Spelling.related(text, among: names.map { ($0, $0) })
        throw NodeError.unknown(text, nearest: near, isAnythingKnown: !nodes.isEmpty)
    }

    /// A server that was seen stands for the entry that declares it: the two are one to a user.
    private func withoutDeclaredTwins(_ candidates: [NodeID]) -> [NodeID] {
        candidates.filter { candidate in
            !snapshot.outgoing(candidate).contains { edge in
                snapshot.kind(edge) == EdgeKind(AgentEdge.instance) && candidates.contains(snapshot.to(edge))
            }
        }
    }

    /// Other names of a grant.
    private func aliases(of node: NodeID) -> [String] {
        guard snapshot.kind(node) == .grant else { return [] }
        return snapshot.values(of: PropertyName.alias, node)
    }
}
