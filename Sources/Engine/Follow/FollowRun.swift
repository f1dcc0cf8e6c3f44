internal import Foundation
internal import OverreachStore
internal import Synchronization

/// Follows files and folders into a store that it opens or makes, until it is told to stop.
public final class FollowRun: Sendable {
    private let store: Store
    private let follower: Mutex<Follower>
    private let isStopped = Mutex(false)

    /// The least time between two looks, in seconds.
    private static let pause = 1.0
    /// The least time between two conclusions, in seconds.
    private static let conclusionPause = 2.0

    /// Opens the store and finds out where an earlier run stopped.
    ///
    /// Errors: `StoreError`; `locked` where another process writes the store.
    public init(_ paths: [String], storePath: String, options: IngestOptions, acceptsLoss: Bool = false) throws {
        store = try Store.open(storePath, mode: .readWrite(create: true))
        if acceptsLoss { try store.acceptLoss(at: WallClock.now) }
        follower = Mutex(try Follower(paths, into: store, options: options))
    }

    /// Ends `run` after the look that it is at.
    public func stop() { isStopped.withLock { $0 = true } }

    /// Looks again and again, and concludes from what came; `report` hears of every file of which something was read.
    ///
    /// Errors: `StoreError` where the store cannot be read. Where it cannot be written, `problem` hears it, and what was
    /// not read waits in its file.
    public func run(report: (FileReport) -> Void, problem: (String) -> Void) throws {
        var concluded = ContinuousClock.now - .seconds(FollowRun.conclusionPause)
        var cost = 0.0
        var hasNews = try store.read { try $0.folded() ?? $0.newestBatch() != $0.newestBatch() }
        while true {
            let began = ContinuousClock.now
            do {
                let look = try follower.withLock { try $0.look(now: WallClock.now) }
                for file in look.reports { report(file) }
                hasNews = hasNews || look.hasNews
            } catch {
                problem("\(error)")
            }
            let isLast = isStopped.withLock { $0 }
            let since = (ContinuousClock.now - concluded).seconds
            if hasNews, isLast || since >= max(FollowRun.conclusionPause, cost * 2) {
                let start = ContinuousClock.now
                do {
                    _ = try Conclusion(store: store, now: WallClock.now).draw()
                    hasNews = false
                } catch {
                    problem("\(error)")
                }
                concluded = ContinuousClock.now
                cost = (concluded - start).seconds
            }
            if isLast { return }
            // Looking at a hundred thousand files takes its time; the machine is for others too.
            wait(max(FollowRun.pause, (ContinuousClock.now - began).seconds))
        }
    }

    private func wait(_ seconds: Double) {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end, !isStopped.withLock({ $0 }) { usleep(50_000) }
    }
}
