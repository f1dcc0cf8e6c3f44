public import OverreachAnalysis
internal import OverreachGraph
public import OverreachModel
internal import OverreachPosture
internal import OverreachStore

/// A store that is asked who may do what in AWS: it reads what bears on the question, and not the rest.
public struct AccessEngine {
    private let store: Store
    private let moment: Moment?

    /// Opens a store to ask it, of the present or as of a moment of the past.
    ///
    /// Errors: `StoreError`.
    public init(storePath: String, asOf moment: Moment? = nil) throws {
        store = try Store.open(storePath, mode: .readOnly)
        self.moment = moment
    }

    /// The answer to a question.
    ///
    /// Errors: what the question throws, `StoreError`.
    public func ask<Q: AccessQuestion>(_ question: Q) throws -> Answer<Q.Result> {
        if let moment { return try ask(question, asOf: moment) }
        let read = try store.read { reader in
            var loader = try AccessLoader(reader, question.needs)
            return (
                base: try loader.load(), runs: try reader.runs(), batches: try reader.batches(),
                graph: try reader.graph(rules: Derivation.version)
            )
        }
        let graph = try read.graph ?? built()
        // Of what was read for this one question, only the organization is whole.
        let units = read.base.nodes(of: AWSNode.organization) + read.base.nodes(of: AWSNode.organizationalUnit)
        let attachments = read.base.documents.filter { $0.kind == .awsControlAttachment }
        let gaps = CollectionGaps(runs: read.runs, batches: read.batches, nodes: units, documents: attachments)
        return try question.answer(
            in: AccessFacts(
                base: read.base, graph: AccessFacts.Graph(id: graph.id, nodes: graph.nodes, edges: graph.edges),
                caveats: gaps.bearing(on: question.needs)))
    }

    /// Of the past everything is read, since what was concluded of it was not kept.
    private func ask<Q: AccessQuestion>(_ question: Q, asOf moment: Moment) throws -> Answer<Q.Result> {
        let past = try store.past(at: moment)
        let snapshot = WorldLoader(past).load().snapshot
        let facts = past.facts
        let base = FactBase(
            nodes: facts.nodes, edges: PathlessIdentities.resolved(facts.edges, among: facts.nodes),
            documents: facts.documents, activities: [], asOf: past.runs.newestPosture)
        let gaps = CollectionGaps(
            runs: past.runs, batches: past.batches, nodes: facts.nodes, documents: facts.documents)
        return try question.answer(
            in: AccessFacts(
                base: base,
                graph: AccessFacts.Graph(id: snapshot.id, nodes: snapshot.nodeCount, edges: snapshot.edgeCount),
                caveats: gaps.bearing(on: question.needs) + past.notes(on: moment, askedAt: nil, among: store)))
    }

    /// The graph of a store whose last writer did not name it.
    private func built() throws -> StoredGraph {
        let snapshot = try WorldLoader(store).load().snapshot
        return StoredGraph(id: snapshot.id, nodes: snapshot.nodeCount, edges: snapshot.edgeCount)
    }
}

extension CollectionGaps {
    /// What could not be read, and what was never collected of IAM, the organization and the services that are asked.
    fileprivate func bearing(on needs: AccessNeeds) -> [Caveat] {
        let services = needs.actions?.map { $0.lowercased().prefix { $0 != ":" } }.map { $0 == "s3" ? "s3api" : $0 }
        return caveats.filter { caveat in
            if caveat.reason == Caveat.notRead { return true }
            guard caveat.source.hasPrefix("aws") else { return false }
            guard let part = caveat.source.split(separator: " ").last, part.contains("/") else { return true }
            let service = part.prefix { $0 != "/" }
            return part == "iam/get-account-authorization-details"
                || (service != "iam" && services?.contains(service) ?? true)
        }
    }
}
