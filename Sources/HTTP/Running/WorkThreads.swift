internal import Foundation
internal import Synchronization

/// Threads of their own for work that takes long, with a bounded queue before them.
///
/// The cooperative pool has a thread a core: two analyses there, and nobody answers whether the server lives.
final class WorkThreads: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
    }

    /// What threads hold, so that they do not keep the owner.
    private final class Shared: Sendable {
        let state = Mutex(State())
        let work = DispatchSemaphore(value: 0)

        func loop() {
            while true {
                work.wait()
                let job = state.withLock { state -> (@Sendable () -> Void)? in
                    state.jobs.isEmpty ? nil : state.jobs.removeFirst()
                }
                guard let job else { return }  // woken without a job: closed
                job()
            }
        }
    }

    /// As deep as the main thread's of a command line: answers are written by recursion.
    private static let stackSize = 16 << 20

    private let shared = Shared()
    private let count: Int
    private let waiting: Int
    private let busy: String

    /// So many threads, and so many jobs that may wait; `busy` is said where there are more.
    init(_ name: String, count: Int, waiting: Int, busy: String) {
        self.count = count
        self.waiting = waiting
        self.busy = busy
        for _ in 0..<count {
            let thread = Thread { [shared] in shared.loop() }
            thread.name = name
            thread.stackSize = WorkThreads.stackSize
            thread.start()
        }
    }

    deinit {
        // Jobs that wait are done first: each has a waker of its own.
        for _ in 0..<count { shared.work.signal() }
    }

    /// Jobs that wait.
    var waitingCount: Int { shared.state.withLock { $0.jobs.count } }

    /// Runs the work on one of the threads.
    ///
    /// Errors: what the work throws, and `Refusal` of kind `unavailable` where too many wait.
    func run<T: Sendable>(_ work: @escaping @Sendable () throws(Refusal) -> T) async throws(Refusal) -> T {
        let result: Result<T, Refusal> = await withCheckedContinuation { continuation in
            let isTaken = shared.state.withLock { state in
                guard state.jobs.count < waiting else { return false }
                state.jobs.append {
                    do throws(Refusal) {
                        continuation.resume(returning: .success(try work()))
                    } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
                return true
            }
            guard isTaken else {
                return continuation.resume(returning: .failure(Refusal(.unavailable, busy, retryAfter: 2)))
            }
            shared.work.signal()
        }
        return try result.get()
    }
}
