internal import Foundation
internal import OverreachAnalysis
internal import OverreachModel
internal import OverreachStore
internal import Synchronization

/// Builds the graph that answers, again and again, of what the store holds; readers take the last one and never wait.
final class GraphBuilding: Sendable {
    /// What answers now.
    struct Present {
        var graph: CurrentGraph
        /// The newest batch that is in it.
        var through: Int64
    }

    /// How building went so far.
    struct Tally {
        var builds = 0
        var seconds = 0.0
        /// Why the last one failed.
        var failure: String?
        /// Nothing is built before.
        var restsUntil = ContinuousClock.now
    }

    private struct Work {
        var ground: LiveGround
        var concludedAt: Int64
        var concludedThrough: Int64
        var isConcluded = true
        var retiredAt: Int64 = 0
        var conclusionCost: Int64 = 0  // nanoseconds
    }

    /// The time between two looks for what is too old, in nanoseconds.
    private static let retirementPause: Int64 = 600_000_000_000

    private let store: Store
    private let settings: LiveSettings
    private let house: House
    private let names: NameTable
    private let found: Int64  // the newest batch that was there at the start
    private let present: Mutex<Present>
    private let tally = Mutex(Tally())
    private let work: Mutex<Work>  // of the thread that builds
    private let wanted: Mutex<Wanted>

    private struct Wanted {
        var newest: Int64
        var posture = 0  // counts readings of posture
        var builtPosture = 0
    }

    /// Answers at once with what was last concluded of the store.
    init(_ store: Store, settings: LiveSettings, house: House, names: NameTable) throws {
        self.names = names
        self.store = store
        self.settings = settings
        self.house = house
        let now = WallClock.now
        let read = try store.read { reader in
            (
                loader: try WorldLoader(reader: reader), newest: try reader.newestBatch(),
                folded: try reader.folded()
            )
        }
        let folded = read.folded ?? read.newest
        let unfolded = read.loader.batches.first { $0.id > folded }
        let engine = Engine(read.loader, house: house, askedAt: now, standing: store.standing)
        let readAt = unfolded.map { $0.receivedAt - 1 } ?? now
        present = Mutex(Present(graph: CurrentGraph(engine: engine, readAt: readAt), through: folded))
        found = read.newest
        wanted = Mutex(Wanted(newest: read.newest))
        work = Mutex(Work(ground: LiveGround(), concludedAt: now, concludedThrough: folded))
    }

    /// The graph that answers; what was accepted until before now is no longer.
    var current: CurrentGraph {
        var graph = present.withLock { $0.graph }
        graph.engine = graph.engine.asked(at: WallClock.now)
        return graph
    }

    /// The newest batch that is in the graph.
    var through: Int64 { present.withLock { $0.through } }

    /// Batches that are durable and not in the graph.
    var unfolded: Int {
        let newest = wanted.withLock { $0.newest }
        return Int(max(0, newest - through))
    }

    /// How building went so far.
    var history: Tally { tally.withLock { $0 } }

    /// There is a newer batch.
    func want(through batch: Int64) { wanted.withLock { $0.newest = max($0.newest, batch) } }

    /// Posture was read.
    func wantPosture() { wanted.withLock { $0.posture += 1 } }

    /// Builds if there is something new; the seconds until it wants to be called again.
    func work(isStopping: Bool) -> Double? {
        let rest = tally.withLock { $0.restsUntil } - ContinuousClock.now
        if rest > .zero, !isStopping { return rest.seconds }
        let (newest, posture, builtPosture) = wanted.withLock { ($0.newest, $0.posture, $0.builtPosture) }
        var took = 0.0
        if newest > through || posture > builtPosture {
            let began = ContinuousClock.now
            do {
                try build(withPosture: posture > builtPosture)
                wanted.withLock { $0.builtPosture = posture }
                took = (ContinuousClock.now - began).seconds
                tally.withLock { tally in
                    tally.builds += 1
                    tally.seconds += took
                    tally.failure = nil
                }
            } catch {
                // The store may be out of reach for a while; what answers goes on to, and says how old it is.
                tally.withLock { $0.failure = "\(error)" }
                took = 1
            }
        }
        conclude(isStopping: isStopping)
        // One thread builds; a part of its time is left to those who send and ask, where there is one core for all.
        let built = through
        let isBehind = wanted.withLock { $0.newest > built || $0.posture > $0.builtPosture }
        let pause = max(Double(settings.foldingPause) / 1e9, min(took / 4, 10))
        if took > 0 { tally.withLock { $0.restsUntil = ContinuousClock.now + .seconds(pause) } }
        return isBehind || history.failure != nil ? pause : max(1, Double(settings.conclusionPause) / 1e9)
    }

    private func build(withPosture: Bool) throws {
        let readAt = WallClock.now
        var loader = try read(withPosture: withPosture)
        // What answers knows all that was there at the start, and must not forget it meanwhile.
        while work.withLock({ $0.ground.through }) < through {
            retire()
            loader = try read(withPosture: false)
        }
        let engine = Engine(loader, house: house, askedAt: readAt, standing: store.standing)
        retire()
        let (through, isLeftSince) = work.withLock { ($0.ground.through, $0.ground.isLeftSince) }
        let known = isLeftSince.map { min($0 - 1, readAt) } ?? readAt
        present.withLock { $0 = Present(graph: CurrentGraph(engine: engine, readAt: known), through: through) }
    }

    /// Reads what is new: so much at a time, that a store or a burst of any size is read in bounded memory.
    private func read(withPosture: Bool) throws -> WorldLoader {
        try work.withLock { work in
            let wasFoundHere = work.ground.through < found
            let loader = try work.ground.refresh(store, withPosture: withPosture, limit: settings.recordLimit)
            if wasFoundHere { names.learn(loader.records) }
            work.isConcluded = false
            return loader
        }
    }

    /// Takes away what is too old, or too much; what stands for it is in the next graph.
    private func retire() {
        work.withLock { work in
            let now = WallClock.now
            let isMuch = work.ground.count > settings.recordLimit
            guard isMuch || now - work.retiredAt >= GraphBuilding.retirementPause else { return }
            work.retiredAt = now
            let day = settings.retention.map { Day.of(now - $0) * Day.length }
            guard let moment = work.ground.horizon(of: day, limit: settings.recordLimit) else { return }
            // Where the store cannot be written the records stay, and it is tried again.
            try? work.ground.retire(
                before: moment, refusedBefore: day, keyLimit: settings.keyLimit, in: store, at: now)
            wanted.withLock { $0.posture += 1 }
        }
    }

    /// Writes down what was concluded, for whoever reads the file beside the service.
    private func conclude(isStopping: Bool) {
        work.withLock { work in
            // Where rules take long it is done seldom: the graph that answers waits meanwhile.
            let pause = max(settings.conclusionPause, work.conclusionCost * 20)
            let isDue = WallClock.now - work.concludedAt >= pause || isStopping
            guard isDue, !work.isConcluded else { return }
            let began = WallClock.now
            work.concludedAt = began
            defer { work.conclusionCost = max(0, WallClock.now - began) }
            // Where the store cannot be written it stays undone, and is tried at the next time.
            work.isConcluded = (try? work.ground.keep(in: store, at: work.concludedAt)) != nil
        }
    }
}
