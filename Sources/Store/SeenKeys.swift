internal import GRDB
internal import Synchronization

/// The natural keys of all records of a store that is written, in memory: what makes a record count once.
///
/// Holding them costs some 24 bytes a record; looking each up in a table would write a page of 8 KiB a record once the
/// table is larger than the cache.
final class SeenKeys: Sendable {
    private struct State {
        var kept: KeySet?  // those of committed records; nil until they are asked for
        var fresh = KeySet()  // those of the change that is being made
    }

    private let state = Mutex(State())

    /// Whether the key is new, in the store and in this change; it is known from now on.
    func insert(_ key: (UInt64, UInt64), _ db: Database) throws -> KeySet.Standing {
        try state.withLock { state in
            if state.kept == nil { state.kept = try SeenKeys.load(db) }
            if let standing = state.kept?.standing(of: key), standing != .new { return standing }
            return state.fresh.insert(key)
        }
    }

    /// What the change added is committed.
    func keep() {
        state.withLock { state in
            state.fresh.forEach { _ = state.kept?.insert($0) }
            if state.fresh.count > 0 { state.fresh = KeySet() }
        }
    }

    /// What the change added was undone.
    func undo() {
        state.withLock { if $0.fresh.count > 0 { $0.fresh = KeySet() } }
    }

    /// Keys were taken away: all are read again when the next is asked for.
    func forget() {
        state.withLock { $0 = State() }
    }

    private static func load(_ db: Database) throws -> KeySet {
        var keys = KeySet()
        func add(_ bytes: [UInt8]) throws {
            guard bytes.count % 16 == 0 else { throw StoreError(.damaged, "a row of table record_key cannot be read") }
            for start in stride(from: 0, to: bytes.count, by: 16) { _ = keys.insert(SipHash.words(bytes, at: start)) }
        }
        try db.forEach(.allSeen) { try add($0.bytes(0)) }
        try db.forEach(.allRecordKeys) { try add($0.bytes(0)) }
        return keys
    }
}
