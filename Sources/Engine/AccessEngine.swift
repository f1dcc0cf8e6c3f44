public import OverreachAnalysis
internal import OverreachGraph
internal import OverreachModel
internal import OverreachStore

/// A store that is asked who may do what in AWS: it reads what bears on the question, and not the rest.
public struct AccessEngine {
    private let store: Store

    /// Opens a store to ask it.
    ///
    /// Errors: `StoreError`.
    public init(storePath: String) throws {
        store = try Store.open(storePath, mode: .readOnly)
    }

    /// The answer to a question.
    ///
    /// Errors: what the question throws, `StoreError`.
    public func ask<Q: AccessQuestion>(_ question: Q) throws -> Answer<Q.Result> {
        let read = try store.read { reader in
            var loader = try AccessLoader(reader, question.needs)
            return (
                base: try loader.load(), runs: try reader.runs(), batches: try reader.batches(),
                graph: try reader.graph(rules: Derivation.version)
            )
        }
        let graph = try read.graph ?? built()
        let gaps = CollectionGaps(runs: read.runs, batches: read.batches, documents: [])
        return try question.answer(
            in: AccessFacts(
                base: read.base, graph: AccessFacts.Graph(id: graph.id, nodes: graph.nodes, edges: graph.edges),
                caveats: gaps.aws))
    }

    /// The graph of a store whose last writer did not name it.
    private func built() throws -> StoredGraph {
        let snapshot = try WorldLoader(store).load().snapshot
        return StoredGraph(id: snapshot.id, nodes: snapshot.nodeCount, edges: snapshot.edgeCount)
    }
}

extension CollectionGaps {
    /// What bears on AWS, and what could not be read.
    fileprivate var aws: [Caveat] {
        caveats.filter { $0.reason == Caveat.notRead || $0.source.hasPrefix("aws") }
    }
}
