internal import Foundation
internal import GRDB

/// Keeps a store as it was before its tables are brought to a newer version.
enum StoreBackup {
    /// Copies the store to `<path>.v<version>`, whole and synced before anything is changed; one that is there stays.
    ///
    /// Throws `full` where there is no room for it: then nothing is migrated.
    static func keep(_ pool: DatabasePool, path: String, version: Int) throws {
        let copy = "\(path).v\(version)"
        guard access(copy, F_OK) != 0 else { return }

        let draft = copy + ".creating"
        unlink(draft)
        let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreFile.failure(errno, "backup", draft) }
        defer { close(descriptor) }
        do {
            let queue = try DatabaseQueue(path: draft)
            try pool.backup(to: queue)
            try queue.close()
        } catch {
            unlink(draft)
            throw error
        }
        guard fsync(descriptor) == 0, rename(draft, copy) == 0 else {
            let code = errno
            unlink(draft)
            throw StoreFile.failure(code, "backup", copy)
        }
    }
}
