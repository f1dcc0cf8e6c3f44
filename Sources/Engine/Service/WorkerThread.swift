internal import Foundation
internal import Synchronization

/// A thread of its own that works whenever it is told that there is something to do.
///
/// What blocks, such as a commit or the building of a graph, must not sit on the threads that serve requests.
final class WorkerThread: Sendable {
    private struct State {
        var isStopping = false
        var hasEnded = false
        var waiters: [Int: CheckedContinuation<Bool, Never>] = [:]
        var waited = 0
    }

    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)

    /// Starts the thread: `work` is called when the bell was rung, or after that many seconds without.
    ///
    /// `work` returns the seconds until it wants to be called again at the latest; nil where only the bell matters.
    init(name: String, work: @escaping @Sendable (_ isStopping: Bool) -> Double?) {
        let (bell, state) = (bell, Unowned(self))
        let thread = Thread {
            var pause: Double? = nil
            while true {
                if let pause { _ = bell.wait(timeout: .now() + max(0, pause)) } else { bell.wait() }
                while bell.wait(timeout: .now()) == .success {}  // one call answers all that rang
                let isStopping = state.value?.isStopping ?? true
                pause = work(isStopping)
                if isStopping { break }
            }
            state.value?.end()
        }
        thread.name = name
        thread.stackSize = 64 << 20  // correlation and rules walk deep structures, as on the main thread
        thread.start()
    }

    /// Tells the thread that there is something to do; never blocks.
    func ring() { bell.signal() }

    /// Calls the work a last time and waits until it is over, for so long at most; whether it is.
    ///
    /// Work that takes longer goes on until it is done or the process ends.
    @discardableResult func stop(within limit: Duration? = nil) async -> Bool {
        let number = state.withLock { state in
            state.isStopping = true
            state.waited += 1
            return state.waited
        }
        bell.signal()
        return await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.hasEnded { state.waiters[number] = continuation }
                return state.hasEnded
            }
            if isOver { return continuation.resume(returning: true) }
            guard let limit else { return }
            Task {
                try? await Task.sleep(for: limit)
                state.withLock { $0.waiters.removeValue(forKey: number) }?.resume(returning: false)
            }
        }
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    private func end() {
        let waiters = state.withLock { state in
            state.hasEnded = true
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume(returning: true) }
    }

    deinit { bell.signal() }

    /// The thread does not keep its owner alive: it ends when that goes.
    private final class Unowned: @unchecked Sendable {
        // Safe: `value` is written once, before the thread starts, and a weak reference is read atomically.
        weak var value: WorkerThread?
        init(_ value: WorkerThread) { self.value = value }
    }
}
