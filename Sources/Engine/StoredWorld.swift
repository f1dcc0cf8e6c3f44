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
        var history: (runs: [StoredRun], batches: [StoredBatch])?
        var worlds: [WorldParts: World] = [:]
        var state: StoreState?  // nil once all is read that could be asked for
    }

    private let path: String
    private let house: House
    private let askedAt: Int64?
    private let known: Mutex<Known>

    /// The world of the store's state now.
    ///
    /// One that is `settled` has read and checked everything when this returns, and lets the state go: for who keeps it for
    /// long beside a writer. Errors: `StoreError`.
    init(_ store: Store, house: House, askedAt: Int64?, settled: Bool) throws {
        path = SnapshotBeside.path(of: store)
        self.house = house
        self.askedAt = askedAt
        known = Mutex(Known(state: try store.state()))
        _ = try world(settled ? .all : [])
        guard settled else { return }
        _ = try history()
        known.withLock { $0.state = nil }
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
    func history() throws -> (runs: [StoredRun], batches: [StoredBatch]) {
        try known.withLock { known in
            if let history = known.history { return history }
            let history = try known.read { (runs: try $0.runs(), batches: try $0.batches()) }
            known.history = history
            return history
        }
    }

    private func world(_ parts: WorldParts) throws -> World {
        try known.withLock { known in
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
                documents: parts.contains(.documents) ? known.documents ?? [] : [], caveats: known.caveats,
                coverage: (parts.contains(.coverage) ? known.coverage : nil) ?? Coverage(records: []), house: house,
                askedAt: askedAt, parts: parts)
            known.worlds[parts] = world
            return world
        }
    }

    private func openGraph(_ known: inout Known) throws {
        let mark = try known.read { try $0.mark() }
        if let saved = SnapshotBeside.open(path, mark: mark) {
            known.snapshot = saved.snapshot
            known.caveats = saved.caveats
        } else {
            try build(&known)
        }
    }

    /// Builds the graph out of the store, which reads the other parts as well, and saves it.
    private func build(_ known: inout Known) throws {
        let (loader, mark) = try known.read { (try WorldLoader(reader: $0), try $0.mark()) }
        let world = loader.load()
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
            known.activities = try known.read { try $0.activities() }
        }
        if parts.contains(.documents), known.documents == nil {
            known.documents = try known.read { try $0.currentDocuments() }
        }
        if parts.contains(.coverage), known.coverage == nil {
            known.coverage = Coverage(records: try known.read { try $0.records() })
        }
    }
}

extension StoredWorld.Known {
    /// Reads out of the state, which is kept as long as anything is missing.
    fileprivate func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
        guard let state else { throw EngineError("the state of the store was let go before all of it was read") }
        return try state.read(body)
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
