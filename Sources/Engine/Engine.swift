public import OverreachAnalysis
public import OverreachModel
internal import OverreachStore

/// A store with its questions: what the faces talk to.
public struct Engine: Sendable {
    /// Where worlds come from.
    private enum Origin: Sendable {
        /// The store, part by part as questions need them.
        case stored(StoredWorld)
        /// Memory: of the past, or what a service has concluded.
        case loaded(World, StoredLedger)
    }

    private var origin: Origin

    /// Opens a store to ask it, by the policy of a house.
    ///
    /// `asOf` asks of the past, nil of the present: then the graph is that of the file beside the store, which is made where
    /// it is missing or not of the store's present state. What is asked is one state of the store, whatever is written
    /// meanwhile. `askedAt` is when, in nanoseconds since 1970: risks that were accepted
    /// until before are findings again; a time of the past stands for itself. Errors: `StoreError`.
    public init(
        storePath: String, house: House = House(), asOf moment: Moment? = nil, askedAt: Int64? = nil
    ) throws {
        try self.init(
            Store.open(storePath, mode: .readOnly), house: house, asOf: moment, askedAt: askedAt)
    }

    init(_ store: Store, house: House, asOf moment: Moment?, askedAt: Int64?) throws {
        guard let moment else {
            self.init(origin: .stored(try StoredWorld(store, house: house, askedAt: askedAt)))
            return
        }
        let loader = try WorldLoader(store, asOf: moment, askedAt: askedAt)
        var asked = askedAt
        if case .time(let time) = moment { asked = time }
        self.init(loader, house: house, askedAt: asked, standing: store.standing)
    }

    /// What was read and concluded, asked by the policy of a house.
    init(_ loader: WorldLoader, house: House, askedAt: Int64?, standing: LedgerStanding) {
        self.init(
            origin: .loaded(
                loader.load(house: house, askedAt: askedAt, standing: standing),
                StoredLedger(runs: loader.runs, batches: loader.batches, past: loader.retired.batches)))
    }

    private init(origin: Origin) { self.origin = origin }

    /// The same engine, asked at another time.
    func asked(at time: Int64) -> Engine {
        guard case .loaded(let world, let ledger) = origin else { return self }
        var engine = self
        engine.origin = .loaded(world.asked(at: time), ledger)
        return engine
    }

    /// The answer to a question.
    ///
    /// Errors: what the question throws; `StoreError` where the store cannot be read.
    public func ask<Q: Question>(_ question: Q) throws -> Answer<Q.Result> {
        try ask(Q.parts) { try question.answer(in: $0) }
    }

    /// What is made of the world with these parts.
    func ask<Result>(_ parts: WorldParts = .all, _ body: (World) throws -> Result) throws -> Result {
        switch origin {
        case .stored(let stored): try stored.ask(parts, body)
        case .loaded(let world, _): try body(world)
        }
    }

    /// Whether everything that was given could be read.
    public var isComplete: Bool { (try? ask([]) { Engine.isComplete($0) }) ?? false }

    /// A picture of an answer; one that lacks input says so.
    public func picture(_ draw: (World) throws -> Picture) throws -> Picture {
        try ask { Engine.marked(try draw($0), in: $0) }
    }

    static func isComplete(_ world: World) -> Bool { !world.caveats.contains { $0.reason == Caveat.notRead } }

    /// The picture, which says so where the world lacks input.
    static func marked(_ picture: Picture, in world: World) -> Picture {
        var picture = picture
        let unread = world.caveats.filter { $0.reason == Caveat.notRead }.count
        if unread > 0 { picture.notes.append("incomplete: \(unread) inputs could not be read, see overreach status") }
        return picture
    }

    /// What was collected, how fresh it is, and what never was.
    ///
    /// Errors: `StoreError`.
    public func status() throws -> Answer<Status> {
        let ledger = try ledger()
        return try ask(.activities) { Answer("status", of: $0, result: Status(ledger, world: $0)) }
    }

    /// The number of the newest run, 0 where there is none.
    ///
    /// Errors: `StoreError`.
    public func newestRun() throws -> Int64 { try ledger().runs.map(\.id).max() ?? 0 }

    /// Every reading of posture and every batch of telemetry.
    func ledger() throws -> StoredLedger {
        switch origin {
        case .stored(let stored): try stored.ledger()
        case .loaded(_, let known): known
        }
    }
}
