internal import OverreachAnalysis
internal import OverreachGraph
internal import OverreachModel
internal import OverreachStore
internal import Synchronization

/// The world of one state of a store: its graph out of the file beside the store where that is of this very state, and of
/// the rest what questions need, when one first needs it.
///
/// A file that is missing, cut, changed, or of another store, state, version or version of the rules is not used: the graph
/// is built out of the store, and saved for the next time. A file that turns out to be damaged only while a question is
/// asked is put away, and the question asked again.
final class StoredWorld: Sendable {
    /// What was read so far.
    fileprivate struct Known {
        var snapshot: Snapshot?
        var caveats: [Caveat] = []
        var activities: [Activity]?
        var documents: [Document]?
        var coverage: Coverage?
        var ledger: StoredLedger?
        var ledgerCaveats: [Caveat]?
        var worlds: [WorldParts: World] = [:]
        let state: StoreState
    }

    private let path: String
    private let house: House
    private let askedAt: Int64?
    private let standing: LedgerStanding
    private let known: Mutex<Known>

    /// The world of the store's state now.
    ///
    /// Errors: `StoreError`.
    init(_ store: Store, house: House, askedAt: Int64?) throws {
        path = SnapshotBeside.path(of: store)
        self.house = house
        self.askedAt = askedAt
        standing = store.standing
        known = Mutex(Known(state: try store.state()))
        _ = try world([])
    }

    /// What is made of the world with these parts, by a graph that was found to be sound.
    ///
    /// Errors: `StoreError`, and what the body throws.
    func ask<Result>(_ parts: WorldParts, _ body: (World) throws -> Result) throws -> Result {
        let world = try world(parts)
        let result = Swift.Result { try body(world) }
        guard world.snapshot.isDamaged else { return try result.get() }

        try forgetGraph()
        return try body(self.world(parts))
    }

    /// The runs and the ledger.
    func ledger() throws -> StoredLedger {
        try known.withLock { known in
            if let ledger = known.ledger { return ledger }
            let ledger = try known.state.read {
                StoredLedger(runs: try $0.runs(), batches: try $0.batches(), past: try $0.pastBatches())
            }
            known.ledger = ledger
            return ledger
        }
    }

    private func world(_ asked: WorldParts) throws -> World {
        // The window of the house, in which use could be seen, is counted back from the newest act.
        let parts = house.window != nil && asked.contains(.coverage) ? asked.union(.activities) : asked
        return try known.withLock { known in
            if let world = known.worlds[parts] { return world }
            if known.snapshot == nil { try openGraph(&known) }
            guard let snapshot = known.snapshot else { throw EngineError("the graph of the store cannot be built") }
            // A question that reads much of the graph has all of it checked: what is wrong in it must not stop it half-way.
            if parts == .all {
                snapshot.checkFile()
                if snapshot.isDamaged { try build(&known) }
            }
            try read(parts, &known)

            let world = World(
                snapshot: known.snapshot ?? snapshot,
                activities: parts.contains(.activities) ? known.activities ?? [] : [],
                documents: parts.contains(.documents) ? known.documents ?? [] : [],
                caveats: Set(known.caveats + (known.ledgerCaveats ?? [])).sorted(),
                coverage: (parts.contains(.coverage) ? known.coverage : nil) ?? Coverage(records: []), house: house,
                askedAt: askedAt, parts: parts)
            known.worlds[parts] = world
            return world
        }
    }

    private func openGraph(_ known: inout Known) throws {
        let mark = try known.state.read { try $0.mark() }
        if let saved = SnapshotBeside.open(path, mark: mark) {
            known.snapshot = saved.snapshot
            known.caveats = saved.caveats
        } else {
            try build(&known)
        }
    }

    /// Builds the graph out of the store, which reads the other parts as well, and saves it.
    private func build(_ known: inout Known) throws {
        let (loader, mark) = try known.state.read { (try WorldLoader(reader: $0), try $0.mark()) }
        let world = loader.load(standing: nil)
        known = Known(
            snapshot: world.snapshot, caveats: world.caveats, activities: world.activities, documents: world.documents,
            coverage: world.coverage, state: known.state)
        // Who may not write beside the store waits as long the next time.
        try? SnapshotBeside.save(world, mark: mark, to: path)
    }

    private func forgetGraph() throws {
        try known.withLock { known in
            if known.snapshot?.isDamaged ?? false { try build(&known) }
        }
    }

    private func read(_ parts: WorldParts, _ known: inout Known) throws {
        if parts.contains(.activities), known.activities == nil {
            known.activities = try known.state.read { try WorldLoader.activities($0) }
        }
        if parts.contains(.documents), known.documents == nil {
            known.documents = try known.state.read { try $0.currentDocuments() }
        }
        if parts.contains(.coverage), known.coverage == nil {
            known.coverage = Coverage(records: try known.state.read { try $0.records() })
        }
        if known.ledgerCaveats == nil {
            known.ledgerCaveats = try known.state.read { try LedgerState($0) }.caveats(standing)
        }
    }
}

/// The file in which the graph of a store lies beside it.
enum SnapshotBeside {
    static func path(of store: Store) -> String { "\(store.path).graph" }

    /// The graph of the store's state with this mark, and what is known to be missing of it; nil where it is not there or
    /// not as it was written.
    static func open(_ path: String, mark: String) -> (snapshot: Snapshot, caveats: [Caveat])? {
        guard let file = try? SnapshotFile.open(path, stamp: stamp(mark)), file.notes.count % 3 == 0 else { return nil }
        let caveats = stride(from: 0, to: file.notes.count, by: 3).map {
            Caveat(reason: file.notes[$0], source: file.notes[$0 + 1], detail: file.notes[$0 + 2])
        }
        return (file.snapshot, caveats)
    }

    /// Saves the graph of the world of that state, without any house's policy.
    static func save(_ world: World, mark: String, to path: String) throws {
        try SnapshotFile.write(
            world.snapshot, notes: world.caveats.flatMap { [$0.reason, $0.source, $0.detail] }, stamp: stamp(mark),
            to: path)
    }

    private static func stamp(_ mark: String) -> String { "\(mark) rules \(Derivation.version)" }
}
