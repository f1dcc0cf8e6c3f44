internal import Foundation
internal import GRDB
public import OverreachModel
internal import Synchronization

/// Everything that is known between two runs of Overreach, in one SQLite file.
///
/// Beside the file lie its key (`.key`), its lock (`.lock`) and, while it is open, SQLite's log (`-wal`, `-shm`).
/// Safe to use from several threads; reads never wait for a write and see one state from beginning to end.
public final class Store: Sendable {
    /// What a store is opened for.
    public enum Mode: Sendable, Equatable {
        /// To read and write; makes a store where there is none and that is asked for. One process at a time.
        case readWrite(create: Bool)
        /// To read only, beside whoever writes. Makes `-wal` and `-shm` files if nobody has the store open, and
        /// leaves them behind empty; the next writer takes them away.
        case readOnly
    }

    /// The path of the file, links resolved.
    public let path: String

    let pool: DatabasePool
    /// The hash of natural keys and digests, whose key is the store's own.
    let hash: SipHash
    private let lock: StoreLock?
    private let seen = SeenKeys()
    private let writing = NSLock()  // a change with its keys and its mark, one after the other
    private let ledger: Mutex<Ledger>

    /// What is known of the ledger beside the file.
    private struct Ledger {
        var standing: LedgerStanding
        var horizon: Int64
        var mark: StoreMarkFile?
    }

    private init(
        path: String, pool: DatabasePool, lock: StoreLock?, hash: SipHash, standing: LedgerStanding, horizon: Int64
    ) throws {
        self.path = path
        self.pool = pool
        self.lock = lock
        self.hash = hash
        ledger = Mutex(Ledger(standing: standing, horizon: horizon))
        if lock != nil, standing == .whole, access(StoreMark.path(ofStore: path), F_OK) == 0 { try keepMark() }
    }

    /// Whether the store holds every batch that was acknowledged, as the mark beside it says.
    public var standing: LedgerStanding { ledger.withLock { $0.standing } }

    /// Opens or makes a store.
    ///
    /// Throws `StoreError` for what is no store of ours, a newer one, a damaged one, a folder, a missing permission,
    /// and where another writer holds it for longer than `patience`. What is refused is left as it was.
    public static func open(_ path: String, mode: Mode, patience: Duration = .seconds(5)) throws -> Store {
        let file = try StoreFile(path)
        let isThere = try file.exists()
        guard mode != .readOnly else {
            guard isThere else { throw missing(file.path) }
            return try open(file, lock: nil)
        }
        if isThere {
            try file.check()  // before the lock, so that nothing is made beside what is refused
        } else if mode == .readWrite(create: false) {
            throw missing(file.path)
        }

        let lock = try StoreLock(storePath: file.path, patience: patience)
        if try !file.exists() { try create(file) }

        return try open(file, lock: lock)
    }

    /// The key for fingerprints of secrets: 32 bytes that were made with the store.
    ///
    /// Throws `StoreError.Code.key` when the file beside the store is missing or has another length.
    public func fingerprintKey() throws -> [UInt8] {
        try StoreKey.read(storePath: path)
    }

    /// Makes one change: all of it is kept and on disk when this returns, or nothing of it.
    ///
    /// Whatever `body` throws undoes the change and is thrown on. `body` must not use the store itself, and must close
    /// every scope of which its writer took fragments.
    public func write<T>(_ body: (inout StoreWriter) throws -> T) throws -> T {
        guard lock != nil else {
            throw StoreError(.permission, "store \"\(path)\" was opened to be read, expected it open for writing")
        }
        writing.lock()
        defer { writing.unlock() }
        let (standing, horizon) = ledger.withLock { ($0.standing, $0.horizon) }
        return try reporting {
            let change: (result: T, writer: StoreWriter)
            do {
                change = try pool.write { db in
                    var writer = StoreWriter(
                        db, hash: hash, seen: seen, standing: standing, horizon: horizon)
                    let result = try body(&writer)
                    try writer.finish()
                    return (result, writer)
                }
            } catch {
                seen.undo()
                throw error
            }
            if change.writer.hasRetired {
                seen.forget()
                let before = try read { try $0.horizon()?.refusedBefore }
                ledger.withLock { $0.horizon = before ?? $0.horizon }
            } else {
                seen.keep()
            }
            // Before anybody is told: what was acknowledged is never beyond the mark.
            if let newest = change.writer.newest { try ledger.withLock { $0.mark }?.write(mark(newest)) }
            return change.result
        }
    }

    private func mark(_ newest: (batch: Int64, chain: [UInt8])) -> StoreMark {
        StoreMark(store: StoreMark.name(hash), batch: newest.batch, chain: newest.chain)
    }

    /// Keeps from now on, in a file beside the store, how far the ledger went: what is to tell that batches are missing.
    ///
    /// Where the file is there it is kept anyway. Does nothing while acknowledged batches are missing.
    public func keepMark() throws {
        guard lock != nil, standing == .whole else { return }
        let newest = try read { try $0.newestLink() }
        let file = try StoreMarkFile(storePath: path, first: mark(newest))
        ledger.withLock { $0.mark = file }
    }

