internal import Foundation
public import OverreachAnalysis
internal import OverreachModel
internal import OverreachSecrets
internal import OverreachStore
internal import OverreachTelemetry
internal import Synchronization

/// A store that takes telemetry while it is asked: durable before it is acknowledged, in the graph soon after.
///
/// Two threads of its own: one commits, one builds the graph. Nothing that waits for a disk runs on the threads of its
/// callers. See docs/durability.md for what is promised.
public final class LiveStore: LiveService {
    private let store: Store
    private let settings: LiveSettings
    private let committing: Committing
    private let building: GraphBuilding
    private let committer: WorkerThread
    private let builder: WorkerThread
    private let uploads: Uploads
    private let names: NameTable

    /// Opens or makes the store and starts to work.
    ///
    /// Errors: `StoreError`; `locked` where another process writes the store. Where acknowledged batches are missing it
    /// opens, answers questions with a caveat, and takes nothing until somebody accepts the loss.
    public init(storePath: String, settings: LiveSettings = LiveSettings(), house: House = House()) throws {
        let store = try Store.open(storePath, mode: .readWrite(create: true))
        if settings.acceptsLoss { try store.acceptLoss(at: WallClock.now) }
        try store.keepMark()
        _ = try store.fingerprintKey()  // a missing key is an error now, not at the first upload
        let names = NameTable(limit: settings.nameLimit)
        let building = try GraphBuilding(store, settings: settings, house: house, names: names)
        let builder = WorkerThread(name: "graph building") { building.work(isStopping: $0) }
        let committing = Committing(store, settings: settings) { batch in
            building.want(through: batch)
            builder.ring()
        }
        self.store = store
        self.settings = settings
        self.building = building
        self.builder = builder
        self.committing = committing
        committer = WorkerThread(name: "committing") { committing.work(isStopping: $0) }
        uploads = Uploads(store)
        self.names = names
        builder.ring()  // what a former process left behind
    }

    // MARK: - Telemetry in

    /// Takes one request of telemetry.
    ///
    /// When it returns, the accepted records are committed and synced.
    public func receive(_ request: TelemetryRequest) async throws(ServiceFailure) -> Receipt {
        let bytes = request.body.count
        try committing.enter(bytes: bytes)
        let draft: (batch: BatchDraft, excess: [StoredExcess])
        do throws(ServiceFailure) {
            guard let made = try self.draft(request) else {
                committing.leave(bytes: bytes)
                return Receipt(batch: 0, received: 0, accepted: 0, duplicate: 0, rejected: 0, reasons: [])
            }
            draft = made
        } catch {
            committing.leave(bytes: bytes)
            throw error
        }

        let result = await withCheckedContinuation { continuation in
            committing.append(
                Committing.Waiting(draft: draft.batch, excess: draft.excess, bytes: bytes, answer: continuation))
            committer.ring()
        }
        return try result.get()
    }

    /// What a request brings, ready to be committed; nil where nothing is in it.
    private func draft(_ request: TelemetryRequest) throws(ServiceFailure) -> (BatchDraft, [StoredExcess])? {
        var decoding: Decoding
        let signal: OTLPRequest.Signal = request.signal == .traces ? .traces : .logs
        do {
            decoding = try OTLPRequest.decode(
                request.body, signal: signal, encoding: request.encoding == .json ? .json : .protobuf)
        } catch {
            throw .malformed(error.message)
        }
        decoding.refuse(before: settings.retention.map { WallClock.now - $0 })
        guard decoding.received > 0 || !decoding.passedOver.isEmpty else { return nil }

        let excess = names.apply(to: &decoding.records, of: request.sender)
        let batch = store.draft(
            source: OTLPDecoder().name, file: signal.place, sender: request.sender,
            digest: Digest.sha256(request.body), records: decoding.records, received: decoding.received,
            rejections: decoding.rejections, passedOver: decoding.passedOver)
        return (batch, excess)
    }

    /// Takes one file of whatever `ingest` reads.
    ///
    /// When it returns, what it counts is committed and synced.
    public func ingest(_ upload: Upload) async throws(ServiceFailure) -> UploadReceipt {
        let receipt = try await uploads.take(upload, retryAfter: settings.retryAfter)
        if !receipt.isRepeated {
            if let newest = try? store.read({ try $0.newestBatch() }) { building.want(through: newest) }
            if !receipt.report.scopes.isEmpty { building.wantPosture() }
            builder.ring()
        }
        return receipt
    }

    // MARK: - Answers out

    /// The graph that answers now, and how old it is.
    ///
    /// Never waits for a writer.
    public var current: CurrentGraph { building.current }

    /// The newest batches of the ledger, newest first, below a number where one is given.
    public func ledger(limit: Int, before: Int64?) throws(ServiceFailure) -> [LedgerRow] {
        let through = building.through
        do {
            let batches = try store.read { try $0.batches(before: before ?? .max, limit: min(max(0, limit), 1000)) }
            return batches.map { LedgerRow($0, through: through) }
        } catch {
            throw .unavailable("\(error)", retryAfter: settings.retryAfter)
        }
    }

    /// What is going on inside, for metrics and readiness.
    public var gauges: ServiceGauges {
        var gauges = ServiceGauges()
        let (commits, builds, waiting) = (committing.history, building.history, committing.waiting)
        gauges.waiting = waiting.requests
        gauges.waitingBytes = waiting.bytes
        gauges.unfolded = building.unfolded
        gauges.isWritable = commits.isWritable && store.standing == .whole
        gauges.commits = commits.commits
        gauges.commitSeconds = commits.seconds
        gauges.builds = builds.builds
        gauges.buildSeconds = builds.seconds
        gauges.replacedNames = names.replaced
        return gauges
    }

    // MARK: - The end

    /// Lets nobody in any more, commits what waits, writes down what follows from it, and ends.
    ///
    /// Whoever was let in is answered. Afterwards the service answers questions and takes nothing. What follows is written
    /// down for so long at most as the settings say; false where that did not do, and the next start does it.
    @discardableResult public func drain() async -> Bool {
        committing.close()
        await committer.stop()
        await uploads.stop()
        return await builder.stop(within: .nanoseconds(settings.conclusionLimit))
    }
}

extension LedgerRow {
    fileprivate init(_ batch: StoredBatch, through: Int64) {
        self.init(
            batch: batch.id, source: batch.source, from: batch.isReceived ? batch.sender : batch.file,
            receivedAt: Timestamp.text(batch.receivedAt), received: batch.counts.received,
            accepted: batch.counts.accepted, duplicate: batch.counts.duplicate, rejected: batch.counts.rejected,
            isFolded: batch.id <= through)
    }
}

extension Decoding {
    /// Refuses the records of before a moment.
    fileprivate mutating func refuse(before moment: Int64?) {
        guard let moment, records.contains(where: { $0.time < moment }) else { return }
        let day = Day.of(moment) * Day.length  // one reason a day, not one a request
        let old = records.count { $0.time < day }
        records.removeAll { $0.time < day }
        rejections += Array(repeating: Rejection(BatchDraft.tooOld(day)), count: old)
    }
}
