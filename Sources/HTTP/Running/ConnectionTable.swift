internal import NIOCore
internal import Synchronization

/// The connections that are open; where there are too many, the one that was idle the longest makes room.
///
/// So idle connections, however many, keep nobody out: who asks something is not idle.
final class ConnectionTable: Sendable {
    private struct Entry {
        let channel: any Channel
        var idleSince: ContinuousClock.Instant?  // nil while a request is under way
        var hasServed = false
    }

    private struct State {
        var entries: [Int: Entry] = [:]
        var next = 0
    }

    private let most: Int
    private let state = Mutex(State())

    /// A table of at most so many.
    init(most: Int) { self.most = max(1, most) }

    /// Connections that are open.
    var count: Int { state.withLock { $0.entries.count } }

    /// Takes a connection in; nil where all others are busy, so that this one has to go.
    func add(_ channel: any Channel) -> Int? {
        let now = ContinuousClock.now
        let (number, victim) = state.withLock { state -> (Int?, (any Channel)?) in
            var victim: (any Channel)?
            if state.entries.count >= most {
                // Those that never asked anything go first.
                let idle = state.entries.filter { $0.value.idleSince != nil }
                let oldest = idle.min { a, b in
                    if a.value.hasServed != b.value.hasServed { return !a.value.hasServed }
                    return (a.value.idleSince ?? now) < (b.value.idleSince ?? now)
                }
                guard let oldest else { return (nil, nil) }
                victim = state.entries.removeValue(forKey: oldest.key)?.channel
            }
            state.next += 1
            state.entries[state.next] = Entry(channel: channel, idleSince: now)
            return (state.next, victim)
        }
        victim?.close(promise: nil)
        return number
    }

    /// A request began or ended on the connection.
    func set(_ number: Int, isIdle: Bool) {
        state.withLock { state in
            state.entries[number]?.idleSince = isIdle ? .now : nil
            if !isIdle { state.entries[number]?.hasServed = true }
        }
    }

    /// The connection is gone.
    func remove(_ number: Int) { _ = state.withLock { $0.entries.removeValue(forKey: number) } }
}
