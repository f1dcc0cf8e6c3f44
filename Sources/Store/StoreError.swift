internal import GRDB

/// Why the store could not do what it was asked.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of error it is.
    public enum Code: String, Sendable {
        /// There is no store at the path.
        case notFound
        /// The path is a folder or another thing that is no file.
        case notAFile
        /// The file system forbids it.
        case permission
        /// The file is no store of ours.
        case foreign
        /// A newer Overreach wrote the store.
        case newer
        /// The file is cut off or its content contradicts itself.
        case damaged
        /// Batches that were acknowledged are missing, and nobody has accepted it.
        case behind
        /// Somebody else is writing.
        case locked
        /// The key beside the store is missing or is no key.
        case key
        /// The disk is full.
        case full
        /// Reading or writing failed in another way.
        case system
        /// The caller passed what the store cannot keep.
        case invalid
    }

    /// What kind of error it is.
    public let code: Code
    /// What, where, and what was expected; free of secrets.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

extension StoreError {
    /// What SQLite reported of the file at the path.
    init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
            self.init(.damaged, "damaged store \"\(path)\": \(detail), expected what Overreach wrote")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.locked, "store \"\(path)\" is in use: \(detail)")
        case .SQLITE_FULL:
            self.init(.full, "no space left for store \"\(path)\"; nothing of this write was kept")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(.permission, "store \"\(path)\" cannot be written: \(detail)")
        case .SQLITE_CANTOPEN:
            let expected = "expected a folder in which \"-wal\" and \"-shm\" files may be made beside it"
            self.init(.permission, "store \"\(path)\" cannot be opened: \(detail), \(expected)")
        default:
            self.init(.system, "store \"\(path)\": \(detail)")
        }
    }
}
