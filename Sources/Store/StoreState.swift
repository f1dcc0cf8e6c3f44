internal import GRDB

/// One state of a store that stays as it is, whatever is written meanwhile, for as long as somebody keeps it.
///
/// While it is kept, SQLite's log cannot be folded in and grows with what is written: keep it no longer than it is asked.
public final class StoreState: Sendable {
    private let store: Store
    private let snapshot: DatabaseSnapshot

    init(_ store: Store) throws {
        self.store = store
        snapshot = try store.reporting { try store.pool.makeSnapshot() }
    }

    /// Reads out of the state.
    public func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
        try store.reporting { try snapshot.read { db in try body(StoreReader(db)) } }
    }
}

extension Store {
    /// The state of the store now.
    public func state() throws -> StoreState { try StoreState(self) }
}

extension StoreReader {
    /// A text that is another for every store and for every state of one, also for one that was brought back from a copy
    /// and went on differently.
    ///
    /// Complexity: linear in the runs.
    public func mark() throws -> String {
        guard let row = try db.row(.selectStore), let runs = try db.row(.markOfRuns) else {
            throw StoreError(.damaged, "no row in table store")
        }
        let identity = SipHash(key: try row.bytes(1)).hash(Array("the store itself".utf8))
        let ofRuns = try (0..<5).map { try runs.optionalInt($0) ?? 0 }
        let ofBatches = try db.row(.markOfBatches).map { [try $0.int(0), try $0.int(1)] } ?? []
        let numbers = [try row.int(0)] + ofRuns + ofBatches
        return ([identity.0, identity.1].map { String($0, radix: 16) } + numbers.map { String($0) })
            .joined(separator: " ")
    }
}
