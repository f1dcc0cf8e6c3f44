internal import Foundation
internal import OverreachModel
internal import OverreachStore
internal import Synchronization

/// Commits what waits, many requests at once: whoever comes while a commit runs shares the next one.
final class Committing: Sendable {
    /// A request that waits for its commit.
    struct Waiting: Sendable {
        let draft: BatchDraft
        let excess: [StoredExcess]
        let bytes: Int
        let answer: CheckedContinuation<Result<Receipt, ServiceFailure>, Never>
    }

    /// How commits went so far.
    struct Tally {
        var commits = 0
        var seconds = 0.0
        var isWritable = true
    }

    private let store: Store
    private let settings: LiveSettings
    private let queue: Mutex<IntakeQueue<Waiting>>
    private let tally = Mutex(Tally())
    private let committed: @Sendable (Int64) -> Void

    /// While the store cannot be written, it is tried again after so many seconds without waiting for a request.
    private static let probePause = 2.0

    /// `committed` hears the number of the newest batch after each commit.
    init(_ store: Store, settings: LiveSettings, committed: @escaping @Sendable (Int64) -> Void) {
        self.store = store
        self.settings = settings
        self.committed = committed
        queue = Mutex(
            IntakeQueue(
                limit: settings.waitingLimit, bytesLimit: settings.waitingBytesLimit, groupLimit: settings.commitLimit))
    }

    /// What waits: requests and bytes.
    var waiting: (requests: Int, bytes: Int) { queue.withLock { ($0.waiting, $0.waitingBytes) } }

    /// How commits went so far.
    var history: Tally { tally.withLock { $0 } }

    /// Takes a place for a body.
    func enter(bytes: Int) throws(ServiceFailure) {
        let isIn = queue.withLock { $0.enter(bytes: bytes) }
        guard isIn else { throw .overloaded(retryAfter: settings.retryAfter) }
    }

    /// Gives the place back without a commit.
    func leave(bytes: Int) { queue.withLock { $0.leave(bytes: bytes) } }

    /// Puts a request behind the others; its place is given back once it is answered.
    func append(_ waiting: Waiting) { queue.withLock { $0.append(waiting, bytes: waiting.bytes) } }

    /// Lets nobody in any more.
    func close() { queue.withLock { $0.close() } }

    /// Commits until nothing waits; the seconds after which to try again where the store cannot be written.
    func work(isStopping: Bool) -> Double? {
        while true {
            let group = queue.withLock { $0.group() }
            if !group.isEmpty {
                commit(group)
                continue
            }
            // Who was let in and is still being decoded is answered before the thread ends.
            guard isStopping, waiting.requests > 0 else { break }
            Thread.sleep(forTimeInterval: 0.001)
        }
        guard !history.isWritable else { return nil }
        if !isStopping { probe() }
        return history.isWritable ? nil : Committing.probePause
    }

    private func commit(_ group: [Waiting]) {
        let began = ContinuousClock.now
        var results: [Result<Receipt, ServiceFailure>]
        do {
            results = try write(group).map { .success($0) }
        } catch {
            // What one batch breaks must not fall on the others.
            let isOfOne = group.count > 1 && [.damaged, .invalid].contains((error as? StoreError)?.code)
            results = group.map { one in
                guard isOfOne else { return .failure(failure(error)) }
                do { return .success(try write([one])[0]) } catch { return .failure(failure(error)) }
            }
        }

        let newest = results.compactMap { try? $0.get().batch }.max()
        tally.withLock { tally in
            tally.commits += 1
            tally.seconds += (ContinuousClock.now - began).seconds
            tally.isWritable = newest != nil
        }
        queue.withLock { queue in
            for one in group { queue.leave(bytes: one.bytes) }
        }
        // First, so that no one who was answered finds a graph that is said to hold all and does not hold theirs.
        if let newest { committed(newest) }
        for (one, result) in zip(group, results) { one.answer.resume(returning: result) }
    }

    private func write(_ group: [Waiting]) throws -> [Receipt] {
        let now = WallClock.now
        let receipts = try store.write { writer in
            try group.map { one in
                let receipt = try writer.append(one.draft, at: now)
                if !receipt.isRepeated { try writer.add(one.excess, at: now) }
                return receipt
            }
        }
        return receipts.map(Receipt.init)
    }

    /// Whether the store takes writes again.
    private func probe() {
        let isWritable = (try? store.write { try $0.touch() }) != nil
        if isWritable { tally.withLock { $0.isWritable = true } }
    }

    private func failure(_ error: any Error) -> ServiceFailure {
        .unavailable("\(error)", retryAfter: max(settings.retryAfter, Int(Committing.probePause.rounded(.up))))
    }
}

extension Receipt {
    fileprivate init(_ receipt: BatchReceipt) {
        self.init(
            batch: receipt.batch, received: receipt.counts.received, accepted: receipt.counts.accepted,
            duplicate: receipt.counts.duplicate, rejected: receipt.counts.rejected,
            reasons: receipt.reasons.map { reason in
                Receipt.Reason(
                    reason: reason.reason, count: reason.count,
                    discard: BatchDraft.isTooOld(reason.reason) ? .expired : .invalid)
            })
    }
}

extension Duration {
    /// Seconds, with fractions.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
