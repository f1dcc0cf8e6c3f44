public import OverreachAnalysis
public import OverreachModel
internal import OverreachStore

/// A store with its questions: what the faces talk to.
public struct Engine: Sendable {
    private(set) var world: World
    private let runs: [StoredRun]
    private let batches: [StoredBatch]
    private let pastBatches: [StoredPastBatches]

    /// Opens a store to ask it, by the policy of a house.
    ///
    /// `asOf` asks of the past, nil of the present. `askedAt` is when, in nanoseconds since 1970: risks that were accepted
    /// until before are findings again; a time of the past stands for itself. Errors: `StoreError`.
    public init(
        storePath: String, house: House = House(), asOf moment: Moment? = nil, askedAt: Int64? = nil
    ) throws {
        try self.init(
            Store.open(storePath, mode: .readOnly), house: house, asOf: moment, askedAt: askedAt)
    }

    init(_ store: Store, house: House, asOf moment: Moment?, askedAt: Int64?) throws {
        let loader = try WorldLoader(store, asOf: moment)
        var asked = askedAt
        if case .time(let time) = moment { asked = time }
        self.init(loader, house: house, askedAt: asked, standing: store.standing)
    }

    /// What was read and concluded, asked by the policy of a house.
    init(_ loader: WorldLoader, house: House, askedAt: Int64?, standing: LedgerStanding) {
        world = loader.load(house: house, askedAt: askedAt, standing: standing)
        runs = loader.runs
        batches = loader.batches
        pastBatches = loader.retired.batches
    }

    /// The same engine, asked at another time.
    func asked(at time: Int64) -> Engine {
        var engine = self
        engine.world = world.asked(at: time)
        return engine
    }

    /// The answer to a question.
    ///
    /// Errors: what the question throws.
    public func ask<Q: Question>(_ question: Q) throws -> Answer<Q.Result> {
        try question.answer(in: world)
    }

    /// Whether everything that was given could be read.
    public var isComplete: Bool { Engine.isComplete(world) }

    /// A picture of an answer; one that lacks input says so.
    public func picture(_ draw: (World) throws -> Picture) throws -> Picture {
        Engine.marked(try draw(world), in: world)
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
    public func status() -> Answer<Status> {
        Answer("status", of: world, result: Status(runs: runs, batches: batches, past: pastBatches, world: world))
    }
}