    /// Goes on without the acknowledged batches that are missing: writes down which, and counts from behind them.
    ///
    /// Every later answer says so. Does nothing where none are missing.
    public func acceptLoss(at now: Int64) throws {
        guard case .behind = standing else { return }
        let mark = try? StoreMark.read(storePath: path)
        try write { writer in
            let newest = try writer.db.row(.newestBatch)?.int(0) ?? 0
            try writer.db.run(.insertLoss, [now, newest, max(mark?.batch ?? 0, newest), Blob(mark?.chain ?? [])])
            writer.hasChanged = true
        }
        ledger.withLock { $0.standing = .whole }
        unlink(StoreMark.path(ofStore: path))  // what it said is in the store now
        try keepMark()
    }

    /// Reads several answers out of one state.
    ///
    /// `body` must not use the store itself.
    public func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
        try reporting {
            try pool.read { db in
                try body(StoreReader(db))
            }
        }
    }

    /// A counter that grows when facts, records or activities change, and only then.
    public func version() throws -> Int64 {
        try read { try $0.version() }
    }

    /// All facts that are valid now.
    public func currentFacts() throws -> StoredFacts {
        try read { try $0.currentFacts() }
    }

    /// The facts that are valid now but for what derivations concluded.
    public func statedFacts() throws -> StoredFacts {
        try read { try $0.statedFacts() }
    }

    /// All runtime skeletons in the order of their natural keys.
    public func records() throws -> [RuntimeRecord] {
        try read { try $0.records() }
    }

    /// All activities in the order of time, then id.
    public func activities() throws -> [Activity] {
        try read { try $0.activities() }
    }

    /// All runs by scope; the last of each scope is its newest statement.
    public func runs() throws -> [StoredRun] {
        try read { try $0.runs() }
    }

    /// The ledger of runtime input in the order of arrival.
    public func batches() throws -> [StoredBatch] {
        try read { try $0.batches() }
    }

    private static func missing(_ path: String) -> StoreError {
        StoreError(.notFound, "no store at \"\(path)\", expected one that `overreach ingest` made")
    }

    /// Makes the store under another name first: what bears the store's name is always whole.
    private static func create(_ file: StoreFile) throws {
        try StoreKey.create(storePath: file.path)
        let draft = file.path + ".creating"
        unlink(draft)  // ours alone, by the lock
        let descriptor = Foundation.open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreFile.failure(errno, "store", draft) }
        close(descriptor)

        do {
            try Schema.create(at: draft, hashKey: StoreKey.random(16))
        } catch let error as DatabaseError {
            unlink(draft)
            throw StoreError(error, path: file.path)
        }
        guard rename(draft, file.path) == 0 else {
            let code = errno
            unlink(draft)
            throw StoreFile.failure(code, "store", file.path)
        }
        let folder = Foundation.open((file.path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)  // the name itself; some file systems cannot
            close(folder)
        }
    }

    private static func open(_ file: StoreFile, lock: StoreLock?) throws -> Store {
        try file.check()
        var configuration = Configuration()
        configuration.readonly = lock == nil
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -65536")  // 64 MiB
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA cell_size_check = ON")
        }

        do {
            let pool = try DatabasePool(path: file.path, configuration: configuration)
            if lock != nil { try prepareWriting(pool, file.path) }
            // What the log holds may be newer than the header of the file.
            // The mark is read first: what is written meanwhile can only be newer.
            let mark = Result { try StoreMark.read(storePath: file.path) }
            let (hash, standing, horizon) = try pool.read { db in
                try StoreFile.checkVersion(Schema.version(of: db), file.path)
                let reader = StoreReader(db)
                let hash = try reader.hash()
                let standing = try reader.standing(against: mark, hash: hash, path: file.path)
                return (hash, standing, try reader.horizon()?.refusedBefore ?? .min)
            }
            return try Store(path: file.path, pool: pool, lock: lock, hash: hash, standing: standing, horizon: horizon)
        } catch let error as DatabaseError {
            throw StoreError(error, path: file.path)
        }
    }

    private static func prepareWriting(_ pool: DatabasePool, _ path: String) throws {
        try pool.writeWithoutTransaction { db in
            // DatabasePool sets NORMAL after `prepareDatabase`, which loses acknowledged commits on power loss.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw StoreError(.system, "store \"\(path)\": SQLite refuses synchronous=FULL")
            }
        }
        let version = try pool.read { try Schema.version(of: $0) }
        try StoreFile.checkVersion(version, path)
        if version < Schema.version { try StoreBackup.keep(pool, path: path, version: version) }
        try pool.write { try Schema.migrate($0) }
    }

    func reporting<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        } catch let error as StoreError where error.code == .damaged {
            throw StoreError(.damaged, "damaged store \"\(path)\": \(error.message)")
        }
    }
}
