internal import Synchronization

/// How many bytes of requests are in memory at one time, and a bound on it.
final class ByteBudget: Sendable {
    private let most: Int
    private let held = Mutex(0)

    init(_ most: Int) { self.most = most }

    /// Bytes that are held now.
    var bytes: Int { held.withLock { $0 } }

    /// Starts to hold bytes of one request; they are given back when the share is gone.
    func share() -> Share { Share(of: self) }

    private func take(_ count: Int) -> Bool {
        held.withLock { held in
            guard count <= most - held else { return false }
            held += count
            return true
        }
    }

    private func giveBack(_ count: Int) { held.withLock { $0 -= count } }

    /// The bytes of one request.
    ///
    /// One task at a time uses it.
    final class Share: Sendable {
        private let budget: ByteBudget
        private let held = Mutex(0)

        fileprivate init(of budget: ByteBudget) { self.budget = budget }

        /// Errors: `Refusal` where there is no room.
        func take(_ count: Int) throws(Refusal) {
            guard budget.take(count) else {
                throw Refusal(.unavailable, "too many requests are being received", retryAfter: 1)
            }
            held.withLock { $0 += count }
        }

        deinit { budget.giveBack(held.withLock { $0 }) }
    }
}
