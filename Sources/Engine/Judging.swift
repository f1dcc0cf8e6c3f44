public import OverreachAnalysis
internal import OverreachGraph
public import OverreachModel
internal import OverreachPosture
internal import OverreachStore
internal import OverreachTelemetry

/// A store that is asked what would be: it judges changed facts in memory and writes nothing.
public struct JudgingEngine: Sendable {
    /// What judging starts from.
    private let ground: Ground
    /// The store's fingerprints, for configurations that are to be added.
    private let files: RevisionFiles

    /// Opens a store to ask it, by the policy of a house.
    ///
    /// `asOf` asks what would have been at a moment of the past, nil of the present; `askedAt` is when, as for `Engine`.
    /// `readsConfigurations` says whether patches may be made of configurations as they stand where they were read: only
    /// for who may read these files. Errors: `StoreError`.
    public init(
        storePath: String, house: House = House(), asOf moment: Moment? = nil, askedAt: Int64? = nil,
        readsConfigurations: Bool = false
    ) throws {
        let store = try Store.open(storePath, mode: .readOnly)
        let read = try Judging.read(store, asOf: moment, askedAt: askedAt)
        var asked = askedAt
        if case .time(let time) = moment { asked = time }
        let judging = Judging(
            read.loader, stated: read.stated, asOf: read.asOf, house: house, askedAt: asked, standing: store.standing)
        let world =
            read.isConcluded
            ? read.loader.load(house: house, askedAt: asked, standing: store.standing, coverage: judging.coverage)
            : judging.world(after: Revision(), from: nil)
        let key = try? store.fingerprintKey()
        let configurations = readsConfigurations ? key.map { ConfigurationFiles(judging.stated, key: $0) } : nil
        ground = Ground(
            world: world, stated: judging.stated, configurations: { configurations?.edit($0, $1, $2) },
            regraph: { revisions, past in
                try concurrently(revisions) { judging.graph(after: $0, from: past == .kept ? nil : world) }
            }
        ) { revision, past in judging.world(after: revision, from: past == .kept ? nil : world) }
        files = RevisionFiles(fingerprinterKey: key)
    }

    /// The answer to a question.
    ///
    /// Errors: what the question throws.
    public func ask<Q: GroundQuestion>(_ question: Q) throws -> Answer<Q.Result> {
        try question.answer(in: ground)
    }

    /// A picture of an answer; one that lacks input says so.
    public func picture(_ draw: (Ground) throws -> Picture) throws -> Picture {
        Engine.marked(try draw(ground), in: ground.world)
    }

    /// Whether everything that was given could be read.
    public var isComplete: Bool { Engine.isComplete(ground.world) }

    /// A policy out of a file: the document alone, or as the programs of AWS print it.
    ///
    /// Errors: `EngineError` with file, line and what was expected.
    public func policy(ofFile path: String) throws -> GivenPolicy { try files.policy(path) }

    /// A configuration of an MCP client out of a file.
    ///
    /// Errors: `EngineError` with file, line and what was expected.
    public func configuration(ofFile path: String) throws -> GivenConfiguration { try files.configuration(path) }
}

/// Judges what sources stated, changed by a revision.
private struct Judging: Sendable {
    let stated: StatedFacts
    private let loader: WorldLoader
    private let asOf: Int64?
    private let correlated: Correlated
    /// What telemetry could see, with who took which role.
    let coverage: Coverage
    private let house: House
    private let askedAt: Int64?
    private let standing: LedgerStanding

    /// What a store says, of now or of a moment; whether it holds what these rules conclude.
    static func read(
        _ store: Store, asOf moment: Moment?, askedAt: Int64?
    ) throws -> (loader: WorldLoader, stated: StoredFacts, asOf: Int64?, isConcluded: Bool) {
        if let moment {
            let past = try store.past(at: moment)
            var loader = WorldLoader(past)
            loader.notes = try past.notes(on: moment, askedAt: askedAt, among: store)
            return (loader, past.facts, past.runs.newestPosture, true)
        }
        return try store.read { reader in
            // What another version's rules concluded is no measure of what these would.
            (
                try WorldLoader(reader: reader), try reader.statedFacts(), try reader.newestPosture(),
                try reader.graph(rules: Derivation.version) != nil
            )
        }
    }

    init(
        _ loader: WorldLoader, stated: StoredFacts, asOf: Int64?, house: House, askedAt: Int64?,
        standing: LedgerStanding
    ) {
        self.standing = standing
        self.loader = loader
        self.asOf = asOf
        self.house = house
        self.askedAt = askedAt
        self.stated = StatedFacts(
            nodes: stated.nodes, edges: PathlessIdentities.resolved(stated.edges, among: stated.nodes),
            documents: stated.documents)
        correlated = Judging.correlate(loader, self.stated)
        coverage = Coverage(records: loader.records, tracksSessions: true)
    }

    func world(after revision: Revision, from world: World?) -> World {
        let (facts, activities) = concluded(after: revision, from: world)
        return loader.world(
            of: facts, activities: activities, coverage: coverage, house: house, askedAt: askedAt, standing: standing)
    }

    /// The graph of that world.
    func graph(after revision: Revision, from world: World?) -> Snapshot {
        WorldLoader.graph(of: concluded(after: revision, from: world).facts).snapshot
    }

    private func concluded(
        after revision: Revision, from world: World?
    ) -> (facts: StatedFacts, activities: [Activity]) {
        let facts = revision.applied(to: stated)
        // Policies say nothing to correlation.
        let correlated =
            revision.changesNodesOrEdges ? Judging.correlate(loader, facts) : self.correlated
        return (
            Derivation.conclude(from: facts, correlated, asOf: asOf, after: revision, from: world),
            correlated.activities
        )
    }

    private static func correlate(_ loader: WorldLoader, _ facts: StatedFacts) -> Correlated {
        var correlated = Correlation.correlate(
            records: loader.records, index: PostureIndex(nodes: facts.nodes, edges: facts.edges))
        correlated.activities += loader.retired.acts
        correlated.nodes += loader.retired.nodes
        correlated.edges += loader.retired.edges
        return correlated
    }
}
